"""A file of texts in, what the program would make of each out: JSON Lines, no database needed."""

import sys

import click

from study.understand.jsonlines import answers


@click.command("understand")
def understand() -> None:
    """Read texts from standard input, one JSON object a line; write one JSON line for each."""
    for answer in answers(sys.stdin.buffer):
        sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
