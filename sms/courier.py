"""Carries signed webhooks from the simulated phones to our own door, outside any web request."""

import http.client
import logging
import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from sms.carrier import sign

log = logging.getLogger(__name__)

SECONDS = 15.0


@dataclass(frozen=True)
class Parcel:
    """One webhook under way; `arrived` is set when our door has answered, or did not."""

    url: str
    form: Mapping[str, str]
    arrived: threading.Event = field(default_factory=threading.Event)


class Courier:
    """One thread that carries parcels in the order in which they were handed in."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[str, Parcel]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def carry(self, token: str, url: str, form: Mapping[str, str]) -> Parcel:
        """Sign and post the form to `url`, soon; our own address, http on loopback."""
        parcel = Parcel(url, form)
        self._waiting.put((token, parcel))
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
                self._thread.start()
        return parcel

    def _run(self) -> None:
        while True:
            token, parcel = self._waiting.get()
            try:
                _post(token, parcel)
            except OSError as error:
                log.warning("a simulated webhook was lost: %s", type(error).__name__)
            finally:
                parcel.arrived.set()


def _post(token: str, parcel: Parcel) -> None:
    where = urlsplit(parcel.url)
    door = http.client.HTTPConnection(where.hostname or "", where.port, timeout=SECONDS)
    try:
        door.request(
            "POST",
            where.path,
            urlencode(parcel.form),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Twilio-Signature": sign(token, parcel.url, parcel.form),
            },
        )
        status = door.getresponse().status
        if status >= 300:
            log.warning("our door answered a simulated webhook with %s", status)
    except http.client.HTTPException as error:
        log.warning("a simulated webhook was lost: %s", type(error).__name__)
    finally:
        door.close()
