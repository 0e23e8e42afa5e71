"""What a text says about doses: per medicine a status, a route and a time, and what is still open.

Nothing vomited, missed or unsure is ever read as given; nothing here says what to do about a dose.
"""

import datetime as dt

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.understand.clock_times import Clock, Said, minutes_after
from study.understand.dose_digits import digits
from study.understand.dose_mentions import (
    NAMED,
    ROUTES,
    about_heat,
    by_route,
    is_mention,
    labels,
    only_sick,
    spoken,
    well_only,
)
from study.understand.dose_objects import about_ours
from study.understand.dose_statements import Statement, clauses, statements, with_authority
from study.understand.dose_status import status_of
from study.understand.looking import Look
from study.understand.match import Hit
from study.understand.said import DoseSaid, Reply

LATE_MINUTES = 60  # for a reply read without a site's rules ("understand"); a site sets its own
_TRACKED = (Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE)


def dose_reply(
    look: Look,
    asked: tuple[Medicine, ...],
    reminder: dt.time | None,
    taken: frozenset[int],
) -> Reply:
    """Reads the doses of a text. `taken`: words that are temperatures and no times."""
    whom = tuple(one for one in asked if one in _TRACKED) or _TRACKED
    hits = [*spoken(look, about_ours(look)), *labels(look), *digits(look)]
    parts = clauses(look.text, [hit for hit in hits if hit.value == "split"])
    busy = {parts[hit.first] for hit in look.of("symptom")} | about_heat(look, parts, taken)
    found = [
        one
        for one in statements(hits, parts, whom, busy)
        if one.kind != "not"
        and not well_only(one, look)
        and not is_mention(one, look, parts, taken)
    ]
    found = found or by_route(hits, parts)
    named = {one for each in found for one in each.whom or ()}
    if not found:
        return Reply({one: DoseSaid() for one in asked}, False, ask_again=bool(asked))
    reader = _Reader(look, hits, parts, found, reminder, taken)
    about = tuple(dict.fromkeys((*whom, *sorted(named & set(_TRACKED)))))
    doses = {one: reader.dose(one, about) for one in about}
    unknown = any(dose.status in _UNSETTLED for dose in doses.values())
    return Reply(
        doses=doses,
        said=True,
        all_given=not named and all(dose.status in _WENT_IN for dose in doses.values()),
        later=any(one.kind == "later" for one in found),
        ask_again=unknown or reader.other_route,
        bare=all(one.kind in ("yes", "no") for one in found),
        other_route=reader.other_route,
        only_sick=only_sick(found, hits),
    )


_UNSETTLED = (DoseStatus.UNKNOWN, DoseStatus.PART_GIVEN)
_WENT_IN = (DoseStatus.GIVEN, DoseStatus.LATE)


class _Reader:
    """The statements of one text, with its routes and times."""

    def __init__(
        self,
        look: Look,
        hits: list[Hit],
        parts: list[int],
        found: list[Statement],
        reminder: dt.time | None,
        taken: frozenset[int],
    ) -> None:
        self._parts = parts
        self._hits = hits
        self._reminder = reminder
        self._named = {one for each in found for one in each.whom or ()}
        self.other_route = any(hit.value == "other_route" for hit in hits)
        near = [hit for hit in hits if hit.value in _BESIDE_TIMES]
        beside = frozenset((*(hit.last for hit in near), *(hit.first for hit in near)))
        inside = {
            place
            for hit in hits
            if hit.value in _HOLD_NUMBERS
            for place in range(hit.first, hit.last + 1)
        }
        clock = Clock(look.text, look.hits, taken | inside)
        self._times = clock.times(look.whole_numbers(), beside)
        self._words = look.text.words
        self._found = self._carried_on(with_authority(found, hits, parts))
        self._marked = frozenset(parts[at] for at, word in enumerate(self._words) if word.asked)

    def _carried_on(self, found: list[Statement]) -> list[Statement]:
        """ "Hold rux, and dex": a medicine alone in its clause shares what was said before."""
        made: list[Statement] = []
        for one in found:
            alone = one.kind == "named" and not any(
                each.clause == one.clause and each.kind != "named" for each in found
            )
            kind = made[-1].kind if made and alone and made[-1].kind in _CARRIED else one.kind
            kind = one.kind if self._told_more(one) else kind
            made.append(Statement(kind, one.first, one.last, one.clause, one.whom))
        return made

    def _told_more(self, one: Statement) -> bool:
        """Whether a route or a time stands in its clause: then the medicine went in."""
        routes = [hit.first for hit in self._hits if hit.value in (*ROUTES, "other_route")]
        places = [*routes, *(said.first for said in self._times)]
        return any(self._parts[place] == one.clause for place in places)

    def dose(self, medicine: Medicine, about: tuple[Medicine, ...]) -> DoseSaid:
        """What was said of one medicine."""
        mine = [one for one in self._found if self._speaks_of(one, medicine)]
        status = status_of(mine, self._marked)
        if status in (DoseStatus.UNKNOWN, DoseStatus.MISSED, DoseStatus.HELD):
            return DoseSaid(status)
        time = self._time(medicine, mine, about)
        route = None if status is DoseStatus.PART_GIVEN else self._route(medicine, mine)
        if status is DoseStatus.GIVEN and self._is_late(mine, time):
            status = DoseStatus.LATE
        return DoseSaid(status, route, time)

    def _speaks_of(self, one: Statement, medicine: Medicine) -> bool:
        """Whether a statement is about a medicine; one that names none looks back."""
        if one.whom is not None:
            return medicine in one.whom
        before = [each for each in self._found if each.whom and each.first < one.first]
        if not before:
            return not self._named or medicine in self._named
        if one.kind == "vomited":
            return any(medicine in (each.whom or ()) for each in before)
        last = max(each.clause for each in before)
        return any(medicine in (each.whom or ()) for each in before if each.clause == last)

    def _is_late(self, mine: list[Statement], time: dt.time | None) -> bool:
        if any(one.kind == "late" for one in mine):
            return True
        if time is None or self._reminder is None:
            return False
        return minutes_after(time, self._reminder) > LATE_MINUTES

    def _route(self, medicine: Medicine, mine: list[Statement]) -> Route | None:
        hits = [hit for hit in self._hits if hit.value in (*ROUTES, "other_route")]
        own = self._own_places(medicine, mine)
        hit = self._nearest(hits, own)
        if hit is None or any(one.whom and self._closer(hit, one, own) for one in self._found):
            return None
        return ROUTES.get(hit.value)

    def _own_places(self, medicine: Medicine, mine: list[Statement]) -> list[int]:
        """Where the medicine is named, and those named in one breath with it ("rux and dex")."""
        places = [hit.first for hit in self._hits if NAMED.get(hit.value) is medicine]
        both = [hit.first for hit in self._hits if hit.value == "both"]
        partners = [
            hit.first
            for hit in self._hits
            if hit.value in NAMED and any(self._one_breath(place, hit) for place in places)
        ]
        return [*places, *partners] or both or [one.first for one in mine]

    def _one_breath(self, place: int, hit: Hit) -> bool:
        low, high = sorted((place, hit.first))
        if not 0 < high - low <= 2 or self._parts[low] != self._parts[high]:
            return False
        between = range(low + 1, high)
        said = any(one.first in between for one in self._found)
        return not said and not any(self._words[at].number for at in between)

    def _nearest(self, hits: list[Hit], own: list[int]) -> Hit | None:
        """The hit in the clause of the medicine behind it, before it, or the only one there is."""
        parts = {self._parts[place] for place in own}
        inside = [hit for hit in hits if self._parts[hit.first] in parts]
        behind = [hit for hit in inside if any(hit.first > place for place in own)]
        pool = behind or inside
        if pool:
            return min(pool, key=lambda hit: min(abs(hit.first - place) for place in own))
        return hits[0] if len({hit.value for hit in hits}) == 1 else None

    def _closer(self, hit: Hit, one: Statement, own: list[int]) -> bool:
        """Whether another medicine stands between this one and the route."""
        others = [
            each.first for each in self._hits if each.value in NAMED and each.first not in own
        ]
        mine = min(abs(hit.first - place) for place in own)
        before = [place for place in others if place < hit.first]
        return one is self._found[0] and any(hit.first - place < mine for place in before)

    def _time(
        self, medicine: Medicine, mine: list[Statement], about: tuple[Medicine, ...]
    ) -> dt.time | None:
        times = [said for said in self._times if self._of_a_gift(said)]
        own = self._own_places(medicine, mine)
        chosen = self._own_time(times, own)
        if chosen is None and len(about) and not self._others_only(times, own):
            chosen = times[-1] if times else None
        return chosen.near(self._reminder) if chosen else None

    def _own_time(self, times: list[Said], own: list[int]) -> Said | None:
        parts = {self._parts[place] for place in own}
        inside = [said for said in times if self._parts[said.first] in parts]
        behind = [said for said in inside if self._follows(said, own)]
        if behind:
            return behind[-1]
        free = [said for said in inside if not self._follows(said, self._other_places(own))]
        return free[-1] if free else None

    def _follows(self, said: Said, own: list[int]) -> bool:
        """Whether the nearest medicine before a time is this one."""
        named = [hit.first for hit in self._hits if hit.value in NAMED or hit.value == "both"]
        before = [place for place in named if place < said.first]
        return bool(before) and max(before) in own

    def _other_places(self, own: list[int]) -> list[int]:
        return [hit.first for hit in self._hits if hit.value in NAMED and hit.first not in own]

    def _others_only(self, times: list[Said], own: list[int]) -> bool:
        """Whether every time belongs to another medicine."""
        others = self._other_places(own)
        parts = {self._parts[place] for place in others}
        return bool(others) and all(
            self._follows(said, others) or self._parts[said.first] in parts for said in times
        )

    def _of_a_gift(self, said: Said) -> bool:
        """A time beside "threw up" or "forgot" is not when a dose was given."""
        part = self._parts[said.first]
        beside = [one for one in self._found if one.clause == part]
        before = [one for one in beside if one.first < said.first]
        nearest = before[-1] if before else (beside[0] if beside else None)
        return nearest is None or nearest.kind not in _NOT_GIFTS


_CARRIED = frozenset({"held", "missed", "vomited", "later"})
_BESIDE_TIMES = frozenset({"a", "b", "both", "given", "late", *ROUTES})
_HOLD_NUMBERS = frozenset({"both", "whole", "noise", "later", "one_of", "question", "part"})
_NOT_GIFTS = frozenset({"vomited", "missed", "no", "neither", "held", "later", "question"})
