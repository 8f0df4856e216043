"""What the actions on one resolution share: locking it, and adding a version of its text."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.journal.canonical import encode, normalised
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store import models


def locked(resolution: str) -> tuple[models.Resolution, Where] | Refusal:
    """The resolution, locked until the commit, with its body; ``resolution-unknown`` where there is none."""
    rows = models.Resolution.objects.select_for_update(of=("self",)).select_related("body")
    row = rows.filter(id=resolution).first()
    return (row, Where(body=row.body_id)) if row else unacceptable("resolution-unknown")


def on_resolution[Decision](
    *,
    actor: Actor,
    verb: str,
    at: datetime,
    resolution: str,
    decide: Callable[[models.Resolution], Decision | Refusal],
    write: Callable[[Deed, models.Resolution, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to a resolution (see ``_perform``); its entries belong to its meeting."""

    def written(deed: Deed, row: models.Resolution, decision: Decision) -> str:
        deed.meeting = row.meeting_id or ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=verb, at=at, load=lambda: locked(resolution), decide=decide, write=written)


def digest_of(text: Resolution) -> str:
    """SHA-256 of the canonical bytes of a text (RFC 8785), in hexadecimal."""
    return sha256(encode(normalised(canonical.dump(text)))).hexdigest()


def add_version(
    row: models.Resolution, text: Resolution, actor: Actor, at: datetime, source: models.StoredFile | None = None
) -> str:
    """Add the next version of the text in its language, with the file that it was read from; its SHA-256."""
    latest = (
        row.versions.filter(language=text.language).order_by("-revision").values_list("revision", flat=True).first()
    )
    digest = digest_of(text)
    models.TextVersion.objects.create(
        resolution=row,
        language=text.language,
        revision=(latest or 0) + 1,
        content=normalised(canonical.dump(text)),
        sha256=digest,
        source=source,
        author_id=actor.person,
        made_at=at,
    )
    return digest
