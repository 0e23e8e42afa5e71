"""Reporting a symptom on the web: nothing is refused but silence, and safety words come first."""

import pytest
from sqlmodel import Session, select

from portal.actions.acknowledge_alert import acknowledge_alert
from portal.pages.family import symptom_list
from portal.pages.family.safety import shown
from portal.pages.family.symptom_form import SymptomForm, report_of
from portal.store import alerts, conversations
from portal.store.alerts import Alert
from portal.store.conversations import Asked
from portal.store.families import Caregiver
from portal.store.symptoms import SymptomReport
from portal.store.trail import Actor, Who
from study.localtime import wall_clock
from study.notices import DO_NOT_COUNT_ON_IT, KINDS, SafetyWords, Voice
from study.symptoms import SYMPTOMS, Tier
from tests.page import HTMX, Page, Visitor
from tests.portal.pages.conftest import Home


def send(visitor: Visitor, status: int = 200, **typed: str | list[str]) -> Page:
    return visitor.press(visitor.get("/symptoms"), "/symptoms", typed=typed, status=status)


def reports(home: Home) -> list[SymptomReport]:
    return home.look(lambda session: list(session.exec(select(SymptomReport))))


def alert_of(home: Home) -> Alert | None:
    return home.look(lambda session: alerts.unresolved_of(session, home.child.id))


def test_every_symptom_the_rules_know_can_be_ticked_or_said_in_words() -> None:
    offered = symptom_list.OFFERED | set(symptom_list.ONLY_IN_WORDS)
    assert offered == set(SYMPTOMS)


def test_a_fever_says_call_now_and_pages(home: Home) -> None:
    page = send(home.visitor(), number="101.5", unit="F", method="mouth")
    assert page.headings == ["Call your study team now"]
    assert page.links.index("tel:+12025550100") >= 0 and "tel:911" in page.links
    (report,) = reports(home)
    assert (report.tier, str(report.temperature), report.method) == (Tier.T2, "101.50", "mouth")
    assert alert_of(home) is not None


def test_a_fever_with_a_stiff_neck_says_911_first(home: Home) -> None:
    page = send(home.visitor(), number="38,5", unit="C", sign=["N7"])
    assert page.headings == ["Call 911 now"]


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("1012", "101.20", "F"),
        ("385", "38.50", "C"),
        ("38.5", "38.50", "C"),
        ("39 C", "39.00", "C"),
    ],
)
def test_a_number_without_point_or_unit_is_read(
    home: Home, typed: str, value: str, unit: str
) -> None:
    send(home.visitor(), number=typed)
    (report,) = reports(home)
    assert (str(report.temperature), report.unit, report.tier) == (value, unit, Tier.T2)


@pytest.mark.parametrize(
    ("typed", "days_ago"), [("19:50", 0), ("20:15", 0), ("23:30", 1), ("20:30", 1)]
)
def test_the_time_of_measuring_is_the_last_such_time_on_the_familys_clock(
    home: Home, typed: str, days_ago: int
) -> None:
    send(home.visitor(), number="101.5", unit="F", method="mouth", taken=typed)
    (report,) = reports(home)
    assert report.taken_at is not None
    local = wall_clock(report.taken_at, "America/Chicago")
    today = wall_clock(home.clock(), "America/Chicago").date()
    assert local.strftime("%H:%M") == typed and (today - local.date()).days == days_ago


def test_a_time_nobody_can_read_is_kept_as_it_was_typed(home: Home) -> None:
    send(home.visitor(), number="101.5", unit="F", taken="lunch")
    (report,) = reports(home)
    assert report.taken_at is None and report.temperature_raw == "101.5 F, lunch"
    assert report.tier is Tier.T2


@pytest.mark.parametrize("said", ["yes", "no", "unsure"])
def test_fever_medicine_is_kept_and_changes_no_judgement(home: Home, said: str) -> None:
    send(home.visitor(), number="100.2", unit="F", method="mouth", fever_medicine=said)
    (report,) = reports(home)
    assert report.fever_medicine == said and report.tier is Tier.T4


def test_what_was_not_asked_or_said_of_a_reading_stays_unsaid(home: Home) -> None:
    send(home.visitor(), number="101.5", unit="F", fever_medicine="perhaps")
    (report,) = reports(home)
    assert report.taken_at is None and report.fever_medicine is None


def test_telling_the_place_later_keeps_the_time_and_the_medicine(home: Home) -> None:
    visitor = home.visitor()
    page = send(visitor, number="99.8", unit="F", taken="19:50", fever_medicine="yes")
    visitor.press(page, "/place", ("method", "underarm"))
    first, second = sorted(reports(home), key=lambda one: one.method == "underarm")
    assert second.taken_at == first.taken_at is not None
    assert second.fever_medicine == "yes"


def test_an_impossible_number_pages_and_asks_to_measure_again(home: Home) -> None:
    page = send(home.visitor(), number="98.6", unit="C")
    assert "unusual" in page.main and alert_of(home) is not None


def test_a_number_nobody_can_read_goes_to_a_person(home: Home) -> None:
    send(home.visitor(), number="abc")
    (report,) = reports(home)
    assert report.tier is Tier.T2 and "abc" in report.words


def test_a_reading_between_the_lines_asks_where_it_was_taken(home: Home) -> None:
    visitor = home.visitor()
    page = send(visitor, number="99.8", unit="F", method="unknown")
    assert "under the arm, call your study team now" in page.main and alert_of(home) is None
    asked = home.look(lambda session: conversations.open_of(session, home.mother.id, home.clock()))
    assert any(one.kind is Asked.METHOD and one.deadline_at is not None for one in asked)
    page = visitor.press(page, "/place", ("method", "underarm"))
    assert page.headings == ["Call your study team now"] and alert_of(home) is not None
    asked = home.look(lambda session: conversations.open_of(session, home.mother.id, home.clock()))
    assert not [one for one in asked if one.kind is Asked.METHOD]


def test_an_empty_form_is_said_in_place(home: Home) -> None:
    page = send(home.visitor(), status=422)
    assert "a few words" in page.main and not reports(home)


def test_words_alone_are_read_by_the_same_rules_as_a_text(home: Home) -> None:
    page = send(home.visitor(), words="she just had a seizure")
    assert page.headings == ["Call 911 now"]
    assert reports(home)[0].words == "she just had a seizure"


def test_words_that_nobody_can_read_page(home: Home) -> None:
    send(home.visitor(), words="🤷 🤷")
    assert reports(home)[0].tier is Tier.T2


def test_a_mild_thing_is_kept_with_no_word_of_comfort(home: Home) -> None:
    page = send(home.visitor(), sign=["S22"])
    assert page.headings == ["Saved"] and "may not be read right away" in page.main
    assert not [word for word in ("fine", "normal", "worry", "good") if word in page.main.lower()]


def test_nobody_has_seen_it_until_a_person_has(home: Home) -> None:
    visitor = home.visitor()
    page = send(visitor, sign=["N3"])
    assert "Nobody has seen this yet." in page.main and DO_NOT_COUNT_ON_IT in page.main

    def take(session: Session) -> None:
        alert = alerts.unresolved_of(session, home.child.id)
        assert alert is not None
        who = Who(actor=Actor.STAFF, id=home.nurse.id)
        acknowledge_alert(
            session, alert=alert, who=who, how="web", now=home.clock(), staff_id=home.nurse.id
        )

    home.change(take)
    (report,) = reports(home)
    page = visitor.get(f"/symptoms/{report.id}")
    assert "A person on the team has your message" in page.main
    assert "Nobody has seen" not in page.main


def test_a_page_that_asks_again_is_left_alone_until_something_changed(home: Home) -> None:
    visitor = home.visitor()
    page = send(visitor, sign=["N3"])
    (address,) = [part for part in page.html.split('"') if "live=1" in part]
    answer = visitor.client.get(address.replace("&amp;", "&"), headers=HTMX)
    assert answer.status_code == 204


def test_an_expired_session_never_stands_before_the_numbers(home: Home) -> None:
    visitor = home.visitor()
    form = visitor.get("/symptoms")
    visitor.client.delete_cookie("visit")
    page = visitor.get("/symptoms")
    assert "tel:+12025550100" in page.links and "tel:911" in page.links
    lost = visitor.press(form, "/symptoms", typed={"words": "seizure"}, status=401)
    assert "was not sent" in lost.main and "tel:911" in lost.links


def test_the_page_of_words_stays_when_the_session_ends(home: Home) -> None:
    visitor = home.visitor()
    send(visitor, sign=["N3"])
    (report,) = reports(home)
    visitor.client.delete_cookie("visit")
    answer = visitor.client.get(f"/symptoms/{report.id}?live=1", headers=HTMX)
    assert answer.status_code == 204 and "HX-Redirect" not in answer.headers


def test_a_report_is_read_again_only_by_who_made_it(home: Home) -> None:
    send(home.visitor(), sign=["N26"])
    (report,) = reports(home)
    home.visitor(home.father).get(f"/symptoms/{report.id}", status=404)
    assert "hurt" not in home.visitor(home.father).get("/log?lang=en").main


def test_self_harm_gets_988_and_an_adult(home: Home) -> None:
    page = send(home.visitor(), sign=["N26"])
    assert "tel:988" in page.links and "Tell an adult near you now." in page.main


def test_a_participant_is_spoken_to_as_you(home: Home) -> None:
    def own_phone(session: Session) -> None:
        mother = session.get(Caregiver, home.mother.id)
        assert mother is not None
        mother.is_participant = True

    home.change(own_phone)
    page = send(home.visitor(), number="101.5", unit="F", method="mouth")
    assert "if you are very sleepy" in page.main and "your child" not in page.main


def test_spanish_throughout(home: Home) -> None:
    page = send(home.visitor(home.father), number="38.5", unit="C", method="mouth")
    assert page.language == "es" and page.headings == ["Llame ahora a su equipo del estudio"]


@pytest.mark.parametrize(
    ("digit", "heading"),
    [
        ("7", "Call your study team now"),
        ("8", "Call your study team now"),
        ("0", "Saved"),
    ],
)
def test_a_tap_on_the_daily_question_is_kept_at_once(home: Home, digit: str, heading: str) -> None:
    visitor = home.visitor()
    page = visitor.press(visitor.get("/today"), home.prompt, ("digit", digit))
    assert page.headings == [heading] and len(reports(home)) == 1
    assert home.prompt not in visitor.get("/today").html


def test_every_kind_of_safety_words_has_a_page(home: Home) -> None:
    kinds = [kind for kind in KINDS.values() if issubclass(kind, SafetyWords)]
    with home.app.test_request_context():
        for kind in kinds:
            if kind.__name__ in ("SafetyT3", "UnknownSenderEmergency", "SafetySenderUnknown"):
                continue
            for voice in Voice:
                said = shown(kind(phone_24h="1", voice=voice), "(202) 555-0100", "")
                text = " ".join(said.lines)
                assert "911" in text + "".join(said.calls) and "%(" not in text


def test_a_worse_reading_in_the_words_counts_beside_a_typed_one(home: Home) -> None:
    send(home.visitor(), number="37.0", unit="C", words="an hour ago it was 39.6")
    (report,) = reports(home)
    assert (report.tier, str(report.temperature)) == (Tier.T2, "39.60")
    assert alert_of(home) is not None


@pytest.mark.parametrize(("several", "about"), [(True, "participant"), (False, "other")])
def test_my_other_son_is_an_enrolled_child_where_there_are_several(
    several: bool, about: str
) -> None:
    report = report_of(SymptomForm(words="my other son has a fever"), "en", several=several)
    assert report.entry.about == about
