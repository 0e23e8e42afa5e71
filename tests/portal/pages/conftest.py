"""An enrolled family at the end of a Monday, and visitors who look at its pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from flask import Flask
from sqlmodel import Session

from portal.store.engine import reading, transaction
from portal.store.families import Caregiver, Participant
from portal.store.sites import Site
from portal.store.staff import Staff
from tests.moving_clock import MovingClock
from tests.page import Visitor
from tests.portal.actions.household import EVENING, MORNING, A, B, Household, move_in

T = TypeVar("T")


@dataclass
class Home:
    """Ana's family. `evening` and `tomorrow` are check-ins of A and B, `prompt` the daily one."""

    app: Flask
    clock: MovingClock
    mother: Caregiver
    father: Caregiver
    child: Participant
    site: Site
    nurse: Staff
    evening: str
    tomorrow: str
    prompt: str
    evening_slots: list[str] = field(default_factory=list)

    def visitor(self, person: Caregiver | None = None, *, fresh: bool = True) -> Visitor:
        """A phone of the mother's, unless `person` is given."""
        return Visitor(self.app).sign_in((person or self.mother).id, self.clock(), fresh=fresh)

    def look(self, query: Callable[[Session], T]) -> T:
        """What a query finds now."""
        with self.app.app_context(), reading() as session:
            return query(session)

    def change(self, act: Callable[[Session], object]) -> None:
        """Do something in a transaction, as another door would."""
        with self.app.app_context(), transaction() as session:
            act(session)


@pytest.fixture
def home(app: Flask, clock: MovingClock) -> Iterator[Home]:
    """Five past eight in the evening: the evening's check-in of A and B has just come due."""
    with app.app_context(), transaction() as session:
        household = move_in(session)
        made = _home(app, clock, household)
    clock.set(made_at(household))
    yield made


def made_at(household: Household) -> datetime:
    return household.at(20) + timedelta(minutes=5)


def _home(app: Flask, clock: MovingClock, household: Household) -> Home:
    return Home(
        app=app,
        clock=clock,
        mother=household.mother,
        father=household.father,
        child=household.child,
        site=household.site,
        nurse=household.nurse,
        evening=household.checkin(EVENING).id,
        tomorrow=household.checkin(MORNING, day=1).id,
        prompt=household.prompt().id,
        evening_slots=[household.slot(EVENING, medicine=one).id for one in (A, B)],
    )


@pytest.fixture
def stranger(app: Flask, clock: MovingClock) -> Visitor:
    """A browser that nobody has signed in on."""
    return Visitor(app)
