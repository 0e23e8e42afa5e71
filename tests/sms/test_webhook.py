"""The carrier's door: only the carrier gets in, what comes in is kept, and once is enough."""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlmodel import col, select

from portal.store.alerts import Alert
from portal.store.engine import EXTENSION, Database, transaction
from portal.store.tasks import Task
from portal.store.texts import InboundState, InboundText
from portal.store.trail import Trail
from sms.carrier import sign
from tests.builders import FAMILY_SENDER, STAFF_SENDER
from tests.sms.household import FIRST, PARENT, Household, move_in
from tests.world import ACCOUNT, BASE_URL, TOKEN, World
from tests.worlds import PlainReader

SID = "SM" + "a" * 32
FORM = {
    "ToCountry": "US",
    "SmsMessageSid": SID,
    "NumMedia": "0",
    "ToCity": "",
    "FromZip": "60601",
    "SmsSid": SID,
    "SmsStatus": "received",
    "Body": "she has a fever",
    "To": FAMILY_SENDER,
    "NumSegments": "1",
    "MessageSid": SID,
    "AccountSid": ACCOUNT,
    "From": f"+120255501{PARENT}",
    "ApiVersion": "2010-04-01",
}


@pytest.fixture
def home(unread_world: World) -> Household:
    return move_in(unread_world)


def kept(home: Household) -> list[InboundText]:
    with home.world.app.app_context(), transaction() as session:
        return list(session.exec(select(InboundText).order_by(col(InboundText.received_at))))


def test_a_genuine_text_is_kept_read_and_answered_with_nothing_to_say(home: Household) -> None:
    signature = sign(TOKEN, BASE_URL + "/twilio/sms", FORM)
    answer = home.world.client.post(
        "/twilio/sms", data=FORM, headers={"X-Twilio-Signature": signature}
    )
    assert (answer.status_code, answer.content_type) == (200, "text/xml")
    assert answer.data == b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
    text = kept(home)[0]
    assert (text.body, text.state) == ("she has a fever", InboundState.READ)
    assert (text.site_id, text.caregiver_id) == (home.site.id, home.caregiver.id)
    assert text.sender == FORM["From"]


def test_a_text_signed_by_the_carriers_own_library_gets_in(
    home: Household, twilio_sign: Callable[[str, str, Mapping[str, str]], str]
) -> None:
    form = FORM | {"Body": "Fiebre 39 🤒 حمى"}
    signature = twilio_sign(TOKEN, BASE_URL + "/twilio/sms", form)
    assert home.world.post("/twilio/sms", form, signature) == 200


@pytest.mark.parametrize("path", ["/twilio/sms", "/twilio/sms/fallback", "/twilio/status/1"])
def test_nothing_gets_in_without_a_signature(home: Household, path: str) -> None:
    assert home.world.client.post(path, data=FORM).status_code == 403
    assert home.world.post(path, FORM, "") == 403
    assert home.world.post(path, FORM, "bm90IGEgc2lnbmF0dXJl") == 403
    assert home.world.client.get(path).status_code in (404, 405)
    assert kept(home) == []


def test_one_changed_byte_anywhere_keeps_it_out(home: Household) -> None:
    signature = sign(TOKEN, BASE_URL + "/twilio/sms", FORM)
    chance = random.Random(7)
    for _ in range(300):
        name = chance.choice(sorted(FORM))
        at = chance.randrange(len(FORM[name]) + 1)
        changed = FORM | {name: FORM[name][:at] + "x" + FORM[name][at + 1 :]}
        if changed != FORM:
            assert home.world.post("/twilio/sms", changed, signature) == 403
    assert kept(home) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"AccountSid": "AC" + "9" * 32},
        {"To": "+12025550188"},
        {"MessageSid": "not an id"},
        {"From": ""},
    ],
)
def test_a_signed_text_that_is_not_for_us_stays_out(
    home: Household, changes: dict[str, str]
) -> None:
    assert home.world.post("/twilio/sms", FORM | changes) == 403
    assert kept(home) == []


def test_the_address_that_counts_is_the_configured_one(home: Household) -> None:
    signature = sign(TOKEN, BASE_URL + "/twilio/sms", FORM)
    headers = {"X-Twilio-Signature": signature, "X-Forwarded-Host": "evil.example"}
    found = home.world.client.post(
        "/twilio/sms", data=FORM, headers=headers, base_url="http://inside:5000"
    )
    assert found.status_code == 200
    forged = sign(TOKEN, "http://evil.example/twilio/sms", FORM)
    assert home.world.post("/twilio/sms", FORM, forged) == 403


def test_the_same_text_five_times_is_kept_and_read_once(
    home: Household, reader: PlainReader
) -> None:
    answers: list[int] = []
    start = threading.Barrier(5)

    def post() -> None:
        client = home.world.app.test_client()
        signature = sign(TOKEN, BASE_URL + "/twilio/sms", FORM)
        start.wait()
        headers = {"X-Twilio-Signature": signature}
        answers.append(client.post("/twilio/sms", data=FORM, headers=headers).status_code)

    threads = [threading.Thread(target=post) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 5
    assert len(kept(home)) == 1
    assert reader.read_in_order == ["she has a fever"]


def test_a_huge_body_is_refused_unread(home: Household) -> None:
    assert home.world.post("/twilio/sms", FORM | {"Body": "x" * 70_000}) == 413
    assert kept(home) == []


@pytest.mark.parametrize(
    "words", ["", " ", "x" * 1600, "a\x00b", "\u202eabc\u2066", "\ud83d\ude00", "👶🤒", "\x1b[31m"]
)
def test_whatever_a_phone_sends_is_kept_as_it_came(home: Household, words: str) -> None:
    form = FORM | {"Body": words.encode("utf-8", "replace").decode()}
    assert home.world.post("/twilio/sms", form) == 200
    assert kept(home)[0].body == form["Body"]


def test_pictures_and_the_carriers_own_opt_out_word_are_noted(home: Household) -> None:
    form = FORM | {"NumMedia": "2", "OptOutType": "STOP"}
    assert home.world.post("/twilio/sms", form) == 200
    assert (kept(home)[0].media_count, kept(home)[0].opt_out_type) == (2, "STOP")


def test_a_pagers_answer_is_known_as_such(home: Household) -> None:
    home.world.pager(FIRST).reply("ACK 1234")
    text = kept(home)[0]
    assert (text.contact_id, text.caregiver_id) == (home.first.id, None)
    assert text.called == STAFF_SENDER


def test_texts_of_one_phone_are_read_in_the_order_they_came(
    home: Household, reader: PlainReader
) -> None:
    reader.stumbles_screening.add("one")
    home.world.phone(PARENT).reply("one")
    reader.stumbles_screening.clear()
    home.world.clock.advance(timedelta(seconds=30))
    home.world.phone(PARENT).reply("two")
    assert reader.read_in_order == ["one", "two"]


def test_a_text_that_cannot_be_read_is_tried_again_and_then_shown_to_a_person(
    home: Household, reader: PlainReader
) -> None:
    reader.stumbles_reading.add("odd")
    home.world.phone(PARENT).reply("odd")
    assert kept(home)[0].state is InboundState.SCREENED
    home.world.fast_forward(minutes=2)
    text = kept(home)[0]
    assert (text.state, text.needs_person, text.attempts) == (InboundState.QUARANTINED, True, 3)
    home.world.phone(PARENT).expect("It may not be read right away", "911")
    home.world.pager(FIRST).expect_nothing()


def test_a_text_nobody_could_look_through_for_red_flags_pages(
    home: Household, reader: PlainReader
) -> None:
    reader.stumbles_screening.add("odd")
    home.world.phone(PARENT).reply("odd")
    assert kept(home)[0].state is InboundState.KEPT
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("It may not be read right away", "911")
    home.world.pager(FIRST).expect("ALERT T2 K-103")
    assert kept(home)[0].needs_person


def test_one_unreadable_text_does_not_hold_up_the_next(
    home: Household, reader: PlainReader
) -> None:
    reader.stumbles_screening.add("odd")
    home.world.phone(PARENT).reply("odd").reply("fine")
    assert reader.read_in_order == ["fine"]
    reader.stumbles_screening.clear()
    home.world.fast_forward(minutes=1)
    assert reader.read_in_order == ["fine", "odd"]


def break_the_database(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        session.connection().execute(sql("ALTER TABLE inbound_texts RENAME TO elsewhere"))


def mend_the_database(home: Household) -> None:
    with home.world.app.app_context(), transaction() as session:
        session.connection().execute(sql("ALTER TABLE elsewhere RENAME TO inbound_texts"))


def spooled(home: Household) -> list[Path]:
    return sorted(home.world.app.config["SETTINGS"].instance_dir.glob("spool/*"))


def test_what_the_database_does_not_take_waits_sealed_on_the_disk(
    home: Household, reader: PlainReader
) -> None:
    break_the_database(home)
    assert home.world.post("/twilio/sms", FORM) == 200
    assert home.world.post("/twilio/sms", FORM) == 200
    assert len(spooled(home)) == 2
    held = b"".join(path.read_bytes() for path in spooled(home))
    assert b"fever" not in held
    assert b"5550120" not in held
    mend_the_database(home)
    home.world.run()
    assert (len(kept(home)), spooled(home)) == (1, [])
    assert reader.read_in_order == ["she has a fever"]


def test_a_database_that_stays_locked_costs_time_and_no_text(
    home: Household, reader: PlainReader
) -> None:
    database: Database = home.world.app.extensions[EXTENSION]
    with database.engine.begin() as holding:
        if database.is_sqlite:
            assert home.world.post("/twilio/sms", FORM) == 200
            assert len(spooled(home)) == 1
        else:
            # PostgreSQL has no lock on the whole file: another writer holds nobody up.
            holding.execute(sql("UPDATE sites SET name = name"))
            assert home.world.post("/twilio/sms", FORM) == 200
    home.world.run()
    assert reader.read_in_order == ["she has a fever"]
    assert spooled(home) == []


def test_a_text_that_nothing_can_keep_is_given_back_to_the_carrier(home: Household) -> None:
    break_the_database(home)
    folder = home.world.app.config["SETTINGS"].instance_dir
    folder.mkdir(exist_ok=True)
    (folder / "spool").write_text("in the way")
    assert home.world.post("/twilio/sms", FORM) == 503
    mend_the_database(home)
    (folder / "spool").unlink()


def test_a_spooled_file_that_cannot_be_read_stops_no_other(home: Household) -> None:
    folder = home.world.app.config["SETTINGS"].instance_dir / "spool"
    folder.mkdir(parents=True)
    (folder / "0000-broken.text").write_bytes(b"nonsense")
    break_the_database(home)
    assert home.world.post("/twilio/sms", FORM) == 200
    mend_the_database(home)
    home.world.run()
    assert len(kept(home)) == 1
    assert [path.suffix for path in spooled(home)] == [".unreadable"]


def test_what_came_in_while_the_machine_was_down_is_fetched(
    home: Household, reader: PlainReader
) -> None:
    home.world.carrier.came_in(FORM["From"], FAMILY_SENDER, "while you were out")
    home.world.catch_up()
    home.world.catch_up()
    home.world.run()
    assert reader.read_in_order == ["while you were out"]


def test_no_page_address_log_or_trail_holds_what_was_written(
    home: Household, caplog: pytest.LogCaptureFixture, reader: PlainReader
) -> None:
    caplog.set_level("DEBUG")
    reader.stumbles_screening.add("a canary phrase")
    home.world.phone(PARENT).reply("a canary phrase")
    home.world.fast_forward(minutes=1)
    home.world.phone(PARENT).expect("911")
    home.world.pager(FIRST).expect("ALERT")
    with home.world.app.app_context(), transaction() as session:
        trails = [str(row.detail) for row in session.exec(select(Trail))]
        tasks = list(session.exec(select(Task)))
        alerts = list(session.exec(select(Alert)))
    said = caplog.text + "".join(trails)
    assert "canary" not in said
    assert "2025550120" not in said
    assert (len(tasks), len(alerts)) == (0, 1)


def test_odd_values_of_the_carriers_other_fields_cost_no_text(
    home: Household, reader: PlainReader
) -> None:
    odd = {"To": FAMILY_SENDER + "\0", "NumMedia": "9" * 30, "OptOutType": "ST\0OP"}
    assert home.world.post("/twilio/sms", FORM | odd) == 200
    assert spooled(home) == []
    assert reader.read_in_order == ["she has a fever"]
    assert kept(home)[0].media_count == 10


def test_a_receipt_with_odd_values_is_kept(home: Household) -> None:
    odd = {"MessageStatus": "deliv\0ered", "ErrorCode": "30\x0003"}
    assert home.world.post("/twilio/status/" + "0" * 32, FORM | odd) == 204


def test_a_spooled_text_that_no_column_takes_holds_up_no_other(
    home: Household, reader: PlainReader
) -> None:
    spool = home.world.app.extensions["sms.exchange"].spool
    first = replace(home.arrival("broken"), called=FAMILY_SENDER + "\0")
    later = home.world.clock() + timedelta(seconds=1)
    with home.world.app.app_context():
        spool.write(first)
        spool.write(replace(home.arrival("she fell"), carrier_id=SID, received_at=later))
    home.world.run()
    assert "she fell" in reader.read_in_order
