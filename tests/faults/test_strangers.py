"""What is not one's to vote: another's seat, a vote that is not open, another meeting, a badge that was used before."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from benchmarks.hall.load import request

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds, Serving, against
from tests.faults.ledger import Outcome
from tests.faults.phones import CSRF, Line, Phone, hall, said_in
from tests.faults.place import Place

pytestmark = pytest.mark.database


@against("trusting")
def test_what_is_another_s_is_refused(serving: Serving, rounds: Rounds, judge: Judge, naive: str) -> None:
    many = NAIVE_ROUNDS if naive else rounds(50, 3)
    judge("another's seat, meeting or badge", naive, asyncio.run(refused(serving(naive), many)))


async def refused(place: Place, rounds: int) -> Outcome:
    """Each round every kind of vote is sent that must not count, among votes that must."""
    outcome = Outcome(rounds=rounds)
    closed, waiting = next(place.polls), place.world["polls"][-1]
    async with hall(place) as room:
        await room.chair.do("open", closed)
        await room.chair.do("close", closed)
        poll = next(place.polls)
        await room.chair.do("open", poll)
        for number in range(rounds):
            tries = list(strangers(place.world, poll, closed, waiting, number))
            lines = [Line(place.port) for _ in tries]
            asked = [line.ask(data, 10) for line, (_, data, _) in zip(lines, tries, strict=True)]
            own = [phone.vote(poll) for phone in room.phones[2:]]
            answers, _ = await asyncio.gather(asyncio.gather(*asked), asyncio.gather(*own))
            for (what, _, expected), answer in zip(tries, answers, strict=True):
                code = ("nothing",) if answer is None else (answer[0], said_in(answer[1], answer[2]).get("code", ""))
                outcome.found += [] if code == expected else [f"{what}: {code} instead of {expected}"]
            for line in lines:
                line.close()
        outcome.found += await badges(place)
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told)
        quiet = {closed, waiting, place.world["foreign"]["poll"]}
        outcome.found += [f"a vote was stored in {vote.poll}" for vote in stored.votes if vote.poll in quiet]
    return outcome


def strangers(
    world: dict[str, Any], poll: str, closed: str, waiting: str, number: int
) -> Iterator[tuple[str, bytes, tuple[int, str]]]:
    """What is tried, its bytes, and the answer that it must get."""
    # One device may not send so much for long: see ``interfaces.hall.limits``.
    own, other = world["devices"][2 + number % (len(world["devices"]) - 2)], world["seats"][1]
    meeting, foreign = world["meeting"], world["foreign"]

    def vote(where: str, device: str, fields: str = "", **headers: str) -> bytes:
        cookie = f"plenaria_seat={device}; csrftoken={CSRF}"
        body = f"choice=for&key=stranger-{number}{fields}"
        return request("POST", where, cookie, body, Accept="application/json", X_CSRFToken=CSRF, **headers)

    here = f"/hall/{meeting}/vote?poll={poll}"
    yield "another's seat in the address", vote(f"{here}&seat={other}", own), (403, "not-permitted")
    yield "a device that nobody gave out", vote(here, "made-up"), (403, "seat-missing")
    yield "the seat's own name for its device", vote(here, world["seats"][1]), (403, "seat-missing")
    yield "a phone of another meeting", vote(here, foreign["devices"][0]), (403, "seat-elsewhere")
    there = f"/hall/{meeting}/vote?poll={foreign['poll']}"
    yield "another meeting's vote", vote(there, own), (409, "not-on-roll")
    yield "a vote that is closed", vote(f"/hall/{meeting}/vote?poll={closed}", own), (409, "poll-not-open")
    yield "a vote that is not open yet", vote(f"/hall/{meeting}/vote?poll={waiting}", own), (409, "poll-not-open")
    yield "a vote that is none", vote(f"/hall/{meeting}/vote?poll=none", own), (422, "poll-unknown")
    elsewhere = vote(here, own, Origin="https://elsewhere.example")
    yield "a page of another site", elsewhere, (403, "not-permitted")
    yield "a choice that there is not", vote(here, own).replace(b"choice=for", b"choice=fog"), (422, "choice-unknown")


async def badges(place: Place) -> list[str]:
    """A badge opens one phone; made anew, it closes that one."""
    found, line, world = [], Line(place.port), place.world
    badge = world["badges"].pop()
    first, second = [await opened(line, badge) for _ in range(2)]
    if not first or second:
        found.append(f"a badge opened {'two phones' if second else 'none'}")
    seat = world["seats"][0]
    renewed = (await asyncio.to_thread(place.run, "tests.faults.world", "badge", seat))["token"]
    phone = Phone(place.port, world["meeting"], seat, world["devices"][0])
    told = await phone.vote(world["polls"][-1])
    if (told.recorded, told.code) != (False, "seat-missing"):
        found.append(f"a phone whose badge was made anew: {told}")
    phone.line.close()
    device = await opened(line, renewed)
    world["devices"][0] = device
    line.close()
    return found if device else [*found, "the new badge opens nothing"]


async def opened(line: Line, badge: str) -> str:
    """The secret that a phone gets for that badge; nothing where it is refused."""
    asked = await line.ask(request("POST", f"/h/{badge}", f"csrftoken={CSRF}", f"csrfmiddlewaretoken={CSRF}"), 10)
    head = asked[1].decode() if asked else ""
    return head.partition("plenaria_seat=")[2].partition(";")[0]
