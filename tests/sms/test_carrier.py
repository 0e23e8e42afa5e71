"""The real client, its faults read aright, and signatures that only the carrier can make."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from werkzeug.datastructures import MultiDict

from portal.config import Settings
from portal.pages.team.carrier_words import WORDS
from portal.store.carrier_advice import Advice
from sms.carrier import CarrierError, Outgoing, Twilio, is_signed, sign
from sms.carrier_codes import MEANINGS, UNKNOWN, Trouble, meaning
from tests.sms.fake_twilio import MAGIC_FROM, MAGIC_TO, Ledger, Trick, fake_twilio

ACCOUNT = "AC" + "1" * 32
# The vectors of messaging 5.3.
TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
PARAMS = {
    "CallSid": "CA1234567890ABCDE",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
    "Caller": "+14158675309",
}


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Ledger]]:
    with fake_twilio() as served:
        yield served


@pytest.fixture
def ledger(server: tuple[str, Ledger]) -> Ledger:
    ledger = server[1]
    ledger.clear()
    return ledger


def settings(address: str, **more: object) -> Settings:
    given: dict[str, object] = {
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": SecretStr("token"),
        "twilio_api_base": address,
    }
    return Settings.model_validate(given | more)


@pytest.fixture
def twilio(server: tuple[str, Ledger], ledger: Ledger) -> Twilio:
    return Twilio(settings(server[0]))


def outgoing(**changes: object) -> Outgoing:
    given: dict[str, object] = {
        "to": "+12025550120",
        "body": "8:00 check-in",
        "sender": "+12025550110",
        "service": None,
        "callback": "https://line.example/twilio/status/1",
        "timeout": 1.0,
    }
    return Outgoing(**(given | changes))  # type: ignore[arg-type]


def test_it_sends_from_the_number_with_our_address_for_receipts(
    twilio: Twilio, ledger: Ledger
) -> None:
    carrier_id = twilio.send(outgoing(valid_seconds=3600))
    asked = ledger.forms[0]
    assert carrier_id == ledger.texts[0]["sid"]
    assert asked == {
        "To": "+12025550120",
        "From": "+12025550110",
        "Body": "8:00 check-in",
        "StatusCallback": "https://line.example/twilio/status/1",
        "ValidityPeriod": "3600",
    }


def test_a_messaging_service_goes_before_a_number(twilio: Twilio, ledger: Ledger) -> None:
    twilio.send(outgoing(service="MG1"))
    asked = ledger.forms[0]
    assert (asked["MessagingServiceSid"], "From" in asked) == ("MG1", False)


def test_it_sends_with_a_key_where_one_is_set(server: tuple[str, Ledger], ledger: Ledger) -> None:
    with_key = settings(server[0], twilio_api_key_sid="SKkey", twilio_api_key_secret=SecretStr("s"))
    Twilio(with_key).send(outgoing())
    Twilio(settings(server[0])).send(outgoing())
    assert len(set(ledger.credentials)) == 2
    assert all(ACCOUNT in one for one in ledger.asked)


def trouble_of(call: Callable[[], object]) -> tuple[Trouble, str, float | None]:
    with pytest.raises(CarrierError) as caught:
        call()
    return caught.value.trouble, caught.value.code, caught.value.retry_after


@pytest.mark.parametrize(("number", "code"), MAGIC_TO.items())
def test_it_reads_the_trouble_of_a_number(
    twilio: Twilio, ledger: Ledger, number: str, code: int
) -> None:
    found = trouble_of(lambda: twilio.send(outgoing(to=number)))
    assert found[:2] == (meaning(str(code)).trouble, str(code))


@pytest.mark.parametrize(("number", "code"), MAGIC_FROM.items())
def test_it_reads_the_trouble_of_a_sender(
    twilio: Twilio, ledger: Ledger, number: str, code: int
) -> None:
    found = trouble_of(lambda: twilio.send(outgoing(sender=number)))
    assert found[:2] == (meaning(str(code)).trouble, str(code))


@pytest.mark.parametrize(
    ("trick", "trouble"),
    [
        (Trick(429, 20429, retry_after=7), Trouble.NOT_SENT),
        (Trick(401, 20003), Trouble.CONFIGURATION),
        (Trick(403, 20003), Trouble.CONFIGURATION),
        (Trick(500, 20500), Trouble.UNCERTAIN),
        (Trick(502), Trouble.UNCERTAIN),
        (Trick(503, 20503, taken=True), Trouble.UNCERTAIN),
        (Trick(reset=True), Trouble.UNCERTAIN),
        (Trick(reset=True, taken=True), Trouble.UNCERTAIN),
        (Trick(hang=1.5, taken=True), Trouble.UNCERTAIN),
        (Trick(400, 12345), Trouble.UNKNOWN),
    ],
)
def test_it_tells_what_surely_was_not_sent_from_what_may_have_been(
    twilio: Twilio, ledger: Ledger, trick: Trick, trouble: Trouble
) -> None:
    ledger.tricks.append(trick)
    found = trouble_of(lambda: twilio.send(outgoing()))
    assert (found[0], found[2]) == (trouble, trick.retry_after)


def test_a_refused_connection_is_certain_and_a_lost_one_is_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = taken.getsockname()[1]
    refused = Twilio(settings(f"http://127.0.0.1:{closed}"))
    assert trouble_of(lambda: refused.send(outgoing()))[0] is Trouble.NOT_SENT


def test_words_and_numbers_stay_out_of_what_an_error_says(twilio: Twilio, ledger: Ledger) -> None:
    with pytest.raises(CarrierError) as caught:
        twilio.send(outgoing(to="+15005550001", body="a secret"))
    assert str(caught.value) == "number 21211"


def test_it_finds_what_was_sent_to_a_number(twilio: Twilio, ledger: Ledger) -> None:
    for body in ("one", "two"):
        twilio.send(outgoing(body=body))
    twilio.send(outgoing(to="+12025550121"))
    found = twilio.sent_to("+12025550120")
    assert [one.body for one in found] == ["two", "one"]
    assert found[0].created_at.tzinfo is not None
    assert "DateSent" not in ledger.asked[-1]


def test_it_asks_how_a_text_stands(twilio: Twilio, ledger: Ledger) -> None:
    carrier_id = twilio.send(outgoing())
    assert twilio.standing(carrier_id).status == "queued"
    assert trouble_of(lambda: twilio.standing("SM" + "0" * 32))[1] == "20404"


def test_it_finds_what_came_in_while_nobody_was_there(twilio: Twilio, ledger: Ledger) -> None:
    twilio.send(outgoing(to="+12025550110", body="a family wrote"))
    ledger.texts[0]["direction"] = "inbound"
    ledger.texts[0]["from"] = "+12025550120"
    since = datetime(2026, 3, 2, tzinfo=UTC) - timedelta(hours=3)
    found = twilio.arrived("+12025550110", since)
    assert [(one.sender, one.body) for one in found] == [("+12025550120", "a family wrote")]


def test_a_text_that_came_in_is_as_old_as_the_carrier_says(
    twilio: Twilio, ledger: Ledger
) -> None:
    twilio.send(outgoing(to="+12025550110", body="a family wrote"))
    ledger.texts[0] |= {
        "direction": "inbound",
        "from": "+12025550120",
        "date_created": "Mon, 02 Mar 2026 08:05:00 +0000",
        "date_sent": "Mon, 02 Mar 2026 08:05:20 +0000",
    }
    found = twilio.arrived("+12025550110", datetime(2026, 3, 2, tzinfo=UTC))
    assert found[0].received_at == datetime(2026, 3, 2, 8, 5, tzinfo=UTC)


def test_each_thread_has_a_connection_of_its_own(twilio: Twilio, ledger: Ledger) -> None:
    threads = [threading.Thread(target=lambda: twilio.send(outgoing())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.texts) == 4


def test_prism_accepts_the_shape_of_our_requests(prism_url: str) -> None:
    twilio = Twilio(settings(prism_url))
    assert twilio.send(outgoing(timeout=20.0, valid_seconds=60)).startswith("SM")
    assert twilio.standing("SM" + "a" * 32).carrier_id


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        (URL, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (URL.replace(".com", ".com:443"), "kvajT1Ptam85bY51eRf/AJRuM3w="),
        (URL.replace("https://mycompany.com", "http://mycompany.com:1234"), None),
    ],
)
def test_it_signs_as_the_carrier_does(url: str, signature: str | None) -> None:
    wanted = signature or "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="
    assert is_signed(TOKEN, url, PARAMS, wanted)


def test_values_that_come_twice_are_signed_once() -> None:
    digits = [("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
    twice = MultiDict([("Sid", "CA123"), ("SidAccount", "AC123"), *digits])
    assert sign(TOKEN, URL, twice) == "IK+Dwps556ElfBT0I3Rgjkr1wJU="


@pytest.mark.parametrize("words", ["Fiebre 39 🤒", "حمى", "發燒 & + % =", ""])
def test_the_carriers_own_library_signs_as_we_check(
    twilio_sign: Callable[[str, str, Mapping[str, str]], str], words: str
) -> None:
    form = PARAMS | {"Body": words}
    url = "https://line.example/twilio/sms"
    assert is_signed("token", url, form, twilio_sign("token", url, form))


def test_an_old_token_is_good_while_it_is_being_replaced() -> None:
    twilio = Twilio(settings("", twilio_auth_token_previous=SecretStr("old")))
    assert twilio.is_genuine(URL, PARAMS, sign("old", URL, PARAMS))
    assert not Twilio(settings("")).is_genuine(URL, PARAMS, sign("old", URL, PARAMS))


def test_every_code_has_a_class_and_advice_and_an_unknown_one_needs_a_look() -> None:
    given = {one.advice for one in (*MEANINGS.values(), UNKNOWN)}
    assert given | {Advice.PAGER_OPTED_OUT} == set(Advice) == set(WORDS)
    assert meaning("4711").trouble is Trouble.UNKNOWN
