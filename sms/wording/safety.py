"""The words that go first. 911 and the 24-hour number stand in the first segment of each.

Drafts that a principal investigator and an IRB must approve (behaviour 4, facts 3.0 to 3.3).
"""

from sms.wording.say import Sentence, Voiced, say, sentence
from study import notices
from study.notices import DO_NOT_COUNT_ON_IT, SafetyT3, SafetyWords
from study.notices.fixed import N_

GO_NOW = N_("Call 911 now or go to the nearest emergency room.")
THEN_CALL = N_("Then call your study team: %(phone_24h)s.")
CALL_NOW = N_("Call your study team now: %(phone_24h)s.")
WORSE = N_("Call 911 if it gets worse.")
NO_WAITING = N_("Do not wait for a text.")
AUTOMATIC = N_("This is an automatic text, not watched 24/7.")
NO_EXTRA = Voiced(
    N_("Do not give extra or double."),
    N_("Do not take extra or double."),
)
SIGNS = Voiced(
    N_("Call 911 if your child is hard to wake, has a seizure, or has trouble breathing."),
    N_("Call 911 if you are very sleepy, have a seizure, or have trouble breathing."),
)
FALLBACK = N_(
    "If you cannot reach them in %(fallback_minutes)s minutes, go to the nearest emergency room."
)
NO_ANSWER = N_("If no one answers, go to the nearest emergency room.")
SAY_WHO = N_("Call %(phone_24h)s now and say who you are.")
STRANGER = N_("We do not know this number.")
PAGED = (AUTOMATIC, DO_NOT_COUNT_ON_IT)

WORDS: dict[type[SafetyWords], tuple[Sentence, ...]] = {
    notices.SafetyT1: (GO_NOW, THEN_CALL, *PAGED, NO_WAITING),
    notices.SafetyT2: (CALL_NOW, WORSE, FALLBACK, *PAGED),
    notices.SafetyT2Fever: (
        CALL_NOW,
        SIGNS,
        N_("A fever or a low temperature can be serious."),
        FALLBACK,
        N_("Do not wait for morning."),
        Voiced(
            N_("Do not give fever medicine unless your team tells you to."),
            N_("Do not take fever medicine unless your team tells you to."),
        ),
        *PAGED,
    ),
    notices.SafetyT2Neuro: (
        CALL_NOW,
        Voiced(
            N_("Call 911 if it came on fast, or if your child is hard to wake or has a seizure."),
            N_("Call 911 if it came on fast, or if you are very sleepy or have a seizure."),
        ),
        Voiced(
            N_("New changes in how your child acts, moves, sees, or talks can be serious."),
            N_("New changes in how you act, move, see, or talk can be serious."),
        ),
        FALLBACK,
        *PAGED,
    ),
    notices.SafetyT2Baby: (
        CALL_NOW,
        N_("If no one answers at once, go to the nearest emergency room."),
        N_("Call 911 if your baby is hard to wake, has a seizure, or has trouble breathing."),
        *PAGED,
    ),
    notices.SafetyT4: (
        N_("Thank you. Your team can see this. It may not be read right away."),
        N_("If anything changes, call %(phone_24h)s. Emergency? Call 911."),
        AUTOMATIC,
    ),
    notices.SelfHarm: (
        N_("In danger now? Call 911."),
        N_("To talk with someone, call or text 988."),
        N_("Study team, day or night: %(phone_24h)s."),
        N_("Tell an adult near you now."),
        AUTOMATIC,
    ),
    notices.DeathWords: (
        N_("For an emergency, call 911. To reach your team at any hour, call %(phone_24h)s."),
    ),
    notices.InHospitalSafety: (
        N_("If you are in the hospital, tell your nurse now."),
        N_("If you are home, call %(phone_24h)s or 911."),
        *PAGED,
    ),
    notices.UnknownSenderEmergency: (
        GO_NOW,
        N_("Then call %(phone_24h)s and say who you are."),
        STRANGER,
        AUTOMATIC,
        NO_WAITING,
    ),
    notices.SafetySenderUnknown: (SAY_WHO, WORSE, NO_ANSWER, STRANGER, AUTOMATIC),
    notices.SafetyOtherPerson: (
        N_("Emergency? Call 911."),
        Voiced(
            N_("Is this about your child? Call your study team now: %(phone_24h)s."),
            N_("Is this about you? Call your study team now: %(phone_24h)s."),
        ),
        N_("For anyone else, call their own doctor."),
        AUTOMATIC,
    ),
    notices.DoubleDoseWords: (
        CALL_NOW,
        SIGNS,
        NO_EXTRA,
        N_("You can also call Poison Control: 1-800-222-1222."),
        FALLBACK,
        *PAGED,
    ),
    notices.SteroidLost: (
        CALL_NOW,
        WORSE,
        N_("Do not repeat the dose."),
        NO_EXTRA,
        FALLBACK,
        *PAGED,
    ),
    notices.LostTwice: (
        CALL_NOW,
        WORSE,
        Voiced(
            N_("Two in a row were not given or did not stay down."),
            N_("Two in a row were not taken or did not stay down."),
        ),
        NO_EXTRA,
        FALLBACK,
        *PAGED,
    ),
    notices.TubeProblem: (
        CALL_NOW,
        N_("Do not put anything in the tube."),
        N_("Call 911 for trouble breathing."),
        Voiced(N_("Ask how to give the next dose."), N_("Ask how to take the next dose.")),
        FALLBACK,
        *PAGED,
    ),
    notices.CallTeamBeforeGiving: (
        NO_EXTRA,
        N_("Call your study team now and ask: %(phone_24h)s."),
        N_("Emergency? Call 911."),
        N_("We cannot tell you what to do about a dose."),
        AUTOMATIC,
    ),
}


@sentence.register
def _safety(notice: SafetyWords) -> str:
    """Where the site left `fallback_minutes` blank, say to go when no one answers."""
    words = WORDS[type(notice)]
    if notice.fallback_minutes is None:
        words = tuple(NO_ANSWER if each is FALLBACK else each for each in words)
    return say(notice, *words)


@sentence.register
def _today(notice: SafetyT3) -> str:
    """Outside the site's review hours the 24-hour number leads (behaviour 4)."""
    if not notice.in_review_hours:
        return say(
            notice,
            N_("Call your study team: %(phone_24h)s, day or night."),
            WORSE,
            AUTOMATIC,
            NO_WAITING,
        )
    return say(
        notice,
        N_("Call your study team today: %(phone_day)s."),
        N_("If it gets worse, call %(phone_24h)s, day or night, or 911."),
        AUTOMATIC,
        NO_WAITING,
    )
