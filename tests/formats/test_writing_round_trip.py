"""What is written can be read back: the text of every clause, its number and its place, for any resolution."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from plenaria.core.journal.canonical import decode, normalised
from plenaria.core.refusal import Refusal
from plenaria.core.text.canonical import dump, load
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Adoption, Clause, Recital, Resolution
from plenaria.formats import reading
from plenaria.formats.labels import number_line
from plenaria.formats.paper import Paper
from plenaria.formats.writing import FORMATS, write
from tests.formats.plausible import plausible
from tests.formats.resolutions import any_resolution
from tests.formats.writing_samples import bilingual

thorough = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# What is read back -----------------------------------------------------------------------------------------------


def told(resolution: Resolution) -> Resolution:
    """What a paper tells: all but where a text was first read from, and what rules find in its words by themselves."""
    return replace(
        resolution,
        recitals=tuple(Recital(text=each.text) for each in resolution.recitals),
        clauses=tuple(map(_told, resolution.clauses)),
        adoption=replace(resolution.adoption, place=None) if resolution.adoption else None,
        attachments=tuple(replace(each, place=None) for each in resolution.attachments),
        furniture=(),
        warnings=(),
    )


def _told(clause: Clause) -> Clause:
    return replace(
        clause, verb=None, parties=(), people=(), places=(), links=(), dates=(), citations=(), place=None,
        children=tuple(map(_told, clause.children)),
    )  # fmt: skip


def read_back(resolution: Resolution, to: str) -> Resolution:
    source = reading.read(written(resolution, to), f"paper.{FORMATS[to].extension}")
    assert not isinstance(source, Refusal), source
    return read(source)


@thorough
@given(any_resolution())
def test_html_gives_back_the_resolution(resolution: Resolution) -> None:
    assert told(read_back(resolution, "html")) == resolution


@thorough
@given(any_resolution())
def test_akn_gives_back_the_resolution(resolution: Resolution) -> None:
    assert told(read_back(resolution, "akn")) == resolution


@pytest.mark.parametrize("to", ["docx", "html"])
@pytest.mark.parametrize("language", ["ru", "es"])
def test_of_two_languages_that_stand_together_one_is_read(to: str, language: str) -> None:
    paper = bilingual(6)
    wanted = next(text for text in paper.texts if text.language == language)
    data = write(paper, to)
    assert isinstance(data, bytes)
    source = reading.read(data, f"paper.{FORMATS[to].extension}")
    assert not isinstance(source, Refusal)
    found = read(source, language=language)
    assert (found.title, found.date, found.venue) == (wanted.title, wanted.date, wanted.venue)
    assert [(each.number, each.text, each.level) for each in found.walk()] == [
        (each.number, each.text, each.level) for each in wanted.walk()
    ]
    assert (found.formula, found.signatures, found.dispatch) == (wanted.formula, wanted.signatures, wanted.dispatch)
    assert [each.code for each in found.warnings] == ["two-languages"]


@thorough
@given(any_resolution())
def test_docx_gives_back_the_resolution(resolution: Resolution) -> None:
    """A Word file has no place for ids and kinds, and says number, date, place and votes in words alone."""

    def printed(text: Resolution) -> Resolution:
        return replace(
            told(text),
            number=None,
            date=None,
            venue=None,
            body=None,
            clauses=tuple(map(_printed, told(text).clauses)),
            adoption=Adoption(text=text.adoption.text) if text.adoption else None,
        )

    assert printed(read_back(resolution, "docx")) == printed(resolution)


def _printed(clause: Clause) -> Clause:
    return replace(clause, id="", kind="position", also=(), children=tuple(map(_printed, clause.children)))


def written(resolution: Resolution, to: str) -> bytes:
    data = write(Paper(resolution=resolution), to)
    assert isinstance(data, bytes)
    return data


@thorough
@given(any_resolution())
def test_json_gives_back_the_resolution(resolution: Resolution) -> None:
    data = decode(written(resolution, "json"))
    assert isinstance(data, dict)
    assert load(data) == load(normalised(dump(resolution)))  # type: ignore[arg-type]


# What rules of reading find again, where the file says no part ---------------------------------------------------


@pytest.mark.parametrize("to", ["md", "txt", "docx", "akn", "html"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolution=plausible())
def test_clauses_are_read_back_from(to: str, resolution: Resolution) -> None:
    found = read_back(resolution, to)
    assert [(each.number, each.text, each.level) for each in found.walk()] == [
        (each.number, each.text, each.level) for each in resolution.walk()
    ]


@pytest.mark.parametrize("to", ["md", "txt"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolution=plausible(whole=True))
def test_a_whole_paper_is_read_back_from(to: str, resolution: Resolution) -> None:
    """Plain words have no place for ids; kinds and votes are found in them; a number that is printed over the title
    is read as its first line."""

    def plain(text: Resolution) -> Resolution:
        return replace(
            told(text),
            body=None,
            clauses=tuple(map(_printed, told(text).clauses)),
            adoption=replace(text.adoption, method=None, result=None, place=None) if text.adoption else None,
        )

    line = number_line(Paper(resolution=resolution), resolution)
    expected = replace(resolution, title=f"{line} {resolution.title}" if line else resolution.title)
    assert plain(read_back(resolution, to)) == plain(expected)
