"""Who gets where: every route against everybody. A route without a row fails (messaging S2)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.moving_clock import MovingClock
from tests.portal.pages.everyone import VISITORS, Everyone, everyone

IN, AWAY, HIDDEN, REFUSED = "in", "sent to sign in", "not found", "refused"
Row = dict[str, str]


def _row(default: str, **others: str) -> Row:
    named = {name.replace("_", " "): outcome for name, outcome in others.items()}
    return {visitor: named.get(visitor, default) for visitor in VISITORS}


def _family(family_b: str, default: str = AWAY) -> Row:
    return _row(default) | {"family A": IN, "family B": family_b}


def _team(**others: str) -> Row:
    """The whole team of the site is let in; another site's is, where no record is named."""
    away = {"nobody": AWAY, "family A": AWAY, "family B": AWAY}
    return _row(IN, **others) | away


EVERYBODY = _row(IN)
CARRIER = _row(REFUSED)
OWN_FAMILY = _family(HIDDEN)
ANY_FAMILY = _family(IN)
LOOKS = _team()
LOOKS_AT = _team(other_site=HIDDEN)
ACTS = _team(monitor=HIDDEN)
ACTS_ON = _team(monitor=HIDDEN, other_site=HIDDEN)
SETS_UP = _team(monitor=HIDDEN, other_site=HIDDEN, coordinator=HIDDEN, investigator=HIDDEN)
INVESTIGATES = _team(monitor=HIDDEN, other_site=HIDDEN, coordinator=HIDDEN, admin=HIDDEN)
# Open, but it leads on to the first step for a browser that has not taken it.
SECOND_STEP = _row(AWAY)
# The page itself is open so that the numbers to call stay in sight; the report is not.
OWN_OR_NUMBERS = _row(IN) | {"family B": HIDDEN}

TABLE: dict[str, Row] = {
    "ask.clear": ANY_FAMILY,
    "ask.passage": EVERYBODY,
    "ask.send": EVERYBODY,
    "ask.show": EVERYBODY,
    "ask_on.to_team": OWN_FAMILY,
    "ask_on.whose": OWN_FAMILY,
    "carrier.receipt": CARRIER,
    "carrier.text_arrived": CARRIER,
    "carrier.text_arrived_by_fallback": CARRIER,
    "daily.home": OWN_FAMILY,
    "daily.hospital": OWN_FAMILY,
    "daily.tell": OWN_FAMILY,
    "doses.change": OWN_FAMILY,
    "doses.differs": OWN_FAMILY,
    "doses.edit": OWN_FAMILY,
    "doses.second": OWN_FAMILY,
    "doses.unsure": OWN_FAMILY,
    "explained.children": EVERYBODY,
    "explained.contents": EVERYBODY,
    "explained.glossary": EVERYBODY,
    "explained.paper": EVERYBODY,
    "explained.passage": EVERYBODY,
    "explained.start": EVERYBODY,
    "explained_offline.worker": EVERYBODY,
    "explained_questions.check": EVERYBODY,
    "explained_questions.read": ANY_FAMILY,
    "explained_questions.show": EVERYBODY,
    "family_sign_in.ask": EVERYBODY,
    "family_sign_in.code": EVERYBODY,
    "family_sign_in.confirm": EVERYBODY,
    "family_sign_in.leave": ANY_FAMILY,
    "family_sign_in.send": EVERYBODY,
    "health.health": EVERYBODY,
    "health.scheduler": EVERYBODY,
    "interpreter.ask": EVERYBODY,
    "log.show": ANY_FAMILY,
    "phones.reply": EVERYBODY,
    "phones.show": EVERYBODY,
    "public.language": EVERYBODY,
    "public.welcome": EVERYBODY,
    "reported.mark": OWN_FAMILY,
    "reported.place": OWN_FAMILY,
    "reported.show": OWN_OR_NUMBERS,
    "short_address.lead": EVERYBODY,
    "symptoms.send": EVERYBODY,
    "symptoms.show": EVERYBODY,
    "today.log": OWN_FAMILY,
    "today.show": ANY_FAMILY,
    "team_alert.acknowledge": ACTS_ON,
    "team_alert.resolve": ACTS_ON,
    "team_alert.show": LOOKS_AT,
    "team_child.fever_plan": INVESTIGATES,
    "team_child.messages": LOOKS_AT,
    "team_child.show": LOOKS_AT,
    "team_child.show_trail": LOOKS_AT,
    "team_doses.enter": ACTS_ON,
    "team_doses.release": ACTS_ON,
    "team_doses.second": ACTS_ON,
    "team_doses.show": LOOKS_AT,
    "team_drafts.download": LOOKS_AT,
    "team_drafts.show": LOOKS,
    "team_enrol.enrol": ACTS,
    "team_enrol.show": ACTS,
    "team_families.show": LOOKS,
    "team_go_live.go": SETS_UP,
    "team_go_live.show": LOOKS,
    "team_people.add": ACTS_ON,
    "team_people.ask_remove": ACTS_ON,
    "team_people.code": ACTS_ON,
    "team_people.move": ACTS_ON,
    "team_people.remove": ACTS_ON,
    "team_people.show": LOOKS_AT,
    "team_plan.change": ACTS_ON,
    "team_plan.confirm": ACTS_ON,
    "team_plan.show": LOOKS_AT,
    "team_questions.draft": ACTS_ON,
    "team_questions.one": LOOKS_AT,
    "team_questions.reply": ACTS_ON,
    "team_questions.show": LOOKS,
    "team_reading.show": LOOKS_AT,
    "team_reading.talked": ACTS_ON,
    "team_rights.change": ACTS_ON,
    "team_rights.show": ACTS_ON,
    "team_rota.add": ACTS,
    "team_rota.add_shift": ACTS_ON,
    "team_rota.fallbacks": ACTS,
    "team_rota.remove": ACTS_ON,
    "team_rota.remove_shift": ACTS_ON,
    "team_rota.show": LOOKS,
    "team_rota.test_page": ACTS_ON,
    "team_sign_in.account": LOOKS,
    "team_sign_in.ask": EVERYBODY,
    "team_sign_in.code": SECOND_STEP,
    "team_sign_in.confirm": EVERYBODY,
    "team_sign_in.leave": LOOKS,
    "team_sign_in.password": LOOKS,
    "team_sign_in.start": EVERYBODY,
    "team_site.fill": SETS_UP,
    "team_site.show": LOOKS,
    "team_site_blanks.fill": ACTS,
    "team_site_blanks.languages": SETS_UP,
    "team_site_blanks.show": LOOKS,
    "team_staff.add": SETS_UP,
    "team_staff.ask_disable": SETS_UP,
    "team_staff.disable": SETS_UP,
    "team_staff.show": LOOKS,
    "team_state.ask_died": ACTS_ON,
    "team_state.change": ACTS_ON,
    "team_state.died": ACTS_ON,
    "team_state.show": LOOKS_AT,
    "team_state.still_in_hospital": ACTS_ON,
    "team_tasks.close": ACTS_ON,
    "team_tasks.show": LOOKS_AT,
    "team_text_book.show": LOOKS,
    "team_work.handled": ACTS_ON,
    "team_work.review": ACTS_ON,
    "team_work.show": LOOKS,
}
# What an address names by the same word can be of two kinds.
OTHER_THINGS = {
    "doses.second": {"report_id": "dose_report_id"},
    "doses.differs": {"report_id": "dose_report_id"},
    "daily.tell": {"checkin_id": "daily_id"},
}
# A form with a wrong choice is "not found" too: these show that the owner's right one goes in.
TYPED = {
    "ask.passage": {"passage": "when-to-call"},
    "ask_on.whose": {"whose": "other"},
    "daily.tell": {"digit": "0"},
    "doses.second": {"meaning": "same"},
    "reported.mark": {"mark": "reached"},
    "reported.place": {"method": "underarm"},
    "team_rota.add_shift": {"contact": "contact_id"},
}
ENDINGS = {"team_people.remove", "team_rota.remove", "team_state.died", "team_staff.disable"}
SIGNED_INSTEAD = {"carrier.receipt", "carrier.text_arrived", "carrier.text_arrived_by_fallback"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who may go where does not depend on the kind of database."""
    return sqlite_url


@pytest.fixture
def all_of_it(app: Flask, clock: MovingClock) -> Everyone:
    return everyone(app)


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in _all_rules(app)} == set(TABLE)


def test_nobody_gets_where_the_table_does_not_let_them(all_of_it: Everyone) -> None:
    app = all_of_it.team.app
    app.config["WTF_CSRF_ENABLED"] = False
    wrong = {}
    for visitor in VISITORS:
        client = all_of_it.browser(visitor)
        for rule in _rules(app):
            expected = TABLE[rule.endpoint][visitor]
            for method in _methods(rule):
                if expected == IN:
                    continue
                found = _outcome(_send(all_of_it, client, rule, method))
                if found != expected:
                    wrong[(rule.endpoint, method, visitor)] = found
    assert not wrong


def test_everybody_may_look_where_the_table_lets_them(all_of_it: Everyone) -> None:
    wrong = {}
    for visitor in VISITORS:
        client = all_of_it.browser(visitor)
        for rule in _rules(all_of_it.team.app):
            if TABLE[rule.endpoint][visitor] != IN or "GET" not in _methods(rule):
                continue
            found = _outcome(_send(all_of_it, client, rule, "GET"))
            if found != IN:
                wrong[(rule.endpoint, visitor)] = found
    assert not wrong


@pytest.mark.parametrize("visitor", VISITORS)
def test_everybody_may_act_where_the_table_lets_them(all_of_it: Everyone, visitor: str) -> None:
    app = all_of_it.team.app
    app.config["WTF_CSRF_ENABLED"] = False
    wrong = {}
    # What ends a person, a session or a plan comes last: nothing can be done after it.
    rules = sorted(_rules(app), key=lambda rule: (rule.endpoint in ENDINGS, rule.endpoint))
    for rule in rules:
        if TABLE[rule.endpoint][visitor] != IN or "POST" not in _methods(rule):
            continue
        found = _outcome(_send(all_of_it, all_of_it.browser(visitor), rule, "POST"))
        if found != IN:
            wrong[rule.endpoint] = found
    assert not wrong


def test_every_form_is_refused_without_its_token(all_of_it: Everyone) -> None:
    taken = set()
    for rule in _rules(all_of_it.team.app):
        if "POST" not in _methods(rule) or rule.endpoint in SIGNED_INSTEAD:
            continue
        owner = next(name for name in reversed(VISITORS) if TABLE[rule.endpoint][name] == IN)
        answer = _send(all_of_it, all_of_it.browser(owner), rule, "POST")
        if answer.status_code != 400:
            taken.add((rule.endpoint, answer.status_code))
    assert not taken


def test_what_takes_no_token_takes_only_the_carriers_signature(all_of_it: Everyone) -> None:
    for rule in _rules(all_of_it.team.app):
        if rule.endpoint in SIGNED_INSTEAD:
            answer = _send(all_of_it, all_of_it.browser("nobody"), rule, "POST")
            assert answer.status_code == 403


def _rules(app: Flask) -> list[Rule]:
    """Routes that have a row; one without is the first test's to find."""
    return [rule for rule in _all_rules(app) if rule.endpoint in TABLE]


def _all_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def _methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})


def _send(everyone: Everyone, client: FlaskClient, rule: Rule, method: str) -> TestResponse:
    renamed = OTHER_THINGS.get(rule.endpoint, {})
    named = {name: everyone.things[renamed.get(name, name)] for name in rule.arguments}
    with everyone.team.app.test_request_context():
        address = rule.build(named)
    assert address is not None
    typed = {
        name: everyone.things.get(value, value)
        for name, value in TYPED.get(rule.endpoint, {}).items()
    }
    return client.open(address[1], method=method, data=typed if method == "POST" else None)


def _outcome(answer: TestResponse) -> str:
    if answer.status_code == 404:
        return HIDDEN
    if answer.status_code == 403:
        return REFUSED
    target = answer.headers.get("Location", "").partition("?")[0]
    if answer.status_code == 303 and target in {"/sign-in", "/team/sign-in"}:
        return AWAY
    # The scheduler's page says by 503 that no clock is running; it is no failure of the page.
    return IN if answer.status_code in {*range(200, 500), 503} else f"error {answer.status_code}"
