"""Commands that set up a site and its first accounts, before anybody can sign in."""

import click
from flask.cli import with_appcontext

from portal import clock
from portal.actions.add_staff import StaffEntry, StaffRefused, add_staff
from portal.actions.new_site import SiteEntry, SiteRefused, new_site
from portal.phone_numbers import BadNumber, e164
from portal.store import credentials, sites
from portal.store.engine import transaction
from portal.store.staff import Role
from portal.store.trail import Actor, Who

_WHO = Who(actor=Actor.COMMAND)
_WRONG = {
    "id": "The id needs 2 to 32 small letters, digits or hyphens, and may not be in use.",
    "name": "Give a name.",
    "zone": "The time zone is none. Use a name such as America/Chicago.",
    "family_sender": "This number sends for families already, at this or another site.",
    "staff_sender": "This number is in use. Families and staff never share a number.",
    "email": "This is no e-mail address, or it has an account already.",
    "password": "A password needs at least 12 characters.",
}


@click.command("new-site")
@click.argument("site_id")
@click.option("--name", required=True, help="What the hospital is called.")
@click.option("--zone", required=True, help="Its time zone, such as America/Chicago.")
@click.option("--family-sender", required=True, help="The number that texts families.")
@click.option("--staff-sender", required=True, help="The number that pages staff.")
@with_appcontext
def make_site(site_id: str, name: str, zone: str, family_sender: str, staff_sender: str) -> None:
    """Add a site. Its own people fill its blanks on the Site page before anybody is enrolled."""
    entry = SiteEntry(
        id=site_id,
        name=name,
        zone=zone,
        family_sender=_number(family_sender, "--family-sender"),
        staff_sender=_number(staff_sender, "--staff-sender"),
    )
    try:
        with transaction() as session:
            new_site(session, entry=entry, who=_WHO, now=clock.now())
    except SiteRefused as refused:
        raise click.ClickException(_WRONG[refused.field]) from refused
    click.echo(f"Added site {site_id}. Next: add-staff --site {site_id} --role admin …")


@click.command("add-staff")
@click.option("--site", "site_id", required=True, help="The id of the site.")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--language", default="en", show_default=True)
@with_appcontext
def make_staff(site_id: str, name: str, email: str, role: str, language: str) -> None:
    """Give somebody an account; prints the first password and the authenticator secret, once."""
    password = credentials.new_password()
    entry = StaffEntry(name, email, Role(role), password, language)
    try:
        with transaction() as session:
            site = sites.get(session, site_id)
            member = add_staff(session, site=site, entry=entry, who=_WHO, now=clock.now())
    except LookupError as error:
        raise click.ClickException(f"There is no site '{site_id}'. See new-site.") from error
    except StaffRefused as refused:
        raise click.ClickException(_WRONG[refused.field]) from refused
    click.echo(f"{member.email} may sign in at /team. Hand these over in person, now:")
    click.echo(f"  password       {password}")
    click.echo(f"  authenticator  {member.totp_secret}")


def _number(typed: str, option: str) -> str:
    try:
        return e164(typed, demo=False)
    except BadNumber as error:
        raise click.ClickException(f"{option}: this is not a phone number.") from error
