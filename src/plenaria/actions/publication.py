"""Bringing a sealed resolution before the public, and noting where else it appeared."""

from collections.abc import Iterator
from datetime import date, datetime

from plenaria.actions._perform import Deed, Receipt, lawful
from plenaria.actions._resolution import on_resolution
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED, RESOLUTION
from plenaria.core.text import canonical
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.references import plain_number
from plenaria.core.text.resolution import Resolution
from plenaria.store import models
from plenaria.store.search import folded


def publish(*, actor: Actor, at: datetime, resolution: str, address: str) -> Receipt | Refusal:
    """Show a sealed resolution in the register; ``address`` is its own page there.

    From then on its words are found by the search, and its citations from the resolutions that they mean.
    """

    def decide(row: models.Resolution) -> str | Refusal:
        return RESOLUTION.after(row.state, "publish")

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        row.state, row.published_at = state, at
        row.save(update_fields=("state", "published_at"))
        _index(row)
        outlet = row.body.short_names.get(row.language) or row.body.names.get(row.language, "")
        _record(deed, row, outlet, address, at.date())
        return row.id

    return on_resolution(
        actor=actor, verb="resolutions.publish", at=at, resolution=resolution, decide=decide, write=write
    )


def record_publication(
    *, actor: Actor, at: datetime, resolution: str, outlet: str, address: str, on: date
) -> Receipt | Refusal:
    """Note that an adopted resolution appeared somewhere: another site, the press."""

    def decide(row: models.Resolution) -> bool | Refusal:
        if row.state not in DECIDED:
            return conflict("not-adopted")
        return lawful(row) if outlet.strip() else unacceptable("outlet-missing")

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        _record(deed, row, outlet.strip(), address, on)
        return row.id

    return on_resolution(
        actor=actor, verb="resolutions.publish", at=at, resolution=resolution, decide=decide, write=write
    )


def _record(deed: Deed, row: models.Resolution, outlet: str, address: str, on: date) -> None:
    models.PublicationRecord.objects.create(resolution=row, body_id=row.body_id, outlet=outlet, address=address, on=on)
    deed.record("published", row.id, outlet=outlet, address=address, on=on.isoformat())


def _index(row: models.Resolution) -> None:
    """The pieces of the adopted text in each language, and the citations of the authentic one."""
    texts = {
        each.language: canonical.load(each.content)
        for each in row.versions.all()
        if each.sha256 == row.adopted_sha256.get(each.language)
    }
    models.Passage.objects.bulk_create(each for text in texts.values() for each in _passages(row, text))
    models.Reference.objects.bulk_create(_references(row, texts[row.language]))


def _passages(row: models.Resolution, text: Resolution) -> Iterator[models.Passage]:
    links = fragments(text)
    pieces = [("title", "", "", text.title)]
    pieces += [("recital", "", "", recital.text) for recital in text.recitals]
    pieces += [("clause", each.number, links[each.id], f"{each.text} {each.tail}".strip()) for each in text.walk()]
    for position, (part, number, fragment, words) in enumerate(pieces):
        yield models.Passage(
            resolution=row,
            language=text.language,
            position=position,
            part=part,
            number=number[:20],
            fragment=fragment,
            text=words,
            words=folded(words),
        )


def _references(row: models.Resolution, text: Resolution) -> Iterator[models.Reference]:
    links = fragments(text)
    cited = [("", "", citation) for recital in text.recitals for citation in recital.citations]
    cited += [(links[each.id], each.number, citation) for each in text.walk() for citation in each.citations]
    for fragment, number, citation in cited:
        yield models.Reference(
            resolution=row,
            fragment=fragment,
            clause=number[:20],
            text=citation.text,
            cited_body=(citation.body or "")[:300],
            cited_number=plain_number(citation.number or "")[:60],
            cited_date=citation.date or "",
        )
