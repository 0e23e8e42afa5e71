"""What is found in a question that tells of its kind."""

from dataclasses import replace

from study.answers.answering import asked_signs
from study.answers.shapes import Boundary


def test_the_boundary_is_the_one_its_words_met() -> None:
    assert asked_signs("can we stop the steroid", language="en").boundary is Boundary.STOPPING


def test_without_a_phrase_it_is_the_one_whose_questions_are_most_like_it() -> None:
    found = asked_signs("would you put your own kid in it", language="en")
    assert replace(found, met=None).boundary is Boundary.CHOICE
    assert replace(found, met=None, meant=None).boundary is Boundary.CHOICE


def test_what_is_like_no_refused_question_has_a_boundary_all_the_same() -> None:
    found = asked_signs("qwxz", language="en")
    assert replace(found, met=None, meant=None, like={}).boundary is Boundary.NOT_FOUND
