"""What every text must say, and what none may: checked in every language, voice and variant."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time

import pytest

from sms.wording import NoWords, split
from study.notices import (
    KINDS,
    DoseReminder,
    LeavingHeard,
    Notice,
    Page,
    PassageShown,
    Purpose,
    SafetyT3,
    SafetyWords,
    SignInCode,
)
from study.notices.alerts import AlertTaken
from tests.sms.conftest import LANGUAGES, Texts
from tests.sms.reading_grade import grade
from tests.sms.samples import LONGEST_NICKNAME, LONGEST_PHONE_24H

NAMES_NOTHING = re.compile(
    r"""(?ix)\b(
      ruxolitinib | ruxo? | jakafi | dexamet\w+ | dexa? | decadron | (cortico)?steroids?
      | (cortico)?esteroides? | etopos\w+ | vp-?16
      | hlh\w* | hemophagocyt\w* | hemofagoc\w* | histio\w* | linfohistio\w* | immune | inmun\w+
      | cancer\w* | leuk\w+ | leucemia | chemo\w* | quimio\w* | trial | ensayo
      | response-adapted | regimen | nct\d* | st\.?\s?jude
      | oncolog\w+ | hematolog\w+ | icu | uci | ward | bmt | transplant\w*
    )\b"""
)
REASSURES = re.compile(
    r"""(?ix)\b(
      (is|are|'s|'re|looks|sounds)\s(ok|okay|fine|normal|good|safe) | all\s(good|clear|well)
      | normal\w* | no\sproblem | (not|nothing)\s(to\s)?worr\w+ | do\snot\sworry | don't\sworry
      | great | perfect\w* | good\s(news|job) | well\sdone | probably | just\sa
      | est[aá]\sbien | todo\sbien | no\sse\spreocupe | tranquil\w+ | seguramente | excelente
      | perfecto | buen\strabajo
    )\b"""
)
ADVISES = re.compile(
    r"""(?ix)\b(
      (give|take)\s(it|the(?!\snext\sdose\b)|one|half|a)\b | skip | half | restart
      | you\scan\s(stop|wait) | wait\sand
      | check\sagain | tomorrow | in\sthe\smorning | qualif\w+ | eligible | cure
      | (dele|d[eé]le|d[eé]sela|t[oó]mela|tome\sla|dé\sla) | mitad | salte | espere\sy\svea
    )\b"""
)
SAYS_SEEN = re.compile(
    r"""(?ix)\b(
      (has|have|had)\s(seen|read|your) | (saw|is\sreading|knows\sabout) | we\stold\s\w+\steam
      | ha[n]?\s(visto|le[ií]do) | ya\s(vio|sabe|ley[oó]) | le\sdijimos\sa
    )\b"""
)
CARRIER_WORDS = re.compile(
    r"\b(YES|STOP|STOPALL|START|UNSTOP|CANCEL|END|QUIT|HELP|INFO|REVOKE|OPTOUT|UNSUBSCRIBE"
    r"|ALTO|PARE|PARAR|BASTA|CANCELAR|TERMINAR|AYUDA|SI|NO)\b"
)
SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
ASKED_FOR = {"FIX", "FEWER", "ACK"}
NOT_ANSWERS = {"AM", "PM", "IV", "ALERT", "AGAIN", "TEST", "ALERTA", "OTRA", "VEZ", "PRUEBA"}
NAMES = {"HIPAA", "TTHQ"}
# Approved passages in short say what may be texted at any time and how a medicine is given; what
# no passage may say is held against them in test_wording_forbidden.py.
OF_PASSAGES = (PassageShown, LeavingHeard)
IN_ADDRESSES = re.compile(r"https://\S+")
IN_PAGES = re.compile(
    r"(?i)fever|fiebre|seizure|convuls|symptom|breath|respir|bleed|sangr|vomit|wake|despert|child"
    r"|hijo|hija"
)


def every(texts: Texts, *, language: str | None = None) -> Iterator[tuple[str, Notice]]:
    """Each text with a notice that reads so."""
    for chosen in [language] if language else LANGUAGES:
        for kind in texts[chosen].values():
            yield from kind.items()


def _ours(texts: Texts) -> Iterator[tuple[str, Notice]]:
    """All but the approved passages in short."""
    return ((text, one) for text, one in every(texts) if not isinstance(one, OF_PASSAGES))


def to_families(texts: Texts) -> Iterator[tuple[str, Notice]]:
    return ((text, notice) for text, notice in every(texts) if notice.purpose is not Purpose.PAGE)


def test_every_notice_has_a_sentence_in_each_language(texts: Texts) -> None:
    for language in LANGUAGES:
        assert texts[language].keys() == KINDS.keys()
        for text, notice in every(texts, language=language):
            assert text.strip(), notice
            assert "%(" not in text, text
            assert "  " not in text, text


def test_every_text_is_translated(texts: Texts) -> None:
    for language in LANGUAGES[1:]:
        for kind in KINDS:
            assert not texts["en"][kind].keys() & texts[language][kind].keys(), (language, kind)


def test_no_text_names_a_medicine_a_disease_the_study_or_a_unit(texts: Texts) -> None:
    assert [text for text, _ in every(texts) if NAMES_NOTHING.search(text)] == []


def test_no_text_reassures(texts: Texts) -> None:
    assert [text for text, _ in every(texts) if REASSURES.search(text)] == []


def test_no_text_advises_on_a_dose_on_waiting_or_on_who_may_join(texts: Texts) -> None:
    warned = re.compile(r"before you give or take it")
    said = [warned.sub("", text) for text, _ in _ours(texts)]
    assert [text for text in said if ADVISES.search(text)] == []


@pytest.mark.parametrize(
    ("lint", "bad"),
    [
        (NAMES_NOTHING, "8:00 AM Jakafi for Sam"),
        (NAMES_NOTHING, "el esteroide de las 8:00"),
        (NAMES_NOTHING, "HLHRUXO study"),
        (NAMES_NOTHING, "call the oncology desk"),
        (REASSURES, "No fever, so you are fine."),
        (REASSURES, "Eso es normal."),
        (REASSURES, "No se preocupe."),
        (ADVISES, "Give it now."),
        (ADVISES, "Skip this one."),
        (ADVISES, "Wait and check again."),
        (SAYS_SEEN, "Your team has seen this."),
        (SAYS_SEEN, "Su equipo ya vio su mensaje."),
        (CARRIER_WORDS, "Reply YES if it was given."),
        (IN_PAGES, "ALERT T2 fever"),
    ],
)
def test_the_lint_finds_what_it_looks_for(lint: re.Pattern[str], bad: str) -> None:
    assert lint.search(bad)


def test_only_an_acknowledged_alert_says_that_a_person_has_the_message(texts: Texts) -> None:
    said = {type(notice) for text, notice in to_families(texts) if SAYS_SEEN.search(text)}
    assert said == {AlertTaken}


def test_safety_words_carry_911_and_the_24_hour_number_in_their_first_segment(
    texts: Texts,
) -> None:
    for text, notice in every(texts):
        if notice.purpose is Purpose.SAFETY:
            first = split(text)[0]
            assert "911" in first, first
            assert LONGEST_PHONE_24H in first, first


def test_every_safety_notice_is_sent_as_safety() -> None:
    assert {kind.purpose for kind in KINDS.values() if issubclass(kind, SafetyWords)} == {
        Purpose.SAFETY
    }


def test_what_starts_or_ends_texting_carries_911(texts: Texts) -> None:
    kinds = ("ConfirmPhone", "SignedUp", "OptedIn", "OptedOut", "HelpReply", "FewerNoted")
    for language in LANGUAGES:
        for kind in (*kinds, "UnknownSender", "LanguageCard", "EmergencyLine"):
            assert all("911" in text for text in texts[language][kind]), kind


@pytest.mark.parametrize("kind", ["OptedOut", "HelpReply", "SignedUp", "LanguageCard"])
def test_a_phone_that_may_lose_its_texts_is_left_with_the_24_hour_number(
    texts: Texts, kind: str
) -> None:
    for language in LANGUAGES:
        assert all(LONGEST_PHONE_24H in text for text in texts[language][kind])


def test_no_question_asks_for_a_carrier_word(texts: Texts) -> None:
    asking = [text for text, notice in _ours(texts) if notice.purpose is not Purpose.SERVICE]
    assert [text for text in asking if CARRIER_WORDS.search(text)] == []


def test_answers_asked_for_are_digits_letters_and_our_own_words(texts: Texts) -> None:
    for text, notice in _ours(texts):
        if notice.purpose is not Purpose.SERVICE:
            words = set(SHOUTED.findall(text.replace(LONGEST_NICKNAME, "").replace("ES.", "")))
            assert words <= ASKED_FOR | NOT_ANSWERS | NAMES, text


def test_r_and_e_are_asked_for_only_while_an_alert_is_open(texts: Texts) -> None:
    letters = re.compile(r"(?:^|[,.?] |Reply |Text |Responda )([RE]) ")
    asked = {notice.kind for text, notice in every(texts) if letters.search(text)}
    assert asked == {"NobodyAnswered"}


def test_pages_carry_no_symptom_and_no_child(texts: Texts) -> None:
    for text, notice in every(texts):
        if notice.purpose is Purpose.PAGE and notice.kind.startswith("Page"):
            assert not IN_PAGES.search(text), text
            assert LONGEST_NICKNAME not in text


@pytest.mark.parametrize(
    ("stored", "read"), [("vi", "VI"), ("zh_Hans", "ZH"), ("zh-TW", "ZH"), ("es", "ES")]
)
def test_a_page_says_the_familys_language_in_two_letters(
    worded: Callable[[Notice, str], str], stored: str, read: str
) -> None:
    page = Page(tier="T2", participant_code="K-103", language=stored, code="4731")
    assert worded(page, "en").startswith(f"ALERT T2 K-103 {read}. Reply ACK 4731.")


def test_every_english_text_reads_at_sixth_grade(texts: Texts) -> None:
    for text, notice in every(texts, language="en"):
        name = getattr(notice, "who", "")
        program = getattr(notice, "program", "")
        if notice.purpose is not Purpose.PAGE:
            plain = IN_ADDRESSES.sub("there", text)
            assert grade(plain, LONGEST_NICKNAME, program, name) < 7.0, text


def test_spanish_gives_a_child_no_gender(texts: Texts) -> None:
    gendered = re.compile(
        r"(?i)\bsu (hijo(?! o hija)|hija|niñ[oa])\b|\b(él|ella|enfermo|enferma)\b"
    )
    assert [text for text, _ in every(texts, language="es") if gendered.search(text)] == []


def test_a_participant_is_never_spoken_to_as_a_parent(texts: Texts) -> None:
    as_parent = re.compile(r"(?i)\byour child\b|\bsu hijo\b")
    for text, notice in every(texts):
        if getattr(notice, "voice", None) == "participant":
            assert not as_parent.search(text), text


def test_a_reminder_asks_about_a_check_in_and_never_says_give(texts: Texts) -> None:
    for language in LANGUAGES:
        for kind in ("DoseReminder", "DoseRepeat"):
            for text in texts[language][kind]:
                assert not re.search(r"(?i)\b(give|take|dar|dé|tome|medicin\w*|dose|dosis)\b", text)


def test_words_of_death_get_two_numbers_and_nothing_else(texts: Texts) -> None:
    for language in LANGUAGES:
        for text in texts[language]["DeathWords"]:
            assert "?" not in text
            assert not re.search(r"(?i)thank|gracias|reply|responda", text)


def test_outside_review_hours_today_words_lead_with_the_24_hour_number(
    worded: Callable[[Notice, str], str],
) -> None:
    notice = SafetyT3(phone_24h="202-555-0143", phone_day="202-555-0142", in_review_hours=False)
    for language in LANGUAGES:
        text = worded(notice, language)
        assert "202-555-0143" in text
        assert "202-555-0142" not in text


def test_a_language_without_a_catalogue_reads_english(
    worded: Callable[[Notice, str], str],
) -> None:
    notice = DoseReminder(wall=time(8), day=date(2026, 3, 5), nickname="Sam")
    assert worded(notice, "ko") == worded(notice, "en")


def test_a_sign_in_text_without_its_code_is_refused(
    worded: Callable[[Notice, str], str],
) -> None:
    with pytest.raises(ValueError, match="no code"):
        worded(SignInCode(program="Line", challenge="c1", minutes=10), "en")


def test_a_notice_without_words_is_refused(worded: Callable[[Notice, str], str]) -> None:
    class Wordless(Notice, shared=True):
        pass

    with pytest.raises(NoWords):
        worded(Wordless(), "en")
