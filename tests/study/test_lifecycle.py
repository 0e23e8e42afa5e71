"""What each state allows (behaviour 6)."""

import pytest

from study.lifecycle import PERMISSIONS, State, permissions


@pytest.mark.parametrize("state", State)
def test_a_red_flag_is_heard_in_every_state(state: State) -> None:
    assert permissions(state).pages


def test_every_state_has_its_row() -> None:
    assert set(PERMISSIONS) == set(State)


def test_reminders_go_only_to_children_on_the_plan() -> None:
    reminded = {state for state in State if permissions(state).reminders}
    assert reminded == {State.ON_TREATMENT, State.EXTENDED}


def test_a_held_child_is_still_asked_how_it_is() -> None:
    assert permissions(State.HELD).prompts and not permissions(State.HELD).reminders


@pytest.mark.parametrize(
    "state", [State.IN_HOSPITAL, State.WITHDRAWN, State.AUTHORIZATION_REVOKED, State.TRANSFERRED]
)
def test_nothing_automatic_is_sent_in_these_states(state: State) -> None:
    assert not permissions(state).reminders and not permissions(state).prompts


def test_after_a_death_nothing_is_sent_and_the_pages_are_closed() -> None:
    died = permissions(State.DIED)
    assert not (died.reminders or died.prompts or died.family_access)


def test_reports_after_leaving_are_care_and_not_study_data() -> None:
    not_study = {state for state in State if not permissions(state).research_export}
    assert not_study == {State.WITHDRAWN, State.AUTHORIZATION_REVOKED}
    assert permissions(State.WITHDRAWN).exports_earlier
    assert not permissions(State.AUTHORIZATION_REVOKED).exports_earlier
