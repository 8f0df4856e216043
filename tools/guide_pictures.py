"""The pictures of the users' guide, and of the README: screens of the demo, in every language, as Chromium shows them.

``python -m tools.guide_pictures`` makes a demo world in a folder of its own, leads its conference through a vote, and
puts each picture in its place; names given after it take only those. They end where the page does, or sooner, and are
reduced to few colours, so that all together stay small. Needs Chromium; takes about four minutes.
"""

import io
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from tests.browser.chromium import CHROMIUM, launched

from plenaria.interfaces.cli.world.world import load

LANGUAGES = ("en", "es", "ru")
HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "src" / "plenaria" / "interfaces" / "kit" / "static" / "plenaria" / "guide"
README = HERE.parent / "docs" / "pictures" / "resolution.png"
LAPTOP, PHONE, SCREEN = (960, 740, 1.0), (380, 700, 1.5), (1280, 720, 1.0)
"""Width and height in pixels of the page, and how many of the picture each of them takes."""
WINDOW, LONG, TALL = (960, 600, 1.0), (960, 960, 1.0), (380, 960, 1.5)
"""The upper part of a laptop's page, a long one of it, and a long one of a phone."""
COLUMNS = 620
"""Pixels of a laptop's page that two languages side by side take, without what stands beside them."""
COLOURS, EXACT, NEAR = 24, 8, 8
VOTERS = 12
END = """() => Math.min(innerHeight, Math.max(...Array.from(document.querySelectorAll("main > *, aside > *"),
    each => each.getBoundingClientRect().bottom), 120) + 16)"""
"""Where the last thing of a page ends that is no footer, in pixels of the window."""


@dataclass(slots=True)
class Demo:
    """A demo that runs, and the browsers that look at it."""

    base: str
    links: dict[str, str]
    places: dict[str, str]
    browser: Browser
    only: frozenset[str]
    pages: dict[tuple[str, tuple[int, int, float]], Page] = field(default_factory=dict)

    def page(self, who: str, size: tuple[int, int, float] = LAPTOP) -> Page:
        """The browser of somebody, logged in where they have a link for it."""
        kept = next((page for (name, _), page in self.pages.items() if name == who), None)
        if (who, size) not in self.pages:
            state = kept.context.storage_state() if kept else None
            context = self.browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                device_scale_factor=size[2],
                storage_state=state,
                locale="en-GB",
                reduced_motion="reduce",
            )
            self.pages[who, size] = page = context.new_page()
            if kept is None and who in self.links:
                page.goto(self.links[who])
                page.locator("main form button").first.click()
                page.wait_for_load_state()
        return self.pages[who, size]

    def take(
        self,
        name: str,
        who: str,
        path: str,
        size: tuple[int, int, float] = LAPTOP,
        *,
        at: str = "",
        wide: int = 0,
        before: Callable[[Page, str], None] | None = None,
    ) -> None:
        """A picture of the page in each language; ``at`` is what it is scrolled to, ``before`` what is done first.

        ``wide`` takes only so many pixels of it, from the left.
        """
        if self.only and name not in self.only:
            return
        for language in LANGUAGES:
            page = self.page(who, size)
            other = "ru" if language == "es" else "es"
            page.goto(f"{self.base}/{language}{path.format(**self.places, other=other)}")
            if before:
                before(page, language)
            if at:
                page.locator(at).first.evaluate("each => each.scrollIntoView({ block: 'start' })")
            page.evaluate("document.fonts.ready")
            ends = size[1] if size == SCREEN else page.evaluate(END)
            shown: FloatRect = {"x": 0, "y": 0, "width": wide or size[0], "height": ends}
            keep(page.screenshot(animations="disabled", clip=shown), PICTURES / language / f"{name}.png")
        print(name)


def keep(picture: bytes, path: Path) -> None:
    """The picture with few colours: the most frequent as they are, and those that stand nearest to the others.

    A rare colour weighs nearly as much as a frequent one, or a small green tick would be grey.
    """
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    counted = cast("list[tuple[int, tuple[int, int, int]]]", image.getcolors(image.width * image.height))
    found = sorted(counted, reverse=True)
    exact: list[tuple[int, int, int]] = []
    far = []
    for count, colour in found:
        if all(_apart(colour, each) > NEAR for each in exact):
            if len(exact) < EXACT:
                exact.append(colour)
            else:
                far.append((count, colour))
    others = [colour for count, colour in far for _ in range(count.bit_length())]
    sample = Image.new("RGB", (max(len(others), 1), 1))
    sample.putdata(others)
    nearest = sample.quantize(COLOURS - EXACT, method=Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in exact for part in colour] + nearest)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How far two colours are from each other, by the part in which they differ most."""
    return max(abs(part - beside) for part, beside in zip(one, other, strict=True))


def main() -> int:
    if CHROMIUM is None:
        print("no Chromium is installed on this machine")
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "world") as (base, links, places),
        sync_playwright() as playwright,
    ):
        browser = launched(playwright)
        demo = Demo(base, links, places, browser, frozenset(sys.argv[1:]))
        before_the_vote(demo)
        during_the_vote(demo)
        after_the_vote(demo)
        a_year_later(demo)
        browser.close()
    size = sum(path.stat().st_size for path in PICTURES.rglob("*.png"))
    print(f"{size / 1e6:.2f} MB")
    return 0


def before_the_vote(demo: Demo) -> None:
    demo.take("desk", "secretary", "/desk/")
    demo.take("meeting", "secretary", "/desk/m/{meeting}/")
    demo.take("credentials", "secretary", "/desk/m/{meeting}/credentials")
    demo.take("door", "secretary", "/desk/m/{meeting}/door")
    demo.take("import", "secretary", "/desk/m/{meeting}/import", before=hand_in)
    demo.take("minutes", "secretary", "/desk/m/{meeting}/minutes/", at="main h2")
    demo.take("send", "secretary", "/desk/r/{past}/send")
    letters(demo)
    demo.take("board", "secretary", "/desk/r/{past}/follow", LONG, at="main h1")
    demo.take("timeline", "secretary", "/desk/r/{past}/follow?by=time", WINDOW, at="main ul.links")
    demo.take("plan", "secretary", "/desk/r/{past}/follow?plan=1")
    demo.take("criteria", "secretary", "/desk/b/{body}/criteria")
    demo.take("nomination", "secretary", "/desk/nominations/{nomination}")
    demo.take("nominations-public", "public", "/b/peru/nominations/", WINDOW)
    demo.take("report-tabled", "secretary", "/desk/m/{meeting}/report")
    demo.take("tokens", "secretary", "/desk/b/{body}/tokens", before=token)
    demo.take("calendar", "secretary", "/me/calendar", WINDOW, before=address)
    demo.take("chair", "chair", "/hall/{meeting}/chair")
    demo.take("resolution", "public", "/b/peru/r/xiii-1/")
    demo.take("side-by-side", "public", "/b/peru/r/xiii-1/?with={other}", wide=COLUMNS, at="#c1")
    of_the_readme(demo)
    demo.take("phone-party", "public", "{party}", PHONE)
    demo.take("phone-owner", "public", "{owner}", TALL, at="main h1")
    demo.take("phone-mail", "public", "{mail}", PHONE, at="main h1")
    badge = demo.links["delegate"].removeprefix(demo.base)
    demo.take("phone-seat", "nobody yet", badge, PHONE)


def hand_in(page: Page, language: str) -> None:
    """A paper is pasted and read; nothing is saved."""
    pasted = page.locator("textarea").first
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    pasted.fill(load(datetime.now(UTC).date()).samples["ru" if language == "ru" else "es"])
    page.locator("main form button.primary").first.click()
    page.wait_for_load_state()


def of_the_readme(demo: Demo) -> None:
    """What a stranger sees first: clauses with what became of each, in English."""
    if demo.only and "readme" not in demo.only:
        return
    page = demo.browser.new_page(viewport={"width": 1200, "height": 780})
    page.goto(f"{demo.base}/en/b/peru/r/xiii-1/")
    page.locator("#c2").evaluate("each => each.scrollIntoView({ block: 'start' })")
    page.evaluate("document.fonts.ready")
    keep(page.screenshot(), README)


def letters(demo: Demo) -> None:
    """A letter that came back goes by post; another has no answer by its day."""
    page = demo.page("secretary")
    page.goto(f"{demo.base}/desk/parties/{demo.places['came_back_from']}")
    page.locator("[name=address]").fill("Av. El Sol 1140\n08002 Cusco\nPerú")
    page.locator("[name=way][value=post]").check()
    press(page, "main form button.primary")
    page.goto(f"{demo.base}/desk/letters/{demo.places['came_back']}")
    press(page, "form[action$='/again'] button")
    demo.take("print-queue", "secretary", "/desk/b/{body}/print")
    demo.take("silence", "secretary", "/desk/b/{body}/letters?overdue=on")


def press(page: Page, button: str) -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def token(page: Page, _language: str) -> None:
    """One that the body's own site has; it is shown once, so not in the picture."""
    if page.locator("main form[action*='/revoke'], main a[href*='/revoke']").count():
        return
    page.locator("[name=name]").fill("astroconsejo.example.org")
    page.locator("[name=scopes]").first.check()
    here = page.url
    press(page, "main form button.primary")
    page.goto(here)


def address(page: Page, _language: str) -> None:
    """One's own calendar has one."""
    if page.locator("button[value=make].primary").count():
        press(page, "button[value=make]")


def during_the_vote(demo: Demo) -> None:
    phone = demo.page("delegate", PHONE)
    voters = [phone, *seats(demo)]
    chair = demo.page("chair")
    chair.goto(f"{demo.base}/hall/{demo.places['meeting']}/chair")
    # The one amendment of the demo comes before the vote on the text.
    chair.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    chair.locator("[id^=turn-down] [name=reason]").first.fill("…")
    chair.locator("button[name=verb][value=turn-down-amendment]").first.click()
    chair.wait_for_load_state()
    chair.locator("button[name=verb][value=open]").first.click()
    chair.wait_for_load_state()
    demo.take("phone-vote", "delegate", "/hall/{meeting}/", TALL)
    for number, voter in enumerate(voters):
        voter.goto(f"{demo.base}/hall/{demo.places['meeting']}/")
        choice = "for" if number % 5 else "against" if number % 2 else "abstain"
        voter.locator(f"button[name=choice][value={choice}]").first.click()
        voter.locator(".recorded").first.wait_for()
    demo.take("screen-vote", "projector", "/hall/{meeting}/screen", SCREEN)


def seats(demo: Demo) -> Iterator[Page]:
    """Other delegates, each with a badge that the secretary gives out and a phone of their own."""
    secretary = demo.page("secretary")
    secretary.goto(f"{demo.base}/desk/m/{demo.places['meeting']}/door")
    found = secretary.locator("#door a[href*='/badges/'], main a[href*='/badges/']")
    links = [link for each in found.all() if (link := each.get_attribute("href"))]
    for link in links[3 : 2 + VOTERS]:
        secretary.goto(f"{demo.base}{link}")
        secretary.locator("main form button").first.click()
        secretary.wait_for_load_state()
        shown = re.search(r"/h/[\w-]+", secretary.content())
        assert shown is not None
        phone = demo.browser.new_context().new_page()
        phone.goto(f"{demo.base}{shown.group()}")
        phone.locator("button.vote").first.click()
        phone.wait_for_load_state()
        yield phone


def after_the_vote(demo: Demo) -> None:
    chair = demo.page("chair")
    chair.goto(f"{demo.base}/hall/{demo.places['meeting']}/chair")
    chair.locator("button[name=verb][value=close]").first.click()
    chair.wait_for_load_state()
    demo.take("screen-result", "projector", "/hall/{meeting}/screen", SCREEN)
    demo.take("adopt", "secretary", "/desk/r/{resolution}/adopt")


def a_year_later(demo: Demo) -> None:
    """The next conference is planned, and its report prepared and frozen."""
    page = demo.page("secretary")
    page.goto(f"{demo.base}/en/desk/meetings/new?body={demo.places['body']}")
    named = {"ru": "XV Национальная конференция", "es": "XV Conferencia Nacional", "en": "XV National Conference"}
    for language, name in named.items():
        page.locator(f"[name=name_{language}]").fill(name)
        page.locator(f"[name=place_{language}]").fill("Пуно" if language == "ru" else "Puno")
    page.locator("[name=number]").fill("XV")
    day = datetime.now(UTC).date() + timedelta(days=364)
    for name in ("first_day", "last_day"):
        page.locator(f"[name={name}]").fill(day.isoformat())
    press(page, "main form button.primary")
    found = re.search(r"/desk/m/(\w+)", page.url)
    assert found is not None
    demo.places["next"] = found[1]
    report = f"{demo.base}/desk/m/{found[1]}/report"
    page.goto(report)
    press(page, "form[action$='/report/prepare'] button")
    demo.take("report-prepared", "secretary", "/desk/m/{next}/report", WINDOW)
    page.goto(report)
    section = page.locator("a[href*='/report/clauses/']").nth(1).get_attribute("href")
    demo.places["section"] = (section or "").partition("/desk/")[2]
    demo.take("report-section", "secretary", "/desk/{section}")
    page.goto(report)
    press(page, "form[action$='/report/freeze'] button")
    demo.take("report-frozen", "secretary", "/desk/m/{next}/report", WINDOW)


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """A demo in that folder: its address, the link of each role, and the places that are looked at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base, log = f"http://127.0.0.1:{port}", folder.with_name("log")
    words = [sys.executable, "-m", "plenaria", "--lang", "en", "demo", "--port", str(port), "--data", str(folder)]
    with log.open("wb") as output:
        process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT)
    try:
        links = ways_in(process, log)
        places = places_of(folder)
        yield base, links, places
    finally:
        process.terminate()
        process.wait(timeout=20)


def places_of(folder: Path) -> dict[str, str]:
    """Ids of what is looked at, and the links that mails hold; read from the tables of the demo in that folder."""
    os.environ |= {"PLENARIA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "plenaria.conf.settings"}
    import django

    django.setup()
    from plenaria.actions import tokens
    from plenaria.store.models import Commitment, Dispatch, Meeting, Nomination, Resolution

    at = datetime.now(UTC)
    owned = Commitment.objects.get(clause__resolution__number="XIII/1", clause__number="19")
    letter = Dispatch.objects.filter(resolution__number="XIII/1", clause__number="17").order_by("-id")[0]
    meeting = Meeting.objects.get(state="open")
    came_back = Dispatch.objects.get(state="bounced")
    return {
        "meeting": meeting.id,
        "body": meeting.body_id,
        "nomination": Nomination.objects.get(state="noted").id,
        "came_back": came_back.id,
        "came_back_from": came_back.party_id,
        "past": Resolution.objects.get(number="XIII/1").id,
        "resolution": Resolution.objects.get(state="debated").id,
        "owner": f"/u/{tokens.make(tokens.UPDATE, owned.id, owned.owner_id, at=at)}",
        "mail": f"/w/{tokens.make(tokens.MAILING, owned.owner_id, owned.owner_id, at=at)}",
        "party": f"/a/{tokens.make(tokens.ANSWER, letter.id, letter.party_id, at=at)}",
    }


def ways_in(process: "subprocess.Popen[bytes]", log: Path) -> dict[str, str]:
    """What the demo prints, once it has printed all of it."""
    roles = ("Secretary", "Chair", "Delegate", "Projector", "Administrator")
    end = time.monotonic() + 180
    while time.monotonic() < end:
        said = log.read_text(encoding="utf-8")
        if "Ctrl-C ends the demo" in said:
            found = {role.lower(): re.search(rf"^{role}.*\n\s+(\S+)", said, re.M) for role in roles}
            return {role: match[1] for role, match in found.items() if match}
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
