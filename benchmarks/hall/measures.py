"""What is measured on one running installation, from outside, over its sockets."""

import html
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from benchmarks.hall.load import Answer, Client, Hall, request
from benchmarks.hall.server import Installation

CSRF = "a" * 32
ENDED = b"\n\n\r\n"
"""The end of an event in a chunk of HTTP/1.1."""
CHOICES = ("for", "for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that something took, many times over."""

    seconds: tuple[float, ...]

    def at(self, percent: float) -> float:
        """The percentile, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1_000


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes that were answered *recorded*: how many a second, how long each took, and what it cost."""

    rate: float
    waits: Timed
    refused: int
    server_cpu: float
    """Microseconds of the server's processor for one vote; so the next two."""
    database_cpu: float
    load_cpu: float


@dataclass(frozen=True, slots=True)
class LogIns:
    """Badges that were opened: how many a second, how long each took."""

    rate: float
    waits: Timed
    refused: int


class Sitting:
    """The hall of one installation: its phones, and the chair who presses."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.world = installation.world
        self.hall = Hall(installation.ports)
        (self.chair,) = self.hall.open(1)
        self.phones = self.hall.open(len(self.world["devices"]))
        self.polls: Iterator[str] = iter(self.world["polls"])
        self.keys = count()

    @property
    def address(self) -> str:
        return f"/hall/{self.world['meeting']}"

    def cookie(self, number: int) -> str:
        return f"plenaria_seat={self.world['devices'][number]}; csrftoken={CSRF}"

    def vote(self, poll: str, number: int) -> bytes:
        """The next vote of that phone."""
        key = next(self.keys)
        return request(
            "POST",
            f"{self.address}/vote?poll={poll}",
            self.cookie(number),
            f"choice={CHOICES[(number + key) % 4]}&key=k{key}",
            Accept="application/json",
            X_CSRFToken=CSRF,
        )

    def press(self, verb: str, subject: str) -> float:
        """What the chair presses; the seconds until it is done and stored."""
        cookie = f"sessionid={self.world['session']}; csrftoken={CSRF}"
        body = f"verb={verb}&subject={subject}&csrfmiddlewaretoken={CSRF}"
        answer = self.hall.ask(self.chair, request("POST", f"{self.address}/chair/move", cookie, body))
        if answer.status != 302:
            raise RuntimeError(f"{verb}: {answer.status} {answer.body[:300]!r}")
        return answer.seconds

    def open(self) -> str:
        """Open the next vote."""
        poll = next(self.polls)
        self.press("open", poll)
        return poll

    def all_at_once(self, poll: str) -> Votes:
        """Every phone votes at the same moment."""
        requests = [self.vote(poll, phone.number) for phone in self.phones]
        return self._votes(lambda: self.hall.ask_all(self.phones, requests))

    def again_and_again(self, poll: str, seconds: float) -> Votes:
        """Every phone changes its vote as soon as it is answered."""

        def each(number: int) -> Iterator[bytes]:
            while True:
                yield self.vote(poll, number)

        return self._votes(lambda: self.hall.keep_asking(self.phones, each, seconds))

    def _votes(self, ask: "Callable[[], list[Answer]]") -> Votes:
        use, own, start = self.installation.use(), time.process_time(), time.monotonic()
        answers = ask()
        seconds = time.monotonic() - start
        own, after = time.process_time() - own, self.installation.use()
        recorded = [answer.seconds for answer in answers if answer.status == 200]
        each = 1e6 / max(1, len(recorded))
        return Votes(
            rate=len(recorded) / seconds,
            waits=Timed(tuple(recorded) or (0.0,)),
            refused=len(answers) - len(recorded),
            server_cpu=(after.server - use.server) * each,
            database_cpu=(after.database - use.database) * each,
            load_cpu=own * each,
        )

    def log_in(self) -> LogIns:
        """Every badge of the second meeting is opened at the same moment: *This is me* is pressed."""
        token = f"csrfmiddlewaretoken={CSRF}"
        requests = [request("POST", f"/h/{each}", f"csrftoken={CSRF}", token) for each in self.world["badges"]]
        start = time.monotonic()
        answers = self.hall.ask_all(self.phones, requests)
        seconds = time.monotonic() - start
        done = [answer.seconds for answer in answers if answer.status in (302, 303)]
        return LogIns(len(done) / seconds, Timed(tuple(done) or (0.0,)), len(answers) - len(done))

    def across(self, poll: str, times: int) -> Timed:
        """Votes at the first port, one by one: seconds until the table at the last port has been told of each."""
        cookie = f"sessionid={self.world['session']}; csrftoken={CSRF}"
        page = self.hall.ask(self.chair, request("GET", f"{self.address}/chair", cookie)).body.decode()
        address = html.unescape(page.partition('data-live-url="')[2].partition('"')[0])
        told: list[float] = []
        (table,) = Hall(self.hall.ports[-1:], self.hall.clients, self.hall.epoll).open(1)
        table.heard = lambda _, data, at: told.append(at)
        table.line.sendall(request("GET", address, cookie, Accept="text/event-stream"))
        self.hall.run(lambda: bool(told))
        seconds = []
        for _ in range(times):
            told.clear()
            answer = self.hall.ask(self.phones[0], self.vote(poll, 0))
            self.hall.run(lambda: bool(told))
            seconds.append(told[0] - answer.asked)
        self.hall.close([table])
        return Timed(tuple(seconds))

    def follow(self) -> "Screens":
        """As many screens as phones, each with a stream of its own."""
        page = self.hall.ask(self.chair, request("GET", f"{self.address}/", self.cookie(0))).body.decode()
        return Screens(self, html.unescape(page.partition('data-live-url="')[2].partition('"')[0]))


class Screens:
    """Phones that follow: the stream brings each its page with the fact."""

    def __init__(self, sitting: Sitting, stream: str) -> None:
        self.sitting = sitting
        self.lines = sitting.hall.open(len(sitting.phones))
        self.shown: dict[int, float] = {}
        self.waiting_for = b"retry:"
        for line in self.lines:
            line.heard = self._hear
            line.line.sendall(request("GET", stream, sitting.cookie(line.number), Accept="text/event-stream"))
        sitting.hall.run(lambda: len(self.shown) == len(self.lines))

    def _hear(self, line: Client, data: bytes, at: float) -> None:
        line.pending += data
        if line.number not in self.shown and self.waiting_for in line.pending and line.pending.endswith(ENDED):
            self.shown[line.number] = at

    def settle(self, seconds: float) -> None:
        """Let what is on its way arrive: a screen is brought one page in a quarter of a second at the most."""
        until = time.monotonic() + seconds
        self.sitting.hall.run(lambda: time.monotonic() > until, patience=0.05)

    def result(self, poll: str) -> Timed:
        """The chair closes: seconds until each screen has all that it shows of the result."""
        self.shown, self.waiting_for = {}, b"event: page"
        for line in self.lines:
            line.pending = b""
        start = time.monotonic()
        self.sitting.press("close", poll)
        self.sitting.hall.run(lambda: len(self.shown) == len(self.lines))
        return Timed(tuple(at - start for at in self.shown.values()))

    def leave(self) -> None:
        """Close them."""
        self.sitting.hall.close(self.lines)
