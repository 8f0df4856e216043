"""The demo on the smallest phone: no page is wider than it, nothing bars anybody's way, and no target is too small.

Each page is laid out in the languages with long words; axe looks at it in one language and in light or dark, which go
round from page to page: pages are made alike, and what a token of colour gives in both is computed by ``test_look``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from django.core.signing import Signer
from playwright.sync_api import Browser, Page

from plenaria.actions import tokens
from tests.browser import axe

LANGUAGES = ("ru", "es", "en")
LONG = ("ru", "es")
"""Those whose words are long."""
SCHEMES = ("light", "dark")
WIDTH = 320
PUBLIC = (
    "/",
    "/search?q=cielo",
    "/b/peru/",
    "/b/peru/progress/",
    "/b/peru/nominations/",
    "/b/peru/programmes/stars-at-school/",
    "/b/peru/r/xiii-1/?with=en",
    "/b/peru/r/xiii-1/in-force/",
    "/b/peru/r/xiii-1/progress",
    "/b/both-skies/r/vi-4/matrix/",
    "/b/peru/m/xiii/",
    "/b/peru/m/xiv/report/",
    "/embed/r/peru/xiii-1/",
    "/u/{update}",
    "/w/{mailing}",
    "/a/{answer}",
    "/guide/report",
)
DESK = (
    "/desk/",
    "/me/",
    "/me/mail",
    "/me/calendar",
    "/desk/bodies/{body}",
    "/desk/b/{body}/board",
    "/desk/b/{body}/criteria",
    "/desk/b/{body}/letters",
    "/desk/b/{body}/letters/words",
    "/desk/b/{body}/mail",
    "/desk/bodies/{body}/mail",
    "/desk/b/{body}/nominations",
    "/desk/b/{body}/print",
    "/desk/b/{body}/programmes",
    "/desk/b/{body}/publication",
    "/desk/b/{body}/subjects",
    "/desk/b/{body}/tokens",
    "/desk/commitments/{commitment}",
    "/desk/commitments/{commitment}/details",
    "/desk/letters/{letter}",
    "/desk/m/{meeting}/",
    "/desk/m/{meeting}/report",
    "/desk/nominations/{nomination}",
    "/desk/r/{resolution}/corrigenda",
    "/desk/r/{resolution}/follow?by=time",
    "/desk/r/{resolution}/follow?plan=1",
    "/desk/r/{resolution}/publications",
    "/desk/r/{resolution}/send",
    "/desk/r/{draft}/validity",
    "/hall/{meeting}/chair",
)
"""What is looked at by anybody, and by the secretary."""
ASKED = {
    "body": "SELECT id FROM store_body WHERE slug = 'peru'",
    "meeting": "SELECT id FROM store_meeting WHERE state = 'open'",
    "resolution": "SELECT id FROM store_resolution WHERE number = 'XIII/1'",
    "draft": "SELECT id FROM store_resolution WHERE state = 'debated'",
    "nomination": "SELECT id FROM store_nomination WHERE state = 'noted'",
    "letter": "SELECT id FROM store_dispatch WHERE state = 'bounced'",
    "party": "SELECT party_id FROM store_dispatch WHERE state = 'bounced'",
    "commitment": "SELECT id FROM store_commitment WHERE state = 'begun' ORDER BY id",
    "owner": "SELECT owner_id FROM store_commitment WHERE state = 'begun' ORDER BY id",
}
"""Where the demo's own things are found."""


def places(world: Path) -> dict[str, str]:
    """Ids of what is looked at, and the tokens of three mails, out of the demo's folder."""
    with closing(sqlite3.connect(world / "plenaria.sqlite3")) as database:
        ids = {name: str(database.execute(question).fetchone()[0]) for name, question in ASKED.items()}
    key, today = (world / "keys" / "secret").read_text(), datetime.now(UTC).date().isoformat()
    mails = {
        "update": (tokens.UPDATE, ids["commitment"], ids["owner"]),
        "mailing": (tokens.MAILING, ids["owner"], ids["owner"]),
        "answer": (tokens.ANSWER, ids["letter"], ids["party"]),
    }
    signed = {
        name: Signer(key=key, salt=f"plenaria.{purpose}").sign_object([subject, holder, today])
        for name, (purpose, subject, holder) in mails.items()
    }
    return ids | signed


def found(browser: Browser, base: str, world: Path, log_in: str) -> list[str]:
    """What is wrong with the pages; ``log_in`` is the link with which the secretary comes in."""
    known, turns = places(world), cycle((language, scheme) for scheme in SCHEMES for language in LANGUAGES)
    secretary, anybody = phone(browser), phone(browser)
    secretary.goto(log_in)
    secretary.locator("main form button").first.click()
    secretary.wait_for_load_state()
    return [
        wrong
        for page, paths in ((anybody, PUBLIC), (secretary, DESK))
        for path in paths
        for wrong in _wrong(page, base, path.format(**known), *next(turns))
    ]


def phone(browser: Browser) -> Page:
    """A small one, whose owner wants nothing to move: a button would take its other colour slowly."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 640}, reduced_motion="reduce")
    return context.new_page()


def _wrong(page: Page, base: str, path: str, looked_at: str, scheme: str) -> Iterator[str]:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for language in dict.fromkeys((looked_at, *LONG)):
        answer = page.goto(f"{base}/{language}{path}")
        if answer is None or answer.status != 200:
            yield f"{language} {path}: {answer and answer.status}"
            continue
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            yield f"{language} {path}: {over} px too wide"
        if language == looked_at:
            for rule in axe.violations(page, targets=True):
                yield from (f"{language} {scheme} {path}: {rule['id']} {node['html'][:150]}" for node in rule["nodes"])
