"""What of the text is under debate: a clause, or an amendment to it, which every screen of the meeting shows."""

from dataclasses import dataclass
from datetime import datetime

from plenaria.actions._amendments import texts_of
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is to be seen, with the number of the clause as it stands in the text."""

    clause: str | None
    amendment: models.Amendment | None
    number: str
    resolution: str


def show_clause(
    *, actor: Actor, at: datetime, meeting: str, clause: str | None = None, amendment: str | None = None
) -> Receipt | Refusal:
    """Show one clause of the text of the open point on every screen, or an amendment to it; with neither, none.

    Refused: ``meeting-not-open``, ``clause-not-on-table``, ``amendment-unknown``.
    """

    def load() -> tuple[models.Meeting, Where] | Refusal:
        row = models.Meeting.objects.select_for_update(of=("self",)).select_related("item").filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: models.Meeting) -> _Shown | Refusal:
        if row.state != "open":
            return conflict("meeting-not-open")
        paper = row.item.resolution_id if row.item else None
        proposed = models.Amendment.objects.filter(id=amendment, resolution=paper).first() if amendment else None
        if amendment and proposed is None:
            return unacceptable("amendment-unknown")
        place = proposed.clause_id if proposed else clause
        text = texts_of(paper).get(_language(paper)) if paper else None
        found = next((each for each in text.walk() if each.id == place), None) if text and place else None
        if clause and found is None:
            return unacceptable("clause-not-on-table")
        return _Shown(found.id if found else None, proposed, found.number if found else "", paper or "")

    def write(deed: Deed, row: models.Meeting, shown: _Shown) -> str:
        deed.meeting = row.id
        row.clause_id, row.amendment = shown.clause, shown.amendment
        row.save(update_fields=("clause", "amendment"))
        deed.record(
            "clause-shown",
            row.id,
            None,
            resolution=shown.resolution,
            clause=shown.clause or "",
            number=shown.number,
            amendment=shown.amendment.number if shown.amendment else 0,
        )
        return row.id

    return perform(actor=actor, verb="meetings.conduct", at=at, load=load, decide=decide, write=write)


def _language(resolution: str) -> str:
    return models.Resolution.objects.values_list("language", flat=True).get(id=resolution)
