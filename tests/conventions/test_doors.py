"""Who opens, commits and writes: doors open a transaction, actions do one thing inside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.tree import ROOT, modules, name, parsed

# A migration has an engine of its own: it must run with foreign keys off.
MAY_COMMIT = {"portal/store/engine.py", "portal/migrations/env.py"}
MOST_ARGUMENTS = 7
# What several actions share inside their transaction stands here with what it is.
SHARED_PARTS = {
    "check_plans": "what is wrong with plans before they are kept",
    "choose_words": "the words and voice for one reader",
    "dose_slots": "which slots words about a dose mean",
    "dose_statement": "what is said about one dose",
    "enrolment": "what staff type about a family",
    "language_card": "what stands in for words nobody qualified has read",
    "live_pieces": "what a site lacks to go live",
    "open_task": "opens and closes what a person has to look at",
    "queue_text": "puts one text in the outbox",
    "read_slots": "what each slot counts as",
    "reporter": "who is behind a report",
    "spoken_of": "who wrote a message and whom it may be about",
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


def test_an_action_is_one_file_with_the_verb_it_is_named_after() -> None:
    odd = {name(path) for path in _actions() if _verb(path) is None}
    assert not odd


def test_an_action_takes_a_session_and_the_rest_by_name_and_the_time() -> None:
    verbs = [(path, verb) for path in _actions() if (verb := _verb(path))]
    assert not {name(path) for path, verb in verbs if not _has_the_shape_of_an_action(verb)}


def test_doors_call_the_verb_of_an_action_and_nothing_else_in_it() -> None:
    odd = {
        f"{name(path)}: {module}.{alias.name}"
        for path in modules("portal/pages", "sms")
        for module, alias in _taken_from_actions(path)
        # Classes are what a verb takes and returns.
        if alias.name != module and not alias.name[0].isupper()
    }
    assert not odd


def _taken_from_actions(path: Path) -> Iterator[tuple[str, ast.alias]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("portal.actions."):
            module = str(node.module).rsplit(".", 1)[-1]
            if module not in SHARED_PARTS:
                yield from ((module, alias) for alias in node.names)


def _actions() -> list[Path]:
    return [
        path for path in modules("portal/actions")
        if path.stem != "__init__" and path.stem not in SHARED_PARTS
    ]


def _verb(path: Path) -> ast.FunctionDef | None:
    for node in parsed(path).body:
        if isinstance(node, ast.FunctionDef) and node.name == path.stem:
            return node
    return None


def _has_the_shape_of_an_action(verb: ast.FunctionDef) -> bool:
    arguments = verb.args
    by_position = [argument.arg for argument in arguments.posonlyargs + arguments.args]
    by_name = [argument.arg for argument in arguments.kwonlyargs]
    few = len(by_position) + len(by_name) <= MOST_ARGUMENTS
    return by_position == ["session"] and "now" in by_name and few and not arguments.vararg
