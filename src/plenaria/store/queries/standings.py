"""How many seats stand in the vote that is on: what a phone's page says to its holder, looked up for a whole hall."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from plenaria.core.voting.tally import exact
from plenaria.store import rows
from plenaria.store.models import Credential, HasVoted, RollSeat, Vote
from plenaria.store.queries import polls
from plenaria.store.queries.credentials import place
from plenaria.store.queries.polls import PollView
from plenaria.store.queries.presence import in_room
from plenaria.store.queries.turns import Turn, turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A seat, and what it has done in the vote that the hall is busy with.

    ``votes`` is how many it has in it, and nothing where it is not on the roll; ``choice`` and ``leaf`` are its named
    vote, ``in_box`` whether its secret ballot is in. ``alone``: it votes for nobody else, and nobody votes for it.
    """

    seat: int
    names: dict[str, str]
    delegation_names: dict[str, str]
    weight: Fraction
    votes: Fraction | None = None
    choice: str = ""
    leaf: int | None = None
    in_box: bool = False
    alone: bool = True
    elsewhere: str = ""
    """See ``SeatView.elsewhere``."""
    turn: Turn | None = None
    """Its turn to speak, while a point is open."""


@dataclass(frozen=True, slots=True)
class Hall:
    """What a meeting is busy with, and the standing of some of its seats by the device that holds them."""

    poll: PollView | None
    """The vote that is on."""
    standings: dict[str, Standing]


def standings(meeting: str, devices: Collection[str]) -> Hall:
    """The seats that these devices (SHA-256 of their secrets) hold at this meeting; others are left out.

    A handful of queries for however many.
    """
    poll = polls.on_now(meeting)
    seats = Credential.objects.filter(rows.Among("device", devices), meeting_id=meeting).exclude(device="")
    found = seats.order_by().values_list(
        "device",
        "id",
        "seat",
        "person__names",
        "delegation__names",
        "delegation_id",
        "weight",
        "attends",
        "state",
        named=True,
    )
    remote = [each.id for each in found if each.attends == "remote"]
    there = in_room(remote) if remote else set()
    spoken = turns(meeting, {each.id: each.delegation_id for each in found})
    about = _in_poll(poll.id, poll.method, [each.id for each in found]) if poll else {}
    return Hall(
        poll,
        {
            each.device: Standing(
                seat=each.seat,
                names=each.person__names,
                delegation_names=each.delegation__names or {},
                weight=exact(each.weight),
                elsewhere=place(each.attends, each.state, each.id in there),
                turn=spoken.get(each.id),
                **about.get(each.id, {}),
            )
            for each in found
        },
    )


@lru_cache(maxsize=1_000)
def _votes(weight: int, whole: int) -> Fraction:
    """Weights are the same for most seats, and a fraction costs as much as all else about one."""
    return Fraction(weight, whole)


def _in_poll(poll: str, method: str, seats: list[str]) -> dict[str, dict[str, Any]]:
    """What each of these seats is and has done in that poll."""
    wanted = rows.Among("credential_id", seats)
    roll = RollSeat.objects.filter(poll_id=poll)
    about: dict[str, dict[str, Any]] = {
        seat: {"votes": _votes(weight, whole), "alone": holder is None}
        for seat, weight, whole, holder in roll.filter(wanted).values_list(
            "credential_id", "weight", "poll__denominator", "held_by_id"
        )
    }
    for holder in roll.filter(rows.Among("held_by_id", seats)).values_list("held_by_id", flat=True):
        about.setdefault(holder, {})["alone"] = False
    cast = Vote.objects.filter(wanted, poll_id=poll, current=True)
    for seat, choice, leaf in cast.values_list("credential_id", "choice", "leaf"):
        about[seat] = {**about.get(seat, {}), "choice": choice, "leaf": leaf}
    if method == "secret":
        boxed = HasVoted.objects.filter(wanted, poll_id=poll)
        for seat in boxed.values_list("credential_id", flat=True):
            about.setdefault(seat, {})["in_box"] = True
    return about
