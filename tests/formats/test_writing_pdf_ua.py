"""PDF/UA-1 by two checkers: the one of the registry (pdfua) and our own, which looks at more and each at other things.

Together they are no claim of conformance: what only people can judge (48 of Matterhorn's 136 conditions) stays theirs.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdfua import coverage, validate
from pdfua.rules import default_registry
from pikepdf import Dictionary, Name, Pdf

from plenaria.core.text.resolution import Attachment, Clause, Resolution, Signature
from plenaria.formats.paper import Paper
from plenaria.formats.writing import write
from tests.formats.pdf_ua import CONDITIONS, findings, roles
from tests.formats.writing_samples import AWKWARD, bilingual, draft_english, russian, sealed_russian, spanish


def rich() -> Paper:
    """All that a paper can have: sections, three levels, a tail, a clause without a number, links, annexes."""
    deep = Clause(
        id="deep",
        number="27",
        heading="II. Ещё",
        text="Считать, см. https://cielo.example/a:",
        tail="И это.",
        children=(
            Clause(id="d1", number="27.1", text="раз:", level=2, children=(Clause(id="d2", number="а", text="два"),)),
        ),
    )
    text = replace(
        russian(),
        clauses=(*russian().clauses, deep, Clause(id="bare", number="", text="Без номера.")),
        signatures=(*[Signature("Член комиссии", "А. Б. Викторов")] * 9, Signature("", "Г. Д. Егоров")),
        attachments=(Attachment(title="Приложение", paragraphs=("Общее", "1. Первое.", "2. Второе.")),),
        unplaced=("Строка",),
    )
    return replace(sealed_russian(), resolution=text)


PAPERS = {
    "26 clauses": sealed_russian(),
    "300 clauses in two languages": bilingual(300),
    "annex": draft_english(),
    "everything": rich(),
    "everything in two languages": replace(rich(), other=spanish()),
    "no letterhead": replace(bilingual(6), letterhead=None, sealed=None),
    "awkward": Paper(resolution=AWKWARD),
    "empty": Paper(resolution=Resolution(language="en", title="")),
}


def written(paper: Paper) -> bytes:
    data = write(paper, "pdf")
    assert isinstance(data, bytes)
    return data


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_our_checker_finds_nothing(paper: Paper) -> None:
    assert findings(written(paper)) == []


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_checker_of_the_registry_finds_nothing(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(written(paper))
    report = validate(str(file))
    assert report.findings == ()
    # pdfua 0.1.3 stumbles over arrays of pikepdf 10 in this one rule (no empty headings), which ours looks at too.
    assert {each.rule_id for each in report.skipped} <= {"UA-14-001"}


def test_what_the_checkers_cover() -> None:
    assert (coverage().covered, coverage().total, len(default_registry())) == (16, 106, 12)
    assert len(set(CONDITIONS)) == 55


def untag(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def forget_the_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def hide_the_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def silence_the_emblem(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/S") == Name.Figure:
            del each.Alt


def leave_text_untagged(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"BT /f0 9 Tf (A) Tj ET")


def skip_a_heading(pdf: Pdf) -> None:
    next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.H1).S = Name.H3


def break_a_list(pdf: Pdf) -> None:
    next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.LBody).S = Name.P


def lose_a_font(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/FontName" in each:
            for name in ("/FontFile2", "/FontFile3"):
                if name in each:
                    del each[name]


def lose_the_words_of_a_link(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Link:
            del each["/Contents"]


def start_a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("harm", "condition"),
    [
        (untag, "01-005"),
        (leave_text_untagged, "01-005"),
        (hide_the_title, "07-002"),
        (break_a_list, "09-005"),
        (forget_the_language, "11-001"),
        (silence_the_emblem, "13-004"),
        (skip_a_heading, "14-002"),
        (lose_the_words_of_a_link, "28-004"),
        (lose_a_font, "31-009"),
        (start_a_script, "does something"),
    ],
)
def test_what_is_broken_is_found(harm: Callable[[Pdf], None], condition: str) -> None:
    assert any(each.startswith(condition) for each in findings(harmed(harm)))


@pytest.mark.parametrize("harm", [untag, forget_the_language, hide_the_title, silence_the_emblem])
def test_the_checker_of_the_registry_finds_what_is_broken(harm: Callable[[Pdf], None], tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(harmed(harm))
    assert validate(str(file)).findings


def harmed(harm: Callable[[Pdf], None]) -> bytes:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(sealed_russian(4)))) as pdf:
        harm(pdf)
        pdf.save(broken)
    return broken.getvalue()


def test_lists_are_lists_in_two_languages_too() -> None:
    tags = [role for _, role in roles(written(bilingual(4)))]
    # Four clauses, three points and three addressees in each language.
    assert tags.count("LI") == tags.count("LBody") == 2 * (4 + 3 + 3)


def test_sub_clauses_are_lists_inside_the_list_of_clauses() -> None:
    tags = roles(written(sealed_russian(4)))
    depths = [depth for depth, role in tags if role == "L"]
    assert depths == [1, 2, 1]
