"""Votes that were held, as their pages show them: what was put, under which rule, what was decided, who voted how.

The public sees those on resolutions of the register, and those that concern no paper at all: decisions in words of
their own, elections. Names are there where the body's rule of publication shows them and the vote named anybody; at the
desk where it was promised that they would be shown at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.polls import BY_NAME
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import Rule, from_data
from plenaria.phrases.stand_ins import delegation_of
from plenaria.store.models import HandCount, HasVoted, PaperCount, Poll, RollSeat, Vote
from plenaria.store.prepared import prepared
from plenaria.store.queries import publication
from plenaria.store.queries.amendments import AmendmentView, put_in
from plenaria.store.queries.publication import EVERYBODY, Naming, Seen
from plenaria.store.queries.register import titles as public_titles
from plenaria.store.queries.texts import latest_titles

OVER = ("declared", "void")
"""The states of a vote that is over."""

VOTED = "voted"
"""What is known of a seat that took part in a secret vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLine:
    """How a seat voted; ``choice`` is ``absent`` where it cast no vote. ``through`` is who held its mandate, ``place``
    its place in the order of a called roll, from 1."""

    seat: int
    names: Mapping[str, str]
    delegation: Mapping[str, str]
    weight: Fraction
    choice: str
    through: Mapping[str, str]
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPut:
    """The paper on which it was voted: ``slug`` is its place in the register, empty before it is there; ``number`` is
    the clause's that was put, empty for the whole, and ``fragment`` its permalink, empty where it was lost."""

    id: str
    body_slug: str
    slug: str
    titles: Mapping[str, str]
    language: str
    clause: str | None
    fragment: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteHeld:
    """A vote that is over, or stands before its end; then there is no ``decision`` yet.

    ``reason`` says why it is void. ``before`` and ``after`` are the numbers of the votes in which the same question was
    put the last time before, and the next time after.
    """

    id: str
    meeting: str
    meeting_slug: str
    body_slug: str
    number: int
    method: str
    state: str
    titles: Mapping[str, str]
    paper: PaperPut | None
    is_election: bool
    rule: Rule
    rule_name: str
    decision: Decision | None
    reason: str
    opened_at: datetime | None
    closed_at: datetime | None
    declared_at: datetime | None
    before: int | None
    after: int | None
    seen: str
    """What may be shown of who voted how, and is known: a word of ``core.publication.VOTES``."""
    naming: Naming = EVERYBODY
    """How whoever asked reads the names in it."""
    public: bool = False
    """Whether it is told to the public."""
    amendment: AmendmentView | None = None
    """What was put, where that was an amendment to the paper."""

    @property
    def named(self) -> bool:
        """Whether it is shown who voted how, person by person."""
        return self.seen == "names"


def votes_on(resolution: str) -> tuple[VoteHeld, ...]:
    """The public votes on a resolution and on its clauses, in the order in which they were taken."""
    return _views(_on(resolution), public=True)


def votes_at(meeting: str) -> tuple[VoteHeld, ...]:
    """The public votes of a meeting, by number."""
    return _views(_held_at(meeting), public=True)


def vote_at(meeting: str, number: int) -> VoteHeld | None:
    """The public vote of a meeting with that number."""
    return next(iter(_views(_numbered(meeting, number), public=True)), None)


def public_votes(ids: Iterable[str]) -> tuple[VoteHeld, ...]:
    """Those of these votes that the public sees."""
    return _views(public().filter(id__in=list(ids)), public=True)


def every_vote_at(meeting: str) -> tuple[VoteHeld, ...]:
    """All votes of a meeting, by number, for those who work at its desk."""
    return _views(_rows().filter(meeting_id=meeting), latest_titles)


def any_vote_at(meeting: str, number: int) -> VoteHeld | None:
    """The vote of a meeting with that number, for those who work at its desk."""
    return next(iter(_views(_rows().filter(meeting_id=meeting, number=number), latest_titles)), None)


def lines(vote: VoteHeld) -> tuple[VoteLine, ...]:
    """Who voted how, by seat, or by delegation; nothing where that may not be shown or is not known.

    Where hands or papers were counted beside the votes by name, those who did not vote by name are left out: nobody
    knows who of them voted. So are those who did not object, where only objections were asked for. Of a secret vote
    only who took part is known.
    """
    if vote.seen == "totals" or vote.state != "declared":
        return ()
    ((order, denominator, *counted),) = _roll(vote.id)
    cast = dict.fromkeys(_took_part(vote.id), VOTED) if vote.method == "secret" else dict(_choices(vote.id))
    all_known = vote.method != "no-objection" and not any(counted)
    places = {credential: place for place, credential in enumerate(order, 1)}
    found = tuple(
        VoteLine(
            seat=each.credential__seat,
            names=_named(vote, each[2:6]),
            delegation=each.credential__delegation__names or {},
            weight=Fraction(each.weight, denominator),
            choice=cast.get(each.credential_id, "absent"),
            through=_named(vote, each[6:10]) if each.held_by__seat is not None else {},
            place=places.get(each.credential_id),
        )
        for each in _seats(vote.id)
        if all_known or each.credential_id in cast
    )
    return found if vote.named else by_delegation(found)


def by_delegation(every: Iterable[VoteLine]) -> tuple[VoteLine, ...]:
    """The same, how many votes of each delegation went which way: one line for each choice that it made."""
    found: dict[tuple[tuple[tuple[str, str], ...], str], VoteLine] = {}
    for line in every:
        key = (tuple(sorted(line.delegation.items())), line.choice)
        weight = found[key].weight if key in found else Fraction(0)
        found[key] = replace(
            line,
            seat=0,
            names=delegation_of(line.delegation),
            delegation={},
            through={},
            place=None,
            weight=weight + line.weight,
        )
    return tuple(found.values())


def _named(vote: VoteHeld, seat: tuple[Any, ...]) -> Mapping[str, str]:
    number, names, consent, delegation = seat
    return vote.naming.name("delegates", names, consent, delegation=delegation, seat=number)


@prepared
def _roll(poll: str) -> "QuerySet[Poll, tuple[list[str], int, bool, bool]]":
    by_hand, on_paper = (Exists(each.objects.filter(poll=OuterRef("pk"))) for each in (HandCount, PaperCount))
    return Poll.objects.filter(id=poll).values_list("order", "denominator", by_hand, on_paper)


@prepared
def _took_part(poll: str) -> "QuerySet[HasVoted, str]":
    return HasVoted.objects.filter(poll_id=poll).values_list("credential_id", flat=True)


@prepared
def _choices(poll: str) -> "QuerySet[Vote, tuple[str, str]]":
    return Vote.objects.filter(poll_id=poll, current=True).values_list("credential_id", "choice")


@prepared
def _seats(poll: str) -> "QuerySet[RollSeat, Any]":
    """The seats with who sits there, and who held their mandate: each as number, name, consent, delegation."""
    who = ("seat", "person__names", "person__consent", "delegation__names")
    sitting, holding = ([f"{seat}__{each}" for each in who] for seat in ("credential", "held_by"))
    rows = RollSeat.objects.filter(poll_id=poll).order_by("credential__seat")
    return rows.values_list("credential_id", "weight", *sitting, *holding, named=True)


@prepared
def _on(resolution: str) -> "QuerySet[Poll]":
    return public().filter(question__resolution_id=resolution)


@prepared
def _held_at(meeting: str) -> "QuerySet[Poll]":
    return public().filter(meeting_id=meeting)


@prepared
def _numbered(meeting: str, number: int) -> "QuerySet[Poll]":
    return public().filter(meeting_id=meeting, number=number)


@prepared
def _puttings(questions: list[str]) -> "QuerySet[Poll, tuple[str, int]]":
    rows = Poll.objects.filter(question__in=questions, opened_at__isnull=False)
    return rows.order_by("number").values_list("question_id", "number")


def _rows() -> "QuerySet[Poll]":
    return Poll.objects.select_related("meeting__body", "question__clause", "question__resolution__body").order_by(
        "meeting__first_day", "number"
    )


def public() -> "QuerySet[Poll]":
    """What the public sees. A vote that was void before it was opened was never held."""
    shown = Q(question__resolution=None) | Q(question__resolution__state__in=IN_REGISTER)
    return _rows().filter(shown, state__in=OVER, opened_at__isnull=False).exclude(meeting__state="planned")


def _views(
    rows: Iterable[Poll],
    titles: Callable[[list[str]], Mapping[str, Mapping[str, str]]] = public_titles,
    *,
    public: bool = False,
) -> tuple[VoteHeld, ...]:
    found = list(rows)
    named = titles([row.question.resolution_id for row in found if row.question.resolution_id])
    puttings: dict[str, list[int]] = {}
    for question, number in _puttings(sorted({row.question_id for row in found})):
        puttings.setdefault(question, []).append(number)
    amended = put_in([row.id for row in found if row.question.amendment_id])
    seen = publication.seen(found) if public else publication.promised(found)
    return tuple(
        _view(row, named, puttings.get(row.question_id, []), amended.get(row.id), seen[row.id], public=public)
        for row in found
    )


def _view(
    row: Poll,
    named: Mapping[str, Mapping[str, str]],
    puttings: list[int],
    amendment: AmendmentView | None,
    seen: Seen,
    *,
    public: bool,
) -> VoteHeld:
    by_name = row.method in BY_NAME or row.method == "secret"
    return VoteHeld(
        id=row.id,
        meeting=row.meeting_id,
        meeting_slug=row.meeting.slug,
        body_slug=row.meeting.body.slug,
        number=row.number,
        method=row.method,
        state=row.state,
        titles=row.question.titles,
        paper=_paper(row, named),
        is_election=bool(row.question.election),
        rule=from_data(row.rule),
        rule_name=row.rule_name,
        decision=Decision.from_data(row.decision) if row.decision and row.state in OVER else None,
        reason=row.reason,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        declared_at=row.declared_at,
        before=max((each for each in puttings if each < row.number), default=None),
        after=min((each for each in puttings if each > row.number), default=None),
        amendment=_unnamed(amendment, seen.naming) if amendment else None,
        seen=seen.votes if by_name and not row.question.election else "totals",
        naming=seen.naming,
        public=public,
    )


def _unnamed(amendment: AmendmentView, naming: Naming) -> AmendmentView:
    """With its proposer named as whoever asks may read it."""
    by = amendment.proposer
    if by is None:
        return amendment
    names = naming.name("delegates", by.names, by.consent, delegation=by.delegation, seat=by.seat)
    return replace(amendment, proposer=replace(by, names=names))


def _paper(row: Poll, named: Mapping[str, Mapping[str, str]]) -> PaperPut | None:
    resolution, clause = row.question.resolution, row.question.clause
    if resolution is None:
        return None
    return PaperPut(
        id=resolution.id,
        body_slug=resolution.body.slug,
        slug=(resolution.slug or "") if resolution.state in IN_REGISTER else "",
        titles=named.get(resolution.id, {}),
        language=resolution.language,
        clause=clause.id if clause else None,
        fragment=clause.fragment if clause and not clause.removed and clause.lost_in_id is None else "",
        number=clause.number if clause else "",
    )
