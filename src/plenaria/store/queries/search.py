"""The search over all that is published: the newest first, a page at a time, in every language at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import index
from plenaria.store.index import DAY, PLACES
from plenaria.store.models import Body, Dispatch, Minutes, Party, Passage, Poll, Resolution
from plenaria.store.prepared import Many, prepared
from plenaria.store.queries.narrowing import candidates, fitting, narrowings
from plenaria.store.queries.register import BodyCard, ResolutionCard, bodies_of, cards_named
from plenaria.store.queries.votes import public
from plenaria.store.rows import Among
from plenaria.store.search import Term, marked, terms, words

PARTS = ("title", "recital", "clause", "corrigendum", "decision", "minutes")
FOUND = 20
"""So many resolutions, decisions and minutes are on one page."""
SHOWN = 3
"""So many places of each are shown."""
CHUNK, MOST_AT_ONCE = 250, 2_000
"""Places that are read first, and at most: a resolution may have its words in hundreds, most have them in few."""
MOST = 500
"""So many addressees are offered to choose from."""
LATEST = (1 << 62) - 1
HELD = ("body__slug", "body__names", "slug", "names")
"""What is told of a meeting."""

type Names = tuple[tuple[str, tuple[str, ...]], ...]
"""Each body with its names as they are searched, a space before every word of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and where. ``body``: in that one and those below it, by its id; years are of the adoption.

    ``parts``: only in passages of these sorts (``PARTS``); ``kind`` of clause; ``state`` of what a clause obliges
    (*overdue* too); ``party`` by id; ``language`` of the text. ``before`` is where the page before ended.
    """

    query: str = ""
    body: str = ""
    parts: tuple[str, ...] = ()
    kind: str = ""
    state: str = ""
    party: str = ""
    language: str = ""
    first_year: int | None = None
    last_year: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a search found its words, with its permalink: a recital or a clause, a decision, a paragraph of minutes.

    ``pieces`` is its text, each piece with whether it is a word that was asked for.
    """

    part: str
    number: str
    fragment: str
    language: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFound:
    """The meeting whose decision or minutes a search found."""

    body_slug: str
    body_names: Mapping[str, str]
    slug: str
    names: Mapping[str, str]
    on: date
    """Day of the decision, or the last one of the meeting."""
    vote: int | None = None
    """Number of the vote that made the decision; nothing where it is the minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found, with the first places: a resolution; or of a meeting a decision, or the minutes."""

    places: tuple[Place, ...]
    resolution: ResolutionCard | None = None
    meeting: MeetingFound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what was found; ``next`` is where the one after it begins, if there is more."""

    hits: tuple[Hit, ...] = ()
    bodies: tuple[BodyCard, ...] = ()
    next: int | None = None


@dataclass(slots=True)
class _Gathered:
    """What is on a page, each with its places, the newest first; the places of one are next to each other."""

    places: dict[int, list[int]] = field(default_factory=dict)
    more: int | None = None

    def take(self, found: Sequence[int]) -> None:
        for place in found:
            of = place // PLACES
            if of not in self.places and len(self.places) == FOUND:
                self.more = self.more or place
                return
            self.places.setdefault(of, []).append(place)


class OfSomething(Protocol):
    """A passage, as far as it says what it is of: one of the three."""

    @property
    def resolution_id(self) -> str | None: ...
    @property
    def poll_id(self) -> str | None: ...
    @property
    def minutes_id(self) -> str | None: ...


class _Row(NamedTuple):
    """A passage without its text; hundreds are read for a page."""

    place: int
    resolution_id: str | None
    poll_id: str | None
    minutes_id: str | None
    language: str
    part: str
    number: str
    fragment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChoice:
    """An institution to which something of the register was sent."""

    id: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChoice:
    """A body with something in the register, or in that of a body below it."""

    id: str
    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a search can be narrowed to: bodies, addressees, languages."""

    bodies: tuple[BodyChoice, ...]
    parties: tuple[PartyChoice, ...]
    languages: tuple[str, ...]


def choices() -> Choices:
    """What there is to choose from, each by name in some language."""
    of_it = Dispatch.objects.filter(party=OuterRef("pk"), resolution__state__in=IN_REGISTER)
    sent = Party.objects.filter(Exists(of_it)).order_by("id")[:MOST]
    bodies = {row.id: row for row in Body.objects.order_by("slug")}
    deciding = Resolution.objects.filter(state__in=IN_REGISTER).order_by().values_list("body_id", flat=True).distinct()
    offered = {above for each in deciding for above in _with_above(each, bodies)}
    return Choices(
        bodies=tuple(
            BodyChoice(id=row.id, slug=row.slug, names=row.names) for row in bodies.values() if row.id in offered
        ),
        parties=tuple(PartyChoice(id=row.id, names=row.names) for row in sent),
        languages=tuple(sorted({language for row in bodies.values() for language in row.languages})),
    )


def _with_above(body: str, bodies: Mapping[str, Body]) -> Iterable[str]:
    above: str | None = body
    while above is not None:
        yield above
        above = bodies[above].parent_id


def search(wanted: Wanted, today: date, language: str = "", named: Names | None = None) -> Found:
    """What is public and has everything that is asked for in one place; places in ``language`` are shown first.

    ``named`` are the names of the bodies (``names``), where they were read already.
    """
    asked = terms(wanted.query)
    gathered = _gather(asked, wanted, today)
    hits = _hits(gathered.places.values(), asked, today, language)
    called = bodies_called(asked, names() if named is None else named) if asked and not _goes_on(wanted) else ()
    return Found(hits=hits, bodies=called, next=gathered.more)


def _goes_on(wanted: Wanted) -> bool:
    """Whether bodies are not asked for, or were shown on the page before."""
    return wanted.before is not None or bool(wanted.parts)


def resolutions(wanted: Wanted, today: date) -> tuple[str, ...]:
    """The ids of the resolutions on that page of what is found."""
    places = [some[0] for some in _gather(terms(wanted.query), wanted, today).places.values()]
    return tuple(of for of in _registered_at(Many(places)) if of)


def _hits(groups: Iterable[list[int]], asked: Sequence[Term], today: date, language: str) -> tuple[Hit, ...]:
    """What these places are of, in their order; the text is read of those alone that are shown."""
    listed = list(groups)
    rows = _rows_at(Many(place for some in listed for place in some)) if listed else []
    by_place = {row.place: row for row in map(_Row._make, rows)}
    groups_of = [[by_place[each] for each in some if each in by_place] for some in listed]
    whole = [some for some in groups_of if some]
    found = [
        (resolution, meeting, _shown(some, language))
        for some, (resolution, meeting) in zip(whole, things([some[0] for some in whole], today), strict=True)
        if resolution or meeting
    ]
    texts = dict(_texts_at(Many(row.place for *_of, rows in found for row in rows)) if found else ())
    return tuple(
        Hit(
            resolution=resolution,
            meeting=meeting,
            places=tuple(_place(row, texts.get(row.place, ""), asked) for row in rows),
        )
        for resolution, meeting, rows in found
    )


def things(rows: Sequence[OfSomething], today: date) -> list[tuple[ResolutionCard | None, MeetingFound | None]]:
    """What each of these passages is of, as far as the public sees it."""
    resolutions = _resolution_cards({each.resolution_id for each in rows if each.resolution_id}, today)
    votes = _votes({each.poll_id for each in rows if each.poll_id})
    minutes = _minutes({each.minutes_id for each in rows if each.minutes_id})
    return [
        (
            resolutions.get(each.resolution_id or ""),
            votes.get(each.poll_id or "") or minutes.get(each.minutes_id or ""),
        )
        for each in rows
    ]


def _resolution_cards(ids: Collection[str], today: date) -> dict[str, ResolutionCard]:
    return {card.id: card for card in cards_named(ids, today)} if ids else {}


def _votes(ids: Collection[str]) -> dict[str, MeetingFound]:
    """The meetings of these decisions, as far as the public sees them."""
    return {
        poll: _meeting(held, number, declared_at.astimezone(ZoneInfo(timezone)).date())
        for poll, number, declared_at, timezone, *held in (_declared(list(ids)) if ids else ())
    }


def _minutes(ids: Collection[str]) -> dict[str, MeetingFound]:
    return {
        minutes: _meeting(held, None, last_day) for minutes, last_day, *held in (_approved(list(ids)) if ids else ())
    }


def _meeting(held: Sequence[Any], vote: int | None, on: date) -> MeetingFound:
    body_slug, body_names, slug, names = held
    return MeetingFound(body_slug=body_slug, body_names=body_names, slug=slug, names=names, on=on, vote=vote)


@prepared
def _declared(polls: list[str]) -> "QuerySet[Poll, tuple[Any, ...]]":
    rows = public().filter(id__in=polls, declared_at__isnull=False).order_by()
    return rows.values_list("id", "number", "declared_at", "meeting__timezone", *(f"meeting__{each}" for each in HELD))


@prepared
def _approved(minutes: list[str]) -> "QuerySet[Minutes, tuple[Any, ...]]":
    rows = Minutes.objects.filter(id__in=minutes, state="approved")
    return rows.values_list("id", "meeting__last_day", *(f"meeting__{each}" for each in HELD))


def names() -> Names:
    """Each body with its name in each language, as they are searched."""
    rows = Body.objects.order_by("slug").values_list("id", "names")
    return tuple(
        (body, tuple("".join(f" {word}" for word in words(each)) for each in named.values())) for body, named in rows
    )


def bodies_called(asked: Sequence[Term], named: Names) -> tuple[BodyCard, ...]:
    """The bodies whose name in any language has every word that is asked for, each as the beginning of one."""
    wanted = [[[f" {stem}" for stem in option] for option in term.options] for term in asked]
    found = [body for body, each in named if any(_has(name, wanted) for name in each)]
    return bodies_of(found) if found else ()


def _has(name: str, wanted: Iterable[Iterable[Iterable[str]]]) -> bool:
    return all(any(all(word in name for word in option) for option in term) for term in wanted)


@prepared
def _rows_at(places: Many) -> "QuerySet[Passage, tuple[Any, ...]]":
    return Passage.objects.filter(Among("place", places)).values_list(*_Row._fields)


@prepared
def _texts_at(places: Many) -> "QuerySet[Passage, tuple[int, str]]":
    return Passage.objects.filter(Among("place", places)).values_list("place", "text")


@prepared
def _registered_at(places: Many) -> "QuerySet[Passage, str | None]":
    rows = Passage.objects.filter(Among("place", places), resolution__state__in=IN_REGISTER)
    return rows.values_list("resolution_id", flat=True)


def _tokens(wanted: Wanted) -> list[Collection[str]]:
    given = (("b", wanted.body), ("k", wanted.kind), ("l", wanted.language))
    sorts = [[f"=p:{each}" for each in wanted.parts]] if wanted.parts else []
    return [*([f"={letter}:{value}"] for letter, value in given if value), *sorts]


def _asks(asked: Sequence[Term], wanted: Wanted) -> bool:
    """Whether anything is asked for; nothing is found by years alone, or by where a page ended."""
    return bool(asked or _tokens(wanted) or wanted.state or wanted.party)


def _gather(asked: Sequence[Term], wanted: Wanted, today: date) -> _Gathered:
    """Read places until a page is full, or there are no more."""
    gathered = _Gathered()
    if not _asks(asked, wanted):
        return gathered
    first = _year(wanted.first_year or 1) << DAY
    last = min((_year((wanted.last_year or 9998) + 1) << DAY) - 1, wanted.before or LATEST)
    narrowed = narrowings(wanted.state, wanted.party, today)
    among = candidates(narrowed) if narrowed else None
    read, most = 0, CHUNK
    tokens = _tokens(wanted)
    everything = tokens if asked or tokens else [[f"=p:{each}" for each in PARTS]]
    while gathered.more is None:
        places = index.newest(asked, everything, first=first, last=last, most=most, among=among)
        gathered.take(fitting(places, narrowed) if among is None else places)
        if len(places) < most:
            break
        # Little by little: each place costs the same, and those beyond the page are read in vain.
        last, read = places[-1] - 1, read + most
        most = min(max(CHUNK, read // 4), MOST_AT_ONCE)
    return gathered


def _shown(rows: Iterable[_Row], language: str) -> list[_Row]:
    """The first places of one thing, in the reader's language where the words were found in it.

    Titles stand above anyway.
    """
    listed = sorted((row for row in rows if row.part != "title"), key=lambda row: row.place)
    mine = [row for row in listed if row.language == language]
    other = [row for row in listed if row.language == listed[0].language]
    return (mine or other)[:SHOWN]


def _place(row: _Row, text: str, asked: Sequence[Term]) -> Place:
    return Place(
        part=row.part,
        number=row.number,
        fragment=row.fragment,
        language=row.language,
        pieces=tuple(marked(text, asked, row.language)),
    )


def _year(year: int) -> int:
    return date(min(max(year, 1), 9999), 1, 1).toordinal()
