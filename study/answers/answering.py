"""What becomes of a question: a symptom first, then a boundary, then the passages that fit.

Nothing is worded here: an answer is an approved passage or one of the fixed wordings, whole.
"""

from dataclasses import dataclass

from study.answers.boundaries import boundary_in, sign
from study.answers.cues import cues
from study.answers.languages import folder_of, spoken
from study.answers.likeness import Likeness, likeness
from study.answers.listening import may_be_a_question, screened
from study.answers.search import Found, known, search
from study.answers.shapes import Answer, Boundary, Route
from study.answers.terms import joined, terms_of
from study.symptoms import Label
from study.understand.looking import look
from study.understand.said import Screen
from study.understand.text import Text

# Fitted on the seen questions (docs/decisions/0008).
ENOUGH_OFF = 0.80  # how well a passage must fit where words of another subject stand beside
LEAST = 0.18  # how near the nearest stored question must be for an answer
NEAR = 0.75  # share of the best score from which another may be what was meant
OFFERED = 0.20  # score from which a passage is offered beside a refusal
SUBJECT = 0.35  # share of a question told somewhere in the passages that makes it one of ours
UNKNOWN = 0.5  # share of a question told in the passages under which it may be of anything
MOST = 3  # passages to choose from


@dataclass(frozen=True)
class _Asked:
    """A question that was read.

    `folders`: whose cues are looked for, the answering one first;
    `foreign`: in a language that has no passages, so that its boundaries are not known.
    """

    text: Text
    folder: str
    folders: tuple[str, ...]
    screen: Screen
    found: tuple[Found, ...]
    foreign: bool


def answer(
    text: str,
    *,
    language: str,
    teen: bool = False,
    sender: str | None = None,
    screen: Screen | None = None,
) -> Answer:
    """The answer to one question. Never raises on any text; the same text, the same answer.

    `language`: the person's stored code; `teen`: a passage in the teen's voice goes first;
    `sender` as for `study.understand.read`; `screen`: what the red-flag screen of this very text
    found, if it was run already. A dose report alone is no question: book it before asking.
    """
    asked = _read(text, language, teen, sender, screen)
    screen = asked.screen
    if screen.label is not Label.NO_SYMPTOM and not may_be_a_question(screen):
        return _escalated(asked)
    met = boundary_in(asked.text, asked.folders)
    if met is not None and not (met.boundary in _ALSO_ELSEWHERE and _elsewhere(asked)):
        return _refused(asked, met.boundary, met.words)
    like = likeness(asked.text, asked.folder)
    command = sign("command", asked.text, asked.folders)
    if command is not None:  # an order to the program or small talk with it is no question
        return _off(asked, Boundary.OFF_SUBJECT, f"said to the program: {command}")
    return _from_passages(asked, like)


# What may be asked of other things than the study: "which one is better" of two television sets.
_ALSO_ELSEWHERE = frozenset(Boundary) - {Boundary.STOPPING, Boundary.DOSE, Boundary.ODDS}


def _elsewhere(asked: _Asked) -> bool:
    """Whether the words are of another subject and none of the study's is among them.

    Words of another subject are those of the cue files, or mostly unknown ones about nobody.
    """
    if sign("vet", asked.text, asked.folders) is not None:
        return True
    if sign("study", asked.text, asked.folders) is not None:
        return False
    if sign("off", asked.text, asked.folders) is not None:
        return True
    share = known(terms_of(asked.text, asked.folder), asked.folder)
    return share < UNKNOWN and sign("person", asked.text, asked.folders) is None


def _other(asked: _Asked) -> str | None:
    """The words that are of another subject, or a greeting with nothing of the study in it."""
    other = sign("off", asked.text, asked.folders)
    if other is None and sign("study", asked.text, asked.folders) is None:
        return sign("greeting", asked.text, asked.folders)
    return other


def _read(
    text: str, language: str, teen: bool, sender: str | None, screen: Screen | None
) -> _Asked:
    seen = look(text, language)
    folder = spoken(seen.text, seen.languages, language)
    words = joined(seen.text, folder)
    if screen is None or screen.label is Label.NO_SYMPTOM or may_be_a_question(screen):
        screen = screened(words, text, language, sender, folder)
    folders = tuple(dict.fromkeys((folder, folder_of(language), "en")))
    young = teen or sign("teen", words, folders[:1]) is not None
    terms = terms_of(words, folder)
    found = search(terms, language=folder, teen=young)
    foreign = folder == "en" and seen.languages.main != "en"
    return _Asked(words, folder, folders, screen, tuple(found), foreign)


def _from_passages(asked: _Asked, like: Likeness) -> Answer:
    other = _other(asked)
    share = known(terms_of(asked.text, asked.folder), asked.folder)
    top = asked.found[0].score if asked.found else 0.0
    fit = top * share
    refused = like.refused(fit)
    if refused is not None and other is None:
        return _refused(
            asked, refused, f"like questions that are refused, {like.near[refused]:.2f}"
        )
    strange = other is not None or asked.foreign or like.elsewhere
    if fit >= (ENOUGH_OFF if strange else cues(asked.folder).enough) and like.answered >= LEAST:
        fitting = [one.id for one in asked.found if one.score >= top * NEAR]
        return _answer(asked, Route.ANSWER, passages=fitting[:MOST], why=(f"fits {fit:.2f}",))
    if asked.screen.label is not Label.NO_SYMPTOM and not strange:
        return _escalated(asked)  # no known question, and like a symptom
    if not strange and share >= SUBJECT and sign("study", asked.text, asked.folders):
        return _off(asked, Boundary.NOT_FOUND, f"fits {fit:.2f}")
    return _off(asked, Boundary.OFF_SUBJECT, f"{other or 'nothing of the study'}: {fit:.2f}")


def _escalated(asked: _Asked) -> Answer:
    why = tuple(f"{one.rule}: {one.words}" for one in asked.screen.why)
    return _answer(asked, Route.SYMPTOM_ESCALATE, why=why)


def _refused(asked: _Asked, boundary: Boundary, words: str) -> Answer:
    near = [one.id for one in asked.found if one.score >= OFFERED][:MOST]
    return _answer(asked, Route.MUST_NOT_ANSWER, near, boundary, (f"{boundary.value}: {words}",))


def _off(asked: _Asked, boundary: Boundary, why: str) -> Answer:
    near = [one.id for one in asked.found if one.score >= OFFERED][:MOST]
    offered = near if boundary is Boundary.NOT_FOUND else []
    return _answer(asked, Route.OUT_OF_SCOPE, offered, boundary, (why,))


def _answer(
    asked: _Asked,
    route: Route,
    passages: list[str] | None = None,
    boundary: Boundary | None = None,
    why: tuple[str, ...] = (),
) -> Answer:
    return Answer(
        route=route,
        language=asked.folder,
        passages=tuple(passages or ()),
        boundary=boundary,
        screen=asked.screen,
        why=why,
    )
