"""The daily question and what we ask about a symptom, after the safety words have gone out."""

from sms.wording.say import plainly
from study import notices
from study.notices.fixed import N_
from study.notices.safety_sentences import Voiced

EMERGENCY = N_("Emergency? Call 911.")
NEW_SYMPTOM = N_("Fever or a new symptom? Call %(phone_24h)s. Emergency? Call 911.")
IN_WORDS = N_("What is going on? Please text it in a few words.")
NUMBER_AND_PLACE = N_(
    "Please text the number and where it was taken, like 101.2 mouth or 38.4 under the arm."
)

plainly(
    {
        notices.DailyPrompt: (
            Voiced(
                N_(
                    "Daily question for %(child)s: 0 nothing new, 7 fever or feels hot, "
                    "8 new change in waking, thinking, moving, seeing, talking, or bad headache, "
                    "9 other or not sure."
                ),
                N_(
                    "Daily question for you: 0 nothing new, 7 fever or feel hot, "
                    "8 new change in waking, thinking, moving, seeing, talking, or bad headache, "
                    "9 other or not sure."
                ),
            ),
            EMERGENCY,
        ),
        notices.CheckinThanks: (
            N_("Thanks. Saved."),
            N_("Call %(phone_24h)s any time something changes. Emergency? Call 911."),
        ),
        notices.AskTemperature: (
            NUMBER_AND_PLACE,
            N_("No thermometer? Just say so."),
            N_("Do not wait for us: call %(phone_24h)s now. Emergency? Call 911."),
        ),
        notices.AskMethod: (
            N_("You wrote %(reading)s."),
            N_("If it was under the arm, call your study team now: %(phone_24h)s."),
            EMERGENCY,
            N_("Where was it taken? Reply A under the arm, B mouth, C ear, D forehead."),
        ),
        notices.AskRecheck: (
            N_("You wrote %(reading)s."),
            N_("Do not wait for us: call %(phone_24h)s now. Emergency? Call 911."),
            N_("Please text the number just as it shows, and where it was taken."),
        ),
        notices.AskAboutWhom: (
            EMERGENCY,
            Voiced(
                N_("Is this about %(child)s, now? Then call your study team: %(phone_24h)s."),
                N_("Is this about you, now? Then call your study team: %(phone_24h)s."),
            ),
            Voiced(
                N_("Reply A my child, now, B someone else, C it is over, D not sure."),
                N_("Reply A me, now, B someone else, C it is over, D not sure."),
            ),
        ),
        notices.AskReadable: (
            N_("We could not read that."),
            NEW_SYMPTOM,
            IN_WORDS,
        ),
        notices.PhotoReceived: (
            N_("This line cannot read pictures or recordings."),
            NEW_SYMPTOM,
            IN_WORDS,
        ),
        notices.AskSymptomWords: (
            IN_WORDS,
            N_("Do not wait for us: call %(phone_24h)s now. Emergency? Call 911."),
        ),
        notices.NotUnderstood: (
            N_("This is an automatic line and we did not understand."),
            NEW_SYMPTOM,
            N_("Your team can see your text. It may not be read right away."),
        ),
        notices.CannotAdvise: (
            N_("I am an automatic helper. I cannot give medical advice."),
            N_("Your study team can: %(phone_24h)s. Emergency? Call 911."),
        ),
        notices.UnreadYet: (
            N_("We got your message. It may not be read right away."),
            NEW_SYMPTOM,
        ),
    }
)
