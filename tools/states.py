"""Draws the tables of states: ``write`` puts ``docs/states.md`` in its place, ``print`` prints it."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import plenaria.core
from plenaria.core.states import Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"
HEAD = """# States

Drawn from the tables in `src/plenaria/core` by `python tools/states.py write`; a test says when this page is behind
them. What a table does not list is refused (`wrong-state`). The words that people see are in `phrases/names.py`.
"""


def tables() -> Iterator[tuple[str, str, Table]]:
    """Each table with the file that holds it and what that file says of it."""
    for found in sorted(pkgutil.iter_modules(plenaria.core.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"plenaria.core.{found.name}")
        for value in vars(module).values():
            if isinstance(value, Table):
                file = f"{found.name}/__init__.py" if found.ispkg else f"{found.name}.py"
                yield f"core/{file}", (module.__doc__ or "").strip(), value


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(*each) for each in sorted(tables(), key=lambda each: each[2].name))])


def _section(file: str, says: str, table: Table) -> str:
    rows = [
        "| " + " | ".join([f"`{state}`", *(_cell(table, state, verb) for verb in table.verbs)]) + " |"
        for state in table.states
    ]
    head = ["| from \\ verb | " + " | ".join(table.verbs) + " |", "|---" * (len(table.verbs) + 1) + "|"]
    name = table.name.replace("-", " ")
    return "\n".join(
        [
            f"## {name.capitalize()}",
            "",
            f"`{file}`: {says}",
            "",
            "```mermaid",
            table.mermaid() + "```",
            "",
            *head,
            *rows,
            "",
        ]
    )


def _cell(table: Table, state: str, verb: str) -> str:
    return table.transitions.get((state, verb), "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("write", "print"))
    if parser.parse_args().verb == "write":
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
