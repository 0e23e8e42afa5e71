"""The fixed card that stands in for words nobody qualified has read yet (behaviour section 8)."""

from babel import Locale
from sqlmodel import Session

from portal.store import sites
from portal.store.families import Caregiver
from study import notices
from study.notices import Notice, Purpose

ENGLISH = "en"
# Digits alone need no translation; a reminder nobody can trust is not sent in place of one.
_AS_IT_IS = frozenset({Purpose.CODE})
_HELD_BACK = frozenset({Purpose.REMINDER, Purpose.PROMPT})


def in_reviewed_words(session: Session, caregiver: Caregiver, notice: Notice) -> Notice | None:
    """What may be sent to this person in place of `notice`; None when nothing may.

    The notice itself in English, in a language that the site has had read by a qualified
    translator, and in a demo. Else the card with 911, the 24-hour number and the language to ask
    for; reminders and prompts are held back, and the team sees that they were.
    """
    if caregiver.language == ENGLISH or notice.purpose in _AS_IT_IS:
        return notice
    site = sites.get(session, caregiver.site_id)
    if caregiver.language in site.reviewed_languages or sites.is_demo(session):
        return notice
    if notice.purpose in _HELD_BACK:
        return None
    return notices.LanguageCard(
        program=site.program,
        phone_24h=site.phone_24h or "",
        say=str(Locale.parse(caregiver.language).get_language_name(ENGLISH)),
    )
