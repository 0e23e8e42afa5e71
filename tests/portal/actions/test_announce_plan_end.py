"""Before a plan ends the team decides, and the family hears once that reminders end."""

from datetime import timedelta

from sqlmodel import Session

from portal.actions.announce_plan_end import announce_plan_end
from portal.actions.change_schedule import change_schedule
from portal.actions.reporter import by_staff
from portal.actions.set_state import set_state
from portal.store import schedules
from study.lifecycle import State
from tests.portal.actions.household import TODAY, A, B, Household, a_child_entry, a_plan, move_in

LAST = 55


def _every_hour_until(home: Household, first_day: int, last_day: int) -> None:
    for day in range(first_day, last_day + 1):
        for hour in range(24):
            home.at(hour, 5, day=day)
            for one in schedules.ending(home.session, home.now, 100):
                announce_plan_end(home.session, schedule_id=one, now=home.now)
            home.session.flush()


def test_staff_hear_7_3_and_1_days_before_and_the_family_once(home: Household) -> None:
    heard = {}
    for day in range(LAST - 10, LAST + 3):
        _every_hour_until(home, day, day)
        heard[LAST - day] = len(home.tasks())
    assert [heard[left] for left in (8, 7, 4, 3, 2, 1, 0, -2)] == [0, 1, 1, 2, 2, 3, 3, 3]

    told = home.texts("RemindersEnd")
    assert {text.to for text in told} == {home.mother.phone, home.father.phone}
    assert len(told) == 2
    assert {text.created_at for text in told} == {home.at(10, 5, day=LAST - 3)}
    assert schedules.ending(home.session, home.at(12, day=90), 100) == []


def test_a_plan_that_another_one_follows_does_not_end(session: Session) -> None:
    middle = TODAY + timedelta(days=20)
    plans = (a_plan(A, ends_on=middle), a_plan(A, starts_on=middle + timedelta(days=1)))
    home = move_in(session, children=(a_child_entry(plans=plans),))
    _every_hour_until(home, 12, 22)
    assert home.tasks() == []
    assert home.texts("RemindersEnd") == []


def test_reminders_do_not_end_while_the_other_medicine_goes_on(session: Session) -> None:
    plans = (a_plan(A), a_plan(B, ends_on=TODAY + timedelta(days=20)))
    home = move_in(session, children=(a_child_entry(plans=plans),))
    _every_hour_until(home, 12, 22)
    assert home.tasks() == ["plan_ends"] * 3
    assert home.texts("RemindersEnd") == []


def test_an_extended_plan_is_not_announced_before_its_new_end(home: Household) -> None:
    longer = TODAY + timedelta(days=90)
    change_schedule(
        home.session,
        participant=home.child,
        plans=(a_plan(A, ends_on=longer), a_plan(B, ends_on=longer)),
        staff=home.nurse,
        now=home.now,
    )
    _every_hour_until(home, LAST - 8, LAST)
    assert home.tasks() == []


def test_nothing_is_said_at_night_even_after_an_outage(home: Household) -> None:
    home.at(23, day=LAST - 2)
    for one in schedules.ending(home.session, home.now, 100):
        announce_plan_end(home.session, schedule_id=one, now=home.now)
    assert home.texts("RemindersEnd") == []
    _every_hour_until(home, LAST - 1, LAST - 1)
    assert home.tasks() == ["plan_ends"]
    assert {text.created_at for text in home.texts("RemindersEnd")} == {home.at(8, 5, day=LAST - 1)}


def test_after_a_death_nobody_hears_of_a_plan(home: Household) -> None:
    set_state(
        home.session,
        participant=home.child,
        state=State.DIED,
        who=by_staff(home.nurse),
        now=home.now,
    )
    _every_hour_until(home, LAST - 8, LAST)
    assert (home.tasks(), home.texts("RemindersEnd")) == ([], [])
