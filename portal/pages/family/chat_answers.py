"""A question → what is shown for it, as values to keep. The answering itself is the study's."""

from collections.abc import Sequence
from typing import Any

from portal.language import current
from portal.pages.public import explained
from portal.store.chat import TurnKind, TurnSaid
from portal.store.doses import Door
from study.answers import answer
from study.answers.shapes import Answer, Route
from study.answers.wording import words as fixed_words
from study.explained import passages
from study.explained.shapes import Audience, Passage
from study.understand.said import Screen


def answer_to(
    words: str, *, language: str, teen: bool = False, sender: str | None = None, screen: Screen
) -> TurnSaid:
    """The best passage whole and the others to choose from; or a boundary with what is near it."""
    found = answer(words, language=language, teen=teen, sender=sender, screen=screen)
    lang = offered(found.language)
    return TurnSaid(
        words=words,
        kind=TurnKind(found.route.value),
        door=Door.WEB,
        language=lang,
        boundary=found.boundary,
        passages=_shown(found, lang),
        words_version=fixed_words(lang).version if found.boundary else None,
        why=[str(one) for one in found.why],
    )


def offered(language: str) -> str:
    """The language to answer in: the asker's own where the site offers it, else the page's."""
    lang = explained.in_language(language)
    return lang if lang == language else explained.in_language(current())


def languages() -> tuple[str, ...]:
    """The languages that a passage can be asked for in."""
    return passages.languages()


def _shown(found: Answer, lang: str) -> list[dict[str, Any]]:
    everything = passages.load(lang)
    known = [everything[one] for one in found.passages if one in everything]
    first = found.route is Route.ANSWER
    return [_entry(one, whole=first and at == 0) for at, one in enumerate(known)]


def _entry(passage: Passage, *, whole: bool) -> dict[str, Any]:
    return {"id": passage.id, "version": passage.version, "whole": whole}


def chosen(passage_id: str, language: str, follows: str | None = None) -> TurnSaid | None:
    """A passage that was tapped; None for one that the chat does not offer."""
    lang = offered(language)
    passage = passages.load(lang).get(passage_id)
    if passage is None or passage.audience is Audience.CHILDREN:
        return None
    return TurnSaid(
        kind=TurnKind.CHOSEN,
        door=Door.WEB,
        language=lang,
        passages=[_entry(passage, whole=True)],
        follows_id=follows,
    )


def starters(language: str, *, teen: bool) -> Sequence[Passage]:
    """A few passages to begin with."""
    everything = passages.load(offered(language))
    return [everything[one] for one in (_FOR_TEENS if teen else _FOR_PARENTS) if one in everything]


_FOR_PARENTS = (
    "when-to-call",
    "what-texts-will-i-get",
    "missed-or-vomited",
    "leaving-the-study",
    "how-this-portal-works",
)
_FOR_TEENS = (
    "teen-what-is-this",
    "teen-medicines",
    "teen-privacy",
    "teen-feelings",
    "teen-your-choice",
)
