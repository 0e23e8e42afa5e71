"""The study and the elements of consent, explained to anybody; it takes no consent.

Every page has its language in its address, so that a shared link opens in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, url_for
from flask_babel import lazy_gettext

from portal import language
from portal.pages import access
from portal.pages.public import explained_own
from portal.pages.public.explained_body import Block, blocks
from portal.pages.public.site_words import SiteWords, site_words
from portal.pages.showing import answer
from portal.store.engine import reading
from study.explained import passages
from study.explained.shapes import Audience, Part, Passage, Term
from study.protocol import load as protocol

pages = Blueprint("explained", __name__, url_prefix="/study")

PARTS = {
    Part.CONSENT: lazy_gettext("Your choice"),
    Part.STUDY: lazy_gettext("The study"),
    Part.MEDICINES: lazy_gettext("The medicines"),
    Part.TEXTS: lazy_gettext("Texts and this site"),
    Part.AFTER: lazy_gettext("What happens afterward"),
    Part.CHILDREN: lazy_gettext("For young children"),
}
TEENS = lazy_gettext("For teens")
FIRST = "key-information"
FDA_STATEMENT = "consent-fda-statement"
FDA_TRANSLATION = "fda_statement_translation"


@dataclass(frozen=True)
class Shown:
    """A passage with its body as blocks."""

    passage: Passage
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Place:
    """Where a passage stands in the contents: the name of its part, which one, and the heading."""

    name: str
    number: int
    anchor: str


def in_language(lang: str) -> str:
    """The language a page is written in: the asked one, or English where the site withholds it.

    A 404 for what is no language of these pages.
    """
    if lang not in language.OFFERED or lang not in passages.languages():
        access.refuse()
    return lang if lang in language.here() else language.ENGLISH


def parent_parts(lang: str) -> list[tuple[Part, list[Passage]]]:
    """The passages that speak to parents, part by part."""
    everything = passages.load(lang).values()
    return [
        (part, [one for one in everything if one.part is part and one.audience in _PARENTS])
        for part in Part
        if part is not Part.CHILDREN
    ]


_PARENTS = (Audience.PARENTS, Audience.ALL)


def for_audience(lang: str, audience: Audience) -> list[Passage]:
    return [one for one in passages.load(lang).values() if one.audience is audience]


def shown(passage: Passage) -> Shown:
    return Shown(passage, blocks(passage.body))


def words() -> SiteWords:
    with reading() as session:
        return site_words(session)


@pages.get("")
@access.open_to_all
def start() -> Response:
    """To the contents in the visitor's language, or in English where that is not written yet."""
    lang = language.current()
    lang = lang if lang in passages.languages() else language.ENGLISH
    return redirect(url_for("explained.contents", lang=lang), code=302)  # type: ignore[return-value]


@pages.get("/<lang>")
@access.open_to_all
def contents(lang: str) -> tuple[str, int]:
    """Every passage, the key facts first. Signed in: what was read, and what changed since."""
    lang = in_language(lang)
    return page(
        "contents",
        lang,
        parts=parent_parts(lang),
        teens=for_audience(lang, Audience.TEENS),
        first=shown(passages.load(lang)[FIRST]),
        read=explained_own.readings(),
        asked_parts={one.part for one in passages.teach_back(lang).question},
        **marks_of(lang),
    )


@pages.get("/<lang>/<passage_id>")
@access.open_to_all
def passage(lang: str, passage_id: str) -> tuple[str, int]:
    """One passage: its words, the rule it answers, the site's own words, what to ask."""
    lang = in_language(lang)
    one = _found(lang, passage_id)
    if one.audience is Audience.CHILDREN:
        return _children(lang)
    before, after = _neighbours(lang, one)
    return page(
        "passage",
        lang,
        one=shown(one),
        place=_place(lang, one),
        before=before,
        after=after,
        read=explained_own.readings(),
        **marks_of(lang),
    )


@pages.get("/<lang>/children")
@access.open_to_all
def children(lang: str) -> tuple[str, int]:
    """The pages for young children: pictures first, few words."""
    return _children(in_language(lang))


def _children(lang: str) -> tuple[str, int]:
    cards = [shown(one) for one in for_audience(lang, Audience.CHILDREN)]
    return page("children", lang, cards=cards, **marks_of(lang))


@pages.get("/<lang>/glossary")
@access.open_to_all
def glossary(lang: str) -> tuple[str, int]:
    lang = in_language(lang)
    return page("glossary", lang, terms=_sorted(passages.terms(lang)))


@pages.get("/<lang>/print/<part>")
@access.open_to_all
def paper(lang: str, part: str) -> tuple[str, int]:
    """All of a part to take to the visit, with what to ask and room for notes."""
    lang = in_language(lang)
    found = {str(one): (one, own) for one, own in parent_parts(lang)}
    found["teens"] = (Part.STUDY, for_audience(lang, Audience.TEENS))
    if part not in found:
        access.refuse()
    name, own = found[part]
    heading = TEENS if part == "teens" else PARTS[name]
    return page("print", lang, heading=heading, cards=[shown(one) for one in own], **marks_of(lang))


def page(name: str, lang: str, **context: Any) -> tuple[str, int]:
    """A page of the explained study in this language."""
    return answer(
        f"public/explained/{name}.html",
        None,
        status=200,
        lang=lang,
        explained_languages=[
            (code, language.OFFERED[code], language.tag(code))
            for code in passages.languages()
            if code in language.here()
        ],
        part_names=PARTS,
        **context,
    )


def marks_of(lang: str) -> dict[str, Any]:
    """What the marks inside bodies need."""
    return {
        "site_words": words(),
        "terms": passages.terms(lang),
        "passages": passages.load(lang),
        "sites": protocol().sites,
        "fda_statement": FDA_STATEMENT,
        "fda_translation": FDA_TRANSLATION,
    }


def _found(lang: str, passage_id: str) -> Passage:
    found = passages.load(lang).get(passage_id)
    if found is None:
        access.refuse()
    return found


def _neighbours(lang: str, one: Passage) -> tuple[Passage | None, Passage | None]:
    """The passages before and after it that speak to the same people."""
    if one.audience is Audience.TEENS:
        row = for_audience(lang, Audience.TEENS)
    else:
        row = [passage for _part, own in parent_parts(lang) for passage in own]
    at = row.index(one)
    return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)


def _place(lang: str, one: Passage) -> Place:
    if one.audience is Audience.TEENS:
        name, anchor, row = TEENS, "teens", for_audience(lang, Audience.TEENS)
    else:
        name, anchor = PARTS[one.part], f"part-{one.part.value}"
        row = dict(parent_parts(lang))[one.part]
    return Place(str(name), row.index(one) + 1, anchor)


def _sorted(terms: Mapping[str, Term]) -> list[tuple[str, Term]]:
    return sorted(terms.items(), key=lambda pair: pair[1].word.casefold())
