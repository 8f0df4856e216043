"""Automatic numbers of Word documents, line by line as a word processor prints them."""

from pathlib import Path

import pytest

from plenaria.formats.numerals import numeral
from tests.formats.office import TEXT, converted, numbered, printed
from tests.formats.papers import abstract, docx, lvl, num, p, r

FORMATS = (
    "decimal",
    "lowerRoman",
    "upperRoman",
    "lowerLetter",
    "upperLetter",
    "russianLower",
    "russianUpper",
    "decimalZero",
    "ordinal",
    "none",
    "chicago",
)
SAMPLES = ("001, 002, 003, ...", "0001, 0002, 0003, ...", "00001, 00002, 00003, ...")
IN_WORDS = {"de-DE": 99, "en-US": 99, "es-ES": 99, "fr-FR": 79, "pt-PT": 39, "ru-RU": 99, "uk-UA": 99}
"""How far LibreOffice spells ordinals right: it writes *Quatre-vingtsième* and *Cuadragésimo* (as if Spanish)."""
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


def _custom(sample: str) -> str:
    """A format that only new programs know, beside its fallback, as Word writes it."""
    return lvl(0, "decimal", "%1.").replace(
        '<w:numFmt w:val="decimal"/>',
        f'<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{sample}"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>',
    )


def _language(tag: str) -> str:
    return f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{tag}"/></w:rPr></w:rPrDefault></w:docDefaults>'


def _in_words(tag: str) -> bytes:
    return docx(
        "".join(p(f"строка {n}", num=one, level=0) for one in (1, 2) for n in range(IN_WORDS[tag])),
        numbering=abstract(0, lvl(0, "cardinalText", "%1:")) + abstract(1, lvl(0, "ordinalText", "%1:"))
        + num(1, 0) + num(2, 1),
        styles=_language(tag),
    )  # fmt: skip


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _heading(at: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="{at - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )


OFF = (
    '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:basedOn w:val="Clause"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Off2"><w:name w:val="Off2"/><w:basedOn w:val="Off"/></w:style>'
)
SUFFIXES = abstract(
    0,
    lvl(0, "decimal", "Статья %1", more='|<w:suff w:val="nothing"/>'),
    lvl(1, "decimal", "п. %1.%2", more='|<w:suff w:val="space"/>'),
    lvl(2, "lowerLetter", "%3)", more='|<w:suff w:val="tab"/>'),
)
NONE_ABOVE = abstract(
    0,
    lvl(0, "none", ""),
    lvl(1, "decimal", "§ %1. — %2)"),
    lvl(2, "upperLetter", "%2.%1.%3"),
    lvl(3, "decimal", "(%1) %4"),
)
PAPERS = {
    **{f"in words {tag}": _in_words(tag) for tag in IN_WORDS},
    "samples": docx(
        "".join(p(f"строка {n}", num=at, level=0) for at in (1, 2, 3) for n in range(12)),
        numbering="".join(abstract(at, _custom(sample)) for at, sample in enumerate(SAMPLES)) + num(1, 0) + num(2, 1)
        + num(3, 2),
    ),
    "languages": docx(
        p(r("a", '<w:lang w:val="ru-RU"/>'), num=1, level=0, more='<w:rPr><w:lang w:val="ru-RU"/></w:rPr>')
        + p(r("b", '<w:lang w:val="de-DE"/>'), num=1, level=0) + p("c", num=1, level=0, style="Es")
        + p("d", num=1, level=0),
        numbering=abstract(0, lvl(0, "ordinalText", "%1.")) + num(1, 0),
        styles=_language("en-GB") + '<w:style w:type="paragraph" w:styleId="Es"><w:name w:val="Es"/>'
        '<w:rPr><w:lang w:val="es-MX"/></w:rPr></w:style>',
    ),
    "table": docx(
        p("a", num=1, level=0)
        + _table(
            (p("b", num=1, level=0), p("c", num=1, level=1)),
            (p("d", num=1, level=0), p("e", num=1, level=0) + p("f", num=1, level=1)),
        )
        + p("g", num=1, level=0),
        numbering=MULTILEVEL + num(1, 0),
    ),
    "suffixes": docx(_levels([0, 1, 2, 2, 0, 1, 2]), numbering=SUFFIXES + num(1, 0)),
    "levels left out": docx(_levels([0, 2, 2, 3, 0, 2, 1, 2, 3]), numbering=MULTILEVEL + num(1, 0)),
    "level not defined": docx(_levels([0, 1, 4, 0, 4, 4]), numbering=abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)),
    "no levels": docx(_levels([0, 0]), numbering=abstract(0) + num(1, 0)),
    "words alone": docx(
        _levels([0, 1, 1, 0]),
        numbering=abstract(0, lvl(0, "decimal", "Внимание:"), lvl(1, "decimal", "%1-%2")) + num(1, 0),
    ),
    "from zero": docx(
        _levels([0, 0, 1, 1, 0, 1]),
        numbering=abstract(0, lvl(0, "decimal", "%1.", start=0), lvl(1, "decimal", "%1.%2", start=0)) + num(1, 0),
    ),
    "no text": docx(
        _levels([0, 0, 1, 0]), numbering=abstract(0, lvl(0, "decimal", ""), lvl(1, "decimal", "%1.%2")) + num(1, 0)
    ),
    "none above": docx(_levels([0, 1, 1, 2, 3, 0, 1, 2]), numbering=NONE_ABOVE + num(1, 0)),
    "numbers taken off": docx(
        p("a", style="Clause") + p("b", style="Off") + p("c", style="Clause") + p("d", style="Sub")
        + p("e", style="Off2") + p("f", style="Off", num=1) + p("g", style="Clause", num=0) + p("h", style="Clause"),
        numbering=LINKED,
        styles=STYLES + OFF,
    ),
    "headings": docx(
        p("A", style="H1") + p("B", style="H2") + p("C", style="H2") + p("D", style="H1") + p("E", style="H2"),
        numbering=abstract(0, lvl(0, "decimal", "Раздел %1.", style="H1"), lvl(1, "decimal", "%1.%2.", style="H2"))
        + num(1, 0),
        styles=STYLES + _heading(1) + _heading(2),
    ),
    "anew and on": docx(
        _nums([1, 1, 2, 2]) + p("Вставка") + _nums([3, 1, 2, 3]),
        numbering=MULTILEVEL + num(1, 0) + num(2, 0, l0=1) + num(3, 0, l0=10),
    ),
    "two lists": docx(
        _nums([1, 2, 1, 2, 1]),
        numbering=abstract(0, lvl(0, "decimal", "%1.")) + abstract(1, lvl(0, "russianLower", "%1)"))
        + num(1, 0) + num(2, 1),
    ),
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


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "no text"])  # Writer saves it as plain decimals
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


def test_formats_by_the_standard_where_libreoffice_has_none() -> None:
    """ECMA-376 17.18.59; LibreOffice prints plain decimals, and ordinals with signs of its own (``1.º``, ``1ᵉʳ``)."""
    names = ("numberInDash", "decimalEnclosedParen", "decimalEnclosedFullstop", "decimalEnclosedCircle", "hex")
    numbering = "".join(abstract(at, lvl(0, name, "%1", start=11)) for at, name in enumerate(names))
    body = "".join(p("", num=at + 1, level=0) for at in range(len(names)))
    paper = docx(body + p("конец"), numbering=numbering + "".join(num(at + 1, at) for at in range(len(names))))
    assert numbered(paper) == ["- 11 -", "(11)", "11.", "⑪", "B", "конец"]
    assert [numeral(1, "ordinal", language) for language in ("es", "pt", "fr", "ru", "en", "de")] == [
        "1º", "1º", "1er", "1-й", "1st", "1.",
    ]  # fmt: skip


def test_numbers_in_words_where_libreoffice_misspells_them() -> None:
    words = [numeral(at, "ordinalText", language) for language, at in (("fr", 80), ("fr", 97), ("pt", 40), ("pt", 55))]
    assert words == [
        "Quatre-vingtième", "Quatre-vingt-dix-septième", "Quadragésimo", "Quinquagésimo quinto",
    ]  # fmt: skip
    assert [numeral(at, "cardinalText", "ru") for at in (0, 99, 100)] == ["0", "Девяносто девять", "100"]
    assert numeral(5, "cardinalText", "it") == "5"


def test_a_style_takes_the_level_that_is_linked_to_it() -> None:
    """ECMA-376 17.9.3: the level that a style itself names is ignored; LibreOffice takes it."""
    named = (
        '<w:style w:type="paragraph" w:styleId="Named"><w:name w:val="Named"/><w:basedOn w:val="Clause"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("a", style="Clause") + p("b", style="Named") + p("c", style="Clause")
    assert numbered(docx(body, numbering=LINKED, styles=STYLES + named)) == ["1. a", "2. b", "3. c"]


def test_what_is_hidden_or_deleted_does_not_count() -> None:
    """As Word shows a paper, its changes accepted; LibreOffice's text export has hidden and deleted words, too."""
    hidden = p(r("b", "<w:vanish/>"), num=1, level=0, more="<w:rPr><w:vanish/></w:rPr>")
    gone = '<w:del w:id="1" w:author="А"><w:r><w:delText>c</w:delText></w:r></w:del>'
    deleted = p(gone, num=1, level=0, more='<w:rPr><w:del w:id="2" w:author="А"/></w:rPr>')
    body = p("a", num=1, level=0) + hidden + deleted + p("d", num=1, level=1) + p("e", num=1, level=0)
    assert numbered(docx(body, numbering=MULTILEVEL + num(1, 0))) == ["1. a", "1.1. d", "2. e"]


def test_a_level_may_show_one_below_it() -> None:
    """LibreOffice prints the place itself: ``1.%2%.``"""
    numbering = abstract(0, lvl(0, "decimal", "%1.%2."), lvl(1, "decimal", "%2.%1.")) + num(1, 0)
    assert numbered(docx(_levels([0, 1, 0]), numbering=numbering)) == [
        "1.1. строка 0",
        "1.1. строка 1",
        "2.1. строка 2",
    ]


def test_a_format_that_only_new_programs_know_has_a_fallback() -> None:
    level = _custom("Α, Β, Γ, ...")
    assert numbered(docx(_nums([1, 1]), numbering=abstract(0, level) + num(1, 0))) == ["1. строка 0", "2. строка 1"]


def test_numberings_that_lead_nowhere_give_no_number() -> None:
    loops = abstract(0, more='<w:numStyleLink w:val="Sections"/>') + num(1, 0) + num(2, 9)
    assert numbered(docx(_nums([1, 2, 3, 0]), numbering=loops)) == [f"строка {at}" for at in range(4)]
