"""The text that is put to the vote, as it stands now, in a reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plenaria.core.text import canonical
from plenaria.core.text.consolidation import without
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOnTable:
    """A resolution's text; ``authentic`` is its own language, ``lost`` are the clauses that were voted out of it."""

    id: str
    state: str
    authentic: str
    languages: tuple[str, ...]
    text: Resolution
    lost: frozenset[str]

    @property
    def standing(self) -> Resolution:
        """The text as it is put as a whole: without what was voted out."""
        return without(self.text, self.lost) if self.lost else self.text

    @property
    def struck(self) -> frozenset[str]:
        """The clauses that were voted out, with what stands below them."""
        return frozenset(part.id for each in self.text.walk() if each.id in self.lost for part in _with_parts(each))

    @property
    def nothing_left(self) -> bool:
        """Whether every clause was voted out, so that the text is lost without a vote on the whole."""
        return bool(self.lost) and not without(self.text, self.lost).clauses

    @property
    def lost_numbers(self) -> tuple[str, ...]:
        """The numbers, as they are on the table, of the clauses that were voted out."""
        return tuple(each.number for each in self.text.walk() if each.id in self.lost)

    @property
    def open_clauses(self) -> tuple[Clause, ...]:
        """The clauses that can still be put by themselves, under the numbers that are on the table."""
        return tuple(each for each in self.text.clauses if each.id not in self.lost)

    @property
    def lost_clauses(self) -> tuple[Clause, ...]:
        """The clauses that were voted out, which only a new vote brings back."""
        return tuple(each for each in self.text.clauses if each.id in self.lost)

    def clause(self, clause: str) -> Clause | None:
        """One of its clauses, on whatever level."""
        return next((each for each in self.text.walk() if each.id == clause), None)


def _with_parts(clause: Clause) -> Iterator[Clause]:
    yield clause
    for child in clause.children:
        yield from _with_parts(child)


def text_on_table(resolution: str, preferred: Iterable[str] = ()) -> TextOnTable | None:
    """The latest text in the first of the preferred languages that it exists in, else in its authentic one."""
    row = models.Resolution.objects.filter(id=resolution).first()
    if row is None:
        return None
    newest = dict(row.versions.order_by("revision").values_list("language", "id"))
    language = next((each for each in preferred if each in newest), row.language)
    if language not in newest:
        return None
    lost = frozenset(row.clauses.exclude(lost_in=None).values_list("id", flat=True))
    text = canonical.load(models.TextVersion.objects.get(id=newest[language]).content)
    return TextOnTable(
        id=row.id,
        state=row.state,
        authentic=row.language,
        languages=tuple(newest),
        text=text,
        lost=lost,
    )
