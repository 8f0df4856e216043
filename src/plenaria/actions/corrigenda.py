"""Corrigenda: prepared at the desk, issued by a vote or by an office, sealed like the text that they correct."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from plenaria.actions import _corrigenda
from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._resolution import digest_of, on_resolution
from plenaria.actions.seals import SealedFile
from plenaria.core.corrigenda import CORRIGENDUM, OFFICES, Correction, unfit
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store import models

SEALED = ("sealed", "published", "historical")
"""The states of a resolution whose text is fixed and can only be corrected beside it."""


def prepare(
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    corrections: Sequence[Correction],
    reasons: Mapping[str, str],
    on: date,
    poll: str | None = None,
    office: str = "",
    corrigendum: str | None = None,
) -> Receipt | Refusal:
    """Write a draft down, or again where ``corrigendum`` names one; decided by a ``poll`` or by ``office``.

    Refused: ``corrigendum-unsealed``, ``corrigendum-unknown``, ``wrong-state``, ``corrigendum-undecided``,
    ``corrigendum-vote-unfit`` (no adopted vote of this body), and what ``core.corrigenda.unfit`` refuses.
    """

    def decide(row: models.Resolution) -> models.Corrigendum | Refusal:
        if row.state not in SEALED:
            return conflict("corrigendum-unsealed")
        draft = row.corrigenda.filter(id=corrigendum).first() if corrigendum else models.Corrigendum(resolution=row)
        if draft is None:
            return unacceptable("corrigendum-unknown")
        state = CORRIGENDUM.after(draft.state, "issue")
        if isinstance(state, Refusal):
            return state
        return _undecided(row, poll, office) or unfit(corrections, _corrigenda.adopted(row)) or draft

    def write(deed: Deed, row: models.Resolution, draft: models.Corrigendum) -> str:
        if not corrigendum:
            draft.number, draft.made_at = row.corrigenda.count() + 1, at
        draft.corrections = [each.to_data() for each in corrections]
        draft.reasons = {language: words.strip() for language, words in reasons.items() if words.strip()}
        draft.poll_id, draft.office, draft.on = poll or None, "" if poll else office, on
        draft.save()
        return draft.id

    return on_resolution(
        actor=actor, verb="corrigenda.prepare", at=at, resolution=resolution, decide=decide, write=write
    )


def withdraw(*, actor: Actor, at: datetime, corrigendum: str) -> Receipt | Refusal:
    """Drop a draft; its number is not given again. Refused: ``corrigendum-unknown``, ``wrong-state``."""

    def write(deed: Deed, row: models.Resolution, draft: models.Corrigendum) -> str:
        draft.save(update_fields=("state",))
        return draft.id

    return _on(actor, at, corrigendum, "corrigenda.prepare", "withdraw", write)


def issue(*, actor: Actor, at: datetime, corrigendum: str, texts: Mapping[str, Resolution]) -> Receipt | Refusal:
    """Fix the words of a draft in every language: from now on the journal holds their hashes.

    ``texts`` are its papers (``phrases.corrigenda.text``). Refused: ``corrigendum-unknown``, ``wrong-state``.
    """

    def write(deed: Deed, row: models.Resolution, draft: models.Corrigendum) -> str:
        draft.texts = {language: canonical.dump(text) for language, text in texts.items()}
        draft.text_sha256 = {language: digest_of(text) for language, text in texts.items()}
        draft.save(update_fields=("state", "texts", "text_sha256"))
        deed.record(
            "corrigendum-issued",
            draft.id,
            resolution=row.id,
            number=next(iter(texts.values())).number or "",
            poll=draft.poll_id or "",
            office=draft.office,
            text_sha256=dict(draft.text_sha256),
        )
        return draft.id

    return _on(actor, at, corrigendum, "corrigenda.issue", "issue", write)


def seal(
    *,
    actor: Actor,
    at: datetime,
    corrigendum: str,
    documents: Sequence[SealedFile],
    bundle: SealedFile,
    manifest_sha256: str,
    key: str,
    checkpoint_size: int,
) -> Receipt | Refusal:
    """Record the seal over an issued corrigendum; the register shows it from now on.

    Refused: ``corrigendum-unknown``, ``wrong-state``.
    """

    def write(deed: Deed, row: models.Resolution, issued: models.Corrigendum) -> str:
        for each in documents:
            issued.files.create(format=each.format, language=each.language, file=_corrigenda.stored(each, at))
        issued.bundle, issued.manifest_sha256 = _corrigenda.stored(bundle, at), manifest_sha256
        issued.key, issued.checkpoint_size, issued.sealed_at = key, checkpoint_size, at
        issued.save()
        deed.record("text-sealed", issued.id, manifest_sha256=manifest_sha256, bundle_sha256=bundle.sha256, key=key)
        _corrigenda.enter_all(row)
        return issued.id

    return _on(actor, at, corrigendum, "corrigenda.issue", "seal", write)


def _on(
    actor: Actor,
    at: datetime,
    corrigendum: str,
    permit: str,
    verb: str,
    write: Callable[[Deed, models.Resolution, models.Corrigendum], str],
) -> Receipt | Refusal:
    """Take a corrigendum to its next state, under the lock of its resolution."""
    found = models.Corrigendum.objects.filter(id=corrigendum).values_list("resolution_id", flat=True).first()
    if found is None:
        return unacceptable("corrigendum-unknown")

    def decide(row: models.Resolution) -> models.Corrigendum | Refusal:
        mine = row.corrigenda.get(id=corrigendum)
        state = CORRIGENDUM.after(mine.state, verb)
        if isinstance(state, Refusal):
            return state
        mine.state = state
        return mine

    return on_resolution(actor=actor, verb=permit, at=at, resolution=found, decide=decide, write=write)


def _undecided(row: models.Resolution, poll: str | None, office: str) -> Refusal | None:
    """Why nobody has decided it who may, if nobody has."""
    if not poll:
        return None if office in OFFICES else unacceptable("corrigendum-undecided")
    held = models.Poll.objects.filter(
        id=poll, meeting__body_id=row.body_id, state="declared", decision__outcome="adopted"
    )
    return None if held.exists() else unacceptable("corrigendum-vote-unfit")
