"""Addresses behind words are kept, in every format that has links; those that the words show are not said twice."""

import pytest

from plenaria.core.text.source import Source
from plenaria.formats.gathering import hidden_address
from plenaria.formats.reading import read
from tests.formats.papers import docx, made, odt, p, r

SITE, FORM = "https://sky.example/catalogue?y=2031", "mailto:board@sky.example"
SENTENCE = "Издать каталог, письма на board@sky.example, см. сайт и https://sky.example/a."


def _docx() -> bytes:
    def link(at: str, text: str) -> str:
        return f'<w:hyperlink r:id="{at}">{r(text)}</w:hyperlink>'

    def field(address: str, text: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK </w:instrText></w:r>'
            f'<w:r><w:instrText>"{address}" </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    return docx(
        p(
            r("Издать ") + link("out1", "каталог") + r(", письма на ") + link("out2", "board@sky.example") + r(", см. ")
            + field(FORM, "сайт") + r(" и ") + link("out3", "https://sky.example/a") + r(".")
            + '<w:hyperlink w:anchor="c4">' + r(" ") + "</w:hyperlink>"
        ),
        outside={"out1": SITE, "out2": FORM, "out3": "https://sky.example/a"},
    )  # fmt: skip


def _odt() -> bytes:
    def link(address: str, text: str) -> str:
        return f'<text:a xlink:type="simple" xlink:href="{address}">{text}</text:a>'

    return odt(
        f"<text:p>Издать {link(SITE, 'каталог')}, письма на {link(FORM, 'board@sky.example')}, см. "
        f"{link(FORM, 'сайт')} и {link('https://sky.example/a', 'https://sky.example/a')}.</text:p>"
    )


PAPERS: dict[str, bytes | str] = {
    "docx": _docx(),
    "odt": _odt(),
    "html": (
        f'<p>Издать <a href="{SITE}">каталог</a>, письма на <a href="{FORM}">board@sky.example</a>, см. '
        f'<a href="{FORM}">сайт</a> <a href="#c4">и</a> <a href="https://sky.example/a">https://sky.example/a</a>.</p>'
    ).encode(),
    "md": (
        f"Издать [каталог]({SITE}), письма на <board@sky.example>, см. [сайт]({FORM}) и <https://sky.example/a>."
    ).encode(),
    "xml": (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody><p>Издать '
        f'<ref href="{SITE}">каталог</ref>, письма на <a href="{FORM}">board@sky.example</a>, см. <a href="{FORM}">сайт'
        '</a> <ref href="#c4">и</ref> <a href="https://sky.example/a">https://sky.example/a</a>.</p></mainBody></doc>'
        "</akomaNtoso>"
    ).encode(),
    "pdf": (
        f'Издать #link("{SITE}")[каталог], письма на #link("{FORM}")[board\\@sky.example], см. #link("{FORM}")[сайт] и '
        '#link("https://sky.example/a")[https:\\//sky.example/a].'
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAPERS)
def test_addresses_behind_words_are_kept(kind: str) -> None:
    answer = read(made(PAPERS[kind]), f"paper.{kind}")
    assert isinstance(answer, Source), answer
    assert [line.text for line in answer.lines] == [SENTENCE]
    assert answer.lines[0].links == ((7, 14, SITE), (49, 53, FORM))


@pytest.mark.parametrize(
    ("address", "words", "kept"),
    [
        ("https://www.sky.example/", "см. sky.example", None),
        ("http://sky.example/a", "www.sky.example/a", None),
        ("mailto:a@sky.example?subject=x", "A@sky.example", None),
        ("javascript:alert(1)", "сайт", None),
        ("file:///etc/passwd", "сайт", None),
        ("https://sky.example/a b", "сайт", None),
        ("HTTPS://sky.example", "сайт", "HTTPS://sky.example"),
        ("https://sky.example", " ", None),
    ],
)
def test_only_addresses_that_words_hide_are_kept(address: str, words: str, kept: str | None) -> None:
    assert hidden_address(address, words) == kept
