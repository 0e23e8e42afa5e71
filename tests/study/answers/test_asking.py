"""Whether words are put as a question, with and without a question mark, in five languages."""

import time

import pytest

from study.answers.asking import is_asked, names_a_subject, questions, statements


@pytest.mark.parametrize(
    "text",
    [
        "can we travel?",
        "how long is the whole treatment part",
        "ok so can she still go to school",
        "if she is admitted do those days count",
        "do the texts cost money",
        "is benadryl fine with it",
        "hes hungry nonstop is that the steroid",
        "que probabilidad hay de que se cure",
        "q pasa si vomita",
        "le puedo partir la pastilla",
        "cuando es la proxima cita",
        "cuanto dura el estudio",
        "هل يمكن السفر",
        "كم مدة الدراسة",
        "nghien cuu keo dai bao lau",
        "Tôi có phải trả tiền không",
        "研究要多久",
        "可不可以旅行",
        "这个药贵吗",
    ],
)
def test_words_that_ask_are_a_question(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "gave both at 8:00 by mouth",
        "did not give the dose",
        "we parked on level 3",
        "have to go now",
        "le di las dos a las 8",
        "أعطيته الدواء الساعة 8",
        "da cho uong thuoc luc 8 gio",
        "两种药都给了",
        "thanks",
        "",
    ],
)
def test_a_report_is_no_question(text: str) -> None:
    assert not is_asked(text)


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        (
            "gave both at 10.30 ng. when is the visit?",
            "gave both at 10.30 ng.",
            "when is the visit?",
        ),
        ("gave A, 1.5 and B", "gave A, 1.5 and B", "gave A, 1.5 and B"),
        ("le di las dos. ¿cuánto dura?", "le di las dos.", "¿cuánto dura?"),
        ("两种药都给了。研究要多久？", "两种药都给了。", "研究要多久?"),
        ("can I give both?", "", "can I give both?"),
    ],
)
def test_what_is_told_and_what_is_asked_are_taken_apart(text: str, told: str, asked: str) -> None:
    assert statements(text) == told
    assert questions(text) == asked


@pytest.mark.parametrize("text", ["side effects", "viajes", "tac dung phu", "副作用", "السفر"])
def test_a_few_bare_words_name_a_subject(text: str) -> None:
    assert names_a_subject(text)


@pytest.mark.parametrize(
    "text", ["", "we parked on level 3", "the mailbox is full", "信箱已经满了请稍后"]
)
def test_a_sentence_names_none(text: str) -> None:
    assert not names_a_subject(text)


@pytest.mark.parametrize("part", ["if a ", "si a cuando b ", "a " * 9, "x", "? ", "能不", "a.1,"])
def test_the_longest_text_is_read_in_no_time(part: str) -> None:
    text = (part * 1600)[:1600]
    began = time.perf_counter()
    is_asked(text)
    statements(text)
    assert time.perf_counter() - began < 0.5
