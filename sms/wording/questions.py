"""What stands around the approved words of an answer; those are in `study/answers/words`."""

from flask_babel import get_locale

from sms.wording.say import plainly, say, sentence
from study import notices
from study.answers.wording import PHONES, Words, words
from study.notices import (
    TEAM_LETTER,
    LeavingHeard,
    NotAnswered,
    Notice,
    PassageChoices,
    PassageShown,
)
from study.notices.fixed import N_

EMERGENCY = N_("Emergency? Call 911.")
MORE = N_("More: %(address)s")
ASK = N_("Reply %(letter)s to ask your team.")
ON_THE_LIST = N_("Your text is on your team's list. It may not be read right away.")
NONE_OF_THESE = N_("none of these: ask my team")
WITH_LETTER = N_("Reply with the letter.")

plainly(
    {
        notices.TextSentOn: (
            ON_THE_LIST,
            N_("To talk with a person now, call %(phone_24h)s, day or night."),
            EMERGENCY,
        ),
    }
)


@sentence.register
def _passage(notice: PassageShown) -> str:
    return f"{_short(notice)} {say(notice, ASK, letter=TEAM_LETTER)}"


@sentence.register
def _leaving(notice: LeavingHeard) -> str:
    return f"{_short(notice)} {say(notice, ON_THE_LIST)}"


@sentence.register
def _choices(notice: PassageChoices) -> str:
    title = _words().title
    rows = [f"{each.letter} = {title[each.passage]}" for each in notice.choices]
    rows.append(f"{TEAM_LETTER} = {say(notice, NONE_OF_THESE)}")
    asked = say(notice, N_("Which of these is it?"), WITH_LETTER, EMERGENCY)
    return "\n".join([asked, *rows])


@sentence.register
def _not_answered(notice: NotAnswered) -> str:
    own = _filled(notice, _words().sms[notice.boundary])
    emergency = () if "911" in own else (EMERGENCY,)
    follows = ON_THE_LIST if notice.sent else ASK
    return f"{own} {say(notice, *emergency, follows, letter=TEAM_LETTER)}"


def _short(notice: PassageShown | LeavingHeard) -> str:
    return f"{_filled(notice, _words().short[notice.passage])} {say(notice, MORE)}"


def _words() -> Words:
    return words(str(get_locale()))


def _filled(notice: Notice, own: str) -> str:
    """The words of a passage or boundary with this site's numbers, as they are dialled."""
    return own.format(**{name: say(notice, f"%({name})s") for name in PHONES})
