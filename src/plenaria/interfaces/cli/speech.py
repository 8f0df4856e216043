"""How the command speaks: in the reader's language, with colours where there is a terminal, refusals as a sentence."""

import json
import os
from collections.abc import Mapping
from typing import NoReturn

import typer
from rich.console import Console

from plenaria.core.refusal import Refusal
from plenaria.phrases.catalogue import translation
from plenaria.phrases.refusals import sentence

REFUSED = 2
"""Exit status where something was refused; nothing was changed."""

LANGUAGES = ("en", "es", "ru")

console = Console(highlight=False)
complaints = Console(stderr=True, highlight=False)

_chosen = ""


def choose(language: str) -> None:
    """Speak that language from now on; empty: the one of the environment."""
    global _chosen
    _chosen = language


def language() -> str:
    """What the reader asked for, else what the environment says (POSIX: LC_ALL, LC_MESSAGES, LANG), else English."""
    variables = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = _chosen or next((each for each in variables if each), "")
    code = wanted.partition(".")[0].partition("_")[0].lower()
    return code if code in LANGUAGES else "en"


def _(message: str) -> str:
    """The message in the reader's language."""
    return translation(language()).gettext(message)


def in_language(texts: Mapping[str, str]) -> str:
    """A text in the reader's language, else in English, else in any."""
    return texts.get(language()) or texts.get("en") or next((each for each in texts.values() if each), "")


def tell(message: str) -> None:
    """Say something that was done."""
    console.print(message, markup=False, soft_wrap=True)


def stop(message: str) -> NoReturn:
    """Say why it went no further, and end with the status of a refusal."""
    complaints.print(message, style="red", markup=False, soft_wrap=True)
    raise typer.Exit(REFUSED)


def refuse(refusal: Refusal, *, as_json: bool = False) -> NoReturn:
    """End with a refusal: its sentence, or for a machine its code and data on standard output."""
    told = sentence(refusal, language())
    if as_json:
        print_json({"refusal": refusal.code, "data": dict(refusal.data), "sentence": told})
        raise typer.Exit(REFUSED)
    stop(told)


def print_json(value: object) -> None:
    """A value for a machine: JSON on standard output, as it is, with no colours and no lines broken."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
