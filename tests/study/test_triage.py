from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.symptoms import SYMPTOMS, About, Label, Method, SymptomEntry, Temperature, Tier
from study.triage import FeverPlan, History, assess

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def degrees(
    value: str, unit: Literal["C", "F"] = "C", method: Method = Method.UNKNOWN
) -> SymptomEntry:
    return SymptomEntry(temperature=Temperature(value, Decimal(value), unit, method))


def codes(*names: str, about: About = "participant") -> SymptomEntry:
    return SymptomEntry(codes=frozenset(names), about=about)


@pytest.mark.parametrize(
    ("entry", "tier"),
    [
        (degrees("38.0"), Tier.T2),
        (degrees("37.9"), Tier.T4),
        (degrees("100.4", "F"), Tier.T2),
        (degrees("100.3", "F"), Tier.T4),
        (degrees("37.4", method=Method.UNDERARM), Tier.T2),
        (degrees("99.4", "F", Method.UNDERARM), Tier.T2),
        (degrees("37.3", method=Method.UNDERARM), Tier.T4),
        (degrees("37.9", method=Method.EAR), Tier.T4),
        (degrees("40.0"), Tier.T1),
        (degrees("104.0", "F"), Tier.T1),
        (degrees("39.9"), Tier.T2),
        (degrees("35.9"), Tier.T2),
        (degrees("36.0"), Tier.T4),
        (degrees("43.0"), Tier.T2),
    ],
)
def test_a_reading_is_compared_in_its_own_unit_without_rounding(
    entry: SymptomEntry, tier: Tier
) -> None:
    assert assess(entry).tier is tier


def test_it_asks_for_the_place_where_the_place_decides() -> None:
    assert assess(degrees("99.6", "F")).ask_method
    assert not assess(degrees("99.6", "F", Method.MOUTH)).ask_method
    assert not assess(degrees("99.3", "F")).ask_method


def test_under_three_months_the_doubtful_reading_pages_at_once() -> None:
    judged = assess(degrees("37.6"), History(age_months=2))
    assert judged.tier is Tier.T2
    assert judged.nearest_er


def test_an_impossible_reading_pages_and_is_asked_again() -> None:
    judged = assess(degrees("44.0"))
    assert (judged.tier, judged.ask_recheck) == (Tier.T2, True)


@pytest.mark.parametrize("sign", ["N6", "N14", "S5", "S7", "S1"])
def test_fever_beside_a_neurologic_breathing_or_bleeding_sign_is_an_emergency(sign: str) -> None:
    assert assess(codes("F.said", sign)).tier is Tier.T1


def test_a_fever_of_this_morning_counts_beside_a_sign_of_now() -> None:
    earlier = History(temperatures=(Temperature("39", Decimal(39), "C"),))
    assert assess(codes("N7"), earlier).tier is Tier.T1


def test_history_alone_reports_nothing() -> None:
    assert assess(SymptomEntry(), History(recent_codes=frozenset({"N1"}))).tier is None


@pytest.mark.parametrize(
    ("together", "tier"),
    [
        (("N5", "S10"), Tier.T1),
        (("N3", "N6"), Tier.T1),
        (("N14", "N6"), Tier.T2),
        (("S19", "S10"), Tier.T2),
        (("S21", "S5"), Tier.T2),
        (("N24", "N3"), Tier.T1),
    ],
)
def test_some_signs_are_graver_together(together: tuple[str, ...], tier: Tier) -> None:
    assert assess(codes(*together)).tier is tier


def test_a_sleepy_baby_is_an_emergency() -> None:
    assert assess(codes("N3"), History(age_months=5)).tier is Tier.T1
    assert assess(codes("N3"), History(age_months=60)).tier is Tier.T2


def test_another_persons_symptom_goes_to_the_team_and_is_no_symptom_of_the_child() -> None:
    judged = assess(codes("N1", about="other"))
    assert (judged.tier, judged.label) == (Tier.T3, Label.NO_SYMPTOM)


def test_doubt_beside_a_symptom_word_pages() -> None:
    assert assess(SymptomEntry(codes=frozenset({"S22"}), doubt=True)).tier is Tier.T2


def test_an_unknown_code_is_never_lost() -> None:
    assert assess(codes("Z9")).tier is Tier.T2


def test_both_is_said_only_for_fever_with_a_sign_of_the_brain() -> None:
    assert assess(codes("F.said", "N7")).label is Label.URGENT_BOTH
    assert assess(codes("F.said", "S8")).label is Label.URGENT_FEVER
    assert assess(codes("F.hot")).label is Label.OTHER_SYMPTOM


def test_a_fever_plan_covers_fever_alone_and_changes_no_tier() -> None:
    history = History(fever_plan=FeverPlan("Dr. Example", NOW, NOW + timedelta(days=7)))
    alone = assess(degrees("38.5"), history)
    assert (alone.fever_plan, alone.tier) == (True, Tier.T2)
    assert not assess(codes("F.said", "N6"), history).fever_plan
    assert not assess(degrees("40.2"), history).fever_plan


@pytest.mark.parametrize("length", [timedelta(days=8), timedelta(0)])
def test_a_fever_plan_runs_for_seven_days_at_most(length: timedelta) -> None:
    with pytest.raises(ValueError, match="seven days"):
        FeverPlan("Dr. Example", NOW, NOW + length)


def test_a_fever_plan_ends() -> None:
    plan = FeverPlan("Dr. Example", NOW, NOW + timedelta(days=2))
    assert plan.active(NOW)
    assert not plan.active(NOW + timedelta(days=2))


@given(
    st.frozensets(st.sampled_from(sorted(SYMPTOMS)), min_size=1), st.sampled_from(sorted(SYMPTOMS))
)
def test_one_symptom_more_never_makes_a_report_less_urgent(
    reported: frozenset[str], more: str
) -> None:
    fewer = assess(SymptomEntry(codes=reported)).tier
    together = assess(SymptomEntry(codes=reported | {more})).tier
    assert Tier.worst(fewer, together) is together


@given(st.frozensets(st.sampled_from(sorted(SYMPTOMS)), min_size=1))
def test_every_tier_comes_with_its_reasons(reported: frozenset[str]) -> None:
    judged = assess(SymptomEntry(codes=reported))
    assert judged.tier is not None
    assert judged.reasons
