"""What the path of a meeting is computed from."""

from datetime import date

from django.db.models import Q

from plenaria.core.path import Facts, Path, path
from plenaria.core.resolutions import DECIDED, TEXT_OPEN
from plenaria.store.models import AgendaItem, Commitment, Credential, Dispatch, Meeting, Resolution
from plenaria.store.queries.presence import quorum_of


def path_of(meeting: str, today: date) -> Path:
    """Where a meeting stands, and what comes next. Raises ``Meeting.DoesNotExist``."""
    return path(facts(meeting, today))


def facts(meeting: str, today: date) -> Facts:
    """The facts of a meeting at this moment; ``today`` is the day where it is held.

    Raises ``Meeting.DoesNotExist``.
    """
    row = Meeting.objects.select_related("body").get(id=meeting)
    items = AgendaItem.objects.filter(meeting=row)
    credentials = Credential.objects.filter(meeting=row).exclude(state="withdrawn")
    papers = Resolution.objects.filter(Q(meeting=row) | Q(items__meeting=row)).distinct()
    states = list(papers.values_list("state", flat=True))
    adopted = papers.filter(state__in=DECIDED)
    letters = Dispatch.objects.filter(resolution__in=adopted)
    plans = Commitment.objects.filter(clause__resolution__in=adopted)
    return Facts(
        state=row.state,
        day_has_come=row.first_day <= today,
        has_place=bool(row.link or any(row.places.values())),
        has_rule=bool(row.rule or row.body.rule),
        items=items.count(),
        items_left=items.filter(state__in=("pending", "open")).count(),
        credentials=credentials.count(),
        credentials_to_decide=credentials.filter(state__in=("invited", "registered")).count(),
        quorum_met=quorum_of(row).met,
        papers=len(states),
        undecided_papers=sum(state in TEXT_OPEN for state in states),
        put=states.count("put"),
        adopted=sum(state in DECIDED for state in states),
        sealed=sum(state in ("sealed", "published") for state in states),
        published=adopted.exclude(published_at=None).count(),
        letters=letters.count(),
        letters_to_send=letters.filter(state="to-send").count(),
        plans=plans.count(),
        plans_to_confirm=plans.filter(confirmed=False).count(),
    )


def papers_of(meeting: str) -> tuple[tuple[str, str], ...]:
    """The resolutions of a meeting, each with its state, in the order of the agenda."""
    rows = Resolution.objects.filter(Q(meeting_id=meeting) | Q(items__meeting_id=meeting)).distinct()
    order = {
        resolution: position
        for position, resolution in AgendaItem.objects.filter(meeting_id=meeting).values_list("position", "resolution")
    }
    found = rows.values_list("id", "state", "created_at")
    return tuple((each[0], each[1]) for each in sorted(found, key=lambda row: (order.get(row[0], 9_999), row[2])))
