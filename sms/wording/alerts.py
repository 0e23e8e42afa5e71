"""What a family is told while an alert is open (behaviour 5); drafts to be approved."""

from sms.wording.say import plainly
from study import notices
from study.notices.fixed import N_
from study.notices.safety_sentences import WORSE

STILL_OPEN = N_("We stop these texts, but the alert stays open.")

plainly(
    {
        notices.AlertTaken: (
            N_("A person on the team has your message (%(at)s)."),
            N_(
                "If you have not talked with someone by %(until)s, or it gets worse, "
                "call %(phone_24h)s or 911."
            ),
            N_("Do not wait for a text."),
        ),
        notices.NobodyAnswered: (
            N_("No one has answered us yet."),
            N_("Call %(phone_24h)s now or go to the nearest emergency room."),
            WORSE,
            N_("Text R if you reached them, E if you are going there."),
        ),
        notices.ReachedNoted: (
            N_("Noted: you reached them."),
            N_("If it gets worse, call %(phone_24h)s or 911."),
            STILL_OPEN,
        ),
        notices.GoingNoted: (
            N_("Noted: you are going to the emergency room."),
            N_("If it gets worse, call 911. Study team, day or night: %(phone_24h)s."),
            STILL_OPEN,
        ),
    }
)
