"""The catalogue as it stands in the source, compiled for these tests; every text, worded once."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import Babel

from portal.language import OFFERED
from sms.wording import word
from study.notices import Notice
from tests.sms.samples import ALL

CATALOGUES = Path(__file__).resolve().parents[2] / "portal" / "translations"
LANGUAGES = tuple(OFFERED)
# Worded for the 160-character alphabet; the others need characters that it does not have.
NARROW = ("en", "es")

Texts = dict[str, dict[str, dict[str, Notice]]]
"""By language and kind: each distinct text, with a notice that reads so."""


@pytest.fixture(scope="session")
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        place = folder / source.parent.relative_to(CATALOGUES)
        place.mkdir(parents=True)
        compiled = io.BytesIO()
        write_mo(compiled, read_po(io.BytesIO(source.read_bytes())))
        (place / "messages.mo").write_bytes(compiled.getvalue())
    return folder


@pytest.fixture(scope="session")
def _wording_app(_compiled: Path) -> Flask:
    app = Flask("wording")
    Babel(app, default_translation_directories=str(_compiled))
    return app


@pytest.fixture
def worded(_wording_app: Flask) -> Iterator[Callable[[Notice, str], str]]:
    """`worded(notice, language)`: the text, from the catalogue in the source."""
    with _wording_app.app_context():
        yield word


@pytest.fixture(scope="session")
def texts(_wording_app: Flask) -> Texts:
    """Every text of every notice, in every language, voice and variant."""
    with _wording_app.app_context():
        return {
            language: {
                kind: {word(notice, language): notice for notice in notices}
                for kind, notices in ALL.items()
            }
            for language in LANGUAGES
        }
