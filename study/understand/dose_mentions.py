"""Where a text names a medicine or a way it was given, before anybody asks what became of it."""

from collections.abc import Iterator

from study.protocol import Medicine, Route
from study.understand.clock_times import Clock
from study.understand.dose_statements import Statement
from study.understand.looking import Look
from study.understand.match import Hit

ROUTES = {"po": Route.PO, "ng": Route.NG}
NAMED = {"a": Medicine.RUXOLITINIB, "b": Medicine.DEXAMETHASONE}
_SAYS_SO = frozenset("given missed vomited held late later kept part yes no not after_med".split())


def by_route(hits: list[Hit], parts: list[int]) -> list[Statement]:
    """ "By mouth" and no more: it went in."""
    routes = [hit for hit in hits if hit.value in ROUTES]
    return [Statement("given", hit.first, hit.last, parts[hit.first], None) for hit in routes[:1]]


def labels(look: Look) -> Iterator[Hit]:
    """The neutral labels A and B beside a word about doses; "a" alone is an article."""
    about = [hit for hit in look.of("dose") if hit.value in _SAYS_SO]
    before = {hit.first for hit in about}
    after = {hit.last for hit in about}
    raw = {word.raw for word in look.text.words}
    both = raw >= {"A", "B"} and bool(about)
    if look.text.clean.isupper() and not both:
        return
    for place, word in enumerate(look.text.words):
        if word.raw in ("A", "B") and (place + 1 in before or place - 1 in after or both):
            yield Hit("dose", word.key, place, place, look.languages.main)


def is_mention(one: Statement, look: Look, parts: list[int], taken: frozenset[int]) -> bool:
    """A medicine that is only spoken of ("the dex makes him angry") is no dose that was given."""
    if one.kind != "named":
        return False
    hits = look.of("dose")
    inside = [place for place, clause in enumerate(parts) if clause == one.clause]
    covered = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    said = {hit.first for hit in hits if hit.value in (*ROUTES, "other_route")}
    named = frozenset(hit.last for hit in hits if hit.value in (*NAMED, "both"))
    times = Clock(look.text, look.hits, taken).times(list(look.numbers), named)
    said |= {time.first for time in times}
    said |= {at for at in inside if look.text.words[at].number} - taken
    return not said & set(inside) and len(set(inside) - covered) > 1
