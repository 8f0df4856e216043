"""How a proxy ends, whatever ends it."""

from django.db.models import Q

from plenaria.actions._perform import Deed
from plenaria.store.models import Credential, Proxy


def end_proxies(deed: Deed, seat: Credential, reason: str, *, held: bool = True) -> bool:
    """End the proxy that ``seat`` has given and, with ``held``, those that it holds; whether there were any."""
    theirs = Q(giver=seat) | (Q(holder=seat) if held else Q(pk__in=()))
    ended = list(Proxy.objects.filter(theirs, until=None).select_related("giver", "holder").order_by("giver__seat"))
    for proxy in ended:
        # A clock that was set back must not end a mandate before it began.
        proxy.until = max(deed.at, proxy.since)
        proxy.save(update_fields=("until",))
        deed.record(
            "proxy-ended",
            proxy.giver_id,
            holder=proxy.holder_id,
            seat=proxy.giver.seat,
            to=proxy.holder.seat,
            why=reason,
        )
    return bool(ended)
