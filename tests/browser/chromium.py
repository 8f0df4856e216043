"""The browser of the tests: the Chromium of this machine, without what a person's window has around a page."""

import shutil

from playwright.sync_api import Browser, Playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_WITHOUT = (
    # Two pages of its own for the address bar of each window, and a renderer in hand for the next site: more work than
    # most of the pages that are looked at.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    # A browser heeds the last list alone: these are in the one that Playwright gives.
    "AimEnabled",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""Features that are off; a release that does not know one passes over it."""


def launched(playwright: Playwright) -> Browser:
    """Start it. Asked for only where ``CHROMIUM`` says that there is one."""
    flags = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(_WITHOUT)}"]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
