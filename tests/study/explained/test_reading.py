"""Parents and teens read their English at a sixth-grade level, young children below that."""

import pytest

from bench.reading import HIGHEST, grade, grade_of
from study.explained.passages import load


def test_no_english_passage_is_harder_than_its_readers_can_read() -> None:
    hard = {
        passage.id: round(value, 1)
        for passage in load("en").values()
        if (value := grade_of(passage)) > HIGHEST[passage.audience]
    }
    assert not hard


def test_the_grade_is_the_standard_formula() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("One. Two.") == pytest.approx(0.39 + 11.8 - 15.59)
    assert grade("Confidentiality obligations notwithstanding, participation is voluntary.") > 12
