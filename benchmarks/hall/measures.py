"""What is measured on one running installation, from outside, over its sockets."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from benchmarks.hall.load import Answer, Client, Hall, request
from benchmarks.hall.server import Installation, Use

CSRF = "a" * 32
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


@dataclass(frozen=True, slots=True)
class Told:
    """When each screen had heard of a result, and had what it shows of it."""

    heard: Timed
    shown: Timed


class Sitting:
    """The hall of one installation: its phones, and the chair who presses."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.world = installation.world
        self.hall = Hall(installation.port)
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

    def use(self) -> Use:
        return self.installation.use()

    def log_in(self) -> LogIns:
        """Every badge of the second meeting is opened at the same moment: *This is me* is pressed."""
        token = f"csrfmiddlewaretoken={CSRF}"
        requests = [request("POST", f"/h/{each}", f"csrftoken={CSRF}", token) for each in self.world["badges"]]
        start = time.monotonic()
        answers = self.hall.ask_all(self.phones, requests)
        seconds = time.monotonic() - start
        done = [answer.seconds for answer in answers if answer.status in (302, 303)]
        return LogIns(len(done) / seconds, Timed(tuple(done) or (0.0,)), len(answers) - len(done))

    def follow(self) -> "Screens":
        """As many screens as phones, each with a stream of its own."""
        page = self.hall.ask(self.chair, request("GET", f"{self.address}/", self.cookie(0))).body.decode()
        stream = page.partition('data-live-url="')[2].partition('"')[0]
        fragment = page.partition('data-fragment-url="')[2].partition('"')[0]
        return Screens(self, self.hall.open(len(self.phones)), stream, fragment)


class Screens:
    """Screens that follow: each hears of a fact, then asks for what it shows now."""

    def __init__(self, sitting: Sitting, lines: list[Client], stream: str, fragment: str) -> None:
        self.sitting, self.lines, self.fragment = sitting, lines, fragment
        self.heard: dict[int, float] = {}
        self.shown: dict[int, float] = {}
        self.waiting_for = b"retry:"
        for line in lines:
            line.heard = self._hear
            line.line.sendall(request("GET", stream, sitting.cookie(line.number), Accept="text/event-stream"))
        sitting.hall.run(lambda: len(self.heard) == len(lines))

    def _hear(self, line: Client, data: bytes, at: float) -> None:
        if self.waiting_for not in data or line.number in self.heard:
            return
        self.heard[line.number] = at
        if self.waiting_for.startswith(b"poll-"):
            ask = request("GET", self.fragment, self.sitting.cookie(line.number), Accept="text/html")
            self.sitting.phones[line.number].ask(ask, self._show)

    def _show(self, line: Client, answer: Answer) -> None:
        if answer.status != 200:
            raise RuntimeError(f"a screen got {answer.status}")
        self.shown[line.number] = answer.at

    def result(self, poll: str) -> Told:
        """The chair closes: seconds until each screen has heard of the result, and until it has what it shows."""
        self.heard, self.shown, self.waiting_for = {}, {}, b"poll-declared"
        start = time.monotonic()
        self.sitting.press("close", poll)
        self.sitting.hall.run(lambda: len(self.shown) == len(self.lines))
        heard, shown = (Timed(tuple(at - start for at in found.values())) for found in (self.heard, self.shown))
        return Told(heard, shown)

    def leave(self) -> None:
        self.sitting.hall.close(self.lines)
