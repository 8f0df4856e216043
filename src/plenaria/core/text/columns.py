"""Papers that print one text in two languages side by side: one of them is read, the other is set aside."""

from dataclasses import replace

from plenaria.core.text.language import guess
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.source import Source

OTHER = "other language"
"""The zone of lines that say the same in a language that is not read."""


def one_language(source: Source, language: str) -> tuple[Source, tuple[Caution, ...]]:
    """The source with the lines of all columns but one set aside, and a warning where that one begins.

    :param language: the primary subtag that is wanted; the first column is read where it is empty or in no column.
    """
    columns = sorted({line.column for line in source.lines if line.column})
    if len(columns) < 2:
        return source, ()
    texts = {at: "\n".join(line.text for line in source.lines if line.column == at) for at in columns}
    languages = {at: guess(text, language or "en") for at, text in texts.items()}
    chosen = next((at for at in columns if languages[at] == language), columns[0])
    lines = tuple(replace(line, zone=OTHER) if line.column not in (0, chosen) else line for line in source.lines)
    first = next(number for number, line in enumerate(source.lines, start=1) if line.column not in (0, chosen))
    others = ", ".join(languages[at] for at in columns if at != chosen)
    return replace(source, lines=lines), (Caution("two-languages", first, others),)
