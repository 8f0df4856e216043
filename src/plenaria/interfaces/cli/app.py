"""The ``plenaria`` command and its parts, in the order in which a secretary meets them."""

import typer

from plenaria.interfaces.cli import serving

app = typer.Typer(
    name="plenaria",
    help="Carries a resolution from the first draft to the report on what came of it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(serving.demo)
app.command()(serving.serve)
app.command()(serving.migrate)
