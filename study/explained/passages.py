"""Loads the explaining texts of a language and refuses them, by file name, when they are wrong.

Every language has the same passages with the same marks; only the words differ.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from study.explained.files import Table, read_passage, read_toml, record, records
from study.explained.marks import blanks_in, faults, passages_in, terms_in
from study.explained.shapes import (
    Audience,
    Blank,
    ExplainedError,
    Glossary,
    Part,
    Passage,
    Picture,
    Status,
    TeachBack,
    Term,
    Translation,
)

FOLDER = Path(__file__).parent
ENGLISH = "en"
GLOSSARY = "glossary.toml"
TEACH_BACK = "teachback.toml"
SAME_IN_EVERY_LANGUAGE = ("part", "order", "audience", "sources", "rules", "blanks", "picture")
PARTS = list(Part)


@cache
def load(language: str, folder: Path = FOLDER) -> Mapping[str, Passage]:
    """The passages of a language by id, in the order of their parts. Raises ExplainedError."""
    passages = sorted(_read(language, folder), key=lambda one: (PARTS.index(one.part), one.order))
    by_id = {passage.id: passage for passage in passages}
    for passage in passages:
        _check_marks(passage, set(by_id), folder, language)
        _check_picture(passage, folder)
    if language != ENGLISH:
        _check_same(language, by_id, load(ENGLISH, folder))
    return MappingProxyType(by_id)


def code_of(passage_id: str) -> str:
    """The neutral name of a passage in an address: six hexadecimal digits that tell nothing."""
    return hashlib.sha256(passage_id.encode()).hexdigest()[:6]


@cache
def by_code(folder: Path = FOLDER) -> Mapping[str, str]:
    """Passage ids by their neutral name. Raises ExplainedError where two have the same one."""
    ids = load(ENGLISH, folder)
    found = {code_of(id_): id_ for id_ in ids}
    if len(found) != len(ids):
        raise ExplainedError("two passages have the same short address: rename one")
    return MappingProxyType(found)


@cache
def terms(language: str, folder: Path = FOLDER) -> Mapping[str, Term]:
    """The glossary of a language by the id that a body marks. Raises ExplainedError."""
    glossary = read_glossary(language, folder)
    if language != ENGLISH:
        _check_ids(f"{language}/{GLOSSARY}", set(glossary.terms), set(terms(ENGLISH, folder)))
    return MappingProxyType(dict(glossary.terms))


@cache
def teach_back(language: str, folder: Path = FOLDER) -> TeachBack:
    """The questions "did we explain this well?" of a language. Raises ExplainedError."""
    where = f"{language}/{TEACH_BACK}"
    asked = record(TeachBack, read_toml(folder / language / TEACH_BACK), where)
    for question in asked.question:
        if question.explain_passage not in load(language, folder):
            raise ExplainedError(f"{where}: {question.id}: no passage {question.explain_passage}")
        if sum(answer.right for answer in question.answers) != 1:
            raise ExplainedError(f"{where}: {question.id}: exactly one answer must be right")
    if language != ENGLISH:
        english = {question.id for question in teach_back(ENGLISH, folder).question}
        _check_ids(where, {question.id for question in asked.question}, english)
    return asked


@cache
def blanks(folder: Path = FOLDER) -> Mapping[str, Blank]:
    """What only a site can say, by the name a body uses. Raises ExplainedError."""
    name = "blanks.toml"
    return MappingProxyType(records(Blank, read_toml(folder / name), name))


@cache
def pictures(folder: Path = FOLDER) -> Mapping[str, Picture]:
    """The drawings of the page for young children, by name. Raises ExplainedError."""
    name = "pictures.toml"
    return MappingProxyType(records(Picture, read_toml(folder / name), name))


@cache
def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have every file, English first; one still in work is not offered."""
    english = {path.name for path in (folder / ENGLISH).iterdir()}
    others = (
        one.name
        for one in sorted(folder.iterdir())
        if one.is_dir() and one.name != ENGLISH and {path.name for path in one.iterdir()} >= english
    )
    return (ENGLISH, *others)


def read_glossary(language: str, folder: Path = FOLDER) -> Glossary:
    """The glossary file with its status, before it is compared. Raises ExplainedError."""
    where = f"{language}/{GLOSSARY}"
    table = read_toml(folder / language / GLOSSARY)
    head: Table = {name: one for name, one in table.items() if not isinstance(one, dict)}
    words: Table = {name: one for name, one in table.items() if isinstance(one, dict)}
    return record(Glossary, head | {"terms": words}, where)


def _read(language: str, folder: Path) -> list[Passage]:
    paths = sorted((folder / language).glob("*.md"))
    if not paths:
        raise ExplainedError(f"{language}: there are no passages in this language")
    return [_passage(path) for path in paths]


def _passage(path: Path) -> Passage:
    where = f"{path.parent.name}/{path.name}"
    passage = record(Passage, read_passage(path), where)
    if passage.id != path.stem:
        raise ExplainedError(f"{where}: its id is {passage.id}")
    if (passage.status is Status.APPROVED) != bool(passage.approved_by and passage.approved_on):
        raise ExplainedError(f"{where}: approved texts, and only they, say by whom and when")
    reviewed = bool(passage.reviewed_by and passage.reviewed_on)
    if (passage.translation is Translation.REVIEWED) != reviewed:
        raise ExplainedError(f"{where}: reviewed translations, and only they, say by whom and when")
    return passage


def _check_marks(passage: Passage, ids: set[str], folder: Path, language: str) -> None:
    where = f"{language}/{passage.id}.md"
    used = blanks_in(passage.body)
    unknown = {
        "blank": set(used) - set(blanks(folder)),
        "term": terms_in(passage.body) - set(terms(language, folder)),
        "passage": passages_in(passage.body) - ids,
    }
    for kind, names in unknown.items():
        if names:
            raise ExplainedError(f"{where}: unknown {kind} {', '.join(sorted(names))}")
    if set(used) != set(passage.blanks):
        raise ExplainedError(f"{where}: blanks must list {', '.join(used) or 'none'}")
    if wrong := faults(passage.body):
        raise ExplainedError(f"{where}: {'; '.join(wrong)}")


def _check_picture(passage: Passage, folder: Path) -> None:
    where = f"{passage.id}.md"
    wanted = passage.audience is Audience.CHILDREN
    if wanted != bool(passage.picture and passage.alt):
        raise ExplainedError(f"{where}: texts for young children, and only they, have a picture")
    if passage.picture and passage.picture not in pictures(folder):
        raise ExplainedError(f"{where}: unknown picture {passage.picture}")


def _check_same(
    language: str, translated: Mapping[str, Passage], english: Mapping[str, Passage]
) -> None:
    _check_ids(language, set(translated), set(english))
    for id_, passage in translated.items():
        for name in SAME_IN_EVERY_LANGUAGE:
            if getattr(passage, name) != getattr(english[id_], name):
                raise ExplainedError(f"{language}/{id_}.md: {name} differs from the English one")


def _check_ids(where: str, found: set[str], wanted: set[str]) -> None:
    for problem, ids in (("missing", wanted - found), ("unknown", found - wanted)):
        if ids:
            raise ExplainedError(f"{where}: {problem} {', '.join(sorted(ids))}")
