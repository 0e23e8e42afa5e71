"""The demo as a newcomer meets it: phones on a page, replies by the carrier's own door, codes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from portal.store import sealed, sites
from portal.store.engine import transaction
from portal.store.families import Caregiver
from portal.store.sessions import ChallengeKind, SignInChallenge
from portal.store.texts import InboundText, OutboundState, OutboundText
from sms import demo, simulated
from sms.outbox import Lane
from sms.schedule import run_turn, send_all
from tests.moving_clock import MovingClock
from tests.running_demo import Demo, running_demo, seed_into
from tests.sms.test_schedule import wait_until

PARENT = "+12025550120"


class Visit:
    """A newcomer at the running demo; the clock ticks when the test says so."""

    def __init__(self, demo: Demo) -> None:
        self.app, self.settings, self.clock = demo.app, demo.settings, demo.clock
        self.client = demo.app.test_client()

    def tick(self) -> None:
        with self.app.app_context():
            assert run_turn()
            send_all(Lane.PAGES, "w")
            send_all(Lane.REST, "w")

    def page(self) -> str:
        return self.client.get("/phones", base_url=self.settings.base_url).text

    def post(self, phone_id: str, words: str) -> int:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page())
        assert token is not None
        form = {"csrf_token": token[1], "words": words}
        base = self.settings.base_url
        return self.client.post(f"/phones/{phone_id}", data=form, base_url=base).status_code


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    seed_into(folder)
    return folder


@pytest.fixture
def running(seeded: Path, tmp_path: Path, clock: MovingClock) -> Iterator[Visit]:
    with running_demo(seeded, tmp_path / "instance", clock) as demo:
        yield Visit(demo)


def test_the_seed_is_a_demo_of_three_families_with_numbers_nobody_has(running: Visit) -> None:
    with running.app.app_context(), transaction() as session:
        assert sites.is_demo(session)
        people = list(session.exec(select(Caregiver)))
        site = sites.get(session, "demo")
    assert len({person.family_id for person in people}) == 3
    assert {person.language for person in people} == {"en", "es"}
    assert all(re.fullmatch(r"\+120255501\d\d", person.phone) for person in people)
    assert site.demo_minutes


def test_a_reminder_arrives_on_a_handset_about_a_minute_after_the_start(running: Visit) -> None:
    running.tick()
    assert "check-in for Sam" not in running.page()
    running.clock.set(running.clock() + demo.FIRST_REMINDER_IN)
    running.tick()
    assert "check-in for Sam" in running.page()
    assert wait_until(lambda: delivered(running) > 0)


def delivered(running: Visit) -> int:
    with running.app.app_context(), transaction() as session:
        found = session.exec(
            select(OutboundText).where(OutboundText.state == OutboundState.DELIVERED)
        )
        return len(list(found))


def test_a_reply_travels_as_a_signed_webhook(running: Visit) -> None:
    assert running.post("0120", "thanks & ¿fiebre?") == 303
    with running.app.app_context(), transaction() as session:
        text = session.exec(select(InboundText)).one()
    assert (text.sender, text.body) == (PARENT, "thanks & ¿fiebre?")
    assert "thanks &amp; ¿fiebre?" in running.page()


@pytest.mark.parametrize("words", ["", "   ", "x" * 1601])
def test_an_empty_or_endless_reply_is_refused_in_place(running: Visit, words: str) -> None:
    assert running.post("0120", words) == 422
    with running.app.app_context(), transaction() as session:
        assert list(session.exec(select(InboundText))) == []


def test_a_reply_needs_the_forms_token(running: Visit) -> None:
    base = running.settings.base_url
    answer = running.client.post("/phones/0120", data={"words": "hi"}, base_url=base)
    assert answer.status_code == 400


def test_the_page_shows_the_codes_that_are_valid_now(running: Visit) -> None:
    with running.app.app_context(), transaction() as session:
        person = session.exec(
            select(Caregiver).where(Caregiver.phone_index == sealed.index(PARENT))
        ).one()
        challenge = SignInChallenge(
            kind=ChallengeKind.FAMILY_CODE,
            browser_index="b",
            caregiver_id=person.id,
            created_at=running.clock(),
            ends_at=running.clock() + demo.HALF_A_DAY,
        )
        session.add(challenge)
        session.flush()
        code = sealed.code(challenge.id)
    page = running.page()
    assert code in page
    kept = simulated.load(running.settings)
    assert kept is not None
    assert all(one.password in page and one.email in page for one in kept.staff)


def test_one_screen_is_given_to_htmx_alone(running: Visit) -> None:
    base = running.settings.base_url
    answer = running.client.get("/phones?of=0130", headers={"HX-Request": "true"}, base_url=base)
    assert "Authenticator code" in answer.text
    assert "<html" not in answer.text


def test_there_is_no_such_page_outside_a_demo(running: Visit) -> None:
    for host in ("http://evil.example", "http://10.0.0.7:8000"):
        assert running.client.get("/phones", base_url=host).status_code == 404
    with running.app.app_context(), transaction() as session:
        mark = session.get(sites.Installation, 1)
        assert mark is not None
        mark.demo = False
    base = running.settings.base_url
    assert running.client.get("/phones", base_url=base).status_code == 404


def test_a_forged_reply_does_not_get_in(running: Visit) -> None:
    form = {"MessageSid": "SM" + "c" * 32, "From": PARENT, "To": "+12025550110", "Body": "1"}
    answer = running.client.post(
        "/twilio/sms", data=form, headers={"X-Twilio-Signature": "Zm9yZ2Vk"}
    )
    assert answer.status_code == 403
