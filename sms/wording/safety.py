"""The words that go first. 911 and the 24-hour number stand in the first segment of each.

The sentences are shared with the pages: `study/notices/safety_sentences.py`.
"""

from sms.wording.say import say, sentence
from study.notices import SafetyT3, SafetyWords
from study.notices.safety_sentences import sentences_of


@sentence.register
def _safety(notice: SafetyWords) -> str:
    return say(notice, *sentences_of(notice))


@sentence.register
def _today(notice: SafetyT3) -> str:
    return say(notice, *sentences_of(notice))
