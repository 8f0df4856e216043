"""What the test of two conferences stands on: an installation whose clock moves, the union of gardens, its visitors."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.chromium import launched
from tests.browser.clock import Clock
from tests.browser.desk import SIZES, Visitor
from tests.browser.server import Mailbox, environment_of, free_port, plenaria, serving, text_of
from tests.conftest import REPOSITORY

PASSPHRASE = "сады не спят 2026"


@dataclass(slots=True)
class Chronicle:
    """The installation, and what the test learns of it on its way."""

    base: str
    environment: dict[str, str]
    mailbox: Mailbox
    clock: Clock
    browser: Browser
    hand: "subprocess.Popen[str]"
    """``tests.browser.union``, which does what pages have shown elsewhere."""
    body: str
    visitors: list[Visitor] = field(default_factory=list)
    meeting: str = ""
    resolution: str = ""
    commitments: dict[str, str] = field(default_factory=dict)
    """Number of the clause → id of its commitment."""
    nomination: str = ""
    before: int = 0
    """How many mails there were when the clock was moved last."""

    def visitor(self, size: str = "laptop", **cookies: str) -> Visitor:
        """Somebody with a browser of that size."""
        width, height = SIZES[size]
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU")
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": name, "value": value, "url": self.base} for name, value in cookies.items()])
        visitor = Visitor(context, self.base, size)
        self.visitors.append(visitor)
        return visitor

    def come_in(self, login: str, size: str = "laptop") -> Visitor:
        """Somebody of the union who has logged in."""
        return self.visitor(size, sessionid=str(self.do("session", login=login)))

    def again(self, visitor: Visitor, login: str) -> None:
        """Somebody comes back after weeks: who they are has to be said anew."""
        session = str(self.do("session", login=login))
        visitor.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.base}])

    def do(self, deed: str, **given: object) -> object:
        """A deed of ``tests.browser.union``, without pages."""
        assert self.hand.stdin is not None
        assert self.hand.stdout is not None
        self.hand.stdin.write(json.dumps([deed, given]) + "\n")
        self.hand.stdin.flush()
        return json.loads(self.hand.stdout.readline())

    def it_is(self, day: str, hour: int = 7) -> None:
        """Move the clock to that day; the hour is UTC's, when people in Moscow and Vladivostok are awake."""
        self.before = len(self.mailbox.mails)
        self.clock.move(datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC))

    def mailed(self, recipient: str, *containing: str, since: int | None = None, seconds: float = 20) -> EmailMessage:
        """The newest mail to that address with these words, since the clock was moved."""
        first, end = self.before if since is None else since, time.monotonic() + seconds
        while time.monotonic() < end:
            for mail in reversed(self.mailbox.mails[first:]):
                if recipient in mail["To"] and all(each in words_of(mail) for each in containing):
                    return mail
            time.sleep(0.05)
        raise AssertionError(f"no mail to {recipient}: {[each['To'] for each in self.mailbox.mails[first:]]}")

    def link_in_mail(self, recipient: str, kind: str, clause: str = "") -> str:
        """The link of that kind (``/u/``, ``/a/``) in the newest mail to somebody about that clause."""
        heading = f"ункт {clause} " if clause else ""
        words = words_of(self.mailed(recipient, kind, heading, since=0))
        found = re.search(rf"{re.escape(self.base)}(\S*{kind}\S+)", words[words.index(heading) :])
        assert found is not None, words
        return found.group(1)


def words_of(mail: EmailMessage) -> str:
    """Its text, where a space is a space."""
    return text_of(mail).replace("\xa0", " ")


@contextmanager
def beginning(folder: Path, day: str) -> Iterator[Chronicle]:
    """The union of gardens on that day, served; ``plenaria init`` has made the installation."""
    port, clock = free_port(), Clock(folder / "clock")
    clock.move(datetime.fromisoformat(day).replace(hour=7, tzinfo=UTC))
    data = folder / "data"
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(data, port, mailbox) as own:
        environment = {**own, **clock.environment}
        plenaria(
            "init",
            *("--languages", "ru,es", "--slug", "world", "--level", "world"),
            *("--body-name", "ru=Всемирный союз садов", "--body-name", "es=Unión Mundial de Huertos"),
            *("--admin-name", "Анна Ключарёва", "--admin-email", "admin@gardens.example"),
            *("--seal-passphrase", PASSPHRASE),
            environment=environment,
        )
        with _hand(environment) as hand, serving(environment, port) as base:
            assert hand.stdout is not None
            browser = launched(playwright)
            yield Chronicle(base, environment, mailbox, clock, browser, hand, json.loads(hand.stdout.readline()))
            browser.close()  # before the server ends, which would wait for those who still follow


@contextmanager
def _hand(environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    # At the end of the block its pipes are closed, which ends it.
    with subprocess.Popen(
        [sys.executable, "-m", "tests.browser.union"],
        env=environment,
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def button(one: Visitor | Page, name: str) -> Locator:
    """A button by the beginning of its name."""
    page = one.page if isinstance(one, Visitor) else one
    return page.get_by_role("button", name=name)
