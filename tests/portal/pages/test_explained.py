"""The explained study: open to anybody, in the language of its address, never an empty blank."""

import gzip
import re

import pytest
from flask import Flask
from sqlmodel import Session, select

from portal.language import OFFERED
from portal.pages.public.explained_body import Kind, blocks
from portal.store.readings import PassageReading, QuestionAnswer
from portal.store.sites import Installation, Site
from study.explained import passages
from study.explained.marks import plain
from study.explained.shapes import Audience, Part
from tests.page import Visitor
from tests.portal.pages.conftest import Home

LANGUAGES = [code for code in passages.languages() if code in OFFERED]
ENGLISH = passages.load("en")
KILOBYTES = 1024
FIRST_LOAD = 60 * KILOBYTES
ON_A_PHONE = {"Accept-Encoding": "gzip, deflate"}
# Words that a passage may not be named after: they are pages of their own.
PLACES = {"children", "glossary", "print", "questions", "worker.js", "read"}
# The disease and the medicines as the five languages write them.
NAMED = re.compile(
    "hlh|lympho|linfo|ruxo|jak|dexa|etop|噬血|芦可|地塞|依托|بلعم|روكسو|ديكسا|إيتوبو", re.IGNORECASE
)
TELL = "Your study team will tell you."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What pages say does not depend on the kind of database."""
    return sqlite_url


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_passage_is_shown_whole_and_can_be_reached(
    home: Home, stranger: Visitor, lang: str
) -> None:
    contents = stranger.get(f"/study/{lang}")
    assert contents.language == lang.replace("_", "-")
    pictures = _squeezed(stranger.get(f"/study/{lang}/children").main)
    for one in passages.load(lang).values():
        if one.audience is Audience.CHILDREN:
            assert _squeezed(one.title) in pictures
            continue
        address = f"/study/{lang}/{one.id}"
        assert address in contents.links, one.id
        page = stranger.get(address)
        shown = _squeezed(page.main)
        for line in plain(one.body, passages.terms(lang)).splitlines():
            assert _squeezed(line) in shown, (one.id, line)
        assert all(_squeezed(asked) in shown for asked in one.ask)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_tab_names_what_a_passage_is_about(stranger: Visitor, lang: str) -> None:
    titles = {}
    for one in passages.load(lang).values():
        page = stranger.get(f"/study/{lang}/{one.id}")
        assert not NAMED.search(page.title), one.id
        assert page.title.endswith(" · Check-in line")
        titles[one.id] = page.title if one.audience is not Audience.CHILDREN else one.id
    assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_passage_leads_back_to_its_own_part_of_the_contents(
    stranger: Visitor, lang: str
) -> None:
    contents = stranger.get(f"/study/{lang}")
    for one in passages.load(lang).values():
        if one.audience is Audience.CHILDREN:
            continue
        back = [link for link in stranger.get(f"/study/{lang}/{one.id}").links if "#" in link]
        anchor = "teens" if one.audience is Audience.TEENS else f"part-{one.part.value}"
        assert f"/study/{lang}#{anchor}" in back and anchor in contents.ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_of_consent_stands_on_a_card_that_can_be_reached(
    home: Home, stranger: Visitor, lang: str
) -> None:
    contents = stranger.get(f"/study/{lang}")
    for one in passages.load(lang).values():
        if one.rules:
            assert f"/study/{lang}/{one.id}" in contents.links
            page = stranger.get(f"/study/{lang}/{one.id}")
            assert all(rule in page.main for rule in one.rules)


def test_the_key_facts_come_before_everything_else(home: Home, stranger: Visitor) -> None:
    main = stranger.get("/study/en").main
    assert main.index("This is research.") < main.index(ENGLISH["consent-purpose"].title)
    assert "They do not take your consent" in main


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mandated_statement_stands_in_english_on_every_languages_page(
    home: Home, stranger: Visitor, lang: str
) -> None:
    page = stranger.get(f"/study/{lang}/consent-fda-statement")
    assert (
        "A description of this clinical trial will be available on "
        "http://www.ClinicalTrials.gov, as required by U.S. Law." in page.text
    )


def test_a_link_opens_in_the_language_it_was_shared_in(home: Home, stranger: Visitor) -> None:
    stranger.press(stranger.get("/"), "/language", ("language", "es"))
    assert stranger.get("/study/en/what-is-hlh").language == "en"
    assert stranger.get("/study").language == "es"
    assert "/study/en/what-is-hlh" in stranger.get("/study/es/what-is-hlh").links


def test_what_is_no_passage_and_no_language_is_not_found(home: Home, stranger: Visitor) -> None:
    for address in ("/study/en/nothing", "/study/xx", "/study/en/print/nothing",
                    "/study/en/questions/children-of-nobody"):  # fmt: skip
        stranger.get(address, status=404)
    assert not PLACES & set(ENGLISH)


def test_an_empty_blank_says_who_will_tell_and_at_which_number(
    home: Home, stranger: Visitor
) -> None:
    page = stranger.get("/study/en/travelling")
    assert TELL in page.main and "tel:+12025550100" in page.links


def test_a_filled_blank_shows_the_sites_own_words(home: Home, stranger: Visitor) -> None:
    page = stranger.get("/study/en/consent-risks")
    assert "DEMO: our own words" in page.main and TELL not in page.main


def test_a_stranger_to_several_sites_never_sees_an_empty_blank(app: Flask) -> None:
    page = Visitor(app).get("/study/en/consent-risks")
    assert page.main.count(TELL) == len(ENGLISH["consent-risks"].blanks)


def test_the_ten_sites_stand_with_their_contacts_and_the_date_of_the_record(
    home: Home, stranger: Visitor
) -> None:
    page = stranger.get("/study/en/study-sites")
    assert "January 11, 2023" in page.main and "602-933-5011" in page.main
    assert page.main.count(", MD") >= 9 and "They are not for emergencies." in page.main


def test_paper_has_every_card_of_a_part_and_room_for_notes(home: Home, stranger: Visitor) -> None:
    page = stranger.get("/study/en/print/consent")
    for one in ENGLISH.values():
        if one.part is Part.CONSENT and one.audience is not Audience.TEENS:
            assert one.title in page.main
    assert page.main.count("My notes:") > 20


def test_a_word_is_explained_without_scripts(home: Home, stranger: Visitor) -> None:
    page = stranger.get("/study/en/consent-risks")
    assert "/study/en/glossary#side-effect" in page.links
    assert "side-effect" in stranger.get("/study/en/glossary").ids


def test_a_wrong_answer_explains_again_and_a_stranger_leaves_nothing(
    home: Home, stranger: Visitor
) -> None:
    page = stranger.get("/study/en/questions/study")
    page = stranger.press(page, "/questions/study", typed={"study-length": "a"})
    assert "We did not explain this well." in page.main and "Day 1." in page.main
    assert not home.look(lambda session: session.exec(select(QuestionAnswer)).all())


def test_a_wrong_answer_of_a_family_is_a_point_to_talk_about_until_it_is_understood(
    home: Home,
) -> None:
    visitor = home.visitor()
    page = visitor.get("/study/en/questions/study")
    visitor.press(page, "/questions/study", typed={"study-length": "a", "study-groups": "b"})
    rows = home.look(lambda session: session.exec(select(QuestionAnswer)).all())
    assert {row.question_id: row.understood for row in rows} == {
        "study-length": False,
        "study-groups": True,
    }


def test_what_was_read_is_kept_and_a_changed_passage_asks_to_be_read_again(home: Home) -> None:
    visitor = home.visitor()
    page = visitor.press(visitor.get("/study/en/what-is-hlh"), "/what-is-hlh/read")
    assert "You marked this as read." in page.main
    rows = home.look(lambda session: session.exec(select(PassageReading)).all())
    assert [(row.passage_id, row.version, row.language) for row in rows] == [
        ("what-is-hlh", ENGLISH["what-is-hlh"].version, "en")
    ]
    home.change(lambda session: session.add(_older(rows[0])))
    page = visitor.get("/study/en/two-groups")
    assert "Please read it again." in page.main
    assert "changed: please read it again" in visitor.get("/study/en").main


def _older(row: PassageReading) -> PassageReading:
    return PassageReading(
        caregiver_id=row.caregiver_id,
        family_id=row.family_id,
        site_id=row.site_id,
        passage_id="two-groups",
        version="2020-01-01.1",
        language="en",
        at=row.at,
    )


def test_a_stranger_is_offered_no_button_to_mark_as_read(home: Home, stranger: Visitor) -> None:
    assert "I have read this" not in stranger.get("/study/en/what-is-hlh").main


def test_a_real_site_offers_only_languages_that_a_translator_has_read(
    home: Home, stranger: Visitor
) -> None:
    home.change(_real)
    page = stranger.get("/study/es/what-is-hlh")
    assert page.language == "en" and "“Spanish”" in page.text and "Español" in page.text
    home.change(_reviewed)
    page = stranger.get("/study/es/what-is-hlh")
    assert page.language == "es" and "Una máquina tradujo" not in page.text


def test_a_draft_translation_says_so_with_the_english_one_tap_away(
    home: Home, stranger: Visitor
) -> None:
    page = stranger.get("/study/es/what-is-hlh")
    assert "traductor calificado" in page.text and "/study/en/what-is-hlh" in page.links


def _real(session: Session) -> None:
    session.get_one(Installation, 1).demo = False


def _reviewed(session: Session) -> None:
    session.exec(select(Site)).one().reviewed_languages = ["es"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("where", ["", "/key-information", "/children", "/glossary"])
def test_a_first_load_stays_small_on_a_bad_line(
    home: Home, stranger: Visitor, lang: str, where: str
) -> None:
    client = stranger.client
    answer = client.get(f"/study/{lang}{where}", headers=ON_A_PHONE)
    page = gzip.decompress(answer.data).decode()
    parts = [part for part in _loaded(page) if part.startswith("/static/")]
    sizes = [len(client.get(one, headers=ON_A_PHONE).data) for one in parts]
    assert len(answer.data) + sum(sizes) <= FIRST_LOAD, sorted(zip(sizes, parts, strict=True))


def _loaded(page: str) -> list[str]:
    """The scripts, styles and pictures of a page; icons are fetched when the page stands."""
    found = []
    for piece in page.split("<")[1:]:
        tag = piece.split(">")[0]
        if tag.startswith(("script", "img")) or 'rel="stylesheet"' in tag:
            found += [part.split('"')[1] for part in tag.split() if part[:4] in ("src=", "href")]
    return found


def test_only_public_addresses_are_kept_for_reading_offline(home: Home, stranger: Visitor) -> None:
    answer = stranger.client.get("/study/worker.js")
    script = answer.get_data(as_text=True)
    assert answer.mimetype == "text/javascript" and 'credentials: "omit"' in script
    assert "/today" not in script


def test_a_body_is_cut_into_blocks_with_its_marks() -> None:
    found = blocks(
        "## Head\n\nOne **two** [[arm|arms]]\ngoes on.\n\n- a\n- b\n\n**X:** {{site.costs}}"
    )
    assert [block.kind for block in found] == ["heading", "paragraph", "list", "paragraph"]
    kinds = [run.kind for run in found[1].lines[0]]
    assert kinds == [Kind.WORDS, Kind.WORDS, Kind.WORDS, Kind.TERM, Kind.WORDS]
    assert found[1].lines[0][-1].words == " goes on." and len(found[2].lines) == 2
    assert found[3].lines[0][-1].target == "costs"


def test_signed_in_families_and_strangers_read_the_same_words(home: Home) -> None:
    ours = home.visitor().get("/study/es/two-groups").main
    theirs = Visitor(home.app).get("/study/es/two-groups").main
    assert theirs.split("Versión")[0] == ours.split("Versión")[0]
