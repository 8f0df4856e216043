"""What the mandate of whoever is nominated says, and to whom it goes."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from plenaria.core import parties
from plenaria.core.credentials import Finding
from plenaria.core.nominations import HEARD, MANDATED
from plenaria.core.text.resolution import Resolution
from plenaria.phrases.letters import Letter, Occasion, draft
from plenaria.phrases.mandates import Checked, Mandate
from plenaria.store import models
from plenaria.store.queries import letter_books
from plenaria.store.queries.criteria import criteria_of, found_on
from plenaria.store.queries.dispatches import address_book, adopted_texts
from plenaria.store.queries.letter_occasions import in_, occasion


def party_of(row: models.Nomination) -> models.Party | None:
    """To whom the mandate goes: the institution that was named, else the one in the address book that is the host."""
    if row.party is not None or row.host is None:
        return row.party
    known = address_book(row.body_id)
    found = next((party for name in row.host.names.values() if (party := parties.match(name, known))), None)
    return models.Party.objects.filter(id=found).first()


def languages_of(row: models.Nomination) -> tuple[dict[str, Resolution], str]:
    """The adopted texts, where a clause nominates, and the language that is written where none of them fits."""
    if row.clause is None:
        return {}, row.body.languages[0]
    return adopted_texts(row.clause.resolution), row.clause.resolution.language


def drafted(row: models.Nomination, to: models.Party | None, language: str, today: date) -> Letter:
    """The words of the mandate in that language; ``to`` is nobody where it is handed to whoever is nominated."""
    own = letter_books.template(row.body_id, "mandate", language)
    return draft("mandate", _about(row, to, language, today), language, own)


def nominations_of(resolution: str) -> tuple[models.Nomination, ...]:
    """Those that the clauses of a resolution made and the body approved, and whose mandate is not drafted yet."""
    wanted = _rows().filter(clause__resolution_id=resolution, state="approved", letter=None, handed_on=None)
    return tuple(wanted.order_by("clause__position", "made_at", "id"))


def latest(body: str, language: str, today: date) -> Occasion | None:
    """What the latest mandate of a body was about, said in that language, to try a template on."""
    rows = _rows()
    row = rows.filter(body_id=body, state__in=MANDATED | HEARD).order_by("-decided_at", "id").first()
    if row is None:
        return None
    texts, _authentic = languages_of(row)
    return _about(row, party_of(row), language, today) if not texts or language in texts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A mandate as it is handed over."""

    body: str
    approved: bool
    to: tuple[str, ...]
    """Whose office or event it is, as far as that is known; stands where the address of a letter does."""
    letter: Letter
    handed_on: date | None


def to_hand_over(nomination: str, language: str, today: date) -> HandOver | None:
    """What is handed to whoever is nominated, in that language."""
    rows = _rows()
    row = rows.filter(id=nomination).first()
    if row is None:
        return None
    party = party_of(row)
    to = in_(party.names, language) if party else in_(row.host.names, language) if row.host else ""
    return HandOver(
        body=row.body_id,
        approved=row.state in MANDATED | HEARD,
        to=(to,) if to else (),
        letter=drafted(row, party, language, today),
        handed_on=row.handed_on,
    )


def _rows() -> "QuerySet[models.Nomination]":
    return models.Nomination.objects.select_related(
        "body", "host", "party", "person", "poll", "replaces__person", "clause__resolution__body"
    )


def _about(row: models.Nomination, to: models.Party | None, language: str, today: date) -> Occasion:
    text = languages_of(row)[0].get(language)
    if to is not None and text is not None and row.clause is not None:
        found = occasion(row.clause.resolution, text, to, clause_id=row.clause_id, answer_due=None, today=today)
        return replace(found, mandate=_mandate(row, language))
    signs = letter_books.signatory(row.body_id, today)
    return Occasion(
        party=in_(to.names, language) if to else "",
        body=in_(row.body.names, language),
        short=in_(row.body.short_names, language),
        signatory=signs.lines(language) if signs else (),
        number=row.clause.resolution.number if row.clause else "",
        title=text.title if text else "",
        adopted_on=row.decided_at.date() if row.decided_at else today,
        mandate=_mandate(row, language),
    )


def _mandate(row: models.Nomination, language: str) -> Mandate:
    findings = tuple(Finding(**each) for each in row.findings)
    lines = found_on(criteria_of(nomination=row.id), findings)
    return Mandate(
        nominee=in_(row.person.names, language),
        office=in_(row.names, language),
        place=in_(row.places, language),
        first_day=row.first_day,
        last_day=row.last_day,
        instead=in_(row.replaces.person.names, language) if row.replaces else "",
        vote=str(row.poll.number) if row.poll and row.clause is None else "",
        checked=tuple(Checked(in_(each.names, language), each.found) for each in lines if each.number),
    )
