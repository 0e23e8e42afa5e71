"""What the repository may not carry: traces of one machine, secrets, changed borrowed files."""

import hashlib
import re
from pathlib import Path

from tests.conventions.tree import ROOT, name, tracked

VENDORED = ROOT / "portal" / "static" / "vendor"
SUMS = VENDORED / "SHA256SUMS"

# Written in pieces, so that this file does not carry what it forbids.
HOSTS = ("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.org", "yarn" + r"pkg\.com")
FOLDERS = ("work", "root", "Users", "opt/wheels", "opt/pypi")
TRACE = re.compile("|".join([*HOSTS, rf"(?<![\w.}}/-])/(?:{'|'.join(FOLDERS)})/"]))
SECRET = re.compile(
    "-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----|\bSK[0-9a-f]{32}\b|auth_token\s*=\s*['\"][0-9a-f]{32}"
)


def _texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".ico", ".woff2", ".gz"}:
            continue
        found.append((path, path.read_text("utf-8", errors="replace")))
    return found


def test_nothing_names_a_registry_or_a_folder_of_one_machine() -> None:
    assert not {
        f"{name(path)}: {found[0]}" for path, text in _texts() if (found := TRACE.search(text))
    }


def test_nothing_looks_like_a_secret() -> None:
    assert not {name(path) for path, text in _texts() if SECRET.search(text)}


def test_borrowed_files_are_what_their_authors_published() -> None:
    listed = SUMS.read_text("utf-8").splitlines() if SUMS.exists() else []
    recorded = {path: digest for digest, path in (line.split(maxsplit=1) for line in listed)}
    present = {
        path.relative_to(VENDORED).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tracked()
        if VENDORED in path.parents and path != SUMS
    }
    assert present == recorded


def test_borrowed_files_stand_in_one_place() -> None:
    elsewhere = {
        name(path) for path in tracked() if ".min." in path.name and VENDORED not in path.parents
    }
    assert not elsewhere


def test_compiled_and_private_files_are_not_committed() -> None:
    assert not {
        name(path)
        for path in tracked()
        if path.suffix in {".mo", ".db", ".pyc"} or path.name in {".env", "secrets.json"}
    }
