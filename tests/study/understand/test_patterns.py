import pytest

from study.understand.patterns import Found, Net, Parser, PatternError


def finds(phrase: str, text: str, classes: dict[str, list[str]] | None = None) -> bool:
    net = Net()
    net.add(Parser(classes or {}, str.split).phrase(phrase), Found("k", "v"))
    state = net.start()
    for word in text.split():
        step = net.next(state, (word,))
        if step is None:
            return False
        state = step
    return bool(state.found)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("a b", "a b"),
        ("a|b c", "b c"),
        ("(a b|c) d", "a b d"),
        ("a (b)? c", "a c"),
        ("a b? c", "a c"),
        ("{x} c", "y z c"),
        ("{x}|b c", "b c"),
        ("a _2 c", "a p q c"),
        ("a _2 c", "a c"),
        ("(a (b|c)|d) e", "a c e"),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str) -> None:
    assert finds(phrase, text, {"x": ["y z"]})


@pytest.mark.parametrize(("phrase", "text"), [("a b", "a c"), ("a _1 c", "a p q c"), ("a b", "a")])
def test_a_phrase_finds_nothing_else(phrase: str, text: str) -> None:
    assert not finds(phrase, text)


@pytest.mark.parametrize("phrase", ["(a", "{none} b", "", "a |", "(a|) b", "?"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PatternError):
        Parser({}, str.split).phrase(phrase)
