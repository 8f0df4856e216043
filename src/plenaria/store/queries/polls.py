"""What was put to the vote, how far each putting is, and what was decided.

Before the close only the number of those who voted is told, never how it stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from plenaria.core.permits import Where
from plenaria.core.polls import BY_NAME, takes_phones
from plenaria.core.publication import Rule as Publication
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import Rule, from_data
from plenaria.store import rows
from plenaria.store.models import HandCount, HasVoted, Leaf, Poll, Presence, Question, RollSeat, Vote
from plenaria.store.prepared import prepared
from plenaria.store.queries import publication

LIVE = ("open", "closed", "prepared")
"""The states of a poll that has not ended, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """What is put: a clause of a text, a whole text, an amendment to one, or words of its own (``titles``).

    ``number`` is the clause's as it stands in the text, if it has one. Of an election see ``elections``.
    """

    id: str
    titles: dict[str, str]
    item: str | None
    resolution: str | None
    clause: str | None
    number: str
    amendment: str | None = None
    amendment_number: int = 0
    is_election: bool = False
    effect: str = ""
    """What its adoption does by itself: a word of ``core.polls.EFFECTS``."""

    @property
    def is_whole(self) -> bool:
        """Whether a whole text is put."""
        return self.resolution is not None and self.clause is None and self.amendment is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollView:
    """One putting of a question. ``reason`` says why it is void: words of a person, or the code ``no-quorum``.

    ``putting`` counts how often the question was put, void polls left out. ``settled_by`` is who gave the casting vote.
    """

    id: str
    meeting: str
    number: int
    method: str
    mixed: bool
    putting: int
    rule_name: str
    rule: Rule
    state: str
    question: QuestionView
    roll_size: int
    present: int
    opened_at: datetime | None
    closed_at: datetime | None
    declared_at: datetime | None
    closes_at: datetime | None = None
    """Of a vote by correspondence: until when it takes votes."""
    decision: Decision | None
    reason: str
    has_count: bool = False
    settled_by: dict[str, str]
    promised: Publication | None = None
    """What the public will see of who votes how, as its hall was told when it was opened."""

    @property
    def by_phone(self) -> bool:
        """Whether phones can vote in it."""
        return takes_phones(self.method, self.mixed)

    @property
    def undecided(self) -> bool:
        """Whether it is over and has decided nothing: it is void, or equal under a rule that puts it again."""
        again = self.state == "declared" and self.decision is not None and self.decision.outcome == "tie"
        return self.state == "void" or again

    @property
    def is_election(self) -> bool:
        """Whether people are elected in it; then there is a count and no decision."""
        return self.question.is_election

    @property
    def waits_for_lot(self) -> bool:
        """Whether the count of an election stopped at a tie that only a lot can settle."""
        return self.state == "closed" and self.has_count

    @property
    def waits_for_tie(self) -> str:
        """Who is to settle a tie that waits: ``chair`` or ``lot``; empty where nobody is asked."""
        tie = self.state == "closed" and self.decision is not None and self.decision.outcome == "tie"
        return self.rule.tie if tie and self.rule.tie in ("chair", "lot") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """What one teller counted."""

    teller: str
    names: dict[str, str]
    in_favour: int
    against: int
    abstaining: int
    invalid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteView:
    """A seat's present choice; ``leaf`` is its number in the journal."""

    choice: str
    leaf: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A line of the roll-call list: a seat and its answer (``absent`` where it gave none); ``through`` is who held its
    mandate."""

    seat: int
    names: dict[str, str]
    weight: Fraction
    choice: str
    through: dict[str, str]


def polls_of(meeting: str) -> tuple[PollView, ...]:
    """Every poll of a meeting, by number."""
    return tuple(_view(row) for row in _rows().filter(meeting_id=meeting))


def poll(poll_id: str) -> PollView | None:
    """One poll."""
    row = _rows().filter(id=poll_id).first()
    return None if row is None else _view(row)


def on_now(meeting: str) -> PollView | None:
    """The vote that the hall is busy with: the open one, or one that waits for its declaration; else the one that was
    put or ended last, until another point of the agenda is opened or a clause is shown."""
    at_the_sitting = _rows().filter(meeting_id=meeting, closes_at=None)
    live = {row.state: row for row in at_the_sitting.filter(state__in=("open", "closed"))}
    row = live.get("open") or live.get("closed")
    if row is not None:
        return _view(row)
    turns = Leaf.objects.filter(
        meeting_id=meeting, kind__in=("item-opened", "clause-shown", "poll-prepared", "poll-declared", "poll-voided")
    )
    # A vote by correspondence is the hall's business only until it is opened.
    beside = Poll.objects.filter(meeting_id=meeting).exclude(closes_at=None).exclude(state="prepared")
    turns = turns.exclude(subject__in=list(beside.values_list("id", flat=True)))
    kind, subject = turns.order_by("-index").values_list("kind", "subject").first() or ("", "")
    return poll(subject) if kind.startswith("poll-") else None


def next_prepared(meeting: str) -> PollView | None:
    """The first vote that waits to be opened."""
    row = _rows().filter(meeting_id=meeting, state="prepared").first()
    return None if row is None else _view(row)


def voted(poll_id: str) -> int:
    """How many seats have voted, by name or in secret."""
    by_name = Vote.objects.filter(poll_id=poll_id, current=True).count()
    return by_name + HasVoted.objects.filter(poll_id=poll_id).count()


def missing(poll_id: str) -> int:
    """How many seats of the roll are in the room, or represented by one that is, and have not voted."""
    seat = OuterRef("credential")
    voted = Exists(Vote.objects.filter(poll_id=poll_id, credential=seat, current=True))
    in_box = Exists(HasVoted.objects.filter(poll_id=poll_id, credential=seat))
    inside = Presence.objects.filter(until=None)
    there = Exists(inside.filter(credential=seat)) | Exists(inside.filter(credential=OuterRef("held_by")))
    # As a filter of the count each is looked up for each seat; as conditions PostgreSQL would join them (``rows``).
    count = Count("pk", filter=~voted & ~in_box & there)
    return int(RollSeat.objects.filter(poll_id=poll_id).aggregate(count=count)["count"])


def vote_of(poll_id: str, credential: str) -> VoteView | None:
    """The present choice of one seat, for that seat alone."""
    row = Vote.objects.filter(poll_id=poll_id, credential_id=credential, current=True).first()
    return None if row is None else VoteView(choice=row.choice, leaf=row.leaf, at=row.at)


def vote_at(leaf: int, meeting: str) -> tuple[str, str, str] | None:
    """Poll, credential and choice of the vote with that number in the journal, if it was cast at this meeting."""
    poll = Leaf.objects.filter(index=leaf, meeting_id=meeting).values_list("subject", flat=True).first()
    votes = Vote.objects.filter(poll_id=poll, poll__meeting_id=meeting, leaf=leaf)
    return votes.values_list("poll_id", "credential_id", "choice").first() if poll else None


def receipts(poll_id: str, wanted: Collection[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Seat, key and journal number of the votes among those wanted (seat, key) that are recorded already."""
    if not wanted:
        return []
    pairs, parameters = rows.pairs(wanted)
    vote = "SELECT leaf FROM store_vote WHERE poll_id = %s AND credential_id = wanted.one AND key = wanted.other"
    found = f"SELECT one, other, ({vote}) AS leaf FROM ({pairs}) wanted"  # noqa: S608 - of our own words
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one, other, leaf FROM ({found}) found WHERE leaf IS NOT NULL", [poll_id, *parameters])  # noqa: S608
        return list(cursor.fetchall())


def votes_on_roll(poll_id: str, credential: str) -> Fraction | None:
    """How many votes that seat has in it; nothing where it is not on the roll."""
    row = RollSeat.objects.filter(poll_id=poll_id, credential_id=credential).values_list("weight", "poll__denominator")
    found = row.first()
    return None if found is None else Fraction(*found)


def counts(poll_id: str) -> tuple[CountView, ...]:
    """What each teller counted."""
    return tuple(
        CountView(
            teller=row.teller_id,
            names=row.teller.names,
            in_favour=row.in_favour,
            against=row.against,
            abstaining=row.abstaining,
            invalid=row.invalid,
        )
        for row in _counts(poll_id)
    )


@prepared
def _counts(poll: str) -> "QuerySet[HandCount]":
    return HandCount.objects.filter(poll_id=poll).select_related("teller").order_by("at", "id")


def numbered(meeting: str, number: int) -> PollView | None:
    """The poll of a meeting with that number."""
    row = _rows().filter(meeting_id=meeting, number=number).first()
    return None if row is None else _view(row)


def shows_names(poll_id: str) -> bool:
    """Whether ``roll_call`` would name anybody."""
    row = _named(poll_id)
    return row is not None and (_all_known(row) or row.votes.exists())


def _all_known(row: Poll) -> bool:
    """Whether of everybody on the roll it is known what they did, or that they did nothing."""
    return row.method != "no-objection" and not row.counts.exists()


def _named(poll_id: str) -> Poll | None:
    """The poll, if it is declared and may say who voted how."""
    row = Poll.objects.select_related("meeting__body").filter(id=poll_id, state="declared").first()
    if row is None or row.method not in BY_NAME or row.election or not publication.shows_names(row):
        return None
    return row


def roll_call(poll_id: str) -> tuple[CallLine, ...]:
    """Who voted how, by seat, once it is declared; empty where the body shows counts only, or nobody was named.

    Where hands were counted too, those who did not vote by name are left out: nobody knows who of them voted. So are
    those who did not object, where only objections were asked for.
    """
    row = _named(poll_id)
    if row is None:
        return ()
    all_known = _all_known(row)
    choices = dict(row.votes.filter(current=True).values_list("credential_id", "choice"))
    seats = row.roll.select_related("credential__person", "held_by__person").order_by("credential__seat")
    return tuple(
        CallLine(
            seat=each.credential.seat,
            names=each.credential.person.names,
            weight=Fraction(each.weight, row.denominator),
            choice=choices.get(each.credential_id, "absent"),
            through=each.held_by.person.names if each.held_by else {},
        )
        for each in seats
        if all_known or each.credential_id in choices
    )


def question_about(meeting: str, resolution: str, clause: str | None, amendment: str | None = None) -> str | None:
    """The question about this text, clause or amendment that was written down already, put or not."""
    found = Question.objects.filter(
        meeting_id=meeting, resolution_id=resolution, clause_id=clause, amendment_id=amendment
    )
    return found.values_list("id", flat=True).first()


def where_of_poll(poll_id: str) -> Where | None:
    """Where a poll is acted on; nothing where there is no such poll."""
    body = Poll.objects.filter(id=poll_id).values_list("meeting__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def _rows() -> "QuerySet[Poll]":
    return Poll.objects.select_related("question__clause", "question__amendment", "settled_by").order_by("number")


def _view(row: Poll) -> PollView:
    question = row.question
    return PollView(
        id=row.id,
        meeting=row.meeting_id,
        number=row.number,
        method=row.method,
        mixed=row.mixed,
        putting=row.putting,
        rule_name=row.rule_name,
        rule=from_data(row.rule),
        state=row.state,
        question=QuestionView(
            id=question.id,
            titles=question.titles,
            item=question.item_id,
            resolution=question.resolution_id,
            clause=question.clause_id,
            number=question.clause.number if question.clause else "",
            amendment=question.amendment_id,
            amendment_number=question.amendment.number if question.amendment else 0,
            is_election=question.election is not None,
            effect=question.effect,
        ),
        roll_size=row.roll_size,
        present=row.present,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        declared_at=row.declared_at,
        closes_at=row.closes_at,
        decision=Decision.from_data(row.decision) if row.decision else None,
        has_count=row.count is not None,
        reason=row.reason,
        settled_by=row.settled_by.names if row.settled_by else {},
        promised=Publication.from_data(row.promised) if row.promised else None,
    )
