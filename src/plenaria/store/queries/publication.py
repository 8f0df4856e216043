"""What the public may see, asked by every query whose answer the public reads: which names, which votes, when.

``core.publication`` decides; here is what it has to know: the body's rule and those above it, what was promised when a
vote was opened, what people have said to being named. Names come out of here as they may be shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Min, Q, QuerySet

from plenaria.core import publication as core
from plenaria.core.publication import Rule, Version
from plenaria.phrases.stand_ins import stand_in
from plenaria.store.models import (
    Body,
    Commitment,
    Consent,
    Credential,
    Membership,
    Minutes,
    Person,
    Poll,
    PublicationRule,
)
from plenaria.store.prepared import prepared
from plenaria.store.queries.speakers import SpeechView

type Texts = Mapping[str, str]

OFFICES = ("chair", "secretary")
"""Whoever answers for something in one of these is named by it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How people are named for a reader: by all of ``rules``. Those who work at a desk read every name: no rule."""

    rules: tuple[Rule, ...] = ()

    def shows(self, part: str, consent: str) -> bool:
        """Whether somebody who said that is named in this part."""
        return core.is_named(self.rules, part, consent)

    def name(self, part: str, names: Texts, consent: str, *, delegation: Texts | None = None, seat: int = 0) -> Texts:
        """The name, or what stands in its place."""
        if self.shows(part, consent):
            return names
        instead = {rule.instead for rule in self.rules}
        return stand_in(instead.pop() if len(instead) == 1 else "delegation", names, delegation or {}, seat)

    def seat(self, seat: Credential, part: str = "delegates") -> Texts:
        """The name of who holds a seat; person and delegation must be loaded with it."""
        of = seat.delegation.names if seat.delegation else {}
        return self.name(part, seat.person.names, seat.person.consent, delegation=of, seat=seat.seat)

    def speaker(self, of: SpeechView) -> dict[str, str]:
        """The name of who spoke."""
        shown = self.name("speakers", of.names, of.consent, delegation=of.delegation_names, seat=of.seat)
        return dict(shown)

    def owner(self, names: Texts, consent: str, *, in_office: bool) -> Texts:
        """The name of who answers for a commitment; nothing where it may not be shown."""
        return names if core.owner_is_named(self.rules, consent, in_office=in_office) else {}


EVERYBODY = Naming()
"""For those who work at a desk."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid down for some bodies, each with those above it; one look-up for many votes."""

    parents: Mapping[str, str | None] = field(default_factory=dict)
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)

    def rule(self, body: str, on: date) -> Rule:
        """The rule of a body on a day."""
        return core.in_force((self.versions.get(each, ()) for each in self.chain(body)), on)

    def chain(self, body: str | None) -> Iterable[str]:
        """A body and those above it."""
        seen: set[str] = set()
        while body and body not in seen:
            seen.add(body)
            yield body
            body = self.parents.get(body)


def laid() -> Laid:
    """Everything that was laid down in this installation: as many rows as its bodies changed their minds."""
    found: dict[str, list[Version]] = {}
    for body, since, rule in _versions():
        found.setdefault(body, []).append(Version(since, Rule.from_data(rule)))
    if not found:
        return Laid()
    parents = dict(Body.objects.values_list("id", "parent_id"))
    return Laid(parents, {body: tuple(versions) for body, versions in found.items()})


@prepared
def _versions() -> "QuerySet[PublicationRule, tuple[str, date, dict[str, Any]]]":
    return PublicationRule.objects.values_list("body_id", "since", "rule")


def rule_of(body: str, on: date | None = None) -> Rule:
    """What holds for a body on a day, or today."""
    return laid().rule(body, on or _now().date())


def without_officers(on: date | None = None) -> frozenset[str]:
    """The bodies that name nobody in office."""
    known, day = laid(), on or _now().date()
    return frozenset(each for each in known.parents if "officers" not in known.rule(each, day).named)


def naming(body: str, at: datetime | None = None) -> Naming:
    """How the public reads names on the pages of a body now."""
    return Naming((rule_of(body, (at or _now()).date()),))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the public sees of one vote: a word of ``core.publication.VOTES``, and how it reads the names."""

    votes: str
    naming: Naming


def seen(rows: Sequence[Poll], at: datetime | None = None) -> dict[str, Seen]:
    """Of each of these votes what the public sees now; meetings and resolutions must be loaded with them."""
    now, known = at or _now(), laid()
    approved = _approved({row.meeting_id for row in rows}) if _waits(rows, known, now) else {}
    found = {}
    for row in rows:
        rules = rules_of(row, known, now.date())
        votes = core.votes_seen(rules, moments_of(row, approved.get(row.meeting_id)), now)
        found[row.id] = Seen(votes, Naming(rules))
    return found


def promised(rows: Sequence[Poll]) -> dict[str, Seen]:
    """Of each of these votes what will ever be seen, for its hall and for those who work at a desk: they read every
    name that the rule lets anybody read, and wait for no moment."""
    known, today = laid(), _now().date()
    return {
        row.id: Seen(min((rule.votes for rule in rules_of(row, known, today)), key=core.VOTES.index), EVERYBODY)
        for row in rows
    }


def shows_names(row: Poll) -> bool:
    """Whether those who take part in a vote may see who voted how; its meeting must be loaded with it."""
    return promised([row])[row.id].votes == "names"


def rules_of(row: Poll, known: Laid, on: date) -> tuple[Rule, ...]:
    """What was promised when the vote was opened, and what holds now."""
    present = known.rule(row.meeting.body_id, on)
    return (Rule.from_data(row.promised), present) if row.promised else (present,)


def may_stay(row: Poll, at: datetime | None = None, *, minutes: bool = False) -> bool:
    """Whether who voted how may enter a paper that is never changed, such as a sealed bundle; ``minutes`` where that
    paper is the minutes, which are approved with it."""
    now = at or _now()
    approved = now if minutes else _approved({row.meeting_id}).get(row.meeting_id)
    return core.names_can_stay(rules_of(row, laid(), now.date()), moments_of(row, approved), now)


def moments_of(row: Poll, approved: datetime | None) -> dict[str, datetime | None]:
    """When each of the moments came from which a rule counts. What concerns no text counts from the meeting's end."""
    resolution = row.question.resolution
    adopted = datetime.combine(resolution.adopted_on, time(), UTC) if resolution and resolution.adopted_on else None
    return {
        "close": row.closed_at or row.declared_at,
        "adoption": adopted if resolution else row.meeting.closed_at,
        "minutes": approved,
    }


def owners(resolution: str, body: str) -> dict[str, Texts]:
    """Commitment → who answers for it, of the public ones of a resolution whose owner may be named."""
    rule = naming(body)
    if any(each.owners == "none" for each in rule.rules):
        return {}
    rows = Commitment.objects.filter(
        clause__resolution=resolution, confirmed=True, visibility="public", owner__isnull=False
    )
    rows = rows.select_related("owner")
    office = _in_office({row.owner_id for row in rows if row.owner_id}, body)
    shown = {
        row.id: rule.owner(row.owner.names, row.owner.consent, in_office=row.owner_id in office)
        for row in rows
        if row.owner is not None
    }
    return {commitment: names for commitment, names in shown.items() if names}


def _in_office(people: Iterable[str], body: str) -> frozenset[str]:
    """Those of these people who chair a body or are its secretary today."""
    today = _now().date()
    held = Membership.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), body_id=body, role__in=OFFICES
    )
    return frozenset(held.filter(person__in=list(people)).values_list("person_id", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A version as the desk lists it."""

    since: date
    rule: Rule
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """What a body has laid down: ``present`` is what holds today, ``source`` the body above from which it comes, with
    its names; both empty where it is the body's own, or nobody's."""

    present: Rule
    source: str
    source_names: Texts
    versions: tuple[RuleView, ...]


def rules_view(body: str, on: date) -> RulesView:
    """The rule of publication of a body, with all its versions."""
    known = laid()
    own = PublicationRule.objects.filter(body_id=body)
    source = next((each for each in known.chain(body) if _lays_down(known, each, body, on)), "")
    names = Body.objects.filter(id=source).values_list("names", flat=True).first() if source else None
    return RulesView(
        present=known.rule(body, on),
        source="" if source == body else source,
        source_names=(names or {}) if source != body else {},
        versions=tuple(
            RuleView(since=row.since, rule=Rule.from_data(row.rule), made_at=row.made_at) for row in reversed(own)
        ),
    )


def _lays_down(known: Laid, above: str, body: str, on: date) -> bool:
    begun = [each.rule for each in known.versions.get(above, ()) if each.since <= on]
    return bool(begun) and (above == body or begun[-1].below)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """What somebody said to being named, when, and how."""

    answer: str
    form: str
    on: date
    recorded_by: Texts


def consents(person: str) -> tuple[ConsentView, ...]:
    """Everything that a person has said to it, the latest first."""
    rows = Consent.objects.filter(person_id=person).select_related("recorded_by").order_by("-at", "-id")
    return tuple(
        ConsentView(
            answer=row.answer,
            form=row.form,
            on=row.on,
            recorded_by=row.recorded_by.names if row.recorded_by else {},
        )
        for row in rows
    )


def consent_of(person: str) -> str:
    """What they said last; empty where they were not asked."""
    return Person.objects.filter(id=person).values_list("consent", flat=True).first() or ""


def _waits(rows: Iterable[Poll], known: Laid, at: datetime) -> bool:
    """Whether any of these votes is shown only after the minutes."""
    return any(rule.moment == "minutes" for row in rows for rule in rules_of(row, known, at.date()))


def _approved(meetings: Iterable[str]) -> dict[str, datetime]:
    """Meeting → when its minutes were first approved."""
    rows = Minutes.objects.filter(meeting__in=list(meetings), approved_at__isnull=False).order_by()
    return dict(rows.values_list("meeting_id").annotate(first=Min("approved_at")))


def _now() -> datetime:
    """The public always asks now."""
    return datetime.now(UTC)
