"""What each of the carrier's error codes means to us, and what the team should do about it.

Source of the codes and their meaning: messaging 5.5. Acts on nothing itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.store.carrier_advice import Advice


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
    advice: Advice
    account_wide: bool = False


def _number(advice: Advice) -> Meaning:
    return Meaning(Trouble.NUMBER, advice)


def _configuration(advice: Advice, account_wide: bool = False) -> Meaning:
    return Meaning(Trouble.CONFIGURATION, advice, account_wide)


MEANINGS: dict[str, Meaning] = {
    "21211": _number(Advice.CHECK_NUMBER),
    "21268": _number(Advice.CHECK_NUMBER),
    "21612": _number(Advice.NO_ROUTE),
    "21614": _number(Advice.NOT_MOBILE),
    "21635": _number(Advice.NOT_MOBILE),
    "30004": _number(Advice.BLOCKED),
    "30005": _number(Advice.OUT_OF_SERVICE),
    "30006": _number(Advice.LANDLINE),
    "21610": Meaning(Trouble.CONSENT, Advice.OPTED_OUT),
    "20003": _configuration(Advice.RENEW_KEYS, True),
    "30002": _configuration(Advice.SUSPENDED, True),
    "20005": _configuration(Advice.NOT_ACTIVE, True),
    "21408": _configuration(Advice.ALLOW_COUNTRY),
    "21212": _configuration(Advice.CHECK_SENDER),
    "21603": _configuration(Advice.CHECK_SENDER),
    "21606": _configuration(Advice.CHECK_SENDER),
    "21659": _configuration(Advice.CHECK_SENDER),
    "21703": _configuration(Advice.CHECK_SENDER),
    "30032": _configuration(Advice.REGISTER_SENDER),
    "30034": _configuration(Advice.REGISTER_SENDER),
    "21617": Meaning(Trouble.CONTENT, Advice.TOO_LONG),
    "30007": Meaning(Trouble.CONTENT, Advice.FILTERED),
    "20429": Meaning(Trouble.NOT_SENT, Advice.BUSY),
    "21611": Meaning(Trouble.NOT_SENT, Advice.BUSY),
    "30001": Meaning(Trouble.NOT_SENT, Advice.BUSY),
    "unreachable": Meaning(Trouble.NOT_SENT, Advice.UNREACHABLE),
    "20500": Meaning(Trouble.UNCERTAIN, Advice.UNCLEAR),
    "20503": Meaning(Trouble.UNCERTAIN, Advice.UNCLEAR),
    "no-answer": Meaning(Trouble.UNCERTAIN, Advice.UNCLEAR),
    "30003": Meaning(Trouble.LATER, Advice.PHONE_OFF),
    "30008": Meaning(Trouble.LATER, Advice.LOST),
    "30009": Meaning(Trouble.LATER, Advice.LOST),
    "30010": Meaning(Trouble.CONTENT, Advice.TOO_DEAR),
    "30017": Meaning(Trouble.LATER, Advice.BUSY),
    "30022": Meaning(Trouble.LATER, Advice.LIMIT),
    "30023": Meaning(Trouble.LATER, Advice.DAY_LIMIT),
    "30024": Meaning(Trouble.LATER, Advice.BUSY),
    "30027": Meaning(Trouble.LATER, Advice.LIMIT),
    "30410": Meaning(Trouble.LATER, Advice.BUSY),
    "30500": Meaning(Trouble.LATER, Advice.BUSY),
    "wording": Meaning(Trouble.UNKNOWN, Advice.NO_WORDS),
    "gave-up": Meaning(Trouble.UNKNOWN, Advice.GAVE_UP),
}

UNKNOWN = Meaning(Trouble.UNKNOWN, Advice.UNKNOWN)


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
