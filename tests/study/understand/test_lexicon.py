from collections.abc import Iterator
from pathlib import Path

import pytest

from study.understand.lexicon import lexicons, read_lexicon
from study.understand.looking import look
from study.understand.patterns import Found, Node


def test_eight_languages_are_known() -> None:
    assert {one.code for one in lexicons()} == {"ar", "en", "es", "fr", "ht", "pt", "vi", "zh"}


def test_a_language_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "xx.toml"
    file.write_text(
        '[language]\ncode = "xx"\nnegators = "ne"\n[symptoms.N1]\nsays = "bibba, ne bo"\n'
    )
    lexicon = read_lexicon(file)
    assert lexicon.code == "xx"
    assert lexicon.knows("bibba")


def test_a_symptom_that_the_facts_do_not_know_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "xx.toml"
    file.write_text('[language]\ncode = "xx"\n[symptoms.N99]\nsays = "a b"\n')
    with pytest.raises(KeyError, match="N99"):
        read_lexicon(file)


def test_every_language_hears_what_takes_a_life() -> None:
    for code in ("F.said", "N1", "N2", "N26", "S1", "S1.choking", "S4", "S17.large", "X.death"):
        for lexicon in lexicons():
            assert any(
                found.value == code for state in _ends(lexicon.net.root) for found in state
            ), (lexicon.code, code)


def _ends(root: Node) -> Iterator[list[Found]]:
    seen, waiting = set[int](), [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node.found
        waiting += [to for nodes in node.edges.values() for to in nodes]


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("عيونه", "ar"),
        ("مشغول", "ar"),
        ("سنانه", "ar"),
        ("للمراجعة", "ar"),
        ("تنزيل", "ar"),
        ("دخولكم", "ar"),
    ],
)
def test_an_everyday_word_is_no_misspelt_symptom(word: str, lang: str) -> None:
    assert look(word, lang).of("symptom") == []
