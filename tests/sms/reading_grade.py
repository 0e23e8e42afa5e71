"""How hard an English text is to read, as a US school grade (Flesch and Kincaid's formula).

A list of digits to answer with is read row by row, so each row counts as a sentence.
"""

import re

VOWELS = re.compile(r"[aeiouy]+")
PHONE = re.compile(r"\d[\d\- x]{6,}\d")
ENDINGS = re.compile(r"(?<!l)e$|(?<=[^td])ed$|(?<=[^sxzcg])es$")
ENDS = re.compile(r"[.?!]\s|\n|,\s(?=\d\s)|$")


def grade(text: str, *names: str) -> float:
    """Return the school grade; telephone numbers and `names` count as one short word."""
    plain = PHONE.sub("them", text)
    for name in filter(None, names):
        plain = plain.replace(name, "Sam")
    sentences = [part for part in ENDS.split(plain) if part.strip()]
    words = re.findall(r"[A-Za-z]+|\d+", plain)
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def syllables(word: str) -> int:
    """Return the spoken syllables of a word, nearly; digits count as one."""
    return max(1, len(VOWELS.findall(ENDINGS.sub("", word.lower()))))
