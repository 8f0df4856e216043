"""Secret votes as far as they may be told: who is in the box, and how thin the secrecy is. Never what anybody said."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Count

from plenaria.core.voting import secrecy
from plenaria.core.voting.secrecy import Thin
from plenaria.store.models import CountedBallot, HandCount, HasVoted, Poll, Presence


def in_box(poll: str, seats: Collection[str]) -> frozenset[str]:
    """Those of the seats whose ballot is in."""
    found = HasVoted.objects.filter(poll_id=poll, credential_id__in=seats)
    return frozenset(found.values_list("credential_id", flat=True))


def ballots(poll: str) -> int:
    """How many ballots are in."""
    return HasVoted.objects.filter(poll_id=poll).count()


def thin(poll: str) -> tuple[Thin, ...]:
    """What to warn of: before the opening by who is there, after the close by what was counted; nothing in between."""
    row = Poll.objects.filter(id=poll, method="secret").first()
    if row is None or row.state in ("open", "void"):
        return ()
    if row.state == "prepared":
        there = Presence.objects.filter(until=None, credential__meeting=row.meeting_id, credential__state="accredited")
        return secrecy.expected(there.values("credential_id").distinct().count())
    box = Counter(dict(CountedBallot.objects.filter(poll=row).values_list("ballot", "many")))
    return secrecy.found(box, _papers(row))


def _papers(poll: Poll) -> Counter[str]:
    """What the tellers found, where they found the same."""
    counts = HandCount.objects.filter(poll=poll).values_list("in_favour", "against", "abstaining")
    found = set(counts)
    if len(found) != 1:
        return Counter()
    in_favour, against, abstaining = found.pop()
    return Counter({"for": in_favour, "against": against, "abstain": abstaining})


def boxes() -> dict[str, int]:
    """How many ballots are in the box of each meeting that votes in secret now."""
    found = Poll.objects.filter(method="secret", state="open").annotate(ballots=Count("has_voted"))
    return dict(found.values_list("meeting_id", "ballots"))
