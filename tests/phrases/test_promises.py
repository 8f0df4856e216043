"""Every finding of the verifier has its words."""

import re
from pathlib import Path

from plenaria import verify
from plenaria.core.journal import archive, recount
from plenaria.core.journal.promises import BROKEN, HOLDS, NOT_CHECKED, Finding, Report
from plenaria.phrases.promises import CODES, PROMISES, Said, said, verdict


def test_every_promise_of_the_verifier_has_its_words() -> None:
    assert PROMISES.keys() == verify.ENGLISH.keys()


def test_every_code_has_its_words() -> None:
    """The codes as they stand in the sources of what finds them."""
    sources = "".join(Path(str(module.__file__)).read_text() for module in (verify, recount))
    raised = set(re.findall(r'(?:Broken|NotChecked)\(\s*"([a-z-]+)"', sources))
    named = set(re.findall(r'(?:no-[a-z-]+|ask-a-pdf-reader|entries-not-proved|several-adoptions)(?=")', sources))
    faults = {"no-archive", "cut-off", "bad-name", "doubled", "bytes"}
    assert all(f'"{fault}"' in Path(str(archive.__file__)).read_text() for fault in faults)
    assert CODES.keys() == raised | named | faults | {"unreadable"}


def test_a_finding_says_where_it_is_broken() -> None:
    finding = Finding("files", BROKEN, "file-changed", {"file": "texts/ru.json"})
    assert said(finding, "en") == Said(
        outcome="broken",
        promise="Every file is as the manifest says, and none is missing or added",
        word="broken",
        detail="changed: texts/ru.json",
    )


def test_a_place_that_is_called_otherwise_is_still_named() -> None:
    finding = Finding("signature", BROKEN, "another-key", {"file": "keys/seal.pub"})
    assert said(finding, "en").detail == "it was sealed with another key: keys/seal.pub"


def test_what_holds_needs_no_reason() -> None:
    assert said(Finding("text", HOLDS, data={"languages": "es, ru"}), "en").detail == ""


def test_what_was_not_checked_breaks_nothing() -> None:
    sound = Report("bundle", (Finding("key", NOT_CHECKED, "self-stated-key", {"key": "SHA256:x"}),))
    broken = Report("bundle", (*sound.findings, Finding("text", BROKEN, "no-adoption")))
    assert verdict(sound, "en") == "Nothing is broken."
    assert verdict(broken, "en") == "Something is broken. Do not rely on this file."
