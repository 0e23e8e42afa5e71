"""A site goes live by a person, and only when nothing is missing."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from portal.actions.go_live import NotReadyToGoLive, go_live
from portal.actions.live_pieces import Lack, Piece
from portal.store.blanks import BlankFill
from portal.store.sites import Installation, Site
from portal.store.staff import Fallback, PagerContact, Shift, Staff
from portal.store.trail import Trail
from tests import builders
from tests.moving_clock import START


@pytest.fixture
def site(session: Session) -> Site:
    """A real site that lacks nothing, and is not live."""
    session.add(Installation(created_at=START, demo=False))
    made = builders.a_site(session, live_since=None)
    first = builders.a_contact(session, made, "30", "Robin Vale")
    second = builders.a_contact(session, made, "31", "Kim Osei")
    builders.on_call(session, first)
    builders.fall_back_to(session, second)
    for contact in (first, second):
        contact.test_answered_at = START - timedelta(days=1)
    builders.a_staff_member(session, made)
    builders.a_staff_member(session, made, email="doctor@example.org")
    return made


def _go(session: Session, site: Site, *, languages_checked: bool = True) -> tuple[Lack, ...]:
    """What kept the site from going live."""
    staff = session.exec(select(Staff)).first()
    assert staff is not None
    try:
        go_live(
            session, site_id=site.id, languages_checked=languages_checked, staff=staff, now=START
        )
    except NotReadyToGoLive as refused:
        assert site.live_since is None and not _went(session)
        return refused.lacks
    return ()


def _went(session: Session) -> list[Trail]:
    return list(session.exec(select(Trail).where(Trail.what == "went_live")))


def test_a_site_that_lacks_nothing_goes_live_with_who_and_when(
    session: Session, site: Site
) -> None:
    site.reviewed_languages = ["es"]
    assert _go(session, site) == ()
    (row,) = _went(session)
    assert site.live_since == START == row.at
    assert row.actor_id and row.detail["languages"] == ["es"]


def test_a_second_tap_leaves_the_first_moment(session: Session, site: Site) -> None:
    _go(session, site)
    site.live_since = builders.MADE
    session.flush()
    assert _go(session, site) == () and site.live_since == builders.MADE


@pytest.mark.parametrize("blank", ["phone_24h", "review_opens", "fallback_minutes"])
def test_a_number_or_hour_that_is_blank_keeps_it_from_going_live(
    session: Session, site: Site, blank: str
) -> None:
    setattr(site, blank, None)
    session.flush()
    assert _go(session, site) == (Lack(Piece.BLANK, blank),)


def test_a_word_for_families_that_is_blank_keeps_it_from_going_live(
    session: Session, site: Site
) -> None:
    session.add(
        BlankFill(site_id=site.id, name="costs", language="en", value="", at=START, number=1)
    )
    session.flush()
    assert _go(session, site) == (Lack(Piece.BLANK, "costs"),)


def test_a_hole_in_the_rota_is_named_with_its_hours(session: Session, site: Site) -> None:
    ends = START + timedelta(days=13)
    session.exec(select(Shift)).one().ends_at = ends
    session.flush()
    until = START + timedelta(days=14)
    assert _go(session, site) == (Lack(Piece.ON_CALL, from_at=ends, until_at=until),)


def test_an_empty_fallback_list_keeps_it_from_going_live(session: Session, site: Site) -> None:
    session.exec(select(Fallback)).one().removed_at = START
    session.flush()
    assert _go(session, site) == (Lack(Piece.FALLBACK),)


def test_a_person_on_the_list_who_answered_no_test_page_is_named(
    session: Session, site: Site
) -> None:
    for contact in session.exec(select(PagerContact)):
        if contact.name == "Kim Osei":
            contact.test_answered_at = START - timedelta(days=8)
    session.flush()
    assert _go(session, site) == (Lack(Piece.PAGER_UNTESTED, "Kim Osei"),)


def test_one_person_alone_cannot_confirm_what_they_entered(session: Session, site: Site) -> None:
    session.exec(select(Staff)).all()[-1].disabled_at = START
    session.flush()
    assert _go(session, site) == (Lack(Piece.PEOPLE),)


def test_a_site_without_numbers_to_text_from_is_refused(session: Session, site: Site) -> None:
    site.family_sender = None
    session.flush()
    assert _go(session, site) == (Lack(Piece.SENDER, "family_sender"),)


def test_the_languages_must_have_been_looked_through(session: Session, site: Site) -> None:
    assert _go(session, site, languages_checked=False) == (Lack(Piece.LANGUAGES),)


def test_everything_that_is_missing_is_said_at_once(session: Session, site: Site) -> None:
    site.phone_24h = None
    session.exec(select(Fallback)).one().removed_at = START
    session.flush()
    pieces = [one.piece for one in _go(session, site, languages_checked=False)]
    assert pieces == [Piece.BLANK, Piece.FALLBACK, Piece.LANGUAGES]
