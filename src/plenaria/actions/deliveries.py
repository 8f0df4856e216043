"""What became of a letter on its way: delayed, delivered, come back; its link opened, and that it was received."""

from datetime import datetime

from plenaria.actions._letters import happened, on_letter
from plenaria.actions._perform import Deed, Receipt
from plenaria.core.correspondence import CORRESPONDENCE, WAITING
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.store import models

VERBS = {"deliver": "delivered", "bounce": "bounced", "delay": "delayed"}
"""What a server, or the secretary, says of a letter: verb → what happened."""


def record_delivery(*, actor: Actor, at: datetime, dispatch: str, verb: str, words: str = "") -> Receipt | Refusal:
    """Note that a letter arrived (``deliver``), came back (``bounce``), or is still on its way (``delay``).

    ``words`` are those of the server; they may name somebody, so that the journal does not hold them.
    Refused: ``dispatch-unknown``, ``wrong-state``.
    """

    def decide(row: models.Dispatch) -> str | Refusal:
        if verb == "delay":
            return row.state if row.state not in (*WAITING, "dropped") else conflict("letter-not-waiting")
        return CORRESPONDENCE.after(row.state, verb)

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        row.state = state
        row.save(update_fields=("state",))
        happened(row, VERBS[verb], at, words)
        if verb != "delay":
            deed.record(f"letter-{VERBS[verb]}", row.id, party=row.party_id)
        return row.id

    return on_letter(actor, "dispatches.record", at, dispatch, decide, write)


def note_opened(*, actor: Actor, at: datetime, dispatch: str) -> Receipt | Refusal:
    """The link in a letter was followed for the first time, by somebody or by a mail program on its own.

    It says nothing of the state. Refused: ``dispatch-unknown``, ``letter-not-waiting`` (it has not gone).
    """

    def decide(row: models.Dispatch) -> bool | Refusal:
        return conflict("letter-not-waiting") if row.state in (*WAITING, "dropped") else row.opened_at is None

    def write(deed: Deed, row: models.Dispatch, first: bool) -> str:
        if first:
            row.opened_at = at
            row.save(update_fields=("opened_at",))
            happened(row, "opened", at)
            deed.record("letter-opened", row.id, party=row.party_id)
        return row.id

    return on_letter(actor, "dispatches.acknowledge", at, dispatch, decide, write)


def acknowledge(*, actor: Actor, at: datetime, dispatch: str) -> Receipt | Refusal:
    """The party says, or the secretary learnt, that the letter arrived. It may be said again, and after an answer."""

    def decide(row: models.Dispatch) -> str | Refusal:
        if row.acknowledged_at is not None:
            return row.state
        state = CORRESPONDENCE.after(row.state, "acknowledge")
        return row.state if isinstance(state, Refusal) and row.answered_at else state

    def write(deed: Deed, row: models.Dispatch, state: str) -> str:
        if row.acknowledged_at is None:
            row.state, row.acknowledged_at = state, at
            row.save(update_fields=("state", "acknowledged_at"))
            happened(row, "acknowledged", at)
            deed.record("acknowledged", row.id, party=row.party_id)
        return row.id

    return on_letter(actor, "dispatches.acknowledge", at, dispatch, decide, write)
