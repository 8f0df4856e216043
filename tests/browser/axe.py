"""What axe finds on a page: the barriers that WCAG names, and the library's own good practice."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours; they take as long as all others together."""
_RUN = """async options => (await axe.run({ resultTypes: ["violations"], ...options })).violations"""


def violations(page: Page, *, colours: bool = True, targets: bool = False) -> list[dict[str, Any]]:
    """The rules that the page breaks, each with its places; without ``colours``, what they don't change.

    With ``targets`` also what is smaller than 24 px and has no room around it, which axe leaves out unless it is asked.
    Only these cross over from the browser: the list of what is right takes as long as finding what is wrong.
    """
    page.evaluate(AXE_SCRIPT)
    rules = {each: {"enabled": False} for each in COLOURS if not colours}
    rules |= {"target-size": {"enabled": True}} if targets else {}
    found: list[dict[str, Any]] = page.evaluate(_RUN, {"rules": rules})
    return found


def contrast(page: Page) -> list[dict[str, Any]]:
    """The same of colours alone, for a page looked at before that now has other colours."""
    found: list[dict[str, Any]] = page.evaluate(_RUN, {"runOnly": {"type": "rule", "values": list(COLOURS)}})
    return found
