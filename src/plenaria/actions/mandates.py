"""The mandate of whoever the body has put forward: as a letter to the host, or handed over."""

from datetime import datetime

from plenaria.actions import _mandates
from plenaria.actions._nominations import on_nomination
from plenaria.actions._perform import Deed, Receipt
from plenaria.core.nominations import NOMINATION
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models
from plenaria.store.queries import mandates


def prepare_mandate(*, actor: Actor, at: datetime, nomination: str) -> Receipt | Refusal:
    """Draft the letter; a superior body that is in no address book yet is entered in it. The receipt names the letter.

    Refused: ``nomination-unknown``, ``wrong-state``, ``mandate-drafted``, ``mandate-without-resolution``,
    ``mandate-without-party``.
    """

    def decide(row: models.Nomination) -> bool | Refusal:
        after = NOMINATION.after(row.state, "send-mandate")
        if isinstance(after, Refusal):
            return after
        if row.letter is not None and row.letter.state != "dropped":
            return conflict("mandate-drafted")
        if row.clause is None:
            return conflict("mandate-without-resolution")
        return True if row.party or row.host else unacceptable("mandate-without-party")

    def write(deed: Deed, row: models.Nomination, decision: bool) -> str:
        return _mandates.draft(row, mandates.party_of(row) or _entered(deed, row), at)

    return on_nomination(actor, "dispatches.prepare", at, nomination, decide, write)


def hand_over(*, actor: Actor, at: datetime, nomination: str) -> Receipt | Refusal:
    """Note that the mandate was handed to whoever is nominated, on paper.

    Refused: ``nomination-unknown``, ``wrong-state``.
    """

    def write(deed: Deed, row: models.Nomination, state: str) -> str:
        row.state, row.handed_on = state, at.date()
        row.save(update_fields=("state", "handed_on"))
        deed.record("nomination-decided", row.id, verb="send-mandate", state=state, letter="")
        _mandates.drop_draft(deed, row, "")
        return row.id

    def decide(row: models.Nomination) -> str | Refusal:
        return NOMINATION.after(row.state, "send-mandate")

    return on_nomination(actor, "nominations.decide", at, nomination, decide, write)


def _entered(deed: Deed, row: models.Nomination) -> models.Party:
    host = row.host
    assert host is not None
    language = host.languages[0]
    party = models.Party.objects.create(
        body_id=row.body_id,
        names=host.names,
        language=language,
        email=host.email,
        address=list(host.letterhead.get(language) or ()),
    )
    deed.record("party-added", party.id, names=dict(party.names))
    return party
