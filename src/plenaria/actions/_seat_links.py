"""What the actions on a seat and on its mails share: its links from mails end with the badge and with the seat."""

from datetime import datetime

from plenaria.store.models import Credential, SeatLink


def end_links(row: Credential, at: datetime) -> None:
    """The links that were mailed for this seat open nothing any more."""
    SeatLink.objects.filter(credential=row, used_at=None, ended_at=None).update(ended_at=at)
