"""A text as it came in → words that can be looked up, with the breaks between them.

It undoes disguises (width, lookalikes, invisible characters, accents, case) and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WEAK, LINE, STRONG = 1, 2, 3  # how hard a break before a word is; 0 is a plain space

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ud800-\udfff\ufff9-\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ue000-\uf8ff]"
)
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff]")
_BEFORE_NFKC = str.maketrans(
    {"º": "°", "˚": "°", "ᵒ": "°", "∘": "°", "½": ".5", "℃": "°C", "℉": "°F", "٫": ".", "·": "."}
)
_DIGITS = str.maketrans(
    {
        point: str(unicodedata.digit(chr(point)))
        for start in (0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xE50, 0xE66)
        for point in range(start, start + 10)
        if unicodedata.digit(chr(point), None) is not None
    }
)
# Letters of other scripts that look like Latin ones. No language of the program is written in
# them, so that a letter of theirs is a disguise or a text we cannot read either way.
_LOOKALIKES = str.maketrans(
    "абвгдеёзикмнорстухьіјѕԁԛԝһӏαβεηικνορτυχωγɑɡıᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢøłđħŧ",
    "abbrdee3ukmhopctyxbijsdqwhlabenikvoptuxwyagiabcdefghijklmnoprstuvwyzoldht",
)
_ARABIC = str.maketrans(
    {
        "\u0671": "\u0627",  # alef wasla
        "\u0649": "\u064a",  # alef maksura, written for ya
        "\u0629": "\u0647",  # ta marbuta
        "\u06af": "\u0643",
        "\u067e": "\u0628",
        "\u0686": "\u062c",
        "\u06a4": "\u0641",
        "\u06a9": "\u0643",
        "\u06cc": "\u064a",
        "\u06c1": "\u0647",
        "\u06c3": "\u0647",
        "\u06d5": "\u0647",
        "\u06be": "\u0647",
    }
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SPEAKING = "🤮👍👎👌✅✔☑❌✖❎🚫🆘"  # the few pictures that a lexicon gives a meaning
_HAN_CHAR = re.compile(rf"[{_HAN}]{{2}}")
_LATIN_IN_HAN = re.compile(rf"[{_HAN}][a-zA-Z]+ [{_HAN}]|[{_HAN}] [a-zA-Z]+[{_HAN}]")
_LOOSE_POINT = re.compile(r"(?<=\d) +(?=[.,]\d)")
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,:،'’]\d+)*)"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<word>(?:(?![{_HAN}])[^\W\d_])+(?:['’‘`´ʼ](?:(?![{_HAN}])[^\W\d_])+)*)"
    rf"|(?P<join>[&+](?!\d)|[{_SPEAKING}])"
)
_ELISION = re.compile(r"^(l|d|j|n|c|s|m|t|qu)['’‘`´ʼ](?=\w{2})", re.IGNORECASE)
_ENDS = re.compile(r"[?;。？；؟؛]|(?<!\.)\.(?!\.)")
_PAUSE = re.compile(r"[^\s\-/:='’\"“”°%#$*_]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number. `key` is what the lexicons know it by; `raw` what was typed.

    `gap` is the break before it; `asked` says that a question mark follows. `before` and `after`
    are the signs that stick to a number, such as "$" and "°".
    """

    key: str
    raw: str
    start: int
    end: int
    gap: int
    number: bool = False
    asked: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The cleaned text and its words."""

    clean: str
    words: tuple[Word, ...]

    def at(self, place: int) -> Word | None:
        """The word at a place, or None outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else None

    def quote(self, first: int, last: int) -> str:
        """The family's own words from word `first` to word `last`, both included."""
        return self.clean[self.words[first].start : self.words[last].end]


def clean(text: str) -> str:
    """The text without disguise: visible characters, one width, ASCII digits. Linear."""
    plain = _INVISIBLE.sub("", text).replace("\r", "\n").translate(_BEFORE_NFKC)
    plain = unicodedata.normalize("NFKC", plain).translate(_DIGITS)
    plain = _LOOSE_POINT.sub("", plain)
    return _MARKS.sub("", _INVISIBLE.sub("", plain))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word without case, accents, apostrophes and lookalikes."""
    bare = re.sub(r"['’‘`´ʼ]", "", word.casefold())
    if bare.isascii():
        return bare
    split = unicodedata.normalize("NFD", bare)
    bare = "".join(char for char in split if unicodedata.category(char) != "Mn")
    return bare.translate(_LOOKALIKES).translate(_ARABIC)


@lru_cache(maxsize=20_000)
def toned(word: str) -> str:
    """One word with its accents, in a spelling that does not depend on where the tone is put."""
    tones = "".join(sorted(c for c in unicodedata.normalize("NFD", word.casefold()) if c in _TONES))
    letters = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if c not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def read_words(text: str) -> Text:
    """The words of a text in order. Never raises, whatever the text holds."""
    plain = clean(text)
    return Text(plain, tuple(_joined(list(_words(plain)))))


def _words(plain: str) -> Iterator[Word]:
    last = 0
    for match in _TOKEN.finditer(plain):
        between = plain[last : match.start()]
        gap = _break(between) if last or match.start() else 0
        if not gap and between and _stands_for_a_comma(plain, last, match.start()):
            gap = WEAK
        last = match.end()
        yield from _word(plain, match, gap)


def _stands_for_a_comma(plain: str, end: int, start: int) -> bool:
    """Chinese is written without spaces: one that is there stands for a comma.

    Beside Latin letters only where those touch Chinese on their other side ("停rux 地米照给").
    """
    if _HAN_CHAR.match(plain[end - 1] + plain[start]):
        return True
    return bool(
        _LATIN_IN_HAN.search(plain[max(0, end - 20) : end] + " " + plain[start : start + 20])
    )


def _word(plain: str, match: re.Match[str], gap: int) -> Iterator[Word]:
    raw, start, end = match.group(), match.start(), match.end()
    tail = plain[end : end + 3].lstrip()
    asked = tail[:1] in ("?", "؟", "？")
    if match.lastgroup == "number":
        before = plain[start - 1 : start]
        yield Word(raw, raw, start, end, gap, True, asked, before, tail[:1])
        return
    elided = _ELISION.match(raw)
    if elided:
        cut = start + elided.end()
        yield Word(fold(elided.group(1)), raw[: elided.end()], start, cut, gap)
        raw, start, gap = raw[elided.end() :], cut, 0
    yield Word(fold(raw), raw, start, end, gap, False, asked)


def _break(between: str) -> int:
    if between in (" ", ""):
        return 0
    if _ENDS.search(between):
        return STRONG
    if "\n" in between or "!" in between:
        return LINE
    return WEAK if _PAUSE.search(between) or " - " in between else 0


def _joined(words: list[Word]) -> Iterator[Word]:
    """Words with letters typed one by one ("s e i z u r e", "f.e.v.e.r") put together."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _letter(words[end]):
            end += 1
        if end - at >= 4:
            run = words[at:end]
            raw = "".join(word.raw for word in run)
            yield Word(fold(raw), raw, run[0].start, run[-1].end, run[0].gap)
            at = end
        else:
            yield words[at]
            at += 1


def _letter(word: Word) -> bool:
    return not word.number and len(word.raw) == 1 and word.raw.isalpha() and ord(word.raw) < 0x250
