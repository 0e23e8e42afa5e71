"""What joins an alert that somebody already holds, and what takes it back and pages anew."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.store.alerts import AlertState
from study.symptoms import Method, SymptomEntry, Temperature
from tests.moving_clock import START
from tests.portal.actions.test_alerts import FEVER, WHO, Ward, ward

__all__ = ["ward"]

HEADACHE = SymptomEntry(codes=frozenset({"N6"}), words="head hurts")
HIGHER = SymptomEntry(
    temperature=Temperature("39.4", Decimal("39.4"), "C", Method.MOUTH), words="39.4"
)
SAID = SymptomEntry(codes=frozenset({"F.said"}), words="still a fever")


def test_a_sign_nobody_had_heard_of_pages_anew_although_somebody_holds_the_alert(
    ward: Ward,
) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)

    ward.says(HEADACHE, START + timedelta(minutes=5), "2")

    assert alert.state is AlertState.OPEN
    assert len(ward.pages()) == 2


@pytest.mark.parametrize("again", [HIGHER, SAID])
def test_the_same_fever_told_again_joins_the_alert_that_somebody_holds(
    ward: Ward, again: SymptomEntry
) -> None:
    alert = ward.says(FEVER, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)

    ward.says(again, START + timedelta(minutes=5), "2")

    assert alert.state is AlertState.ACKNOWLEDGED
    assert len(ward.pages()) == 1


def test_a_sign_told_twice_joins_the_second_time(ward: Ward) -> None:
    alert = ward.says(HEADACHE, START).alerts[0]
    acknowledge_alert(ward.session, alert=alert, who=WHO, how="sms", contact=ward.first, now=START)

    ward.says(HEADACHE, START + timedelta(minutes=5), "2")

    assert alert.state is AlertState.ACKNOWLEDGED
