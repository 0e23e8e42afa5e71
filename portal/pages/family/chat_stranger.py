"""One message of somebody who is not signed in: answered, kept nowhere, reported to nobody."""

from portal.language import current
from portal.pages.family import chat_shown
from portal.pages.family.chat_answers import answer_to
from portal.pages.family.chat_shown import Turn
from portal.store.chat import TurnKind, TurnSaid
from portal.store.doses import Door
from study.answers.listening import may_be_a_question
from study.doses import DoseStatus
from study.symptoms import Tier
from study.understand.reading import read
from study.understand.said import Reading


def stranger_says(words: str) -> Turn:
    """A symptom gets 911, the numbers and the plain word that nobody was told."""
    lang = current()
    reading = read(words, lang=lang)
    said = answer_to(words, language=lang, screen=reading.screen)
    heard = reading.tier is not None and reading.tier is not Tier.T4
    known = said.kind in (TurnKind.ANSWER, TurnKind.MUST_NOT_ANSWER)
    if heard and not (known and may_be_a_question(reading.screen)):
        said = TurnSaid(
            words=words, kind=TurnKind.SYMPTOM_ESCALATE, door=Door.WEB, language=lang,
            detail={"self_harm": reading.self_harm},
        )  # fmt: skip
    elif said.kind is TurnKind.OUT_OF_SCOPE and reading.reaction:
        said = TurnSaid(words=words, kind=TurnKind.NOTED, door=Door.WEB, language=lang)
    elif said.kind is TurnKind.OUT_OF_SCOPE and _speaks_of_a_dose(reading):
        said = TurnSaid(words=words, kind=TurnKind.DOSE_UNCLEAR, door=Door.WEB, language=lang)
    return chat_shown.of_stranger(said)


def _speaks_of_a_dose(reading: Reading) -> bool:
    told = any(one.status is not DoseStatus.UNKNOWN for one in reading.doses.values())
    return told or (reading.all_given and not reading.bare_answer)
