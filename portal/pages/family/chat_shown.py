"""One turn of the chat as a page shows it: kept rows and stored words in, what is printed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlmodel import Session

from portal.actions.choose_words import voice_of
from portal.language import tag
from portal.pages.family.dose_words import label
from portal.pages.family.own import Own
from portal.pages.family.reported import Standing, asks_where, entry_of, standing_of, words_of
from portal.pages.family.safety import Number, Shown, shown
from portal.pages.family.symptom_list import METHODS
from portal.pages.public import explained
from portal.pages.showing import emergency, phone
from portal.store import chat
from portal.store.alerts import Alert
from portal.store.chat import ChatTurn, TeamQuestion, TurnKind, TurnSaid
from portal.store.conversations import OpenQuestion
from portal.store.doses import DoseReport
from portal.store.families import Participant
from portal.store.symptoms import SymptomReport
from study.answers.shapes import Boundary
from study.answers.wording import words as fixed_words
from study.explained import passages
from study.explained.shapes import Passage
from study.notices import SafetyOtherPerson

# Whom to call first where no answer is given (facts 7): what cannot wait goes to the night line.
_AT_ANY_HOUR = (Boundary.DOSE, Boundary.STOPPING, Boundary.CAUSE, Boundary.OTHER_MEDICINE)
_MAY_ASK = (
    TurnKind.ANSWER, TurnKind.MUST_NOT_ANSWER, TurnKind.OUT_OF_SCOPE, TurnKind.CHOSEN,
    TurnKind.DOSE_UNCLEAR,
)  # fmt: skip


@dataclass(frozen=True)
class Safety:
    """The words for a report, and whether a person has seen it; none for somebody else's."""

    said: Shown
    report: SymptomReport | None = None
    standing: Standing | None = None
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Whole:
    """A passage in full. `changed`: it was another version when it was shown first."""

    shown: explained.Shown
    marks: Mapping[str, Any]
    changed: bool


@dataclass(frozen=True)
class Turn:
    """Everything that one turn shows; most of it empty. `id` is "" where nothing is kept."""

    said: TurnSaid
    id: str = ""
    at: datetime | None = None
    lang: str = "en"
    safety: Safety | None = None
    whole: Whole | None = None
    choices: tuple[Passage, ...] = ()
    refusal: str = ""
    calls: tuple[Number, ...] = ("24h", "day")
    doses: tuple[tuple[str, DoseReport], ...] = ()
    question: TeamQuestion | None = None
    answered: bool = False
    may_ask: bool = False
    open_question: bool = False
    children: tuple[Participant, ...] = field(default=())

    @property
    def tag(self) -> str:
        return tag(self.lang)


def of_stranger(said: TurnSaid) -> Turn:
    """A turn of nobody we know: it is shown once and kept nowhere."""
    return _answered(said, Turn(said))


def of_rows(session: Session, mine: Own, rows: Sequence[ChatTurn]) -> list[Turn]:
    """The turns of one person, in their order."""
    asked = chat.questions_of_turns(session, [row.id for row in rows])
    return [_of_row(session, mine, row, asked.get(row.id)) for row in rows]


def _of_row(session: Session, mine: Own, row: ChatTurn, asked: TeamQuestion | None) -> Turn:
    turn = Turn(
        said=row,
        id=row.id,
        at=row.at,
        safety=_safety(session, mine, row),
        doses=tuple(_doses(session, row)),
        question=asked,
        answered=asked is not None and bool(chat.answers_of(session, asked.id)),
        may_ask=row.kind in _MAY_ASK and bool(row.words or row.follows_id),
        open_question=_waits(session, row),
        children=mine.children,
    )
    return _answered(row, turn)


def _answered(said: TurnSaid, turn: Turn) -> Turn:
    """With passages and fixed words, in the language they were given in."""
    lang = explained.in_language(said.language)
    everything = passages.load(lang)
    known = [one for one in said.passages if one["id"] in everything]
    whole = next((one for one in known if one.get("whole")), None)
    return replace(
        turn,
        lang=lang,
        whole=_whole(lang, everything[whole["id"]], whole["version"]) if whole else None,
        choices=tuple(everything[one["id"]] for one in known if not one.get("whole")),
        refusal=refusal(said.boundary, lang) if said.boundary else "",
        calls=("24h",) if said.boundary in _AT_ANY_HOUR else ("day", "24h"),
    )


def _whole(lang: str, passage: Passage, version: str) -> Whole:
    marks = explained.marks_of(lang) | {"lang": lang}
    return Whole(explained.shown(passage), marks, passage.version != version)


def refusal(boundary: Boundary, lang: str) -> str:
    """The fixed words of a boundary, with the site's numbers as people read them."""
    numbers = emergency()
    card = gettext("the number on the card from your study team")
    filled = {
        name: f"\N{LEFT-TO-RIGHT ISOLATE}{phone(numbers[name])}\N{POP DIRECTIONAL ISOLATE}"
        if numbers[name]
        else card
        for name in ("phone_24h", "phone_day")
    }
    if not numbers["phone_day"]:
        filled["phone_day"] = filled["phone_24h"]
    return fixed_words(lang).web[boundary].format(**filled)


def _safety(session: Session, mine: Own, row: ChatTurn) -> Safety | None:
    report = session.get(SymptomReport, row.report_id) if row.report_id else None
    if report is None:
        return _of_other_person(mine) if row.kind is TurnKind.OTHER_PERSON else None
    child = session.get_one(Participant, report.participant_id)
    entry = entry_of(report)
    said = words_of(session, mine, child, entry, report)
    if said is None:
        return None
    alert = session.get(Alert, report.alert_id) if report.alert_id else None
    places = METHODS[1:] if asks_where(entry, report, row.at) else ()
    return Safety(said, report, standing_of(report, alert), places)


def _of_other_person(mine: Own) -> Safety:
    words = SafetyOtherPerson(
        phone_24h=mine.site.phone_24h or "",
        fallback_minutes=mine.site.fallback_minutes,
        voice=voice_of(mine.reporter()),
    )
    return Safety(shown(words, phone(mine.site.phone_24h), phone(mine.site.phone_day)))


def _doses(session: Session, row: ChatTurn) -> list[tuple[str, DoseReport]]:
    found = [session.get(DoseReport, one) for one in row.detail.get("doses", ())]
    return [(label(one.medicine), one) for one in found if one is not None]


def _waits(session: Session, row: ChatTurn) -> bool:
    """Whether the question that this turn put is still open."""
    asked = row.detail.get("question")
    question = session.get(OpenQuestion, asked) if asked else None
    return question is not None and question.closed_at is None


def address_of(row: ChatTurn) -> str:
    """Where a turn stands on the page, for a browser without scripts."""
    return url_for("ask.show", _anchor=f"turn-{row.id}")
