"""What changed between two texts, by word and in any script; and as tracked changes in a Word file."""

import io
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.source import Source
from plenaria.formats.paper import Paper, Redline
from plenaria.formats.pieces import pieces
from plenaria.formats.reading import read
from plenaria.formats.redline import changes, identified, matched, runs
from plenaria.formats.writing import write
from plenaria.formats.writing_isolated import pack, unpack
from tests.formats.resolutions import any_resolution
from tests.formats.writing_samples import russian, sealed_russian

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEVER = Redline(before=russian(3), author="М. Орлова", at=datetime(2025, 5, 16, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("a b", "a b", (("same", "a b"),)),
        ("to hold a school", "to hold a large school", (("same", "to hold a"), ("new", " large"), ("same", " school"))),
        ("13 мая, 14 мая", "13 мая", (("same", "13 мая"), ("gone", ", 14 мая"))),
        ("one two three", "uno dos three", (("gone", "one two"), ("new", "uno dos"), ("same", " three"))),
        ("a\nb", "a b", (("same", "a"), ("gone", "\n"), ("new", " "), ("same", "b"))),
        ("会议 决定", "会议 同意", (("same", "会议"), ("gone", " 决定"), ("new", " 同意"))),
    ],
)
def test_words_that_changed(before: str, after: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert runs(before, after) == expected


some_words = st.lists(st.sampled_from(["школа", "небо", "the", ",", " ", "\n", "é", "會", "1.2"]), max_size=14).map(
    "".join
)


@given(some_words, some_words)
@example("a  b", "a b ")
def test_both_texts_are_in_the_runs(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(words for what, words in found if what != "new") == before
    assert "".join(words for what, words in found if what != "gone") == after
    assert all(words for _, words in found)


def test_paragraphs_that_are_alike_are_one() -> None:
    before = ("recalling the decision of 2023", "noting the light of cities", "thanking the hosts")
    after = ("noting the growing light of cities", "aware of nothing", "thanking the hosts")
    assert matched(before, after) == {0: 1, 2: 2}


def test_a_clause_that_moved_went_and_came() -> None:
    first, second, third = russian(3).clauses
    before, after = russian(3), replace(russian(3), clauses=(third, first, second))
    found = [
        (each.before is not None, each.after is not None, each.piece.key[1])
        for each in changes(pieces(before), pieces(after))
        if each.piece.kind == "clause"
    ]
    assert found == [(False, True, "k3"), (True, True, "k1"), (True, True, "k2"), (True, False, "k3")]


def test_texts_without_a_common_history_find_their_clauses() -> None:
    before = russian(5)
    inserted = Clause(id="c1", number="1", text="Совсем новый пункт о чём-то другом.")
    moved_on = tuple(replace(each, id=f"c{at}") for at, each in enumerate(before.clauses, 2))
    found = identified(replace(before, clauses=(inserted, *moved_on)), before)
    assert [each.id for each in found.walk()] == ["n1", *(each.id for each in before.walk())]


# As tracked changes ----------------------------------------------------------------------------------------------


def written(paper: Paper) -> bytes:
    data = write(paper, "docx")
    assert isinstance(data, bytes)
    return data


def settled(data: bytes, keep: str, drop: str) -> bytes:
    """The file with its revisions accepted (keep insertions) or rejected, as Word does it (17.13.5)."""
    with ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for paragraph in root.findall(f".//{W}p"):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is not None:
            paragraph.getparent().remove(paragraph)
            continue
        for element in paragraph.findall(f"{W}{drop}"):
            paragraph.remove(element)
    for element in [*root.iter(f"{W}{keep}")]:
        for child in element:
            element.addprevious(child)
        element.getparent().remove(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    parts["word/document.xml"] = etree.tostring(root)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def lines(data: bytes) -> list[tuple[str, str, str]]:
    """Number, words and style of each line of the body, typed numbers taken for automatic ones."""
    source = read(data, "paper.docx")
    assert isinstance(source, Source)
    found = []
    for line in source.lines:
        if line.zone == "body":
            number, text = line.number or "", line.text
            if line.style.startswith("clause") and not number and "\t" in text:
                number, text = text.split("\t", 1)
            found.append((number, text, line.style))
    return found


def between(before: Resolution, after: Resolution) -> Paper:
    return Paper(resolution=after, redline=Redline(before=before, author="A. B."))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Resolution, Resolution]:
    """A resolution, and what somebody made of it: clauses taken out, put in, moved, reworded."""
    before = draw(any_resolution())
    after = draw(st.one_of(st.just(before), any_resolution()))
    own = {clause.id: clause for clause in before.clauses}
    clauses = [
        replace(own.get(each.id, each), number=each.number) if draw(st.booleans()) else each for each in after.clauses
    ]
    return before, replace(after, language=before.language, clauses=tuple(draw(st.permutations(clauses))))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_accepted_it_is_the_new_text_and_rejected_the_old(pair: tuple[Resolution, Resolution]) -> None:
    before, after = pair
    data = written(between(before, after))
    assert lines(settled(data, "ins", "del")) == lines(written(Paper(resolution=after)))
    assert lines(settled(data, "del", "ins")) == lines(written(Paper(resolution=before)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edited())
def test_our_reader_accepts_what_is_tracked(pair: tuple[Resolution, Resolution]) -> None:
    before, after = pair
    assert lines(written(between(before, after))) == lines(written(Paper(resolution=after)))


def test_a_redline_by_word_with_author_and_time() -> None:
    after = russian(3)
    first = replace(after.clauses[0], text=after.clauses[0].text.replace("просить", "настоятельно просить"))
    paper = replace(sealed_russian(3), resolution=replace(after, clauses=(first, *after.clauses[1:])), redline=NEVER)
    with ZipFile(io.BytesIO(written(paper))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    [insertion] = root.iter(f"{W}ins")
    assert root.find(f".//{W}del") is None
    assert "".join(insertion.itertext()) == " настоятельно"
    assert dict(insertion.attrib) == {f"{W}id": "1", f"{W}author": "М. Орлова", f"{W}date": "2025-05-16T09:30:00Z"}


def test_a_paragraph_that_came_or_went_is_tracked_with_its_end() -> None:
    before = russian(3)
    recitals = (before.recitals[0], Recital(text="напоминая о чём-то совершенно ином,"), before.recitals[1])
    with ZipFile(io.BytesIO(written(between(before, replace(before, recitals=recitals))))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    ends = [(each.tag.removeprefix(W), "".join(each.getparent().getparent().getparent().itertext()))
            for each in root.iterfind(f".//{W}pPr/{W}rPr/*")]  # fmt: skip
    assert ends == [("ins", recitals[1].text), ("del", before.recitals[2].text)]
    numbers = [each.get(f"{W}id") for each in root.iter(f"{W}ins", f"{W}del")]
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]


def test_a_redline_travels_to_the_child_that_writes_it() -> None:
    paper = replace(sealed_russian(1), redline=NEVER)
    assert unpack(pack(paper)) == paper


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
    office, python = shutil.which("soffice"), Path("/usr/bin/python3")
    if office is None or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice with its bridge for Python is not on this machine: nobody else settles the changes")
    before = russian(8)
    first, second, _, *rest = before.clauses
    inserted = Clause(id="new", number="", text="Учредить премию юных наблюдателей.")
    changed = replace(first, text=first.text.replace("просить", "настоятельно просить"))
    clauses = tuple(replace(each, number=str(at)) for at, each in enumerate((changed, inserted, second, *rest), 1))
    after = replace(before, clauses=clauses, recitals=before.recitals[1:])
    papers = {
        "redline": between(before, after),
        "new": Paper(resolution=after),
        "old": Paper(resolution=before),
    }
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(written(paper))
    jobs = []
    for what, name in (("accept", "redline"), ("reject", "redline"), ("open", "new"), ("open", "old")):
        jobs += [what, str(tmp_path / f"{name}.docx"), str(tmp_path / f"{what} {name}.txt")]
    pipe = f"plenaria{os.getpid()}"
    listening = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore",
                 f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
    script = Path(__file__).with_name("office_changes.py")
    for _ in range(3):
        with subprocess.Popen(listening, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            try:
                done = subprocess.run([python, script, pipe, *jobs], capture_output=True, check=False, timeout=120)
            finally:
                running.terminate()
        # The bridge itself is killed by a signal now and then (SIGSEGV), which says nothing of our papers. It may have
        # ended the office before: each begins with one of its own.
        if done.returncode >= 0:
            break
    assert done.returncode == 0, done.stderr

    def text(name: str) -> str:
        return (tmp_path / f"{name}.txt").read_text("utf-8-sig")

    assert text("accept redline") == text("open new")
    assert text("reject redline") == text("open old")
    assert text("open new") != text("open old")
