"""What axe finds on a page: the barriers that WCAG names, and the library's own good practice."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RUN = """async rules => {
    const options = { resultTypes: ["violations"] };
    if (rules) options.runOnly = { type: "rule", values: rules };
    return (await axe.run(options)).violations;
}"""


def violations(page: Page) -> list[dict[str, Any]]:
    """The rules that the page breaks, each with its places.

    Only these cross over from the browser: the list of what is right takes as long as finding what is wrong.
    """
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(_RUN, None)
    return found


def contrast(page: Page) -> list[dict[str, Any]]:
    """The same of colours alone, for a page looked at before that now has other colours."""
    found: list[dict[str, Any]] = page.evaluate(_RUN, ["color-contrast", "link-in-text-block"])
    return found
