"""How hard each English passage is to read: Flesch and Kincaid's school grade, hardest first.

A row of a list counts as a sentence. The four sentences that the law fixes are not counted.
"""

import re
import sys

from study.explained.marks import plain
from study.explained.passages import load, terms
from study.explained.shapes import Audience, Passage
from tests.sms.reading_grade import syllables

HIGHEST = {Audience.PARENTS: 6.9, Audience.TEENS: 6.9, Audience.ALL: 6.9, Audience.CHILDREN: 2.9}
"""The school grade no passage may pass, by whom it speaks to (the child page: ours)."""

FIXED_BY_LAW = re.compile(r"^A description of this clinical trial .*$", re.M)
SENTENCE_END = re.compile(r"(?<!U\.S)[.?!]+[\"”]?(?=\s|$)|\n")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d[\d.,:-]*")


def grade(text: str) -> float:
    """The school grade: 0.39 words per sentence + 11.8 syllables per word - 15.59."""
    sentences = [WORD.findall(one) for one in SENTENCE_END.split(text) if WORD.search(one)]
    words = [word for sentence in sentences for word in sentence]
    spoken = sum(syllables(word.replace("'", "")) if word[0].isalpha() else 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def grade_of(passage: Passage) -> float:
    """The grade of a passage's own words, names of medicines counted as they are."""
    return grade(FIXED_BY_LAW.sub("", plain(passage.body, terms("en"))))


def main() -> None:
    graded = sorted(((grade_of(one), one) for one in load("en").values()), key=lambda row: -row[0])
    lines = [f"{value:5.1f}  {one.audience:<8}  {one.id}" for value, one in graded]
    for audience, highest in HIGHEST.items():
        values = [value for value, one in graded if one.audience is audience]
        lines.append(
            f"{audience}: {len(values)} passages, mean {sum(values) / len(values):.1f}, "
            f"hardest {max(values):.1f}, may not pass {highest}"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
