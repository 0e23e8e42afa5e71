"""The reading of one text: red flags first and on their own, then keyword, doses and the rest.

It reads one text without memory; what an answer means in a conversation is decided elsewhere.
"""

import datetime as dt
import re

from study.doses import DoseStatus
from study.protocol import Medicine
from study.symptoms import Label
from study.triage import NO_HISTORY, History
from study.understand.dose_replies import dose_reply
from study.understand.keywords import keyword_of
from study.understand.looking import Look, look
from study.understand.said import DoseSaid, Keyword, Reading, Reply, Screen, Why
from study.understand.screen import red_flags, screen_of

__all__ = [
    "DoseSaid",
    "DoseStatus",
    "Keyword",
    "Label",
    "Reading",
    "Screen",
    "Why",
    "read",
    "red_flags",
]

_SICK = frozenset({"S10", "N24", "S4"})  # vomiting of this child, now: the cat's books nothing
_READABLE = 0.34  # share of known words below which a text could not be read
_BY_DIGIT = {
    "1": DoseStatus.GIVEN,
    "2": DoseStatus.MISSED,
    "3": DoseStatus.UNKNOWN,
    "4": DoseStatus.VOMITED,
    "5": DoseStatus.HELD,
    "6": DoseStatus.IN_HOSPITAL,
}


def read(
    text: str,
    *,
    lang: str | None = None,
    sender: str | None = None,
    asked: tuple[Medicine, ...] = (),
    reminder_time: dt.time | None = None,
    history: History = NO_HISTORY,
) -> Reading:
    """Everything one text says. Never raises, whatever the text holds.

    `lang`: the person's stored language; `sender`: participant, caregiver, shared or None;
    `asked`: medicines of the check-in that is open; `reminder_time`: its wall-clock time.
    """
    seen = look(text, lang)
    screen = screen_of(seen, text, sender, history)
    digit, letter = _menu(seen)
    try:
        reply = _doses(seen, screen, asked, reminder_time, digit)
    except Exception:  # a bug in reading doses must not take the red flags with it (behaviour 1)
        reply = Reply({one: DoseSaid() for one in asked}, False, ask_again=bool(asked))
    keyword, why = _keyword(seen, screen)
    said = {hit.value for hit in seen.of("keyword")}
    reaction = not screen.red_flag and not reply.said and _reaction(seen, said)
    return Reading(
        screen=screen,
        keyword=keyword,
        doses=reply.doses,
        digit=digit,
        letter=letter,
        all_given=reply.all_given,
        bare_answer=reply.bare,
        other_route=reply.other_route,
        only_sick=reply.only_sick,
        later=reply.later or digit == "3",
        hospital=digit == "6" or "hospital" in said,
        home="home" in said,
        reaction=reaction,
        doubt=_unreadable(seen, screen, reply, digit, letter),
        human="human" in said,
        ask_again=reply.ask_again and not reaction,
        language=seen.languages.main,
        why=(*screen.why, *why),
    )


def _doses(
    seen: Look,
    screen: Screen,
    asked: tuple[Medicine, ...],
    reminder: dt.time | None,
    digit: str | None,
) -> Reply:
    if digit is not None:
        status = _BY_DIGIT.get(digit, DoseStatus.UNKNOWN)
        doses = {one: DoseSaid(status) for one in asked}
        return Reply(doses, digit in _BY_DIGIT, ask_again=status is DoseStatus.UNKNOWN)
    reading = screen.entry.temperature
    taken = frozenset(
        place
        for number in seen.numbers
        for place in range(number.first, number.last + 1)
        if reading is not None and seen.text.quote(number.first, number.last) == reading.raw
    )
    reply = dose_reply(seen, asked, reminder, taken)
    entry = screen.entry
    if reply.only_sick and (entry.about != "participant" or not entry.codes & _SICK):
        return Reply({one: DoseSaid() for one in asked}, False, ask_again=bool(asked))
    return reply


def _menu(seen: Look) -> tuple[str | None, str | None]:
    """A bare menu digit or letter; "1." and "(b)" count, anything beside them does not."""
    bare = re.sub(r"[\s.,!()\"'#*)-]", "", seen.text.clean)
    digit = bare if re.fullmatch(r"[0-9]", bare) else None
    letter = bare.upper() if re.fullmatch(r"[A-Za-z]", bare) else None
    return digit, letter


def _keyword(seen: Look, screen: Screen) -> tuple[Keyword, tuple[Why, ...]]:
    """A life threat wins over any keyword, and a symptom over an opt-out inside it."""
    if screen.label is Label.EMERGENCY:
        return Keyword.EMERGENCY, ()
    return keyword_of(seen)


def _reaction(seen: Look, said: set[str]) -> bool:
    """A quote of our own text, thanks, or an automatic reply: noted and not answered."""
    if "auto_reply" in said:
        return True
    words = len(seen.text.words)
    if seen.quoted:
        return words == 0 or "thanks" in said
    thanks = [hit for hit in seen.of("keyword") if hit.value in ("thanks", "polite")]
    covered = {place for hit in thanks for place in range(hit.first, hit.last + 1)}
    return bool(words) and len(covered) == words and any(hit.value == "thanks" for hit in thanks)


def _unreadable(
    seen: Look, screen: Screen, reply: Reply, digit: str | None, letter: str | None
) -> bool:
    """Emoji alone, gibberish, a language we do not have: a person is asked to look."""
    if seen.quoted or digit or letter or reply.said or screen.entry.codes:
        return False
    if screen.entry.temperature is not None or seen.of("keyword"):
        return False
    languages = seen.languages
    if languages.words == 0:
        return not seen.numbers
    return languages.known / languages.words < _READABLE
