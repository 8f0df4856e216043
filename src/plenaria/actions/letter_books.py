"""How a body writes: its own templates, the numbers of its letters, who signs, what the public sees of them, and for
how long mail that came in is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.incoming import FEWEST_DAYS, MOST_DAYS, USUAL_DAYS
from plenaria.core.letters import TEMPLATES, fit, fit_scheme
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.letter_pdf import WINDOWS
from plenaria.store import models

SHOWN = ("none", "states")
LANGUAGE = 8
"""Characters of a language tag that the store holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What a body lays down for all its letters (see ``store.models.LetterBook``)."""

    scheme: str
    signatory: str | None
    window: str
    attached: bool
    shown: str
    mail_days: int = USUAL_DAYS
    """For how many days mail that came in is kept (``core.incoming``, 4)."""


def lay_down(*, actor: Actor, at: datetime, body: str, book: Book) -> Receipt | Refusal:
    """Say how letters are numbered, signed, folded and shown from now on; those that went stay as they are.

    Refused: ``body-unknown``, ``letter-scheme-unfit``, ``letter-signatory-unknown``, ``letter-look-unfit``,
    ``mail-days-unfit``.
    """

    def decide(row: models.Body) -> bool | Refusal:
        if book.window not in WINDOWS or book.shown not in SHOWN:
            return unacceptable("letter-look-unfit")
        if book.signatory and not row.memberships.filter(id=book.signatory).exists():
            return unacceptable("letter-signatory-unknown")
        if not FEWEST_DAYS <= book.mail_days <= MOST_DAYS:
            return unacceptable("mail-days-unfit", fewest=FEWEST_DAYS, most=MOST_DAYS)
        return fit_scheme(book.scheme)

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        models.LetterBook.objects.update_or_create(
            body=row,
            defaults={
                "scheme": book.scheme,
                "signatory_id": book.signatory,
                "window": book.window,
                "attached": book.attached,
                "shown": book.shown,
            },
        )
        models.MailKeeping.objects.update_or_create(body=row, defaults={"days": book.mail_days})
        deed.record("body-changed", row.id, letters=book.scheme, letters_shown=book.shown, mail_days=book.mail_days)
        return row.id

    return _on_body(actor, at, body, decide, write)


def set_template(
    *, actor: Actor, at: datetime, body: str, template: str, language: str, subject: str, text: str
) -> Receipt | Refusal:
    """Lay down the body's own words for one of ``core.letters.TEMPLATES`` in a language; drafts stay as they are.

    Refused: ``body-unknown``, ``template-unknown``, and what ``core.letters.fit`` refuses.
    """

    def decide(row: models.Body) -> bool | Refusal:
        if template not in TEMPLATES or not 1 < len(language) <= LANGUAGE:
            return unacceptable("template-unknown")
        return fit(template, subject, text)

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        kept, _ = models.LetterTemplate.objects.update_or_create(
            body=row,
            purpose=template,
            language=language,
            defaults={"subject": " ".join(subject.split()), "text": text.replace("\r\n", "\n").strip()},
        )
        deed.record("letter-words-changed", kept.id, template=template, language=language)
        return kept.id

    return _on_body(actor, at, body, decide, write)


def remove_template(*, actor: Actor, at: datetime, body: str, template: str, language: str) -> Receipt | Refusal:
    """Go back to the house's words. Refused: ``body-unknown``."""

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        row.letter_templates.filter(purpose=template, language=language).delete()
        deed.record("letter-words-changed", row.id, template=template, language=language)
        return row.id

    return _on_body(actor, at, body, lambda row: True, write)


def _on_body(
    actor: Actor,
    at: datetime,
    body: str,
    decide: Callable[[models.Body], bool | Refusal],
    write: Callable[[Deed, models.Body, bool], str],
) -> Receipt | Refusal:
    def load() -> tuple[models.Body, Where] | Refusal:
        row = models.Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    return perform(actor=actor, verb="bodies.edit", at=at, load=load, decide=decide, write=write)
