"""Where the next piece of a list begins, as it stands in an address: ``2026-05-09.abc…``."""

from datetime import date

from django.http import HttpRequest

from plenaria.store.queries.keyset import Place


def told(place: Place) -> str:
    """A place as the value of ``after``."""
    return f"{place.moment.isoformat()}.{place.id}"


def after_of(request: HttpRequest) -> Place | None:
    """The place that an address names; nothing where it names none, or none that can be understood."""
    day, _dot, key = request.GET.get("after", "").partition(".")
    try:
        return Place(date.fromisoformat(day), key) if key else None
    except ValueError:
        return None
