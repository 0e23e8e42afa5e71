"""The families of one site, with where each child stands. Shows codes and nicknames."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint

from portal import clock
from portal.pages import access
from portal.pages.access import StaffVisit
from portal.pages.showing import answer
from portal.store import alerts, doses, families, sites, team_views, trail
from portal.store.engine import transaction
from portal.store.families import Caregiver, Participant
from study.localtime import local_date, study_day

pages = Blueprint("team_families", __name__, url_prefix="/team/families")


@dataclass(frozen=True)
class Line:
    child: Participant
    people: tuple[Caregiver, ...]
    study_day: int | None
    zone: str
    last_said: datetime | None
    has_alert: bool
    tasks: int


@pages.get("")
@access.needs_staff()
def show(visit: StaffVisit) -> tuple[str, int]:
    now = clock.now()
    with transaction() as session:
        site = sites.get(session, visit.site_id)
        lines = []
        for child in team_views.participants_at(session, visit.site_id):
            zone = families.get_family(session, child.family_id).zone
            started = child.day1 is not None and child.day1 <= local_date(now, zone)
            lines.append(
                Line(
                    child=child,
                    people=tuple(families.caregivers_of(session, child.id)),
                    study_day=study_day(child.day1, now, zone) if started and child.day1 else None,
                    zone=zone,
                    last_said=doses.last_said(session, child.id),
                    has_alert=alerts.unresolved_of(session, child.id) is not None,
                    tasks=len(team_views.tasks_of(session, child.family_id)),
                )
            )
        trail.write(session, visit.who, "looked_at_families", now=now, subject=site)
    return answer("team/families.html", lines=lines)
