"""Writing in a child process: the same answer, and limits that hold."""

import pytest
from hypothesis import given, settings

from plenaria.core.refusal import unacceptable
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.paper import Paper
from plenaria.formats.writing import write
from plenaria.formats.writing_isolated import pack, unpack, write_isolated
from plenaria.phrases.refusals import sentence
from tests.formats.resolutions import any_resolution
from tests.formats.writing_samples import bilingual, draft_english, sealed_russian


@pytest.mark.parametrize("paper", [bilingual(3), draft_english(), sealed_russian(1)])
def test_a_paper_travels_unchanged(paper: Paper) -> None:
    assert unpack(pack(paper)) == paper


@settings(max_examples=40, deadline=None)
@given(any_resolution())
def test_any_text_travels_unchanged(resolution: Resolution) -> None:
    assert unpack(pack(Paper(resolution=resolution))) == Paper(resolution=resolution)


@pytest.mark.parametrize("to", ["pdf", "docx"])
def test_the_child_writes_the_same_bytes(to: str) -> None:
    assert write_isolated(bilingual(6), to) == write(bilingual(6), to)


def test_a_refusal_comes_back_from_the_child() -> None:
    paper = Paper(resolution=Resolution(language="en", title="T", clauses=(Clause(id="a", number="1", text="漢"),)))
    assert write_isolated(paper, "pdf") == unacceptable("paper-letters-missing", letters="漢")


def test_time_that_is_over_ends_the_child() -> None:
    refusal = write_isolated(sealed_russian(1), "pdf", seconds=0.01)
    assert refusal == unacceptable("paper-too-slow", limit=0)


def test_memory_that_is_used_up_ends_the_child() -> None:
    refusal = write_isolated(sealed_russian(1), "pdf", megabytes=30)
    assert refusal == unacceptable("paper-not-written")
    assert sentence(refusal, "en").startswith("The paper could not be written.")
