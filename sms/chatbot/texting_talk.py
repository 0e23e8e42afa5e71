"""Talk about the texting itself: stop, start, help, fewer, and what became of an open alert."""

from datetime import timedelta

from portal.actions.confirm_phone import confirm_phone
from portal.actions.fewer_texts import Fewer, fewer_texts
from portal.actions.mark_family import mark_family
from portal.actions.open_task import TaskKind, open_task
from portal.actions.opt_in import opt_in
from portal.actions.opt_out import opt_out
from portal.actions.raise_alert import AlertSubject, raise_alert
from portal.store import symptoms
from portal.store.alerts import FamilyMark
from portal.store.conversations import Asked
from portal.store.families import Participant, Texting
from sms.chatbot import questions
from sms.chatbot.replies import Reply
from sms.chatbot.talk import Talk
from sms.dialogue import moves
from study import notices
from study.notices import FEWER_LETTERS
from study.symptoms import Tier

# Behaviour 4: HELP within two hours of a symptom pages.
SOON_AFTER = timedelta(hours=2)
_SYMPTOM = (Tier.T1, Tier.T2, Tier.T3)


def stop_texts(talk: Talk, move: moves.StopTexts) -> list[Reply]:
    """Facts 5.2: at once. The action queues the one confirmation and tells the team."""
    opt_out(
        talk.session,
        caregiver=talk.caregiver,
        reporter=talk.reporter,
        now=talk.now,
        carrier_answered=move.answered,
    )
    return []


def start_texts(talk: Talk, move: moves.StartTexts) -> list[Reply]:
    already_on = talk.caregiver.texting is Texting.CONFIRMED
    opt_in(
        talk.session,
        caregiver=talk.caregiver,
        reporter=talk.reporter,
        now=talk.now,
        carrier_answered=move.answered,
    )
    if not already_on or move.answered:
        return []
    return [Reply(notices.OptedIn(program=talk.site.program, phone_24h=talk.phone_24h))]


def confirm(talk: Talk) -> list[Reply]:
    confirm_phone(talk.session, caregiver=talk.caregiver, reporter=talk.reporter, now=talk.now)
    return []


def give_help(talk: Talk, move: moves.GiveHelp) -> list[Reply]:
    """Every HELP is a task, and soon after a symptom a page (facts 5.3, behaviour 4)."""
    open_task(
        talk.session,
        site_id=talk.site.id,
        kind=TaskKind.TEXTED_HELP,
        key=f"help:{talk.text.id}",
        caregiver=talk.caregiver,
        now=talk.now,
        inbound_id=talk.text.id,
    )
    for child in talk.children:
        if _was_unwell(talk, child):
            raise_alert(
                talk.session,
                about=AlertSubject(talk.site.id, child, talk.caregiver),
                tier=Tier.T2,
                reasons=["texted HELP within two hours of a symptom"],
                now=talk.now,
            )
    if move.answered:
        return []
    return [
        Reply(
            notices.HelpReply(
                program=talk.site.program,
                phone_24h=talk.phone_24h,
                phone_day=talk.site.phone_day or "",
            )
        )
    ]


def _was_unwell(talk: Talk, child: Participant) -> bool:
    reports = symptoms.recent(talk.session, child.id, talk.said_at - SOON_AFTER)
    return any(report.tier in _SYMPTOM or report.codes for report in reports)


def offer_fewer(talk: Talk) -> list[Reply]:
    questions.ask(talk, Asked.FEWER, letters=FEWER_LETTERS)
    return [Reply(notices.FewerTexts(program=talk.site.program, phone_24h=talk.phone_24h))]


def choose_fewer(talk: Talk, move: moves.Pick) -> list[Reply]:
    questions.close(talk, Asked.FEWER)
    fewer_texts(
        talk.session,
        caregiver=talk.caregiver,
        stop=Fewer(move.value),
        reporter=talk.reporter,
        now=talk.now,
    )
    return []


def mark_alert(talk: Talk, move: moves.MarkAlert) -> list[Reply]:
    """R or E: it stops these texts, shows on the alert and closes nothing (behaviour 5)."""
    alert = questions.unanswered_alert(talk)
    if alert is None:
        return []
    mark_family(talk.session, alert=alert, mark=move.mark, who=talk.reporter.who, now=talk.now)
    reached = move.mark is FamilyMark.REACHED
    kind = notices.ReachedNoted if reached else notices.GoingNoted
    return [Reply(kind(phone_24h=talk.phone_24h))]
