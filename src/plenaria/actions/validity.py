"""What a clause does to earlier ones: proposed with a draft, put on record for an adopted text; and what is spent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plenaria.actions import _validity
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core import validity
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED, IN_REGISTER, TEXT_OPEN
from plenaria.store import models

LONGEST_WORDS = 20_000
LONGEST_REASON = 500
STANDING = DECIDED | IN_REGISTER
"""The states of a resolution whose clauses may be changed by later ones."""


@dataclass(frozen=True, slots=True)
class _Change:
    by: models.Clause | None
    targets: tuple[models.Clause, ...]


def propose_effect(
    *,
    actor: Actor,
    at: datetime,
    by: str,
    verb: str,
    clauses: Sequence[str],
    words: Mapping[str, str] | None = None,
    since: date | None = None,
) -> Receipt | Refusal:
    """Say what a clause of a draft will do to these earlier ones (``verb``: amend, supersede or annul).

    It works from the adoption on, or from ``since``; ``words`` are the new ones of a clause that is amended, in each
    language of its text. Refused: ``text-closed`` (state), and what ``record_effect`` refuses.
    """
    return _put_down(actor, "validity.propose", at, by, verb, clauses, words or {}, since, "", TEXT_OPEN)


def record_effect(
    *,
    actor: Actor,
    at: datetime,
    by: str,
    verb: str,
    clauses: Sequence[str],
    words: Mapping[str, str] | None = None,
    since: date | None = None,
) -> Receipt | Refusal:
    """Put on record what a clause of an adopted text does to these earlier ones.

    Refused: ``clause-unknown``, ``nothing-to-change``, ``not-adopted`` (either text), ``not-ours-to-change`` where the
    earlier one is another body's that is not below this one, ``changes-itself``, ``effect-before-adoption``,
    ``not-in-force`` (state), ``new-words-missing``, ``new-words-unasked``, ``sentence-too-long`` (limit).
    """
    return _put_down(actor, "validity.record", at, by, verb, clauses, words or {}, since, "", STANDING)


def note_spent(*, actor: Actor, at: datetime, clause: str, since: date, reason: str = "") -> Receipt | Refusal:
    """The body notes that a clause has done its work and obliges no more. Refused: as ``record_effect``."""

    def load() -> tuple[_Change, Where] | Refusal:
        found = _targets([clause])
        return (_Change(None, found), Where(body=found[0].resolution.body_id)) if found else _unknown()

    return perform(
        actor=actor,
        verb="validity.spend",
        at=at,
        load=load,
        decide=_deciding("spend", {}, since, STANDING, reason),
        write=_writing("spend", {}, reason, now=True),
    )


def drop_effect(*, actor: Actor, at: datetime, effect: str) -> Receipt | Refusal:
    """Take back what was proposed and not decided. Refused: ``effect-unknown``, ``effect-decided``."""

    def load() -> tuple[models.Effect, Where] | Refusal:
        rows = models.Effect.objects.select_for_update(of=("self",)).select_related("by__resolution")
        row = rows.filter(id=effect).exclude(by=None).first()
        return (row, Where(body=_body(row.by))) if row else unacceptable("effect-unknown")

    def decide(row: models.Effect) -> bool | Refusal:
        return conflict("effect-decided") if row.decided else True

    def write(deed: Deed, row: models.Effect, decision: bool) -> str:
        row.delete()
        return effect

    return perform(actor=actor, verb="validity.propose", at=at, load=load, decide=decide, write=write)


def apply_effects(*, actor: Actor, at: datetime) -> Receipt | Refusal:
    """Let every effect whose day has come show on its clause. To be called each day; nothing else is written."""

    def load() -> tuple[list[models.Effect], Where]:
        rows = models.Effect.objects.select_related("clause__resolution", "clause__parent")
        return list(rows.filter(decided=True, applied=False, since__lte=at.date())), Where()

    def write(deed: Deed, rows: list[models.Effect], decision: bool) -> str:
        _validity.write_down({row.clause_id: row.clause for row in rows}.values(), at.date())
        return ""

    return perform(actor=actor, verb="validity.apply", at=at, load=load, decide=lambda _: True, write=write)


def _put_down(
    actor: Actor,
    permit: str,
    at: datetime,
    by: str,
    verb: str,
    clauses: Sequence[str],
    words: Mapping[str, str],
    since: date | None,
    reason: str,
    states: frozenset[str],
) -> Receipt | Refusal:
    def load() -> tuple[_Change, Where] | Refusal:
        changing = _targets([by])
        if not changing:
            return _unknown()
        return _Change(changing[0], _targets(clauses)), Where(body=_body(changing[0]))

    def decide(change: _Change) -> date | Refusal:
        if not change.targets or len(change.targets) != len(set(clauses)):
            return unacceptable("clause-unknown" if clauses else "nothing-to-change")
        return _deciding(verb, words, since, states, reason)(change)

    return perform(
        actor=actor,
        verb=permit,
        at=at,
        load=load,
        decide=decide,
        write=_writing(verb, words, reason, now=states is STANDING, since=since),
    )


def _deciding(
    verb: str, words: Mapping[str, str], since: date | None, states: frozenset[str], reason: str
) -> Callable[[_Change], date | Refusal]:
    """Whether it is lawful; the day from which on it works."""

    def decide(change: _Change) -> date | Refusal:
        if change.by is not None and change.by.resolution.state not in states:
            state = change.by.resolution.state
            return conflict("not-adopted") if states is STANDING else conflict("text-closed", state=state)
        adopted_on = change.by.resolution.adopted_on if change.by is not None else None
        day = since or adopted_on or date.max
        if adopted_on is not None and day < adopted_on:
            return conflict("effect-before-adoption")
        if max(map(len, words.values()), default=0) > LONGEST_WORDS or len(reason) > LONGEST_REASON:
            return unacceptable("sentence-too-long", limit=LONGEST_REASON if reason else LONGEST_WORDS)
        refusals = (_unfit(change.by, each, verb, words, day) for each in change.targets)
        return next((each for each in refusals if each is not None), day)

    return decide


def _unfit(
    by: models.Clause | None, target: models.Clause, verb: str, words: Mapping[str, str], day: date
) -> Refusal | None:
    if target.resolution.state not in STANDING:
        return conflict("not-adopted")
    if by is not None and by.resolution_id == target.resolution_id:
        return conflict("changes-itself")
    if by is not None and _body(by) not in _chain(target.resolution.body):
        return conflict("not-ours-to-change")
    effect = validity.Effect(id="", verb=verb, since=day, words=words)
    return validity.may_change(_validity.standing(target, day), effect, target.resolution.adopted_sha256)


def _writing(
    verb: str, words: Mapping[str, str], reason: str, *, now: bool, since: date | None = None
) -> Callable[[Deed, _Change, date], str]:
    """Write an effect for each clause; one that is only proposed waits for the adoption."""

    def write(deed: Deed, change: _Change, day: date) -> str:
        deed.meeting = (change.by or change.targets[0]).resolution.meeting_id or ""
        for target in change.targets:
            row = models.Effect.objects.create(
                clause=target,
                by=change.by,
                verb=verb,
                words={language: each.strip() for language, each in words.items() if each.strip()},
                since=day if now else since,
                reason=reason.strip(),
                made_at=deed.at,
                person_id=deed.actor.person,
            )
            if now:
                _validity.decide(deed, row)
        changing: models.Clause = change.by or change.targets[0]
        return str(changing.id)

    return write


def _targets(clauses: Sequence[str]) -> tuple[models.Clause, ...]:
    rows = models.Clause.objects.select_for_update(of=("self",)).select_related("resolution__body", "parent")
    return tuple(rows.filter(id__in=clauses, removed=False, lost_in=None).order_by("id"))


def _body(clause: models.Clause | None) -> str:
    assert clause is not None
    body: str = clause.resolution.body_id
    return body


def _chain(body: models.Body) -> set[str]:
    """A body and those above it, all of whom may change what it decided."""
    found, here = {body.id}, body
    while here.parent is not None and here.parent_id not in found:
        here = here.parent
        found.add(here.id)
    return found


def _unknown() -> Refusal:
    return unacceptable("clause-unknown")
