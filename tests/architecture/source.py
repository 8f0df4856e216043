"""The source as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src" / "plenaria"


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the source, as parsed."""

    path: str
    """From ``src/plenaria``: ``core/permits.py``."""
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of each module that is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, each.name) for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.lineno, "." * node.level + (node.module or "")

    def calls(self) -> Iterator[tuple[int, str, ast.Call]]:
        """Line, name and node of each call: ``Person.objects.create``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node.lineno, dotted(node.func), node


def dotted(node: ast.expr) -> str:
    """What is called, as written; what is no plain name is a question mark."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return "?"


def modules(room: str = "") -> Iterator[Module]:
    """The files of a room, or of all."""
    for path in sorted((SOURCE / room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield Module(path.relative_to(SOURCE).as_posix(), text, ast.parse(text))
