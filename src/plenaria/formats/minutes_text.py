"""Minutes as plain text and as Markdown, to be read in a mail."""

from collections.abc import Iterator
from textwrap import fill

from plenaria.core.minutes.written import Paragraph, Table, Written
from plenaria.formats.text_out import WIDTH, escaped


def plain_text(minutes: Written, *, width: int = WIDTH) -> str:
    """The whole, wrapped at ``width`` columns; tables are lines with a dash between their cells."""
    blocks = [*([minutes.mark] if minutes.mark else []), minutes.over, fill(minutes.title, width)]
    blocks.append("\n".join(f"{label}: {value}" for label, value in minutes.about))
    for section in minutes.sections:
        blocks.append(fill(f"{section.number}. {section.title}", width))
        for each in section.paragraphs:
            blocks.append(_hung(each.number, "\n".join([each.text, *_facts(each)]), width))
            if each.table:
                blocks.append(_rows(each.table))
    blocks.append("\n".join(f"{role}: ____________________ {name}" for role, name in minutes.signatures))
    for annex in minutes.annexes:
        blocks += [annex.title, *(fill(line, width) for line in annex.lines)]
        blocks += [_rows(annex.table)] if annex.table else []
    return "\n\n".join([*blocks, "\n".join(["-- ", *minutes.foot])]) + "\n"


def markdown(minutes: Written) -> str:
    """The whole in CommonMark with tables (GitHub Flavored Markdown, 4.10); what looks like markup is escaped."""
    return "\n\n".join(_markdown(minutes)) + "\n"


def _markdown(minutes: Written) -> Iterator[str]:
    if minutes.mark:
        yield f"**{escaped(minutes.mark)}**"
    yield escaped(minutes.over)
    yield f"# {escaped(minutes.title)}"
    yield "\n".join(f"- {escaped(label)}: {escaped(value)}" for label, value in minutes.about)
    for section in minutes.sections:
        yield f"## {section.number}. {escaped(section.title)}"
        for each in section.paragraphs:
            lines = [*each.text.split("\n"), *_facts(each)]
            yield f"**{each.number}** " + "  \n".join(escaped(line) for line in lines)
            if each.table:
                yield _table(each.table)
    yield "\n".join(f"- {escaped(role)}: {escaped(name)}" for role, name in minutes.signatures)
    for annex in minutes.annexes:
        yield f"## {escaped(annex.title)}"
        yield from (escaped(line) for line in annex.lines)
        if annex.table:
            yield _table(annex.table)
    yield "---"
    yield from (escaped(line) for line in minutes.foot)


def _facts(each: Paragraph) -> list[str]:
    return [f"{label} {words}".strip() for label, words in each.facts or ()]


def _table(table: Table) -> str:
    def row(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(escaped(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    marks = "| " + " | ".join("--:" if at in table.figures else ":--" for at in range(len(table.head))) + " |"
    return "\n".join([row(table.head), marks, *map(row, table.rows)])


def _rows(table: Table) -> str:
    return "\n".join(" — ".join(cell for cell in row if cell) for row in (table.head, *table.rows))


def _hung(number: str, text: str, width: int) -> str:
    first, *rest = text.split("\n")
    indent = " " * (len(number) + 1)
    lines = [fill(first, width, initial_indent=f"{number} ", subsequent_indent=indent)]
    lines += [fill(line, width, initial_indent=indent, subsequent_indent=indent) for line in rest]
    return "\n".join(lines)
