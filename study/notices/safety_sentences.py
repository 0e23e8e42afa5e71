"""The safety sentences, in English, that texts and pages share: approved once, shown by both doors.

Drafts that a principal investigator and an IRB must approve (behaviour 4, facts 3.0 to 3.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from study.notices import safety
from study.notices.fixed import DO_NOT_COUNT_ON_IT, N_


@dataclass(frozen=True)
class Voiced:
    """A sentence that differs by who reads it."""

    caregiver: str
    participant: str


Sentence = str | Voiced
"""English, marked with N_; the placeholders are the notice's field names, and `child`."""

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

WORDS: Mapping[type[safety.SafetyWords], tuple[Sentence, ...]] = MappingProxyType(
    {
        safety.SafetyT1: (GO_NOW, THEN_CALL, *PAGED, NO_WAITING),
        safety.SafetyT2: (CALL_NOW, WORSE, FALLBACK, *PAGED),
        safety.SafetyT2Fever: (
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
        safety.SafetyT2Neuro: (
            CALL_NOW,
            Voiced(
                N_(
                    "Call 911 if it came on fast, "
                    "or if your child is hard to wake or has a seizure."
                ),
                N_("Call 911 if it came on fast, or if you are very sleepy or have a seizure."),
            ),
            Voiced(
                N_("New changes in how your child acts, moves, sees, or talks can be serious."),
                N_("New changes in how you act, move, see, or talk can be serious."),
            ),
            FALLBACK,
            *PAGED,
        ),
        safety.SafetyT2Baby: (
            CALL_NOW,
            N_("If no one answers at once, go to the nearest emergency room."),
            N_("Call 911 if your baby is hard to wake, has a seizure, or has trouble breathing."),
            *PAGED,
        ),
        safety.SafetyT4: (
            N_("Thank you. Your team can see this. It may not be read right away."),
            N_("If anything changes, call %(phone_24h)s. Emergency? Call 911."),
            AUTOMATIC,
        ),
        safety.SelfHarm: (
            N_("In danger now? Call 911."),
            N_("To talk with someone, call or text 988."),
            N_("Study team, day or night: %(phone_24h)s."),
            N_("Tell an adult near you now."),
            AUTOMATIC,
        ),
        safety.DeathWords: (
            N_("For an emergency, call 911. To reach your team at any hour, call %(phone_24h)s."),
        ),
        safety.InHospitalSafety: (
            N_("If you are in the hospital, tell your nurse now."),
            N_("If you are home, call %(phone_24h)s or 911."),
            *PAGED,
        ),
        safety.UnknownSenderEmergency: (
            GO_NOW,
            N_("Then call %(phone_24h)s and say who you are."),
            STRANGER,
            AUTOMATIC,
            NO_WAITING,
        ),
        safety.SafetySenderUnknown: (SAY_WHO, WORSE, NO_ANSWER, STRANGER, AUTOMATIC),
        safety.SafetyOtherPerson: (
            N_("Emergency? Call 911."),
            Voiced(
                N_("Is this about your child? Call your study team now: %(phone_24h)s."),
                N_("Is this about you? Call your study team now: %(phone_24h)s."),
            ),
            N_("For anyone else, call their own doctor."),
            AUTOMATIC,
        ),
        safety.DoubleDoseWords: (
            CALL_NOW,
            SIGNS,
            NO_EXTRA,
            N_("You can also call Poison Control: 1-800-222-1222."),
            FALLBACK,
            *PAGED,
        ),
        safety.SteroidLost: (
            CALL_NOW,
            WORSE,
            N_("Do not repeat the dose."),
            NO_EXTRA,
            FALLBACK,
            *PAGED,
        ),
        safety.LostTwice: (
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
        safety.TubeProblem: (
            CALL_NOW,
            N_("Do not put anything in the tube."),
            N_("Call 911 for trouble breathing."),
            Voiced(N_("Ask how to give the next dose."), N_("Ask how to take the next dose.")),
            FALLBACK,
            *PAGED,
        ),
        safety.CallTeamBeforeGiving: (
            NO_EXTRA,
            N_("Call your study team now and ask: %(phone_24h)s."),
            N_("Emergency? Call 911."),
            N_("We cannot tell you what to do about a dose."),
            AUTOMATIC,
        ),
    }
)
"""Every kind of safety words but those for today, in the order they are said."""

TODAY: tuple[Sentence, ...] = (
    N_("Call your study team today: %(phone_day)s."),
    N_("If it gets worse, call %(phone_24h)s, day or night, or 911."),
    AUTOMATIC,
    NO_WAITING,
)
TODAY_CLOSED: tuple[Sentence, ...] = (
    N_("Call your study team: %(phone_24h)s, day or night."),
    WORSE,
    AUTOMATIC,
    NO_WAITING,
)
ONLY_IN_TEXTS = frozenset({AUTOMATIC, NO_WAITING})


def sentences_of(notice: safety.SafetyWords) -> tuple[Sentence, ...]:
    """What this notice says, in order.

    Where the site left `fallback_minutes` blank, to go when no one answers; for today's words
    outside the site's review hours the 24-hour number leads (behaviour 4).
    """
    if isinstance(notice, safety.SafetyT3):
        return TODAY if notice.in_review_hours else TODAY_CLOSED
    words = WORDS[type(notice)]
    if notice.fallback_minutes is not None:
        return words
    return tuple(NO_ANSWER if each is FALLBACK else each for each in words)
