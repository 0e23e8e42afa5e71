"""Which medicine each word of a dose reply is about."""

import pytest

from study.protocol import Medicine
from study.understand.dose_mentions import labels
from study.understand.dose_statements import Statement, clauses, statements, with_authority
from study.understand.looking import look

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE


def said(text: str, lang: str = "en") -> list[tuple[str, set[Medicine]]]:
    seen = look(text, lang)
    hits = [*seen.of("dose"), *labels(seen)]
    parts = clauses(seen.text, [hit for hit in hits if hit.value == "split"])
    found = statements(hits, parts, (A, B), set())
    return [(one.kind, set(one.whom or ())) for one in with_authority(found, hits, parts)]


def test_a_comma_or_a_but_begins_a_new_clause() -> None:
    seen = look("gave rux, dex missed but later", "en")
    splits = [hit for hit in seen.of("dose") if hit.value == "split"]
    assert clauses(seen.text, splits) == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("gave rux not dex", "en", [("given", {A}), ("missed", {B})]),
        ("missed rux, gave dex", "en", [("missed", {A}), ("given", {B})]),
        ("both late", "en", [("late", {A, B})]),
        ("held steroid rux given", "en", [("held", {B}), ("given", {A})]),
        ("the steroid the doctor stopped rux given", "en", [("held", {B}), ("given", {A})]),
        ("gave everything except dex", "en", [("given", {A, B}), ("missed", {B})]),
        ("除了dex都给了", "zh", [("missed", {B}), ("given", {A})]),
        ("除了rux 都喂了", "zh", [("missed", {A}), ("given", {B})]),
        ("la dexa la suspendieron la rux ya", "es", [("held", {B}), ("yes", {A})]),
        ("激素医生停了 rux口服给了", "zh", [("held", {B}), ("given", {A})]),
        ("医生说今天停rux 地米照给", "zh", [("held", {A}), ("given", {B})]),
        ("医生停了A药，B药喂了", "zh", [("held", {A}), ("given", {B})]),
        ("steroid bs ngưng rux uống rồi", "vi", [("held", {B}), ("given", {A})]),
        ("الدكتور وقف الروكس والديكسا اخذها", "ar", [("held", {A}), ("given", {B})]),
    ],
)
def test_each_word_speaks_of_its_own_medicine(
    text: str, lang: str, wanted: list[tuple[str, set[Medicine]]]
) -> None:
    found = said(text, lang)
    assert [one for one in wanted if one in found] == wanted


def test_a_word_without_a_medicine_names_nobody() -> None:
    assert said("threw up") == [("vomited", set())]


def test_what_a_nurse_said_to_skip_is_held_and_not_missed() -> None:
    assert ("held", {A}) in said("nurse said skip rux")
    assert ("missed", {A}) in said("skipped rux")


def test_a_bare_no_in_a_clause_about_symptoms_denies_those() -> None:
    seen = look("no fever", "en")
    hits = seen.of("dose")
    assert statements(hits, [0, 0], (A, B), busy={0}) == []


def test_a_statement_knows_its_clause() -> None:
    seen = look("gave rux, threw up dex", "en")
    hits = seen.of("dose")
    found = statements(hits, clauses(seen.text, []), (A, B), set())
    assert {one.clause for one in found} == {0, 1}
    assert all(isinstance(one, Statement) for one in found)
