"""Rights of a caregiver: set by staff, in the trail, and no way round the second-dose guard."""

from sqlmodel import select

from portal.actions.set_rights import Rights, set_rights
from portal.store.trail import Trail
from study.doses import DoseStatus
from study.notices import SecondGiven
from tests.portal.actions.household import EVENING, Household

NOTHING = Rights(sees_names=False, sees_reports=False, gets_backup=False)


def _changes(home: Household) -> list[Trail]:
    query = select(Trail).where(Trail.what == "changed_rights")
    return list(home.session.exec(query))


def test_what_changed_is_in_the_trail_with_the_old_and_by_whom(home: Household) -> None:
    set_rights(
        home.session, caregiver=home.father, rights=NOTHING, staff=home.nurse, now=home.at(9)
    )
    (row,) = _changes(home)
    assert (row.actor_id, row.subject_id, row.at) == (home.nurse.id, home.father.id, home.now)
    assert row.detail["old"] == dict.fromkeys(row.detail["old"], True)
    assert row.detail["new"] == dict.fromkeys(row.detail["old"], False)
    assert Rights.of(home.father) == NOTHING


def test_setting_them_as_they_are_writes_nothing(home: Household) -> None:
    rights = Rights.of(home.father)
    set_rights(
        home.session, caregiver=home.father, rights=rights, staff=home.nurse, now=home.at(9)
    )
    assert not _changes(home)


def test_a_second_given_is_asked_about_without_a_name_where_names_are_not_seen(
    home: Household,
) -> None:
    set_rights(
        home.session, caregiver=home.father, rights=NOTHING, staff=home.nurse, now=home.at(20, 5)
    )
    home.says(DoseStatus.GIVEN, home.slot(EVENING))
    outcome = home.says(DoseStatus.GIVEN, home.slot(EVENING), home.father)
    assert isinstance(outcome.reply, SecondGiven) and outcome.reply.reporter is None
