"""Where a text names a medicine or a way it was given, before anybody asks what became of it."""

from collections.abc import Iterator

from study.protocol import Medicine, Route
from study.understand.clock_times import Clock
from study.understand.dose_statements import Statement
from study.understand.lexicon import lexicons
from study.understand.looking import Look
from study.understand.match import Hit
from study.understand.text import WEAK

_SIGN_REACH = 2  # words from "never had" and what was not had
_NO_HOUR = 30  # a number with tenths above this is no time of day
_TELLS = frozenset({"given", "yes", "after_med", "kept", "late", "on_time", "part", "held"})
ROUTES = {"po": Route.PO, "ng": Route.NG}
NAMED = {"a": Medicine.RUXOLITINIB, "b": Medicine.DEXAMETHASONE}
_SAYS_SO = frozenset(
    "given missed vomited held late later kept part yes no not after_med only".split()
)


def by_route(hits: list[Hit], parts: list[int]) -> list[Statement]:
    """ "By mouth" and no more: it went in."""
    routes = [hit for hit in hits if hit.value in ROUTES]
    return [Statement("given", hit.first, hit.last, parts[hit.first], None) for hit in routes[:1]]


def spoken(look: Look, hits: list[Hit]) -> list[Hit]:
    """The dose words without those that only join in another language: "rux y dex" is no yes."""
    joins = set[str]().union(
        *(one.numbers.joins for one in lexicons() if one.code in look.languages.active)
    )
    answers = {word.key for word in look.text.words} >= {"y", "n"}  # "rux y, dex n"
    return [
        hit
        for hit in hits
        if answers or hit.value not in ("yes", "no") or not _joins(look, hit, joins)
    ]


def _joins(look: Look, hit: Hit, joins: set[str]) -> bool:
    after = look.text.at(hit.last + 1)
    word = look.text.words[hit.first].key
    return hit.size == 1 and word in joins and after is not None and after.gap < WEAK


def labels(look: Look) -> Iterator[Hit]:
    """The neutral labels A and B beside a word about doses; "a" alone is an article."""
    about = [hit for hit in look.of("dose") if hit.value in _SAYS_SO]
    before = {hit.first for hit in about}
    after = {hit.last for hit in about}
    raw = {word.raw for word in look.text.words}
    both = raw >= {"A", "B"} and bool(about)
    if _shouts(look.text.clean) and not both:
        return
    for place, word in enumerate(look.text.words):
        if word.raw in ("A", "B") and (place + 1 in before or place - 1 in after or both):
            yield Hit("dose", word.key, place, place, look.languages.main)


def _shouts(text: str) -> bool:
    """Whether all is in capitals, so that an A may be an article."""
    letters = [char for char in text if char.isascii() and char.isalpha()]
    return len(letters) > 1 and "".join(letters).isupper()


def about_heat(look: Look, parts: list[int], taken: frozenset[int]) -> set[int]:
    """The clauses that tell a temperature: a "no" in them is not about a dose."""
    tenths = {one.first for one in look.numbers if not one.whole and one.value > _NO_HOUR}
    return {parts[at] for at in (*taken, *tenths)}


def only_sick(found: list[Statement], hits: list[Hit]) -> bool:
    """Whether vomiting was told and nothing of a dose: "he threw up", and not "threw it up"."""
    bare = {(hit.first, hit.last) for hit in hits if hit.value == "sick"}
    if any(hit.value in ("object", "afterwards", *ROUTES) for hit in hits):
        return False
    thrown = [one for one in found if one.kind == "vomited"]
    told = any(one.whom is not None or one.kind in _TELLS for one in found)
    return bool(thrown) and not told and all((one.first, one.last) in bare for one in thrown)


def well_only(one: Statement, look: Look) -> bool:
    """ "No vomiting" and "never had a seizure" say how the child is, and nothing of a medicine."""
    if one.whom is not None:
        return False
    signs = look.of("symptom")
    if one.kind == "kept":
        return any(hit.first <= one.last and one.first <= hit.last for hit in signs)
    behind = any(
        one.first < hit.first <= one.last + _SIGN_REACH
        and hit.last > one.last
        and look.text.words[hit.first].gap < WEAK
        for hit in signs
    )
    no = any(hit.value == "negate" and hit.first == one.first for hit in look.of("context"))
    return one.kind == "missed" and behind and no


def is_mention(one: Statement, look: Look, parts: list[int], taken: frozenset[int]) -> bool:
    """A medicine that is only spoken of ("the dex makes him angry") is no dose that was given."""
    if one.kind != "named":
        return False
    hits = look.of("dose")
    inside = [place for place, clause in enumerate(parts) if clause == one.clause]
    covered = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    said = {hit.first for hit in hits if hit.value in (*ROUTES, "other_route")}
    named = [hit for hit in hits if hit.value in (*NAMED, "both")]
    beside = frozenset((*(hit.last for hit in named), *(hit.first for hit in named)))
    both = {at for hit in named if hit.value == "both" for at in range(hit.first, hit.last + 1)}
    times = Clock(look.text, look.hits, taken | both).times(look.whole_numbers(), beside)
    said |= {time.first for time in times}  # "the two" is no time
    said |= {at for at in inside if look.text.words[at].number} - taken - both
    return not said & set(inside) and len(set(inside) - covered) > 1
