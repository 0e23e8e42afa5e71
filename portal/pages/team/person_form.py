"""A person with a phone, as staff type one: who, in which language, and what they may see."""

from typing import Any

from flask_babel import lazy_gettext as _

from portal.actions.enrolment import CaregiverEntry

AGREED = (("", "–"), ("paper", _("on paper")), ("spoken", _("spoken, with a witness")))


def a_person(form: Any, where: str, codes: tuple[str, ...] = ()) -> CaregiverEntry:
    """What was typed under `where`; the action says what is wrong with it.

    `form` is a request's form. `codes`: the children of a new family, of whom the ticked ones
    are cared for.
    """

    def said(name: str) -> str:
        return str(form.get(f"{where}.{name}", "")).strip()

    def ticked(name: str) -> bool:
        return said(name) == "yes"

    chosen = tuple(form.getlist(f"{where}.cares_for"))
    return CaregiverEntry(
        name=said("name")[:80],
        phone=said("phone")[:40],
        language=said("other_language")[:8] or said("language") or "en",
        agreed_how=said("agreed_how"),
        cares_for=tuple(code for code in codes if code in chosen) if codes else (),
        is_participant=ticked("is_participant"),
        shared_phone=ticked("shared_phone"),
        sees_names=ticked("sees_names"),
        sees_reports=ticked("sees_reports"),
        gets_backup=ticked("gets_backup"),
        wants_reminders=ticked("wants_reminders"),
        wants_prompts=ticked("wants_prompts"),
    )
