"""A hall full of clients in one thread: a keep-alive connection for each, over loopback, driven by epoll.

An HTTP client that knows just enough not to be the bottleneck: about 5 µs of its own for each request. Requests are
bytes; an answer is its status, its body and the seconds that it took.
"""

import re
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

PATIENCE = 60.0
"""Seconds without any answer after which a run is given up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and when (``time.monotonic``)."""

    status: int
    head: bytes
    body: bytes
    asked: float
    at: float

    @property
    def tag(self) -> str:
        """By which the server knows again what it answered (``ETag``); empty where it gave none."""
        found = re.search(rb"(?im)^etag: *(.*?)\r?$", self.head)
        return found[1].decode() if found else ""

    @property
    def seconds(self) -> float:
        return self.at - self.asked


type Then = Callable[["Client", Answer], None]


@dataclass(slots=True)
class Client:
    """One connection, which asks one thing at a time, or follows a stream."""

    number: int
    line: socket.socket
    then: Then | None = None
    heard: Callable[["Client", bytes, float], None] | None = None
    asked: float = 0.0
    pending: bytes = b""

    def ask(self, request: bytes, then: Then) -> None:
        """Send it; ``then`` gets the answer."""
        self.then, self.asked = then, time.monotonic()
        self.line.sendall(request)


@dataclass
class Hall:
    """All the clients of one hall, by turns at each of its ports."""

    ports: tuple[int, ...]
    clients: dict[int, Client] = field(default_factory=dict)
    epoll: select.epoll = field(default_factory=select.epoll)

    def open(self, count: int) -> list[Client]:
        """That many new connections."""
        return [self._connect(Client(number, socket.socket())) for number in range(count)]

    def _connect(self, client: Client) -> Client:
        client.line.close()
        client.line = socket.create_connection(("127.0.0.1", self.ports[client.number % len(self.ports)]))
        client.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.clients[client.line.fileno()] = client
        self.epoll.register(client.line, select.EPOLLIN)
        return client

    def close(self, clients: Iterable[Client]) -> None:
        """End their connections."""
        for client in clients:
            self.epoll.unregister(client.line)
            del self.clients[client.line.fileno()]
            client.line.close()

    def run(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Take what comes until ``done``. Raises TimeoutError where something is waited for and nothing comes."""
        while not done():
            ready = self.epoll.poll(patience)
            if not ready and patience == PATIENCE:
                raise TimeoutError("the server does not answer")
            for file, _ in ready:
                self._take(self.clients[file])

    def _take(self, client: Client) -> None:
        data = client.line.recv(1 << 18)
        now = time.monotonic()
        if not data:
            if client.then is not None or client.heard is not None:
                raise ConnectionError(f"connection {client.number} was closed while it waited")
            # The server ends connections that are idle for long; a browser connects again.
            self.epoll.unregister(client.line)
            del self.clients[client.line.fileno()]
            self._connect(client)
            return
        if client.heard is not None:
            client.heard(client, data, now)
            return
        client.pending += data
        answer = complete(client.pending)
        if answer is None:
            return
        client.pending, then, client.then = b"", client.then, None
        assert then is not None
        then(client, Answer(*answer, client.asked, now))

    def ask_all(self, clients: list[Client], requests: Iterable[bytes]) -> list[Answer]:
        """One request of each client, all at once; their answers in the order in which they came."""
        answers: list[Answer] = []
        for client, request in zip(clients, requests, strict=True):
            client.ask(request, lambda _, answer: answers.append(answer))
        self.run(lambda: len(answers) == len(clients))
        return answers

    def ask(self, client: Client, request: bytes) -> Answer:
        """One request."""
        return self.ask_all([client], [request])[0]

    def keep_asking(
        self, clients: list[Client], requests: Callable[[int], Iterator[bytes]], seconds: float
    ) -> list[Answer]:
        """Each client asks its next as soon as it is answered, for so long."""
        answers: list[Answer] = []
        until = time.monotonic() + seconds
        busy = len(clients)

        def then(client: Client, answer: Answer) -> None:
            nonlocal busy
            answers.append(answer)
            if answer.at < until:
                client.ask(next(streams[client.number]), then)
            else:
                busy -= 1

        streams = {client.number: requests(client.number) for client in clients}
        for client in clients:
            client.ask(next(streams[client.number]), then)
        self.run(lambda: busy == 0)
        return answers


def complete(data: bytes) -> tuple[int, bytes, bytes] | None:
    """Status, head and body of a whole answer; ``None`` while something is missing."""
    head, gap, body = data.partition(b"\r\n\r\n")
    if not gap:
        return None
    lower = head.lower()
    status = int(head[9:12])
    place = lower.find(b"\r\ncontent-length:")
    if place >= 0:
        length = int(lower[place + 17 :].partition(b"\r\n")[0])
        return (status, head, body) if len(body) >= length else None
    if b"\r\ntransfer-encoding: chunked" in lower:
        return (status, head, body) if body.endswith(b"0\r\n\r\n") else None
    return status, head, body


def request(verb: str, path: str, cookie: str, body: str = "", **headers: str) -> bytes:
    """The bytes of a request, as a browser's script would send it."""
    lines = [f"{verb} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if verb == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body]).encode()
