"""What an action says where the disk has no room for what it would write."""

from collections.abc import Callable

from django.db import DatabaseError

from plenaria.core.refusal import Refusal, unavailable
from plenaria.store.disk import is_full


def unless_full[Done](do: Callable[[], Done]) -> Done | Refusal:
    """Do it, in a transaction of its own; ``disk-full`` where there is no room: then nothing was written."""
    try:
        return do()
    except (DatabaseError, OSError) as error:
        if is_full(error):
            return unavailable("disk-full")
        raise
