"""Amending a text: one change of one place, applied to the text as it stands now.

1. An amendment names its place by the id of a clause, and is written on a version of the text, its *base*.
2. It is applied to other words than those of its base nowhere: where its place is gone, or has changed since, it is
   refused. What changed elsewhere does not concern it.
3. It replaces the words of a clause, inserts a clause behind another, deletes a clause with those below it, or moves a
   clause with those below it behind another, at the level of that one.
4. All other clauses keep their words and ids; numbers are counted on where the text counted.
5. In a language in which it was given no words, a replacement or insertion changes nothing: that version of the text
   is behind until somebody brings it in line. Deleting and moving need no words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.text import editing
from plenaria.core.text.numbering import marker
from plenaria.core.text.resolution import Clause, Resolution

KINDS = ("replace", "insert", "delete", "move")
"""What an amendment does at its place."""
WORDED = frozenset({"replace", "insert"})
"""Those that have words of their own."""

NEW = "new"
"""The id of an inserted clause until it is stored; the same in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of one place, in all languages.

    ``clause`` is the clause that is changed; of an insertion the one before it, and empty for the very beginning.
    ``behind`` is the clause behind which a moved one goes, empty for the very beginning. ``words`` are the new words
    by language.
    """

    kind: str
    clause: str
    behind: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def words_in(self, language: str) -> str:
        """The words that it proposes in that language; empty where it has none there."""
        return self.words.get(language, "")

    def concerns(self, language: str) -> bool:
        """Whether it changes the text in that language."""
        return self.kind not in WORDED or bool(self.words.get(language))


def check(amendment: Amendment, text: Resolution) -> Refusal | None:
    """Why nobody can propose this to that text, if nobody can.

    ``amendment-kind-unknown``, ``clause-unknown``, ``amendment-empty`` (no words in the language of the text),
    ``amendment-changes-nothing``, ``amendment-into-itself`` (a clause behind one of its own),
    ``amendment-leaves-nothing`` (the last clause deleted).
    """
    if amendment.kind not in KINDS:
        return unacceptable("amendment-kind-unknown")
    done = applied(amendment, text, text)
    if isinstance(done, Refusal):
        return done
    if not done.clauses:
        return conflict("amendment-leaves-nothing")
    return unacceptable("amendment-changes-nothing") if done == text else None


def changed_since(amendment: Amendment, base: Resolution, text: Resolution) -> Refusal | None:
    """``amendment-place-gone`` or ``amendment-place-changed``, where its place is no longer what it was in ``base``.

    The place of a replacement is the words of its clause; of a deletion also those below it; of an insertion the
    clause before it, whatever its words; of a move the clause where it stands among those of the base.
    """
    before, now = _found(base, amendment.clause), _found(text, amendment.clause)
    target = not amendment.behind or _found(text, amendment.behind)
    if (amendment.clause and now is None) or not target:
        return conflict("amendment-place-gone")
    if now is None or before is None:
        return None
    match amendment.kind:
        case "replace":
            same = before.text == now.text
        case "delete":
            same = _words(before) == _words(now)
        case "move":
            same = _neighbour(base, text, now.id) == _neighbour(text, base, now.id)
        case _:
            same = True
    return None if same else conflict("amendment-place-changed")


def applied(amendment: Amendment, base: Resolution, text: Resolution) -> Resolution | Refusal:
    """The text with the amendment in it; ``base`` is the version, in the same language, that it was written on.

    Refused: ``clause-unknown`` where its place was never there, ``amendment-empty``, ``amendment-into-itself``, and
    what ``changed_since`` refuses.
    """
    if any(each and _found(base, each) is None for each in (amendment.clause, amendment.behind)):
        return unacceptable("clause-unknown")
    if amendment.kind != "insert" and not amendment.clause:
        return unacceptable("clause-unknown")
    refusal = changed_since(amendment, base, text)
    if refusal is not None:
        return refusal
    words = amendment.words_in(text.language).strip()
    if amendment.kind in WORDED and not words:
        return unacceptable("amendment-empty")
    rows = _changed(amendment, editing.rows(text), words, text.language)
    if isinstance(rows, Refusal):
        return rows
    return editing.renumbered(text, editing.with_rows(text, rows))


def _changed(amendment: Amendment, rows: editing.Rows, words: str, language: str) -> editing.Rows | Refusal:
    at = _place(rows, amendment.clause)
    match amendment.kind:
        case "replace":
            return (*rows[:at], editing.reworded(rows[at], words, language), *rows[at + 1 :])
        case "insert":
            return editing.insert(rows, at, _new_clause(rows, at, words, language))
        case "delete":
            return editing.remove(rows, at)
    return _moved(rows, at, amendment.behind)


def _new_clause(rows: editing.Rows, at: int, words: str, language: str) -> Clause:
    """A clause for the place behind the row ``at``. A number that was typed before its words is left out: it is counted
    on, and where the text counts in no way that is known it is that of the clause before with a *bis*."""
    typed = marker(words)
    if typed and typed.label and not typed.is_bare:
        words = words[typed.end :].strip()
    before = rows[at] if at >= 0 else None
    number = f"{before.number} bis" if before and before.number else ""
    level = before.level if before else 1
    new = Clause(id=NEW, number=number, text=words, level=level)
    return replace(editing.read_clause(words, language, new), level=level)


def _moved(rows: editing.Rows, at: int, behind: str) -> editing.Rows | Refusal:
    left = editing.remove(rows, at)
    group = rows[at : at + len(rows) - len(left)]
    if behind and behind in {each.id for each in group}:
        return unacceptable("amendment-into-itself")
    to = _place(left, behind)
    level = left[to].level if to >= 0 else 1
    shifted = tuple(replace(each, level=each.level - group[0].level + level) for each in group)
    first = editing.insert(left, to, shifted[0]).index(shifted[0])
    return (*left[:first], *shifted, *left[first:])


def _place(rows: editing.Rows, clause: str) -> int:
    """The row of a clause; -1 for the very beginning."""
    return next((at for at, each in enumerate(rows) if each.id == clause), -1)


def _found(text: Resolution, clause: str) -> Clause | None:
    return next((each for each in text.walk() if each.id == clause), None) if clause else None


def _words(clause: Clause) -> tuple[tuple[str, str, str], ...]:
    """All that is printed of a clause and of those below it, without the numbers."""
    return tuple((each.heading, each.text, each.tail) for each in clause.walk())


def _neighbour(text: Resolution, other: Resolution, clause: str) -> tuple[str, int]:
    """The clause before that one among those that both texts have, and its own level."""
    known = {each.id for each in other.walk()}
    both = [each for each in text.walk() if each.id in known]
    at = next(place for place, each in enumerate(both) if each.id == clause)
    return (both[at - 1].id if at else ""), both[at].level
