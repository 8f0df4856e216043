"""The votes of phones as one batch: whose they are is looked up for all at once, and they are cast together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, forbidden
from plenaria.store.queries.credentials import SeatOfDevice, seats_of_devices

type Answer = Receipt | Refusal | None
"""``None``: it is not known to be recorded, and has to be sent again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A vote as it came in: the SHA-256 of the device's secret says whose it is.

    ``seat`` names another seat, whose mandate the device's own seat holds.
    """

    device: str
    meeting: str
    poll: str
    choice: str
    key: str
    seat: str = ""


def answer(wishes: Sequence[Wish]) -> Sequence[Receipt | Refusal]:
    """The answers to a batch, in its order."""
    seats = seats_of_devices(wish.device for wish in wishes)
    strangers = [_stranger(seats.get(wish.device), wish.meeting) for wish in wishes]
    places = [place for place, refusal in enumerate(strangers) if refusal is None]
    ballots = [_ballot(seats[wishes[place].device], wishes[place]) for place in places]
    given = iter(cast(ballots=ballots, at=datetime.now(UTC)) if ballots else ())
    return [refusal or next(given) for refusal in strangers]


def _stranger(seat: SeatOfDevice | None, meeting: str) -> Refusal | None:
    if seat is None:
        return forbidden("seat-missing")
    return None if seat.meeting == meeting else forbidden("seat-elsewhere")


def _ballot(seat: SeatOfDevice, wish: Wish) -> Ballot:
    return Ballot(
        actor=Actor(seat=seat.credential),
        poll=wish.poll,
        credential=wish.seat or seat.credential,
        choice=wish.choice,
        key=wish.key,
    )
