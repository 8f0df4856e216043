"""The ``plenaria`` command and its parts, in the order in which a secretary meets them."""

from typing import Annotated

import typer

from plenaria.interfaces.cli import (
    backup,
    counting,
    demo,
    exporting,
    importing,
    init,
    mail,
    minutes,
    papers,
    serving,
    speech,
    tokens,
    users,
    verifying,
    voting,
)

app = typer.Typer(
    name="plenaria",
    help="Carries a resolution from the first draft to the report on what came of it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def every(
    lang: Annotated[str, typer.Option(help="Language in which it speaks: en, es or ru.", show_default="yours")] = "",
) -> None:
    """Carries a resolution from the first draft to the report on what came of it."""
    speech.choose(lang)


app.command()(demo.demo)
app.command()(papers.read)
app.command()(papers.convert)
app.command()(counting.count)
app.command()(verifying.verify)
app.command()(minutes.minutes)
app.command()(voting.decide)
app.command(name="tally")(voting.recount)
app.command()(init.init)
app.command("import")(importing.import_)
app.command()(serving.serve)
app.command()(serving.migrate)
app.command()(exporting.export_site)
app.add_typer(users.app, name="user")
app.add_typer(tokens.app, name="token")
app.add_typer(mail.app, name="mail")
app.command()(backup.backup)
app.command()(backup.restore)
