"""What enters the register is found by its words, and from both ends of its citations.

Links live beside the text: not a letter of what was adopted changes when what it cites arrives later.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from plenaria.actions import _corrigenda, _decisions, _passages
from plenaria.actions._passages import Piece
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.matching import clause_cited
from plenaria.core.text.numbers import number_of
from plenaria.core.text.references import citing
from plenaria.core.text.resolution import Citation, Resolution
from plenaria.store import models
from plenaria.store.queries import citations
from plenaria.store.queries.citations import Asked


def enter(row: models.Resolution) -> None:
    """Index the adopted texts of what has just come into the register, or changed there, and link its citations.

    Those of other texts that may mean it are looked at again: the order in which papers come does not matter.
    """
    texts = [
        canonical.load(each.content)
        for each in row.versions.order_by("language")
        if each.sha256 == row.adopted_sha256.get(each.language)
    ]
    assert row.adopted_on is not None
    _passages.leave(row.passages.all())
    row.references.all().delete()
    _passages.enter(
        [piece for text in texts for piece in pieces(row, text)], of=row.id, on=row.adopted_on, body=row.body_id
    )
    _decisions.enter_all(row)
    _corrigenda.enter_all(row)
    models.Reference.objects.bulk_create(each for text in texts for each in references(row, text))
    relink(models.Reference.objects.filter(Q(resolution=row) | _may_mean(row)))


def leave(row: models.Resolution) -> None:
    """Take what is no longer in the register out of its index, and the links to it out of the citations."""
    _passages.leave(row.passages.all())
    row.references.all().delete()
    relink(models.Reference.objects.filter(Q(cited=row) | _may_mean(row)))


def relink(references: QuerySet[models.Reference]) -> None:
    """Ask again what these citations mean, and store what changed."""
    rows = list(references.filter(resolution__state__in=IN_REGISTER).select_related("resolution"))
    changed = []
    for row, match in zip(rows, citations.matches([_asked(each) for each in rows]), strict=True):
        if row.cited_id != match.certain:
            row.cited_id = match.certain
            changed.append(row)
    models.Reference.objects.bulk_update(changed, ("cited",))


def _may_mean(row: models.Resolution) -> Q:
    """Citations with its number, and those with its day and no number."""
    assert row.adopted_on is not None
    number = number_of(row.number).key[:60]
    by_day = Q(number_key="", cited_date=row.adopted_on.isoformat())
    return by_day | Q(number_key=number) if number else by_day


def _asked(row: models.Reference) -> Asked:
    citation = Citation(
        text=row.text, body=row.cited_body or None, number=row.cited_number or None, date=row.cited_date or None
    )
    text = row.resolution
    return Asked(resolution=text.id, body=text.body_id, on=text.adopted_on, citation=citation)


def pieces(row: models.Resolution, text: Resolution) -> Iterator[Piece]:
    """The title, each recital and each clause of an adopted text."""
    links, known = fragments(text), {each.id: each for each in row.clauses.all()}

    def passage(part: str, words: str, position: int, **more: Any) -> models.Passage:
        return models.Passage(resolution=row, language=text.language, part=part, position=position, text=words, **more)

    yield Piece(passage("title", text.title, 0), also=row.number)
    for position, recital in enumerate(text.recitals, 1):
        yield Piece(passage("recital", recital.text, position))
    for position, each in enumerate(text.walk(), len(text.recitals) + 1):
        words, clause = f"{each.text} {each.tail}".strip(), known.get(each.id)
        where = {"number": each.number[:20], "fragment": links[each.id], "clause": clause}
        kinds = (clause.kind, *clause.also) if clause else ()
        yield Piece(passage("clause", words, position, **where), kinds=kinds)


def references(row: models.Resolution, text: Resolution) -> Iterator[models.Reference]:
    """What an adopted text cites, not linked yet."""
    links, numbers = fragments(text), {each.id: each.number for each in text.walk()}
    for each in citing(text):
        citation = each.citation
        yield models.Reference(
            resolution=row,
            language=text.language,
            position=each.position,
            fragment=links.get(each.place, ""),
            clause=numbers.get(each.place, "")[:20],
            text=citation.text,
            cited_body=(citation.body or "")[:300],
            cited_number=(citation.number or "")[:60],
            number_key=number_of(citation.number or "").key[:60],
            cited_date=citation.date or "",
            cited_clause=(clause_cited(each.words, citation) or "")[:20],
        )
