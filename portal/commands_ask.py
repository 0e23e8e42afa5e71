"""A file of questions in, the answers families would get out: JSON Lines, no database needed."""

import sys

import click

from study.answers.jsonlines import answers


@click.command("ask")
def ask() -> None:
    """Answer questions from standard input, one JSON object a line; write one line for each."""
    for answer in answers(sys.stdin.buffer):
        sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
