"""Finds a Chromium for the browser tests, or gets one; `python -m tests.browser.chromium` gets it.

It never reports success without a browser that answers to --version.
"""

import glob
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent.parent
PACKED = ROOT / "tools" / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = ROOT / ".cache" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CACHES = (
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
FONTS = (
    "<fontconfig><dir>{}</dir><dir>/usr/share/fonts</dir>"
    "<cachedir prefix='xdg'>fontconfig</cachedir></fontconfig>"
)
HOW = """No Chromium for the browser tests. Any one of these is enough:
    apt-get install chromium                       (Debian; Ubuntu's is a snap: use the next line)
    .venv/bin/playwright install chromium
    PORTAL_CHROMIUM=/path/to/chromium make test"""


class NoBrowser(Exception):
    """There is none; the message says how to get one."""


@dataclass(frozen=True)
class Chromium:
    """A browser that ran: its path, and what its environment needs besides ours."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)

    def answers(self) -> bool:
        try:
            done = subprocess.run(
                [self.path, "--no-sandbox", "--headless", "--version"], capture_output=True,
                timeout=60, env=os.environ | self.environment, check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def find() -> Chromium:
    """The first browser that answers; raises NoBrowser."""
    named = os.environ.get("PORTAL_CHROMIUM")
    if named:
        chosen = Chromium(Path(named))
        if chosen.answers():
            return chosen
        raise NoBrowser(f"PORTAL_CHROMIUM={named} does not run.")
    for browser in _present():
        if browser.answers():
            return browser
    raise NoBrowser(HOW)


def find_or_get() -> Chromium:
    """As `find`, after unpacking or installing one if there is none."""
    try:
        return find()
    except NoBrowser:
        if os.environ.get("PORTAL_CHROMIUM"):
            raise
    for get in (_unpack, _ask_playwright, _ask_debian):
        get()
        try:
            return find()
        except NoBrowser:
            continue
    raise NoBrowser(HOW)


def _present() -> Iterator[Chromium]:
    for name in NAMES:
        on_path = shutil.which(name)
        if on_path:
            yield Chromium(Path(on_path))
    for pattern in CACHES:
        for path in sorted(glob.glob(os.path.expanduser(pattern)), reverse=True):
            yield Chromium(Path(path))
    if (UNPACKED / "chromium").exists():
        yield Chromium(
            UNPACKED / "chromium",
            {"LD_LIBRARY_PATH": str(UNPACKED / "lib"), "FONTCONFIG_PATH": str(UNPACKED)},
        )


def _unpack() -> None:
    """The browser that came with tools/package.json: Linux on x64, needs no administrator."""
    if not PACKED.is_dir() or (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return
    fresh = UNPACKED.with_name("chromium.unpacking")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for archive in ("al2023", "fonts", "swiftshader"):
        packed = brotli.decompress((PACKED / f"{archive}.tar.br").read_bytes())
        with tarfile.open(fileobj=BytesIO(packed)) as files:
            files.extractall(fresh, filter="data")
    # Its own font list names folders of another place; a bare machine has no fonts but these.
    (fresh / "fonts.conf").write_text(FONTS.format(UNPACKED / "fonts"), "utf-8")
    program = fresh / "chromium"
    program.write_bytes(brotli.decompress((PACKED / "chromium.br").read_bytes()))
    program.chmod(0o755)
    shutil.rmtree(UNPACKED, ignore_errors=True)
    fresh.rename(UNPACKED)


def _ask_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _ask_debian() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-qq", *command], check=False, env=quiet)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"Browser tests use {find_or_get().path}\n")
    except NoBrowser as problem:
        raise SystemExit(str(problem)) from None
