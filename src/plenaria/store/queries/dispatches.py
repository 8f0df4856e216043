"""Dispatches and letters of a resolution, and whom its text names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from re import findall

from django.db.models import QuerySet

from plenaria.core import parties, plans
from plenaria.core.correspondence import UNASKED, unanswered, way
from plenaria.core.permits import Where
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.queries.texts import BodyHead, head_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody whom an adopted text names to be written to; ``party`` is who that is in the address book, if known."""

    printed: str
    purpose: str
    """dispatch, request or thanks."""
    clause: Clause | None
    answer_due: date | None = None
    party: str | None = None

    @property
    def clause_id(self) -> str | None:
        """The clause that calls for the letter; nothing for a sending of the whole."""
        return self.clause.id if self.clause else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An institution in the address book of a body."""

    id: str
    names: dict[str, str]
    language: str
    email: str
    address: tuple[str, ...]
    contact: str = ""
    salutation: str = ""
    preferred: str = ""
    """The way that it wants, mail or post; empty: by mail where there is an address for it."""
    aliases: tuple[str, ...] = ()

    @property
    def way(self) -> str:
        """By what way it is written to: mail or post."""
        return way(self.preferred, has_mail=bool(self.email))

    @property
    def reachable(self) -> bool:
        """Whether there is an address for that way."""
        return self.way == "mail" or bool(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """How far the mail of a letter has come: queued, sent or given-up."""

    state: str
    tries: int
    error: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchView:
    """One sending to one party."""

    id: str
    resolution: str
    body: str
    number: str
    """Of the resolution."""
    purpose: str
    party: PartyView
    reminds: str | None
    reference: str
    """The number that the body gave it; empty before it goes."""
    paper: str
    """SHA-256 of the letter as it was typeset; empty where it was not, yet."""
    clause_id: str | None
    clause: str
    """Its printed number, or empty."""
    fragment: str
    position: int
    """Of the clause in the text; -1 for the resolution itself, which comes first."""
    language: str
    state: str
    """Of ``core.correspondence``; ``unanswered`` where silence has lasted too long."""
    subject: str
    text: str
    answer_due: date | None
    sent_at: datetime | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    answer_text: str
    mail: MailView | None
    reminded: date | None
    """When the last reminder of it went."""

    @property
    def waits(self) -> bool:
        """Whether it asks for something, is on its way, and has not been answered."""
        gone = self.state in ("unanswered", "sent", "delivered", "acknowledged")
        return self.purpose == "request" and gone


def addressees(resolution: str) -> tuple[Addressee, ...]:
    """Whom the adopted text names: its dispatch list and publication clauses, then request and thanks by clause."""
    row = models.Resolution.objects.get(id=resolution)
    text = adopted_texts(row)[row.language]
    assert row.adopted_on is not None
    known = address_book(row.body_id)
    named = [*_dispatch_list(text), *_letters(text, row.adopted_on)]
    found: dict[tuple[str, str | None, str], Addressee] = {}
    for each in named:
        party = parties.match(each.printed, known)
        key = (each.purpose, each.clause_id, party or each.printed.casefold())
        found.setdefault(
            key,
            Addressee(
                printed=each.printed,
                purpose=each.purpose,
                clause=each.clause,
                answer_due=each.answer_due,
                party=party,
            ),
        )
    return tuple(found.values())


def unmatched(resolution: str) -> tuple[Addressee, ...]:
    """Those whom no entry of the address book fits."""
    return tuple(each for each in addressees(resolution) if each.party is None)


def dispatches(resolution: str, today: date) -> tuple[DispatchView, ...]:
    """What is to be sent or was sent, the whole resolution first, then the letters by clause."""
    rows = _rows().filter(resolution_id=resolution).order_by("purpose", "party__id")
    return tuple(sorted((_view(row, today) for row in rows), key=lambda view: view.position))


def dispatch(dispatch_id: str, today: date) -> DispatchView | None:
    """One of them."""
    row = _rows().filter(id=dispatch_id).first()
    return None if row is None else _view(row, today)


def dispatches_named(ids: Iterable[str], today: date) -> tuple[DispatchView, ...]:
    """These dispatches, in no order."""
    return tuple(_view(row, today) for row in _rows().filter(id__in=list(ids)))


def parties_named(ids: Iterable[str]) -> tuple[PartyView, ...]:
    """These institutions, in no order."""
    return tuple(_party(row) for row in models.Party.objects.filter(id__in=list(ids)))


def reminders_of(dispatch_id: str, today: date) -> tuple[DispatchView, ...]:
    """The reminders of a letter, the latest last."""
    rows = _rows().filter(reminds_id=dispatch_id).order_by("sent_at", "id")
    return tuple(_view(row, today) for row in rows)


def where_of_dispatch(dispatch_id: str) -> Where | None:
    """Where it is acted on; nothing where there is none."""
    body = models.Dispatch.objects.filter(id=dispatch_id).values_list("resolution__body_id", flat=True).first()
    return None if body is None else Where(body=body)


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened to a letter: one of ``core.correspondence.EVENTS``."""

    kind: str
    at: datetime
    words: str


def timeline(dispatch_id: str) -> tuple[EventView, ...]:
    """What happened to a letter, in the order of its days."""
    rows = models.LetterEvent.objects.filter(dispatch_id=dispatch_id)
    return tuple(EventView(row.kind, row.at, row.words) for row in rows)


def way_of(dispatch_id: str) -> str:
    """By what way its party is written to: mail or post. Raises ``Dispatch.DoesNotExist``."""
    return _party(models.Dispatch.objects.select_related("party").get(id=dispatch_id).party).way


def may_go(view: DispatchView) -> bool:
    """Whether a letter can be sent now: sealed, not gone yet or come back, and with an address for its way."""
    sealed = models.Resolution.objects.filter(id=view.resolution, state__in=("sealed", "published")).exists()
    return sealed and view.party.reachable and view.state in ("to-send", "bounced")


def to_post(body: str, today: date) -> tuple[DispatchView, ...]:
    """The print queue of a body, in the order of the letters' numbers."""
    rows = _rows().filter(resolution__body_id=body, state="to-post").order_by("reference", "id")
    return tuple(sorted((_view(row, today) for row in rows), key=lambda view: _by_number(view.reference)))


def sealed_paper(dispatch_id: str) -> str:
    """SHA-256 of the sealed PDF that goes with a letter: in its language, else in the authentic one; empty for none."""
    row = models.Dispatch.objects.select_related("resolution").get(id=dispatch_id)
    papers = dict(row.resolution.documents.filter(format="pdf").values_list("language", "file__sha256"))
    return str(papers.get(row.language) or papers.get(row.resolution.language) or "")


def head(body: str) -> BodyHead:
    """A body as it heads its papers. Raises ``Body.DoesNotExist``."""
    return head_of(models.Body.objects.get(id=body))


def letters_of(body: str, today: date) -> tuple[DispatchView, ...]:
    """Every letter of a body, over all its resolutions: silence first and the longest of it, then the latest."""
    views = [_view(row, today) for row in _rows().filter(resolution__body_id=body)]
    return tuple(sorted(views, key=_silence_first))


def _silence_first(view: DispatchView) -> tuple[int, float, str]:
    if view.state == "unanswered" and view.answer_due:
        return (0, view.answer_due.toordinal(), view.id)
    if view.state == "bounced":
        return (1, 0.0, view.id)
    return (2, -view.sent_at.timestamp() if view.sent_at else -10e12, view.id)


def silent(bodies: frozenset[str], today: date) -> tuple[DispatchView, ...]:
    """Letters of these bodies to which an answer was due and none came, the longest silence first."""
    rows = _rows().filter(resolution__body_id__in=bodies, answer_due__lt=today).order_by("answer_due")
    return tuple(view for view in (_view(row, today) for row in rows) if view.state == "unanswered")


def returned(bodies: frozenset[str], today: date) -> tuple[DispatchView, ...]:
    """Letters of these bodies that came back and have not gone again, the oldest first."""
    rows = _rows().filter(resolution__body_id__in=bodies, state="bounced").order_by("sent_at", "id")
    return tuple(_view(row, today) for row in rows)


def parties_of(body: str) -> tuple[PartyView, ...]:
    """The address book of a body."""
    return tuple(_party(row) for row in models.Party.objects.filter(body_id=body))


def party(party_id: str) -> tuple[str, PartyView] | None:
    """The body in whose address book it is, and the institution."""
    row = models.Party.objects.filter(id=party_id).first()
    return None if row is None else (row.body_id, _party(row))


def address_book(body: str) -> dict[str, list[str]]:
    """Party → every name and alias under which papers may mean it."""
    rows = models.Party.objects.filter(body_id=body).values_list("id", "names", "aliases")
    return {party: [*names.values(), *aliases] for party, names, aliases in rows}


def adopted_texts(row: models.Resolution) -> dict[str, Resolution]:
    """The adopted text in each language."""
    versions = row.versions.filter(sha256__in=row.adopted_sha256.values())
    return {version.language: canonical.load(version.content) for version in versions}


def _dispatch_list(text: Resolution) -> list[Addressee]:
    publishing = [clause for clause in text.clauses if "publication" in plans.kinds(clause)]
    printed = [*text.dispatch, *(name for clause in publishing for name in plans.addressees(clause, "dispatch"))]
    return [Addressee(printed=each, purpose="dispatch", clause=None) for each in printed]


def _letters(text: Resolution, adopted_on: date) -> list[Addressee]:
    return [
        Addressee(printed=printed, purpose=letter.purpose, clause=clause, answer_due=letter.answer_due)
        for clause in text.clauses
        for letter in plans.letters(clause, adopted_on)
        for printed in letter.parties
    ]


def _rows() -> "QuerySet[models.Dispatch]":
    rows = models.Dispatch.objects.select_related("party", "clause", "resolution", "paper")
    return rows.prefetch_related("mails", "reminders")


def _view(row: models.Dispatch, today: date) -> DispatchView:
    mails = sorted(row.mails.all(), key=lambda mail: mail.made_at)
    return DispatchView(
        id=row.id,
        resolution=row.resolution_id,
        body=row.resolution.body_id,
        number=row.resolution.number,
        purpose=row.purpose,
        party=_party(row.party),
        reminds=row.reminds_id,
        reference=row.reference,
        paper=row.paper.sha256 if row.paper else "",
        clause_id=row.clause_id,
        clause=row.clause.number if row.clause else "",
        fragment=row.clause.fragment if row.clause else "",
        position=row.clause.position if row.clause else -1,
        language=row.language,
        state="unanswered" if silent_on(row, today) else row.state,
        subject=row.subject,
        text=row.text,
        answer_due=row.answer_due,
        sent_at=row.sent_at,
        opened_at=row.opened_at,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        answer_text=row.answer_text,
        mail=_mail(mails[-1]) if mails else None,
        reminded=max((each.sent_at.date() for each in row.reminders.all() if each.sent_at), default=None),
    )


def silent_on(row: models.Dispatch, today: date) -> bool:
    """Whether an answer to this letter was due and has not come; a reminder waits for none of its own."""
    return row.purpose not in UNASKED and unanswered(row.state, row.answer_due, today)


def _by_number(reference: str) -> list[tuple[bool, int, str]]:
    """9 before 10: runs of digits are compared as numbers."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in findall(r"\d+|\D+", reference)]


def _mail(row: models.OutboxMail) -> MailView:
    return MailView(state=row.state, tries=row.tries, error=row.error, sent_at=row.sent_at)


def _party(row: models.Party) -> PartyView:
    return PartyView(
        id=row.id,
        names=row.names,
        language=row.language,
        email=row.email,
        address=tuple(row.address),
        contact=row.contact,
        salutation=row.salutation,
        preferred=row.way,
        aliases=tuple(row.aliases),
    )
