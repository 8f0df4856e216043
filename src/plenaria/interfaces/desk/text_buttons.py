"""What each button of the preview does to the text that was read, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from plenaria.core.text import correcting, counting, editing
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.desk.text_state import Handed

type Said = str | Promise

LINE_ROLES: list[tuple[str, Said]] = [
    ("clause", gettext_lazy("a clause starts here")),
    ("continuation", gettext_lazy("it goes on with the line before")),
    ("furniture", gettext_lazy("not part of the text")),
    ("everywhere", gettext_lazy("not part of the text, wherever it stands")),
    ("recital", gettext_lazy("a recital starts here")),
    ("title", gettext_lazy("the title")),
    ("letterhead", gettext_lazy("a line of the letterhead")),
    ("closing", gettext_lazy("a closing line")),
    ("adoption", gettext_lazy("the statement of adoption")),
    ("signature", gettext_lazy("a signature")),
    ("dispatch", gettext_lazy("a line of the dispatch list")),
]
"""What a person can say of a line of the paper."""

_DONE: dict[str, Said] = {
    "show": gettext_lazy("The lines are in their places."),
    "split": gettext_lazy("The clause is split."),
    "join": gettext_lazy("The clause is joined with the next."),
    "deeper": gettext_lazy("The clause is now a point of the one before it."),
    "higher": gettext_lazy("The clause stands a level higher."),
    "out": gettext_lazy("The clause is left out. Its words stand below, outside the text."),
    "recital": gettext_lazy("The clause is now a recital."),
    "number": gettext_lazy("The clauses are numbered on from here."),
    "restart": gettext_lazy("The numbering starts anew here."),
    "number-all": gettext_lazy("All clauses are numbered anew."),
    "add": gettext_lazy("A clause is added at the end."),
    "recital-clause": gettext_lazy("The recital is now a clause."),
    "recital-join": gettext_lazy("The recital is joined with the next."),
    "recital-out": gettext_lazy("The recital is left out. Its words stand below, outside the text."),
    "line": gettext_lazy("The line is in its new place."),
    "judge": gettext_lazy("The tracked change is read the other way."),
    "undo": gettext_lazy("The last step is undone."),
    "redo": gettext_lazy("The step is done again."),
}
_NOTHING: dict[str, Said] = {
    "split": gettext_lazy("Nothing to split here: put an empty line where the clause should break."),
    "join": gettext_lazy("Nothing to join here: no clause follows."),
    "line": gettext_lazy("Nothing to change: choose a line, and say what it should be."),
    "judge": gettext_lazy("These words are no longer in the text. Change them by hand."),
    "undo": gettext_lazy("There is nothing to undo."),
    "redo": gettext_lazy("There is nothing to do again."),
}
_SAME: Said = gettext_lazy("Nothing changed: it is so already.")


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: its verb, the place that it names, and what else the form says."""

    verb: str
    at: int = 0
    behind: int | None = None
    """Letters before the cursor in the clause; blanks are none."""
    line: int = 0
    """The chosen line of the paper, from 1."""
    skip: int = 0
    """Letters of that line before the words that were selected in it."""
    role: str = ""

    @staticmethod
    def of(form: Mapping[str, str]) -> "Press":
        """What the form says; without a button it only shows again."""
        verb, _colon, place = form.get("do", "show").partition(":")
        role = form.get("as", "")
        if verb.startswith("line-"):
            verb, role = "line", verb.removeprefix("line-")
        return Press(verb, _count(place) or 0, _count(form.get("behind", "")), *_line_of(form), role)


def done(handed: Handed, press: Press) -> tuple[Handed, Said, bool]:
    """The paper after a press, what is said of it, and whether anything changed."""
    after: Handed | None
    match press.verb:
        case "undo":
            after = handed.back()
        case "redo":
            after = handed.again()
        case "judge":
            after = handed.judged(press.at) if press.at < len(handed.changes) else None
        case _:
            text = _pressed(handed.text, handed.lines, press)
            after = handed.changed(press.verb, text) if text else None
    if after is None:
        return handed, _NOTHING.get(press.verb, _SAME), False
    if after == handed:
        return handed, "" if press.verb == "show" else _SAME, False
    return after, _DONE.get(press.verb, ""), True


def _pressed(text: Resolution, lines: tuple[str, ...], press: Press) -> Resolution | None:
    """The text after a button was pressed; ``None`` where there was nothing to do."""
    rows, at = editing.rows(text), press.at
    if press.verb == "show":
        return text
    if press.verb == "line":
        return _line_done(text, lines, press) if 0 < press.line <= len(lines) else None
    if press.verb == "number-all":
        return counting.counted(text)
    if press.verb == "add":
        return editing.named(editing.with_rows(text, (*rows, Clause(id="", number="", text=""))))
    if press.verb.startswith("recital-"):
        return _recital_done(text, press.verb, at) if at < len(text.recitals) else None
    changed = _clause_done(text, press) if at < len(rows) else None
    return editing.named(editing.reread(text, changed)) if changed else None


def _line_done(text: Resolution, lines: tuple[str, ...], press: Press) -> Resolution | None:
    if press.role in editing.ROLES:
        return correcting.corrected(text, lines, press.line, press.role, press.skip)
    if press.role != "everywhere":
        return None
    # A running head: every line of the same words.
    like, after = lines[press.line - 1].split(), None
    for number, line in enumerate(lines, 1):
        if line.split() == like:
            after = correcting.corrected(after or text, lines, number, "furniture") or after
    return after


def _clause_done(text: Resolution, press: Press) -> Resolution | None:
    rows, at = editing.rows(text), press.at
    changed: editing.Rows | None = rows
    match press.verb:
        case "split":
            changed = editing.split(rows, at, press.behind or None)
        case "join":
            changed = editing.join(rows, at)
        case "deeper" | "higher":
            changed = editing.shift(rows, at, 1 if press.verb == "deeper" else -1)
        case "number" | "restart":
            changed = counting.counted_on(rows, at, text.language, restart=press.verb == "restart")
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
            return editing.named(editing.to_clause(text, at))
        case "recital-join" if at + 1 < len(recitals):
            joined = f"{recitals[at].text} {recitals.pop(at + 1).text}"
            recitals[at] = editing.read_recital(joined, text.language, recitals[at].place)
        case "recital-out":
            gone = recitals.pop(at)
            text = replace(text, furniture=(*text.furniture, " ".join(gone.text.split())))
    return replace(text, recitals=tuple(recitals))


def _count(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 8 else None


def _line_of(form: Mapping[str, str]) -> tuple[int, int]:
    return _count(form.get("line", "")) or 0, _count(form.get("skip", "")) or 0


def without_empty(text: Resolution) -> Resolution:
    """Clauses and recitals that were emptied go; one without words that has points stays."""
    rows = editing.rows(text)
    for at in range(len(rows) - 1, -1, -1):
        has_points = at + 1 < len(rows) and rows[at + 1].level > rows[at].level
        if not has_points and not any((rows[at].text, rows[at].tail, rows[at].heading)):
            rows = editing.remove(rows, at)
    recitals = tuple(each for each in text.recitals if each.text)
    return editing.with_rows(replace(text, recitals=recitals), rows)
