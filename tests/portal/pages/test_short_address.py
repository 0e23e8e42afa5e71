"""The addresses that texts carry: they lead to the passage and name no disease on the way."""

import re

import pytest
from sqlmodel import Session

from portal.store.families import Caregiver
from study.explained import passages
from tests.page import Visitor
from tests.portal.pages.conftest import Home


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What pages say does not depend on the kind of database."""
    return sqlite_url


def _address(passage_id: str) -> str:
    return f"/p/{passages.code_of(passage_id)}"


def test_every_passage_can_be_reached_by_its_neutral_address(stranger: Visitor) -> None:
    for passage_id in passages.load("en"):
        address = _address(passage_id)
        assert re.fullmatch(r"/p/[0-9a-f]{6}", address)
        page = stranger.get(address)
        assert f"/study/en/{passage_id}" in page.links
        assert f'http-equiv="refresh" content="0; url=/study/en/{passage_id}"' in page.html
        assert stranger.get(f"/study/en/{passage_id}").status == 200


def test_what_a_preview_shows_names_no_disease(home: Home, stranger: Visitor) -> None:
    page = stranger.get(_address("what-is-hlh"))
    assert "hlh" not in page.text.lower()
    assert "hlh" not in page.title.lower()


def test_a_signed_in_person_is_led_to_their_own_language(home: Home) -> None:
    def in_spanish(session: Session) -> None:
        session.get_one(Caregiver, home.father.id).language = "es"

    home.change(in_spanish)
    page = home.visitor(home.father).get(_address("travelling"))
    assert "/study/es/travelling" in page.links


def test_the_language_of_the_text_is_kept_in_its_address(stranger: Visitor) -> None:
    page = stranger.get(f"{_address('travelling')}?lang=vi")
    assert "/study/vi/travelling" in page.links


def test_a_code_that_is_none_is_not_found(stranger: Visitor) -> None:
    assert stranger.get("/p/000000", status=404).status == 404
