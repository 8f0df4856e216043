"""The days of a body, of a resolution, or of somebody who answers for something: what their calendar shows.

A calendar asks for all of it every few hours and shows what it got the last time: what isn't there any more vanishes
from it. What was called off stays for a while, for those who took a copy. How often something was changed is counted
in the journal, so nobody has to remember to count (RFC 5545, 3.8.7.4: SEQUENCE).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Max, Q, QuerySet

from plenaria.core.followup import OPEN, SETTLED
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.visibility import PUBLIC
from plenaria.store import models
from plenaria.store.queries.news import Source
from plenaria.store.queries.seen import seen
from plenaria.store.rows import Among

PAST = timedelta(days=731)
"""What is over for longer is in no calendar of a body."""
CALLED_OFF = timedelta(days=92)
"""For so long it stands there that something was taken out of a plan."""
OF_MEETINGS = (
    *("meeting-planned", "meeting-changed", "meeting-convened", "meeting-opened"),
    *("meeting-closed", "meeting-cancelled", "meeting-voided"),
)
OF_PLANS = ("plan-confirmed", "commitment-detailed")
OF_DAYS = frozenset({"plan-confirmed", "commitment-detailed", "meeting-changed", "meeting-cancelled", "meeting-voided"})
"""What may change a day, or call it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Whole days: of a meeting, of what is held for a clause (event), when something is due, or a milestone."""

    key: str
    kind: str
    """meeting, event, due, milestone, or gone: taken out of a plan."""
    first: date
    last: date
    names: Mapping[str, str]
    places: Mapping[str, str]
    body_slug: str
    body_names: Mapping[str, str]
    slug: str
    """Of the meeting, or of the resolution; empty while that is not in the register."""
    fragment: str = ""
    number: str = ""
    """Of the resolution."""
    clause: str = ""
    commitment: str = ""
    changed: datetime
    sequence: int
    cancelled: bool = False


def of_source(about: Source, today: date) -> tuple[Day, ...]:
    """What everybody may see: the meetings of a body and all days of its clauses; of a resolution the latter alone."""
    rows = models.Commitment.objects.filter(seen(PUBLIC), body=about.body, confirmed=True)
    dropped = models.DroppedCommitment.objects.filter(
        visibility="public", resolution__body=about.body, resolution__state__in=IN_REGISTER
    )
    if about.resolution:
        rows = rows.filter(clause__resolution=about.resolution)
        return _sorted(_days(rows, dropped.filter(resolution=about.resolution), today))
    rows = rows.filter(_lately(today))
    meetings = models.Meeting.objects.filter(body=about.body, last_day__gte=today - PAST).exclude(state="planned")
    return _sorted([*_meetings(meetings), *_days(rows, dropped, today)])


def of_person(person: str, today: date) -> tuple[Day, ...]:
    """The days of what somebody answers for."""
    rows = models.Commitment.objects.filter(owner=person, confirmed=True)
    dropped = models.DroppedCommitment.objects.filter(owner=person)
    return _sorted(_days(rows.filter(_lately(today)), dropped, today))


def _lately(today: date) -> Q:
    return Q(due__gte=today - PAST) | ~Q(state__in=SETTLED)


def _sorted(days: Iterable[Day]) -> tuple[Day, ...]:
    return tuple(sorted(days, key=lambda each: (each.first, each.key)))


_RESOLUTION = ("number", "slug", "state", "published_at", "created_at", "body__slug", "body__names")
_TOLD = (
    *("kind", "state", "start", "due", "summaries", "clause__number", "clause__fragment"),
    *(f"clause__resolution__{each}" for each in _RESOLUTION),
)
"""What is told of a commitment: the rest of these rows, most of it JSON, would take longer to read."""


def _days(rows: QuerySet[models.Commitment], dropped: QuerySet[models.DroppedCommitment], today: date) -> list[Day]:
    """What is held; and of what is not settled yet when it is due, and its milestones."""
    told = rows.filter(Q(kind="event") | Q(state__in=OPEN)).select_related("clause__resolution__body").only(*_TOLD)
    listed = list(told.order_by("due", "id"))
    since = datetime.combine(today - CALLED_OFF, time(), UTC)
    gone = list(dropped.filter(at__gte=since, due__isnull=False).select_related("resolution__body").order_by("at"))
    steps = models.Milestone.objects.filter(done_on=None, due__isnull=False)
    asked = {row.id: row for row in listed if row.state not in SETTLED}
    known = list(steps.filter(Among("commitment_id", tuple(asked))))
    papers = {row.clause.resolution_id for row in listed} | {row.resolution_id for row in gone}
    changes = _changes({*papers, *(row.id for row in listed), *(row.id for row in gone)})
    return [
        *(_day(row, changes) for row in listed if row.due and (row.kind == "event" or row.id in asked)),
        *(_step(each, asked[each.commitment_id], changes) for each in known),
        *(_gone(row, changes) for row in gone),
    ]


type Changes = Mapping[str, tuple[int, datetime]]
"""Subject → how often a day of it may have changed, and when anything about it did last."""


def _changes(subjects: Collection[str]) -> Changes:
    leaves = models.Leaf.objects.filter(Among("subject", tuple(subjects)), kind__in=(*OF_MEETINGS, *OF_PLANS))
    counted = (
        leaves.order_by()
        .values_list("subject")
        .annotate(times=Count("index", filter=Q(kind__in=OF_DAYS)), last=Max("at"))
    )
    return {subject: (times, last) for subject, times, last in counted}


def _of(changes: Changes, since: datetime, *subjects: str) -> tuple[int, datetime]:
    """The number and the moment of the last change of these; nothing that is told of is older than ``since``."""
    known = [changes[each] for each in subjects if each in changes]
    return sum(times for times, _last in known), max((last for _times, last in known), default=since)


def _day(row: models.Commitment, changes: Changes) -> Day:
    assert row.due is not None
    held = row.kind == "event"
    return _told(
        row,
        changes,
        key=row.id,
        kind="event" if held else "due",
        first=min(row.start or row.due, row.due) if held else row.due,
        last=row.due,
        names=row.summaries,
    )


def _step(step: models.Milestone, row: models.Commitment, changes: Changes) -> Day:
    assert step.due is not None
    return _told(row, changes, key=step.id, kind="milestone", first=step.due, last=step.due, names=step.names)


def _told(
    row: models.Commitment,
    changes: Changes,
    *,
    key: str,
    kind: str,
    first: date,
    last: date,
    names: Mapping[str, str],
) -> Day:
    resolution = row.clause.resolution
    sequence, changed = _of(changes, _since(resolution), row.id, resolution.id)
    return Day(
        key=key,
        kind=kind,
        first=first,
        last=last,
        names=names,
        places={},
        body_slug=resolution.body.slug,
        body_names=resolution.body.names,
        slug=_slug(resolution),
        fragment=row.clause.fragment,
        number=resolution.number,
        clause=row.clause.number,
        commitment=row.id,
        changed=changed,
        sequence=sequence,
    )


def _gone(row: models.DroppedCommitment, changes: Changes) -> Day:
    assert row.due is not None
    sequence, _changed = _of(changes, row.at, row.id, row.resolution_id)
    return Day(
        key=row.id,
        kind="gone",
        first=row.due,
        last=row.due,
        names={},
        places={},
        body_slug=row.resolution.body.slug,
        body_names=row.resolution.body.names,
        slug=_slug(row.resolution),
        number=row.resolution.number,
        changed=row.at,
        sequence=sequence,
        cancelled=True,
    )


def _meetings(rows: QuerySet[models.Meeting]) -> list[Day]:
    listed = list(rows.select_related("body"))
    changes = _changes([row.id for row in listed])
    found = []
    for row in listed:
        sequence, changed = _of(changes, datetime.combine(row.first_day, time(), UTC), row.id)
        day = Day(
            key=row.id,
            kind="meeting",
            first=row.first_day,
            last=row.last_day,
            names=row.names,
            places=row.places,
            body_slug=row.body.slug,
            body_names=row.body.names,
            slug=row.slug,
            changed=changed,
            sequence=sequence,
            cancelled=row.state in ("cancelled", "void"),
        )
        found.append(day)
    return found


def _slug(row: models.Resolution) -> str:
    return (row.slug or "") if row.state in IN_REGISTER else ""


def _since(row: models.Resolution) -> datetime:
    return row.published_at or row.created_at
