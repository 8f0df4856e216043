"""What each button of the preview does to the text that was read."""

from dataclasses import replace

from plenaria.core.text import editing
from plenaria.core.text.resolution import Clause, Resolution


def pressed(text: Resolution, verb: str, at: int) -> Resolution | None:
    """The text after a button was pressed; ``None`` where there was nothing to split or join."""
    rows = editing.rows(text)
    if verb == "add":
        return editing.with_rows(text, (*rows, Clause(id="", number="", text="")))
    if verb.startswith("recital-") and at < len(text.recitals):
        return _recital_done(text, verb, at)
    if at >= len(rows):
        return text
    changed: editing.Rows | None = rows
    match verb:
        case "split":
            changed = editing.split(rows, at)
        case "join":
            changed = editing.join(rows, at)
        case "deeper" | "higher":
            changed = editing.shift(rows, at, 1 if verb == "deeper" else -1)
        case "out":
            clause = rows[at]
            line = " ".join(part for part in (clause.number, clause.text, clause.tail) if part)
            text = replace(text, furniture=(*text.furniture, " ".join(line.split())))
            changed = editing.take_out(rows, at)
        case "recital":
            return editing.to_recital(text, at)
    return None if changed is None else editing.with_rows(text, changed)


def _recital_done(text: Resolution, verb: str, at: int) -> Resolution:
    recitals = list(text.recitals)
    match verb:
        case "recital-clause":
            return editing.to_clause(text, at)
        case "recital-join" if at + 1 < len(recitals):
            joined = f"{recitals[at].text} {recitals.pop(at + 1).text}"
            recitals[at] = editing.read_recital(joined, text.language, recitals[at].place)
        case "recital-out":
            gone = recitals.pop(at)
            text = replace(text, furniture=(*text.furniture, " ".join(gone.text.split())))
    return replace(text, recitals=tuple(recitals))


def without_empty(text: Resolution) -> Resolution:
    """Clauses and recitals that were emptied go; one without words that has points stays."""
    rows = editing.rows(text)
    for at in range(len(rows) - 1, -1, -1):
        has_points = at + 1 < len(rows) and rows[at + 1].level > rows[at].level
        if not has_points and not any((rows[at].text, rows[at].tail, rows[at].heading)):
            rows = editing.remove(rows, at)
    recitals = tuple(each for each in text.recitals if each.text)
    return editing.with_rows(replace(text, recitals=recitals), rows)
