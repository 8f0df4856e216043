"""The addresses that are printed or mailed and lead from one interface to another."""

from django.conf import settings

BADGE = "h/<str:token>"
"""Where a badge leads: the hall shows its seat and asks *is this you?*."""


def badge(token: str) -> str:
    """The whole address of a badge, as its QR code holds it."""
    return f"{settings.BASE_URL.rstrip('/')}/{BADGE.replace('<str:token>', token)}"
