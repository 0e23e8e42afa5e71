"""Is the program serving, and does its clock still finish its rounds?"""

from datetime import timedelta

from flask import Blueprint, Response, jsonify

from portal import clock
from portal.pages import access
from portal.store import carrier_stops, leases, sites
from portal.store.engine import reading

STUCK_AFTER = timedelta(seconds=60)
CLOCK = "clock"

pages = Blueprint("health", __name__)


@pages.get("/health")
@access.open_to_all
def health() -> Response:
    """200 as soon as the database answers; says whether the carrier takes our texts, and how many
    rounds in a row it did not give us those that came in for one of our numbers."""
    with reading() as session:
        leases.last_round(session, CLOCK)
        stopped = bool(carrier_stops.standing(session))
        fetched = [leases.fetching(number) for number in sites.numbers(session)]
        failures = leases.most_failures(session, fetched)
    return jsonify(
        status="ok", carrier="stopped" if stopped else "ok", failed_fetches=failures
    )


@pages.get("/health/scheduler")
@access.open_to_all
def scheduler() -> tuple[Response, int]:
    """200 while a clock finished a whole round within the last minute, else 503."""
    with reading() as session:
        finished = leases.last_round(session, CLOCK)
    if finished is None or clock.now() - finished > STUCK_AFTER:
        return jsonify(status="no round finished lately"), 503
    return jsonify(status="ok"), 200
