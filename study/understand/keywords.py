"""What a text says about texting itself: stop, start, help (facts 5.2). A symptom comes before it.

It names the wish; the door decides what follows, and a life threat wins over any keyword.
"""

from study.understand.looking import Look
from study.understand.match import Hit
from study.understand.said import Keyword, Why
from study.understand.text import WEAK

# A wish that is spoken out counts anywhere; a bare word only where it is all there is.
_WORDS = ((Keyword.OPT_OUT, "out"), (Keyword.OPT_IN, "in"), (Keyword.HELP, "help"))


def keyword_of(look: Look) -> tuple[Keyword, tuple[Why, ...]]:
    """The keyword of a text without regard to symptoms, and the words it rests on."""
    hits = look.of("keyword")
    alone = _alone(look, hits)
    if alone is not None:
        return alone
    if any(hit.value == "help" and _fills_the_first_clause(look, hit) for hit in hits):
        return Keyword.HELP, ()
    return _wish(look, hits)


def _wish(look: Look, hits: list[Hit]) -> tuple[Keyword, tuple[Why, ...]]:
    """A wish in words. To stop wins over to start; a near miss beside either is neither."""
    others = [hit for hit in hits if hit.value == "not_a_wish"]
    starts = [hit for hit in hits if hit.value == "wants_in"]
    stops = [hit for hit in hits if hit.value == "wants_out" and not _meets(hit, others + starts)]
    if stops and not _turned_round(look, stops[-1], starts):
        return Keyword.OPT_OUT, (_why(look, Keyword.OPT_OUT, stops[0]),)
    if others:
        return Keyword.NONE, ()
    if starts:
        return Keyword.OPT_IN, (_why(look, Keyword.OPT_IN, starts[0]),)
    helps = [hit for hit in hits if hit.value == "wants_help"]
    return (Keyword.HELP, (_why(look, Keyword.HELP, helps[0]),)) if helps else (Keyword.NONE, ())


def _turned_round(look: Look, stop: Hit, starts: list[Hit]) -> bool:
    """ "I stopped the texts but now I want them again": the stop is what was wished before."""
    turns = [hit.first for hit in look.of("context") if hit.value in ("but", "now")]
    return any(stop.last < turn < start.last for turn in turns for start in starts)


def _meets(hit: Hit, others: list[Hit]) -> bool:
    """Whether words of a hit are also those of another ("said STOP by mistake")."""
    return any(hit.first <= other.last and other.first <= hit.last for other in others)


def _fills_the_first_clause(look: Look, hit: Hit) -> bool:
    """ "HELP. I have a new phone": the word alone, and then what about."""
    after = look.text.at(hit.last + 1)
    return hit.first == 0 and after is not None and after.gap >= WEAK


def _alone(look: Look, hits: list[Hit]) -> tuple[Keyword, tuple[Why, ...]] | None:
    """ "STOP", "stop please", "STOP STOP": a carrier word and nothing but courtesy."""
    words = len(look.text.words)
    polite = {
        place for hit in hits if hit.value == "polite" for place in range(hit.first, hit.last + 1)
    }
    for keyword, name in _WORDS:
        found = [hit for hit in hits if hit.value == name]
        covered = {place for hit in found for place in range(hit.first, hit.last + 1)}
        if found and len(covered | polite) == words:
            return keyword, (_why(look, keyword, found[0]),)
    return None


def _why(look: Look, keyword: Keyword, hit: Hit) -> Why:
    return Why(f"keyword {keyword.value} (facts 5.2)", look.text.quote(hit.first, hit.last))
