"""`flask enrol`: the same enrolment as on the page, from a file, with errors in plain words."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlmodel import select

from portal.store.engine import reading, transaction
from portal.store.families import Caregiver, Participant
from portal.store.staff import Role
from tests import builders
from tests.moving_clock import MovingClock

FAMILY: dict[str, Any] = {
    "zone": "America/Chicago",
    "children": [
        {
            "code": "K-103",
            "nickname": "Ana",
            "birth_date": "2018-05-04",
            "day1": "2026-03-02",
            "plans": [
                {
                    "medicine": "ruxolitinib",
                    "route": "PO",
                    "times": ["08:00", "20:00"],
                    "starts_on": "2026-03-02",
                    "ends_on": "2026-04-26",
                }
            ],
        }
    ],
    "caregivers": [
        {"name": "Maria", "phone": "202-555-0120", "language": "es", "agreed_how": "paper"}
    ],
}


@pytest.fixture
def place(app: Flask, clock: MovingClock) -> Iterator[Flask]:
    with app.app_context(), transaction() as session:
        site = builders.a_site(session)
        builders.a_staff_member(session, site)
        builders.a_staff_member(session, site, Role.MONITOR, "monitor@example.org")
    yield app


def _run(app: Flask, family: Any, site: str = "demo", by: str = "nurse@example.org") -> Result:
    text = family if isinstance(family, str) else json.dumps(family)
    runner = app.test_cli_runner()
    return runner.invoke(args=["enrol", "-", "--site", site, "--by", by], input=text)


def test_a_family_is_enrolled_from_standard_input(place: Flask) -> None:
    result = _run(place, FAMILY)
    assert result.exit_code == 0, result.output
    assert "Ana" not in result.output and "5550120" not in result.output
    with place.app_context(), reading() as session:
        assert session.exec(select(Participant)).one().code == "K-103"
        assert session.exec(select(Caregiver)).one().language == "es"


def test_what_is_wrong_is_said_where_it_stands(place: Flask) -> None:
    wrong = FAMILY | {"zone": "Chicago", "caregivers": [FAMILY["caregivers"][0] | {"phone": "12"}]}
    result = _run(place, wrong)
    assert result.exit_code == 1
    assert "zone: This is not a time zone. Use a name such as America/Chicago." in result.output
    assert "caregivers.0.phone: This is not a phone number we can text." in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not JSON: line 1"),
        ("[]", "the file: "),
        (json.dumps(FAMILY | {"zon": 1}), "zon: Unexpected keyword argument"),
        (
            json.dumps(FAMILY | {"children": [{"code": "K-1"}]}),
            "children.0.nickname: Field required",
        ),
    ],
)
def test_a_file_of_another_shape_is_refused(place: Flask, text: str, said: str) -> None:
    result = _run(place, text)
    assert result.exit_code == 1
    assert said in result.output
    with place.app_context(), reading() as session:
        assert session.exec(select(Participant)).all() == []


@pytest.mark.parametrize(
    ("site", "by"),
    [
        ("demo", "monitor@example.org"),
        ("demo", "nobody@example.org"),
        ("nowhere", "nurse@example.org"),
    ],
)
def test_only_the_sites_own_team_enrols(place: Flask, site: str, by: str) -> None:
    assert _run(place, FAMILY, site, by).exit_code == 1
