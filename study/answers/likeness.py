"""What kind of question this is most like: one stored with a passage, or one that none answers.

Nothing is trained: the nearest examples are looked up. It stands behind the rules of `boundaries`
for what no phrase was written for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from study.answers.boundaries import boundary_in
from study.answers.cues import cues
from study.answers.stored import ANSWERED, SYMPTOM, stored
from study.answers.terms import mended, read, stem, terms_of
from study.understand.text import Text

Shares = dict[str, float]


def likeness(text: Text, language: str, without: str | None = None) -> dict[str, float]:
    """How near the nearest example of each kind is: the cosine of their words, 0 to 1.

    `language`: whose examples are looked at; `without`: a stored text that does not count.
    """
    examples = _examples(language)
    names = frozenset(_features(text, language))
    sums: dict[int, float] = defaultdict(float)
    for name, share in _shares(names, language, examples.weights).items():
        for place, other in examples.holding.get(name, ()):
            sums[place] += share * other
    nearest: dict[str, float] = defaultdict(float)
    for place, near in sums.items():
        if without is None or examples.texts[place] != without:
            kind = examples.kinds[place]
            nearest[kind] = max(nearest[kind], near)
    return dict(nearest)


@dataclass(frozen=True)
class _Examples:
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    weights: Shares
    holding: dict[str, list[tuple[int, float]]]


@cache
def _examples(language: str) -> _Examples:
    pairs = list(_kinds(language))
    named = [frozenset(_features(read(text, language), language)) for _, text in pairs]
    spread = Counter(name for names in named for name in names)
    weights = {name: log(1 + len(pairs) / times) for name, times in spread.items()}
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, names in enumerate(named):
        for name, share in _shares(names, language, weights).items():
            holding[name].append((place, share))
    kinds, texts = zip(*pairs, strict=True)
    return _Examples(kinds, texts, weights, dict(holding))


def _kinds(language: str) -> Iterator[tuple[str, str]]:
    for one in stored(language):
        if one.kind == SYMPTOM:
            continue
        yield _kind(one.text, language) if one.kind == ANSWERED else one.kind, one.text


def _kind(question: str, language: str) -> str:
    """A question stored with a passage that is refused all the same: "can i stop the medicine"."""
    met = boundary_in(read(question, language), (language,))
    return ANSWERED if met is None else met.boundary.value


def _features(text: Text, language: str) -> Iterator[str]:
    """Words and pairs of neighbours, the small ones too: "should i" tells what is wanted."""
    spaced = cues(language).spaced
    words = [mended(word.key, language).translate(cues(language).variants) for word in text.words]
    words = ["0" if word[0].isdigit() else word for word in words]
    yield from (stem(word, language) for word in words)
    yield from (f"{one} {two}" for one, two in zip(words, words[1:], strict=False))
    if not spaced:
        yield from ("".join(three) for three in zip(words, words[1:], words[2:], strict=False))
    yield from (term for term in terms_of(text, language) if term[0] == "~")


def _shares(names: frozenset[str], language: str, weights: Shares) -> Shares:
    unknown = max(weights.values(), default=1.0) * cues(language).unknown
    told = {name: weights.get(name, unknown) for name in names}
    length = sqrt(sum(weight * weight for weight in told.values())) or 1.0
    return {name: weight / length for name, weight in told.items()}
