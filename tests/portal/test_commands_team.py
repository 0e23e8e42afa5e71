"""`flask new-site` and `flask add-staff`: the first people of a site, before anybody signs in."""

import re

import pytest
from click.testing import Result
from flask import Flask
from sqlmodel import select

from portal.store import credentials
from portal.store.engine import reading
from portal.store.sites import Installation, Site
from portal.store.staff import Role, Staff
from portal.store.trail import Actor, Trail
from tests.moving_clock import MovingClock

SITE = [
    "new-site", "texas", "--name", "A Hospital", "--zone", "America/Chicago",
    "--family-sender", "+1 312 555 0110", "--staff-sender", "+1 312 555 0111",
]  # fmt: skip
STAFF = [
    "add-staff", "--site", "texas", "--name", "Dana Wu", "--email", "dana@example.org",
    "--role", "admin",
]  # fmt: skip


def _run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def test_a_new_site_has_its_numbers_and_every_blank_empty(app: Flask, clock: MovingClock) -> None:
    done = _run(app, *SITE)
    assert done.exit_code == 0, done.output
    with app.app_context(), reading() as session:
        site = session.exec(select(Site)).one()
        assert (site.family_sender, site.staff_sender) == ("+13125550110", "+13125550111")
        assert site.phone_24h is None and site.ack_minutes is None
        assert session.get_one(Installation, 1).demo is False


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (1, "Not An Id", "The id needs"),
        (5, "Chicago", "The time zone is none"),
        (7, "12", "--family-sender: this is not a phone number"),
        (9, "+1 312 555 0110", "never share a number"),
    ],
)
def test_a_site_that_cannot_be_is_refused_in_plain_words(
    app: Flask, clock: MovingClock, place: int, value: str, said: str
) -> None:
    words = [*SITE[:place], value, *SITE[place + 1 :]]
    done = _run(app, *words)
    assert done.exit_code != 0 and said in done.output


def test_a_site_is_added_once(app: Flask, clock: MovingClock) -> None:
    _run(app, *SITE)
    done = _run(app, *SITE)
    assert done.exit_code != 0 and "may not be in use" in done.output


def test_a_first_account_is_printed_once_and_kept_unreadable(
    app: Flask, clock: MovingClock
) -> None:
    _run(app, *SITE)
    done = _run(app, *STAFF)
    assert done.exit_code == 0, done.output
    password = re.search(r"password +(\S+)", done.output)
    assert password is not None
    with app.app_context(), reading() as session:
        member = session.exec(select(Staff)).one()
        assert member.role is Role.ADMIN
        assert member.totp_secret in done.output
        assert password[1] not in member.password_hash
        assert credentials.password_fits(password[1], member.password_hash)
        whats = {row.what: row.actor for row in session.exec(select(Trail))}
    assert whats == {"added_site": Actor.COMMAND, "added_staff": Actor.COMMAND}


def test_an_account_needs_a_site_and_an_address_of_its_own(app: Flask, clock: MovingClock) -> None:
    nowhere = _run(app, *STAFF)
    assert nowhere.exit_code != 0 and "There is no site 'texas'" in nowhere.output
    _run(app, *SITE)
    _run(app, *STAFF)
    again = _run(app, *STAFF)
    assert again.exit_code != 0 and "has an account already" in again.output
