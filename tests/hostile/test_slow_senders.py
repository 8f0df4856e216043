"""Who sends a request a byte at a time keeps nobody out, and is not waited for without end."""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import httpx
import pytest

from tests.interfaces.cli import test_init
from tests.interfaces.hall.test_live_room import served

pytestmark = pytest.mark.one_engine

MANY = 40
"""More than there are threads that make pages."""
PATIENCE = 60
UNREAD = "/b/council/"
REQUESTS = {
    "page": f"GET {UNREAD} HTTP/1.1",
    "form": "POST /accounts/login/ HTTP/1.1",
    "vote": "POST /hall/m1/vote HTTP/1.1",
    "badge": "POST /h/none HTTP/1.1",
    "answer": "POST /a/none HTTP/1.1",
    "api": "POST /api/v1/ HTTP/1.1",
}
HEADERS = "Host: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("slow") / "data"
    test_init.set_up(folder)
    with served(folder, {}, "tests.hostile.hasty:application", {"nobody": "sits here"}) as server:
        yield server.address


class Slow:
    """A client that has begun a request, and goes on with a byte of its body whenever it is told to."""

    def __init__(self, address: str, line: str) -> None:
        host = urlsplit(address).netloc
        self.socket = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE)
        self.socket.sendall(f"{line}\r\n{HEADERS.format(host=host)}\r\n".encode())
        self.told = b""

    def send(self) -> bool:
        """Whether the line still holds."""
        try:
            self.socket.sendall(b"a")
        except OSError:
            return False
        return not self._ended()

    def _ended(self) -> bool:
        while select.select([self.socket], [], [], 0)[0]:
            try:
                heard = self.socket.recv(65_536)
            except OSError:
                return True
            if not heard:
                return True
            self.told += heard
        return False


@contextmanager
def clients(address: str, line: str, number: int) -> Iterator[list[Slow]]:
    with ExitStack() as stack:
        made = [Slow(address, line) for _ in range(number)]
        for each in made:
            stack.callback(each.socket.close)
        yield made


@pytest.mark.parametrize("what", REQUESTS)
def test_others_are_answered_meanwhile(address: str, what: str) -> None:
    with clients(address, REQUESTS[what], MANY) as slow:
        for each in slow:
            each.send()
        for path in (UNREAD, "/accounts/login/", "/verify", "/hall/m1/"):
            answer = httpx.get(address + path, timeout=PATIENCE, follow_redirects=True, trust_env=False)
            assert answer.status_code in (200, 404), path


def test_nobody_is_waited_for_without_end(address: str) -> None:
    """A byte four times a second, which is less than is waited for: the line ends long before the body does."""
    with ExitStack() as stack:
        slow = {what: stack.enter_context(clients(address, line, 3)) for what, line in REQUESTS.items()}
        held = [(what, each) for what, lines in slow.items() for each in lines]
        end = time.monotonic() + PATIENCE
        while held := [(what, each) for what, each in held if each.send()]:
            assert time.monotonic() < end, f"a slow sender holds its line: {held[0][0]}"
            select.select([], [], [], 0.25)
        # Refused or answered, and told so where it listens.
        assert {each.told[:9] for lines in slow.values() for each in lines if each.told} <= {b"HTTP/1.1 "}


@pytest.mark.parametrize(
    "head",
    [
        f"GET /{'a' * 2_000_000} HTTP/1.1\r\nHost: {{host}}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {{host}}\r\nX-Long: {'a' * 2_000_000}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {{host}}\r\n{'X-Many: a\r\n' * 20_000}\r\n",
    ],
    ids=["address", "field", "fields"],
)
def test_a_head_that_is_too_large_is_refused(address: str, head: str) -> None:
    """The server ends the line, having said why if it could, and goes on answering others."""
    at = urlsplit(address)
    with socket.create_connection(("127.0.0.1", at.port or 0), timeout=PATIENCE) as line:
        answer = b""
        with suppress(ConnectionError):
            line.sendall(head.format(host=at.netloc).encode())
            while part := line.recv(65_536):
                answer += part
    assert answer[9:12] in (b"", b"400", b"414", b"431")
    assert httpx.get(f"{address}{UNREAD}", timeout=PATIENCE).status_code == 200
