"""What the path of a meeting is computed from; the same number of queries for one meeting as for many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Min, OuterRef, Q, Subquery

from plenaria.core.correspondence import WAITING
from plenaria.core.followup import SETTLED
from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.path import Facts, Path, path
from plenaria.core.resolutions import DECIDED, IN_REGISTER, TEXT_OPEN
from plenaria.core.voting.rule import ORDINARY
from plenaria.store.models import (
    AgendaItem,
    Clause,
    Commitment,
    Credential,
    Dispatch,
    Meeting,
    Presence,
    Report,
    ReportSection,
    Resolution,
)
from plenaria.store.queries.presence import measured, with_represented
from plenaria.store.queries.proxies import mandates_of


def path_of(meeting: str, at: datetime) -> Path:
    """Where a meeting stands, and what comes next. Raises ``KeyError`` where there is no such meeting."""
    return path(facts_of([meeting], at)[meeting])


def paths_of(meetings: Iterable[str], at: datetime) -> dict[str, Path]:
    """The same for several meetings, by their ids."""
    return {meeting: path(facts) for meeting, facts in facts_of(meetings, at).items()}


def facts_of(meetings: Iterable[str], at: datetime) -> dict[str, Facts]:
    """The facts of these meetings; ``at`` says whether their day has come where they are held."""
    rows = {row.id: row for row in Meeting.objects.select_related("body").filter(id__in=list(meetings))}
    items = Counter(AgendaItem.objects.filter(meeting__in=rows).values_list("meeting_id", "state"))
    seats = _seats(rows)
    held = mandates_of(rows)
    papers = papers_of(rows)
    mine = [resolution for each in papers.values() for resolution, state, _ in each if state in DECIDED]
    letters = Counter(Dispatch.objects.filter(resolution__in=mine).values_list("resolution_id", "state"))
    plans = Counter(
        Commitment.objects.filter(clause__resolution__in=mine).values_list("clause__resolution_id", "confirmed")
    )
    reported = dict(Report.objects.filter(meeting__in=rows).values_list("meeting_id", "state"))
    earliest = _untold(rows.values())
    return {
        meeting: replace(
            _facts(row, at, items, seats.get(meeting, {}), held.get(meeting, {}), papers[meeting], letters, plans),
            report=reported.get(meeting, ""),
            to_report=row.body_id in earliest and earliest[row.body_id] < row.first_day,
        )
        for meeting, row in rows.items()
    }


def _untold(meetings: Iterable[Meeting]) -> dict[str, date]:
    """Body → when the earliest of its clauses was adopted of which a report is still to tell: those that are in none
    yet, those with something still open, and those of which the last one proposed what was not agreed."""
    told = ReportSection.objects.values("clause")
    open_still = Commitment.objects.filter(confirmed=True).exclude(state__in=SETTLED).values("clause")
    last = ReportSection.objects.filter(clause=OuterRef("id")).order_by("-report__meeting__first_day")
    rows = Clause.objects.alias(last=Subquery(last.values("decision")[:1])).filter(
        ~Q(id__in=told) | Q(id__in=open_still) | Q(last="rejected"),
        resolution__body__in={each.body_id for each in meetings},
        resolution__state__in=DECIDED | IN_REGISTER,
        removed=False,
        lost_in=None,
        level=1,
    )
    return dict(rows.values_list("resolution__body").annotate(Min("resolution__adopted_on")))


type Paper = tuple[str, str, bool]
"""A resolution's id and state, and whether it was published."""


def papers_of(meetings: Iterable[str]) -> dict[str, tuple[Paper, ...]]:
    """The resolutions of each meeting: in the order of its agenda, then the others by age.

    An earlier meeting's resolution that the agenda names, to hear what came of it, stays the earlier one's.
    """
    wanted = list(meetings)
    found: dict[str, dict[str, Paper]] = {meeting: {} for meeting in wanted}
    rows = (
        Resolution.objects.filter(Q(meeting__in=wanted) | Q(items__meeting__in=wanted))
        .order_by("items__position", "created_at")
        .values_list("id", "state", "published_at", "meeting_id", "items__meeting_id")
    )
    for resolution, state, published, home, tabled in rows:
        meeting = home or tabled
        if meeting in found:
            found[meeting].setdefault(resolution, (resolution, state, published is not None))
    return {meeting: tuple(each.values()) for meeting, each in found.items()}


def _seats(meetings: Iterable[str]) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Meeting → state → the ids and votes of the seats in that state; the state ``in`` are those in the room."""
    wanted = list(meetings)
    rows = Credential.objects.filter(meeting__in=wanted).values_list("meeting_id", "state", "id", "weight")
    inside = set(
        Presence.objects.filter(credential__meeting__in=wanted, until=None).values_list("credential_id", flat=True)
    )
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for meeting, state, credential, weight in rows:
        there = found.setdefault(meeting, {})
        there.setdefault(state, []).append((credential, weight))
        if credential in inside:
            there.setdefault("in", []).append((credential, weight))
    return found


def _facts(
    row: Meeting,
    at: datetime,
    items: Counter[tuple[str, str]],
    seats: dict[str, list[tuple[str, str]]],
    held: dict[str, str],
    papers: tuple[Paper, ...],
    letters: Counter[tuple[str, str]],
    plans: Counter[tuple[str, bool]],
) -> Facts:
    by_state = {state: len(each) for state, each in seats.items()}
    room = {seat for seat, _ in seats.get("in", ())}
    states = [state for _, state, _ in papers]
    decided = {resolution for resolution, state, _ in papers if state in DECIDED}
    of_item = {state: count for (meeting, state), count in items.items() if meeting == row.id}
    return Facts(
        state=row.state,
        day_has_come=row.first_day <= at.astimezone(ZoneInfo(row.timezone)).date(),
        has_place=bool(row.link or any(row.places.values())),
        has_rule=bool(row.rules or row.body.rules.get(ORDINARY)),
        items=sum(of_item.values()),
        items_left=of_item.get("pending", 0) + of_item.get("open", 0),
        credentials=sum(by_state.get(state, 0) for state in ("invited", "registered", "accredited", "refused")),
        credentials_to_decide=by_state.get("invited", 0) + by_state.get("registered", 0),
        quorum_met=row.kind == BY_CORRESPONDENCE
        or measured(row, dict(seats.get("accredited", ())), with_represented(row, room, held)).met,
        papers=len(papers),
        undecided_papers=sum(state in TEXT_OPEN for state in states),
        put=states.count("put"),
        adopted=len(decided),
        sealed=sum(state in ("sealed", "published") for state in states),
        published=sum(published for resolution, _, published in papers if resolution in decided),
        letters=sum(count for (resolution, _), count in letters.items() if resolution in decided),
        letters_to_send=sum(letters[resolution, state] for resolution in decided for state in WAITING),
        plans=sum(count for (resolution, _), count in plans.items() if resolution in decided),
        plans_to_confirm=sum(plans[resolution, False] for resolution in decided),
    )
