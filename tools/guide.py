"""The page of the guide on the commands, drawn from what the commands say of themselves.

``write`` puts ``commands.md`` of each language in its place; ``missing`` lists what ``tools/commands.LANGUAGE.toml``
does not translate, and exits 1 where it is anything.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from plenaria.interfaces.cli.app import app

LANGUAGES = ("en", "es", "ru")
HERE = Path(__file__).resolve().parent
GUIDE = HERE.parent / "src" / "plenaria" / "guide"
KEYS = {"title", "introduction", "given", "meaning"}
"""What the page says besides: keys of their own in each table of translations."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its words, in the order in which ``--help`` lists them."""
    yield from _below(typer.main.get_command(app), "")


def _below(command: Any, words: str) -> Iterator[tuple[str, Any]]:
    for name, each in getattr(command, "commands", {}).items():
        called = f"{words} {name}".strip()
        if getattr(each, "commands", None):
            yield from _below(each, called)
        else:
            yield called, each


def texts() -> list[str]:
    """Every sentence that the commands say of themselves."""
    said = [_plain(text) for _, each in commands() for text in (each.help, *(_help(given) for given in each.params))]
    return [text for text in dict.fromkeys(said) if text]


def translations(language: str) -> dict[str, str]:
    """English sentence → the same in that language."""
    with (HERE / f"commands.{language}.toml").open("rb") as file:
        return tomllib.load(file)


def missing() -> dict[str, list[str]]:
    """What is not translated yet, or no longer said, by language."""
    found = {}
    for language in LANGUAGES:
        known = set(translations(language)) - KEYS
        wanted = set(texts()) if language != "en" else set()
        if known != wanted:
            found[language] = sorted(known ^ wanted)
    return found


def page(language: str) -> str:
    """The page in that language. A sentence without translation stays English."""
    said = translations(language)
    parts = [f"# {said['title']}", said["introduction"].strip()]
    for words, command in commands():
        anchor = words.replace(" ", "-")
        parts += [
            f"## plenaria {words} {{#{anchor}}}",
            _said(said, command.help),
            f"```sh\n{_usage(words, command)}\n```",
        ]
        rows = [_row(said, given) for given in command.params if given.name != "help"]
        if rows:
            parts.append("\n".join([f"| {said['given']} | {said['meaning']} |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _said(said: Mapping[str, str], text: str | None) -> str:
    plain = _plain(text)
    return said.get(plain, plain)


def _plain(text: str | None) -> str:
    """Without rich's marks, in one paragraph."""
    return re.sub(r"\s+", " ", re.sub(r"\[/?[a-z]+\]", "", text or "")).strip()


def _help(given: Any) -> str | None:
    return getattr(given, "help", None)


def _usage(words: str, command: Any) -> str:
    named = [given.name.upper() for given in command.params if given.param_type_name == "argument"]
    return " ".join(["plenaria", words, *named])


def _row(said: Mapping[str, str], given: Any) -> str:
    if given.param_type_name == "argument":
        name = f"`{given.name.upper()}`"
    else:
        name = ", ".join(f"`{each}`" for each in (*given.opts, *given.secondary_opts))
    variable = f" (`{given.envvar}`)" if getattr(given, "envvar", None) else ""
    return f"| {name} | {_said(said, _help(given))}{variable} |".replace("|  |", "| |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("write", "missing"))
    if parser.parse_args().verb == "write":
        for language in LANGUAGES:
            (GUIDE / language / "commands.md").write_text(page(language), encoding="utf-8")
        return 0
    found = missing()
    for language, sentences in found.items():
        print(f"commands.{language}.toml:", *sentences, sep="\n  ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
