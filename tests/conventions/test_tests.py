"""House rules for the tests themselves: none is skipped, and none replaces our own code."""

import ast
import re

from tests.conventions.tree import imported, modules, name, parsed

TEST_NAME = re.compile(r"^test_[a-z0-9]+(_[a-z0-9]+)+$")


def test_no_test_is_skipped() -> None:
    skipped = {
        f"{name(path)}:{node.lineno}"
        for path in modules("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"skip", "skipif", "xfail", "importorskip"}
        and ast.unparse(node.value) in {"pytest", "pytest.mark"}
    }
    assert not skipped


def test_no_test_patches_our_code() -> None:
    patchers = {name(path) for path in modules("tests") if "unittest.mock" in imported(path)}
    patchers |= {
        name(path)
        for path in modules("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"setattr", "setitem"}
        and ast.unparse(node.value) == "monkeypatch"
    }
    assert not patchers


def test_test_names_read_as_sentences() -> None:
    short = {
        f"{name(path)} {node.name}"
        for path in modules("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not TEST_NAME.match(node.name)
    }
    assert not short


def test_every_test_asserts_something() -> None:
    empty = {
        f"{name(path)} {node.name}"
        for path in modules("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not _asserts(node)
    }
    assert not empty


def _asserts(test: ast.FunctionDef) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and _checks(ast.unparse(node.func)):
            return True
    return False


def _checks(called: str) -> bool:
    """Calls that fail by themselves: pytest.raises, and the phones' and pages' expectations."""
    last = called.rsplit(".", 1)[-1]
    return last == "raises" or last.lstrip("_").startswith(("expect", "assert", "check", "must"))
