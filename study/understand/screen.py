"""The red-flag screen: the first reading of every text, before any dose is looked for."""

from study.protocol import load
from study.symptoms import Tier
from study.triage import NO_HISTORY, Assessment, History, assess
from study.understand.looking import Look, look
from study.understand.said import Screen, Why
from study.understand.symptoms import report


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


def _reasons(judged: Assessment) -> tuple[Why, ...]:
    worst = judged.tier or Tier.T4
    return tuple(Why(f"{worst.value}: {one.rule}", one.words) for one in judged.reasons)
