"""Tokens of the API at the console: make one, list them, take one back."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from plenaria.core.api_tokens import SCOPES
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.cli.serving import start_django
from plenaria.interfaces.cli.speech import _, console, language, print_json, refuse, tell

app = typer.Typer(no_args_is_help=True, help="Tokens with which programs use the API: make one, list them, revoke one.")


@app.command()
def new(
    body: Annotated[str, typer.Option(prompt=True, help="Short name of the body, as in its address.")],
    name: Annotated[str, typer.Option(prompt=True, help="What it is for.")],
    scope: Annotated[list[str], typer.Option(help=f"What it may do: {', '.join(SCOPES)}. Can be given again.")],
    days: Annotated[int, typer.Option(help="For how many days it is good.")] = 365,
    below: Annotated[bool, typer.Option(help="It reaches the bodies below it, too.")] = False,
) -> None:
    """Make a token and print it; it is shown this once."""
    start_django()
    from plenaria.actions.api_tokens import make_token
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import bodies

    at, there = datetime.now(UTC), bodies.body_at(body)
    if there is None:
        refuse(unacceptable("body-unknown"))
    made = make_token(
        actor=MACHINE,
        at=at,
        body=there.id,
        name=name,
        scopes=scope,
        expires_at=at + timedelta(days=min(max(days, 0), 100_000)),
        includes_below=below,
    )
    if isinstance(made, Refusal):
        refuse(made)
    tell(made.secret)


@app.command("list")
def list_them(
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON, for a program.")] = False,
) -> None:
    """List every token: by its beginning, with what it is good for and until when."""
    start_django()
    from plenaria.phrases.dates import day
    from plenaria.phrases.names import label
    from plenaria.store.queries import api_tokens

    found, at = api_tokens.tokens(), datetime.now(UTC)
    if as_json:
        print_json(
            [
                {
                    "prefix": each.prefix,
                    "name": each.name,
                    "body": each.body_slug,
                    "below": each.includes_below,
                    "scopes": list(each.scopes),
                    "expires_at": each.expires_at.isoformat(),
                    "last_used_at": each.last_used_at.isoformat() if each.last_used_at else None,
                    "state": each.state(at),
                }
                for each in found
            ]
        )
        return
    table = Table(box=None, header_style="bold")
    for heading in (_("Token"), _("Name"), _("Body"), _("Rights"), _("Until"), _("Last used"), _("State")):
        table.add_column(heading)
    for each in found:
        table.add_row(
            Text(each.prefix),
            Text(each.name),
            Text(each.body_slug),
            Text("\n".join(each.scopes)),
            Text(day(each.last_day, language())),
            Text(day(each.last_used_at.date(), language()) if each.last_used_at else "–"),
            Text(label("token", each.state(at), language())),
        )
    console.print(table)


@app.command()
def revoke(prefix: Annotated[str, typer.Argument(help="Its beginning, as the list shows it.")]) -> None:
    """Take a token back: it opens nothing from now on."""
    start_django()
    from plenaria.actions.api_tokens import revoke_token
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import api_tokens

    found = api_tokens.token_with_prefix(prefix.removeprefix("plenaria_").partition("_")[0])
    done = revoke_token(actor=MACHINE, at=datetime.now(UTC), token=found.id if found else "")
    if isinstance(done, Refusal):
        refuse(done)
    tell(_("The token is revoked: it opens nothing from now on."))
