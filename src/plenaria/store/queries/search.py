"""The search over all that is published: the newest first, a page at a time, in every language at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.followup import SETTLED
from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import index
from plenaria.store.index import DAY, PLACES
from plenaria.store.models import Body, Commitment, Dispatch, Party, Passage, Resolution
from plenaria.store.queries.register import BodyCard, ResolutionCard, bodies_named, cards
from plenaria.store.search import Term, marked, terms, words

FOUND = 20
"""So many resolutions are on one page."""
SHOWN = 3
"""So many places of each are shown."""
CHUNK = 1_000
"""Places that are read at once: a resolution may have its words in hundreds."""
FEW = 5_000
"""Up to so many clauses that a filter lets through, only those are looked at; of more, enough are found on the way."""
MOST = 500
"""So many addressees are offered to choose from."""
LATEST = (1 << 62) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and where. ``body``: in that one and those below it, by its id; years are of the adoption.

    ``kind`` of clause; ``state`` of what a clause obliges (*overdue* too); ``party`` by id; ``language`` of the text.
    ``before`` is where the page before ended.
    """

    query: str = ""
    body: str = ""
    kind: str = ""
    state: str = ""
    party: str = ""
    language: str = ""
    first_year: int | None = None
    last_year: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a search found its words: the title, a recital, or a clause with its permalink.

    ``pieces`` is its text, each piece with whether it is a word that was asked for.
    """

    part: str
    number: str
    fragment: str
    language: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A resolution that a search found, with the first places."""

    resolution: ResolutionCard
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what was found; ``next`` is where the one after it begins, if there is more."""

    hits: tuple[Hit, ...] = ()
    bodies: tuple[BodyCard, ...] = ()
    next: int | None = None


@dataclass(slots=True)
class _Gathered:
    """The resolutions of a page with their places, the newest first; a resolution's places are next to each other."""

    places: dict[int, list[int]] = field(default_factory=dict)
    more: int | None = None

    def take(self, found: Sequence[int]) -> None:
        for place in found:
            of = place // PLACES
            if of not in self.places and len(self.places) == FOUND:
                self.more = self.more or place
                return
            self.places.setdefault(of, []).append(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChoice:
    """An institution to which something of the register was sent."""

    id: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a search can be narrowed to: bodies with something in the register, or below; addressees; languages."""

    bodies: tuple[BodyCard, ...]
    parties: tuple[PartyChoice, ...]
    languages: tuple[str, ...]


def choices() -> Choices:
    """What there is to choose from, each by name in some language."""
    of_it = Dispatch.objects.filter(party=OuterRef("pk"), resolution__state__in=IN_REGISTER)
    sent = Party.objects.filter(Exists(of_it)).order_by("id")[:MOST]
    spoken = {language for some in Body.objects.values_list("languages", flat=True) for language in some}
    return Choices(
        bodies=bodies_named(lambda name: True),
        parties=tuple(PartyChoice(id=row.id, names=row.names) for row in sent),
        languages=tuple(sorted(spoken)),
    )


def search(wanted: Wanted, today: date, language: str = "") -> Found:
    """Published resolutions with everything that is asked for in one place; places in ``language`` are shown first."""
    asked = terms(wanted.query)
    tokens = _tokens(wanted)
    if not asked and not tokens and not wanted.state and not wanted.party:
        return Found()
    gathered = _gather(asked, tokens, wanted, _let_through(wanted, today))
    rows = Passage.objects.filter(place__in=[place for some in gathered.places.values() for place in some])
    by_resolution: dict[str, list[Passage]] = {}
    for row in rows.order_by("-place"):
        by_resolution.setdefault(row.resolution_id, []).append(row)
    resolutions = {
        row.id: row for row in Resolution.objects.filter(id__in=by_resolution).select_related("body", "meeting")
    }
    shown = cards([resolutions[each] for each in by_resolution], today)
    hits = tuple(Hit(resolution=card, places=_places(by_resolution[card.id], asked, language)) for card in shown)
    named = bodies_called(asked) if wanted.before is None else ()
    return Found(hits=hits, bodies=named, next=gathered.more)


def bodies_called(asked: Sequence[Term]) -> tuple[BodyCard, ...]:
    """The bodies whose name in any language has every word that is asked for, each as the beginning of one."""
    if not asked:
        return ()
    return bodies_named(lambda name: all(_is_in(term, words(name)) for term in asked))


def _is_in(term: Term, name: Sequence[str]) -> bool:
    return any(all(any(word.startswith(stem) for word in name) for stem in option) for option in term.options)


def _tokens(wanted: Wanted) -> list[Collection[str]]:
    given = (("b", wanted.body), ("k", wanted.kind), ("l", wanted.language))
    return [[f"={letter}:{value}"] for letter, value in given if value]


def _gather(
    asked: Sequence[Term], tokens: list[Collection[str]], wanted: Wanted, through: "QuerySet[Passage] | None"
) -> _Gathered:
    """Read places until a page is full, or there are no more."""
    gathered = _Gathered()
    first = _year(wanted.first_year or 1) << DAY
    last = min((_year((wanted.last_year or 9998) + 1) << DAY) - 1, wanted.before or LATEST)
    among = None
    if through is not None:
        few = list(through.values_list("place", flat=True)[: FEW + 1])
        among = few if len(few) <= FEW else None
    everything = tokens or [["=p:title", "=p:recital", "=p:clause"]]
    while gathered.more is None:
        places = index.newest(
            asked, everything if not asked else tokens, first=first, last=last, most=CHUNK, among=among
        )
        kept = places
        if through is not None and among is None:
            passed = set(through.filter(place__in=places).values_list("place", flat=True))
            kept = [each for each in places if each in passed]
        gathered.take(kept)
        if len(places) < CHUNK:
            break
        last = places[-1] - 1
    return gathered


def _let_through(wanted: Wanted, today: date) -> "QuerySet[Passage] | None":
    """The passages of clauses whose commitments are in the state, or concern the party, that is asked for."""
    if not (wanted.state or wanted.party):
        return None
    passages = Passage.objects.all()
    if wanted.state:
        of = Commitment.objects.filter(confirmed=True, visibility="public")
        late = Q(due__lt=today) & ~Q(state__in=SETTLED)
        fits = of.filter(late) if wanted.state == "overdue" else of.filter(state=wanted.state).exclude(late)
        passages = passages.filter(clause__in=fits.values("clause"))
    if wanted.party:
        passages = passages.filter(clause__dispatches__party=wanted.party)
    return passages


def _places(rows: Iterable[Passage], asked: Sequence[Term], language: str) -> tuple[Place, ...]:
    """The first places of a resolution, in the reader's language where the words were found in it.

    Titles stand above anyway.
    """
    listed = sorted((row for row in rows if row.part != "title"), key=lambda row: row.place)
    mine = [row for row in listed if row.language == language]
    other = [row for row in listed if row.language == listed[0].language]
    return tuple(
        Place(
            part=row.part,
            number=row.number,
            fragment=row.fragment,
            language=row.language,
            pieces=tuple(marked(row.text, asked, row.language)),
        )
        for row in (mine or other)[:SHOWN]
    )


def _year(year: int) -> int:
    return date(min(max(year, 1), 9999), 1, 1).toordinal()
