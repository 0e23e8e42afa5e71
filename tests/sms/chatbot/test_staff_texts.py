"""ACK and its code take an alert; anything else from a pager is no family's report."""

import pytest
from sqlmodel import col, select

from portal.actions.send_test_page import send_test_page
from portal.store.alerts import AlertState, Page
from portal.store.engine import reading, transaction
from portal.store.staff import PagerContact
from portal.store.trail import CLOCK
from tests import builders
from tests.sms.chatbot.line import MOTHER, PAGER, Line

STAFF = builders.STAFF_SENDER


@pytest.fixture
def paged(line: Line) -> Line:
    """A fever, and its page at the phone of whoever is on call."""
    line.says("fever 101.5 mouth")
    return line


def code(line: Line) -> str:
    with line.app.app_context(), reading() as session:
        return session.exec(select(Page).order_by(col(Page.paged_at).desc())).first().code  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["ACK {}", "ack{}", "Ack: {}.", "{}"])
def test_the_code_takes_the_alert_and_the_family_hears_it(paged: Line, form: str) -> None:
    assert paged.says(form.format(code(paged)), PAGER, to=STAFF) == ["PageTaken"]
    assert paged.alerts()[0].state is AlertState.ACKNOWLEDGED
    assert paged.sent_to(MOTHER)[-1].kind == "AlertTaken"


def test_ack_alone_takes_the_only_open_alert(paged: Line) -> None:
    assert paged.says("ACK", PAGER, to=STAFF) == ["PageTaken"]


def test_ack_to_the_family_number_is_heard_as_well(paged: Line) -> None:
    assert paged.says(f"ACK {code(paged)}", PAGER) == ["PageTaken"]


def test_taking_it_twice_is_harmless(paged: Line) -> None:
    taken = f"ACK {code(paged)}"
    paged.says(taken, PAGER, to=STAFF)
    assert paged.says(taken, PAGER, to=STAFF) == ["PageTaken"]
    told = [text for text in paged.sent_to(MOTHER) if text.kind == "AlertTaken"]
    assert len(told) == 1


def test_a_wrong_code_takes_nothing(paged: Line) -> None:
    wrong = "0000" if code(paged) != "0000" else "1111"
    assert paged.says(f"ACK {wrong}", PAGER, to=STAFF) == ["PageWrongCode"]
    assert paged.alerts()[0].state is AlertState.OPEN


def test_five_wrong_codes_page_the_next_person(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        site = line.home.site
        builders.fall_back_to(session, builders.a_contact(session, site, "31", "Ines Okafor"))
    line.says("fever 101.5 mouth")
    wrong = "0000" if code(line) != "0000" else "1111"
    for _ in range(4):
        line.says(f"ACK {wrong}", PAGER, to=STAFF)
    assert line.sent_to("31") == []
    line.says(f"ACK {wrong}", PAGER, to=STAFF)
    assert [text.kind for text in line.sent_to("31")] == ["Page"]


def test_a_code_that_was_sent_to_somebody_else_takes_nothing(paged: Line) -> None:
    with paged.app.app_context(), transaction() as session:
        builders.a_contact(session, paged.home.site, "31", "Ines Okafor")
    assert paged.says(f"ACK {code(paged)}", "31", to=STAFF) == ["PageNothingOpen"]
    assert paged.alerts()[0].state is AlertState.OPEN


def test_ack_with_two_open_alerts_asks_for_the_code(twins: Line) -> None:
    twins.says("fever 101.5 mouth")
    assert twins.says("ACK", PAGER, to=STAFF) == ["PageChooseCode"]


def test_the_second_person_hears_who_holds_it(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        second = builders.a_contact(session, line.home.site, "31", "Ines Okafor")
        builders.fall_back_to(session, second)
    line.says("fever 101.5 mouth")
    line.later(minutes=11).tick()
    other = code(line)
    line.says("ACK", PAGER, to=STAFF)
    assert line.sent_to("31")[-1].kind == "PageTakenByOther"
    assert line.says(f"ACK {other}", "31", to=STAFF) == ["PageTakenByOther"]
    assert "Robin" in line.words("31")


def test_ack_with_nothing_open_says_so(line: Line) -> None:
    assert line.says("ACK 1234", PAGER, to=STAFF) == ["PageNothingOpen"]


def test_a_red_flag_word_from_a_pager_is_no_report(line: Line) -> None:
    assert line.says("calling the family about the fever 39", PAGER, to=STAFF) == []
    assert line.alerts() == []
    assert line.texts_in()[-1].needs_person


def test_a_test_page_is_answered_by_its_code(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        contact = session.get_one(PagerContact, line.home.pager.id)
        page = send_test_page(session, contact=contact, who=CLOCK, now=line.now)
    assert line.says(f"ACK {page.code}", PAGER, to=STAFF) == ["PageTestThanks"]
    with line.app.app_context(), reading() as session:
        assert session.get_one(PagerContact, contact.id).test_answered_at == line.now


def test_a_pager_that_opts_out_is_passed_over_at_once(line: Line) -> None:
    with line.app.app_context(), transaction() as session:
        second = builders.a_contact(session, line.home.site, "31", "Ines Okafor")
        builders.fall_back_to(session, second)
    line.says("fever 101.5 mouth")
    line.says("STOP", PAGER, to=STAFF, opt_out_type="STOP")
    assert [text.kind for text in line.sent_to("31")] == ["Page"]
    assert "number_trouble" in line.task_kinds()


def test_a_family_that_texts_the_staff_number_is_heard(line: Line) -> None:
    assert line.says("fever 101.5 mouth", MOTHER, to=STAFF) == ["SafetyT2Fever"]
    assert line.alerts()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("ACK {} on my way", AlertState.ACKNOWLEDGED),
        ("ack {}, calling them now", AlertState.ACKNOWLEDGED),
        ("ack {} no, page Kim", AlertState.OPEN),
        ("can't take {}", AlertState.OPEN),
    ],
)
def test_words_behind_the_code_still_take_it_unless_they_say_no(
    paged: Line, words: str, state: AlertState
) -> None:
    paged.says(words.format(code(paged)), PAGER, to=STAFF)
    assert paged.alerts()[0].state is state
