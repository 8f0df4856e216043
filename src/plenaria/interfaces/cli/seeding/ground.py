"""What the whole demo stands on: bodies, people in office, address books; and the ids that they got."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plenaria.actions import bodies, people, publication_rules
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.publication import Rule as Publication
from plenaria.core.refusal import Refusal
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.interfaces.cli.world.second_year import SecondYear, load_second_year
from plenaria.interfaces.cli.world.values import Body, Rules, World

LEVELS = {"world": "world", "region": "regional", "country": "country", "local": "local"}
ROLES = {"leader": "owner"}
"""A leader of a section answers for commitments; the other roles have the same name here and there."""


@dataclass(slots=True)
class Ground:
    """The world, and the id that each of its slugs got."""

    world: World
    now: datetime
    bodies: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    parties: dict[tuple[str, str], str] = field(default_factory=dict)
    """(body, party) → id."""
    meetings: dict[str, str] = field(default_factory=dict)
    credentials: dict[tuple[str, str], str] = field(default_factory=dict)
    """(meeting, person) → id."""
    papers: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    nominations: dict[tuple[str, str], str] = field(default_factory=dict)
    """(clause, person) → id."""
    second_year: SecondYear = field(init=False)

    def __post_init__(self) -> None:
        self.second_year = load_second_year(self.world.today)

    def actor(self, body: str, role: str) -> Actor:
        """Whoever holds that role in that body."""
        office = next(each for each in self.world.offices.values() if (each.body, each.role) == (body, role))
        return Actor(person=self.people[office.person], roles=frozenset({(role, self.bodies[body])}))

    def moment(self, body: str, day: date, clock: str, minutes: int = 0) -> datetime:
        """A time of day in the body's own zone, some minutes later."""
        zone = ZoneInfo(self.world.bodies[body].timezone)
        return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC) + timedelta(minutes=minutes)


def done(result: Receipt | Refusal) -> Receipt:
    """The receipt; the demo world is lawful, so a refusal is a mistake in it."""
    if isinstance(result, Refusal):
        raise RuntimeError(f"the demo world was refused: {result.code} {dict(result.data)}")
    return result


def lay(ground: Ground) -> None:
    """Bodies, people, offices and the address books."""
    world = ground.world
    first = datetime.combine(world.today - timedelta(days=1100), time(12), UTC)
    for slug, body in world.bodies.items():
        ground.bodies[slug] = _found(ground, body, first)
    for slug, person in world.people.items():
        ground.people[slug] = done(
            people.add_person(
                actor=MACHINE,
                at=first,
                body=ground.bodies[person.body],
                names=person.name,
                email=person.email,
                language=person.language,
                timezone=world.bodies[person.body].timezone,
            )
        ).subject
    for office in world.offices.values():
        done(
            people.grant_role(
                actor=MACHINE,
                at=first,
                person=ground.people[office.person],
                body=ground.bodies[office.body],
                role=ROLES.get(office.role, office.role),
                title=office.title,
                since=office.since,
                includes_below=office.role == "administrator",
            )
        )
    for body_slug in ("peru", "iberoamerica", "both-skies"):
        _address_book(ground, body_slug, first)


def _found(ground: Ground, body: Body, at: datetime) -> str:
    lines = [*body.address, body.email, body.site]
    founded = done(
        bodies.found_body(
            actor=MACHINE,
            at=at,
            slug=body.slug,
            names=dict(body.name),
            short_names=dict(body.short),
            level=LEVELS[body.level],
            languages=list(body.languages),
            parent=ground.bodies[body.parent] if body.parent else None,
            accent=body.accent or "#1b4f8a",
            emblem=body.emblem,
            letterhead=dict.fromkeys(body.languages, lines),
            email=body.email,
        )
    ).subject
    done(bodies.set_rule(actor=MACHINE, at=at, body=founded, rule=_rule(body.rules)))
    seen = Publication(votes=body.rules.votes_seen)
    done(publication_rules.lay_down(actor=MACHINE, at=at, body=founded, rule=seen))
    return founded


def _rule(rules: Rules) -> Rule:
    from fractions import Fraction

    quorum = Quorum(
        first=Share(Fraction(*rules.quorum), strict=True), second=Share(Fraction(*rules.second_call), strict=True)
    )
    return Rule(threshold=SIMPLE.rule.threshold, base=SIMPLE.rule.base, quorum=quorum, tie="lost")


def _address_book(ground: Ground, body: str, at: datetime) -> None:
    """Institutions, and the bodies above as parties, since papers are sent to them too."""
    world = ground.world
    entries = [
        (f"party:{slug}", party.name, party.language, party.email, party.address)
        for slug, party in world.parties.items()
    ]
    entries += [
        (f"body:{slug}", each.name, each.languages[0], each.email, each.address)
        for slug, each in world.bodies.items()
        if each.level in ("world", "region") and slug != body
    ]
    for slug, name, language, email, address in entries:
        ground.parties[body, slug] = done(
            bodies.add_party(
                actor=MACHINE,
                at=at,
                body=ground.bodies[body],
                names=dict(name),
                language=language,
                email=email,
                address=list(address),
            )
        ).subject
