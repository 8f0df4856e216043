"""Whether a short name is free: nothing has it, and nothing else ever had it."""

from datetime import datetime

from plenaria.store.models import Body, FormerAddress, Meeting, Resolution


def taken(kind: str, slug: str, *, within: str = "", but: str = "") -> bool:
    """Whether the name is that of another body, or of another meeting or resolution ``within`` a body, or was.

    ``but`` is the id of what is to have it: it may be called again what it was called before.
    """
    if FormerAddress.objects.filter(kind=kind, body=within, slug=slug).exclude(target=but).exists():
        return True
    if kind == "body":
        return Body.objects.filter(slug=slug).exclude(id=but).exists()
    if kind == "meeting":
        return Meeting.objects.filter(body_id=within, slug=slug).exclude(id=but).exists()
    return Resolution.objects.filter(body_id=within, slug=slug).exclude(id=but).exists()


def leave(kind: str, slug: str, target: str, at: datetime, *, within: str = "") -> None:
    """Keep the name that something had: it leads there from now on."""
    FormerAddress.objects.get_or_create(kind=kind, body=within, slug=slug, defaults={"target": target, "at": at})
