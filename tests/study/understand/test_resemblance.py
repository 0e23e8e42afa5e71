"""What no rule has words for is heard by its likeness to an example; likeness silences nothing."""

import json
from pathlib import Path

import pytest

from study.symptoms import Label, Tier
from study.understand import resemblance
from study.understand.resemblance import Example, ExampleError, Examples, read_examples
from study.understand.screen import red_flags
from study.understand.text import read_words
from tools import gather_examples

UNSEEN = Path(__file__).resolve().parents[2] / "understanding" / "sets" / "unseen"
LANGUAGES = sorted(path.stem for path in resemblance.LABELLED.glob("*.tsv"))


def _names(text: str) -> list[str]:
    return list(resemblance.features(read_words(text).words))


def test_the_nearest_example_shares_the_most_telling_words() -> None:
    examples = Examples(
        [
            Example(Label.URGENT_NEURO, "she walks like a sailor on deck"),
            Example(Label.NO_SYMPTOM, "she walks to school with her brother"),
            Example(Label.NO_SYMPTOM, "we are on deck for the parade"),
        ]
    )
    (near, nearest), *others = examples.nearest(_names("he walks like a drunk sailor"))
    assert nearest.label is Label.URGENT_NEURO
    assert 0 < near < 1
    assert all(other < near for other, _ in others)


def test_the_same_words_are_as_near_as_can_be() -> None:
    examples = Examples([Example(Label.EMERGENCY, "no answer from him"), *_FILLERS])
    ((near, _), *_) = examples.nearest(_names("No answer from him!!"))
    assert near == pytest.approx(1.0)


_FILLERS = [
    Example(Label.NO_SYMPTOM, f"filler {word} here") for word in "one two three four".split()
]


def test_an_empty_text_is_like_nothing() -> None:
    assert resemblance.likeness(read_words(""), ["en"]) is None
    assert resemblance.likeness(read_words("qwxz"), ["en"]) is None


def test_a_language_without_examples_has_none() -> None:
    assert resemblance.likeness(read_words("anything at all"), ["tlh"]) is None


@pytest.mark.parametrize("line", ["emergency no tab", "terrible\tshe fell", "emergency\t   "])
def test_a_line_that_is_no_example_is_refused_by_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "en.tsv"
    path.write_text(f"no_symptom\tall good\n{line}\n", "utf-8")
    with pytest.raises(ExampleError, match=r"en\.tsv, line 2"):
        list(read_examples(path))


def test_a_text_like_an_example_of_an_emergency_is_one_and_names_the_example() -> None:
    told = read_words("wakey wakey is not working, shaking him and yelling, nothing")
    like = resemblance.likeness(told, ["en"])
    assert like is not None
    assert like.label is Label.EMERGENCY
    assert "wakey" in like.nearest.text


def test_one_sentence_is_heard_among_many() -> None:
    chatter = "we had pasta and watched the game and talked about school. " * 6
    told = "wakey wakey is not working, shaking him and yelling his name, nothing. "
    assert red_flags(chatter + told + chatter, lang="en").red_flag


def test_a_denial_is_left_to_the_rules() -> None:
    assert red_flags("no fever, no headache, eating well", lang="en").tier is Tier.T4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unseen_text_is_an_example(language: str) -> None:
    """Beyond the few words that any two people would write alike."""
    rows = (UNSEEN / f"{language}.jsonl").read_text("utf-8").splitlines()
    unseen = {" ".join(json.loads(row)["text"].casefold().split()) for row in rows if row}
    examples = {
        " ".join(one.text.casefold().split())
        for folder in (resemblance.WRITTEN, resemblance.LABELLED)
        if (folder / f"{language}.tsv").exists()
        for one in read_examples(folder / f"{language}.tsv")
    }
    same = {text for text in unseen & examples if len(text.split()) > 4}
    assert not same


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labelled_examples_are_in_step_with_the_labelled_texts(language: str) -> None:
    """They are written anew by `python -m tools.gather_examples`."""
    path = resemblance.LABELLED / f"{language}.tsv"
    assert path.read_text("utf-8") == "".join(
        f"{line}\n" for line in gather_examples.labelled(language)
    )


@pytest.mark.parametrize("language", sorted(gather_examples.FOLDERS))
def test_the_questions_among_the_examples_are_those_stored_for_the_chatbot(language: str) -> None:
    """They are written anew by `python -m tools.gather_examples`."""
    path = resemblance.ASKED / f"{language}.tsv"
    assert path.read_text("utf-8") == "".join(
        f"{line}\n" for line in gather_examples.asked(language)
    )


@pytest.mark.parametrize(
    "text",
    ["can my mom read what i write here", "does anybody get a sugar pill", "the mailbox is full"],
)
def test_a_question_or_an_everyday_text_pages_nobody(text: str) -> None:
    assert not red_flags(text, lang="en").red_flag
