"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from plenaria.interfaces.kit import languages


def page(request: HttpRequest) -> dict[str, Any]:
    """The page in each language, the public address, and who looks at it."""
    return {
        "language_links": languages.links(request),
        "base_url": settings.BASE_URL,
        "actor": getattr(request, "actor", None),
    }
