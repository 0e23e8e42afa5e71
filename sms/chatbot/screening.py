"""The red-flag screen of a family's text: report, alert, page and safety words, and nothing else.

It runs in its own transaction before anything reads the text as an answer (behaviour 1).
"""

from dataclasses import dataclass, replace

from portal.language import OFFERED
from portal.store.conversations import Asked
from portal.store.entries import take_up
from portal.store.families import Participant
from sms.chatbot import checkin_talk, questions, symptom_reports
from sms.chatbot.talk import Talk
from sms.dialogue import Screened, several_digits
from sms.dialogue.moves import Pick
from sms.dialogue.targets import letter_answers
from study.symptoms import Method, SymptomEntry, Temperature, Tier
from study.understand.said import Screen
from study.understand.screen import red_flags

# Behaviour 2: 7 is a fever or feeling hot, 8 a new change in waking, thinking, moving …
_BY_DIGIT = {"7": "F.said", "8": "N.new"}


@dataclass(frozen=True)
class Screening:
    """What was found, for the record and for the second step."""

    screened: Screened
    found: Screen


def screen_family(talk: Talk) -> Screening:
    """Hear every red flag of this text, whatever else is open."""
    found = red_flags(talk.text.body, lang=talk.caregiver.language, sender=talk.sender)
    screened = _digits(talk) or _answer(talk, found) or _words(talk, found)
    return Screening(screened, found)


def hear_in_question(talk: Talk, found: Screen) -> Screened:
    """A symptom that only showed when a question was taken apart: it is reported all the same."""
    return _words(talk, found)


def _digits(talk: Talk) -> Screened | None:
    """7 and 8 page whatever is open, for the child of the letter or else for every child."""
    pairs = talk.menu.pairs or several_digits(talk.text.body)
    flags = [(letter, digit) for letter, digit in pairs if digit in _BY_DIGIT]
    done = None
    for letter, digit in flags:
        one = talk.by_letter.get(letter or "")
        about = (one,) if one else talk.living
        entry = SymptomEntry(
            codes=frozenset({_BY_DIGIT[digit]}), words=talk.text.body, about="participant"
        )
        tier = symptom_reports.report(talk, entry, about)
        _answer_daily(talk, about)
        done = Screened(
            tier=Tier.worst(tier, done.tier if done else None),
            words=True,
            children=len(about),
            ask_reading=digit == "7",
            ask_words=digit == "8",
        )
    return done


def _answer_daily(talk: Talk, about: tuple[Participant, ...]) -> None:
    ids = {child.id for child in about}
    for question in talk.questions:
        if question.kind is Asked.DAILY and question.participant_id in ids:
            checkin_talk.close_daily(talk, question)


def _answer(talk: Talk, found: Screen) -> Screened | None:
    """An answer to one of the screen's own questions: where it was taken, whom it is about."""
    picked = None
    if talk.menu.letter is not None:
        move = letter_answers(questions.standing(talk), talk.menu.letter)
        picked = move if isinstance(move, Pick) else None
    if picked is not None and picked.question.kind is Asked.METHOD:
        return _method(talk, Method(picked.value))
    if picked is not None and picked.question.kind is Asked.ABOUT_WHOM:
        return _whose(talk, picked.value)
    if talk.menu.yes and questions.standing(talk).newest(*Asked) is not None:
        first = questions.standing(talk).questions[0]
        return _whose(talk, "participant") if first.kind is Asked.ABOUT_WHOM else None
    return _method_words(talk, found)


def _method_words(talk: Talk, found: Screen) -> Screened | None:
    """ "axila" beside the reading it belongs to says where that was taken."""
    asked = questions.standing(talk).newest(Asked.METHOD)
    if asked is None or found.entry.temperature is not None or found.red_flag:
        return None
    together = f"{_asked_reading(talk, asked.id).raw} {talk.text.body[:200]}"
    for language in (talk.caregiver.language, *OFFERED):
        reading = red_flags(together, lang=language, sender=talk.sender).entry.temperature
        if reading is not None and reading.method is not Method.UNKNOWN:
            return _method(talk, reading.method)
    return None


def _asked_reading(talk: Talk, question_id: str) -> Temperature:
    entry = take_up(questions.row(talk, question_id).context["entry"])
    if entry.temperature is None:
        raise LookupError("a question about the place without its reading")
    return entry.temperature


def _method(talk: Talk, method: Method) -> Screened:
    question = questions.standing(talk).newest(Asked.METHOD)
    if question is None:
        return Screened()
    reading = replace(_asked_reading(talk, question.id), method=method)
    child = talk.child(question.participant_id)
    entry = SymptomEntry(temperature=reading, words=talk.text.body, about="participant")
    tier = symptom_reports.report(talk, entry, (child,) if child else talk.living)
    questions.close(talk, Asked.METHOD)
    return Screened(tier=tier, words=tier in symptom_reports.URGENT, used=True)


def _whose(talk: Talk, about: str) -> Screened:
    """Only "someone else" keeps it from being the child's; "over" and "not sure" do not."""
    question = questions.standing(talk).newest(Asked.ABOUT_WHOM)
    if question is None:
        return Screened()
    kept = take_up(questions.row(talk, question.id).context["entry"])
    child = talk.child(question.participant_id)
    questions.close(talk, Asked.ABOUT_WHOM)
    if about == "other":
        symptom_reports.other_person(talk)
        return Screened(tier=Tier.T3, words=True, used=True)
    tier = symptom_reports.report(talk, kept, (child,) if child else talk.living, floor=Tier.T2)
    return Screened(tier=tier, words=True, used=True)


def _words(talk: Talk, found: Screen) -> Screened:
    """What the words themselves say."""
    entry = found.entry
    if found.tier is None:
        return Screened(whose=found.ask_back)
    if entry.about == "other" and symptom_reports.may_be_enrolled(talk):
        entry = replace(entry, about="participant")
    elif entry.about in ("other", "caregiver"):
        return _someone_else(talk, entry)
    about = (talk.named_alone,) if talk.named_alone else talk.living
    tier = symptom_reports.report(talk, entry, about)
    if entry.temperature is not None:
        questions.close(talk, Asked.TEMPERATURE)
    asked = symptom_reports.ask_about_reading(talk, found, about, tier)
    return Screened(
        tier=tier,
        words=asked or tier is not Tier.T4,
        children=1 if talk.speaks_of_all else len(about),
        ask_reading=_no_number(entry) and not asked,
    )


def _someone_else(talk: Talk, entry: SymptomEntry) -> Screened:
    """A caregiver's own is asked back in the second step; an outsider's goes to the team."""
    if entry.about == "caregiver":
        return Screened(tier=None, whose=True)
    symptom_reports.other_person(talk)
    return Screened(tier=Tier.T3, words=True)


def _no_number(entry: SymptomEntry) -> bool:
    hot = entry.feels_hot or bool(entry.codes & {"F.said", "F.hot"})
    return hot and entry.temperature is None
