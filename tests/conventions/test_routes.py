"""Every route says who may use it, and one that is not open answers no stranger."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

OPEN = {"all", "carrier", "demo"}
# Stands for any id in an address; nothing has it.
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rules of routes do not depend on the kind of database."""
    return sqlite_url


def test_every_route_states_who_may_use_it(app: Flask) -> None:
    silent = {rule.endpoint for rule in _rules(app) if _access(app, rule) is None}
    assert not silent


def test_what_is_not_open_answers_no_stranger(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answered = set()
    for rule in _rules(app):
        if _access(app, rule) in OPEN:
            continue
        with app.test_request_context():
            address = rule.build({**dict.fromkeys(rule.arguments, NOBODY), **(rule.defaults or {})})
        assert address is not None
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.open(address[1], method=method)
            if answer.status_code not in {302, 303, 404}:
                answered.add((method, rule.rule, answer.status_code))
    assert not answered


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def _access(app: Flask, rule: Rule) -> str | None:
    return getattr(app.view_functions[rule.endpoint], "__access__", None)
