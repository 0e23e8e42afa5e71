"""Two processes on one PostgreSQL: each decides by the row as it stands when it has the lock.

SQLite has one writer, so that this cannot happen there.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, col, select

import portal
import sms
from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.fail_page import fail_page
from portal.actions.phone_the_family import phone_the_family
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.resolve_alert import resolve_alert
from portal.config import Settings
from portal.store import carrier_stops, trail
from portal.store.alerts import Alert, AlertState, Page
from portal.store.carrier_advice import Advice
from portal.store.carrier_stops import CarrierStop
from portal.store.engine import EXTENSION, Database, transaction
from portal.store.sites import Site
from portal.store.staff import PagerContact
from study.symptoms import Tier
from tests import builders
from tests.moving_clock import START

LATER = START + timedelta(minutes=1)


@dataclass(frozen=True)
class Shared:
    """One open alert whose first person was paged; a second one would be next."""

    database: Database
    alert_id: str
    text_id: str
    first_id: str

    def meanwhile(self, work: Callable[[Session], object]) -> None:
        """Another process does this and commits."""
        with ThreadPoolExecutor(1) as other:
            other.submit(self.commit, work).result()

    def commit(self, work: Callable[[Session], object]) -> None:
        with self.database.transaction() as session:
            work(session)

    def paged(self) -> list[str]:
        with self.database.transaction() as session:
            return [page.contact_id for page in session.exec(select(Page))]

    def alert(self) -> Alert:
        with self.database.transaction() as session:
            return session.get_one(Alert, self.alert_id)


@pytest.fixture
def app(postgres_url: str, settings_for: Callable[..., Settings]) -> Iterator[Flask]:
    built = portal.create_app(settings_for(postgres_url))
    sms.init_app(built)
    yield built
    built.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def shared(app: Flask) -> Iterator[Shared]:
    with app.app_context():
        with transaction() as session:
            site = builders.a_site(session)
            first = builders.a_contact(session, site, "30", "Robin Vale")
            second = builders.a_contact(session, site, "31", "Kim Osei")
            builders.on_call(session, first)
            builders.fall_back_to(session, second)
            child = builders.a_child(session, builders.a_family(session, site))
            about = AlertSubject(site.id, child)
            alert = raise_alert(session, about=about, tier=Tier.T2, reasons=["fever"], now=START)
            page = session.exec(select(Page).order_by(col(Page.paged_at))).one()
            assert page.text_id is not None
            found = Shared(app.extensions[EXTENSION], alert.id, page.text_id, first.id)
        yield found


def test_a_page_that_fails_while_somebody_takes_the_alert_wakes_nobody_else(
    shared: Shared,
) -> None:
    def take(session: Session) -> None:
        acknowledge_alert(
            session,
            alert=session.get_one(Alert, shared.alert_id),
            who=trail.CLOCK,
            how="sms",
            now=START,
            contact=session.get_one(PagerContact, shared.first_id),
        )

    with transaction() as session:
        seen = session.get_one(Alert, shared.alert_id)
        assert seen.state is AlertState.OPEN
        shared.meanwhile(take)
        fail_page(
            session,
            text_id=shared.text_id,
            code="30006",
            advice=Advice.LANDLINE,
            flags_number=False,
            now=LATER,
        )
    assert shared.paged() == [shared.first_id]
    assert shared.alert().state is AlertState.ACKNOWLEDGED


def test_nobody_is_paged_to_phone_a_family_whose_alert_is_resolved_meanwhile(
    shared: Shared,
) -> None:
    def resolve(session: Session) -> None:
        alert = session.get_one(Alert, shared.alert_id)
        member = builders.a_staff_member(session, session.get_one(Site, alert.site_id))
        resolve_alert(
            session, alert=alert, staff_id=member.id, reason="Phoned.", who=trail.CLOCK, now=START
        )

    with transaction() as session:
        seen = session.get_one(Alert, shared.alert_id)
        assert seen.state is AlertState.OPEN
        shared.meanwhile(resolve)
        phone_the_family(session, alert_id=shared.alert_id, why="30006", now=LATER)
    assert shared.paged() == [shared.first_id]
    assert not shared.alert().phone_the_family


def test_a_sender_that_two_processes_stop_at_once_is_stopped_once(shared: Shared) -> None:
    fresh = []

    def stop(session: Session) -> None:
        fresh.append(carrier_stops.begin(session, "account", "20003", START, LATER))

    with transaction() as session:
        assert carrier_stops.standing(session) == []
        stop(session)
        other = threading.Thread(target=shared.commit, args=(stop,))
        other.start()
        other.join(0.2)
        assert other.is_alive(), "the other process has to wait for this one"
    other.join()
    assert fresh == [True, False]
    with transaction() as session:
        assert [one.code for one in session.exec(select(CarrierStop))] == ["20003"]
