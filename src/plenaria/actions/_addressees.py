"""Who is to be written to, in which language, and the drafts of their letters."""

from dataclasses import dataclass
from datetime import date

from plenaria.core import parties
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.phrases import letters
from plenaria.store import models
from plenaria.store.queries import dispatches, letter_books


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


def draft(
    row: models.Resolution, text: Resolution, to: Matched, today: date, own: letters.Letter | None = None
) -> letters.Letter:
    """The letter to one of them, in its language; ``own`` is the body's template, if it is known already."""
    own = own or letter_books.template(row.body_id, to.purpose, to.language)
    return letters.draft(to.purpose, occasion(row, text, to, today), to.language, own)


def occasion(row: models.Resolution, text: Resolution, to: Matched, today: date) -> letters.Occasion:
    """What a letter to one of them is about, in its language."""
    assert row.adopted_on is not None
    party, body, language = to.party, row.body, to.language
    signs = letter_books.signatory(body.id, today)
    return letters.Occasion(
        party=_in(party.names, language),
        contact=party.contact,
        # The salutation is in the language of the party, which may not be one of the text's.
        salutation=party.salutation if party.language == language else "",
        body=_in(body.names, language),
        short=_in(body.short_names, language),
        signatory=signs.lines(language) if signs else (),
        number=row.number,
        title=text.title,
        adopted_on=row.adopted_on,
        clause=_clause(text, to.clause_id),
        answer_due=to.answer_due,
        earlier=to.earlier,
    )


def _clause(text: Resolution, clause_id: str | None) -> Clause | None:
    return next((clause for clause in text.walk() if clause.id == clause_id), None)


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
