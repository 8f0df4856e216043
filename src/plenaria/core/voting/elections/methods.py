"""The methods by name, for those who choose one from a list: each counts one election of one ballot."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections import ers97, meek, most_votes, schulze, scottish
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election


class Method(Protocol):
    """Counts an election. ``seats`` are those of the election unless told; ``lot`` is the order that was drawn."""

    def __call__(self, election: Election, *, seats: int | None = None, lot: Sequence[int] = ()) -> Count | Refusal: ...


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "scottish-stv": scottish.count,
        "ers97": ers97.count,
        "meek": meek.count,
        "schulze": schulze.count,
        "approval": most_votes.approval,
        "plurality": most_votes.plurality,
        "block": most_votes.block,
    }
)
