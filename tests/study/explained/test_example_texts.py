"""The week of texts that a family is shown holds the very texts that are sent."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

import portal
from sms.wording import word
from study.explained.marks import plain
from study.explained.passages import load, terms
from study.notices import DailyPrompt, DoseReminder, DoseRepeat
from tests.study.explained.words import LANGUAGES

MONDAY, MORNING = date(2026, 11, 23), time(8)
SENT = (
    DoseReminder(wall=MORNING, day=MONDAY, nickname="Sam", several=True),
    DoseRepeat(wall=MORNING, day=MONDAY, nickname="Sam"),
    DailyPrompt(nickname="Sam"),
)


@pytest.fixture
def _worded() -> Iterator[None]:
    app = Flask("wording")
    Babel(app, default_translation_directories=str(Path(portal.__file__).parent / "translations"))
    with app.app_context():
        yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_shows_the_texts_that_are_sent(_worded: None, language: str) -> None:
    shown = plain(load(language)["what-texts-will-i-get"].body, terms(language))
    assert not [words for notice in SENT if (words := word(notice, language)) not in shown]
