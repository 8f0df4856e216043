"""Who spoke how often and how long, as a table shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.speakers import clock
from plenaria.store.queries.speakers import SpeechView, Total, by_delegation, by_person


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody's speeches (replies with them), points of order, and the time of all."""

    name: str
    of: str
    speeches: int
    points_of_order: int
    time: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """The longest first. No delegations where nobody has one."""

    people: tuple[Row, ...]
    delegations: tuple[Row, ...]


def spoken(held: Sequence[SpeechView]) -> Spoken:
    """The totals of these speeches."""
    return Spoken(
        people=tuple(_row(each) for each in by_person(held)),
        delegations=tuple(_row(each) for each in by_delegation(held)),
    )


def _row(total: Total) -> Row:
    return Row(
        name=in_language(total.names),
        of=in_language(total.delegation_names),
        speeches=total.speeches,
        points_of_order=total.points_of_order,
        time=clock(total.seconds),
    )
