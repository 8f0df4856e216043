"""What every template and sheet must keep to: nothing inline, nothing from elsewhere, small enough for a phone."""

import gzip
import re

import pytest

from plenaria.interfaces.kit.icons import PATHS
from plenaria.interfaces.kit.states import FACES, TONES
from plenaria.phrases.names import NAMES
from tests.interfaces.kit.sample import KIT, PAGES, render

pytestmark = pytest.mark.urls("tests.interfaces.kit.urls")

STATIC = KIT / "static" / "plenaria"
TEMPLATES = sorted((KIT / "templates").rglob("*.html"))
OWN = sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")])


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline(page: str) -> None:
    html = render(page)
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", html) == []
    assert [script for script in re.findall(r"<script[^>]*>", html) if " src=" not in script] == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_comes_from_elsewhere(page: str) -> None:
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", render(page)) == []


def test_sheets_and_scripts_ask_nobody_else() -> None:
    assert [path.name for path in OWN if re.search(r"https?://|@import|url\(\"?//", path.read_text())] == []


def test_every_file_that_a_sheet_or_template_names_is_there() -> None:
    fonts = re.findall(r'url\("([^"]+)"\)', (STATIC / "fonts.css").read_text())
    named = {name for path in TEMPLATES for name in re.findall(r'{% static "([^"]+)" %}', path.read_text())}
    assert [name for name in fonts if not (STATIC / name).is_file()] == []
    assert [name for name in named if not (KIT / "static" / name).is_file()] == []


def test_vendored_scripts_have_their_licences() -> None:
    scripts = sorted(path.name.removesuffix(".min.js") for path in (STATIC / "vendor").glob("*.js"))
    licences = sorted(path.name.removesuffix(".LICENSE") for path in (STATIC / "vendor").glob("*.LICENSE"))
    assert scripts == licences == ["htmx", "htmx-ext-sse"]


def test_no_gradient_and_no_physical_side() -> None:
    sides = r"gradient|\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|text-align: (?:left|right)"
    assert [path.name for path in OWN if path.suffix == ".css" and re.search(sides, path.read_text())] == []


@pytest.mark.parametrize("page", ["hall", "register", "desk"])
def test_a_page_on_a_phone_weighs_less_than_60_kb(page: str) -> None:
    html = render(page)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"(?: media="([^"]+)")?', html)
    phone = [name for name, media in sheets if "min-width" not in media]
    files = phone + re.findall(r'<script src="/static/([^"]+)"', html) + ["plenaria/mark.svg"]
    weight = sum(len(gzip.compress((KIT / "static" / name).read_bytes())) for name in files)
    assert weight + len(gzip.compress(html.encode())) < 60_000


@pytest.mark.parametrize("group", FACES)
def test_every_word_of_a_group_has_a_face(group: str) -> None:
    assert sorted(FACES[group]) == sorted(NAMES[group])


def test_faces_are_made_of_shapes_and_tones_that_there_are() -> None:
    faces = [face for group in FACES.values() for face in group.values()]
    assert {face.icon for face in faces} - set(PATHS) == set()
    assert {face.tone for face in faces} - set(TONES) == set()


def test_every_shape_that_a_template_names_is_drawn() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)" %}', path.read_text())}
    assert named - set(PATHS) == set()


def test_templates_stay_below_the_size_of_a_screen_or_two() -> None:
    assert [path.name for path in (*TEMPLATES, *OWN) if len(path.read_text().splitlines()) > 400] == []
