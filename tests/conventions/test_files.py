"""The size, name and first lines of a source file."""

import ast

from tests.conventions.tree import functions, modules, name, parsed

BANNED_WORDS = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
# A file that has to be longer stands here with its reason.
LONGER_FILES: dict[str, str] = {}


def test_no_file_is_named_after_nothing() -> None:
    assert not {name(p) for p in modules() if BANNED_WORDS & set(p.stem.split("_"))}


def test_no_file_is_longer_than_its_reader_can_hold() -> None:
    long = {
        name(path): lines
        for path in modules()
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
        and name(path) not in LONGER_FILES
        and "versions" not in path.parts  # a migration is as long as its tables
    }
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name(path)}:{function.lineno} {function.name}"
        for path in modules()
        if "versions" not in path.parts
        for function in functions(path)
        if _lines_of_work(function) > LONGEST_FUNCTION
    }
    assert not long


def _lines_of_work(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From the first statement to the last: names and explanations may take their room."""
    work = function.body[1:] if ast.get_docstring(function) else function.body
    return (work[-1].end_lineno or 0) - work[0].lineno + 1 if work else 0


def test_every_file_says_in_at_most_three_lines_what_it_is_for() -> None:
    silent = {name(path) for path in modules() if not _says_what_it_is_for(parsed(path))}
    assert not silent


def _says_what_it_is_for(module: ast.Module) -> bool:
    if not module.body:
        return True
    said = ast.get_docstring(module)
    lines = [line for line in (said or "").splitlines() if line.strip()]
    return 1 <= len(lines) <= 3
