"""Talk about questions: the approved short form of a passage, a choice, or on to the study team.

What fits a question is judged in `study.answers`; nothing here writes an answer of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app

from portal.actions.ask_team import ask_team
from portal.actions.chat_turn import chat_turn
from portal.config import Settings
from portal.store.chat import ChatTurn, TurnKind, TurnSaid
from portal.store.conversations import Asked
from portal.store.doses import Door
from sms.chatbot import checkin_talk, questions, replies, screening
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from study import notices
from study.answers import answer, asking
from study.answers.languages import folder_of
from study.answers.shapes import Answer, Boundary, Route
from study.answers.wording import words
from study.explained import passages
from study.notices import PASSAGE_LETTERS, TEAM_LETTER, PassageChoice
from study.understand.said import Reading

_TEAM = "team"
_LEAVING = "leaving-the-study"

# Words that keep from harm are said to a plain statement too; it gets no other refusal.
_SAID_UNASKED = frozenset(
    {Boundary.DOSE, Boundary.STOPPING, Boundary.CAUSE, Boundary.OTHER_MEDICINE}
)


def answer_question(talk: Talk, move: moves.AnswerQuestion, reading: Reading) -> list[Reply]:
    """Answer from the passages; what has no answer there is the team's, a letter away."""
    found = _found(talk, talk.text.body, reading)
    if found.route is Route.SYMPTOM_ESCALATE:
        return _escalated(talk, move, found)
    if not (move.asked or move.human) and not _is_meant(talk, found):
        return checkin_talk.lost(talk)
    if not (move.asked or move.human) and _wants_to_leave(found):
        return _leaving(talk, found)
    if found.route is Route.ANSWER and not move.human:
        return _answered(talk, found, asked=move.asked)
    return _refused(talk, found, human=move.human)


def _is_meant(talk: Talk, found: Answer) -> bool:
    """Whether words that are not put as a question are answered all the same."""
    if found.boundary in _SAID_UNASKED or _wants_to_leave(found):
        return True
    return found.boundary is None and asking.names_a_subject(talk.text.body)


def _wants_to_leave(found: Answer) -> bool:
    return found.passages[:1] == (_LEAVING,)


def _escalated(talk: Talk, move: moves.AnswerQuestion, found: Answer) -> list[Reply]:
    """Report what the screen did not hear; what pages nobody is left to a person."""
    if move.noted:
        return checkin_talk.thank(talk)
    talk.text.needs_person = True
    heard = screening.hear_in_question(talk, found.screen)
    if heard.whose:
        return checkin_talk.ask_whose(talk, found.screen)
    if heard.words:
        return []
    return checkin_talk.cannot_advise(talk) if move.asked else checkin_talk.lost(talk)


def _found(talk: Talk, body: str, reading: Reading) -> Answer:
    return answer(
        body,
        language=talk.caregiver.language,
        teen=talk.caregiver.is_participant,
        sender=talk.sender,
        screen=reading.screen,
    )


def _answered(talk: Talk, found: Answer, *, asked: bool) -> list[Reply]:
    """One passage, or a choice of them; words that are not put as a question stay for a person."""
    talk.text.needs_person = talk.text.needs_person or not asked
    fitting = _with_titles_of_their_own(talk, found.passages)
    several = len(fitting) > 1 and not _letters_wait(talk)
    offered = fitting if several else fitting[:1]
    turn = _keep(talk, found, TurnKind(found.route.value), offered, short=not several)
    by_letter = dict(zip(PASSAGE_LETTERS, offered, strict=False)) if several else {}
    _offer(talk, turn, by_letter)
    if not several:
        return [_passage(talk, fitting[0])]
    choices = tuple(PassageChoice(letter, one) for letter, one in by_letter.items())
    return [Reply(notices.PassageChoices(choices=choices, **_phones(talk)))]


def _leaving(talk: Talk, found: Answer) -> list[Reply]:
    """A wish to leave is for a person to hear: a text takes nobody out of the study (facts 7)."""
    talk.text.needs_person = True
    turn = _keep(talk, found, TurnKind(found.route.value), [_LEAVING], short=True)
    _send_on(talk, turn)
    return [_passage(talk, _LEAVING, notices.LeavingHeard)]


def _with_titles_of_their_own(talk: Talk, found: Sequence[str]) -> list[str]:
    """The best few; two that would be offered under one title are the same choice."""
    titles = words(talk.caregiver.language).title
    by_title: dict[str, str] = {}
    for one in found:
        by_title.setdefault(titles[one], one)
    return list(by_title.values())[: len(PASSAGE_LETTERS)]


def _letters_wait(talk: Talk) -> bool:
    """A question with letters of its own still waits: its A must not become a passage."""
    standing = questions.standing(talk)
    return any(one.letters and not one.answered for one in standing.questions)


def _refused(talk: Talk, found: Answer, *, human: bool) -> list[Reply]:
    """No answer here. Somebody who wishes for a person is on the team's list at once."""
    talk.text.needs_person = True
    turn = _keep(talk, found, TurnKind(found.route.value))
    if human:
        _send_on(talk, turn)
    else:
        _offer(talk, turn, {})
    return [_not_answered(talk, found, sent=human)]


def _not_answered(talk: Talk, found: Answer, *, sent: bool) -> Reply:
    if found.boundary is None or (sent and found.route is Route.OUT_OF_SCOPE):
        return Reply(notices.TextSentOn(**_phones(talk)))
    return Reply(notices.NotAnswered(boundary=found.boundary, sent=sent, **_phones(talk)))


def pass_on(talk: Talk, reading: Reading) -> list[Reply]:
    """A question beside a dose report goes to the team; one about a dose keeps its words."""
    found = _found(talk, asking.questions(talk.text.body), reading)
    if found.route is Route.SYMPTOM_ESCALATE:
        return _escalated(talk, moves.AnswerQuestion(asked=True), found)
    _send_on(talk, _keep(talk, found, TurnKind(found.route.value), known=True))
    return [_not_answered(talk, found, sent=True)]


def pick_passage(talk: Talk, move: moves.Pick) -> list[Reply]:
    """A passage that was offered, or the letter that sends the question on."""
    question = questions.row(talk, move.question.id)
    first = talk.session.get_one(ChatTurn, question.context["turn"])
    if move.value == _TEAM:
        questions.close_one(talk, question.id)
        _send_on(talk, first)
        return [Reply(notices.TextSentOn(**_phones(talk)))]
    shown = [move.value]
    _keep(talk, None, TurnKind.CHOSEN, shown, short=True, known=True, follows_id=first.id)
    return [_passage(talk, move.value)]


def _passage(
    talk: Talk,
    passage_id: str,
    kind: type[notices.PassageShown | notices.LeavingHeard] = notices.PassageShown,
) -> Reply:
    address = _address(talk, passage_id)
    return Reply(kind(passage=passage_id, address=address, **_phones(talk)))


def _address(talk: Talk, passage_id: str) -> str:
    """The neutral address; one in English needs no language, as that is what a page falls to."""
    settings: Settings = current_app.config["SETTINGS"]
    address = f"{settings.base_url}/p/{passages.code_of(passage_id)}"
    language = folder_of(talk.caregiver.language)
    return address if language == passages.ENGLISH else f"{address}?lang={language}"


def _phones(talk: Talk) -> dict[str, str]:
    return {"phone_24h": talk.phone_24h, "phone_day": talk.site.phone_day or talk.phone_24h}


def _offer(talk: Talk, turn: ChatTurn, by_letter: Mapping[str, str]) -> None:
    """Wait for a letter, behind every question that asks for one itself."""
    letters = {**by_letter, TEAM_LETTER: _TEAM}
    questions.ask(talk, Asked.WHICH_PASSAGE, letters=letters, turn=turn.id, answered=True)


def _send_on(talk: Talk, turn: ChatTurn) -> None:
    ask_team(
        talk.session,
        caregiver=talk.caregiver,
        words=turn.words,
        language=talk.caregiver.language,
        door=Door.SMS,
        turn=turn,
        now=talk.now,
    )


def _keep(
    talk: Talk,
    found: Answer | None,
    kind: TurnKind,
    offered: Sequence[str] = (),
    *,
    short: bool = False,
    known: bool = False,
    **more: Any,
) -> ChatTurn:
    """Keep the turn with what this phone is shown of it: nothing, where nothing may go out.

    `short`: in the short form, not only offered; `known`: the text was something we know.
    """
    if replies.are_held_back(talk, command=known):
        offered = ()
    language = folder_of(talk.caregiver.language)
    shelf = passages.load(language)
    said = TurnSaid(
        words="" if kind is TurnKind.CHOSEN else talk.text.body,  # a letter asks nothing
        kind=kind,
        door=Door.SMS,
        language=language,
        boundary=found.boundary if found else None,
        passages=[
            {"id": one, "version": shelf[one].version, "whole": False, "short": short}
            for one in offered
        ],
        words_version=words(language).version,
        why=list(found.why) if found else [],
        inbound_id=talk.text.id,
        **more,
    )
    return chat_turn(talk.session, caregiver=talk.caregiver, said=said, now=talk.now)
