"""The demo as a newcomer meets it: phones on a page, replies by the carrier's own door, codes."""

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select
from waitress.server import create_server

from portal import clock as portal_clock
from portal.config import Settings
from portal.store import sealed, sites
from portal.store.engine import EXTENSION, transaction
from portal.store.families import Caregiver
from portal.store.sessions import ChallengeKind, SignInChallenge
from portal.store.texts import InboundText, OutboundState, OutboundText
from sms import demo, simulated
from sms.attach import build
from sms.outbox import Lane
from sms.schedule import run_turn, send_all
from tests.moving_clock import START, MovingClock
from tests.sms.test_schedule import wait_until

PARENT = "+12025550120"


@dataclass(frozen=True)
class Demo:
    app: Flask
    client: FlaskClient
    settings: Settings
    clock: MovingClock

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
def seeded(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a seeded database and its secrets; seeding takes a while."""
    folder = tmp_path_factory.mktemp("seeded")
    shutil.copyfile(_sqlite_template, folder / "portal.db")
    app = build(Settings(instance_dir=folder).with_new_secrets())
    portal_clock.use(MovingClock())
    with app.app_context():
        demo.seed(app.config["SETTINGS"], START)
    portal_clock.use(None)
    app.extensions[EXTENSION].engine.dispose()
    return folder


@pytest.fixture
def running(seeded: Path, tmp_path: Path, clock: MovingClock) -> Iterator[Demo]:
    """A seeded demo whose server listens on a free port, with a clock that the test moves."""
    folder = tmp_path / "instance"
    shutil.copytree(seeded, folder)
    served: dict[str, Flask] = {}
    server = create_server(
        lambda environ, start: served["app"](environ, start), host="127.0.0.1", port=0, threads=2
    )
    address = f"http://127.0.0.1:{server.effective_port}"
    settings = Settings(instance_dir=folder, public_base_url=address)
    app = served["app"] = build(settings)
    threading.Thread(target=server.run, daemon=True).start()
    yield Demo(app, app.test_client(), settings, clock)
    server.close()
    app.extensions[EXTENSION].engine.dispose()


def test_the_seed_is_a_demo_of_three_families_with_numbers_nobody_has(running: Demo) -> None:
    with running.app.app_context(), transaction() as session:
        assert sites.is_demo(session)
        people = list(session.exec(select(Caregiver)))
        site = sites.get(session, "demo")
    assert len({person.family_id for person in people}) == 3
    assert {person.language for person in people} == {"en", "es"}
    assert all(re.fullmatch(r"\+120255501\d\d", person.phone) for person in people)
    assert site.demo_minutes


def test_a_reminder_arrives_on_a_handset_about_a_minute_after_the_start(running: Demo) -> None:
    running.tick()
    assert "check-in for Sam" not in running.page()
    running.clock.set(running.clock() + demo.FIRST_REMINDER_IN)
    running.tick()
    assert "check-in for Sam" in running.page()
    assert wait_until(lambda: delivered(running) > 0)


def delivered(running: Demo) -> int:
    with running.app.app_context(), transaction() as session:
        found = session.exec(
            select(OutboundText).where(OutboundText.state == OutboundState.DELIVERED)
        )
        return len(list(found))


def test_a_reply_travels_as_a_signed_webhook(running: Demo) -> None:
    assert running.post("0120", "thanks & ¿fiebre?") == 303
    with running.app.app_context(), transaction() as session:
        text = session.exec(select(InboundText)).one()
    assert (text.sender, text.body) == (PARENT, "thanks & ¿fiebre?")
    assert "thanks &amp; ¿fiebre?" in running.page()


@pytest.mark.parametrize("words", ["", "   ", "x" * 1601])
def test_an_empty_or_endless_reply_is_refused_in_place(running: Demo, words: str) -> None:
    assert running.post("0120", words) == 422
    with running.app.app_context(), transaction() as session:
        assert list(session.exec(select(InboundText))) == []


def test_a_reply_needs_the_forms_token(running: Demo) -> None:
    base = running.settings.base_url
    answer = running.client.post("/phones/0120", data={"words": "hi"}, base_url=base)
    assert answer.status_code == 400


def test_the_page_shows_the_codes_that_are_valid_now(running: Demo) -> None:
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


def test_one_screen_is_given_to_htmx_alone(running: Demo) -> None:
    base = running.settings.base_url
    answer = running.client.get("/phones?of=0130", headers={"HX-Request": "true"}, base_url=base)
    assert "Authenticator code" in answer.text
    assert "<html" not in answer.text


def test_there_is_no_such_page_outside_a_demo(running: Demo) -> None:
    for host in ("http://evil.example", "http://10.0.0.7:8000"):
        assert running.client.get("/phones", base_url=host).status_code == 404
    with running.app.app_context(), transaction() as session:
        mark = session.get(sites.Installation, 1)
        assert mark is not None
        mark.demo = False
    base = running.settings.base_url
    assert running.client.get("/phones", base_url=base).status_code == 404


def test_a_forged_reply_does_not_get_in(running: Demo) -> None:
    form = {"MessageSid": "SM" + "c" * 32, "From": PARENT, "To": "+12025550110", "Body": "1"}
    answer = running.client.post(
        "/twilio/sms", data=form, headers={"X-Twilio-Signature": "Zm9yZ2Vk"}
    )
    assert answer.status_code == 403
