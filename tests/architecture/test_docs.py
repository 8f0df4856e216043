"""The docs are as the code."""

import re
from pathlib import Path

import pytest
from tools import states

from tests.architecture.source import REPOSITORY, SOURCE

PAGES = [
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
    SOURCE / "interfaces" / "kit" / "README.md",
]


def test_the_states_are_drawn_from_the_tables() -> None:
    assert states.PAGE.read_text(encoding="utf-8") == states.page(), "run: python tools/states.py write"


def test_the_picture_of_the_house_has_every_room() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    interfaces = {path.name for path in (SOURCE / "interfaces").iterdir() if (path / "__init__.py").exists()}
    page = (REPOSITORY / "docs" / "house.md").read_text(encoding="utf-8")
    assert sorted(room for room in rooms if f"| `{room}` |" not in page) == []
    assert sorted(room for room in interfaces if f'{room}["{room}<br>' not in page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_files_that_are_named_exist(page: Path) -> None:
    """``core/permits.py`` and the like, from the source, the repository or an interface."""
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|md|toml))`", page.read_text(encoding="utf-8")))
    roots = (SOURCE, REPOSITORY, SOURCE / "interfaces", page.parent)
    assert sorted(name for name in named if not any((root / name).exists() for root in roots)) == []
