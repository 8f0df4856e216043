"""Files of every structure that their grammars almost allow: a source that holds together, or a refusal.

``FUZZ`` in the environment says how many of each.
"""

import logging
import os
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal
from plenaria.core.text.source import Source
from plenaria.core.text.tracked import proposals, rejected
from plenaria.formats.isolation import decode, encode
from plenaria.formats.reading import read
from tests.formats.hostile_files import AKN, flate, page, stream
from tests.formats.papers import abstract, docx, lvl, num, odt

WORDS = (
    "Резолюция",
    "1. Провести",
    "неделю ",
    " наблюдений;",
    "а)",
    "The board decides:",
    "é\u0301",
    "\u00adx\u200b",
    "🔭",
    "",
)
ATTRIBUTES = {
    "w:val": ("0", "1", "2", "9", "-1", "99999999999999999999", "decimal", "russianLower", "Clause", "center", "x", ""),
    "w:id": ("0", "1", "x"),
    "w:author": ("А", ""),
    "w:fldCharType": ("begin", "separate", "end"),
    "w:instr": ('HYPERLINK "https://sky.example"', "PAGE"),
    "r:id": ("header1", "x"),
    "w:char": ("F0FC", "D800", "110000", "x"),
    "w:ilvl": ("0", "1", "12", "x"),
    "text:style-name": ("L1", "P1", "x"),
    "text:outline-level": ("1", "0", "11", "x"),
    "text:start-value": ("5", "-5", "x"),
    "text:c": ("3", "-1", "1e9", "999999999"),
    "text:change-id": ("i", "d", "x"),
    "text:continue-numbering": ("true", "false"),
    "xlink:href": ("https://sky.example", "x"),
    "href": ("https://sky.example", "mailto:a@sky.example", "javascript:x", ""),
    "style": ("text-align: center", "display:none", "mso-list:l0 level9 lfo1", "mso-list:Ignore"),
    "start": ("3", "-3", "x", "99999999999"),
    "type": ("a", "I", "x"),
    "value": ("7", "x"),
    "name": ("letterhead", "x"),
    "colspan": ("2", "1000000"),
    "lang": ("ru", "x-y", ""),
}
TAGS = {
    "docx": (
        "w:p w:r w:t w:tab w:br w:ins w:del w:delText w:moveFrom w:moveTo w:tbl w:tr w:tc w:sdt w:sdtContent "
        "w:hyperlink w:fldChar w:fldSimple w:instrText w:pPr w:rPr w:numPr w:numId w:ilvl w:pStyle w:b w:vanish "
        "w:lang w:jc w:sym w:footnoteReference w:commentReference mc:AlternateContent mc:Choice mc:Fallback "
        "w:txbxContent w:sectPr w:headerReference w:trPr w:softHyphen w:outlineLvl"
    ),
    "odt": (
        "text:p text:h text:list text:list-item text:list-header text:span text:a text:s text:tab text:line-break "
        "text:note text:note-citation text:note-body text:change text:change-start text:change-end text:section "
        "text:numbered-paragraph table:table table:table-row table:table-cell draw:frame draw:text-box "
        "office:annotation dc:creator text:tracked-changes text:changed-region text:insertion text:deletion"
    ),
    "html": (
        "html body p div span b i h1 h6 ol ul li table tr td th thead caption br ins del a header footer nav pre "
        "script style img font center dl dt dd"
    ),
    "xml": (
        "preface preamble mainBody conclusions formula recitals recital paragraph num content p list intro point "
        "wrapUp heading hcontainer container table tr td ins del ref a authorialNote docTitle docNumber signature "
        "eol meta attachments statement"
    ),
}
INLINE = {
    "docx": (
        "{}", '<w:ins w:author="А">{}</w:ins>', '<w:ins w:author="Б">{}</w:ins>',
        "<w:del><w:r><w:delText>одну </w:delText></w:r></w:del>{}", '<w:del w:author="А">{}</w:del>',
        "<w:hyperlink r:id='out'>{}</w:hyperlink>",
        "<w:fldSimple w:instr='HYPERLINK \"https://sky.example\"'>{}</w:fldSimple>",
        "<w:r><w:br/></w:r>{}", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{}",
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{}", "<w:r><w:commentReference w:id='1'/></w:r>{}",
    ),
    "odt": (
        "{}", '<text:change-start text:change-id="i"/>{}', '{}<text:change-end text:change-id="i"/>',
        "{}<text:line-break/>",
        '{}<text:change text:change-id="d"/>', '<text:a xlink:href="https://sky.example">{}</text:a>',
        '{}<text:s text:c="3"/>',
    ),
    "html": ("{}", "<ins>{}</ins>", "<del>{}</del>", "<a href='https://sky.example'>{}</a>", "<br>{}", "<b>{}</b>"),
    "xml": ("{}", "<ins>{}</ins>", "<del>{}</del>", "<a href='https://sky.example'>{}</a>", "<eol/>{}", "<i>{}</i>"),
}  # fmt: skip
"""What often stands in a paragraph."""
LINES = st.sampled_from(
    ("# Резолюция", "1. Один", "3) Три", "   - глубже", "> ", "| a | b |", "|---|---|", "```", "***", "[x](https://sky.example)",
     "[x]: https://a.b", "<b>", "\\", "    код", "a\tb", "", "**все**", "- [ ] x", "<!--", "&amp;&#0;")
)  # fmt: skip
OPERATORS = st.sampled_from(
    (b"BT", b"ET", b"/F 9 Tf", b"/F 0 Tf", b"50 800 Td", b"0 -12 Td", b"(The board) Tj", b"(\\002\\255) Tj",
     b"[(a) -999 (b)] TJ", b"q", b"Q", b"1 0 0 1 0 0 cm", b"0 0 0 0 0 0 Tm", b"/X Do", b"/I Do", b"1e30 1e30 Td",
     b"3 Tr", b"<FEFF0416> Tj", b"T*")
)  # fmt: skip
ROUND = settings(
    max_examples=int(os.environ.get("FUZZ", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def trees(kind: str) -> st.SearchStrategy[str]:
    """Markup of the tags of a format, nested anyhow."""
    tags = st.sampled_from(TAGS[kind].split())
    names = [name for name in ATTRIBUTES if (":" in name) == (kind in ("docx", "odt"))]
    attributes = st.lists(
        st.sampled_from(names).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(ATTRIBUTES[name]))),
        max_size=3,
        unique_by=lambda pair: pair[0],
    )

    def element(parts: tuple[str, list[tuple[str, str]], list[str]]) -> str:
        tag, given_, children = parts
        stated = "".join(f" {name}={quoteattr(value)}" for name, value in given_)
        return f"<{tag}{stated}>{''.join(children)}</{tag}>"

    around, over = {
        "docx": ("<w:r><w:t xml:space='preserve'>{}</w:t></w:r>", "<w:p>{}</w:p>"),
        "odt": ("{}", "<text:p>{}</text:p>"),
        "html": ("{}", "<p>{}</p>"), "xml": ("{}", "<p>{}</p>"),
    }[kind]  # fmt: skip
    leaves = st.sampled_from(WORDS).map(escape).map(around.format) | st.sampled_from(WORDS).map(escape)
    inline = st.lists(st.tuples(st.sampled_from(INLINE[kind]), leaves), min_size=1, max_size=5).map(
        lambda pairs: over.format("".join(form.format(text) for form, text in pairs))
    )
    wild = st.recursive(
        leaves, lambda inner: st.tuples(tags, attributes, st.lists(inner, max_size=5)).map(element), max_leaves=40
    )
    return st.one_of(inline, inline, inline, wild)


def check(data: bytes, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """A refusal, or a source whose changes and links point into its lines; and no mistake of ours."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        answer = read(data, name)
    assert isinstance(answer, Source | Refusal)
    assert decode(encode(answer)) == answer
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == []
    if isinstance(answer, Refusal):
        return
    for line in answer.lines:
        assert all(0 <= start < end <= len(line.text) for start, end, _ in line.links)
        assert "\n" not in line.text
    for change in answer.changes:
        text = answer.lines[change.line - 1].text
        assert 0 <= change.start <= len(text)
        if change.kind == "inserted":
            assert f"{text}\n"[change.start :].startswith(change.text)
    assert all(1 <= comment.line <= len(answer.lines) for comment in answer.comments)
    assert isinstance(proposals(answer), tuple)
    assert answer.changes or rejected(answer) == tuple(
        filter(None, (" ".join(line.text.split()) for line in answer.lines))
    )


@ROUND
@given(body=st.lists(trees("docx"), min_size=1, max_size=6), notes=trees("docx"))
def test_word_documents(body: list[str], notes: str, caplog: pytest.LogCaptureFixture) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "russianLower", "%2)")) + num(1, 0) + num(2, 0, l0=3)
    styles = '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/></w:style>'
    parts = {"footnotes": f'<w:footnote w:id="1">{notes}</w:footnote>', "header1": notes}
    parts["comments"] = f'<w:comment w:id="1">{notes}</w:comment>'
    out = {"out": "https://sky.example"}
    check(docx("".join(body), numbering=numbering, styles=styles, outside=out, **parts), "paper.docx", caplog)


@ROUND
@given(numbering=trees("docx"), styles=trees("docx"))
def test_parts_of_word_documents(numbering: str, styles: str, caplog: pytest.LogCaptureFixture) -> None:
    body = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    level = f'<w:lvl w:ilvl="0">{numbering}</w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}{numbering}</w:abstractNum>' + num(1, 0) + numbering
    check(docx(body, numbering=lists, styles=f"<w:style>{styles}</w:style>{styles}"), "paper.docx", caplog)


@ROUND
@given(body=st.lists(trees("odt"), min_size=1, max_size=6))
def test_opendocument_texts(body: list[str], caplog: pytest.LogCaptureFixture) -> None:
    regions = (
        '<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="d"><text:deletion><text:p>одну</text:p></text:deletion></text:changed-region>'
        "</text:tracked-changes>"
    )
    level = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    lists = f'<text:list-style style:name="L1">{level}</text:list-style>'
    check(odt(regions + "".join(body), automatic=lists), "paper.odt", caplog)


@ROUND
@given(body=st.lists(trees("html"), max_size=6))
def test_web_pages(body: list[str], caplog: pytest.LogCaptureFixture) -> None:
    check(f"<!doctype html><html>{''.join(body)}".encode(), "paper.html", caplog)


@ROUND
@given(body=st.lists(trees("xml"), max_size=6))
def test_akoma_ntoso(body: list[str], caplog: pytest.LogCaptureFixture) -> None:
    check(f"<akomaNtoso {AKN}><statement>{''.join(body)}</statement></akomaNtoso>".encode(), "paper.xml", caplog)


@ROUND
@given(lines=st.lists(LINES, max_size=25))
def test_markdown(lines: list[str], caplog: pytest.LogCaptureFixture) -> None:
    check("\n".join(lines).encode(), "paper.md", caplog)


@ROUND
@given(content=st.lists(OPERATORS, max_size=40), packed=st.booleans(), times=st.integers(1, 3))
def test_pages_of_a_pdf(content: list[bytes], packed: bool, times: int, caplog: pytest.LogCaptureFixture) -> None:
    drawing = b" ".join(content)
    check(page(flate(drawing) if packed else stream(drawing), times=times), "paper.pdf", caplog)
