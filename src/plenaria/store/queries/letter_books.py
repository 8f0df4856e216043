"""How a body writes: the numbers and the look of its letters, who signs them, and its own templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plenaria.core.letters import numbered
from plenaria.phrases.letters import Letter
from plenaria.phrases.names import label
from plenaria.store import models

OFFICES = ("chair", "secretary")
"""Who signs where nobody was named: the first of these offices that is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """What a body laid down for its letters, or the house's own for one that has not."""

    body: str
    scheme: str = "{year}/{number}"
    counts: Mapping[str, int]
    signatory: str | None = None
    """The membership in which somebody signs, where one was chosen."""
    window: str = "left"
    attached: bool = True
    shown: str = "states"

    def next_number(self, year: int) -> str:
        """What the next letter of that year will be numbered."""
        return numbered(self.scheme, year, self.counts.get(str(year), 0) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who can sign for a body, in which office."""

    membership: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    role: str

    def lines(self, language: str) -> tuple[str, ...]:
        """Name and office, as they stand under a letter in that language."""
        name = self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), "")
        office = self.titles.get(language) or label("role", self.role, language)
        return (name, office[:1].upper() + office[1:])


def book(body: str) -> BookView:
    """What the body laid down, else what holds without."""
    row = models.LetterBook.objects.filter(body_id=body).first()
    if row is None:
        return BookView(body=body, counts={})
    return BookView(
        body=body,
        scheme=row.scheme,
        counts=row.counts,
        signatory=row.signatory_id,
        window=row.window,
        attached=row.attached,
        shown=row.shown,
    )


def signatories(body: str, today: date) -> tuple[Signatory, ...]:
    """Everybody in an office of the body today, the chair first, then the secretary."""
    held = Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today)
    rows = models.Membership.objects.select_related("person").filter(*held, body_id=body).order_by("since", "id")
    found = [
        Signatory(membership=row.id, names=row.person.names, titles=row.title, role=row.role)
        for row in rows
        if row.role not in ("delegate", "observer", "teller")
    ]
    return tuple(sorted(found, key=lambda each: OFFICES.index(each.role) if each.role in OFFICES else len(OFFICES)))


def signatory(body: str, today: date) -> Signatory | None:
    """Who signs: whom the body chose while they hold their office, else the chair, else the secretary."""
    there = signatories(body, today)
    chosen = book(body).signatory
    fitting = [each for each in there if each.membership == chosen] or [each for each in there if each.role in OFFICES]
    return fitting[0] if fitting else None


def template(body: str, purpose: str, language: str) -> Letter | None:
    """The body's own template for that purpose in that language; nothing where the house's is used."""
    row = models.LetterTemplate.objects.filter(body_id=body, purpose=purpose, language=language).first()
    return None if row is None else Letter(row.subject, row.text)


def templates(body: str) -> dict[tuple[str, str], Letter]:
    """All of them: purpose and language → template."""
    rows = models.LetterTemplate.objects.filter(body_id=body)
    return {(row.purpose, row.language): Letter(row.subject, row.text) for row in rows}
