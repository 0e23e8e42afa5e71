"""Where we stand and what was said → what to do next. Pure: it reads and writes nothing.

The order is behaviour 1: opt-out, help and start, the answer to an open question, the dose, the
conversation. Red flags were heard before any of it.
"""

from collections.abc import Callable

from portal.store.alerts import FamilyMark
from portal.store.conversations import Asked
from portal.store.families import Texting
from sms.dialogue import moves
from sms.dialogue.menu import NOTHING, Command
from sms.dialogue.moves import Move
from sms.dialogue.standing import DIGITS, Said, Standing
from sms.dialogue.targets import digit_answers, letter_answers, what_is_open
from study.doses import DoseStatus
from study.symptoms import Tier
from study.understand.said import Keyword

_URGENT = (Tier.T1, Tier.T2)
_MARKS = {"R": FamilyMark.REACHED, "E": FamilyMark.GOING}


def decide(standing: Standing, said: Said) -> tuple[Move, ...]:
    """What to do with this text; more than one move only for several digits in one text."""
    for rule in _RULES:
        found = rule(standing, said)
        if found:
            return found if isinstance(found, tuple) else (found,)
    return (moves.AnswerQuestion(),)


_Rule = Callable[[Standing, Said], Move | tuple[Move, ...] | None]


def _about_texting(standing: Standing, said: Said) -> Move | None:
    """Facts 5.2 and 5.3. A symptom wins over an opt-out word: then a person decides."""
    keyword, done = said.reading.keyword, said.carrier is not None
    if said.carrier == "STOP" or keyword is Keyword.OPT_OUT:
        if standing.screened.tier in _URGENT and not done:
            return moves.Note(needs_person=True)
        return moves.StopTexts(done)
    if said.carrier == "START" or keyword is Keyword.OPT_IN:
        new = standing.texting in (Texting.NEW, Texting.ASKED)
        return moves.ConfirmPhone() if new else moves.StartTexts(done)
    if said.carrier == "HELP" or keyword is Keyword.HELP:
        return moves.GiveHelp(done)
    return None


def _first_answer(standing: Standing, said: Said) -> Move | None:
    new = standing.texting in (Texting.NEW, Texting.ASKED)
    return moves.ConfirmPhone() if new and said.menu.pairs == ((None, "1"),) else None


def _silence(_standing: Standing, said: Said) -> Move | None:
    """Reactions and thanks are noted; after words of death or self-harm a person takes over."""
    if said.reading.death or said.reading.self_harm:
        return moves.Note(needs_person=True)
    # A digit or letter is an answer, whatever else it could be short for.
    return moves.Note() if said.reading.reaction and said.menu == NOTHING else None


def _used(standing: Standing, said: Said) -> Move | None:
    """The screen took this text as the answer to its own question.

    "By mouth" without a medicine was said of the thermometer then, and books no dose.
    """
    names_a_dose = _reports_dose(said) and not said.reading.all_given
    if not standing.screened.used or names_a_dose:
        return None
    return moves.Note() if standing.screened.words else moves.Thank()


def _command(_standing: Standing, said: Said) -> Move | None:
    if said.menu.command is Command.FIX:
        return moves.OfferFix()
    return moves.OfferFewer() if said.menu.command is Command.FEWER else None


def _letter(standing: Standing, said: Said) -> Move | None:
    letter = said.menu.letter
    if letter in _MARKS and standing.nobody_answered:
        return moves.MarkAlert(_MARKS[letter])
    if letter is not None:
        return letter_answers(standing, letter)
    which = standing.newest(Asked.WHICH_CHILD)
    if which is None or said.named is None or _reports_dose(said):
        return None
    return moves.Pick(which, said.named) if said.named in which.letters.values() else None


def _digits(standing: Standing, said: Said) -> tuple[Move, ...]:
    """7 and 8 were the screen's already, whatever is open (behaviour 2)."""
    pairs = [pair for pair in said.menu.pairs if pair[1] not in "78"]
    return tuple(digit_answers(standing, letter, digit) for letter, digit in pairs)


def _where(_standing: Standing, said: Said) -> Move | None:
    if said.reading.hospital:
        return moves.InHospital()
    return moves.HomeAgain() if said.reading.home else None


def _yes_or_no(standing: Standing, said: Said) -> Move | None:
    """A plain yes or no answers the newest question alone, and only one about doses.

    "No" with other words beside it ("no fever today") is never a dose that was not given.
    """
    menu, front = said.menu, standing.front
    yes = menu.yes or (said.reading.all_given and said.reading.bare_answer)
    about_doses = front is not None and front.kind in (Asked.DOSES, Asked.MEDICINE, Asked.FIX)
    if about_doses and yes and standing.screened.tier is None:
        return moves.DoseWords(yes=True)
    if about_doses and menu.no:
        return digit_answers(standing, None, "2")
    if menu.yes or menu.no:
        return moves.Refuse("yes" if menu.yes else "no", what_is_open(standing))
    return None


def _dose(standing: Standing, said: Said) -> Move | tuple[Move, ...] | None:
    if _reports_dose(said):
        words = moves.DoseWords(yes=said.reading.all_given)
        # After safety words nothing more is said of a question beside them.
        return (words, moves.PassOn()) if said.question and not standing.screened.words else words
    due = (Asked.DOSES, Asked.BACKUP, Asked.MEDICINE)
    waits = any(one.kind in due and not one.answered for one in standing.questions)
    if said.reading.later and waits and not (said.question or said.asks):
        return moves.SaidLater()
    return None


def _reports_dose(said: Said) -> bool:
    """Whether the words say something of a dose by themselves, not only as an answer."""
    reading = said.reading
    if reading.bare_answer or said.menu != NOTHING:
        return False
    told = any(one.status is not DoseStatus.UNKNOWN for one in reading.doses.values())
    return told or reading.all_given


def _answer_words(standing: Standing, said: Said) -> Move | None:
    """A route or a time in words, for the question that waits for one."""
    route = standing.newest(Asked.ROUTE)
    if route is not None and any(one.route for one in said.reading.doses.values()):
        return moves.AnswerWords(route)
    return None


def _follow_up(standing: Standing, _said: Said) -> Move | None:
    """After safety words at most one question, and none after "call 911 now"."""
    screened = standing.screened
    if screened.whose:
        return moves.AskWhose()
    if not screened.words:
        return None
    if screened.tier is Tier.T1:
        return moves.Note()
    if screened.children > 1 and screened.tier is Tier.T2:
        return moves.AskChild()
    if screened.ask_reading:
        return moves.AskReading()
    return moves.AskSigns() if screened.ask_words else moves.Note()


def _unreadable(_standing: Standing, said: Said) -> Move | None:
    if said.photo:
        return moves.Unreadable(photo=True)
    return moves.Unreadable() if said.reading.doubt else None


def _noted(standing: Standing, said: Said) -> Move | None:
    asked = said.question or said.asks
    noted = standing.screened.tier is Tier.T4
    if noted and not asked:
        return moves.Thank()
    if asked or said.reading.human:
        return moves.AnswerQuestion(asked=asked, human=said.reading.human, noted=noted)
    # Half an answer to a check-in must not be taken for a question.
    waits = any(one.kind in DIGITS and not one.answered for one in standing.questions)
    return moves.Lost() if waits else None


_RULES: tuple[_Rule, ...] = (
    _about_texting,
    _first_answer,
    _silence,
    _used,
    _command,
    _letter,
    _digits,
    _where,
    _yes_or_no,
    _dose,
    _answer_words,
    _follow_up,
    _unreadable,
    _noted,
)
