"""Which open question a digit or a letter answers. Binds to what was asked, else to nothing."""

from portal.store.conversations import Asked
from sms.dialogue.moves import ChooseTarget, DailyDigit, DoseDigit, Move, Pick, Refuse
from sms.dialogue.standing import Asking, Standing
from study.notices import OpenQuestion

LABELS = ("A", "B")


def digit_answers(standing: Standing, letter: str | None, digit: str) -> Move:
    """The move for one digit, with the letter typed beside it: a child's, else a label's."""
    child = standing.children.get(letter) if letter and len(standing.children) > 1 else None
    label = letter if letter in LABELS and child is None and len(standing.children) < 2 else None
    if letter and child is None and label is None:
        return Refuse(f"{letter}{digit}", what_is_open(standing))
    fitting = [
        one
        for one in standing.questions
        if one.takes(digit) and child in (None, one.participant_id)
    ]
    if not fitting:
        return Refuse(digit, what_is_open(standing))
    return _bind(fitting, digit, label)


def _bind(fitting: list[Asking], digit: str, label: str | None) -> Move:
    """Nothing is guessed between two children or two check-ins that both wait."""
    waiting = [one for one in fitting if not one.answered]
    first = (waiting or fitting)[0]
    if first.kind not in (Asked.MEDICINE, Asked.FIX):
        rivals = _rivals(waiting or fitting, first, by_checkin=bool(waiting))
        if len(rivals) > 1:
            return ChooseTarget(rivals, digit)
    return DoseDigit(first, digit, label) if first.about_doses else DailyDigit(first, digit)


def _rivals(fitting: list[Asking], first: Asking, *, by_checkin: bool) -> tuple[Asking, ...]:
    """The newest question for each child, or for each check-in of each child."""
    found: dict[tuple[str | None, str | None], Asking] = {}
    for one in fitting:
        if one.about_doses is first.about_doses:
            target = (one.participant_id, one.checkin_id if by_checkin else None)
            found.setdefault(target, one)
    return tuple(found.values())


def letter_answers(standing: Standing, letter: str) -> Move:
    """The newest question that offers this letter."""
    for one in standing.questions:
        if letter in one.letters:
            return Pick(one, one.letters[letter])
    return Refuse(letter, what_is_open(standing))


def what_is_open(standing: Standing) -> OpenQuestion | None:
    """What the family is being asked, newest first, to put it to them again."""
    for one in standing.questions:
        if one.answered:
            continue
        if one.letters:
            return OpenQuestion.LETTER
        if one.about_doses:
            return OpenQuestion.DOSE
        if one.kind is Asked.DAILY:
            return OpenQuestion.CHECKIN
    return None
