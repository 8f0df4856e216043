"""live.js in a real browser, against a hall whose answers the test chooses."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from plenaria.interfaces.kit import colours
from tests.browser.chromium import CHROMIUM, launched
from tests.interfaces.kit.sample import KIT, render

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.urls("tests.interfaces.kit.urls"),
]

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
RECORDED = (200, "application/json", json.dumps({"state": "recorded", "text": "Recorded: for. Receipt 7."}))
REFUSED = (409, "application/json", json.dumps({"text": "The vote is closed."}))
BUSY = (503, "text/plain", "busy")
HOTEL = (200, "text/html", "<h1>Welcome to our Wi-Fi</h1>")
CUT = None
"""The connection ends without an answer."""

Answer = tuple[int, str, str] | None


@dataclass
class Hall:
    """What the hall shows, how it answers, and what it was sent."""

    page: str = ""
    fragment: str = ""
    answers: list[Answer] = field(default_factory=list)
    votes: list[dict[str, str]] = field(default_factory=list)
    accepts: list[str] = field(default_factory=list)
    fragments: int = 0
    facts: int = 0
    brought: dict[int, str] = field(default_factory=dict)
    streams: int = 0
    closing: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)
    address: str = ""

    def tell(self, fragment: str, times: int = 1) -> None:
        with self.changed:
            self.fragment = fragment
            self.facts += times
            self.changed.notify_all()

    def bring(self, page: str) -> None:
        """Tell one more fact, by the page that it makes."""
        with self.changed:
            self.brought[self.facts + 1] = page
            self.facts += 1
            self.changed.notify_all()

    def event(self, number: int) -> str:
        """A fact as the stream tells it."""
        if number not in self.brought:
            return f"id: {number}\ndata: {{}}\n\n"
        lines = self.brought[number].replace("\n", "\ndata: ")
        return f"id: {number}\nevent: page\ndata: {lines}\n\n"

    def wait(self, ready: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(ready, timeout=10)


def handler(hall: Hall) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def answer(self, status: int, kind: str, body: str | bytes) -> None:
            data = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", CSP)
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            if self.path == "/hall":
                self.answer(200, "text/html; charset=utf-8", hall.page)
            elif self.path == "/fragment":
                with hall.changed:
                    hall.fragments += 1
                    hall.changed.notify_all()
                    body = hall.fragment
                self.answer(200, "text/html; charset=utf-8", body)
            elif self.path == "/events":
                self.stream()
            elif self.path.startswith("/static/"):
                kind = "text/javascript" if self.path.endswith(".js") else "text/css"
                kind = "image/svg+xml" if self.path.endswith(".svg") else kind
                self.answer(200, kind, (KIT / self.path[1:]).read_bytes())
            elif self.path.startswith("/accent/"):
                self.answer(200, "text/css", colours.stylesheet(f"#{self.path[8:14]}"))
            else:
                self.answer(404, "text/plain", "")

        def stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b": hello\n\n")
            with hall.changed:
                seen = hall.facts
                hall.streams += 1
                hall.changed.notify_all()
            while True:
                with hall.changed:
                    hall.changed.wait_for(lambda seen=seen: hall.facts > seen or hall.closing)
                    if hall.closing:
                        return
                    new = range(seen + 1, hall.facts + 1)
                    seen = hall.facts
                self.wfile.write("".join(map(hall.event, new)).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            with hall.changed:
                hall.votes.append({name: values[0] for name, values in parse_qs(body).items()})
                hall.accepts.append(self.headers["Accept"])
                answer = hall.answers.pop(0) if hall.answers else BUSY
                hall.changed.notify_all()
            if answer is CUT:
                self.close_connection = True
                self.connection.shutdown(2)
            else:
                self.answer(*answer)

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away in mid-answer is no error here."""


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A hall with its stream, snapshot and poll."""
    served = Hall(fragment=render("hall_live"))
    served.page = render("hall", live_url="/events", fragment_url="/fragment")
    server = Server(("127.0.0.1", 0), handler(served))
    served.address = f"http://127.0.0.1:{server.server_port}/hall"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield served
    with served.changed:
        served.closing = True
        served.changed.notify_all()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def test_a_vote_is_recorded_once_and_says_so(hall: Hall, page: Page) -> None:
    hall.answers = [RECORDED]
    page.goto(hall.address)
    page.click("button[value=for]")
    expect(page.locator("[data-answer]")).to_have_text("Recorded: for. Receipt 7.")
    expect(page.locator("[data-answer]")).to_have_class("answer recorded")
    assert [vote["choice"] for vote in hall.votes] == ["for"]
    assert hall.accepts == ["application/json"]
    assert len(hall.votes[0]["key"]) == 32
    assert hall.votes[0]["key"] != "0123456789abcdef0123456789abcdef"


def test_a_page_that_the_stream_brings_is_shown_without_being_asked_for(hall: Hall, page: Page) -> None:
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    asked = hall.fragments
    hall.bring("<p>Adopted,\nwith 3 votes.</p>")
    expect(page.get_by_text("Adopted, with 3 votes.")).to_be_visible()
    hall.bring("<p>Next: point 2</p>")
    expect(page.get_by_text("Next: point 2")).to_be_visible()
    assert hall.fragments == asked


def test_a_page_that_was_made_before_our_own_vote_is_asked_for_again(hall: Hall, page: Page) -> None:
    recorded = json.loads(RECORDED[2]) | {"leaf": 7}
    hall.answers = [(200, "application/json", json.dumps(recorded))]
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    page.click("button[value=for]")
    hall.wait(lambda: hall.fragments == 1)
    hall.fragment = "<p>You have voted.</p>"
    hall.bring("<p>You have not voted.</p>")
    expect(page.get_by_text("You have voted.")).to_be_visible()
    expect(page.get_by_text("You have not voted.")).to_have_count(0)


def test_a_digit_presses_the_answer_that_bears_it_but_not_while_somebody_types(hall: Hall, page: Page) -> None:
    page.goto(hall.address)
    page.evaluate(
        """document.getElementById("live").innerHTML = '<form action="/answered"><input id="reason" name="reason">' +
        '<button name="answer" value="for" data-digit="1">For</button>' +
        '<button name="answer" value="absent" data-digit="4">Not there</button></form>'"""
    )
    page.locator("#reason").press("4")
    expect(page.locator("#reason")).to_have_value("4")
    page.locator("#reason").blur()
    with page.expect_request("**/answered?*") as asked:
        page.keyboard.press("4")
    assert asked.value.url.endswith("/answered?reason=4&answer=absent")


def test_a_vote_is_sent_again_with_the_same_key_until_the_hall_itself_answers(hall: Hall, page: Page) -> None:
    hall.answers = [CUT, BUSY, HOTEL, RECORDED]
    page.goto(hall.address)
    page.click("button[value=against]")
    expect(page.locator("[data-answer]")).to_have_text("Not yet recorded. Trying again; leave this page open.")
    expect(page.locator("[data-answer]")).to_have_text("Recorded: for. Receipt 7.", timeout=15_000)
    assert len({(vote["key"], vote["choice"]) for vote in hall.votes}) == 1
    assert len(hall.votes) == 4


def test_a_second_press_while_the_first_is_on_its_way_sends_nothing(hall: Hall, page: Page) -> None:
    hall.answers = [BUSY, RECORDED]
    page.goto(hall.address)
    page.click("button[value=for]")
    expect(page.locator("[data-answer]")).to_have_class("answer waiting")
    page.dispatch_event("button[value=against]", "click")  # a plain click would wait until the button is enabled
    expect(page.locator("[data-answer]")).to_have_class("answer recorded")
    assert {vote["choice"] for vote in hall.votes} == {"for"}


def test_a_refusal_is_shown_and_not_tried_again(hall: Hall, page: Page) -> None:
    hall.answers = [REFUSED, RECORDED]
    page.goto(hall.address)
    page.click("button[value=for]")
    expect(page.locator("[data-answer]")).to_have_text("The vote is closed.")
    expect(page.locator("[data-answer]")).to_have_class("answer refused")
    assert len(hall.votes) == 1


def test_a_reload_takes_up_the_vote_that_had_no_answer(hall: Hall, page: Page) -> None:
    hall.answers = [BUSY]
    page.goto(hall.address)
    page.click("button[value=abstain]")
    expect(page.locator("[data-answer]")).to_have_text("Not yet recorded. Trying again; leave this page open.")
    hall.answers = [RECORDED]
    page.reload()
    expect(page.locator("[data-answer]")).to_have_class("answer recorded")
    assert len({(vote["key"], vote["choice"]) for vote in hall.votes}) == 1


def test_a_vote_changed_later_has_a_key_of_its_own(hall: Hall, page: Page) -> None:
    hall.answers = [RECORDED, RECORDED]
    page.goto(hall.address)
    for choice in ("for", "against"):
        page.click(f"button[value={choice}]")
        hall.wait(lambda choice=choice: hall.votes[-1:] != [] and hall.votes[-1]["choice"] == choice)
        expect(page.locator("button[aria-disabled]")).to_have_count(0)
    assert len({vote["key"] for vote in hall.votes}) == 2


def test_the_page_follows_and_many_facts_ask_for_few_snapshots(hall: Hall, page: Page) -> None:
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    before = hall.fragments
    hall.tell("<h1>Declared</h1>", times=50)
    expect(page.locator("#live h1")).to_have_text("Declared")
    assert hall.fragments - before <= 2


def test_focus_and_typed_words_outlive_a_swap(hall: Hall, page: Page) -> None:
    words = '<label for="w">Words</label><input id="w" name="w"><p>{}</p>'
    hall.fragment = words.format("one")
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    hall.tell(words.format("one"))
    page.fill("#w", "a point of order")
    page.evaluate("document.getElementById('w').setSelectionRange(2, 7)")
    hall.tell(words.format("two"))
    expect(page.locator("#live p")).to_have_text("two")
    assert page.input_value("#w") == "a point of order"
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["w", 2]


def test_what_is_unfolded_stays_unfolded_and_focused(hall: Hall, page: Page) -> None:
    folds = '<details id="more"><summary>More</summary><p>{}</p></details>'
    hall.fragment = folds.format("one")
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    hall.tell(folds.format("one"))
    page.click("#more summary")
    hall.tell(folds.format("two"))
    expect(page.locator("#more p")).to_have_text("two")
    expect(page.locator("#more p")).to_be_visible()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_a_vote_on_its_way_outlives_a_swap(hall: Hall, page: Page) -> None:
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    page.click("button[value=for]")
    expect(page.locator("[data-answer]")).to_have_class("answer waiting")
    form = (
        '<form id="vote-7" data-vote data-keep method="post" action="/vote"><p data-answer></p></form><p id="n">{}</p>'
    )
    hall.tell(form.format("188 missing"))
    expect(page.locator("#n")).to_have_text("188 missing")
    expect(page.locator("[data-answer]")).to_have_class("answer waiting")
    with hall.changed:
        hall.answers = [RECORDED]
    expect(page.locator("[data-answer]")).to_have_class("answer recorded", timeout=15_000)


def test_what_had_the_focus_and_is_gone_leaves_it_with_what_is_new(hall: Hall, page: Page) -> None:
    page.goto(hall.address)
    hall.wait(lambda: hall.streams == 1)
    page.focus("button[value=for]")
    hall.tell("<h1>Closed</h1>")
    expect(page.locator("#live h1")).to_have_text("Closed")
    assert page.evaluate("document.activeElement.id") == "live"


def test_a_clock_follows_the_clock_of_the_server(hall: Hall, page: Page) -> None:
    wrong = datetime(2031, 1, 1, 12, tzinfo=UTC)  # years from the browser's own time
    hall.page = render("hall", now=wrong, until=wrong + timedelta(seconds=100))
    page.goto(hall.address)
    page.wait_for_function("/^01:(40|3[0-9])$/.test(document.querySelector('.clock').textContent)")
    hall.page = render("hall", now=wrong, until=wrong - timedelta(seconds=65))
    page.goto(hall.address)
    expect(page.locator(".clock")).to_have_class("clock over")
    page.wait_for_function("document.querySelector('.clock').textContent.startsWith('−01:0')")


def test_without_a_script_the_form_posts(hall: Hall, browser: Browser) -> None:
    hall.answers = [RECORDED]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hall.address)
    page.click("button[value=for]")
    hall.wait(lambda: len(hall.votes) == 1)
    context.close()
    assert hall.votes[0]["key"] == "0123456789abcdef0123456789abcdef"
    assert hall.votes[0]["choice"] == "for"
