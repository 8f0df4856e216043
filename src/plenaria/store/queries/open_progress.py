"""Votes and commitments in pieces, for programs that follow them; with a token what the body's members may see, too.

Both become public with their resolution; a vote that became so lately is found by ``modified_since``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.queries import followup, votes
from plenaria.store.queries.followup import CommitmentView, UpdateView
from plenaria.store.queries.keyset import Cut, Gone, Piece, changed, piece
from plenaria.store.queries.open_lists import Among, only
from plenaria.store.queries.votes import VoteHeld

OPEN = ("public",)
MEMBERS = ("public", "members")
"""What of a body's commitments is seen by everybody, and what by its members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteData:
    """A public vote, and when it came and last changed; what is shown of it may also change with time alone."""

    vote: VoteHeld
    body: str
    created: datetime
    modified: datetime

    @property
    def id(self) -> str:
        """The poll's."""
        return self.vote.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentData:
    """A commitment that may be seen, with everything that was reported on it, the latest first."""

    of: CommitmentView
    updates: tuple[UpdateView, ...]
    created: datetime
    modified: datetime

    @property
    def id(self) -> str:
        """The commitment's."""
        return self.of.id


def polls(
    cut: Cut,
    bodies: Among = None,
    *,
    meeting: str = "",
    resolution: str = "",
    method: str = "",
) -> Piece[VoteData]:
    """The votes that the public sees, in the order in which they were taken."""
    kept = only(meeting__body__in=bodies, meeting=meeting, question__resolution=resolution, method=method)
    rows = votes.public().filter(**kept)
    if cut.modified_since is not None:
        rows = rows.filter(_decided_since(cut.modified_since))
    return piece(rows, "opened_at", cut, polls_named, lambda each: each.id)


def _decided_since(moment: datetime) -> Q:
    """What was closed, declared, voided or became public since then; who looked a vote up by each of its entries in
    the journal would read all of its ballots."""
    voided = models.Leaf.objects.filter(subject=OuterRef("pk"), kind="poll-voided", at__gte=moment)
    return (
        Q(declared_at__gte=moment)
        | Q(closed_at__gte=moment)
        | Q(question__resolution__published_at__gte=moment)
        | (Q(state="void") & Q(Exists(voided)))
    )


def polls_named(ids: Collection[str]) -> list[VoteData]:
    """Those of these votes that the public sees."""
    rows = votes.public().filter(id__in=ids)
    read = rows.values_list("id", "meeting__body_id", "question__resolution__published_at", "state")
    known = {key: (body, published, state) for key, body, published, state in read}
    void = [key for key, (_, _, state) in known.items() if state == "void"]
    voided = dict(
        models.Leaf.objects.filter(subject__in=void, kind="poll-voided").values_list("subject").annotate(Max("at"))
    )
    return [
        _dated(each, known[each.id][0], known[each.id][1], voided.get(each.id)) for each in votes.public_votes(known)
    ]


def _dated(vote: VoteHeld, body: str, published: datetime | None, voided: datetime | None) -> VoteData:
    """A vote with when it became public, and when something was last done about it."""
    assert vote.opened_at is not None  # what was never opened is not public
    created = published or vote.opened_at
    last = max(each for each in (created, vote.closed_at, vote.declared_at, voided) if each)
    return VoteData(vote=vote, body=body, created=created, modified=last)


def commitments(
    cut: Cut,
    today: date,
    bodies: Among = None,
    *,
    members_of: Collection[str] = (),
    resolution: str = "",
    state: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Piece[CommitmentData | Gone]:
    """The public commitments; of the bodies ``members_of`` those for members, too.

    With ``modified_since`` also those that may be seen no more; what was dropped from a plan is with the first piece.
    """
    kept = only(
        body__in=bodies, clause__resolution=resolution, state=state, due__gte=since, due__lte=until, confirmed=True
    )
    rows = models.Commitment.objects.filter(clause__resolution__state__in=IN_REGISTER, **kept)
    rows = rows.filter(_seen(members_of) if cut.modified_since is None else _changed(cut))

    def read(ids: list[str]) -> list[CommitmentData | Gone]:
        return commitments_named(ids, today, members_of=members_of)

    found = piece(rows, "clause__resolution__published_at", cut, read, lambda each: each.id)
    if cut.modified_since is None or cut.after is not None:
        return found
    dropped = _dropped(cut.modified_since, bodies, resolution)
    return Piece((*dropped, *found.found), found.last)


def commitments_named(
    ids: Collection[str], today: date, *, members_of: Collection[str] = ()
) -> list[CommitmentData | Gone]:
    """These commitments, as far as they may be seen; of the others only that they can't."""
    rows = models.Commitment.objects.filter(id__in=ids, confirmed=True, clause__resolution__state__in=IN_REGISTER)
    when = _dates(rows)
    seen = set(rows.filter(_seen(members_of)).values_list("id", flat=True))
    updates: dict[str, list[UpdateView]] = {}
    for commitment, update in followup.histories(seen):
        updates.setdefault(commitment, []).append(update)
    found: list[CommitmentData | Gone] = [
        CommitmentData(
            of=each, updates=tuple(updates.get(each.id, ())), created=when[each.id][0], modified=when[each.id][1]
        )
        for each in followup.commitments_named(seen, today)
    ]
    return found + [
        Gone(id=each, created=created, modified=modified)
        for each, (created, modified) in when.items()
        if each not in seen
    ]


def _seen(members_of: Collection[str]) -> Q:
    return Q(visibility__in=OPEN) | Q(visibility__in=MEMBERS, body__in=members_of)


def _changed(cut: Cut) -> Q:
    """What was reported on lately, confirmed lately with its plan, or opened by the report on the period before."""
    assert cut.modified_since is not None
    reported = models.Update.objects.filter(at__gte=cut.modified_since).values("commitment__clause")
    confirmed = models.Leaf.objects.filter(
        subject=OuterRef("clause__resolution_id"), kind__in=("plan-confirmed", "published"), at__gte=cut.modified_since
    )
    return changed(cut) | Q(clause__in=reported) | Q(Exists(confirmed))


def _dates(rows: QuerySet[models.Commitment]) -> dict[str, tuple[datetime, datetime]]:
    """When each became public, and when something was last done about it."""
    known = list(rows.values_list("id", "clause_id", "clause__resolution_id", "clause__resolution__published_at"))
    plans = models.Leaf.objects.filter(kind="plan-confirmed", subject__in={each[2] for each in known})
    planned = {key: (first, last) for key, first, last in plans.values_list("subject").annotate(Min("at"), Max("at"))}
    updates = models.Update.objects.filter(commitment__clause__in={each[1] for each in known})
    reported = dict(updates.values_list("commitment__clause").annotate(Max("at")))
    return {
        key: (
            max(published, planned.get(resolution, (published,))[0]),
            max(published, planned.get(resolution, (published, published))[1], reported.get(clause, published)),
        )
        for key, clause, resolution, published in known
        if published is not None
    }


def _dropped(moment: datetime, bodies: Among, resolution: str) -> list[Gone]:
    """What was in a confirmed plan and was dropped from it since then."""
    rows = models.DroppedCommitment.objects.filter(at__gte=moment, resolution__published_at__isnull=False)
    kept = rows.filter(**only(resolution__body__in=bodies, resolution=resolution)).order_by("at", "id")
    return [
        Gone(id=key, created=published, modified=max(published, at))
        for key, published, at in kept.values_list("id", "resolution__published_at", "at")
        if published is not None
    ]


def open_to(commitment: str, today: date, members_of: Collection[str]) -> tuple[CommitmentData, ...]:
    """That commitment, where it may be seen: by everybody, or by the members of these bodies."""
    found = commitments_named([commitment], today, members_of=members_of)
    return tuple(each for each in found if isinstance(each, CommitmentData))
