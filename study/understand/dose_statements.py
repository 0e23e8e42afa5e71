"""Which medicine each word of a dose reply is about: "gave rux, not dex" is two statements.

It pairs words with medicines, clause by clause; what follows for a dose is in `dose_replies.py`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from study.protocol import Medicine
from study.understand.match import Hit
from study.understand.text import WEAK, Text

_NAMES = {"a": Medicine.RUXOLITINIB, "b": Medicine.DEXAMETHASONE, "c": Medicine.ETOPOSIDE}
# Words that speak of the medicine just named, never of the next one.
_BEHIND = frozenset({"later", "late", "yes", "no", "after_med", "on_time", "unsure_med"})
_NEEDS_MEDICINE = frozenset({"after_med", "unsure_med", "not", "except"})
_NEXT = 3  # words within which "not" speaks of the next medicine
_SHORT = 3  # words of a clause in which a bare yes or no is an answer
_STATUSES = frozenset(
    "given kept missed later vomited part held late on_time unsure question yes no not after_med "
    "unsure_med neither one_of tube".split()
)
# Of several meanings of the same words the graver one counts.
_RANK = (
    "medicine vomited part held missed tube neither except kept later question unsure one_of late "
    "on_time given no not yes after_med unsure_med"
).split()


@dataclass(frozen=True)
class Event:
    """A medicine or a word about doses, at word `first` to `last`. `whom`: medicines it names."""

    kind: str
    first: int
    last: int
    whom: tuple[Medicine, ...] = ()


@dataclass(frozen=True)
class Statement:
    """One thing said. `whom` is None where no medicine was named in the clause."""

    kind: str
    first: int
    last: int
    clause: int
    whom: tuple[Medicine, ...] | None


def clauses(text: Text, splits: Iterable[Hit]) -> list[int]:
    """For every word the number of its clause: commas, stops and "but" begin a new one."""
    starts = {hit.first for hit in splits}
    number, parts = 0, []
    for place, word in enumerate(text.words):
        number += place > 0 and (word.gap >= WEAK or place in starts)
        parts.append(number)
    return parts


def statements(
    hits: list[Hit], parts: list[int], asked: tuple[Medicine, ...], busy: set[int]
) -> list[Statement]:
    """Everything said about doses, in order, each with its medicines.

    `busy`: clauses that speak of symptoms. A bare "no" denies those, and a "stopped" is theirs. A
    bare yes or no counts beside a medicine, or where it is nearly all there is.
    """
    found = list(_events(hits, asked))
    named = {parts[one.first] for one in found if one.kind == "medicine"}
    short = {part for part, size in Counter(parts).items() if size <= _SHORT} - busy
    told = {parts[hit.first] for hit in hits if hit.value == "authority"}
    own = set(parts) - busy | named | {parts[one.first] for one in found if one.kind == "given"}
    heard = {"yes": named | short, "no": named | short, "neither": own, "held": own | told}
    counted = [one for one in found if parts[one.first] in heard.get(one.kind, parts)]
    events = _one_per_place(counted)
    made: list[Statement] = []
    for clause in sorted({parts[event.first] for event in events}):
        mine = [event for event in events if parts[event.first] == clause]
        made += _in_clause(mine, clause, len(parts) - 1 - parts[::-1].index(clause))
    return sorted(made, key=lambda one: one.first)


def _one_per_place(events: list[Event]) -> list[Event]:
    """One event where several languages or lists know the same words; the longer one counts."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda one: (one.first - one.last, _RANK.index(one.kind))):
        if not any(_overlap(event, other) for other in kept):
            kept.append(event)
    return sorted(kept, key=lambda one: (one.first, one.last))


def _overlap(event: Event, other: Event) -> bool:
    apart = event.last < other.first or other.last < event.first
    return not apart and (event.kind == "medicine") == (other.kind == "medicine")


def _events(hits: list[Hit], asked: tuple[Medicine, ...]) -> Iterator[Event]:
    last_named: tuple[Medicine, ...] = ()
    excepted = False
    for hit in sorted(hits, key=lambda one: one.first):
        excepted = excepted or hit.value == "except"
        if hit.value in _NAMES:
            last_named = (_NAMES[hit.value],)
            yield Event("medicine", hit.first, hit.last, last_named)
        elif hit.value == "both" or (hit.value == "whole" and not last_named):
            yield Event("medicine", hit.first, hit.last, asked)
        elif hit.value == "other_one" or (hit.value == "whole" and excepted):
            rest = tuple(one for one in asked if one not in last_named)
            yield Event("medicine", hit.first, hit.last, rest if last_named else ())
        elif hit.value in _STATUSES or hit.value == "except":
            yield Event(hit.value, hit.first, hit.last)


def _in_clause(events: list[Event], clause: int, end: int) -> Iterator[Statement]:
    if not any(event.kind == "medicine" for event in events):
        yield from _without_medicine(events, clause, end)
        return
    first = next(event for event in events if event.kind != "except")
    in_turn = _in_turn(events)
    spoken: set[int] = set()
    left_out: set[Medicine] = set()  # "all but dex given": what is given is not the dex
    for place, event in enumerate(events):
        if event.kind == "medicine":
            continue
        near = _about(events, place, first.kind == "medicine", in_turn)
        spoken |= {id(one) for one in near}
        named = dict.fromkeys(one for each in near for one in each.whom)
        out = left_out if event.kind == "given" else ()
        whom = tuple(one for one in named if one not in out)
        left_out |= set(whom) if event.kind == "except" else set()
        kind = "missed" if event.kind in ("except", "not") else event.kind
        if whom:
            yield Statement(kind, event.first, event.last, clause, whom)
    for event in events:
        if event.kind == "medicine" and id(event) not in spoken:
            yield Statement("named", event.first, event.last, clause, event.whom)


def _without_medicine(events: list[Event], clause: int, end: int) -> Iterator[Statement]:
    for event in events:
        ends = event.kind in ("not", "except") and event.last == end
        kind = "no" if ends else event.kind
        if kind not in _NEEDS_MEDICINE:
            yield Statement(kind, event.first, event.last, clause, None)


def _in_turn(events: list[Event]) -> bool:
    """ "Steroid doctor stopped rux given": each medicine followed by what became of it."""
    turns = [named for named, _ in groupby(event.kind == "medicine" for event in events)]
    return len(turns) >= 4 and turns[0] and not turns[-1]


def _about(events: list[Event], place: int, named_first: bool, in_turn: bool) -> list[Event]:
    """The medicines that a word speaks of."""
    before, after = _run(events, place, -1), _run(events, place, 1)
    paired = _paired(events, place, before, after, in_turn)
    if paired:
        return paired
    if not before and not after:  # "rux gave it late": both words are about it
        before, after = _beyond(events, place, -1), _beyond(events, place, 1)
    kind, event = events[place].kind, events[place]
    if kind in ("not", "except"):
        close = bool(after) and after[0].first - event.last <= _NEXT
        return (after[:1] if kind == "except" else after) if close else []
    if kind == "no" and not named_first:
        return after or before
    if kind in _BEHIND and before:
        return before if named_first else _joined(before)
    if kind in ("unsure", "question"):
        return before + after
    if before and after:
        apart = event.first - before[0].last, after[0].first - event.last
        named_first = apart[0] < apart[1] if apart[0] != apart[1] else named_first
    return (before or after) if named_first else (after or before)


def _paired(
    events: list[Event], place: int, before: list[Event], after: list[Event], in_turn: bool
) -> list[Event]:
    """The medicine of a word where words and medicines go in pairs; empty where they do not."""
    if in_turn and before and events[place].kind not in ("not", "except"):
        return before
    return (before or after)[:1] if _parted(events, place, before, after) else []


def _parted(events: list[Event], place: int, before: list[Event], after: list[Event]) -> bool:
    """ "Held steroid rux given": two medicines side by side, one for each word around them."""
    run = sorted(before or after, key=lambda one: one.first)
    if len(run) != 2 or (before and after) or run[1].first != run[0].last + 1:
        return False
    first, last = events.index(run[0]) - 1, events.index(run[1]) + 1
    if place not in (first, last) or first < 0 or last >= len(events):
        return False
    return events[first].kind in ("held", "missed") and events[last].kind in ("given", "yes")


def _joined(run: list[Event]) -> list[Event]:
    """Of "gave rux dex later" the last one only; of "rux and dex later" both. Nearest first."""
    joined = run[:1]
    for event in run[1:]:
        if joined[-1].first - event.last != 2:
            break
        joined.append(event)
    return joined


def _beyond(events: list[Event], place: int, step: int) -> list[Event]:
    """The next medicines in a direction, past words about other things."""
    while 0 <= place < len(events) and events[place].kind != "medicine":
        place += step
    return _run(events, place - step, step)


def _run(events: list[Event], place: int, step: int) -> list[Event]:
    """The medicines next to a word, without another status between."""
    run: list[Event] = []
    at = place + step
    while 0 <= at < len(events) and events[at].kind == "medicine":
        run.append(events[at])
        at += step
    return run


def with_authority(found: list[Statement], hits: list[Hit], parts: list[int]) -> list[Statement]:
    """ "The nurse said skip it" is held, not missed: in its clause and those beside it."""
    spoke = {parts[hit.first] for hit in hits if hit.value == "authority"}
    return [
        Statement("held", one.first, one.last, one.clause, one.whom)
        if one.kind in ("missed", "neither", "no", "later")
        and spoke & {one.clause, one.clause - 1, one.clause + 1}
        and not _nearer_gift(one, found)
        else one
        for one in found
    ]


def _nearer_gift(one: Statement, found: list[Statement]) -> bool:
    """A medicine forgotten beside one that was held stays forgotten."""
    same = any(hit.kind == "held" and hit.clause != one.clause for hit in found)
    return same and one.whom is not None
