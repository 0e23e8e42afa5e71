"""Every text we send, in every voice and variant, with the longest values that are allowed."""

import itertools
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time
from typing import Any

from study.answers.shapes import Boundary
from study.answers.wording import words
from study.notices import (
    KINDS,
    PASSAGE_LETTERS,
    ChildChoice,
    DoseItem,
    Notice,
    OpenQuestion,
    PassageChoice,
    Phrase,
    SlotChoice,
    Voice,
)

LONGEST_PHONE_24H = "1-202-555-0143 x1234"
LONGEST_PHONE_DAY = "1-202-555-0142 x1234"
LONGEST_NICKNAME = "Maximilian-James III"
STATUSES = ("given", "late", "part_given", "missed", "vomited", "held", "unknown", "in_hospital")
ITEMS = (
    DoseItem("A", "part_given", "NG", time(12, 45)),
    DoseItem("B", "missed"),
)
SLOTS = tuple(
    SlotChoice(letter, date(2026, 9, 30), time(12, 30), LONGEST_NICKNAME, ITEMS)
    for letter in ("A", "B", "C", "D")
)
# Each passage stands in one choice, three at a time.
PASSAGES = tuple(words("en").short)
CHOICES = tuple(
    tuple(map(PassageChoice, PASSAGE_LETTERS, PASSAGES[at : at + len(PASSAGE_LETTERS)]))
    for at in range(0, len(PASSAGES), len(PASSAGE_LETTERS))
)
LONGEST_ADDRESS = "https://line.example.org/p/3f9a1c?lang=vi"

VALUES: dict[str, tuple[Any, ...]] = {
    "address": ("", "https://line.example.org/sign-in"),
    "asked": tuple(OpenQuestion),
    "at": (datetime(2026, 9, 30, 16, 45, tzinfo=UTC),),
    "booked": STATUSES,
    "boundary": tuple(Boundary),
    "cannot_text": (False, True),
    "challenge": ("c1",),
    "code": ("473129",),
    "daily_cap": (10,),
    "day": (date(2026, 9, 30),),
    "ends_on": (date(2026, 9, 30),),
    "fallback_minutes": (None, 30),
    "given": (None, time(12, 45)),
    "in_review_hours": (False, True),
    "in_study": (False, True),
    "items": (ITEMS,),
    "label": ("A",),
    "language": ("es",),
    "minutes": (10,),
    "nickname": ("", LONGEST_NICKNAME),
    "participant_code": ("", "K-1034"),
    "passage": PASSAGES,
    "phone_24h": (LONGEST_PHONE_24H,),
    "phone_day": (LONGEST_PHONE_DAY,),
    "phone_the_family": (False, True),
    "phrase": tuple(one.value for one in Phrase),
    "program": ("Check-in line West 12",),
    "reading": ("100.35 F",),
    "repeat": (False, True),
    "reporter": (None, "Grandmother"),
    "said": ("3",),
    "say": ("Haitian Creole",),
    "saved": ((), ITEMS[:1]),
    "sent": (False, True),
    "several": (False, True),
    "status": STATUSES,
    "stopped": ("reminders", "prompts", "both"),
    "tier": ("T2",),
    "until": (datetime(2026, 9, 30, 17, 0, tzinfo=UTC),),
    "voice": tuple(Voice),
    "wall": (time(12, 30),),
    "who": ("Alexandra Washington",),
    "zone": ("America/New_York",),
}
SPECIAL: dict[tuple[str, str], tuple[Any, ...]] = {
    ("AskWhichChild", "choices"): (
        (ChildChoice("A", LONGEST_NICKNAME), ChildChoice("B", LONGEST_NICKNAME)),
    ),
    ("AskWhichSlot", "choices"): (tuple(each._replace(items=()) for each in SLOTS[:2]),),
    ("FixMenu", "choices"): (SLOTS,),
    ("FixQuestion", "label"): (None, "A"),
    ("DifferentDose", "said"): STATUSES,
    ("Page", "participant_code"): ("K-1034",),
    ("Page", "code"): ("4731",),
    ("PassageChoices", "choices"): CHOICES,
    ("LeavingHeard", "address"): (LONGEST_ADDRESS,),
    ("LeavingHeard", "passage"): ("leaving-the-study",),
    ("PassageShown", "address"): (LONGEST_ADDRESS,),
    ("PageTest", "code"): ("4731",),
    ("PageUnknownSender", "code"): ("4731",),
}


def variants(kind: str) -> Iterator[Notice]:
    """Every combination of voice and choice of one notice."""
    cls = KINDS[kind]
    names = [field.name for field in fields(cls)]
    columns = [SPECIAL.get((kind, name)) or VALUES[name] for name in names]
    for row in itertools.product(*columns):
        yield cls(**dict(zip(names, row, strict=True)))


ALL: dict[str, tuple[Notice, ...]] = {kind: tuple(variants(kind)) for kind in sorted(KINDS)}
