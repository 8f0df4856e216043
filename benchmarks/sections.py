"""A file of figures that several programs write, each its own section between two marks."""

import re
from pathlib import Path


def replace(path: Path, name: str, text: str) -> None:
    """Puts ``text`` (Markdown) into the section ``name`` of ``path``; a section that is not there yet is appended.

    All other sections stay as they are, to the letter.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{text.strip()}\n{end}\n"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    pattern = re.compile(rf"{re.escape(begin)}\n.*?{re.escape(end)}\n", re.DOTALL)
    if pattern.search(before):
        after = pattern.sub(lambda _: section, before, count=1)
    else:
        after = f"{before.rstrip()}\n\n{section}".lstrip()
    path.write_text(after, encoding="utf-8")
