"""Damaged and hostile files give a source or a refusal, and never anything else.

``FUZZ`` in the environment says how many of each.
"""

import logging
import os
import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal
from plenaria.core.text.source import Source
from plenaria.formats.isolation import decode, encode
from plenaria.formats.reading import read
from tests.formats.papers import docx, p, zipped
from tests.formats.seeds import ACCIDENTS, KINDS, mutated, paper

MUTATION = st.lists(
    st.tuples(st.sampled_from(ACCIDENTS), st.floats(0, 1), st.binary(max_size=12)),
    min_size=1,
    max_size=6,
)
MODEST = settings(
    max_examples=int(os.environ.get("FUZZ", "30")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check(data: bytes, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """An answer, which survives the way between processes, and no mistake of ours behind it."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        answer = read(data, name)
    assert isinstance(answer, Source | Refusal)
    assert decode(encode(answer)) == answer
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("kind", KINDS)
@MODEST
@given(mutations=MUTATION)
def test_mutated_bytes(kind: str, mutations: list[tuple[str, float, bytes]], caplog: pytest.LogCaptureFixture) -> None:
    check(mutated(paper(kind), mutations), f"paper.{kind}", caplog)


@pytest.mark.parametrize("kind", ["docx", "odt"])
@MODEST
@given(mutations=MUTATION, choice=st.integers(0, 99))
def test_mutated_parts_inside_a_sound_archive(
    kind: str, mutations: list[tuple[str, float, bytes]], choice: int, caplog: pytest.LogCaptureFixture
) -> None:
    with zipfile.ZipFile(BytesIO(paper(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    victim = list(parts)[choice % len(parts)]
    check(zipped(parts | {victim: mutated(parts[victim], mutations)}), f"paper.{kind}", caplog)


@pytest.mark.parametrize("kind", ["docx", "odt", "akn", "html"])
@MODEST
@given(seed=st.integers(0, 10**6))
def test_shuffled_elements(kind: str, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    """Well-formed, but with elements where none belongs: the tags of the text are dealt anew."""
    import re

    dice = random.Random(seed)
    part = {"docx": "word/document.xml", "odt": "content.xml"}.get(kind)
    parts: dict[str, bytes] = {}
    if part:
        with zipfile.ZipFile(BytesIO(paper(kind))) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    text = (parts[part] if part else paper(kind)).decode()
    names = sorted(set(re.findall(r"</([\w:]+)>", text)))
    for _ in range(3):
        old, new = dice.choice(names), dice.choice(names)
        text = re.sub(rf"(</?){old}\b", rf"\g<1>{new}", text)
    data = zipped(parts | {part: text.encode()}) if part else text.encode()
    check(data, f"paper.{kind}", caplog)


@MODEST
@given(data=st.binary(max_size=400), name=st.sampled_from(["", "a.docx", "a.odt", "a.pdf", "a.html", "a.md", "a.txt"]))
def test_any_bytes(data: bytes, name: str, caplog: pytest.LogCaptureFixture) -> None:
    check(data, name, caplog)


@MODEST
@given(text=st.text(max_size=300), name=st.sampled_from(["a.md", "a.txt", "a.html", ""]))
def test_any_text(text: str, name: str, caplog: pytest.LogCaptureFixture) -> None:
    check(text.encode("utf-8", "surrogatepass"), name, caplog)


def test_deep_nesting_is_no_trouble(caplog: pytest.LogCaptureFixture) -> None:
    check(("<div>" * 5000 + "текст").encode(), "a.html", caplog)
    check(("<ol><li>" * 2000 + "текст").encode(), "a.html", caplog)
    check(docx("<w:sdt><w:sdtContent>" * 120 + p("a") + "</w:sdtContent></w:sdt>" * 120), "a.docx", caplog)
    check(docx("<w:tbl><w:tr><w:tc>" * 80 + p("a") + "</w:tc></w:tr></w:tbl>" * 80), "a.docx", caplog)
    check(docx("<w:smartTag>" * 400 + "</w:smartTag>" * 400), "a.docx", caplog)
    check(("> " * 3000 + "a\n" + "- " * 3000 + "b\n" + "[" * 9000 + "*" * 9000).encode(), "a.md", caplog)
