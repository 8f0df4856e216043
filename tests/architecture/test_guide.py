"""The users' guide is as the house: the same in every language, with the names that are on the screens."""

import re
from pathlib import Path

import pytest
from tools import catalogues
from tools import guide as drawn

from plenaria.conf import environment
from plenaria.formats import guide
from plenaria.formats.guide import GuidePage
from tests.architecture.source import SOURCE

LANGUAGES = ("en", "es", "ru")
FOLDER = SOURCE / "guide"
PICTURES = SOURCE / "interfaces" / "kit" / "static" / "plenaria" / "guide"
MOST = 2_500_000
"""Bytes of all pictures, which are in the wheel."""


def files(language: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((FOLDER / language).glob("*.md"))}


def pages(language: str) -> dict[str, GuidePage]:
    return {name: guide.read(path.read_text(encoding="utf-8")) for name, path in files(language).items()}


def links(page: GuidePage) -> list[str]:
    return [link for section in page.sections for link in section.links]


@pytest.mark.parametrize("language", ["es", "ru"])
def test_every_language_has_the_same_pages(language: str) -> None:
    """The same headings by their anchors, pictures and links; the links of a page may change places."""
    other, english = pages(language), pages("en")
    assert sorted(other) == sorted(english)
    for name, page in english.items():
        there = other[name]
        assert [each.anchor for each in there.sections] == [each.anchor for each in page.sections], name
        assert [file for file, _ in there.pictures] == [file for file, _ in page.pictures], name
        assert sorted(links(there)) == sorted(links(page)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_can_be_linked_to(language: str) -> None:
    bare = [
        (name, section.title)
        for name, page in pages(language).items()
        for section in page.sections[1:]
        if not section.anchor
    ]
    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_is_dead(language: str) -> None:
    all_of_them = pages(language)
    places = {
        place
        for name, page in all_of_them.items()
        for place in (name, *(f"{name}#{section.anchor}" for section in page.sections if section.anchor))
    }
    assert [(name, link) for name, page in all_of_them.items() for link in links(page) if link not in places] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_contents_once(language: str) -> None:
    listed = links(pages(language)["index"])
    assert sorted(listed) == sorted(set(files(language)) - {"index"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_are_those_on_the_screen(language: str) -> None:
    """What stands in bold is a message of the catalogue, in the language of the page."""
    said = set()
    for message in catalogues.read(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        shown = catalogues.texts(message)
        said |= {text or name for text, name in zip(shown, (*ids, *[ids[-1]] * len(shown)), strict=False)}
    named = {(name, each) for name, page in pages(language).items() for each in page.names}
    assert sorted((name, each) for name, each in named if each not in said) == []
    assert len({each for _, each in named}) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_there_and_say_what_they_show(language: str) -> None:
    shown = {file: alternative for page in pages(language).values() for file, alternative in page.pictures}
    assert sorted(path.name for path in (PICTURES / language).iterdir()) == sorted(shown)
    assert [file for file, alternative in shown.items() if len(alternative) < 15] == []


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.rglob("*.png")) < MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained(language: str) -> None:
    """Those that the server sets for its own processes are nobody else's."""
    settings = set(re.findall(r"PLENARIA_\w+", environment.__doc__ or "")) - {"PLENARIA_ROLE", "PLENARIA_TLS"}
    said = "\n".join(path.read_text(encoding="utf-8") for path in files(language).values())
    assert sorted(each for each in settings if each not in said) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_are_drawn_from_what_they_say_of_themselves(language: str) -> None:
    written = (FOLDER / language / "commands.md").read_text(encoding="utf-8")
    assert written == drawn.page(language), "run: python -m tools.guide write"


def test_every_sentence_of_the_commands_is_translated() -> None:
    assert drawn.missing() == {}, "translate it in tools/commands.LANGUAGE.toml"
