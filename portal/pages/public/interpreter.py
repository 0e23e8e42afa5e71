"""The button "I need an interpreter": a task for the team, and how to ask for one by telephone."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.open_task import TaskKind, open_task
from portal.pages import access
from portal.pages.access import FamilyVisit
from portal.pages.showing import answer
from portal.store.engine import transaction
from portal.store.families import Caregiver

pages = Blueprint("interpreter", __name__)

# Each language in its own words, for a card that can be read out at the telephone.
LANGUAGES = (
    ("es", "Español", "Spanish"),
    ("zh", "中文", "Chinese"),
    ("vi", "Tiếng Việt", "Vietnamese"),
    ("ar", "العربية", "Arabic"),
    ("ko", "한국어", "Korean"),
    ("tl", "Tagalog", "Tagalog"),
    ("ru", "Русский", "Russian"),
    ("ht", "Kreyòl ayisyen", "Haitian Creole"),
    ("pt", "Português", "Portuguese"),
    ("fr", "Français", "French"),
)


@pages.route("/interpreter", methods=["GET", "POST"])
@access.open_to_all
def ask() -> tuple[str, int] | Response:
    """A signed-in person's tap opens a task; everybody gets the card with the number to call."""
    visit = g.visit if isinstance(g.visit, FamilyVisit) else None
    told = request.method == "POST" and visit is not None
    if told and visit is not None:
        _open(visit)
    return answer("public/interpreter.html", told=told, languages_spoken=LANGUAGES)


def _open(visit: FamilyVisit) -> None:
    with transaction() as session:
        caregiver = session.get(Caregiver, visit.caregiver_id)
        open_task(
            session,
            site_id=visit.site_id,
            kind=TaskKind.INTERPRETER,
            key=f"interpreter:{visit.caregiver_id}",
            caregiver=caregiver,
            now=clock.now(),
            language=visit.language,
        )
