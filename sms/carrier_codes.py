"""What each of the carrier's error codes means to us, and what the team should do about it.

Source of the codes and their meaning: messaging 5.5. Acts on nothing itself.
"""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What kind of trouble a text is in. Only NOT_SENT and LATER may simply be tried again."""

    NUMBER = "number"
    CONSENT = "consent"
    CONFIGURATION = "configuration"
    CONTENT = "content"
    NOT_SENT = "not_sent"
    UNCERTAIN = "uncertain"
    LATER = "later"
    UNKNOWN = "unknown"


PERMANENT = frozenset({Trouble.NUMBER, Trouble.CONSENT, Trouble.CONTENT, Trouble.UNKNOWN})
"""The same text to the same phone will not get through: no retry, the team is told."""


@dataclass(frozen=True)
class Meaning:
    """`account_wide`: no number of this account can send until a person has put it right."""

    trouble: Trouble
    advice: str
    account_wide: bool = False


def _number(advice: str) -> Meaning:
    return Meaning(Trouble.NUMBER, advice)


def _configuration(advice: str, account_wide: bool = False) -> Meaning:
    return Meaning(Trouble.CONFIGURATION, advice, account_wide)


_CHECK_NUMBER = "Telephone the family or ask again for the number: texts cannot reach this one."
_SENDER = "An administrator must check this site's sender number in the carrier's console."
_REGISTRATION = "An administrator must register this sender with the carrier before it can text."
_BUSY = "The carrier was busy; the text is tried again by itself."
_UNCLEAR = "It is not known whether this text arrived; telephone if it matters."

MEANINGS: dict[str, Meaning] = {
    "21211": _number(_CHECK_NUMBER),
    "21268": _number(_CHECK_NUMBER),
    "21612": _number("The carrier has no way to this number: telephone, or use another number."),
    "21614": _number("This is not a mobile phone: telephone, or ask for a mobile number."),
    "21635": _number("This is not a mobile phone: telephone, or ask for a mobile number."),
    "30004": _number("Texts are blocked on this phone or by its carrier: telephone."),
    "30005": _number("This number is not in service: ask for the new one."),
    "30006": _number("This is a landline or its carrier cannot be reached: telephone."),
    "21610": Meaning(
        Trouble.CONSENT, "This phone has opted out: telephone. START from that phone undoes it."
    ),
    "20003": _configuration("An administrator must renew the carrier's access keys.", True),
    "30002": _configuration("The carrier has suspended the account: call the carrier.", True),
    "20005": _configuration("The carrier's account is not active: call the carrier.", True),
    "21408": _configuration("An administrator must allow this country in the carrier's console."),
    "21212": _configuration(_SENDER),
    "21603": _configuration(_SENDER),
    "21606": _configuration(_SENDER),
    "21659": _configuration(_SENDER),
    "21703": _configuration(_SENDER),
    "30032": _configuration(_REGISTRATION),
    "30034": _configuration(_REGISTRATION),
    "21617": Meaning(Trouble.CONTENT, "The text was too long for the carrier: telephone."),
    "30007": Meaning(
        Trouble.CONTENT, "A carrier filtered this text: telephone, and tell an administrator."
    ),
    "20429": Meaning(Trouble.NOT_SENT, _BUSY),
    "21611": Meaning(Trouble.NOT_SENT, _BUSY),
    "30001": Meaning(Trouble.NOT_SENT, _BUSY),
    "unreachable": Meaning(Trouble.NOT_SENT, "The carrier could not be reached."),
    "20500": Meaning(Trouble.UNCERTAIN, _UNCLEAR),
    "20503": Meaning(Trouble.UNCERTAIN, _UNCLEAR),
    "no-answer": Meaning(Trouble.UNCERTAIN, _UNCLEAR),
    "30003": Meaning(Trouble.LATER, "The phone is off or has no signal: telephone if it matters."),
    "30008": Meaning(Trouble.LATER, "The carrier lost this text and does not say why."),
    "30009": Meaning(Trouble.LATER, "The carrier lost this text and does not say why."),
    "30010": Meaning(Trouble.CONTENT, "The text cost more than the account allows."),
    "30017": Meaning(Trouble.LATER, _BUSY),
    "30022": Meaning(Trouble.LATER, "The sender reached the carrier's limit; tried again later."),
    "30023": Meaning(Trouble.LATER, "The sender reached its limit for today; tried again later."),
    "30024": Meaning(Trouble.LATER, _BUSY),
    "30027": Meaning(Trouble.LATER, "The sender reached the carrier's limit; tried again later."),
    "30410": Meaning(Trouble.LATER, _BUSY),
    "30500": Meaning(Trouble.LATER, _BUSY),
    "wording": Meaning(Trouble.UNKNOWN, "The program has no words for this text: telephone."),
    "gave-up": Meaning(Trouble.UNKNOWN, "The carrier did not take this text in time: telephone."),
}

UNKNOWN = Meaning(Trouble.UNKNOWN, "The carrier gave a code we do not know: somebody must look.")


def meaning(code: str) -> Meaning:
    """What `code` means; a code we do not know is trouble that needs a look, never success."""
    return MEANINGS.get(code, UNKNOWN)


def of_answer(status: int, code: str | None) -> tuple[str, Trouble]:
    """Code and trouble of an error the carrier answered with, from its HTTP status and code.

    429 was not processed; a 5xx may have been (messaging 5.5, F6, F7).
    """
    if status in (401, 403) and meaning(code or "").trouble is Trouble.UNKNOWN:
        return "20003", Trouble.CONFIGURATION
    if status == 429:
        return "20429", Trouble.NOT_SENT
    if status >= 500:
        known = code if code in ("20500", "20503") else "20500"
        return known, Trouble.UNCERTAIN
    found = code or str(status)
    return found, meaning(found).trouble
