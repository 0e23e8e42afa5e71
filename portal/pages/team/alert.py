"""One alert: everything that was said and done about it, to take it, and to resolve it."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.resolve_alert import NoReason, resolve_alert
from portal.pages import access
from portal.pages.access import ACTS, StaffVisit
from portal.pages.showing import answer
from portal.pages.team.alert_cards import AlertCard, card
from portal.store import alerts, sites, team_views, trail
from portal.store.alerts import AlertEvent
from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.texts import OutboundText

pages = Blueprint("team_alert", __name__, url_prefix="/team/alerts")

Answer = tuple[str, int] | Response


@dataclass(frozen=True)
class History:
    """What happened to an alert, in order, and the texts that went out because of it."""

    card: AlertCard
    events: tuple[AlertEvent, ...]
    texts: tuple[tuple[OutboundText, str], ...]
    names: dict[str, str]
    seen: str


@pages.get("/<alert_id>")
@access.needs_staff()
def show(visit: StaffVisit, alert_id: str) -> Answer:
    return _show(visit, alert_id, {})


@pages.post("/<alert_id>/acknowledge")
@access.needs_staff(*ACTS)
def acknowledge(visit: StaffVisit, alert_id: str) -> Answer:
    """The first to take it holds it; the page then says who that is."""
    with transaction() as session:
        acknowledge_alert(
            session,
            alert=access.site_alert(session, visit, alert_id),
            who=visit.who,
            how="web",
            staff_id=visit.staff_id,
            now=clock.now(),
        )
    return redirect(url_for("team_alert.show", alert_id=alert_id), code=303)


@pages.post("/<alert_id>/resolve")
@access.needs_staff(*ACTS)
def resolve(visit: StaffVisit, alert_id: str) -> Answer:
    try:
        with transaction() as session:
            resolve_alert(
                session,
                alert=access.site_alert(session, visit, alert_id),
                staff_id=visit.staff_id,
                reason=request.form.get("reason", ""),
                who=visit.who,
                now=clock.now(),
            )
    except NoReason:
        said = {"reason": gettext("Say what happened and what was done.")}
        return _show(visit, alert_id, said, status=422)
    return redirect(url_for("team_work.show"), code=303)


def _show(visit: StaffVisit, alert_id: str, errors: dict[str, str], status: int = 200) -> Answer:
    now = clock.now()
    with transaction() as session:
        history = _history(session, visit, alert_id, now)
        if request.args.get("live") != history.seen:
            alert = history.card.alert
            family = history.card.child.family_id if history.card.child else None
            trail.write(
                session,
                visit.who.model_copy(update={"family_id": family}),
                "looked_at_alert",
                now=now,
                subject=alert,
            )
    return answer(
        "team/alert.html",
        "live",
        history=history,
        one=history.card,
        errors=errors,
        now=now,
        status=status,
    )


def _history(session: Session, visit: StaffVisit, alert_id: str, now: datetime) -> History:
    alert = access.site_alert(session, visit, alert_id)
    names = team_views.names_at(session, visit.site_id)
    zone = sites.get(session, visit.site_id).zone
    events = alerts.events_of(session, alert.id)
    found = team_views.texts_of_alert(session, alert.id)
    return History(
        card=card(session, alert, names, zone, now),
        events=tuple(events),
        texts=tuple((text, _reader(session, text, names)) for text in found),
        names=names,
        seen=str(len(events)),
    )


def _reader(session: Session, text: OutboundText, names: dict[str, str]) -> str:
    if text.contact_id:
        return names.get(text.contact_id, "")
    caregiver = session.get(Caregiver, text.caregiver_id) if text.caregiver_id else None
    return caregiver.name if caregiver else ""
