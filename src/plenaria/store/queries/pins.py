"""The PINs of badges. None is stored: each follows from its badge and the key of this installation, which lies outside
of the database, so that a new badge has a new PIN and whoever has the database alone has none."""

from django.utils.crypto import salted_hmac

from plenaria.core.badge_pins import DIGITS
from plenaria.store.models import Credential, Meeting

SALT = "plenaria.badge-pin"


def pin_of(badge: str) -> str:
    """The PIN of a badge, given the SHA-256 of its token (``Credential.badge``)."""
    number = int.from_bytes(salted_hmac(SALT, badge, algorithm="sha256").digest()[:8])
    return f"{number % 10**DIGITS:0{DIGITS}}"


def asked(meeting: str) -> bool:
    """Whether the badges of that meeting open their seats only together with their PINs."""
    return Meeting.objects.filter(id=meeting, asks_pin=True).exists()


def pins(meeting: str) -> dict[str, str]:
    """Credential → PIN, for the seats of a meeting that have a badge."""
    rows = Credential.objects.filter(meeting_id=meeting).exclude(badge="").values_list("id", "badge")
    return {credential: pin_of(badge) for credential, badge in rows}


def pin(credential: str) -> str:
    """The PIN of one seat's badge; empty where it has none."""
    badge = Credential.objects.filter(id=credential).values_list("badge", flat=True).first()
    return pin_of(badge) if badge else ""
