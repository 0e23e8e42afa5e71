"""What a text tells, apart from what it asks: a question books no dose as given and no stay."""

from dataclasses import replace

from sms.chatbot.dose_words import read_text
from sms.chatbot.talk import Talk
from study.answers.asking import is_asked
from study.doses import DoseStatus
from study.understand.said import Reading

_SETTLED = frozenset({DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.PART_GIVEN, DoseStatus.HELD})
_NOTHING = frozenset({DoseStatus.UNKNOWN})


def told_apart(talk: Talk, reading: Reading) -> Reading:
    """The reading of a text that asks something, without what is only asked.

    A report beside the question is read by itself. What was lost stays, wherever it was said:
    better one alarm too many.
    """
    if not is_asked(talk.text.body):
        return reading
    told = read_text(talk, talk.told)
    kept = {name: one for name, one in reading.doses.items() if one.status not in _SETTLED}
    said = {name: one for name, one in told.doses.items() if one.status not in _NOTHING}
    return replace(
        reading,
        doses=kept | said,
        all_given=told.all_given,
        hospital=told.hospital,
        home=told.home,
    )
