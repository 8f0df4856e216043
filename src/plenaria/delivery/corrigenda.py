"""Issuing and sealing a corrigendum: its words are fixed first, then its papers and bundle are made and signed."""

from datetime import datetime

from plenaria.actions import corrigenda as actions
from plenaria.actions._perform import Receipt
from plenaria.core import permits
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.delivery import keys
from plenaria.delivery.sealing import Say, sign
from plenaria.store.queries import corrigenda as queries
from plenaria.store.queries.texts import where_of_resolution


def issue_and_seal(
    *, actor: Actor, at: datetime, corrigendum: str, passphrase: str, say: Say = lambda step: None
) -> Receipt | Refusal:
    """Fix the words of a draft, then seal it; one that was issued already is sealed alone.

    The passphrase is tried before anything is fixed. Refused: ``corrigendum-unknown``, ``corrigendum-sealed``, what the
    actions refuse, and what ``delivery.sealing.sign`` refuses.
    """
    view = queries.corrigendum(corrigendum)
    if view is None:
        return unacceptable("corrigendum-unknown")
    refusal = permits.may(actor, "corrigenda.issue", where_of_resolution(view.resolution) or Where())
    if refusal is not None:
        return refusal
    key = keys.unlock_seal_key(passphrase)
    if isinstance(key, Refusal):
        return key
    if view.state == "draft":
        issued = actions.issue(actor=actor, at=at, corrigendum=corrigendum, texts=queries.papers(corrigendum))
        if isinstance(issued, Refusal):
            return issued
    work = queries.sealing(corrigendum)
    if work is None:
        return conflict("corrigendum-sealed")
    made = sign(work, at, passphrase, say)
    if isinstance(made, Refusal):
        return made
    return actions.seal(
        actor=actor,
        at=at,
        corrigendum=corrigendum,
        documents=made.documents,
        bundle=made.bundle,
        manifest_sha256=made.manifest_sha256,
        key=made.key,
        checkpoint_size=made.checkpoint_size,
    )
