"""Texts of resolutions as values."""

from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store.models import TextVersion


def latest(resolution: str, language: str) -> Resolution | None:
    """The newest version of a text in one language."""
    row = TextVersion.objects.filter(resolution_id=resolution, language=language).order_by("-revision").first()
    return None if row is None else canonical.load(row.content)
