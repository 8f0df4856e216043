"""The one entry to all writers: what they share, and what they refuse."""

from dataclasses import replace

import pytest

from plenaria.core.journal.canonical import decode
from plenaria.core.refusal import unacceptable
from plenaria.core.text.canonical import load
from plenaria.core.text.resolution import Recital, Resolution
from plenaria.formats.paper import Letterhead, Paper, Redline
from plenaria.formats.pieces import mark, paired
from plenaria.formats.writing import FORMATS, write
from plenaria.phrases.refusals import sentence
from tests.formats.writing_samples import AWKWARD, bilingual, russian, sealed_russian, spanish


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_paper_gives_the_same_bytes(to: str) -> None:
    assert write(bilingual(6), to) == write(bilingual(6), to)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize(
    "paper",
    [
        Paper(resolution=AWKWARD),
        Paper(resolution=Resolution(language="xx", title="")),
        replace(bilingual(3), sealed=None),
    ],
    ids=["awkward", "empty", "two languages, not sealed"],
)
def test_every_paper_can_be_written(paper: Paper, to: str) -> None:
    assert isinstance(write(paper, to), bytes)


def test_a_format_that_nobody_writes_is_refused() -> None:
    refusal = write(sealed_russian(1), "odt")
    assert refusal == unacceptable("format-unknown", format="odt", known="pdf, docx, akn, html, md, txt, json")
    assert sentence(refusal, "en").startswith("A paper cannot be written as odt.")


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\ufffe", "\ud800"], ids=ascii)
def test_characters_that_no_file_holds_are_refused(to: str, sign: str) -> None:
    paper = Paper(resolution=Resolution(language="en", title="T", recitals=(Recital(text=f"a{sign}b"),)))
    assert write(paper, to) == unacceptable("paper-control-characters", letters=f"U+{ord(sign):04X}")


def test_an_earlier_text_is_looked_at_too() -> None:
    paper = Paper(resolution=russian(1), redline=Redline(before=replace(russian(1), title="a\x00b")))
    assert write(paper, "docx") == unacceptable("paper-control-characters", letters="U+0000")


def test_json_is_the_canonical_form() -> None:
    written = write(sealed_russian(), "json")
    assert isinstance(written, bytes)
    data = decode(written)
    assert isinstance(data, dict)
    assert load(data) == russian()


@pytest.mark.parametrize(
    ("number", "printed"),
    [("3", "3."), ("1.2", "1.2."), ("а", "а)"), ("b", "b)"), ("iv", "iv)"), ("IV", "IV."), ("PRIMERO", "PRIMERO."),
     ("", "")],
)  # fmt: skip
def test_marks(number: str, printed: str) -> None:
    assert mark(number) == printed


def test_two_languages_keep_each_clause_beside_its_own() -> None:
    first, second = russian(3), spanish(4)
    second = replace(second, clauses=(second.clauses[3], second.clauses[0], second.clauses[2]))
    clauses = [
        (left.key[1] if left else None, right.key[1] if right else None)
        for left, right in paired(first, second)
        if (left or right).kind == "clause"  # type: ignore[union-attr]
    ]
    assert clauses == [
        *((None, f"k4{point}") for point in ("", "-1", "-2", "-3")),
        ("k1", "k1"),
        ("k2", None),
        ("k3", "k3"),
    ]


def test_a_letterhead_checks_its_colour() -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        Letterhead(body_name={"en": "A"}, accent="red; } body { display: none")
