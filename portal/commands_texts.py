"""The command that prints every text and screen for an ethics board; it sends and changes none."""

import click

from portal import text_book
from portal.language import OFFERED
from portal.text_book import Entry, NoSuchBook


@click.group("texts")
def texts() -> None:
    """What this program says to people."""


@texts.command("book")
@click.option("--language", "languages", multiple=True, help="Such as es; all that are offered.")
def book(languages: tuple[str, ...]) -> None:
    """Print every text, screen and passage with id, version and approval."""
    for language in languages or tuple(OFFERED):
        try:
            entries = text_book.book(language)
        except NoSuchBook as error:
            raise click.ClickException(f"There are no words in {language!r}.") from error
        click.echo(f"=== {language}: {len(entries)} entries; no voice prompts: we make no calls")
        for entry in entries:
            click.echo(_said(entry))


def _said(entry: Entry) -> str:
    lines = [f"\n[{entry.kind}] {entry.id} · version {entry.version} · {entry.approval}"]
    lines += [f"  {line}" for line in entry.words.splitlines()]
    if entry.english:
        lines += [f"  (English: {line})" for line in entry.english.splitlines()]
    return "\n".join([*lines, f"  {entry.where}"])
