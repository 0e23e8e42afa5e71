"""Passwords and authenticator codes, as they are kept and checked."""

from datetime import timedelta

import pytest

from portal.store import credentials
from tests.moving_clock import START

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_password_is_kept_as_a_hash_that_only_it_fits() -> None:
    kept = credentials.hash_password("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert credentials.password_fits("correct horse battery", kept)
    assert not credentials.password_fits("correct horse batterY", kept)


@pytest.mark.parametrize("kept", [None, "-", ""])
def test_nothing_fits_where_no_hash_is_kept(kept: str | None) -> None:
    assert not credentials.password_fits("anything at all", kept)


def test_first_passwords_differ_and_are_long_enough() -> None:
    made = {credentials.new_password() for _ in range(50)}
    assert len(made) == 50
    assert min(map(len, made)) >= credentials.SHORTEST_PASSWORD


@pytest.mark.parametrize(("seconds", "taken"), [(-30, True), (0, True), (30, True), (90, False)])
def test_a_code_is_taken_half_a_minute_early_or_late(seconds: int, taken: bool) -> None:
    code = credentials.totp_code(SECRET, START + timedelta(seconds=seconds))
    assert (credentials.totp_step(SECRET, code, START) is not None) is taken


def test_a_code_may_be_typed_with_a_space_and_a_wrong_one_is_refused() -> None:
    code = credentials.totp_code(SECRET, START)
    assert credentials.totp_step(SECRET, f"{code[:3]} {code[3:]}", START) is not None
    for typed in ("", "12345", "abcdef", "１２３４５６", code + "0"):
        assert credentials.totp_step(SECRET, typed, START) is None
