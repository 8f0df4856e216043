"""The files of the points of an agenda, as far as whoever asks may see them."""

from dataclasses import dataclass

from plenaria.core.item_files import is_shown
from plenaria.store.models import ItemFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFileView:
    """A file of a point: ``titles`` by language, or only the ``name`` that it was handed in with."""

    id: str
    meeting: str
    item: str
    titles: dict[str, str]
    name: str
    language: str
    media_type: str
    size: int
    sha256: str
    shown: str
    state: str
    """Of the meeting."""

    @property
    def ending(self) -> str:
        """What kind of file it is, as people know it: *PDF*."""
        return self.name.rpartition(".")[2].upper()

    def is_shown(self, *, public: bool) -> bool:
        """Whether it is shown now: to everybody, or else to the delegates."""
        return is_shown(self.shown, self.state, public=public)


def files_of(meeting: str) -> tuple[ItemFileView, ...]:
    """All files of a meeting's points, in their order."""
    rows = ItemFile.objects.select_related("file", "item__meeting").filter(item__meeting_id=meeting)
    return tuple(_view(row) for row in rows.order_by("item__position", "position", "id"))


def shown_files(meeting: str, *, public: bool) -> dict[str, tuple[ItemFileView, ...]]:
    """Point → its files that are shown now: to everybody, or else to the delegates."""
    found: dict[str, tuple[ItemFileView, ...]] = {}
    for each in files_of(meeting):
        if each.is_shown(public=public):
            found[each.item] = (*found.get(each.item, ()), each)
    return found


def file(file_id: str) -> ItemFileView | None:
    """One file."""
    row = ItemFile.objects.select_related("file", "item__meeting").filter(id=file_id).first()
    return None if row is None else _view(row)


def _view(row: ItemFile) -> ItemFileView:
    return ItemFileView(
        id=row.id,
        meeting=row.item.meeting_id,
        item=row.item_id,
        titles=row.titles,
        name=row.file.name,
        language=row.language,
        media_type=row.file.media_type,
        size=row.file.size,
        sha256=row.file.sha256,
        shown=row.shown,
        state=row.item.meeting.state,
    )
