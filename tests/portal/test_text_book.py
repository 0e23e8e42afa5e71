"""The book of texts: every word of a language once, with what a reviewer has to know."""

from flask import Flask

from portal.language import OFFERED
from portal.text_book import Approval, Kind, book, version_of
from study.answers import wording
from study.explained import passages
from tools.check_catalogues import extract


def test_the_english_book_holds_every_word_of_the_source() -> None:
    entries = book("en")
    words = {entry.words for entry in entries}
    for message in extract():
        if message.id:
            wanted = message.id if isinstance(message.id, str) else "\n".join(message.id)
            assert wanted in words
    assert {entry.kind for entry in entries} == set(Kind)
    assert {entry.approval for entry in entries} == {Approval.DRAFT}


def test_each_language_has_the_same_entries_and_says_that_it_is_not_checked() -> None:
    english = {(entry.kind, entry.id) for entry in book("en")}
    for language in OFFERED:
        entries = book(language)
        if language in passages.languages():
            assert {(entry.kind, entry.id) for entry in entries} == english
        if language != "en":
            assert {entry.approval for entry in entries} == {Approval.MACHINE}
            assert all(entry.english for entry in entries)


def test_it_holds_what_the_chat_says_where_it_does_not_answer_and_each_passage_in_short() -> None:
    for language in passages.languages():
        held = {entry.id: entry for entry in book(language)}
        for boundary, words in wording.words(language).sms.items():
            assert held[f"sms.{boundary}"].words == words
            assert held[f"sms.{boundary}"].kind is Kind.TEXT
        assert {one for one in held if one.startswith("short.")} == {
            f"short.{id_}" for id_ in wording.words(language).short
        }


def test_a_version_changes_with_any_letter() -> None:
    assert version_of("Call 911.") != version_of("Call 912.")


def test_the_command_prints_one_language_or_refuses_an_unknown_one(app: Flask) -> None:
    runner = app.test_cli_runner()
    printed = runner.invoke(args=["texts", "book", "--language", "es"])
    assert printed.exit_code == 0 and "machine draft" in printed.output
    assert "study/explained/es/what-is-hlh.md" in printed.output
    refused = runner.invoke(args=["texts", "book", "--language", "xx"])
    assert refused.exit_code == 1 and "no words in 'xx'" in refused.output
