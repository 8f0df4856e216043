"""A resolution on a terminal: set as on paper, with what was understood beside it."""

from collections.abc import Iterator
from unicodedata import category

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.cli.speech import _, language
from plenaria.phrases.cautions import caution
from plenaria.phrases.dates import day, period
from plenaria.phrases.names import label

INDENT = 4


def plain(words: str, style: str = "", *, centred: bool = False) -> Text:
    """Words as they are: no markup, and nothing by which a stranger's paper could move the terminal's cursor."""
    kept = "".join(sign for sign in words if sign in "\n\t" or category(sign) != "Cc")
    return Text(kept, style=style, justify="center" if centred else None)


def view(text: Resolution) -> RenderableType:
    """The whole resolution, top to bottom, then what to look at."""
    return Group(*_head(text), *_preamble(text), *_clauses(text), *_end(text), *_summary(text))


def _head(text: Resolution) -> Iterator[RenderableType]:
    for line in text.letterhead:
        yield plain(line, style="dim", centred=True)
    yield plain(f"\n{text.title}\n", style="bold", centred=True)
    where_when = [text.body, text.number and f"№ {text.number}", text.venue]
    where_when.append(day(text.date, language()) if text.date else None)
    if any(where_when):
        yield plain(" · ".join(each for each in where_when if each) + "\n", style="italic", centred=True)


def _preamble(text: Resolution) -> Iterator[RenderableType]:
    for recital in text.recitals:
        yield plain(recital.text)
        for citation in recital.citations:
            yield Padding(plain(f"→ {citation.text}", style="cyan"), (0, 0, 0, INDENT))
    if text.formula:
        yield plain(f"\n{text.formula}\n", style="italic")


def _clauses(text: Resolution) -> Iterator[RenderableType]:
    for clause in text.walk():
        if clause.heading:
            yield plain(f"\n{clause.heading}", style="bold")
        row = Table.grid(padding=(0, 1))
        row.add_column(justify="right", min_width=INDENT)
        row.add_column()
        row.add_row(plain(clause.number, style="bold"), plain(clause.text))
        row.add_row("", plain(" · ".join(_found(clause)), style="cyan"))
        if clause.tail:
            row.add_row("", plain(clause.tail))
        yield Padding(row, (0, 0, 0, INDENT * (clause.level - 1)))


def _found(clause: Clause) -> list[str]:
    """What was understood of a clause, each thing as printed."""
    kinds = [label("kind", kind, language()) for kind in (clause.kind, *clause.also)]
    days = [period(first, last, language()) for first, last in clause.dates]
    return [" + ".join(kinds), *days, *clause.parties, *clause.people, *clause.places, *clause.links]


def _end(text: Resolution) -> Iterator[RenderableType]:
    if text.closing:
        yield plain(f"\n{text.closing}")
    if text.adoption:
        yield plain(f"\n{text.adoption.text}", style="italic")
    if text.signatures:
        table = Table.grid(padding=(0, 4))
        for each in text.signatures:
            table.add_row(plain(each.role), plain(each.name, style="bold"))
        yield Padding(table, (1, 0, 0, 0))
    if text.dispatch:
        yield plain("\n" + _("To be sent to:"), style="bold")
        for number, line in enumerate(text.dispatch, 1):
            yield plain(f"{number:>{INDENT}} {line}")
    for attachment in text.attachments:
        yield plain(f"\n{attachment.title}", style="bold")
        for paragraph in attachment.paragraphs:
            yield plain(paragraph)


def _summary(text: Resolution) -> Iterator[RenderableType]:
    yield Rule()
    counted = _("Language: {language}. Recitals: {recitals}. Clauses: {clauses}, with sub-clauses {all}.")
    yield plain(
        counted.format(
            language=text.language,
            recitals=len(text.recitals),
            clauses=len(text.clauses),
            all=sum(1 for _clause in text.walk()),
        )
    )
    if text.furniture:
        yield plain(_("Set aside as page furniture: {lines}").format(lines=len(text.furniture)), style="dim")
    if not text.warnings:
        yield plain(_("Nothing to look at."), style="green")
    for warning in text.warnings:
        line = _("Line {line}: ").format(line=warning.line) if warning.line else ""
        yield plain(f"! {line}{caution(warning, language())}", style="yellow")
        if warning.text:
            yield Padding(plain(warning.text, style="dim"), (0, 0, 0, INDENT))
