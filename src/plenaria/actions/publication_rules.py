"""What a body lets the public see, and what people say to being named.

1. A rule counts from a day that is not past, and every version is kept: what was promised stays promised.
2. A consent is theirs to give, to refuse and to withdraw at any time; whoever is asked at the table is asked by those
   who keep the door of a meeting or the body's books. What was said before stays on file.
"""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.minutes import find_by_words
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.publication import CONSENTS, FORMS, Rule
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Consent, Meeting, Person, PublicationRule
from plenaria.store.queries.people import below
from plenaria.store.queries.public_minutes import public_text


def lay_down(*, actor: Actor, at: datetime, body: str, rule: Rule, since: date | None = None) -> Receipt | Refusal:
    """Lay down what the public sees of a body from a day on, or from today.

    Refused: ``body-unknown``, ``publication-rule-unfit``, ``publication-rule-past``, ``publication-rule-same``.
    """
    day = since or at.date()

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> bool | Refusal:
        if not rule.is_sound:
            return unacceptable("publication-rule-unfit")
        if day < at.date():
            return unacceptable("publication-rule-past")
        last = row.publication_rules.order_by("version").last()
        return conflict("publication-rule-same") if last and last.rule == rule.to_data() else True

    def write(deed: Deed, row: Body, decision: bool) -> str:
        version = row.publication_rules.count() + 1
        made = PublicationRule.objects.create(body=row, since=day, version=version, rule=rule.to_data(), made_at=at)
        said: dict[str, Value] = {name: _plain(value) for name, value in rule.to_data().items()}
        deed.record("publication-rule-laid-down", row.id, since=day.isoformat(), version=made.id, rule=said)
        _find_minutes_anew(Meeting.objects.filter(body__in=[row.id, *below(row.id)]))
        return row.id

    return perform(actor=actor, verb="rules.edit", at=at, load=load, decide=decide, write=write)


def record_consent(
    *, actor: Actor, at: datetime, person: str, answer: str, form: str, on: date | None = None, body: str = ""
) -> Receipt | Refusal:
    """Note what somebody says to being named in public.

    ``body`` is on whose behalf they were asked, where that is not the one that keeps their particulars: one at whose
    meeting they have a seat. Refused: ``person-unknown``, ``consent-unfit``, ``consent-in-future``,
    ``consent-not-given``: nothing to withdraw.
    """
    day = on or at.date()

    def load() -> tuple[Person, Where] | Refusal:
        known = Q(body_id=body) | Q(credentials__meeting__body_id=body) if body else Q()
        ids = Person.objects.filter(known, id=person).values("id")
        row = Person.objects.select_for_update().filter(id__in=ids).first()
        return (row, Where(body=body or row.body_id, person=row.id)) if row else unacceptable("person-unknown")

    def decide(row: Person) -> bool | Refusal:
        if answer not in CONSENTS or form not in FORMS:
            return unacceptable("consent-unfit")
        if day > at.date():
            return unacceptable("consent-in-future")
        return conflict("consent-not-given") if answer == "withdrawn" and row.consent != "given" else True

    def write(deed: Deed, row: Person, decision: bool) -> str:
        Consent.objects.create(person=row, answer=answer, form=form, on=day, recorded_by_id=actor.person, at=at)
        row.consent = answer
        row.save(update_fields=("consent",))
        deed.record("consent-recorded", row.id, answer=answer, form=form, on=day.isoformat())
        _find_minutes_anew(Meeting.objects.filter(credentials__person=row).distinct())
        return row.id

    return perform(actor=actor, verb="consents.record", at=at, load=load, decide=decide, write=write)


def _find_minutes_anew(meetings: "QuerySet[Meeting]") -> None:
    """Index approved minutes by the words that the public may read of them now."""
    for meeting in meetings.filter(minutes__state="approved").distinct():
        made = meeting.minutes.filter(state="approved").order_by("-version").first()
        texts = [public_text(meeting.id, language) for language in meeting.languages]
        if made is not None:
            find_by_words(meeting, made, [each for each in texts if each is not None])


def _plain(value: object) -> Value:
    """As the journal writes it: it knows no yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int | list) else str(value)
