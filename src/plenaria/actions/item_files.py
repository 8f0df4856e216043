"""The files of a point of the agenda: laid before the delegates, corrected, taken away.

The bytes are kept before (``store.files.keep``) and named by their hash; the journal keeps the hash.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Max

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, kept
from plenaria.core.item_files import SHOWN
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import AgendaItem, ItemFile, Meeting


def lay(
    *,
    actor: Actor,
    at: datetime,
    item: str,
    upload: Upload,
    titles: Mapping[str, str],
    shown: str = "delegates",
    language: str = "",
) -> Receipt | Refusal:
    """Add a file to a point, its last one; ``shown`` is a word of ``core.item_files.SHOWN``.

    Refused: ``item-unknown``, ``shown-unknown``. A file without a title is called by its name.
    """

    def write(deed: Deed, row: AgendaItem) -> str:
        file = ItemFile(item=row, file=kept(upload, at), position=_after_last(row), language=language)
        return _save(deed, file, titles, shown, "item-file-laid")

    return _on_item(actor, at, item, shown, write)


def change(
    *, actor: Actor, at: datetime, file: str, titles: Mapping[str, str], shown: str, language: str = ""
) -> Receipt | Refusal:
    """Correct what a file is called, and to whom it is shown. Refused: ``item-file-unknown``, ``shown-unknown``."""
    row = ItemFile.objects.filter(id=file).first()
    if row is None:
        return unacceptable("item-file-unknown")

    def write(deed: Deed, item: AgendaItem) -> str:
        kept = item.files.select_related("file").get(id=file)
        kept.language = language
        return _save(deed, kept, titles, shown, "item-file-changed")

    return _on_item(actor, at, row.item_id, shown, write, file)


def remove(*, actor: Actor, at: datetime, file: str) -> Receipt | Refusal:
    """Take a file away; the journal keeps its hash. Refused: ``item-file-unknown``."""
    row = ItemFile.objects.filter(id=file).first()
    if row is None:
        return unacceptable("item-file-unknown")

    def write(deed: Deed, item: AgendaItem) -> str:
        kept = item.files.select_related("file").get(id=file)
        deed.record("item-file-removed", kept.id, item=item.id, sha256=kept.file.sha256)
        kept.delete()
        return file

    return _on_item(actor, at, row.item_id, row.shown, write, file)


def _on_item(
    actor: Actor, at: datetime, item: str, shown: str, write: Callable[[Deed, AgendaItem], str], file: str = ""
) -> Receipt | Refusal:
    def load() -> tuple[AgendaItem, Where] | Refusal:
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(items=item).first()
        if meeting is None:
            return unacceptable("item-unknown")
        row = AgendaItem.objects.get(id=item)
        return row, Where(body=meeting.body_id)

    def decide(row: AgendaItem) -> bool | Refusal:
        if file and not row.files.filter(id=file).exists():
            return unacceptable("item-file-unknown")
        return True if shown in SHOWN else unacceptable("shown-unknown")

    def write_there(deed: Deed, row: AgendaItem, decision: bool) -> str:
        deed.meeting = row.meeting_id
        return write(deed, row)

    return perform(actor=actor, verb="agenda.edit", at=at, load=load, decide=decide, write=write_there)


def _after_last(row: AgendaItem) -> int:
    """The position behind the last file of a point: one in the middle may have been taken away."""
    last: int | None = row.files.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _save(deed: Deed, row: ItemFile, titles: Mapping[str, str], shown: str, kind: str) -> str:
    row.titles = {language: title for language, title in titles.items() if title}
    row.shown = shown
    row.save()
    deed.record(kind, row.id, item=row.item_id, sha256=row.file.sha256, titles=row.titles, shown=shown)
    return row.id
