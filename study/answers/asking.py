"""Whether words are put as a question. What is asked, and whether it has an answer, is not judged.

People leave the question mark out of texts, so words that ask count as well.
"""

import re

from study.understand.text import clean, fold, read_words

_MARKS = "?؟"
_HAN = re.compile("[\u4e00-\u9fff]")
_FEW, _HALF = 3, 0.5  # words that name a subject; a Chinese character is about half a word
# What opens a question in English and Spanish; in the middle of a sentence some of these only tell.
_VERBS = (
    r"(?:do|does|did|is|are|am|was|can|could|should|would|will|may|must|have|has)"
    r" (?:i|we|you|he|she|it|they|my|our|his|her|their|the|this|that|there|these|those|any|anybody|"
    r"anyone|someone|some|a|an|kids|parents|families|scientists|dex\w*|rux\w*|jak\w*|medic\w*)\b"
    r"|(?:(?:le|lo|la|se|nos) )?(?:puedo|puede|pueden|podemos|podria|debo|debemos)\b"
    r"|(?:tengo|tenemos) que\b"
)
_WORDS = (
    r"(?:how|what|whats|where|who|whos|whose|which|why|explain|tell me)\b"
    r"|(?:por que|para que|cual|cuales|como|donde|adonde|quien|quienes|cuant[oa]s?|expliqueme|"
    r"digame|(?:que|q) (?:pasa|hay|es|son|sigue|diferencia|otr[oa]s?|cosas|hago|hacemos|puedo|debo|"
    r"significa|tiene|tienen|ciudades|tipo|clase|dias?|hora))\b"
)
_GREETS = r"so|and|but|ok|hi|hey|hello|wait|y|hola|oiga|pero"
# A few times only: repeated at will, it would take ages over "if a if a if a".
_BEFORE = rf"(?:(?:{_GREETS}|(?:if|when|si|cuando)(?: \w+){{1,5}}?) ){{0,3}}"
_OPENS = re.compile(rf"{_BEFORE}(?:{_VERBS}|{_WORDS}|(?:when|cuando)\b)")
# Anywhere: these lean to "asked", and take no part of a text for a question by themselves.
_INSIDE = re.compile(
    rf"\b(?:{_WORDS}|{_VERBS}|wonder(?:ing)?\b)"
    r"|(?:^|[,.;!] ?)(?:is|are) \w+ \w+"
    r"|(?:^|[,.;!] ?|\b(?:y|usted|pero) )"
    r"(?:que|q) (?!le\b|les\b|lo\b|la\b|se\b|ya\b|si\b|no\b|yo\b)\w+"
    r"|\b(?:o no|es malo|es bueno|es normal|sera (?:que|q|mi|por)|esta bien si|o se l[oae]s? \w+|"
    r"(?:tengo|tenemos) q)\b"
    r"|\b(?:hal|wala|walla|yenfa3|emta|ezzay|kif|shu)\b|幾多|几多|得唔得|點解"
)
# Arabic, Vietnamese without its marks, Chinese: these ask wherever they stand.
_HOLDS = re.compile(
    r"\b(?:هل|ماذا|متى|متي|كيف|كيفيه|اين|وين|لماذا|ليش|ليه|كم|شو|شنو|ايش|مين|شلون|ازاي|امتى|امتي|"
    r"ولا)\b"
    r"|\b(?:la gi|cai gi|gi vay|gi a|bam gi|nhung gi|the nao|bao lau|bao nhieu|khi nao|bao gio|"
    r"o dau|tai sao|vi sao|phai sao|lam sao|duoc khong|phai khong|hay khong|co khong|hay bo)\b"
    r"|\b\w+ \w+ (?:khong|chua|ko|hok)(?: a| vay| nhi)?\s*(?:$|,)"
    r"|吗|嗎|嘛|什么|什麼|啥|怎么|怎麼|怎样|怎樣|为何|多少|多久|几次|几天|哪|谁|誰|點算|还是|還是"
    r"|(?:能|可|会|會|行|要|该|該|是|有|好|看到)(?:不|没|沒)"
)
_PART = re.compile(r"(?:[^.?؟!;؛。！；\n,，、،]|(?<=\d)[.,](?=\d))+[?؟]?")


def is_asked(text: str) -> bool:
    """True for a question mark, and for words that ask; it leans to "yes"."""
    return _INSIDE.search(fold(clean(text))) is not None or holds_question(text)


def holds_question(text: str) -> bool:
    """True where a part of the text is put as a question beyond doubt."""
    return any(_asks(fold(part)) for part in _PART.findall(clean(text)))


def statements(text: str) -> str:
    """The text without the parts of it that are put as a question; it leans to leaving them in."""
    return _PART.sub(lambda part: "" if _asks(fold(part[0])) else part[0], clean(text)).strip()


def questions(text: str) -> str:
    """The parts of the text that are put as a question; the whole of it where none is."""
    parts = _PART.finditer(clean(text))
    return " ".join(part[0].strip() for part in parts if _asks(fold(part[0]))) or text


def _asks(part: str) -> bool:
    opens = _OPENS.match(part.strip())
    return part.endswith(tuple(_MARKS)) or opens is not None or _HOLDS.search(part) is not None


def names_a_subject(text: str) -> bool:
    """True for a few bare words, such as "side effects": people look things up that way."""
    words = read_words(text).words
    return 0 < sum(_HALF if _HAN.match(word.raw) else 1 for word in words) <= _FEW
