"""The lines of a paper as the preview shows them: what each is, what was found in its words, what to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenaria.core.text.locating import MARKS, Found, located
from plenaria.core.text.resolution import Place, Resolution
from plenaria.core.text.resolution import Warning as Caution

ROLES: dict[str, str | Promise] = {
    "letterhead": gettext_lazy("letterhead"),
    "title": gettext_lazy("title"),
    "number": gettext_lazy("number"),
    "date": gettext_lazy("date and place"),
    "venue": gettext_lazy("date and place"),
    "body": gettext_lazy("body"),
    "formula": gettext_lazy("formula"),
    "recital": gettext_lazy("recital"),
    "heading": gettext_lazy("heading"),
    "clause": gettext_lazy("clause"),
    "closing": gettext_lazy("closing"),
    "adoption": gettext_lazy("adoption"),
    "signature": gettext_lazy("signature"),
    "dispatch": gettext_lazy("dispatch list"),
    "annex": gettext_lazy("annex"),
    "furniture": pgettext_lazy("a line", "left out"),
    "unplaced": gettext_lazy("no place found"),
}
"""What a line can be, in a word."""

_DETAILS = ("number", "date", "venue", "body")
"""What counts for a line only where it is nothing else."""

MARK_NAMES: dict[str, str | Promise] = {
    "verb": gettext_lazy("verb"),
    "party": gettext_lazy("addressee"),
    "person": gettext_lazy("person"),
    "place": pgettext_lazy("a finding", "place"),
    "link": gettext_lazy("link"),
    "date": pgettext_lazy("a finding", "date"),
    "citation": gettext_lazy("citation"),
}
"""What is found in the words, in a word."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a line is, in words; ``target`` is the anchor of that piece on the other side, empty where it has none."""

    what: str
    word: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line, the findings in which they stand, and what these are called."""

    text: str
    marks: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper, from 1. ``is_first`` where it is other than the line before it."""

    number: int
    roles: tuple[Role, ...]
    runs: tuple[Run, ...]
    cautions: tuple[str, ...]
    is_first: bool

    @property
    def target(self) -> str:
        """The anchor of what stands in this line."""
        return next((role.target for role in self.roles), "")


@dataclass(frozen=True, slots=True)
class Paper:
    """All lines, and on which of them each piece begins, by its anchor."""

    lines: tuple[Line, ...]
    begins: dict[str, int]
    cautions: tuple[tuple[int, str, str], ...]
    """Line, the anchor of what stands there, and words."""


def paper(lines: Sequence[str], text: Resolution, cautions: Sequence[tuple[Caution, str]]) -> Paper:
    """The lines beside the text that was read from them; each caution comes with its words."""
    every = located(lines, text)
    roles = _roles(text, every)
    marks = _marks(every)
    said = [(_line(caution, every), words) for caution, words in cautions]
    made: list[Line] = []
    begins: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        here = tuple(roles.get(number, ())) or ((_unread(),) if line.strip() else ())
        for role in here:
            begins.setdefault(role.target, number)
        words = tuple(words for at, words in said if at == number)
        is_first = bool(here) and (not made or made[-1].roles != here)
        made.append(Line(number, here, tuple(_runs(line, marks.get(number, ()))), words, is_first))
    placed = tuple((at, made[at - 1].target if 0 < at <= len(made) else "", words) for at, words in said)
    return Paper(tuple(made), begins, placed)


def remaining(text: Resolution) -> tuple[Caution, ...]:
    """The warnings that nobody has settled yet by a correction."""
    numbers = {clause.place.line: clause.number for clause in text.walk() if clause.place}

    def is_open(caution: Caution) -> bool:
        if caution.code in ("unplaced", "footnote"):
            return caution.text in text.unplaced
        if caution.code == "no-title":
            return not text.title
        if caution.code == "no-clauses":
            return not text.clauses
        number = numbers.get(caution.line)
        return not caution.code.startswith("numbering") or number in (None, caution.text.strip(" .()"))

    return tuple(filter(is_open, text.warnings))


def _unread() -> Role:
    return Role("nothing", _("not in the text"))


def _line(caution: Caution, every: Iterable[Found]) -> int:
    """Where a warning is; one that names only its words stands where these do."""
    if caution.line:
        return caution.line
    there = (each.places[0].line for each in every if each.text == caution.text and each.places)
    return next(there, 0)


def _roles(text: Resolution, every: Iterable[Found]) -> dict[int, list[Role]]:
    """Line → what it is; details only where it is nothing else."""
    rows = {clause.id: (at, clause.number) for at, clause in enumerate(text.walk())}
    found: dict[int, list[Role]] = {}
    details: dict[int, list[Role]] = {}
    for each in every:
        if each.what in MARKS and not (each.what == "date" and not each.clause):
            continue
        word, target = str(ROLES[each.what]), ""
        if each.what in ("clause", "heading"):
            at, number = rows[each.clause]
            target = f"clause-{at}"
            if each.what == "clause":
                word = _("clause %(number)s") % {"number": number} if number else _("clause without a number")
        elif each.what == "recital":
            word, target = _("recital %(number)s") % {"number": each.clause[1:]}, f"recital-{int(each.clause[1:]) - 1}"
        role = Role(each.what, word, target)
        for place in each.places:
            listed = (details if each.what in _DETAILS else found).setdefault(place.line, [])
            if role not in listed:
                listed.append(role)
    return {line: found.get(line) or roles[:1] for line, roles in {**details, **found}.items()}


def _marks(every: Iterable[Found]) -> dict[int, list[tuple[Place, str, str]]]:
    found: dict[int, list[tuple[Place, str, str]]] = {}
    for each in every:
        if each.what in MARKS and each.clause:
            for place in each.places:
                found.setdefault(place.line, []).append((place, each.what, each.text))
    return found


def _runs(line: str, marks: Iterable[tuple[Place, str, str]]) -> Iterable[Run]:
    """The line in runs, each with all the findings in which it stands."""
    spans = [(place.start, len(line) if place.end is None else place.end, what) for place, what, _words in marks]
    cuts = sorted({0, len(line), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    for start, end in pairwise(cuts):
        here = dict.fromkeys(what for first, last, what in spans if first <= start and end <= last)
        title = ", ".join(str(MARK_NAMES[what]) for what in here)
        yield Run(line[start:end], " ".join(here), title)


def shown(wanted: Sequence[str] | None) -> list[tuple[str, str, bool]]:
    """The legend: each kind of finding, its word, and whether it is shown; ``None`` shows all."""
    return [(mark, str(MARK_NAMES[mark]), wanted is None or mark in wanted) for mark in MARKS]


def found_in(clause_text: Resolution) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Clause id → what was found in it: the mark, its word, and the words of the paper."""
    made = {}
    for clause in clause_text.walk():
        named = {
            "party": clause.parties,
            "person": clause.people,
            "place": clause.places,
            "link": clause.links,
            "citation": tuple(each.text for each in clause.citations),
        }
        made[clause.id] = tuple(
            (mark, str(MARK_NAMES[mark]), ", ".join(words)) for mark, words in named.items() if words
        )
    return made
