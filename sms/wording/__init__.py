"""One worded text per notice, in the person's language. Sends and stores nothing."""

from flask_babel import force_locale

from sms.wording import alerts, checkins, doses, fixes, paging, questions, safety, texting
from sms.wording.direction import in_order
from sms.wording.say import NoWords, sentence
from sms.wording.segments import Encoding, Segments, encoding_of, segments, split
from sms.wording.typed import typed
from study.notices import Notice

THEMES = (alerts, checkins, doses, fixes, paging, questions, safety, texting)
"""Importing a theme registers its words; naming them here keeps that from looking unused."""


def word(notice: Notice, language: str) -> str:
    """Return the text of `notice` in `language` ("en", "es"), inside an application context.

    A language without a catalogue reads English: whoever texts a family chooses LanguageCard
    first. Raises NoWords for a notice that has none, ValueError for a SignInCode without code.
    """
    with force_locale(language):
        return in_order(sentence(notice), language)


__all__ = [
    "Encoding",
    "NoWords",
    "Segments",
    "encoding_of",
    "segments",
    "split",
    "typed",
    "word",
]
