"""Automatic numbers of Word documents, line by line as a word processor prints them."""

from pathlib import Path

import pytest

from tests.formats.office import TEXT, converted, numbered, printed
from tests.formats.papers import abstract, docx, lvl, num, p

FORMATS = (
    "decimal", "lowerRoman", "upperRoman", "lowerLetter", "upperLetter", "russianLower", "russianUpper",
    "decimalZero", "ordinal", "none",
)  # fmt: skip
MULTILEVEL = abstract(
    0,
    lvl(0, "decimal", "%1."),
    lvl(1, "decimal", "%1.%2."),
    lvl(2, "lowerLetter", "%1.%2.%3)"),
    lvl(3, "upperRoman", "(%4)"),
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Clause"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Sub"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Sections"><w:name w:val="Sections"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
LINKED = (
    abstract(0, lvl(0, "decimal", "%1.", style="Clause"), lvl(1, "russianLower", "%2)", style="Sub"))
    + abstract(1, lvl(0, "decimal", "§ %1"), lvl(1, "decimal", "§ %1.%2"), more='<w:styleLink w:val="Sections"/>')
    + abstract(2, more='<w:numStyleLink w:val="Sections"/>')
    + num(1, 0) + num(2, 1) + num(3, 2)
)  # fmt: skip


def _levels(levels: list[int], of: int = 1) -> str:
    return "".join(p(f"строка {at}", num=of, level=level) for at, level in enumerate(levels))


def _nums(nums: list[int]) -> str:
    return "".join(p(f"строка {at}", num=each, level=0) for at, each in enumerate(nums))


OVERRIDE = (
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    + lvl(0, "upperRoman", "&lt;%1>", start=3).replace("&amp;lt;", "&lt;")
    + "</w:lvlOverride></w:num>"
)
PAPERS = {
    "formats": docx(
        "".join(p(f"{name} {n}", num=at + 1, level=0) for at, name in enumerate(FORMATS) for n in range(1, 30)),
        numbering="".join(abstract(at, lvl(0, name, "%1)")) for at, name in enumerate(FORMATS))
        + "".join(num(at + 1, at) for at in range(len(FORMATS))),
    ),
    "starts": docx(
        "".join(p(f"{name} {n}", num=at + 1, level=0) for at, name in enumerate(FORMATS[:5]) for n in range(1, 4)),
        numbering="".join(abstract(at, lvl(0, name, "п. %1", start=48)) for at, name in enumerate(FORMATS[:5]))
        + "".join(num(at + 1, at) for at in range(5)),
    ),
    "multilevel": docx(_levels([0, 1, 1, 2, 2, 3, 0, 1, 2, 0, 2, 1, 1]), numbering=MULTILEVEL + num(1, 0)),
    "deep first": docx(_levels([1, 1, 0, 1, 2, 0]), numbering=MULTILEVEL + num(1, 0)),
    "shared counters": docx(
        _nums([1, 1, 2, 2, 1, 3, 3, 1, 2, 3]), numbering=MULTILEVEL + num(1, 0) + num(2, 0) + num(3, 0, l0=5)
    ),
    "restart": docx(
        _levels([0, 1, 1, 0, 1]) + p("Вставка без номера") + _levels([0, 1, 0, 1, 1], 2) + _levels([0], 1),
        numbering=MULTILEVEL + num(1, 0) + num(2, 0, l0=1, l1=1),
    ),
    "override": docx(_nums([1, 1, 2, 2, 1]), numbering=MULTILEVEL + num(1, 0) + OVERRIDE),
    "styles": docx(
        p("a", style="Clause") + p("b", style="Sub") + p("c", style="Child") + p("off", style="Clause", num=0)
        + p("d", style="Clause") + p("e", style="Clause", level=1) + p("f", style="Sub") + p("g", num=3, level=0)
        + p("h", num=3, level=1) + p("i", num=2, level=1) + p("j", num=3, level=0),
        numbering=LINKED,
        styles=STYLES,
    ),
    "blank between": docx(_nums([1]) + p("", num=1, level=0) + _nums([1]), numbering=MULTILEVEL + num(1, 0)),
    "bullets": docx(
        _levels([0, 1, 0]) + _levels([0, 0], 2),
        numbering=abstract(0, lvl(0, "bullet", "•"), lvl(1, "bullet", "•")) + num(1, 0)
        + abstract(1, lvl(0, "decimal", "%1.")) + num(2, 1),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Text that LibreOffice itself makes of every paper, numbers included, through an ODT of its own."""
    folder = tmp_path_factory.mktemp("export")
    converted(PAPERS, "docx", folder, "odt")
    converted(PAPERS, "docx", folder, TEXT)
    return folder


@pytest.mark.parametrize("name", PAPERS)
def test_every_line_is_numbered_as_libreoffice_numbers_it(name: str, exported: Path) -> None:
    assert numbered(PAPERS[name]) == printed(exported, name)


@pytest.mark.parametrize("name", PAPERS)
def test_every_line_of_an_odt_by_writer_is_numbered_so_too(name: str, exported: Path) -> None:
    assert numbered((exported / f"{name}.odt").read_bytes()) == printed(exported, name)


def test_letters_after_the_last_are_doubled() -> None:
    """ECMA-376 17.18.59; LibreOffice writes аа, аб."""
    numbering = abstract(0, lvl(0, "russianLower", "%1)", start=29), lvl(1, "upperLetter", "%2.", start=27)) + num(1, 0)
    assert numbered(docx(_levels([0, 0, 0, 1, 1]), numbering=numbering)) == [
        "я) строка 0", "аа) строка 1", "бб) строка 2", "AA. строка 3", "BB. строка 4",
    ]  # fmt: skip


def test_a_level_may_restart_never_or_after_one_level_only() -> None:
    """ECMA-376 17.9.10, which LibreOffice does not follow: it always restarts."""
    numbering = abstract(
        0,
        lvl(0, "upperRoman", "%1."),
        lvl(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>|'),
        lvl(2, "lowerLetter", "%3)", more='<w:lvlRestart w:val="1"/>|'),
    ) + num(1, 0)
    numbers = [line.split()[0] for line in numbered(docx(_levels([0, 1, 2, 2, 1, 2, 0, 1, 2, 1]), numbering=numbering))]
    assert numbers == ["I.", "1.", "a)", "b)", "2.", "c)", "II.", "3.", "a)", "4."]


def test_a_legal_level_shows_all_numbers_as_decimals() -> None:
    """ECMA-376 17.9.4, which LibreOffice does not follow."""
    numbering = abstract(
        0,
        lvl(0, "upperRoman", "Статья %1."),
        lvl(1, "decimal", "%1.%2", more="|<w:isLgl/>"),
        lvl(2, "russianLower", "%3)", more='|<w:suff w:val="space"/>'),
    ) + num(1, 0)
    lines = numbered(docx(_levels([0, 1, 1, 2, 0, 1]), numbering=numbering))
    assert [line.partition(" строка")[0] for line in lines] == ["Статья I.", "1.1", "1.2", "а)", "Статья II.", "2.1"]


def test_a_start_override_of_a_deeper_level_holds_at_its_first_use_and_after_restarts() -> None:
    """ECMA-376 17.9.26, which LibreOffice follows on the first level only."""
    numbering = MULTILEVEL + num(1, 0) + num(2, 0, l0=1, l1=3)
    lines = numbered(docx(_levels([0, 1], 1) + _levels([0, 1, 1, 0, 1], 2), numbering=numbering))
    assert [line.split()[0] for line in lines] == ["1.", "1.1.", "1.", "1.3.", "1.4.", "2.", "2.3."]


def test_a_format_that_only_new_programs_know_has_a_fallback() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = lvl(0, "decimal", "%1.").replace('<w:numFmt w:val="decimal"/>', custom)
    assert numbered(docx(_nums([1, 1]), numbering=abstract(0, level) + num(1, 0))) == ["1. строка 0", "2. строка 1"]


def test_numberings_that_lead_nowhere_give_no_number() -> None:
    loops = abstract(0, more='<w:numStyleLink w:val="Sections"/>') + num(1, 0) + num(2, 9)
    assert numbered(docx(_nums([1, 2, 3, 0]), numbering=loops)) == [f"строка {at}" for at in range(4)]
