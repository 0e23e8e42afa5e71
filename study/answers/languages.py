"""Which language's passages answer a question. The stored language leads, the text decides."""

from study.explained.passages import languages
from study.understand.languages import Languages, base
from study.understand.match import script_of
from study.understand.text import Text

_DEFAULT = "en"
_SCRIPTS = {"han": "zh_Hans", "arabic": "ar"}
_MANY = 0.34  # share of words in a script of its own that decides for its language


def folder_of(language: str | None) -> str:
    """The folder of `study.explained` for a stored code ("zh-TW" is "zh_Hans"); else English."""
    code = base(language)
    found = (name for name in languages() if name.partition("_")[0] == code)
    return next(found, _DEFAULT)


def spoken(text: Text, found: Languages, stored: str | None) -> str:
    """The folder in whose words to answer.

    A text clearly in another language than the stored one is answered in its own; one in a
    language that has no passages in the stored one.
    """
    words = [script_of(word.raw) for word in text.words if not word.number]
    for script, folder in _SCRIPTS.items():
        if words and words.count(script) / len(words) >= _MANY:
            return folder
    own = folder_of(found.main)
    return own if own.partition("_")[0] == found.main else folder_of(stored)
