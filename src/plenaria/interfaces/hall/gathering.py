"""Requests that arrive within a few milliseconds are answered together: one transaction, one fsync, one answer each."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

GATHER = 0.005
"""Seconds for which the first of a batch waits for others."""
MOST = 500
"""Requests in one batch: what 20 ms or so can write."""

logger = logging.getLogger(__name__)


class Gathering[Wish, Given]:
    """Hands wishes to ``answer`` in one thread, which has the one connection that they are answered through.

    ``None`` is the answer to a wish that could not be answered: nothing is known of it, and it has to be sent again.
    """

    def __init__(self, name: str, answer: Callable[[Sequence[Wish]], Sequence[Given]], gather: float = GATHER) -> None:
        self._answer = answer
        self._gather = gather
        self._waiting: list[tuple[Wish, asyncio.Future[Given | None]]] = []
        self._thread = ThreadPoolExecutor(1, name)
        self._task: asyncio.Task[None] | None = None

    async def ask(self, wish: Wish) -> Given | None:
        """The answer to one wish, once it is on disk. A sender that goes away does not take its wish with it."""
        future: asyncio.Future[Given | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        await asyncio.sleep(self._gather)
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            wishes = [wish for wish, _ in batch]
            answers = await asyncio.get_running_loop().run_in_executor(self._thread, self._answers, wishes)
            for (_, future), given in zip(batch, answers, strict=True):
                if not future.done():
                    future.set_result(given)

    def _answers(self, wishes: Sequence[Wish]) -> Sequence[Given | None]:
        """If a batch fails as a whole its wishes are tried one by one: none is lost to a neighbour's."""
        try:
            return self._answer(wishes)
        except Exception:
            logger.exception("a batch of %d was not answered", len(wishes))
            connections.close_all()
            return [None] if len(wishes) == 1 else [self._answers([wish])[0] for wish in wishes]
