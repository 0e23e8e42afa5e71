"""Every rule that a clinician must sign stands in the paper they sign, in the same words."""

from study import protocol
from tests.conventions.tree import ROOT

PAPER = (ROOT / "docs" / "clinical-sign-off.md").read_text("utf-8")


def test_every_rule_to_sign_is_a_row_in_the_same_words() -> None:
    missing = {
        rule.id for rule in protocol.load().sign_offs if f"| {rule.id} | {rule.rule} |" not in PAPER
    }
    assert not missing


def test_the_paper_names_the_version_it_is_about() -> None:
    assert f"Protocol data version: {protocol.load().version}\n" in PAPER


def test_the_places_it_names_are_there() -> None:
    named = {word.strip("`.,") for word in PAPER.split() if word.startswith("`") and "/" in word}
    gone = {
        place for place in (name.rstrip("`,.|") for name in named) if not (ROOT / place).exists()
    }
    assert not gone
