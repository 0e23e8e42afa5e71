"""The carrier's door: is it genuine, keep it, have it read, answer. What a text means is not
decided here."""

import logging
import re
from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.datastructures import MultiDict

from portal import clock
from portal.config import Settings
from portal.pages import access, csrf
from portal.store.engine import transaction
from sms import receipts
from sms.arrivals import Arrival, Kept, NotOurNumber, from_form, keep, plain
from sms.crashpoints import crashpoint
from sms.exchange import exchange
from sms.reading import read_from

log = logging.getLogger(__name__)

LONGEST_BODY = 64 * 1024
SIGNATURE = "X-Twilio-Signature"
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
_TEXT_ID = re.compile(r"^(SM|MM)[0-9a-fA-F]{32}$")
_DATABASE_TROUBLE = (DBAPIError, PoolTimeout)

door = Blueprint("carrier", __name__)
csrf.exempt(door)


@door.post("/twilio/sms")
@access.carrier_only
def text_arrived() -> Response:
    """A text from somebody's phone. 200 says that it will not be lost."""
    return _take_text(_genuine_form())


@door.post("/twilio/sms/fallback")
@access.carrier_only
def text_arrived_by_fallback() -> Response:
    """The same text once more, when the carrier could not reach the first address."""
    return _take_text(_genuine_form())


@door.post("/twilio/status/<outbound_id>")
@access.carrier_only
def receipt(outbound_id: str) -> Response:
    """What became of a text of ours; kept in any order, also for a text we do not know yet."""
    form = _genuine_form()
    now = clock.now()
    with transaction() as session:
        receipts.receive(
            session,
            outbound_id=outbound_id,
            carrier_id=form.get("MessageSid", ""),
            status=plain(form.get("MessageStatus", "")),
            error_code=plain(form.get("ErrorCode", "")) or None,
            now=now,
        )
    exchange().bell.ring()
    return Response(status=204)


def _genuine_form() -> "MultiDict[str, str]":
    """The form, if the carrier signed exactly this for our configured address (messaging T1, T2).

    The address comes from the settings, never from what the request says of itself.
    """
    request.max_content_length = LONGEST_BODY
    request.max_form_memory_size = LONGEST_BODY
    signature = request.headers.get(SIGNATURE)
    if not signature:
        abort(403)
    settings: Settings = current_app.config["SETTINGS"]
    form = request.form
    carrier = exchange().carrier
    if not carrier.is_genuine(settings.base_url + request.path, form, signature):
        abort(403)
    if form.get("AccountSid") != carrier.account or not _TEXT_ID.match(form.get("MessageSid", "")):
        abort(403)
    return form


def _take_text(form: "MultiDict[str, str]") -> Response:
    if not form.get("From") or not form.get("To"):
        abort(403)
    now = clock.now()
    kept = _kept(from_form(form, now))
    crashpoint("mid_webhook_after_commit")
    if kept is not None and kept.is_unread:
        # Kept is kept: whatever happens from here on, a clock reads the text again.
        _quietly(lambda: read_from(kept, now))
    exchange().bell.ring()
    return Response(EMPTY, content_type="text/xml")


def _kept(arrival: Arrival) -> Kept | None:
    """Keep the text in the database, else in the spool; None when a clock has to read it."""
    try:
        with transaction() as session:
            kept = keep(session, arrival, only_ours=True)
            crashpoint("mid_webhook_before_commit")
        return kept
    except NotOurNumber:
        abort(403)
    except _DATABASE_TROUBLE as error:
        log.error("the database does not take a text: %s", type(error).__name__)
    try:
        exchange().spool.write(arrival)
    except OSError as error:
        log.critical("neither database nor spool takes a text: %s", type(error).__name__)
        abort(503)
    return None


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as error:
        log.error("reading after keeping failed: %s", type(error).__name__)
