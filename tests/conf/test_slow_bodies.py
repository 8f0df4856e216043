import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from plenaria.conf import slow_bodies
from plenaria.conf.slow_bodies import Timed

GONE = {"type": "http.disconnect"}


def piece(data: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": data, "more_body": more}


async def told(pieces: Sequence[dict[str, Any]], times: int, *, method: str = "POST", apart: float = 0) -> list[Any]:
    """What a page hears of a sender who falls silent after those pieces."""
    left = iter(pieces)
    begun = False

    async def receive() -> dict[str, Any]:
        nonlocal begun
        await asyncio.sleep(apart if begun else 0)
        begun = True
        return next(left, None) or await asyncio.Future()

    body = Timed(receive, method)
    heard: list[Any] = [await body() for _ in range(times)]
    return [*heard, body.too_slow]


def test_a_body_that_does_not_end_ends_like_a_broken_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "GRACE", 0.01)
    first = piece(b"a", more=True)
    assert asyncio.run(told([first], 2)) == [first, GONE, True]


def test_what_is_long_gets_the_time_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "GRACE", 0.3)
    pieces = [*[piece(b"a" * slow_bodies.SLOWEST, more=True)] * 4, piece(b"", more=False)]
    assert asyncio.run(told(pieces, 5, apart=0.1)) == [*pieces, False]


def test_once_it_is_whole_there_is_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_bodies, "GRACE", 0.3)
    whole = piece(b"a", more=False)
    assert asyncio.run(told([whole, GONE], 2, apart=0.4)) == [whole, GONE, False]


def test_the_body_of_a_question_is_not_waited_for() -> None:
    assert asyncio.run(told([GONE], 2, method="GET")) == [piece(b"", more=False), GONE, False]
