"""What a letter is about, as its template is filled from it."""

from collections.abc import Mapping
from datetime import date, timedelta

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.phrases.letters import Earlier, Occasion
from plenaria.store import models
from plenaria.store.queries import letter_books
from plenaria.store.queries.dispatches import adopted_texts

TIME_TO_ANSWER = timedelta(days=30)
"""How long a reminder gives, if nobody says otherwise."""


def occasion(
    row: models.Resolution,
    text: Resolution,
    party: models.Party,
    *,
    clause_id: str | None,
    answer_due: date | None,
    today: date,
    earlier: Earlier | None = None,
) -> Occasion:
    """What a letter to that party is about, in the language of ``text``."""
    assert row.adopted_on is not None
    body, language = row.body, text.language
    signs = letter_books.signatory(body.id, today)
    return Occasion(
        party=in_(party.names, language),
        contact=party.contact,
        # The salutation is in the language of the party, which may not be one of the text's.
        salutation=party.salutation if party.language == language else "",
        body=in_(body.names, language),
        short=in_(body.short_names, language),
        signatory=signs.lines(language) if signs else (),
        number=row.number,
        title=text.title,
        adopted_on=row.adopted_on,
        clause=_clause(text, clause_id),
        answer_due=answer_due,
        earlier=earlier,
    )


def earlier(row: models.Dispatch) -> Earlier | None:
    """The letter as a reminder names it; nothing while it has not gone."""
    if row.sent_at is None:
        return None
    return Earlier(reference=row.reference, sent_on=row.sent_at.date(), answer_due=row.answer_due)


def real(body: str, purpose: str, language: str, today: date) -> Occasion | None:
    """The latest letter of that purpose in that language, to try a template on; nothing where there was none yet."""
    rows = models.Dispatch.objects.select_related("resolution__body", "party", "reminds").filter(
        resolution__body_id=body, language=language
    )
    wanted = rows.filter(purpose="request").exclude(sent_at=None) if purpose == "reminder" else rows
    row = wanted.filter(purpose="request" if purpose == "reminder" else purpose).order_by("-sent_at", "id").first()
    text = adopted_texts(row.resolution).get(language) if row else None
    if row is None or text is None:
        return None
    reminding = purpose == "reminder"
    return occasion(
        row.resolution,
        text,
        row.party,
        clause_id=row.clause_id,
        answer_due=today + TIME_TO_ANSWER if reminding else row.answer_due,
        today=today,
        earlier=earlier(row) if reminding else None,
    )


def _clause(text: Resolution, clause_id: str | None) -> Clause | None:
    return next((clause for clause in text.walk() if clause.id == clause_id), None)


def in_(names: Mapping[str, str], language: str) -> str:
    """A name in a language, or as it is known."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
