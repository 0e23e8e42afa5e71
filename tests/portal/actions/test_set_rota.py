"""Shifts are added and taken off, gaps are named, and nothing is guessed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session

from portal.actions.set_fallbacks import set_fallbacks
from portal.actions.set_rota import LOOK_AHEAD, BadShift, NewShift, set_rota
from portal.store import rota, staff, trail
from portal.store.engine import transaction
from portal.store.sites import Site
from portal.store.staff import PagerContact
from tests import builders
from tests.moving_clock import START

WEEK = timedelta(days=7)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context(), transaction() as opened:
        yield opened


@pytest.fixture
def site(session: Session) -> Site:
    return builders.a_site(session)


@pytest.fixture
def first(session: Session, site: Site) -> PagerContact:
    return builders.a_contact(session, site, "30")


def test_an_empty_rota_is_one_gap_of_fourteen_days(session: Session, site: Site) -> None:
    gaps = set_rota(session, site=site, who=trail.CLOCK, now=START)
    assert gaps == ((START, START + LOOK_AHEAD),)


def test_a_shift_closes_its_part_of_the_gap(
    session: Session, site: Site, first: PagerContact
) -> None:
    new = NewShift(first, START, START + WEEK)
    gaps = set_rota(session, site=site, add=[new], who=trail.CLOCK, now=START)
    assert gaps == ((START + WEEK, START + LOOK_AHEAD),)
    assert rota.contacts_at(session, site.id, START).ordered == (first.id,)


def test_a_removed_shift_counts_no_more_and_stays_in_the_table(
    session: Session, site: Site, first: PagerContact
) -> None:
    shift = builders.on_call(session, first)
    set_rota(session, site=site, remove=[shift], who=trail.CLOCK, now=START)
    assert rota.contacts_at(session, site.id, START).nobody_on_call
    assert shift.removed_at == START


def test_somebody_elses_contact_or_shift_is_left_alone(
    session: Session, site: Site, first: PagerContact
) -> None:
    other = builders.a_site(session, "second", family_sender="+12025550112", staff_sender="-")
    with pytest.raises(BadShift):
        new = NewShift(first, START, START + WEEK)
        set_rota(session, site=other, add=[new], who=trail.CLOCK, now=START)
    shift = builders.on_call(session, first)
    set_rota(session, site=other, remove=[shift], who=trail.CLOCK, now=START)
    assert shift.removed_at is None


def test_a_bad_shift_leaves_the_rota_as_it_was(
    session: Session, site: Site, first: PagerContact
) -> None:
    shift = builders.on_call(session, first)
    bad = NewShift(first, START, START)
    with pytest.raises(BadShift):
        set_rota(session, site=site, add=[bad], remove=[shift], who=trail.CLOCK, now=START)
    assert shift.removed_at is None


def test_the_fallback_list_holds_each_of_the_sites_people_once_in_order(
    session: Session, site: Site, first: PagerContact
) -> None:
    second = builders.a_contact(session, site, "31")
    third = builders.a_contact(session, site, "32")
    third.removed_at = START
    people = [second, first, second, third]
    set_fallbacks(session, site=site, contacts=people, who=trail.CLOCK, now=START)
    rows = staff.fallbacks_at(session, site.id)
    assert [row.contact_id for row in rows] == [second.id, first.id]
