"""Public pages are made by threads that stay."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async

from plenaria.conf.reading import THREADS, Readers, is_page


@pytest.mark.parametrize(
    ("method", "path", "read"),
    [
        ("GET", "/", True),
        ("GET", "/ru/", True),
        ("GET", "/ru/b/council/r/xiv-1/", True),
        ("GET", "/search", True),
        ("GET", "/es/feeds/b/council.atom", True),
        ("GET", "/oparl/v1.1/system", True),
        ("GET", "/api/v1/resolutions", True),
        ("POST", "/api/v1/resolutions", False),
        ("POST", "/b/council/", False),
        ("GET", "/es/b/council/r/xiv-1/progress", True),
        ("GET", "/b/council/r/xiv-1/pdf", False),
        ("GET", "/b/council/m/xiv/files/x", False),
        ("GET", "/desk/b/council/", False),
        ("GET", "/hall/xiv/", False),
    ],
)
def test_what_is_read_as_a_page(method: str, path: str, read: bool) -> None:
    assert is_page(method, path) is read


def test_so_many_at_once_and_the_others_in_their_turn() -> None:
    async def read_all() -> tuple[set[str], int]:
        readers, used, busy, most = Readers(), set(), 0, 0

        async def one() -> None:
            nonlocal busy, most
            async with readers.one():
                busy += 1
                most = max(most, busy)
                used.add(await sync_to_async(lambda: threading.current_thread().name)())
                busy -= 1

        await asyncio.gather(*(one() for _ in range(5 * THREADS)))
        return used, most

    used, most = asyncio.run(read_all())
    assert (len(used), most) == (THREADS, THREADS)
    assert all(name.startswith("reader-") for name in used)


def test_a_page_that_fails_leaves_its_thread_to_the_next() -> None:
    async def fail() -> int:
        readers, failed = Readers(), 0
        for _ in range(THREADS + 1):
            try:
                async with readers.one():
                    raise LookupError
            except LookupError:
                failed += 1
        return failed

    assert asyncio.run(fail()) == THREADS + 1
