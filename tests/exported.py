"""A small register as an export has it: a body with one below, and another that is nobody's."""

from pathlib import Path

from django.conf import settings

from plenaria.interfaces.cli.site.export import Say, Summary, export, scope
from plenaria.interfaces.cli.site.plan import Plan
from plenaria.interfaces.kit.exported import Exported
from tests import builders, followed

EMBLEM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><circle cx="2" cy="2" r="2"/></svg>'
BASE = "https://register.example/texts"


def world() -> builders.Sitting:
    """*council* with a resolution in two languages and one that is followed, *valley* below it, and *abroad*."""
    home = builders.body("council", emblem=EMBLEM, accent="#1b4f8a")
    secretary = builders.person("Ann", home, "secretary")
    sitting = builders.meeting(home, secretary)
    builders.published_text(sitting)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting), number="XIV/2")
    followed.parties(home)
    followed.confirmed(sitting, resolution, builders.person("Olga", home, "owner"))
    builders.body("valley", parent=home, level="local")
    abroad = builders.body("abroad")
    builders.published_text(builders.meeting(abroad, builders.person("Zoe", abroad, "secretary"), slug="i"))
    return sitting


def made(
    folder: Path,
    *,
    body: str = "",
    languages: tuple[str, ...] = ("ru", "es", "en"),
    by_file: bool = False,
    base: str = BASE,
    afresh: bool = False,
    say: Say = lambda done, total: None,
) -> Summary:
    """The export of the present register in this process; the settings are as before afterwards."""
    before = settings.BASE_URL
    of = Exported(bodies=scope(body) if body else None, languages=languages, by_file=by_file)
    try:
        return export(Plan(of, folder, base), afresh=afresh, say=say)
    finally:
        settings.BASE_URL = before


def files(folder: Path) -> set[str]:
    """The files of an export."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
