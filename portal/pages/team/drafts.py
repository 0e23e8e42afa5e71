"""Drafts of passages that grew out of answers: the team's own list, and each as a file."""

from flask import Blueprint
from werkzeug.wrappers import Response

from portal import clock
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.store import chat, sites, team_views, trail
from portal.store.chat import DraftPassage
from portal.store.engine import transaction
from study.explained.draft import DraftText, draft_file
from study.localtime import local_date

pages = Blueprint("team_drafts", __name__, url_prefix="/team/drafts")


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> tuple[str, int]:
    now = clock.now()
    with transaction() as session:
        rows = chat.drafts_at(session, visit.site_id)
        names = team_views.names_at(session, visit.site_id)
        zone = sites.get(session, visit.site_id).zone
        trail.write(
            session, visit.who, "looked_at_drafts", now=now, drafts=[one.id for one in rows]
        )
    return answer("team/drafts.html", rows=rows, names=names, zone=zone)


@pages.get("/<draft_id>.md")
@access.needs_staff()
def download(visit: StaffVisit, draft_id: str) -> Response:
    """The draft as a file that stands among the passages once a person has finished it."""
    now = clock.now()
    with transaction() as session:
        row = session.get(DraftPassage, draft_id)
        if row is None or row.site_id != visit.site_id:
            access.refuse()
        zone = sites.get(session, visit.site_id).zone
        trail.write(session, visit.who, "downloaded_draft", now=now, subject=row)
    text = DraftText(
        title=row.title,
        body=row.body,
        questions=(row.asked_as,) if row.asked_as else (),
        source="team answer",
        written_on=local_date(row.at, zone),
    )
    name, body = draft_file(text, row.id[:6])
    response = Response(body, mimetype="text/markdown")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
