"""What the journal says of a meeting, as frozen values. People, seats and papers are opaque ids; moments are as entries
write them (``core.journal.entry.instant``)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from plenaria.core.voting.decision import Decision
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.rule import Rule

type Texts = Mapping[str, str]
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The meeting itself; the days are ISO 8601."""

    id: str
    number: str
    form: str
    names: Texts
    places: Texts
    first_day: str
    last_day: str
    languages: tuple[str, ...]
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """An interval in the room; ``until`` is empty where nobody has recorded its end."""

    since: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A proxy: the seat that ``holder`` voted for, from–to."""

    holder: str
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One seat: whose, with how many votes, when it was in the room, and who held its mandate."""

    id: str
    number: int
    person: str
    delegation: str
    weight: str
    state: str
    attends: str = "room"
    """How it takes part (``core.credentials.ATTENDS``)."""
    stays: tuple[Stay, ...] = ()
    mandates: tuple[Mandate, ...] = ()

    @property
    def took_part(self) -> bool:
        """Whether it was in the room at any moment, or represented."""
        return bool(self.stays or self.mandates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one teller counted last; ``sums`` are for, against, abstaining, invalid, and empty for an election."""

    person: str
    at: str
    sums: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One putting of a question. ``decision`` is of a motion; ``elected``, ``going_on`` and the ``count``'s SHA-256 are
    of an election. ``reason`` says why it is void, ``lot`` how a tie was drawn: by hand or by machine."""

    id: str
    number: int
    question: str
    resolution: str = ""
    clause: str = ""
    amendment: int = 0
    method: str
    rule: Rule
    election: bool = False
    opened: str = ""
    closed: str = ""
    declared: str = ""
    roll: int = 0
    opening: int = 0
    present: int = 0
    first_called: str = ""
    closes_at: str = ""
    """Of a vote by correspondence: until when it is open, as it was laid down last."""
    counts: tuple[Counted, ...] = ()
    decision: Decision | None = None
    elected: tuple[int, ...] = ()
    going_on: tuple[int, ...] = ()
    count: str = ""
    settled_by: str = ""
    lot: str = ""
    reason: str = ""
    dissents: tuple[str, ...] = ()
    """Seats that voted against and asked for it to be recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened, in the order of the journal.

    ``entry`` is the number of the entry that it hangs on, for ever; ``entries`` are all that tell of it. ``code`` is
    one of ``document.CODES``; ``data`` are ids, numbers and moments.
    """

    entry: int
    code: str
    at: str
    data: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    entries: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What words of the clerk's hold on to: the entry's number and the code."""
        return f"{self.entry}-{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What minutes are made of; ``read_to`` is the number of the last entry that tells of the meeting."""

    held: Held
    seats: Mapping[str, Seat]
    polls: Mapping[str, Put]
    items: Mapping[str, Texts]
    """Points of the agenda by id, as they were laid down last."""
    order: tuple[str, ...]
    """The points in their order."""
    happenings: tuple[Happening, ...]
    opened: str = ""
    closed: str = ""
    state: str = "planned"
    read_to: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question is called: words of its own, or the paper with the number of a clause of it."""

    titles: Texts = NOTHING
    paper: Texts = NOTHING
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Who and what the ids of the facts are, looked up beside the journal: names, titles, the counts of elections."""

    body: Texts
    people: Mapping[str, Texts]
    bodies: Mapping[str, Texts]
    questions: Mapping[str, Asked]
    papers: Mapping[str, Texts]
    counts: Mapping[str, Count]
    """Poll → its count; only of those whose SHA-256 is the one that the journal holds."""
    answers: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=lambda: NOTHING)
    """Poll → seat → its answer and the seat that gave it; of the votes by name that may be shown."""
