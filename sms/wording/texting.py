"""Words about the texting itself: consent, opt-outs, help, strangers, sign-in (facts 5.1-5.7)."""

from sms.wording.say import plainly, say, sentence
from study import notices
from study.notices import (
    EMERGENCY_LINE,
    PHRASES,
    FewerNoted,
    OptedOut,
    Phrase,
    SignInCode,
    StaffMessageWaiting,
    TeamPhrase,
)
from study.notices.fixed import N_

HEALTH = N_("Fever or a new symptom? Call %(phone_24h)s, day or night.")
EMERGENCY = N_("Emergency? Call 911.")
NOT_WATCHED = N_("Not watched 24/7. Emergency? Call 911.")
RATES = N_("Msg & data rates may apply.")
HELP_STOP = N_("Reply HELP for help, STOP to end.")
TURNED_OFF = {
    "reminders": N_("%(program)s: Check-in reminders are off."),
    "prompts": N_("%(program)s: The daily question is off."),
    "both": N_("%(program)s: Check-in reminders and the daily question are off."),
}

plainly(
    {
        notices.ConfirmPhone: (
            N_(
                "%(program)s: Reply 1 or START to get reminder and check-in texts here, "
                "up to %(daily_cap)s a day."
            ),
            NOT_WATCHED,
            RATES,
            HELP_STOP,
        ),
        notices.SignedUp: (
            N_(
                "%(program)s: You are signed up for reminder and check-in texts, "
                "up to %(daily_cap)s a day. Answers to you are extra."
            ),
            NOT_WATCHED,
            HEALTH,
            RATES,
            N_("Reply HELP for help, FEWER for fewer texts, STOP to end."),
        ),
        notices.OptedIn: (
            N_("%(program)s: Texts are on again."),
            NOT_WATCHED,
            HEALTH,
            HELP_STOP,
        ),
        notices.HelpReply: (
            N_("%(program)s: Emergency? Call 911."),
            HEALTH,
            N_("Help with texts: %(phone_day)s."),
            RATES,
            N_("Reply STOP to end."),
        ),
        notices.FewerTexts: (
            N_(
                "%(program)s: Which texts should we turn off? Reply A check-in reminders, "
                "B the daily question, C both."
            ),
            HEALTH,
            EMERGENCY,
        ),
        notices.UnknownSender: (
            N_("%(program)s: This is an automatic line. We do not know this number."),
            EMERGENCY,
            N_("Are you with us? Call %(phone_day)s."),
        ),
        notices.LanguageCard: (N_("Emergency: 911. Day or night: %(phone_24h)s. Say: %(say)s."),),
        notices.EmergencyLine: (EMERGENCY_LINE,),
    }
)


@sentence.register
def _opted_out(notice: OptedOut) -> str:
    """The one confirmation after an opt-out, which may point to FEWER (behaviour 3)."""
    off = N_("%(program)s: You will get no more texts.")
    still = N_("You are still in the study.")
    return say(
        notice,
        *((off, still) if notice.in_study else (off,)),
        N_("For health questions call %(phone_24h)s."),
        EMERGENCY,
        N_("Reply START to get texts again. For fewer texts, reply START, then FEWER."),
    )


@sentence.register
def _fewer_noted(notice: FewerNoted) -> str:
    return say(
        notice,
        TURNED_OFF[notice.stopped],
        N_("You can still text us a symptom."),
        HEALTH,
        EMERGENCY,
        N_("To turn them on again, ask your team."),
    )


@sentence.register
def _message_waiting(notice: StaffMessageWaiting) -> str:
    waiting = N_("%(program)s: You have a message from your team. Sign in to read it.")
    return say(notice, waiting, *(["%(address)s"] if notice.address else []))


@sentence.register
def _team_phrase(notice: TeamPhrase) -> str:
    """A person's answer in words that were approved beforehand (behaviour 7)."""
    return say(notice, "%(program)s:", PHRASES[Phrase(notice.phrase)], EMERGENCY)


@sentence.register
def _sign_in_code(notice: SignInCode) -> str:
    """The outbox puts the code in at sending; a text without one is never worded."""
    if not notice.code:
        raise ValueError("SignInCode has no code yet")
    return say(
        notice,
        N_("%(program)s: Your sign-in code is %(code)s."),
        N_("It works for %(minutes)s minutes. Do not share it."),
    )
