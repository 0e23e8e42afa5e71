"""The machine was down for three hours: what came in is found, alerts go first, nothing is late."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

from portal.store.engine import transaction
from portal.store.texts import InboundText, OutboundState
from study import notices
from tests.builders import FAMILY_SENDER, STAFF_SENDER
from tests.sms.household import FIRST, PARENT, SECOND, Household, move_in
from tests.world import World
from tests.worlds import PlainReader

REMINDER = notices.DoseReminder(wall=time(8), day=date(2026, 3, 2), nickname="Ana")
DOWN = timedelta(hours=3)


def test_after_three_hours_the_alert_goes_on_and_no_late_reminder_is_sent(world: World) -> None:
    home = move_in(world)
    home.raise_alert()
    world.pager(FIRST).expect("ALERT T2 K-103")
    reminder = home.queue(REMINDER, "r", timedelta(hours=1))
    world.clock.advance(DOWN)
    world.run()
    world.pager(SECOND).expect("ALERT T2 K-103")
    world.phone(PARENT).expect("No one has answered us yet", "202-555-0100")
    assert home.again(reminder).state is OutboundState.EXPIRED


def test_a_fever_texted_while_the_machine_was_down_is_heard_when_it_starts(world: World) -> None:
    home = move_in(world)
    world.carrier.came_in(home.caregiver.phone, FAMILY_SENDER, "she has a fever 39.5 in the mouth")
    world.clock.advance(DOWN)
    world.catch_up()
    world.catch_up()
    world.run()
    handed = [one.to for one in world.carrier.handed]
    assert handed[0] == home.first.phone
    world.pager(FIRST).expect("ALERT T2 K-103")
    world.phone(PARENT).expect("911", "202-555-0100")


def test_a_text_that_waited_in_the_spool_is_heard_when_the_database_is_back(world: World) -> None:
    home = move_in(world)
    spool = world.app.extensions["sms.exchange"].spool
    with world.app.app_context():
        spool.write(home.arrival("she is having a seizure"))
    world.run()
    world.pager(FIRST).expect("ALERT T1 K-103")
    world.phone(PARENT).expect("911")


def lost(home: Household, words: str, called: str = FAMILY_SENDER) -> None:
    """The parent texts, and nobody opens the carrier our door."""
    home.world.carrier.came_in(home.caregiver.phone, called, words)


def kept(world: World) -> list[InboundText]:
    with world.app.app_context(), transaction() as session:
        return list(session.exec(select(InboundText).order_by(col(InboundText.received_at))))


def test_a_fetched_text_keeps_when_the_carrier_had_it_and_when_we_did(unread_world: World) -> None:
    home = move_in(unread_world)
    sent_at = unread_world.clock()
    lost(home, "hello")
    unread_world.clock.advance(DOWN)
    unread_world.catch_up()
    assert [(one.received_at, one.fetched_at) for one in kept(unread_world)] == [
        (sent_at, sent_at + DOWN)
    ]


def test_texts_of_one_second_are_read_in_the_carriers_order(
    unread_world: World, reader: PlainReader
) -> None:
    home = move_in(unread_world)
    words = ["first", "second", "third", "fourth", "fifth"]
    for one in words:
        lost(home, one)
    unread_world.clock.advance(DOWN)
    unread_world.catch_up()
    unread_world.run()
    assert reader.read_in_order == words


@pytest.mark.parametrize(
    ("refusing", "heard"), [(STAFF_SENDER, "hello"), (FAMILY_SENDER, "ack")]
)
def test_a_number_that_fails_keeps_no_other_from_being_heard(
    unread_world: World, refusing: str, heard: str
) -> None:
    home = move_in(unread_world)
    lost(home, "hello")
    lost(home, "ack", STAFF_SENDER)
    unread_world.carrier.refuses(refusing, "20500")
    unread_world.catch_up()
    assert [one.body for one in kept(unread_world)] == [heard]


def test_failed_fetches_are_counted_on_health_until_one_succeeds(unread_world: World) -> None:
    home = move_in(unread_world)
    unread_world.carrier.refuses(FAMILY_SENDER, "20500")
    lost(home, "hello")
    for _ in range(3):
        unread_world.catch_up()
    assert failed_fetches(unread_world) == 3
    unread_world.clock.advance(timedelta(hours=30))
    unread_world.carrier.heals(FAMILY_SENDER)
    unread_world.catch_up()
    assert failed_fetches(unread_world) == 0
    # Looked back upon from before the first failure, not from the last try.
    assert [one.body for one in kept(unread_world)] == ["hello"]


def failed_fetches(world: World) -> int:
    return int(world.client.get("/health").get_json()["failed_fetches"])
