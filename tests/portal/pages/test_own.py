"""A family sees its own: what belongs to another family answers as if it were not there."""

import pytest
from sqlmodel import Session, select

from portal.store.doses import DoseReport
from portal.store.families import Caregiver
from portal.store.symptoms import SymptomReport
from portal.store.trail import Trail
from tests.builders import a_caregiver, a_child, a_family
from tests.page import Visitor
from tests.portal.pages.conftest import Home
from tests.portal.pages.test_symptoms import send
from tests.portal.pages.test_today import tap


@pytest.fixture
def neighbour(home: Home) -> Visitor:
    """Somebody of another family at the same site."""
    people: list[Caregiver] = []

    def move_in_next_door(session: Session) -> None:
        family = a_family(session, home.site)
        child = a_child(session, family, code="K-200", nickname="Zoe")
        people.append(a_caregiver(session, child, last_digits="40"))

    home.change(move_in_next_door)
    return home.visitor(people[0])


def addresses(home: Home) -> list[tuple[str, dict[str, str]]]:
    """Every form of a family's pages, pointed at the first family."""
    report = home.look(lambda session: session.exec(select(SymptomReport)).one())
    dose = home.look(lambda session: session.exec(select(DoseReport)).first())
    assert dose is not None
    return [
        (f"/today/checkins/{home.evening}", {"status": "given", "slot": home.evening_slots[0]}),
        (f"/today/doses/{home.evening_slots[0]}", {"status": "given"}),
        (f"/today/second/{dose.id}", {"meaning": "same"}),
        (f"/today/daily/{home.prompt}", {"digit": "0"}),
        (f"/today/children/{home.child.id}/hospital", {}),
        (f"/today/children/{home.child.id}/home", {}),
        (f"/symptoms/{report.id}/place", {"method": "underarm"}),
        (f"/symptoms/{report.id}/mark", {"mark": "reached"}),
    ]


def test_no_form_of_another_family_answers(home: Home, neighbour: Visitor) -> None:
    mother = home.visitor()
    send(mother, number="101.5", unit="F", method="mouth")
    tap(mother, home, "given", slot=home.evening_slots[1])
    token = neighbour.get("/today").forms[0].values("csrf_token")[0]
    written = len(home.look(lambda session: list(session.exec(select(Trail)))))
    answers = {
        address: neighbour.client.post(address, data={"csrf_token": token, **fields}).status_code
        for address, fields in addresses(home)
    }
    assert set(answers.values()) == {404}, answers
    assert len(home.look(lambda session: list(session.exec(select(Trail))))) == written


def test_no_page_of_another_family_answers(home: Home, neighbour: Visitor) -> None:
    mother = home.visitor()
    send(mother, number="101.5", unit="F", method="mouth")
    tap(mother, home, "given", slot=home.evening_slots[1])
    report = home.look(lambda session: session.exec(select(SymptomReport)).one())
    dose = home.look(lambda session: session.exec(select(DoseReport)).first())
    assert dose is not None
    for address in (
        f"/symptoms/{report.id}",
        f"/today/doses/{home.evening_slots[0]}",
        f"/today/differs/{dose.id}",
        f"/today/unsure/{home.evening}",
    ):
        assert neighbour.client.get(address).status_code == 404, address


def test_a_childs_id_of_another_family_in_the_form_reaches_nobody_else(
    home: Home, neighbour: Visitor
) -> None:
    send(neighbour, sign=["N3"], who=home.child.id)
    reports = home.look(lambda session: list(session.exec(select(SymptomReport))))
    assert [report.participant_id == home.child.id for report in reports] == [False]


def test_a_removed_caregiver_is_signed_out_at_once(home: Home) -> None:
    visitor = home.visitor(home.father)

    def remove(session: Session) -> None:
        father = session.get(Caregiver, home.father.id)
        assert father is not None
        father.removed_at = home.clock()

    home.change(remove)
    assert visitor.get("/today").headings == ["Sign in"]
