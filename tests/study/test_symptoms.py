from decimal import Decimal

import pytest

from study.symptoms import SYMPTOMS, Label, Temperature, Tier


def test_every_row_of_the_facts_is_listed() -> None:
    families = {symptom.family for symptom in SYMPTOMS.values()}
    wanted = {f"N{n}" for n in range(1, 27)} | {f"S{n}" for n in range(1, 24)}
    assert wanted <= families


def test_every_symptom_names_its_source() -> None:
    assert all(symptom.source and symptom.name_en for symptom in SYMPTOMS.values())


def test_a_life_threat_is_never_below_an_emergency_tier() -> None:
    emergencies = [one for one in SYMPTOMS.values() if one.label is Label.EMERGENCY]
    assert emergencies
    assert all(one.base_tier is Tier.T1 for one in emergencies)


def test_the_soft_spot_pair_is_not_mixed_up() -> None:
    assert SYMPTOMS["N18"].base_tier is Tier.T1  # bulging
    assert SYMPTOMS["S11"].base_tier is Tier.T2  # sunken


@pytest.mark.parametrize(
    ("first", "second", "worst"),
    [
        (Tier.T1, Tier.T3, Tier.T1),
        (None, Tier.T4, Tier.T4),
        (Tier.T2, None, Tier.T2),
        (None, None, None),
    ],
)
def test_the_worse_of_two_tiers(first: Tier | None, second: Tier | None, worst: Tier) -> None:
    assert Tier.worst(first, second) is worst


def test_celsius_is_rounded_for_people_and_the_value_is_not() -> None:
    reading = Temperature("100.3F", Decimal("100.3"), "F")
    assert reading.celsius == Decimal("37.9")
    assert reading.value == Decimal("100.3")
