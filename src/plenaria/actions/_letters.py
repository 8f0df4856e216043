"""What the actions on letters share: locking them, their numbers, and what happened to them."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db.models import QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.letters import numbered
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store import models


def locked() -> "QuerySet[models.Dispatch]":
    """Letters, locked until the commit, with what they are about."""
    rows = models.Dispatch.objects.select_for_update(of=("self",))
    return rows.select_related("party", "clause", "reminds", "resolution__body")


def on_letter[Decision](
    actor: Actor,
    verb: str,
    at: datetime,
    dispatch: str,
    decide: Callable[[models.Dispatch], Decision | Refusal],
    write: Callable[[Deed, models.Dispatch, Decision], str],
    *,
    asked: bool = False,
) -> Receipt | Refusal:
    """Do one thing to a letter (see ``_perform``); its entries belong to the meeting of its resolution.

    ``asked``: not to a reminder, but to the letter that it reminds of. Refused: ``dispatch-unknown``.
    """

    def load() -> tuple[models.Dispatch, Where] | Refusal:
        row = locked().filter(id=dispatch).first()
        if row is not None and asked and row.reminds_id:
            row = locked().get(id=row.reminds_id)
        if row is None:
            return unacceptable("dispatch-unknown")
        return row, Where(body=row.resolution.body_id, party=row.party_id)

    def written(deed: Deed, row: models.Dispatch, decision: Decision) -> str:
        deed.meeting = row.resolution.meeting_id or ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=verb, at=at, load=load, decide=decide, write=written)


def on_letters[Decision](
    actor: Actor,
    verb: str,
    at: datetime,
    dispatches: Collection[str],
    decide: Callable[[list[models.Dispatch]], Decision | Refusal],
    write: Callable[[Deed, list[models.Dispatch], Decision], str],
) -> Receipt | Refusal:
    """Do one thing to several letters of one body, to all of them or to none.

    Refused: ``nothing-to-send``, ``dispatch-unknown``.
    """

    def load() -> tuple[list[models.Dispatch], Where] | Refusal:
        if not dispatches:
            return unacceptable("nothing-to-send")
        rows = list(locked().filter(id__in=dispatches).order_by("id"))
        bodies = {row.resolution.body_id for row in rows}
        if len(rows) != len(set(dispatches)) or len(bodies) != 1:
            return unacceptable("dispatch-unknown")
        return rows, Where(body=bodies.pop())

    return perform(actor=actor, verb=verb, at=at, load=load, decide=decide, write=write)


def happened(row: models.Dispatch, kind: str, at: datetime, words: str = "") -> None:
    """Put something on the timeline of a letter; ``kind`` is one of ``core.correspondence.EVENTS``."""
    before = row.events.count()
    models.LetterEvent.objects.create(dispatch=row, kind=kind, at=at, words=words[:2000], position=before)


def number(row: models.Dispatch, at: datetime) -> None:
    """Give a letter the body's next number of the year, once: a letter that goes again keeps its own."""
    if row.reference:
        return
    books = models.LetterBook.objects
    books.get_or_create(body_id=row.resolution.body_id)
    book = books.select_for_update().get(body_id=row.resolution.body_id)
    year = str(at.year)
    book.counts = {**book.counts, year: book.counts.get(year, 0) + 1}
    book.save(update_fields=("counts",))
    row.reference = numbered(book.scheme, at.year, book.counts[year])
