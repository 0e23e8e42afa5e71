"""A bug, a restart or a carrier that fails: the alert stands, a reminder is not doubled."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.store.engine import transaction
from portal.store.sites import Site
from sms import chatbot
from tests import builders
from tests.journeys.conftest import EVENING, FIRST, MORNING, MOTHER, SECOND, Hospital
from tests.world import World


class BrokenDoses:
    """The real screen, and a reading that always fails."""

    def screen(self, inbound_id: str, *, now: datetime) -> bool:
        return chatbot.screen(inbound_id, now=now)

    def read(self, inbound_id: str, *, now: datetime) -> None:
        raise ZeroDivisionError(f"a bug in reading {inbound_id} at {now}")


def test_a_dose_bug_does_not_take_the_alert_with_it(open_another: Callable[..., Hospital]) -> None:
    hospital = open_another(BrokenDoses())
    _move_in(hospital)
    mother = hospital.phone(MOTHER).reply("gave both 8:10 ng, temp 39.1")
    mother.expect("Call your study team now", "911")
    hospital.pager(FIRST).expect("ALERT T2")
    hospital.world.fast_forward(minutes=3)
    mother.expect("It may not be read right away")
    assert hospital.alerts() == [("T2", "open")]


def test_a_restart_in_the_middle_of_a_send_pages_again_and_reminds_once(
    hospital: Hospital, make_world: Callable[..., World]
) -> None:
    hospital.enrol("Ana")
    hospital.world.carrier.fails("+12025550120", "20503", reaches=True)
    hospital.until(MORNING)
    hospital.phone(MOTHER).expect("10:00")
    restarted = make_world()
    restarted.run()
    restarted.fast_forward(minutes=20)
    hospital.phone(MOTHER).expect_nothing()


def test_a_page_whose_fate_is_unknown_is_sent_again_within_a_minute(hospital: Hospital) -> None:
    hospital.enrol("Ana")
    hospital.world.carrier.fails("+12025550130", "20503")
    hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    hospital.pager(FIRST).expect_nothing()
    hospital.world.fast_forward(minutes=1)
    hospital.pager(FIRST).expect("ALERT AGAIN T2 K-101")


def test_an_on_call_number_that_opted_out_passes_to_the_next_person_at_once(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    hospital.world.carrier.refuses("+12025550130", "21610")
    hospital.phone(MOTHER).reply("fever 39.5").expect("911")
    hospital.pager(SECOND).expect("ALERT")
    assert "number_trouble" in hospital.tasks()


def test_safety_words_that_cannot_be_delivered_turn_the_page_into_a_call(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    hospital.world.carrier.undelivered("+12025550120", "30006")
    hospital.phone(MOTHER).reply("fever 39.5")
    hospital.pager(FIRST).expect("ALERT T2").expect("ALERT AGAIN T2", "phone them")


def _move_in(hospital: Hospital) -> None:
    """A family whose phone has long said yes: this hospital reads no answer."""
    with hospital.world.app.app_context(), transaction() as session:
        family = builders.a_family(session, session.get_one(Site, hospital.site.id))
        builders.a_caregiver(session, builders.a_child(session, family, "K-101"))


def _lost(hospital: Hospital, words: str) -> None:
    """The mother texts, and nobody opens the carrier our door."""
    hospital.world.carrier.came_in("+12025550120", builders.FAMILY_SENDER, words)


def test_an_answer_fetched_after_the_next_question_books_what_it_was_sent_about(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00")
    hospital.world.fast_forward(minutes=5)
    _lost(hospital, "1")
    hospital.until(EVENING)
    mother.expect("not logged").expect("Daily question").expect("8:00 PM")
    hospital.world.catch_up()
    mother.expect("Saved, 10:00 AM").expect_nothing()
    assert len(hospital.doses()) == 2


def test_words_fetched_ten_hours_later_book_the_doses_that_were_near_when_they_were_sent(
    hospital: Hospital,
) -> None:
    hospital.enrol("Ana")
    hospital.world.fast_forward(minutes=40)
    _lost(hospital, "gave both by mouth")
    hospital.world.clock.advance(timedelta(hours=10))
    hospital.world.catch_up()
    hospital.phone(MOTHER).expect("Daily question").expect("Saved, 10:00 AM")
    assert len(hospital.doses()) == 2
