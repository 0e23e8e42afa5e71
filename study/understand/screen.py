"""The red-flag screen: the first reading of every text, before any dose is looked for."""

from dataclasses import replace

from study.protocol import load
from study.symptoms import Label, Tier
from study.triage import NO_HISTORY, Assessment, History, assess
from study.understand.looking import Look, look
from study.understand.resemblance import Likeness, likeness
from study.understand.said import Screen, Why
from study.understand.symptoms import Report, report

_LIKE = {
    Label.EMERGENCY: frozenset({"X.like_emergency"}),
    Label.URGENT_BOTH: frozenset({"X.like_neuro", "X.like_fever"}),
    Label.URGENT_NEURO: frozenset({"X.like_neuro"}),
    Label.URGENT_FEVER: frozenset({"X.like_fever"}),
}
_UNWELL = frozenset({"X.unwell"})
# How near an example must be: to a text in which the rules hear nothing, to one that names a
# medicine, to one in which they hear something milder, and to one that is mostly words of doses,
# clocks and texting. Chosen on texts that were not among the examples.
_NEAR, _NEAR_MEDICINE, _NEAR_BESIDE, _NEAR_EXPLAINED = 0.12, 0.2, 0.3, 0.35
_EXPLAINED = 0.75
_NEAR_FEVER, _FEVER_WORDS = 0.25, 4
_WORDS = 2  # fewer are like anything: the letter "C" of an answer was like "40.1 c"
_FIGURE = 0.5  # share of a text that is a figure of speech, from which nothing is resembled


def red_flags(
    text: str,
    *,
    lang: str | None = None,
    sender: str | None = None,
    history: History = NO_HISTORY,
) -> Screen:
    """What a text reports, and how urgent it is. It runs nothing that reads doses (behaviour 1).

    `lang`: the person's stored language; `sender`: participant, caregiver, shared or None;
    `history`: the child's last day and age. Linear in the length of the text.
    """
    return screen_of(look(text, lang), text, sender, history)


def screen_of(seen: Look, text: str, sender: str | None, history: History) -> Screen:
    """The screen of a text that has been looked at."""
    lines = load().fever
    found = report(seen, text, sender, lines)
    judged = assess(found.entry, history, lines)
    like = _resembled(seen, found, judged)
    if like is not None:
        found = _with(found, like, text)
        judged = assess(found.entry, history, lines)
    return Screen(
        entry=found.entry,
        label=judged.label,
        tier=judged.tier,
        ask_method=judged.ask_method,
        ask_recheck=judged.ask_recheck,
        ask_back=found.ask_back,
        language=seen.languages.main,
        why=(*found.why, *_reasons(judged)),
    )


def resembling(screen: Screen, label: Label, rule: str, text: str) -> Screen:
    """A screen in which nothing urgent was heard, with what the words resemble all the same.

    `label`: of what they resemble; `rule`: how that was found, for whoever reads it.
    """
    lines = load().fever
    codes = _LIKE.get(label, _UNWELL)
    entry = replace(screen.entry, codes=screen.entry.codes | codes, about="participant")
    judged = assess(entry, NO_HISTORY, lines)
    why = (*screen.why, Why(rule, text.strip()), *_reasons(judged))
    return replace(screen, entry=entry, label=judged.label, tier=judged.tier, why=why)


def _resembled(seen: Look, found: Report, judged: Assessment) -> Likeness | None:
    """What the text is like, where the rules heard nothing urgent and were told of no denial."""
    entry = found.entry
    if judged.tier in (Tier.T1, Tier.T2) or found.ask_back or entry.denied:
        return None
    heard = bool(entry.codes) or entry.temperature is not None
    if heard and entry.about != "participant":
        return None
    figures = sum(hit.size for hit in seen.of("context") if hit.value == "idiom")
    size = len(seen.text.words)
    if size < _WORDS or figures >= _FIGURE * size:
        return None
    like = likeness(seen.text, seen.languages.active)
    enough = _NEAR_BESIDE if heard else _enough(seen)
    if like is not None and like.label is Label.URGENT_FEVER:
        # A fever is a number or one of few words, which the rules know: "under the arm" alone is
        # like many a fever and need not be one.
        enough = max(enough, _NEAR_FEVER)
        if heard or size < _FEVER_WORDS:
            return None
    return like if like is not None and like.near >= enough else None


def _enough(seen: Look) -> float:
    if seen.share_of("dose", "clock", "keyword") >= _EXPLAINED:
        return _NEAR_EXPLAINED
    named = any(hit.value in ("a", "b") for hit in seen.of("dose"))
    return _NEAR_MEDICINE if named else _NEAR


def _with(found: Report, like: Likeness, text: str) -> Report:
    """The report with what it resembles, which is named for whoever reads it."""
    entry = replace(found.entry, codes=found.entry.codes | _LIKE[like.label], about="participant")
    rule = f"like an example of {like.label.value} ({like.near:.2f}), “{like.nearest.text}”"
    return replace(found, entry=entry, why=(*found.why, Why(rule, text.strip())))


def _reasons(judged: Assessment) -> tuple[Why, ...]:
    worst = judged.tier or Tier.T4
    return tuple(Why(f"{worst.value}: {one.rule}", one.words) for one in judged.reasons)
