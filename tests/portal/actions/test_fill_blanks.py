"""Words that only a site can say: kept by adding, checked by kind, counted before go-live."""

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select, update

from portal.actions.fill_blanks import BlanksRefused, fill_blanks
from portal.store import blanks
from portal.store.blanks import BlankFill, missing_at
from portal.store.engine import transaction
from portal.store.sites import Site
from portal.store.trail import Actor, Who
from tests import builders
from tests.moving_clock import START

WHO = Who(actor=Actor.COMMAND)


def _fill(session: Session, site: Site, language: str = "en", **typed: str) -> tuple[str, ...]:
    return fill_blanks(session, site=site, typed=typed, language=language, who=WHO, now=START)


def test_the_newest_words_stand_and_the_same_words_add_nothing(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        assert _fill(session, site, costs="One", payment="Gas") == ("costs", "payment")
        assert _fill(session, site, costs="Two", payment="Gas ") == ("costs",)
        assert blanks.standing(session, site.id)["costs", "en"].value == "Two"


def test_a_language_has_its_own_words_and_shares_numbers_and_dates(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        changed = _fill(session, site, "es", costs="Gastos", parent_signatures="2")
        assert changed == ("costs",)
        standing = blanks.standing(session, site.id)
        assert standing["costs", "es"].value == "Gastos"
        assert standing["parent_signatures", "en"].value == "1"


def test_a_site_is_not_ready_until_every_needed_word_stands(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        assert missing_at(session, site) == ()
        _fill(session, site, injury_text="", travel_plan="")
        assert missing_at(session, site) == ("injury_text",)
        site.phone_24h = None
        assert missing_at(session, site) == ("phone_24h", "injury_text")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("parent_signatures", "two"),
        ("certificate", "maybe"),
        ("consent_form_version", "last week"),
        ("irb_contact", "the office"),
        ("costs", "x" * 4001),
    ],
)
def test_words_of_the_wrong_kind_are_refused(app: Flask, name: str, value: str) -> None:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        with pytest.raises(BlanksRefused) as refused:
            _fill(session, site, **{name: value}, payment="not kept")
        assert set(refused.value.kinds) == {name}
        assert ("payment", "en") not in blanks.standing(session, site.id)


def test_the_database_lets_nobody_change_what_was_filled(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        builders.a_site(session)
    with pytest.raises(DBAPIError), app.app_context(), transaction() as session:
        session.exec(update(BlankFill).values(value="other"))
    with app.app_context(), transaction() as session:
        assert "other" not in {row.value for row in session.exec(select(BlankFill))}
