"""The plan of an adopted resolution: proposed from its clauses, confirmed by the secretary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from plenaria.actions import _implementing
from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._resolution import on_resolution
from plenaria.actions._settling import carry_on
from plenaria.actions.reminders import tell_owners
from plenaria.core import parties, plans
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.queries.going_on import going_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One commitment as the secretary confirms it; ``dropped`` says that nothing follows after all."""

    commitment: str
    owner: str | None = None
    owner_role: str = ""
    helpers: Sequence[str] = ()
    start: date | None = None
    due: date | None = None
    recurrence: str = "none"
    dropped: bool = False
    programme: str | None = None
    """Of which it is a part; empty is none, and nothing leaves that as it is."""


def propose_plan(*, actor: Actor, at: datetime, resolution: str, next_meeting: date | None = None) -> Receipt | Refusal:
    """Write down, unconfirmed, what follows from each clause of an adopted resolution, and with which programme what
    continues goes on.

    Refused: ``not-adopted``, ``plan-exists``.
    """

    def decide(row: models.Resolution) -> Resolution | Refusal:
        if row.state not in DECIDED:
            return conflict("not-adopted")
        if models.Commitment.objects.filter(clause__resolution=row).exists():
            return conflict("plan-exists")
        return _adopted(row)

    def write(deed: Deed, row: models.Resolution, text: Resolution) -> str:
        assert row.adopted_on is not None
        shorts, members = _summaries(row), _members(row.body_id)
        for clause in text.clauses:
            for proposal in plans.propose(clause, row.adopted_on, next_meeting):
                models.Commitment.objects.create(
                    clause_id=clause.id,
                    body_id=row.body_id,
                    summaries=shorts[clause.id],
                    kind=proposal.kind,
                    owner_id=_named(clause, members) if proposal.kind == "nomination" else None,
                    start=proposal.start,
                    due=proposal.due,
                    recurrence=proposal.recurrence,
                    programme_id=goes_on.get(clause.id) if proposal.kind == "continuing" else None,
                )
        return row.id

    # Looked for before the lock: it takes longer than a vote may wait.
    goes_on = {clause: each.programme for clause, each in going_on(resolution).programmes.items()}

    return on_resolution(actor=actor, verb="plans.propose", at=at, resolution=resolution, decide=decide, write=write)


def confirm_plan(
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    lines: Sequence[Line],
    above: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Receipt | Refusal:
    """Confirm the plan: who answers for what, and by when. It may be confirmed again, with another owner or other days.

    ``above``: clause → the clauses of bodies above that it carries out, too. What the meeting let go on, and this text
    cites, is settled with it (``_settling.carry_on``). Refused: ``commitment-unknown``,
    ``commitment-reported`` (to drop what somebody reported on), ``owner-missing``, ``person-unknown``,
    ``dates-reversed``, ``recurrence-unknown``, ``programme-unknown``, ``clause-unknown``, ``not-adopted``,
    ``not-above``.
    """

    def decide(row: models.Resolution) -> bool | Refusal:
        rows = models.Commitment.objects.filter(clause__resolution=row)
        known = set(rows.values_list("id", flat=True))
        reported = set(rows.exclude(updates=None).values_list("id", flat=True))
        people = {person for line in lines for person in (line.owner, *line.helpers) if person}
        strangers = len(people) - models.Person.objects.filter(id__in=people).count()
        refusals = (_unfit(line, known, reported) for line in lines)
        first = next((each for each in refusals if each is not None), None)
        first = first or (unacceptable("person-unknown") if strangers else None)
        return first or _unfit_programmes(row, lines) or _unfit_above(row, above) or True

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        before = _owners(row)
        for line in lines:
            if line.dropped:
                drop(row, line.commitment, at)
                continue
            models.Commitment.objects.filter(id=line.commitment).update(
                owner=line.owner,
                owner_role=line.owner_role,
                helpers=list(line.helpers),
                start=line.start,
                due=line.due,
                recurrence=line.recurrence,
                confirmed=True,
                **({} if line.programme is None else {"programme": line.programme or None}),
            )
        for clause, theirs in above.items():
            _implementing.link(deed, clause, theirs, at)
        carry_on(deed, row.id)
        tell_owners([each for each, owner in _owners(row).items() if owner and before.get(each) != owner], at)
        deed.record(
            "plan-confirmed",
            row.id,
            lines=[
                {
                    "commitment": line.commitment,
                    "owner": line.owner or "",
                    "due": line.due.isoformat() if line.due else "",
                    "recurrence": line.recurrence,
                    "dropped": int(line.dropped),
                    **({} if line.programme is None else {"programme": line.programme}),
                }
                for line in lines
            ],
        )
        return row.id

    return on_resolution(actor=actor, verb="plans.confirm", at=at, resolution=resolution, decide=decide, write=write)


def drop(row: models.Resolution, commitment: str, at: datetime) -> None:
    """Take it out of the plan; where it was confirmed, those who follow it learn that it is gone."""
    gone = models.Commitment.objects.get(id=commitment)
    if gone.confirmed:
        models.DroppedCommitment.objects.create(
            id=commitment,
            resolution=row,
            at=at,
            owner_id=gone.owner_id,
            visibility=gone.visibility,
            start=gone.start,
            due=gone.due,
        )
    gone.delete()


def _owners(row: models.Resolution) -> dict[str, str | None]:
    """Who was charged with what."""
    charged = models.Commitment.objects.filter(clause__resolution=row, confirmed=True)
    return dict(charged.values_list("id", "owner_id"))


def _unfit(line: Line, known: set[str], reported: set[str]) -> Refusal | None:
    """Why a line can't be confirmed as it stands."""
    if line.commitment not in known:
        return unacceptable("commitment-unknown")
    if line.dropped:
        return conflict("commitment-reported") if line.commitment in reported else None
    if not line.owner:
        return unacceptable("owner-missing")
    if line.recurrence not in plans.RECURRENCES:
        return unacceptable("recurrence-unknown")
    if line.start and line.due and line.due < line.start:
        return unacceptable("dates-reversed")
    return None


def _unfit_programmes(row: models.Resolution, lines: Sequence[Line]) -> Refusal | None:
    wanted = {line.programme for line in lines if line.programme}
    known = models.Programme.objects.filter(id__in=wanted, body_id=row.body_id).count()
    return None if known == len(wanted) else unacceptable("programme-unknown")


def _unfit_above(row: models.Resolution, above: Mapping[str, Sequence[str]]) -> Refusal | None:
    own = row.clauses.filter(id__in=list(above), removed=False, lost_in=None).count()
    wanted = {each for theirs in above.values() for each in theirs}
    return _implementing.unfit(row.body_id, wanted) if own == len(above) else unacceptable("clause-unknown")


def _adopted(row: models.Resolution) -> Resolution:
    version = row.versions.get(language=row.language, sha256=row.adopted_sha256[row.language])
    return canonical.load(version.content)


def _words(clause: Clause) -> str:
    """All words of a clause in one paragraph."""
    return " ".join([each.text for each in clause.walk()] + ([clause.tail] if clause.tail else []))


def _members(body: str) -> dict[str, list[str]]:
    """Who holds a role in the body, by all their names."""
    people = models.Person.objects.filter(memberships__body_id=body).distinct()
    return {person.id: list(person.names.values()) for person in people}


def _named(clause: Clause, members: dict[str, list[str]]) -> str | None:
    """The one member whom a clause names: somebody nominated answers for the mandate."""
    found = {parties.match(name, members) for each in clause.walk() for name in each.people}
    return found.pop() if len(found) == 1 else None


def _summaries(row: models.Resolution) -> dict[str, dict[str, str]]:
    """The words of each clause in every language."""
    found: dict[str, dict[str, str]] = {}
    for version in row.versions.filter(sha256__in=row.adopted_sha256.values()):
        for clause in canonical.load(version.content).clauses:
            found.setdefault(clause.id, {})[version.language] = _words(clause)
    return found
