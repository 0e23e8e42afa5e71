"""Why somebody has to act, in plain words: one line for each kind of task."""

from flask_babel import lazy_gettext as _

from portal.actions.open_task import TaskKind

TASKS = {
    TaskKind.SYMPTOM_TODAY: _("A symptom to look at today"),
    TaskKind.OTHER_PERSON: _("A symptom of somebody who is not in the study"),
    TaskKind.READ_TEXT: _("Read a text"),
    TaskKind.TEXTED_HELP: _("The family texted HELP: telephone"),
    TaskKind.OPTED_OUT: _("A phone opted out: the family has no texts for safety. Telephone"),
    TaskKind.NUMBER_TROUBLE: _("A phone number does not take texts: check it with the family"),
    TaskKind.SAFETY_WORDS_UNDELIVERED: _("Safety words did not arrive: phone the family"),
    TaskKind.REMINDER_UNCERTAIN: _("Not known whether a reminder was sent"),
    TaskKind.SILENT_DAYS: _("Three days without an answer: telephone"),
    TaskKind.STEROID_UNKNOWN: _("Two steroid doses not logged: telephone"),
    TaskKind.CAREGIVERS_UNSURE: _("The caregivers do not agree about a dose: telephone"),
    TaskKind.SECOND_GIVEN: _("One dose was reported as given twice: telephone"),
    TaskKind.PLAN_ENDS: _("A plan ends: extend it, taper, or end it"),
    TaskKind.IN_HOSPITAL: _("In the hospital: confirm every 24 hours"),
    TaskKind.HOME_AGAIN: _("The family says they are home: check the plan"),
    TaskKind.HELD_BY_FAMILY: _("The family says they were told to hold a dose: check"),
    TaskKind.HOLD_REVIEW: _("A hold is to be reviewed"),
    TaskKind.MOVED_TOO_CLOSE: _("A new time lies close to the last dose: confirm before reminders"),
    TaskKind.WORDS_OF_DEATH: _("The family wrote of a death: a person decides what follows"),
    TaskKind.INTERPRETER: _("An interpreter is asked for"),
    TaskKind.LOOP_STOPPED: _("Automatic answers to a phone were stopped"),
    TaskKind.CARRIER_STOPPED: _("The carrier refuses our texts"),
    TaskKind.NOBODY_ON_CALL: _("Nobody is on call"),
    TaskKind.QUESTION: _("A question for the team"),
    TaskKind.CUSTODY_HOLE: _("Nobody has the child today by the custody days: check them"),
    TaskKind.CUSTODY_UNREACHED: _(
        "Whoever has the child today takes no texts, so no reminder went out: telephone"
    ),
}
