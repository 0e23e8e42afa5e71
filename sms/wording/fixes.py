"""Questions that sort out a dose answer: which child, which check-in, which label, and FIX.

The words of the check-in itself are in `doses.py`.
"""

from sms.wording.clocks import clock, day
from sms.wording.doses import DIGITS, STATUSES, echo, listed
from sms.wording.say import plainly, say, sentence
from sms.wording.typed import typed
from study import notices
from study.notices import (
    AskMedicine,
    AskRoute,
    AskWhichChild,
    AskWhichLabel,
    AskWhichSlot,
    DigitNotExpected,
    FixMenu,
    FixQuestion,
    Notice,
    OpenQuestion,
    SlotChoice,
)
from study.notices.fixed import N_
from study.notices.safety_sentences import Voiced

WITH_LETTER = N_("Reply with the letter.")
NEW_SYMPTOM = N_("Fever or a new symptom? Call %(phone_24h)s. Emergency? Call 911.")
REPLY_DIGITS = N_("Reply %(digits)s, 9 not sure.")
OPEN = {
    OpenQuestion.DOSE: N_("Reply %(digits)s."),
    OpenQuestion.CHECKIN: N_(
        "Reply 0 nothing new, 7 fever or feels hot, 8 new change in waking, thinking, moving, "
        "seeing, talking, or bad headache, 9 other or not sure."
    ),
    OpenQuestion.LETTER: N_("Please reply with one of the letters."),
}

plainly(
    {
        notices.AskTime: (
            Voiced(
                N_("At what time was the %(wall)s check-in for %(child)s done?"),
                N_("At what time was your %(wall)s check-in done?"),
            ),
            N_("Text the time, like 8:10 AM."),
        ),
        notices.FixNothing: (
            N_("There is nothing to fix by text."),
            N_("To change an older answer, call your team: %(phone_day)s."),
        ),
        notices.NothingOpen: (
            N_("No question is open, so %(said)s was not logged."),
            N_("What is it about? Please text it in words."),
            NEW_SYMPTOM,
        ),
    }
)


@sentence.register
def _ask_medicine(notice: AskMedicine) -> str:
    question = say(
        notice,
        Voiced(
            N_("And %(label)s at the %(wall)s check-in for %(child)s?"),
            N_("And %(label)s at your %(wall)s check-in?"),
        ),
        REPLY_DIGITS,
        digits=say(notice, DIGITS),
    )
    return f"{echo(notice, notice.saved)} {question}" if notice.saved else question


@sentence.register
def _ask_route(notice: AskRoute) -> str:
    question = say(
        notice,
        Voiced(
            N_("%(label)s at the %(wall)s check-in for %(child)s: by mouth or by tube?"),
            N_("%(label)s at your %(wall)s check-in: by mouth or by tube?"),
        ),
        N_("Reply M for mouth, T for tube."),
    )
    return f"{echo(notice, notice.saved)} {question}" if notice.saved else question


@sentence.register
def _ask_which_label(notice: AskWhichLabel) -> str:
    return say(
        notice,
        Voiced(
            N_("The %(wall)s check-in for %(child)s, %(status)s: which one?"),
            N_("Your %(wall)s check-in, %(status)s: which one?"),
        ),
        N_("Reply A, B, or C for both."),
        status=say(notice, STATUSES[notice.status]),
    )


@sentence.register
def _ask_which_child(notice: AskWhichChild) -> str:
    rows = "\n".join(f"{each.letter} = {typed(each.nickname)}" for each in notice.choices)
    return _menu(notice, N_("Which child is this about?"), rows)


@sentence.register
def _ask_which_slot(notice: AskWhichSlot) -> str:
    return _menu(notice, N_("Which check-in is this about?"), _slots(notice, notice.choices))


@sentence.register
def _fix_menu(notice: FixMenu) -> str:
    return _menu(notice, N_("Which check-in should we fix?"), _slots(notice, notice.choices))


@sentence.register
def _fix_question(notice: FixQuestion) -> str:
    whole = Voiced(
        N_("What should the %(wall)s check-in for %(child)s, %(day)s, say?"),
        N_("What should your %(wall)s check-in, %(day)s, say?"),
    )
    one = Voiced(
        N_("What should %(label)s at the %(wall)s check-in for %(child)s, %(day)s, say?"),
        N_("What should %(label)s at your %(wall)s check-in, %(day)s, say?"),
    )
    return say(notice, one if notice.label else whole, REPLY_DIGITS, digits=say(notice, DIGITS))


@sentence.register
def _digit_not_expected(notice: DigitNotExpected) -> str:
    """What was said is not booked; the open question is put again."""
    return say(
        notice,
        N_("%(said)s does not fit this question, so it was not logged."),
        OPEN[notice.asked],
        NEW_SYMPTOM,
        digits=say(notice, DIGITS),
    )


def _menu(notice: Notice, question: str, rows: str) -> str:
    return f"{say(notice, question)} {say(notice, WITH_LETTER)}\n{rows}"


def _slots(notice: Notice, choices: tuple[SlotChoice, ...]) -> str:
    return "\n".join(f"{each.letter} = {_slot(notice, each)}" for each in choices)


def _slot(notice: Notice, choice: SlotChoice) -> str:
    """Return "March 5, 8:00 AM, Sam (A given; B vomited)", leaving out what is not there."""
    shown = [day(choice.day), clock(choice.wall)]
    shown += [typed(choice.nickname)] if choice.nickname else []
    now = f" ({listed(notice, choice.items)})" if choice.items else ""
    return ", ".join(shown) + now
