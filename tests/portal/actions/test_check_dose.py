"""What cannot be true of a slot is refused, and nothing is kept."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from portal.actions.dose_statement import (
    DoseRefusal,
    DoseRefused,
)
from portal.store.doses import DoseReport
from portal.store.schedules import DoseSlot
from study.doses import DoseStatus
from study.medicines import Route
from tests import builders
from tests.portal.actions.household import (
    Household,
)

GIVEN, MISSED, VOMITED = DoseStatus.GIVEN, DoseStatus.MISSED, DoseStatus.VOMITED


def _rows(home: Household, slot: DoseSlot) -> list[DoseReport]:
    query = select(DoseReport).where(DoseReport.slot_id == slot.id)
    return list(home.session.exec(query.order_by(col(DoseReport.reported_at))))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"minutes": 20}, DoseRefusal.IN_THE_FUTURE),
        ({"minutes": -13 * 60}, DoseRefusal.FAR_FROM_SLOT),
        ({"route": Route.IV}, DoseRefusal.BAD_ROUTE),
        ({"status": DoseStatus.UNKNOWN}, DoseRefusal.NO_STATUS),
        ({"day": 1}, DoseRefusal.NOT_OPEN_YET),
    ],
)
def test_what_cannot_be_true_of_a_slot_is_refused(
    home: Household, more: dict[str, Any], reason: DoseRefusal
) -> None:
    home.at(20, 15)
    minutes = more.get("minutes")
    with pytest.raises(DoseRefused) as refused:
        home.says(
            more.get("status", GIVEN),
            home.slot(day=more.get("day", 0)),
            given_at=home.now + timedelta(minutes=minutes) if minutes else None,
            route=more.get("route"),
        )
    assert refused.value.reason is reason
    assert _rows(home, home.slot()) == []


def test_a_slot_of_another_family_is_refused(home: Household) -> None:
    other = builders.a_child(home.session, builders.a_family(home.session, home.site), "K-200")
    stranger = builders.a_caregiver(home.session, other, last_digits="40")
    home.at(20, 15)
    with pytest.raises(DoseRefused) as refused:
        home.says(GIVEN, home.slot(), stranger)
    assert refused.value.reason is DoseRefusal.NOT_YOURS
