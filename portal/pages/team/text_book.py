"""The book of every text and screen, to read or to print for an ethics board."""

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from portal import text_book
from portal.language import ENGLISH, OFFERED
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.text_book import Approval, Kind

pages = Blueprint("team_text_book", __name__, url_prefix="/team")

KINDS = {
    Kind.TEXT: _("Text messages"),
    Kind.SCREEN: _("Screens for families and visitors"),
    Kind.TEAM: _("Screens of the team"),
    Kind.PASSAGE: _("The study, explained"),
    Kind.TERM: _("Words explained"),
    Kind.QUESTION: _("Did we explain this well?"),
}
APPROVALS = {
    Approval.APPROVED: _("approved"),
    Approval.REVIEWED: _("read by a translator"),
    Approval.DRAFT: _("draft, not approved"),
    Approval.MACHINE: _("machine translation, not checked"),
}


@pages.get("/texts")
@access.needs_staff()
def show(_visit: StaffVisit) -> tuple[str, int]:
    """`?words=` chooses the language; it names nobody and shows no family."""
    asked = request.args.get("words", ENGLISH)
    language = asked if asked in OFFERED else ENGLISH
    entries = text_book.book(language)
    return answer(
        "team/text_book.html",
        written=language,
        languages_written=OFFERED,
        chapters=[(KINDS[kind], [one for one in entries if one.kind is kind]) for kind in Kind],
        approvals=APPROVALS,
    )
