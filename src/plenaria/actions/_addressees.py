"""Who is to be written to, in which language, and the drafts of their letters."""

from dataclasses import dataclass
from datetime import date

from plenaria.core import parties
from plenaria.core.text.resolution import Resolution
from plenaria.phrases import letters
from plenaria.store import models
from plenaria.store.queries import dispatches, letter_books
from plenaria.store.queries.letter_occasions import occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A party that is written to for one purpose."""

    purpose: str
    clause_id: str | None
    party: models.Party
    language: str
    answer_due: date | None
    earlier: letters.Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All of them for one resolution, with its texts."""

    row: models.Resolution
    texts: dict[str, Resolution]
    matched: tuple[Matched, ...]


def wanted(row: models.Resolution) -> Wanted:
    """Whom the adopted text calls for, as far as the address book knows them."""
    texts = dispatches.adopted_texts(row)
    book = {party.id: party for party in models.Party.objects.filter(body_id=row.body_id)}
    matched = [
        Matched(
            purpose=each.purpose,
            clause_id=each.clause_id,
            party=book[each.party],
            language=parties.closest(book[each.party].language, list(texts), row.language),
            answer_due=each.answer_due,
        )
        for each in dispatches.addressees(row.id)
        if each.party
    ]
    return Wanted(row=row, texts=texts, matched=tuple(matched))


def draft(row: models.Resolution, text: Resolution, to: Matched, today: date) -> letters.Letter:
    """The letter to one of them, in its language, from the body's template or the house's."""
    about = occasion(
        row,
        text,
        to.party,
        clause_id=to.clause_id,
        answer_due=to.answer_due,
        today=today,
        earlier=to.earlier,
    )
    own = letter_books.template(row.body_id, to.purpose, to.language)
    return letters.draft(to.purpose, about, to.language, own)
