"""Words about a dose check-in. No medicine is named and no text says to give one (behaviour 3)."""

from sms.wording.clocks import clock
from sms.wording.say import plainly, say, sentence
from sms.wording.typed import typed
from study import notices
from study.notices import (
    Corrected,
    DifferentDose,
    DoseBooked,
    DoseItem,
    DoseReminder,
    Notice,
    SecondGiven,
)
from study.notices.fixed import N_
from study.notices.safety_sentences import NO_EXTRA, Voiced

STATUSES = {
    "given": Voiced(N_("given"), N_("taken")),
    "late": Voiced(N_("given"), N_("taken")),
    "part_given": Voiced(N_("part given"), N_("part taken")),
    "missed": Voiced(N_("not given"), N_("not taken")),
    "vomited": Voiced(N_("vomited"), N_("vomited")),
    "held": Voiced(N_("told to hold"), N_("told to hold")),
    "unknown": Voiced(N_("not known"), N_("not known")),
    "in_hospital": Voiced(N_("in hospital"), N_("in hospital")),
}
"""By DoseStatus value. Late reads "given": the time says it, without blame (facts 7)."""

ROUTES = {"PO": N_("by mouth"), "NG": N_("by tube"), "IV": N_("by IV")}
TEXT_FIX = N_("Wrong? Text FIX.")
DIGITS = Voiced(
    N_("1 given, 2 not given, 3 later, 4 vomited, 5 told to hold, 6 in hospital"),
    N_("1 taken, 2 not taken, 3 later, 4 vomited, 5 told to hold, 6 in hospital"),
)
DIGITS_OF_SEVERAL = Voiced(
    N_("1 all given, 2 not given, 3 later, 4 vomited, 5 told to hold, 6 in hospital"),
    N_("1 all taken, 2 not taken, 3 later, 4 vomited, 5 told to hold, 6 in hospital"),
)

plainly(
    {
        notices.DoseRepeat: (
            Voiced(
                N_("The %(wall)s check-in for %(child)s is not logged. Already done? Reply 1."),
                N_("Your %(wall)s check-in is not logged. Already done? Reply 1."),
            ),
            N_("If not: 2 not done, 3 later, 4 vomited, 5 told to hold, 6 in hospital."),
        ),
        notices.BackupQuestion: (
            Voiced(
                N_("Nobody has logged the %(wall)s check-in for %(child)s."),
                N_("Nobody has logged your %(wall)s check-in."),
            ),
            Voiced(
                N_("Please ask the other caregiver before giving anything."),
                N_("Please ask your caregiver before taking anything."),
            ),
            N_("Reply 1 done, 2 not done, 9 not sure."),
        ),
        notices.RemindersEnd: (
            N_("These reminders end %(ends_on)s."),
            N_("Do not stop or change anything on your own."),
            N_("Ask your team: %(phone_24h)s."),
        ),
        notices.LaterNoted: (
            Voiced(
                N_("Noted: later. The %(wall)s check-in for %(child)s stays open."),
                N_("Noted: later. Your %(wall)s check-in stays open."),
            ),
            N_("Reply 1 when it is done. Not sure what to do? Ask your team: %(phone_24h)s."),
        ),
        notices.HeldNoted: (
            Voiced(
                N_("Noted for the %(wall)s check-in for %(child)s: told to hold."),
                N_("Noted for your %(wall)s check-in: told to hold."),
            ),
            N_("Ask your team when to start again: %(phone_24h)s."),
            TEXT_FIX,
        ),
        notices.HospitalNoted: (
            Voiced(
                N_("Noted for %(child)s: in the hospital."),
                N_("Noted: in the hospital."),
            ),
            N_("Reminders stop for now."),
            N_("A change or a new symptom? Tell your nurse now."),
            N_("If you are home, call %(phone_24h)s or 911."),
            N_("Back home? Text us: we are home."),
        ),
        notices.PlanCheck: (
            N_("Noted: you are home. Your team must check the plan."),
            N_("Until then, ask your team for the current plan: %(phone_24h)s."),
        ),
    }
)


@sentence.register
def _reminder(notice: DoseReminder) -> str:
    """Asks about a check-in; one segment with the longest nickname (a test holds it to that)."""
    digits = DIGITS_OF_SEVERAL if notice.several else DIGITS
    return say(
        notice,
        Voiced(
            N_("%(wall)s check-in for %(child)s. Reply %(digits)s."),
            N_("Your %(wall)s check-in. Reply %(digits)s."),
        ),
        N_("Emergency? Call 911."),
        digits=say(notice, digits),
    )


@sentence.register
def _booked(notice: DoseBooked) -> str:
    return echo(notice, notice.items)


def echo(notice: Notice, items: tuple[DoseItem, ...]) -> str:
    """What was booked, with its slot and how to correct it (behaviour 2)."""
    return say(
        notice,
        Voiced(
            N_("Saved, %(wall)s check-in for %(child)s, %(day)s: %(items)s."),
            N_("Saved, your %(wall)s check-in, %(day)s: %(items)s."),
        ),
        TEXT_FIX,
        items=listed(notice, items),
    )


@sentence.register
def _corrected(notice: Corrected) -> str:
    return say(
        notice,
        Voiced(
            N_("Changed, %(wall)s check-in for %(child)s, %(day)s: %(items)s."),
            N_("Changed, your %(wall)s check-in, %(day)s: %(items)s."),
        ),
        N_("Your team can see both answers."),
        TEXT_FIX,
        items=listed(notice, notice.items),
    )


@sentence.register
def _second_given(notice: SecondGiven) -> str:
    """Says who and when only as far as told and allowed (behaviour 3)."""
    known = [typed(notice.reporter)] if notice.reporter else []
    known += [clock(notice.given)] if notice.given else []
    logged = Voiced(
        N_("The %(wall)s check-in for %(child)s is already logged as given%(details)s."),
        N_("Your %(wall)s check-in is already logged as taken%(details)s."),
    )
    return say(
        notice,
        logged,
        NO_EXTRA,
        Voiced(
            N_("Is this the same one? Reply A same dose, B given again, C not sure."),
            N_("Is this the same one? Reply A same dose, B taken again, C not sure."),
        ),
        details=f" ({', '.join(known)})" if known else "",
    )


@sentence.register
def _different(notice: DifferentDose) -> str:
    return say(
        notice,
        Voiced(
            N_("The %(wall)s check-in for %(child)s is logged as: %(booked)s."),
            N_("Your %(wall)s check-in is logged as: %(booked)s."),
        ),
        N_("You now say: %(said)s. To change it, text FIX."),
        N_("Not sure? Ask your team before you go on: %(phone_24h)s."),
        booked=say(notice, STATUSES[notice.booked]),
        said=say(notice, STATUSES[notice.said]),
    )


def listed(notice: Notice, items: tuple[DoseItem, ...]) -> str:
    """Return "A given by tube at 8:05 AM; B vomited" in the notice's voice."""
    return "; ".join(_item(notice, item) for item in items)


def _item(notice: Notice, item: DoseItem) -> str:
    """Name only what was said: no route and no time where none was told."""
    parts = [typed(item.label), say(notice, STATUSES[item.status])]
    if item.route:
        parts.append(say(notice, ROUTES[item.route]))
    if item.given:
        parts.append(say(notice, N_("at %(given)s"), given=clock(item.given)))
    return " ".join(parts)
