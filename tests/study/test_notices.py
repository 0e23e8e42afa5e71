"""Notices wait in the outbox as JSON and come back as they were."""

import json
from dataclasses import FrozenInstanceError, fields
from datetime import datetime

import pytest

from study.notices import (
    FEWER_LETTERS,
    KINDS,
    LABEL_LETTERS,
    METHOD_LETTERS,
    ROUTE_LETTERS,
    SECOND_LETTERS,
    WHOM_LETTERS,
    AlertTaken,
    Notice,
    NoticeError,
    Page,
    PageTest,
    Purpose,
    SafetyT1,
    SafetyWords,
    SignInCode,
    Voice,
    from_json,
)
from study.protocol import Route
from tests.sms.samples import ALL

NAIVE = json.dumps(
    {"at": "2026-03-05T08:00", "until": "2026-03-05T08:15", "phone_24h": "1", "zone": "UTC"}
)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"SignInCode"}))
def test_it_comes_back_from_json_as_it_was(kind: str) -> None:
    for notice in ALL[kind]:
        assert from_json(notice.kind, notice.to_json()) == notice


def test_a_sign_in_code_is_never_stored_nor_shown() -> None:
    notice = SignInCode(program="Line", challenge="c1", minutes=10, code="473129")
    assert "473129" not in notice.to_json()
    assert "473129" not in repr(notice)
    assert from_json("SignInCode", notice.to_json()) == SignInCode(
        program="Line", challenge="c1", minutes=10
    )


def test_what_is_stored_is_plain_json() -> None:
    stored = json.loads(SafetyT1(phone_24h="202-555-0143", voice=Voice.PARTICIPANT).to_json())
    assert stored == {
        "fallback_minutes": None,
        "phone_24h": "202-555-0143",
        "voice": "participant",
    }


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("NoSuchNotice", "{}"),
        ("SafetyWords", '{"phone_24h": "1"}'),
        ("PageTest", "{}"),
        ("PageTest", '{"code": "1", "more": 2}'),
        ("PageTest", "not json"),
        ("PageTest", "[]"),
        ("DoseRepeat", '{"wall": "half past", "day": "2026-03-05"}'),
        ("AlertTaken", NAIVE),
    ],
)
def test_what_does_not_fit_is_refused_by_name(kind: str, data: str) -> None:
    with pytest.raises(NoticeError, match=kind):
        from_json(kind, data)


def test_a_field_added_later_takes_its_default() -> None:
    assert from_json(
        "Page",
        json.dumps(
            {
                "tier": "T1",
                "participant_code": "K-1",
                "language": "es",
                "code": "4731",
            }
        ),
    ) == Page(tier="T1", participant_code="K-1", language="es", code="4731")


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 5, 8)  # noqa: DTZ001 - the fault under test
    with pytest.raises(ValueError, match="AlertTaken.at needs a time zone"):
        AlertTaken(at=naive, until=naive, zone="America/Phoenix", phone_24h="1")


def test_a_notice_cannot_be_changed() -> None:
    notice = PageTest(code="1")
    with pytest.raises(FrozenInstanceError):
        notice.code = "2"  # type: ignore[misc]


def test_every_notice_states_its_purpose() -> None:
    assert {kind: type(cls.purpose) for kind, cls in KINDS.items()} == dict.fromkeys(KINDS, Purpose)


def test_every_safety_wording_takes_the_same_fields() -> None:
    common = {field.name for field in fields(SafetyWords)}
    assert common == {"phone_24h", "fallback_minutes", "voice"}
    more = {
        kind: {field.name for field in fields(cls)} - common
        for kind, cls in KINDS.items()
        if issubclass(cls, SafetyWords)
    }
    assert {kind for kind, names in more.items() if names} == {"SafetyT3"}


def test_ground_for_others_is_not_a_text() -> None:
    assert Notice not in KINDS.values()
    assert SafetyWords not in KINDS.values()


def test_choice_letters_leave_r_and_e_to_an_open_alert() -> None:
    offered = (
        METHOD_LETTERS,
        ROUTE_LETTERS,
        LABEL_LETTERS,
        SECOND_LETTERS,
        WHOM_LETTERS,
        FEWER_LETTERS,
    )
    assert not {"R", "E"} & {letter for letters in offered for letter in letters}


def test_route_letters_are_routes_a_family_gives() -> None:
    assert {Route(route) for route in ROUTE_LETTERS.values()} == {Route.PO, Route.NG}
