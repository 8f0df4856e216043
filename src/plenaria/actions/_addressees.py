"""Who is to be written to, in which language, and the drafts of their letters."""

from dataclasses import dataclass
from datetime import date

from plenaria.core import parties
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.phrases import letters
from plenaria.store import models
from plenaria.store.queries import dispatches


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A party that is written to for one purpose."""

    purpose: str
    clause_id: str | None
    party: str
    names: dict[str, str]
    language: str
    answer_due: date | None


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
            party=each.party,
            names=book[each.party].names,
            language=parties.closest(book[each.party].language, list(texts), row.language),
            answer_due=each.answer_due,
        )
        for each in dispatches.addressees(row.id)
        if each.party
    ]
    return Wanted(row=row, texts=texts, matched=tuple(matched))


def draft(wanted: Wanted, to: Matched) -> letters.Letter:
    """The letter to one of them, in its language."""
    text, body = wanted.texts[to.language], wanted.row.body
    assert wanted.row.adopted_on is not None
    return letters.draft(
        to.purpose,
        letters.Occasion(
            party=_in(to.names, to.language),
            body=_in(body.names, to.language),
            short=_in(body.short_names, to.language),
            contact=tuple(body.letterhead.get(to.language) or ()),
            number=wanted.row.number,
            title=text.title,
            adopted_on=wanted.row.adopted_on,
            clause=_clause(text, to.clause_id),
            answer_due=to.answer_due,
        ),
        to.language,
    )


def _clause(text: Resolution, clause_id: str | None) -> Clause | None:
    return next((clause for clause in text.walk() if clause.id == clause_id), None)


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
