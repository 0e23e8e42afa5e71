"""What to do about a text that the carrier would not take, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.store.carrier_advice import Advice

WORDS = {
    Advice.CHECK_NUMBER: _("Telephone, or ask again for the number: texts cannot reach this one."),
    Advice.NO_ROUTE: _("The carrier has no way to this number: telephone, or use another number."),
    Advice.NOT_MOBILE: _("This is not a mobile phone: telephone, or ask for a mobile number."),
    Advice.BLOCKED: _("Texts are blocked on this phone or by its carrier: telephone."),
    Advice.OUT_OF_SERVICE: _("This number is not in service: ask for the new one."),
    Advice.LANDLINE: _("This is a landline or its carrier cannot be reached: telephone."),
    Advice.OPTED_OUT: _("This phone has opted out: telephone. START from that phone undoes it."),
    Advice.PAGER_OPTED_OUT: _(
        "This phone opted out of pages. It must text START to the staff number."
    ),
    Advice.RENEW_KEYS: _("An administrator must renew the carrier's access keys."),
    Advice.SUSPENDED: _("The carrier has suspended the account: call the carrier."),
    Advice.NOT_ACTIVE: _("The carrier's account is not active: call the carrier."),
    Advice.ALLOW_COUNTRY: _("An administrator must allow this country in the carrier's console."),
    Advice.CHECK_SENDER: _(
        "An administrator must check this site's sender number in the carrier's console."
    ),
    Advice.REGISTER_SENDER: _(
        "An administrator must register this sender with the carrier before it can text."
    ),
    Advice.TOO_LONG: _("The text was too long for the carrier: telephone."),
    Advice.FILTERED: _("A carrier filtered this text: telephone, and tell an administrator."),
    Advice.TOO_DEAR: _("The text cost more than the account allows: tell an administrator."),
    Advice.BUSY: _("The carrier was busy; the text is tried again by itself."),
    Advice.UNREACHABLE: _("The carrier could not be reached."),
    Advice.UNCLEAR: _("It is not known whether this text arrived; telephone if it matters."),
    Advice.PHONE_OFF: _("The phone is off or has no signal: telephone if it matters."),
    Advice.LOST: _("The carrier lost this text and does not say why."),
    Advice.LIMIT: _("The sender reached the carrier's limit; tried again later."),
    Advice.DAY_LIMIT: _("The sender reached its limit for today; tried again later."),
    Advice.NO_WORDS: _("The program has no words for this text: telephone."),
    Advice.GAVE_UP: _("The carrier did not take this text in time: telephone."),
    Advice.UNKNOWN: _("The carrier gave a code we do not know: somebody must look."),
}


def advice_of(detail: dict[str, Any]) -> str:
    """The words for the advice in a task's detail; as it stands, where it was kept in words."""
    kept = detail.get("advice", "")
    return str(WORDS.get(kept, kept))
