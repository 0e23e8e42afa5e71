"""The machine was down for three hours: what came in is found, alerts go first, nothing is late."""

from datetime import date, time, timedelta

from portal.store.texts import OutboundState
from study import notices
from tests.builders import FAMILY_SENDER
from tests.sms.household import FIRST, PARENT, SECOND, move_in
from tests.world import World

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
