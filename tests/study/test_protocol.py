"""The shipped protocol, and what a damaged one is refused for."""

import re
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

import study
from study.protocol import Arm, Medicine, ProtocolError, Route, load, read

TEXT = (Path(study.__file__).with_name("protocol.toml")).read_text(encoding="utf-8")


def test_routes_are_data_of_each_medicine() -> None:
    rux = load().medicine(Medicine.RUXOLITINIB)
    dex = load().medicine(Medicine.DEXAMETHASONE)
    assert rux.routes == rux.home_routes == (Route.PO, Route.NG)
    assert dex.routes == (Route.PO, Route.NG, Route.IV)
    assert dex.home_routes == (Route.PO, Route.NG)
    assert (rux.label, dex.label) == ("A", "B")
    assert dex.steroid and not rux.steroid


def test_etoposide_is_never_followed_at_home() -> None:
    etoposide = load().medicine(Medicine.ETOPOSIDE)
    assert not etoposide.tracked and etoposide.home_routes == () and etoposide.label is None
    assert [one.id for one in load().tracked] == [Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE]
    by_response = {one.id for one in load().arms if one.etoposide == "by response"}
    assert by_response == {Arm.FRONTLINE_EXPANSION, Arm.SALVAGE}


def test_no_amount_of_a_medicine_stands_in_the_protocol() -> None:
    assert not re.search(r"\d\s*(mg|mcg|ml|mL|milligram|tablet)", TEXT)
    assert not re.search(r"\b(dose|amount|mg|ml)\w*\s*=", TEXT)


def test_fever_lines_are_exact_in_both_units() -> None:
    lines = load().fever
    assert (lines.under_arm.celsius, lines.under_arm.fahrenheit) == (
        Decimal("37.4"),
        Decimal("99.4"),
    )
    assert lines.fever.in_unit("C") == Decimal("38.0")
    assert lines.fever.in_unit("F") == Decimal("100.4")
    assert (lines.low.in_unit("C"), lines.low.in_unit("F")) == (Decimal("36.0"), Decimal("96.8"))
    assert lines.emergency.in_unit("F") == Decimal("104.0")
    assert not any(isinstance(line.celsius, float) for line in vars(lines).values())


def test_defaults_are_those_of_the_design() -> None:
    defaults = load().defaults
    assert (defaults.quiet.starts, defaults.quiet.ends) == (time(21), time(8))
    assert (defaults.share_minutes, defaults.repeats, defaults.silent_days_to_task) == (30, 1, 3)
    assert (defaults.answer_deadline_minutes, defaults.page_everyone_minutes) == (15, 15)
    assert defaults.plan_end_task_days == (7, 3, 1)
    assert defaults.treatment_days == 56
    assert defaults.repeat_after_minutes + defaults.backup_after_minutes < 12 * 60


def test_the_ten_sites_of_the_record_are_there_with_their_zones() -> None:
    assert [site.id for site in load().sites] == (
        "phx choc ucsf cnmc jhu cohen levine chop stjude wi".split()
    )
    assert load().site("phx").tz == "America/Phoenix"
    assert all(re.fullmatch(r"\d{3}-\d{3}-\d{4}", site.phone) for site in load().sites)
    with pytest.raises(KeyError):
        load().site("nowhere")


def test_every_fever_line_and_page_delay_waits_for_a_signature() -> None:
    covered = {place for one in load().sign_offs for place in one.covers}
    for name in ("under_arm", "fever", "low", "emergency"):
        assert f"fever.{name}" in covered
    for name in ("page_again_minutes", "page_next_minutes", "family_told_minutes", "daily_cap"):
        assert f"defaults.{name}" in covered
    assert all(one.rule and one.covers for one in load().sign_offs)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[defaults]", "[default]", "protocol: missing defaults"),
        ("share_minutes = { value = 30", "share_minutes = { value = 0", "share_minutes: 0"),
        ("share_minutes = { value = 30", "share_minutes = { value = true", "share_minutes: True"),
        ('value = 30, source = "behaviour 3"', 'value = 30, source = ""', "source is empty"),
        ("value = [7, 3, 1]", 'value = [7, "3"]', "plan_end_task_days"),
        ("value = [7, 3, 1]", "value = 7", "plan_end_task_days: 7 is not a list"),
        ("value = 21:00:00", 'value = "21:00"', "quiet_from: '21:00' is not a time"),
        ("repeats =", "repeat =", "defaults: missing repeats"),
        ("fahrenheit = 100.4", "fahrenheit = 101.4", "fever.fever: the two units"),
        ("celsius = 38.0\nfahrenheit = 100.4", "celsius = 37.0\nfahrenheit = 98.6", "not under"),
        ('home_routes = ["PO", "NG"]', 'home_routes = ["PO", "GT"]', "home_routes"),
        ("home_routes = []", 'home_routes = ["IV"]', "medicines.etoposide"),
        ('label = "A"', 'label = "Jakafi"', "has the label A or B"),
        ("[medicines.etoposide]", "[medicines.aspirin]", "medicines: missing etoposide"),
        ('tz = "America/Phoenix"', 'tz = "Arizona"', "sites.phx.tz"),
        ('phone = "602-933-5011"', "", "sites.phx: missing phone"),
        ('state = "AZ"', 'state = ""', "sites.phx.state"),
        ('F1 = "', 'F9 = "', "no rule or no use for ['F1', 'F9']"),
        ('etoposide = "listed"', 'etoposide = "weekly"', "arms.frontline_safety.etoposide"),
        ('version = "1"', "version = 1", "version"),
        ('version = "1"', "version = ", "not readable as TOML"),
    ],
)
def test_a_damaged_protocol_is_refused_with_what_is_wrong(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(ProtocolError) as refused:
        read(TEXT.replace(old, new, 1))
    assert says in str(refused.value)


def test_the_protocol_is_read_once() -> None:
    assert load() is load()
