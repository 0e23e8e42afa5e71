"""The small language of the lexicons' phrases, and the net that finds them all in one pass.

A phrase is words in a row: `a|b` either word, `(on fire|burning)` either phrase, `?` may be left
out, `{child}` any phrase of a class, `conv*` any word that begins so, `_2` up to two other words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

ANY = "\x00any"  # the key of an edge that takes every word
_PIECE = re.compile(r"\s+|[()|?]|\{\w+\}|_\d|[^\s(){}|?]+")
_LIMIT = 200_000  # remembered steps of one net; forgotten all at once when full


class PatternError(ValueError):
    """A phrase of a lexicon that cannot be read."""


@dataclass(frozen=True)
class Element:
    """One place of a phrase: a word, one of several ways on, or up to `gap` words of any kind."""

    word: str = ""
    ways: tuple[tuple["Element", ...], ...] = ()
    optional: bool = False
    gap: int = 0

    def words(self) -> Iterator[str]:
        """Every word this place can hold."""
        if self.word:
            yield self.word
        for way in self.ways:
            for element in way:
                yield from element.words()

    def gappy(self) -> bool:
        """Whether it can hold a word that is not written in the phrase."""
        return self.gap > 0 or any(one.gappy() for way in self.ways for one in way)


class Parser:
    """Reads the phrases of one language; `split` cuts a word as the texts are cut."""

    def __init__(self, classes: Mapping[str, Iterable[str]], split: Callable[[str], list[str]]):
        self._split = split
        self._classes = classes
        self._read: dict[str, Element] = {}
        self._written: dict[str, Element] = {}

    def phrase(self, phrase: str) -> tuple[Element, ...]:
        """The places of one phrase. Raises PatternError for one that cannot be read."""
        pieces = _PIECE.findall(phrase)
        elements: list[Element] = []
        while pieces:
            if pieces[0].isspace():
                pieces.pop(0)
                continue
            elements.append(self._choice(pieces, phrase))
        if not elements:
            raise PatternError(f"an empty phrase: {phrase!r}")
        return tuple(elements)

    def _choice(self, pieces: list[str], phrase: str) -> Element:
        """One item, or several joined by "|" without a space: `{wont}|{cant}`."""
        ways = [(self._item(pieces, phrase),)]
        while pieces and pieces[0] == "|":
            pieces.pop(0)
            ways.append((self._item(pieces, phrase),))
        if pieces and pieces[0] == "?":
            pieces.pop(0)
            return Element(ways=tuple(ways), optional=True)
        return ways[0][0] if len(ways) == 1 else Element(ways=tuple(ways))

    def _item(self, pieces: list[str], phrase: str) -> Element:
        if not pieces:
            raise PatternError(f"something is missing at the end of {phrase!r}")
        piece = pieces.pop(0)
        if piece == "(":
            return self._group(pieces, phrase)
        if piece in (")", "|", "?") or piece.isspace():
            raise PatternError(f"{piece!r} stands in the wrong place in {phrase!r}")
        if piece.startswith("{"):
            return self._class(piece[1:-1], phrase)
        if re.fullmatch(r"_\d", piece):
            return Element(gap=int(piece[1]))
        if piece not in self._written:
            words = self._split(piece)
            if not words:
                raise PatternError(f"no word in {piece!r} of {phrase!r}")
            self._written[piece] = Element(ways=(tuple(Element(word=word) for word in words),))
        return self._written[piece]

    def _group(self, pieces: list[str], phrase: str) -> Element:
        ways: list[tuple[Element, ...]] = []
        way: list[Element] = []
        while pieces and pieces[0] != ")":
            if pieces[0].isspace():
                pieces.pop(0)
            elif pieces[0] == "|":
                pieces.pop(0)
                ways.append(tuple(way))
                way = []
            elif pieces[0] == "?":
                pieces.pop(0)
                way[-1] = Element(ways=((way[-1],),), optional=True)
            else:
                way.append(self._item(pieces, phrase))
        if not pieces:
            raise PatternError(f"a bracket is not closed in {phrase!r}")
        pieces.pop(0)
        ways.append(tuple(way))
        if not all(ways):
            raise PatternError(f"an empty choice in {phrase!r}")
        return Element(ways=tuple(ways))

    def _class(self, name: str, phrase: str) -> Element:
        if name not in self._classes:
            raise PatternError(f"no class {name!r} for {phrase!r}")
        if name not in self._read:
            ways = tuple(self.phrase(option) for option in self._classes[name])
            self._read[name] = Element(ways=ways)
        return self._read[name]


@dataclass(eq=False, slots=True)
class Node:
    """A place in the net: where each word leads, and what is found when the way ends here."""

    edges: dict[str, list["Node"]] = field(default_factory=dict)
    found: list["Found"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """What one phrase stands for. `own_no` marks a phrase that holds a negator of its own."""

    kind: str
    value: str
    gappy: bool = False
    own_no: bool = False


@dataclass(eq=False, slots=True)
class State:
    """Several places of the net at once; it remembers the steps already taken."""

    nodes: tuple[Node, ...]
    found: tuple[Found, ...]
    steps: dict[tuple[str, ...], "State | None"] = field(default_factory=dict)


class Net:
    """Every phrase of one language. Phrases are added first, then looked for."""

    def __init__(self) -> None:
        self.root = Node()
        self.words: set[str] = set()
        self._start: State | None = None
        self._known: dict[frozenset[int], State] = {}
        self._taken = 0

    def add(self, elements: tuple[Element, ...], found: Found) -> None:
        """Puts one phrase in."""
        for end in self._along([self.root], elements):
            if end is not self.root:
                end.found.append(found)

    def _along(self, fronts: list[Node], elements: tuple[Element, ...]) -> list[Node]:
        for element in elements:
            reached = self._through(fronts, element, Node())
            fronts = [*fronts, *reached] if element.optional else reached
        return fronts

    def _through(self, fronts: list[Node], element: Element, end: Node) -> list[Node]:
        """Leads from all fronts through one place to `end`, and says where one may stand then."""
        if element.gap:
            return self._gap(fronts, element.gap)
        if element.word:
            self.words.add(element.word)
            for front in fronts:
                front.edges.setdefault(element.word, []).append(end)
            return [end]
        ends = {id(end): end}
        for way in element.ways:
            before = self._along(fronts, way[:-1])
            reached = self._through(before, way[-1], end)
            reached += before if way[-1].optional else []
            ends.update({id(one): one for one in reached})
        return list(ends.values())

    def _gap(self, fronts: list[Node], size: int) -> list[Node]:
        reached, last = list(fronts), fronts
        for _ in range(size):
            joined = Node()
            for front in last:
                front.edges.setdefault(ANY, []).append(joined)
            last = [joined]
            reached.append(joined)
        return reached

    def start(self) -> State:
        """Where every search begins."""
        if self._start is None:
            self._start = self._state([self.root])
        return self._start

    def next(self, state: State, forms: tuple[str, ...]) -> State | None:
        """Where a word leads that is known under these forms; None where no phrase goes on."""
        try:
            return state.steps[forms]
        except KeyError:
            pass
        self._taken += 1
        if self._taken > _LIMIT:
            self._forget()
        nodes = [to for node in state.nodes for form in (*forms, ANY) for to in _to(node, form)]
        reached = self._state(nodes) if nodes else None
        state.steps[forms] = reached
        return reached

    def _state(self, nodes: list[Node]) -> State:
        key = frozenset(id(node) for node in nodes)
        if key not in self._known:
            unique = tuple({id(node): node for node in nodes}.values())
            found = tuple(dict.fromkeys(one for node in unique for one in node.found))
            self._known[key] = State(unique, found)
        return self._known[key]

    def _forget(self) -> None:
        self._known.clear()
        self._start = None
        self._taken = 0


def _to(node: Node, form: str) -> list[Node]:
    return node.edges.get(form, [])
