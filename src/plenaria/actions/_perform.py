"""The order in which every action is done, written once.

1. lock and begin;
2. load a frozen snapshot of what is concerned;
3. ask ``permits.may`` (who?);
4. let ``core`` decide (lawful?);
5. write the rows, and say what was done as journal entries;
6. append to the journal, its head last;
7. commit, and wake what follows.

An action returns a :class:`Receipt`, or the ``Refusal`` that stopped it; then nothing was written. Exceptions are bugs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from plenaria.actions import _journal, _wake
from plenaria.actions._disk import unless_full
from plenaria.core import permits
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Receipt:
    """It was done and is on disk. ``subject`` is the id of what was made or changed; ``leaves`` its journal entries."""

    subject: str
    leaves: tuple[int, ...] = ()
    secret: str = ""
    """What is shown once and kept nowhere, such as a badge's token."""


@dataclass(slots=True)
class Deed:
    """What an action does while it is being done: the entries that it leaves in the journal.

    ``at`` is the moment that the caller gave; ``body`` and ``meeting`` say where the entries belong.
    """

    actor: Actor
    at: datetime
    body: str = ""
    meeting: str = ""
    secret: str = ""
    entries: list[_journal.Pending] = field(default_factory=list)
    once_numbered: Callable[[tuple[int, ...]], None] = lambda numbers: None
    """Writes what needs the numbers of the entries: called with them, before the commit."""

    def record(self, kind: str, subject: str, personal: dict[str, str] | None = None, **data: Value) -> None:
        """Leave an entry of that kind about ``subject``.

        ``personal`` fields enter as an HMAC whose value can be erased later (design: seal.md, Journal).
        """
        self.entries.append(
            _journal.Pending(
                kind=kind,
                at=self.at,
                actor=_name_of(self.actor),
                subject=subject,
                body=self.body,
                meeting=self.meeting,
                data=data,
                personal=personal or {},
            )
        )


def _name_of(actor: Actor) -> str:
    """Who it was, as the journal names them."""
    return str(actor.person or actor.seat or actor.party or actor.token or "installation")


def perform[Snapshot, Decision](
    *,
    actor: Actor,
    verb: str,
    at: datetime,
    load: Callable[[], tuple[Snapshot, Where] | Refusal],
    decide: Callable[[Snapshot], Decision | Refusal],
    write: Callable[[Deed, Snapshot, Decision], str],
) -> Receipt | Refusal:
    """Do one thing in the order above.

    ``load`` locks and reads, and says where it is; ``decide`` is pure; ``write`` changes rows through the models,
    records entries on its :class:`Deed` and returns the subject's id. Whatever it is, ``disk-full`` may stop it.
    """

    def do() -> Receipt | Refusal:
        with transaction.atomic():
            loaded = load()
            if isinstance(loaded, Refusal):
                return loaded
            snapshot, where = loaded
            refusal = permits.may(actor, verb, where)
            if refusal is not None:
                return refusal
            decision = decide(snapshot)
            if isinstance(decision, Refusal):
                return decision
            deed = Deed(actor, at, body=str(where.body or ""))
            subject = write(deed, snapshot, decision)
            leaves = _journal.append(deed.entries)
            deed.once_numbered(leaves)
            transaction.on_commit(_wake.waking(tuple(deed.entries), leaves))
        return Receipt(subject, leaves, deed.secret)

    return unless_full(do)


def lawful(_: Any) -> bool:
    """For an action that nothing but permission can stop."""
    return True
