"""The marks of a body, and the words without them."""

from study.explained.marks import blanks_in, faults, passages_in, plain, terms_in
from study.explained.shapes import Term

BODY = """## Ask
**Call** about an [[iv]] or your [[gene|genes]].

- See [the map](passage:eight-week-map).

**Number:** {{site.phone_24h}}

{{study.sites}}
"""
TERMS = {
    name: Term(word=word, explanation="x", version="1", sources=("facts 1",))
    for name, word in (("iv", "IV"), ("gene", "gene"))
}


def test_marks_are_found() -> None:
    assert blanks_in(BODY) == ("phone_24h",)
    assert terms_in(BODY) == {"iv", "gene"}
    assert passages_in(BODY) == {"eight-week-map"}
    assert faults(BODY) == ()


def test_plain_words_hold_no_mark() -> None:
    words = plain(BODY, TERMS)
    assert words.split("\n")[:2] == ["Ask", "Call about an IV or your genes."]
    assert words.endswith("See the map.\n\nNumber:")


def test_half_a_mark_is_a_fault() -> None:
    assert faults("See [[iv].") and faults("{{site.Phone}}") and faults("http://example.org")
