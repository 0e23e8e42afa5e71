"""What becomes of a question: a symptom first, then a boundary, then the passages that fit.

Nothing is worded here: an answer is an approved passage or one of the fixed wordings, whole.
"""

from dataclasses import dataclass, replace

from study.answers.asking import is_asked
from study.answers.boundaries import sign
from study.answers.kinds import MEANING, WORDS, weighed
from study.answers.languages import folder_of, spoken
from study.answers.listening import may_be_a_question, may_be_told, only_resembles, screened
from study.answers.ranking import ranked
from study.answers.shapes import Answer, Boundary, Route
from study.answers.signs import Signs, signs_of
from study.answers.stored import ANSWERED, REFUSED, SYMPTOM
from study.answers.terms import joined
from study.symptoms import Label
from study.understand.looking import look
from study.understand.said import Screen
from study.understand.screen import resembling
from study.understand.text import Text

# Fitted on the seen questions (docs/decisions/0008).
CERTAIN = 0.95  # how likely an answered kind must be where the words of a grave boundary stand
HEARD = 0.9  # how likely a symptom must be that no rule heard, to be taken for one
FEWEST = 4  # words: "under the arm" is like many a fever and need not be one
AGREED = 0.4  # the same where its words are like those of an example as well
NEAR = 0.6  # share of the best fit from which another passage may be what was meant
OFFERED = 0.20  # how well a passage's words must fit to be offered beside a refusal
SUBJECT = 0.35  # share of a question told somewhere in the passages that makes it one of ours
MOST = 3  # passages to choose from
_GRAVE = frozenset({Boundary.STOPPING, Boundary.DOSE, Boundary.ODDS})


@dataclass(frozen=True)
class _Asked:
    """A question that was read.

    `folder`: of the passages it is answered from; `folders`: whose cues are looked for, that one
    first; `foreign`: in a language without passages, so that its boundaries are not known.
    """

    text: Text
    raw: str
    folder: str
    folders: tuple[str, ...]
    teen: bool
    screen: Screen
    foreign: bool


def answer(
    text: str,
    *,
    language: str,
    teen: bool = False,
    sender: str | None = None,
    screen: Screen | None = None,
    without: str | None = None,
) -> Answer:
    """The answer to one question. Never raises on any text; the same text, the same answer.

    `language`: the person's stored code; `teen`: a passage in the teen's voice goes first;
    `sender` as for `study.understand.read`; `screen`: what the red-flag screen of this very text
    found, if it was run already; `without`: a stored question that does not count, to judge by.
    A dose report alone is no question: book it before asking.
    """
    asked = _read(text, language, teen, sender, screen)
    if asked.screen.label is not Label.NO_SYMPTOM and not may_be_a_question(asked.screen):
        return _escalated(asked)
    return _judged(asked, _signs(asked, text, without))


def asked_signs(text: str, *, language: str, without: str | None = None) -> Signs:
    """What is found in a question that tells of its kind, for fitting the weights."""
    return _signs(_read(text, language, False, None, None), text, without)


def _signs(asked: _Asked, raw: str, without: str | None) -> Signs:
    return signs_of(asked.text, raw, asked.folders, asked.teen, without)


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
    foreign = folder == "en" and seen.languages.main != "en"
    return _Asked(words, text, folder, folders, young, screen, foreign)


def _judged(asked: _Asked, signs: Signs) -> Answer:
    likely = weighed(signs.values, WORDS if signs.meant is None else MEANING)
    if likely.pop(SYMPTOM, 0.0) >= _enough(asked, signs) and may_be_told(asked.screen):
        return _escalated(replace(asked, screen=_like(asked, signs)))
    kind = max(likely, key=likely.__getitem__)
    grave = signs.met is not None and signs.met.boundary in _GRAVE
    command = sign("command", asked.text, asked.folders)
    why = f"{kind} {likely[kind]:.2f}"
    if kind == REFUSED or (grave and kind == ANSWERED and likely[ANSWERED] < CERTAIN):
        return _refused(asked, signs, signs.met.words if signs.met is not None else why)
    if command is not None:  # an order to the program or small talk with it is no question
        return _off(asked, signs, Boundary.OFF_SUBJECT, f"said to the program: {command}")
    if kind == ANSWERED and not asked.foreign:
        fitting = ranked(signs, asked.folder, asked.teen, NEAR)[:MOST]
        return _answer(asked, Route.ANSWER, passages=fitting, why=(why,))
    if asked.screen.label is not Label.NO_SYMPTOM and signs.other is None:
        return _escalated(asked)  # no known question, and like a symptom
    ours = kind == ANSWERED or (signs.ours and signs.share >= SUBJECT)
    strange = signs.other is not None
    boundary = Boundary.NOT_FOUND if ours and not strange else Boundary.OFF_SUBJECT
    return _off(asked, signs, boundary, why)


def _enough(asked: _Asked, signs: Signs) -> float:
    """How likely a symptom that no rule heard must be; over 1 where it is not looked for.

    What is told and not asked is for the rules: the weights know questions alone.
    """
    wonders = signs.met is not None and signs.met.boundary is Boundary.CAUSE
    if len(asked.text.words) < FEWEST or not (wonders or is_asked(asked.raw)):
        return 2.0
    return AGREED if only_resembles(asked.screen) else HEARD


def _like(asked: _Asked, signs: Signs) -> Screen:
    """The screen with the symptom whose words are nearest in meaning."""
    meant = signs.meant
    assert meant is not None  # by the words alone nothing is taken for a symptom
    near = meant.closest[SYMPTOM]
    example = meant.symptom
    rule = f"in meaning near an example of {example.label} ({near:.2f}), “{example.text}”"
    return resembling(asked.screen, example.label or Label.OTHER_SYMPTOM, rule, asked.text.clean)


def _escalated(asked: _Asked) -> Answer:
    why = tuple(f"{one.rule}: {one.words}" for one in asked.screen.why)
    return _answer(asked, Route.SYMPTOM_ESCALATE, why=why)


def _refused(asked: _Asked, signs: Signs, words: str) -> Answer:
    boundary = signs.boundary
    why = (f"{boundary.value}: {words}",)
    return _answer(asked, Route.MUST_NOT_ANSWER, _offered(signs), boundary, why)


def _offered(signs: Signs) -> list[str]:
    return [one.id for one in signs.found if one.score >= OFFERED][:MOST]


def _off(asked: _Asked, signs: Signs, boundary: Boundary, why: str) -> Answer:
    offered = _offered(signs) if boundary is Boundary.NOT_FOUND else []
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
