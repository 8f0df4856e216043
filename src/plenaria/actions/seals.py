"""Writing down that a text was sealed: its documents, its bundle, and the entry that names the manifest's hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._resolution import on_resolution
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.resolutions import RESOLUTION
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A file made of the resolution; its bytes are already kept (``store.files.keep``)."""

    format: str
    """Of ``formats.writing.FORMATS``, or ``bundle``."""
    language: str
    name: str
    media_type: str
    sha256: str
    size: int


def seal(
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    adopted_sha256: dict[str, str],
    documents: Sequence[SealedFile],
    bundle: SealedFile,
    manifest_sha256: str,
    key: str,
    checkpoint_size: int,
) -> Receipt | Refusal:
    """Record the seal over the adopted text; ``adopted_sha256`` says which text the files were made of.

    Refused: ``sealed-text-differs`` where that is not the text that was adopted.
    """

    def decide(row: models.Resolution) -> str | Refusal:
        state = RESOLUTION.after(row.state, "seal")
        if not isinstance(state, Refusal) and row.adopted_sha256 != adopted_sha256:
            return conflict("sealed-text-differs")
        return state

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        for document in documents:
            models.Document.objects.create(
                resolution=row, format=document.format, language=document.language, file=_stored(document, at)
            )
        models.Seal.objects.create(
            resolution=row,
            bundle=_stored(bundle, at),
            manifest_sha256=manifest_sha256,
            key=key,
            checkpoint_size=checkpoint_size,
            at=at,
        )
        row.state = state
        row.save(update_fields=("state",))
        deed.record("text-sealed", row.id, manifest_sha256=manifest_sha256, bundle_sha256=bundle.sha256, key=key)
        return row.id

    return on_resolution(actor=actor, verb="resolutions.seal", at=at, resolution=resolution, decide=decide, write=write)


def _stored(file: SealedFile, at: datetime) -> models.StoredFile:
    return models.StoredFile.objects.create(
        sha256=file.sha256, name=file.name, media_type=file.media_type, size=file.size, made_at=at
    )
