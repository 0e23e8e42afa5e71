"""Keeps texts as sealed files while the database cannot. They are moved into it later, once."""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from portal.store import sealed
from portal.store.columns import new_id
from sms.arrivals import Arrival, from_json
from sms.crashpoints import crashpoint

log = logging.getLogger(__name__)

_PLACE = b"spool"
_KEPT = ".text"
_UNREADABLE = ".unreadable"


class Spool:
    """One folder. A file is there whole or not at all, also after the power fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, arrival: Arrival) -> None:
        """Keep a text on the disk. Raises OSError when that fails too."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{_order(arrival.received_at)}-{new_id()}{_KEPT}"
        half = path.with_suffix(".half")
        with half.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(sealed.keyring().seal(arrival.to_json().encode(), _PLACE))
            file.flush()
            os.fsync(file.fileno())
        crashpoint("mid_spool_write")
        half.rename(path)
        _make_durable(self.folder)

    def waiting(self) -> Iterator[tuple[Path, Arrival]]:
        """The texts that wait, oldest first. A file that cannot be read is set aside, aloud."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob(f"*{_KEPT}")):
            try:
                yield path, from_json(sealed.keyring().open(path.read_bytes(), _PLACE).decode())
            except (OSError, ValueError, KeyError, TypeError, sealed.CannotOpen) as error:
                log.error("a spooled text cannot be read: %s", type(error).__name__)
                path.rename(path.with_suffix(_UNREADABLE))

    def forget(self, path: Path) -> None:
        """Remove a text that the database has."""
        crashpoint("mid_spool_drain")
        path.unlink()
        _make_durable(self.folder)


def _order(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%S%f")


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
