"""Twenty identical posts at once are one vote with one receipt."""

import asyncio

import pytest

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds, Serving, against
from tests.faults.ledger import Outcome
from tests.faults.phones import Phone, hall
from tests.faults.place import Place

pytestmark = pytest.mark.database
POSTS = 20


@against("keyless")
def test_twenty_identical_posts_at_once(serving: Serving, rounds: Rounds, judge: Judge, naive: str) -> None:
    many = NAIVE_ROUNDS if naive else rounds(100, 5)
    judge("twenty identical posts", naive, asyncio.run(posted(serving(naive), many)))


async def posted(place: Place, rounds: int) -> Outcome:
    """Each round the vote of a seat is posted over twenty connections at once, and once more after all is said."""
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    async with hall(place) as room:
        await room.chair.do("open", poll)
        twins = [Phone(place.port, "", "", "") for _ in range(POSTS)]
        for number in range(rounds):
            # One device may not send so much for long: see ``interfaces.hall.limits``.
            phone = room.phones[number % len(room.phones)]
            for twin in twins:
                twin.meeting, twin.seat, twin.device = phone.meeting, phone.seat, phone.device
            vote = ("for", "against")[number % 2], f"twenty-{number}"
            told = await asyncio.gather(*(twin.vote(poll, *vote) for twin in twins))
            told.append(await phone.vote(poll, *vote))
            receipts = {(each.recorded, each.leaf) for each in told}
            outcome.found += [f"{len(receipts)} receipts for one vote"] if len(receipts) > 1 else []
        for twin in twins:
            twin.line.close()
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told)
    return outcome
