"""What waits is sent: in order, from the right number, and what does not arrive is said aloud."""

import threading
from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.actions.opt_out import opt_out
from portal.actions.reporter import caregiver_by
from portal.store import carrier_stops
from portal.store.alerts import Alert, Page
from portal.store.doses import Door
from portal.store.engine import transaction
from portal.store.families import Caregiver, Texting
from portal.store.staff import PagerContact
from portal.store.tasks import Task
from portal.store.texts import OutboundState, OutboundText
from portal.store.trail import CLOCK
from sms.outbox import Lane, send_next
from sms.schedule import send_all
from study import notices
from tests.builders import FAMILY_SENDER, PHONE_24H, STAFF_SENDER
from tests.sms.household import FIRST, PARENT, SECOND, Household, move_in
from tests.world import World

REMINDER = notices.DoseReminder(wall=time(8), day=date(2026, 3, 2), nickname="Ana")
SAFETY = notices.SafetyT2(phone_24h=PHONE_24H, fallback_minutes=15)
THANKS = notices.CheckinThanks(phone_24h=PHONE_24H)
HOUR = timedelta(hours=1)
TO_PARENT = f"+120255501{PARENT}"
TO_FIRST = f"+120255501{FIRST}"
TO_SECOND = f"+120255501{SECOND}"


@pytest.fixture
def home(unread_world: World) -> Household:
    return move_in(unread_world)


def tasks_of(home: Household) -> set[str]:
    with home.world.app.app_context(), transaction() as session:
        return set(session.exec(select(Task.kind).where(col(Task.closed_at).is_(None))))


def alert_now(home: Household, alert: Alert) -> Alert:
    with home.world.app.app_context(), transaction() as session:
        found = session.get(Alert, alert.id)
    assert found is not None
    return found


def test_it_sends_a_reminder_from_the_families_number(home: Household) -> None:
    text = home.queue(REMINDER, "r", HOUR)
    home.world.phone(PARENT).expect("8:00 AM check-in for Ana")
    handed = home.world.carrier.handed[-1]
    assert (handed.sender, handed.valid_seconds) == (FAMILY_SENDER, 3600)
    assert handed.callback.endswith(f"/twilio/status/{text.id}")
    sent = home.again(text)
    assert (sent.state, sent.body) == (OutboundState.DELIVERED, handed.body)
    assert sent.segments == 1


def test_it_pages_from_the_staff_number_with_a_short_timeout(home: Household) -> None:
    home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2 K-103")
    handed = home.world.carrier.handed[-1]
    assert (handed.sender, handed.timeout) == (STAFF_SENDER, 5.0)


def test_pages_do_not_wait_behind_anything(home: Household) -> None:
    home.queue(REMINDER, "r", HOUR)
    home.queue(SAFETY, "s")
    home.raise_alert()
    with home.world.app.app_context():
        assert send_next(Lane.PAGES, "w")
        assert send_next(Lane.REST, "w")
    assert [one.to for one in home.world.carrier.ledger] == [TO_FIRST, TO_PARENT]
    home.world.pager(FIRST).expect("ALERT")
    home.world.phone(PARENT).expect("911", "202-555-0100")
    home.world.phone(PARENT).expect("check-in")


def test_it_words_a_text_in_the_language_of_its_reader(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        session.merge(home.caregiver).language = "es"
    home.caregiver.language = "es"
    home.queue(REMINDER, "r", HOUR)
    home.world.phone(PARENT).expect("Registro de")


def test_a_sign_in_code_is_kept_nowhere(home: Household) -> None:
    text = home.queue(notices.SignInCode(program="Line", challenge="c" * 32, minutes=10), "code")
    home.world.phone(PARENT).expect("Line")
    assert home.again(text).body is None
    assert "c" * 32 not in home.world.carrier.handed[-1].body


def test_a_text_past_its_time_is_never_sent(home: Household) -> None:
    text = home.queue(REMINDER, "r", HOUR)
    home.world.clock.advance(HOUR)
    home.world.phone(PARENT).expect_nothing()
    assert home.again(text).state is OutboundState.EXPIRED


def test_an_opt_out_between_queueing_and_sending_stops_the_text(home: Household) -> None:
    text = home.queue(REMINDER, "r", HOUR)
    with home.world.app.app_context(), transaction() as session:
        session.merge(home.caregiver).texting = Texting.OPTED_OUT
    home.world.phone(PARENT).expect_nothing()
    assert home.again(text).state is OutboundState.SUPPRESSED


def test_a_page_for_an_alert_that_somebody_took_is_not_sent(home: Household) -> None:
    alert = home.raise_alert()
    with home.world.app.app_context(), transaction() as session:
        mine = session.get(Alert, alert.id)
        assert mine is not None
        acknowledge_alert(
            session,
            alert=mine,
            who=CLOCK,
            how="web",
            now=home.world.clock(),
            contact=session.get(PagerContact, home.first.id),
        )
    home.world.pager(FIRST).expect_nothing()
    home.world.phone(PARENT).expect("A person on the team has your message")


def test_two_workers_take_a_text_once(home: Household) -> None:
    home.queue(THANKS, "t")
    with home.world.app.app_context():
        assert [send_next(Lane.REST, worker) for worker in ("one", "two")] == [True, False]
    home.world.phone(PARENT).expect("Saved")


def test_four_workers_at_once_send_every_text_once(home: Household) -> None:
    for number in range(40):
        home.queue(THANKS, f"t{number}")
    start = threading.Barrier(4)

    def work(name: str) -> None:
        start.wait()
        with home.world.app.app_context():
            send_all(Lane.REST, name)

    workers = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    callbacks = [one.callback for one in home.world.carrier.handed]
    assert (len(callbacks), len(set(callbacks))) == (40, 40)
    for _ in range(40):
        home.world.phone(PARENT).expect("Saved")


def test_a_busy_carrier_is_asked_again_no_sooner_than_it_says(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "20429", after=20)
    text = home.queue(THANKS, "t")
    home.world.run()
    waits = home.again(text).send_after - home.world.clock()
    assert waits == timedelta(seconds=20)
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("Saved")
    assert home.again(text).attempts == 2


def test_a_carrier_out_of_reach_delays_a_page_and_loses_none(home: Household) -> None:
    home.world.carrier.fails(TO_FIRST, "unreachable", "unreachable", "unreachable")
    home.raise_alert()
    home.world.fast_forward(minutes=1)
    home.world.pager(FIRST).expect("ALERT T2")


def test_a_page_in_doubt_goes_again_and_says_so(home: Household) -> None:
    home.world.carrier.fails(TO_FIRST, "no-answer", reaches=True)
    home.world.carrier.silent = True
    home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2")
    home.world.fast_forward(minutes=1)
    home.world.pager(FIRST).expect("ALERT AGAIN T2")


def test_a_reminder_in_doubt_that_the_carrier_has_is_not_sent_again(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "no-answer", reaches=True)
    home.world.carrier.silent = True
    text = home.queue(REMINDER, "r", HOUR)
    home.world.phone(PARENT).expect("check-in")
    home.world.fast_forward(minutes=10)
    assert home.again(text).state is OutboundState.DELIVERED
    assert len(home.world.carrier.handed) == 1


def test_a_reminder_in_doubt_that_the_carrier_has_not_is_sent_once_more(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "20500")
    text = home.queue(REMINDER, "r", HOUR)
    home.world.fast_forward(minutes=5)
    home.world.phone(PARENT).expect("check-in")
    assert home.again(text).state is OutboundState.DELIVERED
    assert home.world.carrier.asked.count(TO_PARENT) == 2


def test_a_reminder_nobody_can_tell_about_stays_unknown_for_a_person(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "no-answer", reaches=True)
    home.world.carrier.silent = True
    text = home.queue(REMINDER, "r", HOUR)
    home.world.phone(PARENT).expect("check-in")
    home.world.carrier.refuses("*", "unreachable")
    home.world.fast_forward(minutes=16)
    assert home.again(text).state is OutboundState.UNKNOWN
    assert "reminder_uncertain" in tasks_of(home)
    assert len(home.world.carrier.handed) == 1


def test_a_sign_in_code_in_doubt_is_not_sent_again(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "no-answer")
    home.queue(notices.SignInCode(program="Line", challenge="c" * 32, minutes=10), "code")
    home.world.fast_forward(minutes=10)
    home.world.phone(PARENT).expect_nothing()
    assert len(home.world.carrier.handed) == 1


@pytest.mark.parametrize("code", ["21211", "21614", "30006", "99999"])
def test_a_number_that_cannot_be_texted_is_flagged_for_the_team(home: Household, code: str) -> None:
    home.world.carrier.fails(TO_PARENT, code)
    text = home.queue(REMINDER, "r", HOUR)
    home.world.fast_forward(minutes=10)
    assert home.again(text).state is OutboundState.FAILED
    assert "number_trouble" in tasks_of(home)
    assert len(home.world.carrier.handed) == 1


def test_a_phone_the_carrier_calls_opted_out_is_a_safety_event(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "21610")
    home.queue(REMINDER, "r", HOUR)
    home.world.run()
    with home.world.app.app_context(), transaction() as session:
        caregiver = session.get(Caregiver, home.caregiver.id)
        assert caregiver is not None
        assert caregiver.texting is Texting.OPTED_OUT
    assert "opted_out" in tasks_of(home)


@pytest.mark.parametrize("code", ["21610", "21614", "30005", "30003"])
def test_a_pager_that_cannot_be_reached_pages_the_next_person_at_once(
    home: Household, code: str
) -> None:
    home.world.carrier.fails(TO_FIRST, code)
    home.raise_alert()
    home.world.pager(SECOND).expect("ALERT T2")
    assert "number_trouble" in tasks_of(home)


def test_an_undelivered_page_pages_the_next_person_at_once(home: Household) -> None:
    home.world.carrier.undelivered(TO_FIRST, "30005")
    home.raise_alert()
    home.world.pager(SECOND).expect("ALERT T2")
    with home.world.app.app_context(), transaction() as session:
        page = session.exec(select(Page).where(Page.contact_id == home.first.id)).one()
    assert page.failed_why == "30005"


def queue_safety_words(home: Household, alert: Alert) -> None:
    text = home.queue(SAFETY, "s")
    with home.world.app.app_context(), transaction() as session:
        session.merge(text).alert_id = alert.id


def test_safety_words_that_do_not_arrive_turn_the_page_into_a_call(home: Household) -> None:
    alert = home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2")
    home.world.carrier.undelivered(TO_PARENT, "30006")
    queue_safety_words(home, alert)
    home.world.pager(FIRST).expect("did not reach the family: phone them")
    assert alert_now(home, alert).phone_the_family
    assert "safety_words_undelivered" in tasks_of(home)


def test_safety_words_that_wait_for_two_minutes_turn_the_page_into_a_call(home: Household) -> None:
    alert = home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2")
    home.world.carrier.refuses(TO_PARENT, "unreachable")
    queue_safety_words(home, alert)
    home.world.fast_forward(minutes=2.5)
    home.world.pager(FIRST).expect("phone them")
    home.world.carrier.heals(TO_PARENT)
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("202-555-0100")


def test_wrong_keys_stop_the_queue_and_lose_nothing(home: Household) -> None:
    home.world.carrier.refuses("*", "20003")
    first, second = home.queue(THANKS, "one"), home.queue(REMINDER, "two", HOUR)
    home.world.run()
    assert len(home.world.carrier.handed) == 1
    assert {home.again(one).state for one in (first, second)} == {OutboundState.PENDING}
    assert "carrier_stopped" in tasks_of(home)
    home.world.carrier.heals("*")
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("Saved").expect("check-in")
    with home.world.app.app_context(), transaction() as session:
        assert carrier_stops.standing(session) == []


def test_a_wrong_sender_stops_that_sender_alone(home: Household) -> None:
    home.world.carrier.fails(TO_PARENT, "21606")
    home.queue(REMINDER, "r", HOUR)
    home.world.run()
    home.raise_alert()
    home.world.pager(FIRST).expect("ALERT T2")
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("check-in")


def test_a_phone_that_was_off_gets_its_reminder_later_but_not_too_late(home: Household) -> None:
    home.world.carrier.undelivered(TO_PARENT, "30003")
    text = home.queue(REMINDER, "r", timedelta(minutes=50))
    home.world.run()
    assert home.again(text).send_after == home.world.clock() + timedelta(minutes=30)
    home.world.carrier.undelivered(TO_PARENT, "30003")
    home.world.fast_forward(minutes=31)
    assert home.again(text).state is OutboundState.UNDELIVERED
    assert len(home.world.carrier.handed) == 2


def test_a_text_without_words_fails_alone(home: Household) -> None:
    broken, fine = home.queue(THANKS, "broken"), home.queue(THANKS, "fine")
    with home.world.app.app_context(), transaction() as session:
        session.merge(broken).payload = "{}"
    home.world.phone(PARENT).expect("Saved")
    assert home.again(broken).state is OutboundState.FAILED
    assert home.again(fine).state is OutboundState.DELIVERED


def test_a_page_without_words_still_wakes_somebody(home: Household) -> None:
    home.raise_alert()
    with home.world.app.app_context(), transaction() as session:
        page = session.exec(select(Page)).one()
    with home.world.app.app_context(), transaction() as session:
        text = session.get(OutboundText, page.text_id)
        assert text is not None
        text.payload = "{}"
    home.world.pager(FIRST).expect("ALERT. Sign in")


def test_stopping_texts_stops_what_waits(home: Household) -> None:
    home.queue(REMINDER, "r", HOUR)
    with home.world.app.app_context(), transaction() as session:
        caregiver = session.get(Caregiver, home.caregiver.id)
        assert caregiver is not None
        opt_out(
            session,
            caregiver=caregiver,
            reporter=caregiver_by(Door.SMS, caregiver),
            now=home.world.clock(),
        )
    home.world.phone(PARENT).expect("911")
