"""How long from a red flag at our door to the page at the carrier, with other texts coming in.

The real clock with its threads, the real reading, a carrier that takes 150 ms for each text.
Run: python -m bench.page_latency
"""

import logging
import statistics
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, select

from bench.serving import Caller, Place, Stopwatch, installation, percentile
from portal import clock
from portal.store import sealed
from portal.store.alerts import Alert
from portal.store.engine import reading
from portal.store.texts import OutboundText
from sms.carrier import Arrived, Outgoing, Standing, is_signed
from sms.exchange import EXTENSION, Exchange
from sms.exchange import attach as attach_exchange
from sms.schedule import Clock

FLAGS = 200
BETWEEN_SECONDS = 0.3
CARRIER_SECONDS = 0.15
P50_SECONDS = 3.0
P99_SECONDS = 10.0
RED_FLAG = "she is having a seizure"


class SlowCarrier:
    """Takes every text after a while, and notes by our own id when it was handed over."""

    def __init__(self, account: str, token: str) -> None:
        self.account = account
        self._token = token
        self.taken_at: dict[str, float] = {}

    def send(self, outgoing: Outgoing) -> str:
        """Take it; it counts as handed over from the start."""
        self.taken_at.setdefault(outgoing.callback.rsplit("/", 1)[-1], time.perf_counter())
        time.sleep(CARRIER_SECONDS)
        return f"SM{time.perf_counter_ns():032x}"

    def sent_to(self, _number: str) -> list[Standing]:
        return []

    def standing(self, carrier_id: str) -> Standing:
        raise LookupError(carrier_id)

    def arrived(self, _called: str, _since: datetime) -> list[Arrived]:
        return []

    def is_genuine(self, url: str, form: Mapping[str, str], signature: str) -> bool:
        return is_signed(self._token, url, form, signature)


def main() -> int:
    """Print p50 and p99; 1 when one is over its limit or a page is missing."""
    logging.disable(logging.WARNING)
    with installation(Stopwatch(), clock.now()) as place:
        carrier = SlowCarrier(place.account, place.token)
        old: Exchange = place.app.extensions[EXTENSION]
        attach_exchange(place.app, Exchange(carrier, old.spool, old.reader))
        ticking = Clock(place.app)
        ticking.start()
        stop = threading.Event()
        threading.Thread(target=_other_texts, args=(place, stop), daemon=True).start()
        flagged = _flag(place)
        time.sleep(P99_SECONDS)
        stop.set()
        ticking.stop()
        took = _latencies(place, flagged, carrier.taken_at)
    p50, p99 = statistics.median(took), percentile(took, 99)
    sys.stdout.write(f"pages {len(took)} of {FLAGS}  p50 {p50:.2f} s  p99 {p99:.2f} s\n")
    return int(len(took) < FLAGS or p50 > P50_SECONDS or p99 > P99_SECONDS)


def _flag(place: Place) -> dict[str, float]:
    """Post red flags, each from a phone of its own; when each left, by its number's digest."""
    caller = Caller(place.port)
    flagged = {}
    for number in range(FLAGS):
        phone = f"+1303555{number:04}"
        began, _ = caller.post(*place.signed(RED_FLAG, phone))
        flagged[sealed.index(phone)] = began
        time.sleep(BETWEEN_SECONDS)
    return flagged


def _latencies(
    place: Place, flagged: Mapping[str, float], taken_at: Mapping[str, float]
) -> list[float]:
    """Seconds from a red flag to the first page for its alert, for each that was paged."""
    query = select(OutboundText.id, Alert.unknown_index).join(
        Alert, col(Alert.id) == OutboundText.alert_id
    )
    with place.app.app_context(), reading() as session:
        pages = list(session.exec(query.where(OutboundText.purpose == "page")))
    first: dict[str, float] = {}
    for text_id, phone in pages:
        if phone and text_id in taken_at:
            first[phone] = min(first.get(phone, taken_at[text_id]), taken_at[text_id])
    return [first[phone] - began for phone, began in flagged.items() if phone in first]


def _other_texts(place: Place, stop: threading.Event) -> None:
    """Ordinary texts from a family, several a second, which are read and answered too."""
    caller = Caller(place.port)
    while not stop.wait(0.2):
        caller.post(*place.signed("all good today"))


if __name__ == "__main__":
    raise SystemExit(main())
