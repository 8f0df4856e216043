"""Accounts at the console: who may log in, a new one, and a link that logs somebody in once."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from plenaria.core.permits import ROLES
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import _, console, in_language, language, print_json, refuse, stop, tell

app = typer.Typer(no_args_is_help=True, help="People who may log in: list them, add one, make a log-in link.")


@app.command()
def add(
    name: Annotated[str, typer.Option(prompt=True, help="Name, as it is written in documents.")],
    email: Annotated[str, typer.Option(prompt=True, help="E-mail address; codes to log in are sent to it.")],
    body: Annotated[str, typer.Option(prompt=True, help="Short name of the body, as in its address.")],
    role: Annotated[list[str], typer.Option(help=f"What they are there: {', '.join(ROLES)}. Can be given again.")],
    below: Annotated[bool, typer.Option(help="The roles reach the bodies below it, too.")] = False,
    speaks: Annotated[str, typer.Option("--language", help="Language in which they read and are written to.")] = "",
) -> None:
    """Add a person with a role, who can then log in."""
    start_django()
    from plenaria.actions.people import add_person, grant_role
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import bodies, people

    at, there = datetime.now(UTC), bodies.body_at(body)
    if there is None:
        refuse(unacceptable("body-unknown"))
    if unknown := set(role) - set(ROLES):
        refuse(unacceptable("role-unknown", role=min(unknown)))
    known = people.person_at(email)
    person = known.id if known else ""
    if not person:
        spoken = speaks or language()
        made = add_person(actor=MACHINE, at=at, body=there.id, names={spoken: name}, email=email, language=spoken)
        person = refuse(made) if isinstance(made, Refusal) else made.subject
    for each in role:
        granted = grant_role(actor=MACHINE, at=at, person=person, body=there.id, role=each, includes_below=below)
        if isinstance(granted, Refusal):
            refuse(granted)
    tell(_("{name} can log in with {email}.").format(name=name, email=email))


@app.command("list")
def list_them(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON, for a program.")] = False,
) -> None:
    """List everybody who may log in, with their roles of today."""
    start_django()
    from plenaria.phrases.names import label
    from plenaria.store.queries import people

    found = [each for each in people.everybody() if each.has_account]
    roles, today = people.roles_of(each.id for each in found), datetime.now(UTC).date()
    held = {person: [each for each in theirs if each.holds_on(today)] for person, theirs in roles.items()}
    if as_json:
        print_json(
            [
                {
                    "names": each.names,
                    "email": each.email,
                    "roles": [{"role": role.role, "body": in_language(role.body_names)} for role in held[each.id]],
                }
                for each in found
            ]
        )
        return
    table = Table(box=None, header_style="bold")
    for heading in (_("Name"), _("E-mail address"), _("Roles")):
        table.add_column(heading)
    for each in found:
        told = [f"{label('role', role.role, language())}, {in_language(role.body_names)}" for role in held[each.id]]
        table.add_row(Text(in_language(each.names)), Text(each.email), Text("\n".join(told)))
    console.print(table)


@app.command()
def link(email: Annotated[str, typer.Argument(help="Their e-mail address.")]) -> None:
    """Print a link that logs somebody in once, within a day; an earlier one stops working."""
    start_django()
    from django.conf import settings

    from plenaria.actions.log_in_links import make_log_in_link
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import people

    person = people.person_at(email)
    if person is None:
        stop(_("Nobody here has the address {email}.").format(email=email))
    made = make_log_in_link(actor=MACHINE, at=datetime.now(UTC), person=person.id)
    if isinstance(made, Refusal):
        refuse(made)
    tell(f"{settings.BASE_URL}/enter/{made.secret}")
