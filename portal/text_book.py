"""Every text, screen and explaining passage of a language, with id, version and approval.

For whoever reviews the words (behaviour section 10). There are no voice prompts to list: this
program makes no telephone calls.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from study.answers import wording
from study.explained import passages
from study.explained.shapes import Status, Translation

CATALOGUES = Path(__file__).parent / "translations"
ENGLISH = "en"


class Kind(StrEnum):
    TEXT = "text message"
    SCREEN = "family or public screen"
    TEAM = "team screen"
    PASSAGE = "passage"
    TERM = "glossary"
    QUESTION = "question"


class Approval(StrEnum):
    """Whether a person approved the words; `draft` in English, `machine draft` elsewhere."""

    APPROVED = "approved"
    REVIEWED = "translation reviewed"
    DRAFT = "draft"
    MACHINE = "machine draft"


@dataclass(frozen=True)
class Entry:
    """One piece of words. `where`: the files it comes from. `english`: None in the English book."""

    kind: Kind
    id: str
    version: str
    approval: Approval
    words: str
    english: str | None
    where: str


class NoSuchBook(LookupError):
    """There is no catalogue for this language."""


def book(language: str) -> list[Entry]:
    """All words of a language, texts first. Raises NoSuchBook."""
    found = [*_catalogue(language)]
    if language in passages.languages():
        found += [*_passages(language), *_terms(language), *_questions(language)]
        found += _answers(language)
    return sorted(found, key=lambda entry: list(Kind).index(entry.kind))


def version_of(words: str) -> str:
    """Eight characters that change when a letter of the words does."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _catalogue(language: str) -> Iterator[Entry]:
    english = language == ENGLISH
    # English stands in the source; any catalogue names all of it.
    names = sorted(one.name for one in CATALOGUES.iterdir() if one.is_dir())
    name = language if not english else next(iter(names), "")
    path = CATALOGUES / name / "LC_MESSAGES" / "messages.po"
    if not name or not path.exists():
        raise NoSuchBook(language)
    with path.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=name)
    for message in catalogue:
        if message.id:
            yield _message(message, english=english)


def _message(message: Message, *, english: bool) -> Entry:
    source = _joined(message.id)
    words = source if english else _joined(message.string)
    files = [file for file, _line in message.locations]
    return Entry(
        kind=_kind(files),
        id=version_of(f"{message.context or ''}|{source}"),
        version=version_of(words),
        approval=Approval.DRAFT if english else Approval.MACHINE,
        words=words,
        english=None if english else source,
        where=", ".join(files),
    )


def _joined(forms: object) -> str:
    """One form, or the forms of a number, one a line."""
    return "\n".join(forms) if isinstance(forms, tuple | list) else str(forms or "")


def _kind(files: list[str]) -> Kind:
    if any(file.startswith(("sms/wording", "sms/chatbot", "study/notices")) for file in files):
        return Kind.TEXT
    if all("/team" in file or file.startswith("portal/actions") for file in files):
        return Kind.TEAM
    return Kind.SCREEN


def _state(status: Status, translation: Translation) -> Approval:
    if status is Status.APPROVED:
        return Approval.APPROVED
    return {
        Translation.ORIGINAL: Approval.DRAFT,
        Translation.MACHINE_DRAFT: Approval.MACHINE,
        Translation.REVIEWED: Approval.REVIEWED,
    }[translation]


def _answers(language: str) -> Iterator[Entry]:
    """What stands in place of an answer, on a page and in a text, and each passage in short."""
    own, source = wording.words(language), wording.words(ENGLISH)
    for kind, name in (
        (Kind.SCREEN, "web"),
        (Kind.TEXT, "sms"),
        (Kind.TEXT, "short"),
        (Kind.TEXT, "title"),
    ):
        for key, words in getattr(own, name).items():
            yield Entry(
                kind=kind,
                id=f"{name}.{key}",
                version=own.version,
                approval=_state(Status(own.status), Translation(own.translation)),
                words=words,
                english=None if language == ENGLISH else getattr(source, name)[key],
                where=f"study/answers/words/{language}.toml",
            )


def _passages(language: str) -> Iterator[Entry]:
    source = passages.load(ENGLISH)
    for one in passages.load(language).values():
        parts = (one.title, one.alt or "", one.body, *(f"? {asked}" for asked in one.ask))
        yield Entry(
            kind=Kind.PASSAGE,
            id=one.id,
            version=one.version,
            approval=_state(one.status, one.translation),
            words="\n".join(part for part in parts if part),
            english=None if language == ENGLISH else source[one.id].title,
            where=f"study/explained/{language}/{one.id}.md",
        )


def _terms(language: str) -> Iterator[Entry]:
    glossary = passages.read_glossary(language)
    source = passages.terms(ENGLISH)
    for id_, term in glossary.terms.items():
        yield Entry(
            kind=Kind.TERM,
            id=id_,
            version=term.version,
            approval=_state(glossary.status, glossary.translation),
            words=f"{term.word}: {term.explanation}",
            english=None if language == ENGLISH else source[id_].word,
            where=f"study/explained/{language}/{passages.GLOSSARY}",
        )


def _questions(language: str) -> Iterator[Entry]:
    asked = passages.teach_back(language)
    source = {one.id: one.question for one in passages.teach_back(ENGLISH).question}
    for one in asked.question:
        answers = [f"{'+' if answer.right else '-'} {answer.text}" for answer in one.answers]
        yield Entry(
            kind=Kind.QUESTION,
            id=one.id,
            version=asked.version,
            approval=_state(asked.status, asked.translation),
            words="\n".join([one.question, *answers, one.talking_point]),
            english=None if language == ENGLISH else source[one.id],
            where=f"study/explained/{language}/{passages.TEACH_BACK}",
        )
