"""Who leaves is out at once, and what they held goes to somebody else (messaging S9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.disable_staff import disable_staff
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.actions.remove_contact import remove_contact
from portal.store import rota, staff, trail
from portal.store.alerts import Alert, AlertState, Page
from portal.store.engine import transaction
from portal.store.sessions import WebSession
from portal.store.staff import PagerContact, Staff
from study.symptoms import Tier
from tests import builders
from tests.moving_clock import START

LATER = START + timedelta(minutes=1)


@dataclass
class Ward:
    session: Session
    member: Staff
    own: PagerContact
    other: PagerContact
    alert: Alert

    def paged(self) -> list[str]:
        pages = self.session.exec(select(Page)).all()
        return [page.contact_id for page in sorted(pages, key=lambda page: page.paged_at)]


@pytest.fixture
def ward(app: Flask) -> Iterator[Ward]:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        member = builders.a_staff_member(session, site)
        own = builders.a_contact(session, site, "30")
        own.staff_id = member.id
        other = builders.a_contact(session, site, "31", "Kim Osei")
        builders.on_call(session, own)
        builders.fall_back_to(session, own)
        builders.fall_back_to(session, other, 2)
        child = builders.a_child(session, builders.a_family(session, site))
        about = AlertSubject(site.id, participant=child)
        alert = raise_alert(session, about=about, tier=Tier.T2, reasons=["fever"], now=START)
        yield Ward(session, member, own, other, alert)


def test_their_sessions_end_and_they_leave_rota_and_fallback_list(ward: Ward) -> None:
    builders.a_visit(ward.session, ward.member, START)
    disable_staff(ward.session, member=ward.member, who=trail.CLOCK, now=LATER)
    assert ward.session.exec(select(WebSession)).one().ended_at == LATER
    site_id = ward.member.site_id
    assert rota.contacts_at(ward.session, site_id, LATER).ordered == (ward.other.id,)
    assert [row.contact_id for row in staff.fallbacks_at(ward.session, site_id)] == [ward.other.id]


def test_an_alert_they_were_paged_for_goes_to_the_next_at_once(ward: Ward) -> None:
    assert ward.paged() == [ward.own.id]
    disable_staff(ward.session, member=ward.member, who=trail.CLOCK, now=LATER)
    assert ward.paged() == [ward.own.id, ward.other.id]


@pytest.mark.parametrize("by_text", [True, False])
def test_an_alert_they_held_is_nobodys_again_and_paged(ward: Ward, by_text: bool) -> None:
    acknowledge_alert(
        ward.session,
        alert=ward.alert,
        who=trail.CLOCK,
        how="sms" if by_text else "web",
        contact=ward.own if by_text else None,
        staff_id=None if by_text else ward.member.id,
        now=START,
    )
    disable_staff(ward.session, member=ward.member, who=trail.CLOCK, now=LATER)
    assert ward.alert.state is AlertState.OPEN
    assert ward.paged()[-1] == ward.other.id
    assert ward.alert.next_action_at is not None and ward.alert.next_action_at > LATER


def test_disabling_or_removing_twice_pages_nobody_twice(ward: Ward) -> None:
    for _ in range(2):
        disable_staff(ward.session, member=ward.member, who=trail.CLOCK, now=LATER)
        remove_contact(ward.session, contact=ward.own, who=trail.CLOCK, now=LATER)
    assert ward.paged() == [ward.own.id, ward.other.id]
