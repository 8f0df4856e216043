"""What the actions on a seat and on its mails share: its links from mails end with the badge and with the seat."""

from collections.abc import Sequence
from datetime import datetime

from plenaria.store import rows
from plenaria.store.models import Credential, SeatLink


def end_links(row: Credential, at: datetime) -> None:
    """The links that were mailed for this seat open nothing any more."""
    end_links_of([row], at)


def end_links_of(seats: Sequence[Credential], at: datetime) -> None:
    """The same for many seats."""
    theirs = rows.Among("credential_id", [each.id for each in seats])
    SeatLink.objects.filter(theirs, used_at=None, ended_at=None).update(ended_at=at)
