"""A page is not given to others if its viewer has done something while it was made."""

from typing import Any

import pytest

from plenaria.interfaces.hall.asking import Asked, address
from plenaria.interfaces.hall.gathering import Gathering
from plenaria.interfaces.hall.shared import Own, Shared
from plenaria.interfaces.hall.stream import Shown, Stream

pytestmark = pytest.mark.anyio

BEFORE = Own(("poll", "not voted"), b"", b"", None)
AFTER = Own(("poll", "for"), b"", b"", 7)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(("then", "given"), [(BEFORE, Shown(b"<p>Vote</p>", False)), (AFTER, None), (None, None)])
async def test_a_page_made_while_its_viewer_voted_is_nobodys(then: Own | None, given: Shown | None) -> None:
    async def pages(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"<p>Vote</p>"})

    found = iter([BEFORE, then])
    shared = Shared(Stream(), lambda: pages)
    shared._owns = Gathering("owns", lambda asked: [next(found) for _ in asked], gather=0)
    path = "/hall/meeting/live"
    where = address(path)
    assert where is not None
    scope = {"path": path, "headers": [], "query_string": b""}
    assert await shared._page(Asked(scope, where), scope) == given
