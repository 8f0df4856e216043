"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from plenaria.interfaces.kit import helping, languages
from plenaria.interfaces.kit.exported import exported


def page(request: HttpRequest) -> dict[str, Any]:
    """The page in each language, the public address, who looks at it, and whether it is for an export."""
    return {
        "language_links": languages.links(request),
        "base_url": settings.BASE_URL,
        "help_url": helping.link(request),
        "actor": getattr(request, "actor", None),
        "exported": exported(request),
    }
