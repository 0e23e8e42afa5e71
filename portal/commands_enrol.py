"""The command that enrols a family from a JSON file, by the same action as the page does it."""

import json
from typing import Any, TextIO

import click
from flask.cli import with_appcontext
from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session

from portal import clock
from portal.actions.enrol_family import enrol_family
from portal.actions.enrolment import Enrolment, EnrolmentRefused
from portal.store import sites, staff
from portal.store.engine import transaction
from portal.store.sites import Site
from portal.store.staff import Role, Staff

_ALLOWED = frozenset({Role.COORDINATOR, Role.INVESTIGATOR, Role.ADMIN})


@click.command("enrol")
@click.argument("described", type=click.File("r", encoding="utf-8"))
@click.option("--site", "site_id", required=True, help="The id of the site.")
@click.option("--by", required=True, metavar="EMAIL", help="The member of staff who enrols.")
@with_appcontext
def enrol(described: TextIO, site_id: str, by: str) -> None:
    """Enrol the family described in a JSON file ('-' reads standard input)."""
    enrolment = _read(described.read())
    try:
        with transaction() as session:
            site, member = _found(session, site_id, by)
            family = enrol_family(
                session, site=site, enrolment=enrolment, staff=member, now=clock.now()
            )
    except EnrolmentRefused as refused:
        lines = [f"{problem.where}: {problem.words}" for problem in refused.problems]
        raise click.ClickException("Nobody was enrolled.\n" + "\n".join(lines)) from refused
    click.echo(f"Enrolled family {family.id}. Each phone gets one text to confirm it.")


def _read(text: str) -> Enrolment:
    try:
        return TypeAdapter(Enrolment).validate_python(json.loads(text))
    except json.JSONDecodeError as error:
        raise click.ClickException(
            f"This is not JSON: line {error.lineno}: {error.msg}."
        ) from error
    except ValidationError as error:
        raise click.ClickException("\n".join(map(_line, error.errors()))) from error


def _line(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "the file"
    return f"{where}: {error['msg']}"


def _found(session: Session, site_id: str, email: str) -> tuple[Site, Staff]:
    """The site, and a member of its team who may enrol."""
    try:
        site = sites.get(session, site_id)
    except LookupError as error:
        raise click.ClickException(f"There is no site {site_id!r}.") from error
    member = staff.by_email(session, email)
    if member is None or member.site_id != site.id or member.role not in _ALLOWED:
        raise click.ClickException("No member of this site's team with that address may enrol.")
    return site, member
