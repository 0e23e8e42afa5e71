"""A phone number as people type it → the one form in which it is kept. Looks nobody up."""

import re

import phonenumbers

# Numbers that no phone has, so that a demo can never text a person (behaviour section 9).
_FICTIONAL = re.compile(r"\+120255501\d\d")


class BadNumber(ValueError):
    """What was typed is no phone number, or none that this installation may text."""


def e164(typed: str, *, demo: bool) -> str:
    """The number as "+12025550123"; without a country it is read as one of the US.

    A demo takes the fictional +1 202 555 01xx alone. Raises BadNumber.
    """
    try:
        parsed = phonenumbers.parse(typed, "US")
    except phonenumbers.NumberParseException as error:
        raise BadNumber("no phone number") from error
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(parsed) or parsed.extension:
        raise BadNumber("no phone number")
    if demo and not _FICTIONAL.fullmatch(number):
        raise BadNumber("a demo texts fictional numbers only")
    return number
