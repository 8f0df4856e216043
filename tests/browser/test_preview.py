"""A difficult paper is corrected by keyboard alone, by mouse alone, and without scripts: the same text each time."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, launched
from tests.browser.desk import SIZES, Visitor
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.browser.story import ADMINISTRATOR, Story, set_up

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,  # the preview keeps what is typed in its form: the tables hold none of it yet
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

PAPER = """Allotment Society of Elmham
Mill Lane 4 · office@elmham.example

RESOLUTION of the IX Annual Meeting
Elmham, 8 March 2026

The Annual Meeting,
recalling resolution 4 of the VIII Annual Meeting of 9 March 2025,
noting that the well was dry for three weeks,
decides:

1. To thank the Ministry of Agriculture for the second tap and to lay a hose.
2. To hold an open day on 6 June 2026 with
Allotment Society of Elmham
Mill Lane 4 · office@elmham.example
seeds and tea.
Seven more people joined the waiting list.
1. To ask Elmham Parish Council to repair the gate.
2. To elect Ada Petrie to the council of the county.
3. To publish this resolution on the gate, and
4. in the county paper.

Adopted unanimously by open vote.
Chair A. Petrie
"""
MEANT = [
    ("1", "thanks", "To thank the Ministry of Agriculture for the second tap"),
    ("2", "task", "and to lay a hose."),
    ("3", "event", "To hold an open day on 6 June 2026 with seeds and tea."),
    ("4", "request", "To ask Elmham Parish Council to repair the gate."),
    ("5", "nomination", "To elect Ada Petrie to the council of the county."),
    ("6", "publication", "To publish this resolution on the gate, and 4. in the county paper."),
]
"""Number, kind and words after the correction: the hose apart, the waiting list out, the list numbered through."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A new installation with a meeting, served."""
    folder, port = tmp_path_factory.mktemp("plenaria"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        set_up(environment)
        browser = launched(playwright)
        with serving(environment, port) as base:
            yield Story(base, folder, mailbox, browser, environment)
            # Before the server ends: it would wait for those who still follow.
            browser.close()


def test_a_difficult_paper_is_corrected_in_three_ways(story: Story) -> None:
    secretary = story.logged_in(ADMINISTRATOR[1])
    address = meeting(secretary)
    state = story.folder / "secretary.json"
    secretary.page.context.storage_state(path=state)
    for correct, with_scripts, size in (
        (by_keyboard, True, "laptop"),
        (by_mouse, True, "laptop"),
        (without_scripts, False, "phone"),
    ):
        visitor = another(story, state, size, with_scripts=with_scripts)
        corrected(visitor, address, correct)
        assert visitor.barriers == []
        assert visitor.strangers == []


def meeting(secretary: Visitor) -> str:
    """Where papers of a new meeting are brought in."""
    page = secretary.go("/desk/")
    secretary.press("a[href*='/desk/meetings/new']")
    for name, words in (("name_en", "Annual Meeting"), ("first_day", "2026-03-08"), ("last_day", "2026-03-08")):
        page.locator(f"[name={name}]").fill(words)
    secretary.press("main form button.primary")
    return f"/en{secretary.path.rstrip('/')}/import"


def another(story: Story, state: Path, size: str, *, with_scripts: bool) -> Visitor:
    """The secretary at another screen."""
    width, height = SIZES[size]
    context = story.browser.new_context(
        viewport={"width": width, "height": height},
        locale="en-GB",
        storage_state=state,
        java_script_enabled=with_scripts,
    )
    context.set_default_timeout(10_000)
    return Visitor(context, story.base, size)


def corrected(visitor: Visitor, address: str, correct: Callable[[Visitor], None]) -> None:
    """Bring the paper in, correct it, and save it: the same text, however it was done."""
    page = visitor.go(address)
    page.locator("textarea[name=pasted]").fill(PAPER)
    visitor.press("main form button.primary")
    correct(visitor)
    assert outline(page) == MEANT
    visitor.press("button[name=do][value=save]")
    stored = [" ".join(each.split()) for each in page.locator(".text-rows .clause > p").all_inner_texts()]
    assert stored == [words for _number, _kind, words in MEANT]


def outline(page: Page) -> list[tuple[str, str, str]]:
    """Number, kind and words of every clause of the form."""
    found = []
    for piece in page.locator("fieldset.piece[id^=clause]").all():
        number, kind = piece.locator("[name$=number]").input_value(), piece.locator("select").input_value()
        found.append((number, kind, piece.locator("[name$=text]").input_value()))
    return found


def waited(page: Page, words: str) -> None:
    """The last press is answered, on the page and to a screen reader."""
    expect(page.locator("#said")).to_have_text(words)
    expect(page.locator("#announced")).to_have_text(words)


def by_keyboard(visitor: Visitor) -> None:
    """No mouse: keys of the page alone."""
    page, keys = visitor.page, visitor.page.keyboard
    for key in ("j", "Enter", "Control+Home", *["Control+ArrowRight"] * 10, "Alt+s"):
        keys.press(key)
    waited(page, "The clause is split.")
    visitor.look("preview-keyboard", whole=False)
    keys.press("j")
    keys.press("3")
    expect(page.locator("#announced")).to_have_text("Kind: task")
    for key in ("j", "l", *["ArrowDown"] * 4, "f"):
        keys.press(key)
    waited(page, "The line is in its new place.")
    for key in ("j", "j", "j", "j", "m"):
        keys.press(key)
    waited(page, "The clause is joined with the next.")
    for key in ("k", "k", "k", "k", "k", "r"):
        keys.press(key)
    waited(page, "The clauses are numbered on from here.")
    keys.press("u")
    waited(page, "The last step is undone.")
    keys.press("Shift+U")
    waited(page, "The step is done again.")
    page.route("**/import", lambda route: route.abort())
    page.locator("[name=head-number]").evaluate("field => field.value = '7/2026'")
    keys.press("u")
    expect(page.locator("#announced")).to_contain_text("Nothing that you typed is lost")
    assert page.locator("[name=head-number]").input_value() == "7/2026"
    page.unroute("**/import")
    keys.press("u")
    waited(page, "The last step is undone.")
    keys.press("Shift+U")
    waited(page, "The step is done again.")
    keys.press("Shift+?")
    expect(page.locator(".keys dl")).to_be_visible()
    keys.press("Tab")
    keys.press("Space")
    keys.press("u")
    expect(page.locator("#keys-on")).not_to_be_checked()
    expect(page.locator("#said")).to_have_text("The step is done again.")
    keys.press("Space")


def by_mouse(visitor: Visitor) -> None:
    """No keys: words are selected in the paper, lines chosen, buttons pressed."""
    page = visitor.page
    visitor.look("preview-mouse")
    page.locator(".alert a[href='#line-18']").click()
    expect(page.locator("#line-18")).to_be_in_viewport()
    expect(page.locator("#clause-2 legend")).to_be_in_viewport()
    page.locator("#line-13").hover()
    expect(page.locator("#clause-1")).to_have_class(re.compile(r"\bhere\b"))
    word = page.evaluate(
        """() => {
            const words = document.querySelector("#line-12 .words");
            const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf("and to lay");
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 3);
                words.scrollIntoView({ block: "center" });
                const box = range.getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2];
            }
        }"""
    )
    page.mouse.dblclick(*word)
    page.locator("button[value=line-clause]").click()
    waited(page, "The line is in its new place.")
    expect(page.locator("[name=clause-1-text]")).to_have_value("and to lay a hose.")
    page.locator("#clause-1 select").select_option("task")
    page.locator(".source > li", has_text="Seven more people").locator(".words").click()
    page.locator("button[value=line-furniture]").click()
    expect(page.locator(".source > li.of-furniture", has_text="Seven more people")).to_be_visible()
    page.locator("#clause-5 summary").click()
    page.locator("button[value='join:5']").click()
    waited(page, "The clause is joined with the next.")
    page.locator("button[value=number-all]").click()
    waited(page, "All clauses are numbered anew.")


def without_scripts(visitor: Visitor) -> None:
    """On a phone whose browser runs no scripts: forms and links alone."""
    page = visitor.page
    words = page.locator("[name=clause-0-text]")
    words.fill(words.input_value().replace(" and to lay", "\n\nand to lay"))
    page.locator("#clause-0 summary").click()
    visitor.press("button[value='split:0']")
    page.locator("#clause-1 select").select_option("task")
    page.locator(".source > li", has_text="Seven more people").locator("input").check()
    visitor.press("button[value=line-furniture]")
    page.locator("#clause-5 summary").click()
    visitor.press("button[value='join:5']")
    visitor.press("button[value=number-all]")
    visitor.picture("preview-plain")
