"""Commands that keep and show: migrate a database, make keys. The clock is never started here."""

import click
from flask import Flask, current_app

from portal import migrate
from portal.commands_ask import ask
from portal.commands_enrol import enrol
from portal.commands_team import make_site, make_staff
from portal.commands_texts import texts
from portal.commands_understand import understand
from portal.config import Settings


def init_app(app: Flask) -> None:
    app.cli.add_command(migrate_command)
    app.cli.add_command(new_secrets)
    app.cli.add_command(enrol)
    app.cli.add_command(make_site)
    app.cli.add_command(make_staff)
    app.cli.add_command(texts)
    app.cli.add_command(understand)
    app.cli.add_command(ask)


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database to the tables of this version."""
    settings: Settings = current_app.config["SETTINGS"]
    migrate.upgrade(settings.database)
    click.echo("The database is current.")


@click.command("new-secrets")
def new_secrets() -> None:
    """Write random keys into the instance folder, unless it has some."""
    settings: Settings = current_app.config["SETTINGS"]
    settings.with_new_secrets()
    click.echo("Keys are in the instance folder. Back them up apart from the database.")
