"""Who opens, commits and writes: doors open a transaction, actions do one thing inside it."""

import ast
from pathlib import Path

from tests.conventions.tree import ROOT, modules, name, parsed

# A migration has an engine of its own: it must run with foreign keys off.
MAY_COMMIT = {"portal/store/engine.py", "portal/migrations/env.py"}
MOST_ARGUMENTS = 7
# What several actions share inside their transaction stands here with what it is.
SHARED_PARTS = {
    "choose_words": "the words and voice for one reader",
    "open_task": "opens and closes what a person has to look at",
    "queue_text": "puts one text in the outbox",
    "reporter": "who is behind a report",
}


def test_only_the_engine_commits() -> None:
    committers = {
        f"{name(path)}:{node.lineno}"
        for path in [*modules(), ROOT / "wsgi.py"]
        if path.exists() and name(path) not in MAY_COMMIT
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    }
    assert not committers


def test_an_action_is_one_file_with_one_public_verb() -> None:
    odd = {
        name(path): verbs
        for path in _actions()
        if (verbs := [verb.name for verb in _public(path)]) != [path.stem]
    }
    assert not odd


def test_an_action_takes_a_session_and_the_rest_by_name_and_the_time() -> None:
    odd = {
        f"{name(path)} {verb.name}"
        for path in _actions()
        for verb in _public(path)
        if not _has_the_shape_of_an_action(verb)
    }
    assert not odd


def _actions() -> list[Path]:
    return [
        path for path in modules("portal/actions")
        if path.stem != "__init__" and path.stem not in SHARED_PARTS
    ]


def _public(path: Path) -> list[ast.FunctionDef]:
    return [
        node for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def _has_the_shape_of_an_action(verb: ast.FunctionDef) -> bool:
    arguments = verb.args
    by_position = [argument.arg for argument in arguments.posonlyargs + arguments.args]
    by_name = [argument.arg for argument in arguments.kwonlyargs]
    few = len(by_position) + len(by_name) <= MOST_ARGUMENTS
    return by_position == ["session"] and "now" in by_name and few and not arguments.vararg
