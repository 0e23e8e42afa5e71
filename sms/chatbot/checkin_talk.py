"""Talk about how a child is, after the screen has heard every red flag of the text."""

from portal.actions.answer_daily import answer_daily
from portal.store import alerts
from portal.store.conversations import Asked, OpenQuestion
from portal.store.entries import put_aside
from portal.store.families import Participant
from portal.store.schedules import Checkin
from sms.chatbot import questions, symptom_reports
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from study import notices
from study.notices import WHOM_LETTERS, ChildChoice, Notice
from study.symptoms import SymptomEntry
from study.understand.said import Reading, Screen


def daily_digit(talk: Talk, move: moves.DailyDigit) -> list[Reply]:
    """0 is kept with thanks and no word of comfort; 9 is a symptom without a name (behaviour 2)."""
    question = questions.row(talk, move.question.id)
    child = talk.child(question.participant_id)
    if child is None:
        return []
    close_daily(talk, question)
    nothing_new = move.digit == "0"
    entry = SymptomEntry(
        codes=frozenset() if nothing_new else frozenset({"X.unwell"}),
        words=talk.text.body,
        denied=nothing_new,
        about="participant",
    )
    symptom_reports.report(talk, entry, (child,))
    if nothing_new:
        words = notices.CheckinThanks(phone_24h=talk.phone_24h, voice=talk.voice)
        return [Reply(words, child.id, question.checkin_id)]
    return ask_signs(talk, child)


def close_daily(talk: Talk, question: OpenQuestion) -> None:
    """The day's question is answered, on every phone it went to."""
    questions.close_one(talk, question.id)
    checkin = talk.session.get(Checkin, question.checkin_id) if question.checkin_id else None
    if checkin is not None:
        answer_daily(talk.session, checkin=checkin, reporter=talk.reporter, now=talk.now)


def ask_signs(talk: Talk, child: Participant | None = None) -> list[Reply]:
    """What is it, in words? Silence pages unless an alert stands already."""
    paged = bool(questions.open_alerts(talk))
    one = child.id if child else None
    questions.ask(talk, Asked.READABLE, participant_id=one, silence=not paged)
    return [Reply(notices.AskSymptomWords(phone_24h=talk.phone_24h, voice=talk.voice), one)]


def ask_reading(talk: Talk) -> list[Reply]:
    questions.ask(talk, Asked.TEMPERATURE)
    return [Reply(notices.AskTemperature(phone_24h=talk.phone_24h, voice=talk.voice))]


def ask_whose(talk: Talk, found: Screen) -> list[Reply]:
    """The child's, and now? Until it is answered the report is put aside with its words."""
    one = talk.named or (talk.children[0] if len(talk.children) == 1 else None)
    questions.ask(
        talk,
        Asked.ABOUT_WHOM,
        participant_id=one.id if one else None,
        letters=WHOM_LETTERS,
        entry=put_aside(found.entry),
    )
    nickname = one.nickname if one else ""
    words = notices.AskAboutWhom(phone_24h=talk.phone_24h, voice=talk.voice, nickname=nickname)
    return [Reply(words, one.id if one else None)]


def ask_child_of_report(talk: Talk) -> list[Reply]:
    """An alert stands for each child already; the answer only says which (behaviour 1)."""
    questions.ask(
        talk,
        Asked.WHICH_CHILD,
        letters={letter: child.id for letter, child in talk.by_letter.items()},
        then="report",
    )
    return [Reply(which_child(talk))]


def which_child(talk: Talk, among: frozenset[str] | None = None) -> Notice:
    return notices.AskWhichChild(
        choices=tuple(
            ChildChoice(letter, child.nickname)
            for letter, child in talk.by_letter.items()
            if among is None or child.id in among
        )
    )


def note_child(talk: Talk, chosen: Participant) -> list[Reply]:
    """Every alert stays open and shows what was said; no thanks may sound like "all is well"."""
    for alert in questions.open_alerts(talk):
        about = "about_this_child" if alert.participant_id == chosen.id else "about_other_child"
        alerts.note(talk.session, alert, about, at=talk.now, text=talk.text.id)
    return []


def thank(talk: Talk) -> list[Reply]:
    """Kept; whom to call if anything changes."""
    words = notices.SafetyT4(
        phone_24h=talk.phone_24h,
        fallback_minutes=talk.site.fallback_minutes,
        voice=talk.voice,
    )
    return [Reply(words)]


def unreadable(talk: Talk, move: moves.Unreadable) -> list[Reply]:
    """The 911 line and one question; silence pages after its minutes (behaviour 1)."""
    talk.text.needs_person = True
    questions.ask(talk, Asked.READABLE)
    kind = notices.PhotoReceived if move.photo else notices.AskReadable
    return [Reply(kind(phone_24h=talk.phone_24h, voice=talk.voice))]


def settle_readable(talk: Talk, reading: Reading) -> None:
    """Words somebody can read answer "what is going on?"; thanks and another picture do not."""
    if not reading.doubt and not reading.reaction and talk.text.body.strip():
        questions.close(talk, Asked.READABLE)


def cannot_advise(talk: Talk) -> list[Reply]:
    talk.text.needs_person = True
    return [Reply(notices.CannotAdvise(phone_24h=talk.phone_24h, voice=talk.voice))]


def lost(talk: Talk) -> list[Reply]:
    talk.text.needs_person = True
    return [Reply(notices.NotUnderstood(phone_24h=talk.phone_24h, voice=talk.voice))]


def refuse(talk: Talk, move: moves.Refuse) -> list[Reply]:
    """A digit or letter that fits nothing is asked about, never booked (behaviour 2)."""
    if move.asked is None:
        return [Reply(notices.NothingOpen(said=move.said, phone_24h=talk.phone_24h))]
    words = notices.DigitNotExpected(
        said=move.said, asked=move.asked, phone_24h=talk.phone_24h, voice=talk.voice
    )
    return [Reply(words)]
