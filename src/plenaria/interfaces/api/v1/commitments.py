"""Commitments: what clauses oblige to, and what was reported; a program can report, with a token."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from plenaria.actions import commitments as actions
from plenaria.core.followup import COMMITMENT
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import KINDS
from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1.declared import Asked, Made, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Gone, Id, Modified, OfBody, Texts, Url, gone, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import keyset, open_lists, open_progress
from plenaria.store.queries.followup import UpdateView
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_progress import CommitmentData

State = Annotated[str, one_of(COMMITMENT.states, N_("How far it has come."))]
REPORTS = tuple(verb for verb in COMMITMENT.verbs if verb.startswith("report-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What was reported."""

    at: datetime
    state: State
    sentence: str
    language: Annotated[str, Meta(description=N_("In which the sentence is (BCP 47)."))]
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing to do for a clause."""

    id: Id
    url: Url
    body: Id
    resolution: Id
    clause: Id
    titles: Annotated[Texts, Meta(description=N_("What is to be done, in short."))]
    kind: Annotated[str, one_of(KINDS, N_("What the clause does that obliges to it."))]
    state: State
    overdue: Annotated[bool, Meta(description=N_("Whether its day has passed; computed, never set."))]
    start: date | None
    due: date | None
    recurrence: Annotated[str, Meta(description=N_("none or yearly; each period is a commitment of its own."))]
    visibility: Annotated[str, one_of(("public", "members"), N_("Who may see it."))]
    updates: Annotated[Sequence[Update], Meta(description=N_("Everything that was reported, the latest first."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments(OfBody):
    """Parameters of the list of commitments."""

    resolution: Annotated[Id, Meta(description=N_("Only those of that resolution."))] = ""
    state: State = ""
    due_since: Annotated[date, Meta(description=N_("Only those due on that day or later."))] | UnsetType = UNSET
    due_until: Annotated[date, Meta(description=N_("Only those due on that day or earlier."))] | UnsetType = UNSET


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report on a commitment."""

    verb: Annotated[str, one_of(REPORTS, N_("Where things stand."))]
    sentence: Annotated[str, Meta(max_length=actions.LONGEST_SENTENCE, description=N_("What is to be said of it."))] = (
        ""
    )
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$", description=N_("In which the sentence is (BCP 47)."))] = "en"
    link: Annotated[
        str, Meta(max_length=500, pattern="^(https?://[^\\s]+)?$", description=N_("Where more can be seen."))
    ] = ""


def listed(asked: Asked[Commitments, Nothing]) -> Piece[Commitment | Gone]:
    """The public commitments; with a token those for members, too."""
    given = asked.given
    found = open_progress.commitments(
        cut(given),
        asked.at.date(),
        open_lists.among(given.body, with_below=given.below),
        members_of=read_by(asked.actor),
        resolution=given.resolution,
        state=given.state,
        since=given.due_since or None,
        until=given.due_until or None,
    )
    return told(found, lambda each: _told(each, asked.at))


def one(asked: Asked[Nothing, Nothing]) -> Commitment | None:
    """One commitment."""
    return _found(asked, read_by(asked.actor))


def report(asked: Asked[Nothing, Report]) -> Made | Refusal | None:
    """Report on a commitment; what was reported is a fact of its own, and two reports are two."""
    here = frozenset(str(body) for scope, body in asked.actor.scopes if scope == "write:updates")
    key, sent = asked.arguments["commitment"], asked.sent
    if not any(
        each.of.body in here for each in open_progress.open_to(key, asked.at.date(), here | read_by(asked.actor))
    ):
        return None
    done = actions.update_commitment(
        actor=asked.actor,
        at=asked.at,
        commitment=key,
        verb=sent.verb,
        sentence=sent.sentence,
        link=sent.link,
        language=sent.language,
    )
    if isinstance(done, Refusal):
        return done
    made = _found(asked, here | read_by(asked.actor))
    return None if made is None else Made(made, made.url)


def read_by(actor: Actor) -> frozenset[str]:
    """The bodies whose members' things a token reads."""
    return frozenset(str(body) for scope, body in actor.scopes if scope == "read:members")


def _found(asked: Asked[Nothing, object], members_of: frozenset[str]) -> Commitment | None:
    for each in open_progress.open_to(asked.arguments["commitment"], asked.at.date(), members_of):
        return _commitment(each, asked.at)
    return None


def _told(of: CommitmentData | keyset.Gone, at: datetime) -> Commitment | Gone:
    return gone(of) if isinstance(of, keyset.Gone) else _commitment(of, at)


def _commitment(data: CommitmentData, at: datetime) -> Commitment:
    of = data.of
    # What is overdue became so with the day after; no entry of the journal says that.
    late = datetime.combine(of.due + timedelta(days=1), time(), UTC) if of.late and of.due else data.modified
    return Commitment(
        id=of.id,
        url=of_api(f"commitments/{of.id}"),
        body=of.body,
        resolution=of.resolution,
        clause=of.clause_id,
        titles=of.texts,
        kind=of.kind,
        state=of.state,
        overdue=of.late,
        start=of.start,
        due=of.due,
        recurrence=of.recurrence,
        visibility=of.visibility,
        updates=list(map(_update, data.updates)),
        created=data.created,
        modified=min(at, max(data.modified, late)),
    )


def _update(of: UpdateView) -> Update:
    return Update(at=of.at, state=of.state, sentence=of.sentence, language=of.language, link=of.link)


_ARGUMENTS = {"commitment": N_("The id of a commitment.")}
OPERATIONS = (
    Operation(
        name="commitments",
        path="commitments",
        noun="commitments",
        summary=N_("The commitments, with what was reported"),
        answer=Commitment,
        view=listed,
        many=True,
        given=Commitments,
        also="read:members",
    ),
    Operation(
        name="commitment",
        path="commitments/{commitment}",
        noun="commitments",
        summary=N_("One commitment"),
        answer=Commitment,
        view=one,
        also="read:members",
        arguments=_ARGUMENTS,
    ),
    Operation(
        name="report",
        method="POST",
        path="commitments/{commitment}/updates",
        noun="commitments",
        summary=N_("Report on a commitment"),
        answer=Commitment,
        view=report,
        sent=Report,
        scope="write:updates",
        arguments=_ARGUMENTS,
    ),
)
