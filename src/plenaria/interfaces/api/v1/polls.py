"""Public votes: what was put, under which rule, what was decided and why, and who voted how as far as that is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta

from plenaria.core.polls import METHODS
from plenaria.core.publication import VOTES
from plenaria.core.voting.decision import OUTCOMES, REASONS, Decision
from plenaria.core.voting.rule import to_data
from plenaria.core.voting.tally import plain
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Modified, OfBody, Texts, Url, Web, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import elections, open_lists, open_progress, votes
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_progress import VoteData
from plenaria.store.queries.votes import VoteHeld, VoteLine

Method = Annotated[str, one_of(METHODS, N_("How it was taken."))]
Count = Annotated[int, Meta(description=N_("In units of 1/denominator."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided, and the arithmetic that made it."""

    outcome: Annotated[str, one_of(OUTCOMES, N_("What was decided."))]
    reason: Annotated[str, one_of(REASONS, N_("Why."))]
    in_favour: Count
    against: Count
    abstaining: Count
    invalid: Annotated[int, Meta(description=N_("Papers that say nothing, or too much."))]
    base: Annotated[int | None, Meta(description=N_("The whole that the majority is a part of; null where none is."))]
    needed: Annotated[int | None, Meta(description=N_("The least number of votes for it that was enough."))]
    denominator: Annotated[int, Meta(description=N_("1, but where mandates hold fractions of a vote."))]
    quorum_needed: Annotated[int | None, Meta(description=N_("How many had to be there; null without a quorum."))]
    quorum_present: Annotated[int | None, Meta(description=N_("How many were."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How a seat voted, or a delegation where the body shows only these."""

    seat: Annotated[int | None, Meta(description=N_("Its number; null for a delegation."))]
    names: Texts
    delegation: Texts
    through: Annotated[Mapping[str, str], Meta(description=N_("Who held its mandate, by language; empty for itself."))]
    weight: Annotated[str, Meta(description=N_("Its votes, exact: 3, 7/20."))]
    choice: Annotated[
        str,
        one_of(
            ("for", "against", "abstain", "absent", "voted"),
            N_("Absent: it cast no vote. Voted: it took part in a secret vote."),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One putting of a question under one rule."""

    id: Id
    url: Url
    web: Web
    body: Id
    meeting: Id
    number: Annotated[int, Meta(description=N_("Counted through the meeting."))]
    method: Method
    state: Annotated[str, one_of(votes.OVER, N_("Declared, or void."))]
    titles: Texts
    resolution: Annotated[Id | None, Meta(description=N_("The resolution that was voted on, or a part of it."))]
    clause: Annotated[Id | None, Meta(description=N_("The clause that was put; null for the whole."))]
    is_election: bool
    void_because: Annotated[str, Meta(description=N_("Why it is void; empty where it is not."))]
    opened_at: datetime | None
    closed_at: datetime | None
    declared_at: datetime | None
    decision: Outcome | None
    votes_shown: Annotated[str, one_of(VOTES, N_("What the body shows now of who voted how."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePoll(Poll):
    """One putting of a question, with its rule and its votes."""

    rule: Annotated[Mapping[str, Any], Meta(description=N_("The rule under which it was taken."))]
    votes: Annotated[Sequence[Vote], Meta(description=N_("As far as they are shown and known."))]
    elected: Annotated[Sequence[str], Meta(description=N_("Of an election: who was elected."))]
    count: Annotated[str | None, Meta(description=N_("Of an election: where its count can be fetched."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polls(OfBody):
    """Parameters of the list of votes."""

    meeting: Annotated[Id, Meta(description=N_("Only those of that meeting."))] = ""
    resolution: Annotated[Id, Meta(description=N_("Only those on that resolution and its parts."))] = ""
    method: Method = ""


def listed(asked: Asked[Polls, Nothing]) -> Piece[Poll]:
    """The public votes."""
    given = asked.given
    found = open_progress.polls(
        cut(given),
        open_lists.among(given.body, with_below=given.below),
        meeting=given.meeting,
        resolution=given.resolution,
        method=given.method,
    )
    return told(found, lambda each: Poll(**_members(each)))


def one(asked: Asked[Nothing, Nothing]) -> WholePoll | None:
    """One vote, with who voted how."""
    found = next(iter(open_progress.polls_named([asked.arguments["poll"]])), None)
    if found is None:
        return None
    vote = found.vote
    held = elections.election(vote.id, public=True) if vote.is_election and vote.state == "declared" else None
    count = held.count if held else None
    return WholePoll(
        **_members(found),
        rule=to_data(vote.rule),
        votes=[_vote(each, vote) for each in votes.lines(vote)],
        elected=count.names(count.elected) if count else (),
        count=page("register-vote-file", vote.body_slug, vote.meeting_slug, vote.number, "json") if count else None,
    )


def _members(of: VoteData) -> dict[str, Any]:
    vote = of.vote
    in_register = vote.paper is not None and vote.paper.slug
    return {
        "id": of.id,
        "url": of_api(f"polls/{of.id}"),
        "web": page("register-vote", vote.body_slug, vote.meeting_slug, vote.number),
        "body": of.body,
        "meeting": vote.meeting,
        "number": vote.number,
        "method": vote.method,
        "state": vote.state,
        "titles": vote.titles or (vote.paper.titles if vote.paper else {}),
        "resolution": vote.paper.id if vote.paper and in_register else None,
        "clause": vote.paper.clause if vote.paper and in_register else None,
        "is_election": vote.is_election,
        "void_because": vote.reason,
        "opened_at": vote.opened_at,
        "closed_at": vote.closed_at,
        "declared_at": vote.declared_at,
        "decision": None if vote.decision is None or vote.is_election else _outcome(vote.decision),
        "votes_shown": vote.seen,
        "created": of.created,
        "modified": of.modified,
    }


def _outcome(of: Decision) -> Outcome:
    tally = of.tally
    return Outcome(
        outcome=of.outcome,
        reason=of.reason,
        in_favour=tally.in_favour,
        against=tally.against,
        abstaining=tally.abstaining,
        invalid=tally.invalid,
        base=of.base,
        needed=of.needed,
        denominator=tally.denominator,
        quorum_needed=of.quorum_needed,
        quorum_present=of.quorum_present,
    )


def _vote(line: VoteLine, of: VoteHeld) -> Vote:
    return Vote(
        seat=line.seat if of.named else None,
        names=line.names,
        delegation=line.delegation,
        through=line.through,
        weight=str(plain(line.weight)),
        choice=line.choice,
    )


OPERATIONS = (
    Operation(
        name="polls",
        path="polls",
        noun="polls",
        summary=N_("The public votes, and what they decided"),
        answer=Poll,
        view=listed,
        many=True,
        given=Polls,
    ),
    Operation(
        name="poll",
        path="polls/{poll}",
        noun="polls",
        summary=N_("One vote, with who voted how as far as it is shown"),
        answer=WholePoll,
        view=one,
        exact=False,
        arguments={"poll": N_("The id of a vote.")},
    ),
)
