"""The files that the house rules look at. It judges nothing."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("study", "portal", "sms")


def name(path: Path) -> str:
    """The path as people say it: from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    """Every Python file of these folders, or of the three rooms."""
    found: list[Path] = []
    for folder in folders or ROOMS:
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


def templates() -> list[Path]:
    return sorted((ROOT / "portal" / "templates").rglob("*.html"))


def tracked() -> list[Path]:
    """Every file that git would hand to someone else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True,
    )
    paths = [ROOT / part for part in listed.stdout.decode().split("\0") if part]
    return [path for path in paths if path.is_file()]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """The dotted names this file imports, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
