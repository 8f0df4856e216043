"""What the demo world is made of: frozen values, before anything is stored.

``Words`` are the same words in each language of the world: ``{"ru": …, "es": …, "en": …}``. Every reference from one
value to another is a slug (``peru``, ``huaman``, ``education``), an id of a clause (``xiii-c14``) or of a meeting or
paper (``xiii``). Dates are real days, reckoned from the day for which the world was loaded. Times inside a meeting are
whole minutes from its opening; a negative one is before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plenaria.core.text.resolution import Resolution

type Words = Mapping[str, str]

LANGUAGES = ("ru", "es", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a body votes, and what it shows of it."""

    preset: str
    """Code of a preset of :mod:`plenaria.core.voting.presets`."""
    quorum: tuple[int, int]
    """Numerator and denominator of a share of the accredited seats; it must be exceeded (1/2: more than half)."""
    second_call: tuple[int, int]
    """The same share at a second call."""
    votes_seen: str
    """What the public register shows of a vote by name: ``names`` or only ``counts``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation that decides."""

    slug: str
    level: str
    """``world``, ``region``, ``country`` or ``local``."""
    parent: str | None
    name: Words
    short: Words
    city: Words
    country: str | None
    """ISO 3166-1 alpha-2; ``None`` above the countries."""
    timezone: str
    languages: tuple[str, ...]
    """Working languages, the first of them used where a person has not chosen one."""
    address: tuple[str, ...]
    """Lines of the postal address, as on an envelope."""
    email: str
    site: str
    accent: str
    """``#rrggbb``; dark enough to carry white letters and to be read on white."""
    emblem: str
    """SVG of 64 × 64 units with presentation attributes only; empty for a local association: its parent's."""
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody invented. Texts about a person never depend on their sex."""

    slug: str
    name: Words
    """In the order of speech; Latin in ``es`` and ``en``, Cyrillic in ``ru``."""
    sort_name: Words
    """Family name first, with a comma: for lists and roll-calls."""
    email: str
    language: str
    """In which this person reads the pages and writes updates."""
    body: str
    """The association or council to which the person belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A membership with a role: who does what in which body, from a day on."""

    slug: str
    body: str
    person: str
    role: str
    """``chair``, ``secretary``, ``clerk``, ``teller``, ``drafter``, ``administrator`` or ``leader`` (of a sector)."""
    title: Words
    """As printed under a name, worded so that it suits anybody."""
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An institution outside that a body writes to or works with."""

    slug: str
    kind: str
    """``ministry``, ``city``, ``company``, ``observatory``, ``planetarium``, ``university``, ``foundation``,
    ``association``, ``museum``, ``library``, ``archive`` or ``press``."""
    name: Words
    language: str
    """In which letters to it are written."""
    address: tuple[str, ...]
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One seat at one meeting."""

    number: int
    person: str
    delegation: str
    """Slug of the association that the person speaks for."""
    state: str
    """``invited``, ``registered``, ``accredited`` or ``withdrawn``."""
    presence: tuple[tuple[int, int | None], ...]
    """Minutes in and out of the room; the last ``None`` means still in the room (or till the end)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One point of the day."""

    number: int
    title: Words
    minutes: int
    """Time that is set aside for it."""
    state: str
    """``done``, ``open`` or ``planned``."""
    lead: str | None
    """Who introduces it: a person."""
    paper: str | None
    """The paper under this item, if any."""
    speakers: tuple[str, ...]
    """Persons who wait on the list of speakers, in their order."""
    spoken: tuple[tuple[str, int, int], ...]
    """Those who have spoken: person, minute from the opening of the meeting, seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One putting of a question."""

    id: str
    method: str
    """``hands`` (only counts are known) or ``electronic`` (by name)."""
    question: Words
    about: str
    """Id of the clause, paper or meeting (its agenda) that is put."""
    state: str
    """``declared``, or ``prepared``: about to be put, in the order of the list."""
    opened: int | None
    closed: int | None
    declared: int | None
    """Minutes from the opening of the meeting; ``None`` while prepared."""
    counts: tuple[int, int, int] | None
    """For, against, abstaining; ``None`` while prepared."""
    votes: Mapping[str, str]
    """Person → ``for``, ``against`` or ``abstain``; empty for counted hands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Other words for a clause, proposed during the debate."""

    about: str
    """Id of the clause."""
    proposer: str
    """Person, who has a seat at the meeting."""
    minute: int
    """From the opening of the meeting."""
    language: str
    """In which it is proposed."""
    note: str
    """Why, in that language."""
    instead: Mapping[str, tuple[str, str]]
    """Language → the words that go, and those that come in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A conference, congress or session of one body."""

    id: str
    body: str
    number: str
    """Roman, as in its name."""
    name: Words
    day: date
    place: Words
    """The house in which it meets; the city is in ``city``."""
    city: Words
    opens: str
    """Local time at which it was called, ``HH:MM``."""
    opened_ago: int | None
    """Minutes since it opened, for the one that is open while the demo starts; ``None`` for a past one."""
    state: str
    """``open`` or ``closed``."""
    agenda: tuple[AgendaItem, ...]
    credentials: tuple[Credential, ...]
    """Empty for the two superior meetings, of which only the resolutions are part of the demo."""
    polls: tuple[Poll, ...]
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A link upwards or back: words of a paper that rest on an earlier clause."""

    paper: str
    clause: str | None
    """Id of the clause in which the words stand; ``None`` for a recital."""
    recital: int | None
    """From 1; ``None`` for a clause."""
    on: str
    """Id of the earlier clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A resolution in all its languages, with what its words point to."""

    id: str
    body: str
    meeting: str
    number: str | None
    """Assigned at adoption; ``None`` for a draft."""
    state: str
    """``adopted`` or ``debated``."""
    authentic: str
    texts: Mapping[str, Resolution]
    """By language; the same clauses under the same ids in each."""
    rests: tuple[Rest, ...]
    parties: Mapping[str, tuple[str, ...]]
    """Clause id → the parties that it names."""
    people: Mapping[str, tuple[str, ...]]
    """Clause id → the persons whom it names."""
    dispatch: tuple[str, ...]
    """To whom it is sent: ``party:SLUG`` or ``body:SLUG``, in the order of the printed dispatch list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What became known of a commitment on one day."""

    on: date
    state: str
    """A state of :data:`plenaria.core.followup.COMMITMENT`, in which the update leaves the commitment."""
    by: str
    """Person."""
    language: str
    text: str
    evidence: str
    """An address on the web, or empty."""
    period: int | None
    """Which period of a recurring commitment it speaks of, from 1; ``None`` for one that does not recur."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something held, or to be held, from its first to its last day."""

    title: Words
    place: Words
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that a clause calls for (a request or thanks), or a dispatch of the paper, and what came back."""

    to: str
    """``party:SLUG``, ``person:SLUG`` or ``body:SLUG``."""
    state: str
    """A state of the correspondence, see :mod:`plenaria.core.correspondence`."""
    sent: date
    reply_by: date | None
    """The day that the clause names; ``None`` where no answer is awaited."""
    at: date | None
    """When it came to its state, where that is later than the sending."""
    language: str
    """Of the answer's words."""
    text: str
    """The answer's words, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Somebody put forward for an office or an event."""

    person: str
    purpose: Words
    first: date | None
    last: date | None
    """Days of the event; ``None`` for an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a later delegate or nominee must meet, as a line on the desk's list."""

    applies_to: str
    """``credential`` or ``nomination``."""
    demand: str
    """``required`` or ``recommended``."""
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where something appeared."""

    outlet: Words
    address: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows from one clause, and what has become of it. Empty parts are those that its kind does not need."""

    clause: str
    owner: str | None
    """Slug of an office: the person who holds it answers for the clause."""
    helpers: tuple[str, ...]
    """Persons."""
    start: date
    due: date | None
    """Equals a date that the clause prints."""
    recurrence: str | None
    """``quarterly`` or ``yearly``, reckoned from ``start``."""
    events: tuple[Event, ...]
    letters: tuple[Letter, ...]
    nominations: tuple[Nomination, ...]
    criteria: tuple[Criterion, ...]
    publications: tuple[Publication, ...]
    closes: Words | None
    """For an assessment: what it judges and so closes."""
    updates: tuple[Update, ...]
    """By day. None at all means no word yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All of it, for one day."""

    today: date
    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    offices: Mapping[str, Office]
    parties: Mapping[str, Party]
    meetings: Mapping[str, Meeting]
    papers: Mapping[str, Paper]
    plans: Mapping[str, Plan]
    """By clause id; for the clauses of the past conference."""
    dispatches: Mapping[str, tuple[Letter, ...]]
    """By paper id: how the sealed paper was sent."""
    samples: Mapping[str, str]
    """By language: the plain text of a paper that a secretary can upload to try the reader."""
