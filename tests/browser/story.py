"""The installation of a test that walks through the pages: who is in it, and how they come in."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.browser.desk import SIZES, Visitor
from tests.browser.server import Mailbox, plenaria, text_of

PASSPHRASE = "поём вместе 2026"
ADMINISTRATOR = ("Вера Нотная", "vera.notnaya@example.org")
CHAIR = ("Андрей Ключевой", "andrey.klyuchevoy@example.org")
OWNER = ("Лидия Терцева", "lidia.tertseva@example.org")
TELLERS = (("Олег Басов", "oleg.basov@example.org"), ("Инна Альтова", "inna.altova@example.org"))


@dataclass(slots=True)
class Story:
    """What the test knows of the installation while it goes on."""

    base: str
    folder: Path
    mailbox: Mailbox
    browser: Browser
    environment: dict[str, str]
    visitors: list[Visitor] = field(default_factory=list)
    body: str = ""
    meeting: str = ""
    resolution: str = ""
    badges: list[str] = field(default_factory=list)

    def visitor(self, size: str = "laptop", locale: str = "ru-RU") -> Visitor:
        """Somebody new with a browser of that size."""
        width, height = SIZES[size]
        context: BrowserContext = self.browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(15_000)
        visitor = Visitor(context, self.base, size)
        self.visitors.append(visitor)
        return visitor

    def logged_in(self, email: str, size: str = "laptop") -> Visitor:
        """Somebody who logs in with the code that is mailed to them."""
        visitor = self.visitor(size)
        visitor.go("/accounts/login/")
        visitor.page.locator("input[name=email]").fill(email)
        visitor.press("main button.primary, main form button")
        code = re.search(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b", text_of(self.mailbox.wait_for(email)))
        assert code is not None
        visitor.page.locator("input[name=code]").fill(code.group())
        visitor.press("main button.primary, main form button")
        return visitor


def set_up(environment: dict[str, str]) -> None:
    """``plenaria init``, with every answer given."""
    said = plenaria(
        "init",
        *("--languages", "ru,es,en", "--slug", "choirs", "--level", "world"),
        *("--body-name", "ru=Всемирный хоровой союз", "--body-name", "es=Unión Coral Mundial"),
        *("--body-name", "en=World Choral Union"),
        *("--admin-name", ADMINISTRATOR[0], "--admin-email", ADMINISTRATOR[1]),
        *("--seal-passphrase", PASSPHRASE),
        environment=environment,
    )
    assert "ExecStart" in said
