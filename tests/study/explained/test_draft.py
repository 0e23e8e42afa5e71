"""A draft is written in the format that passages are read in."""

from datetime import date
from pathlib import Path

import pytest

from study.explained.draft import DraftText, draft_file
from study.explained.files import read_passage, record
from study.explained.shapes import Passage, Status


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Being "tired" \\ after', "being-tired-after.md"),
        ("¿Estará cansada?", "estara-cansada.md"),
        ("他会累吗", "draft-ab12.md"),
    ],
)
def test_it_reads_back_as_a_passage_that_is_a_draft(
    tmp_path: Path, title: str, name: str
) -> None:
    draft = DraftText(
        title=title, body="Ask us.\n\n{{site.phone_24h}}", questions=("is she tired",),
        source="team answer", written_on=date(2026, 3, 2),
    )  # fmt: skip
    found, text = draft_file(draft, "ab12")
    (tmp_path / found).write_text(text, encoding="utf-8")
    passage = record(Passage, read_passage(tmp_path / found), found)
    assert (found, passage.title, passage.status) == (name, title, Status.DRAFT)
    assert passage.blanks == ("phone_24h",) and passage.version == "2026-03-02.1"
    assert passage.body.startswith("Ask us.")
