"""Amendments as values: what each proposes, in which words, from whom, and what has become of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from plenaria.core.amendments import WAITING, voting_order
from plenaria.core.permits import Where
from plenaria.core.text import amendment as core
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store.models import Amendment, TextVersion
from plenaria.store.queries.texts import latest_titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """The seat that proposes it."""

    credential: str
    seat: int
    names: Mapping[str, str]
    delegation: Mapping[str, str]
    consent: str = ""
    """What they said to being named in public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentView:
    """An amendment; ``proposer`` is empty where the body's own drafters propose it.

    ``clause`` is its place and ``place`` the number of that, both empty for the very beginning; ``behind`` and
    ``behind_number`` are where a moved clause goes. ``words`` are the proposed ones, ``before`` the clause as it stood
    in the version that it was written on, with those below it, both by language. ``unfit`` is the code of why it no
    longer fits the text while it waits. ``displaced_by`` is the number of the amendment that changed its place,
    ``displaced`` are the numbers of those that have lapsed since it changed theirs.
    """

    id: str
    resolution: str
    number: int
    kind: str
    state: str
    language: str
    clause: str
    place: str
    behind: str
    behind_number: str
    words: Mapping[str, str]
    before: Mapping[str, tuple[Clause, ...]]
    unfit: str
    proposer: Proposer | None
    note: str
    ruling: str
    displaced_by: int | None
    displaced: tuple[int, ...]
    made: str
    submitted_at: datetime
    decided_at: datetime | None
    vote: int | None

    @property
    def waits(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state in WAITING

    @property
    def is_worded(self) -> bool:
        """Whether it has words of its own."""
        return self.kind in core.WORDED

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which it can be read; deleting and moving need no words."""
        return tuple(each for each in self.before if each in self.words or not self.is_worded)

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages of the text in which it has no words yet."""
        return tuple(each for each in self.before if each not in self.languages)


@dataclass(frozen=True, slots=True)
class Unruled:
    """A text with amendments that wait for the ruling on their admission."""

    resolution: str
    titles: Mapping[str, str]
    count: int


@dataclass(slots=True)
class _Texts:
    """The versions of one resolution, each read once."""

    resolution: str
    by_hash: dict[str, Resolution] = field(default_factory=dict)
    _now: dict[str, Resolution] | None = None

    @property
    def now(self) -> dict[str, Resolution]:
        """The text as it stands in each language, the authentic one first."""
        if self._now is None:
            rows = TextVersion.objects.filter(resolution_id=self.resolution).order_by("revision")
            newest = dict(rows.values_list("language", "id"))
            found = TextVersion.objects.select_related("resolution").filter(id__in=newest.values())
            listed = sorted(found, key=lambda row: (row.language != row.resolution.language, row.language))
            self._now = {row.language: canonical.load(row.content) for row in listed}
        return self._now

    def base(self, row: Amendment, language: str) -> Resolution:
        """The version that it was written on; one that came later is its own base."""
        digest = row.base.get(language, "")
        if digest and digest not in self.by_hash:
            rows = TextVersion.objects.filter(resolution_id=self.resolution, language=language, sha256=digest)
            found = rows.first()
            self.by_hash[digest] = canonical.load(found.content) if found else self.now[language]
        return self.by_hash.get(digest, self.now[language])


def amendments(resolution: str) -> tuple[AmendmentView, ...]:
    """All amendments to a text: those that wait in the order in which to put them, then the others by number."""
    texts = _Texts(resolution)
    views = [_view(row, texts) for row in _rows().filter(resolution_id=resolution)]
    waiting = {each.id: _value(each) for each in views if each.waits}
    order = voting_order(waiting, tuple(texts.now.values())) if waiting else ()
    places = {each: at for at, each in enumerate(order)}
    return tuple(sorted(views, key=lambda each: (places.get(each.id, len(places)), each.number)))


def amendment(amendment_id: str) -> AmendmentView | None:
    """One amendment."""
    return next(iter(_each(_rows().filter(id=amendment_id))), None)


def by_seat(resolution: str, credential: str) -> tuple[AmendmentView, ...]:
    """What one seat has proposed for a text, the latest first."""
    found = _rows().filter(resolution_id=resolution, proposer_id=credential).order_by("-number")
    return tuple(_each(found))


def unruled(bodies: Collection[str]) -> tuple[Unruled, ...]:
    """How many amendments to each text of these bodies wait for the ruling on their admission."""
    rows = Amendment.objects.filter(state="submitted", resolution__body__in=bodies).order_by()
    counts = Counter(rows.values_list("resolution_id", flat=True))
    titles = latest_titles(list(counts)) if counts else {}
    return tuple(Unruled(each, titles.get(each, {}), count) for each, count in sorted(counts.items()))


def put_in(polls: Iterable[str]) -> dict[str, AmendmentView]:
    """Poll → the amendment that was put in it, for those of these polls in which one was."""
    wanted = set(polls)
    if not wanted:
        return {}
    views = {each.id: each for each in _each(_rows().filter(questions__polls__in=wanted).distinct())}
    pairs = Amendment.objects.filter(questions__polls__in=wanted).values_list("questions__polls", "id")
    return {poll: views[each] for poll, each in pairs if poll in wanted}


def where_of_amendment(amendment_id: str) -> Where | None:
    """Where an amendment is acted on; nothing where there is no such one."""
    body = Amendment.objects.filter(id=amendment_id).values_list("resolution__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def _rows() -> "QuerySet[Amendment]":
    return Amendment.objects.select_related(
        "proposer__person", "proposer__delegation", "displaced_by", "decided_in"
    ).order_by("number")


def _each(rows: "QuerySet[Amendment]") -> list[AmendmentView]:
    texts: dict[str, _Texts] = {}
    return [_view(row, texts.setdefault(row.resolution_id, _Texts(row.resolution_id))) for row in rows]


def _value(view: AmendmentView) -> core.Amendment:
    return core.Amendment(kind=view.kind, clause=view.clause, behind=view.behind, words=view.words)


def _view(row: Amendment, texts: _Texts) -> AmendmentView:
    authentic = next(iter(texts.now))
    base, now = texts.base(row, authentic), texts.now[authentic]
    numbers = {each.id: each.number for each in (*base.walk(), *now.walk())}
    value = core.Amendment(kind=row.kind, clause=row.clause_id or "", behind=row.behind_id or "", words=row.words)
    waits = row.state in WAITING
    refusal = core.changed_since(value, base, now) if waits else None
    proposer = row.proposer
    return AmendmentView(
        id=row.id,
        resolution=row.resolution_id,
        number=row.number,
        kind=row.kind,
        state=row.state,
        language=row.language,
        clause=value.clause,
        place=numbers.get(value.clause, "") if waits else row.place or numbers.get(value.clause, ""),
        behind=value.behind,
        behind_number=numbers.get(value.behind, ""),
        words=row.words,
        before={language: _place(texts.base(row, language), value.clause) for language in texts.now},
        unfit=refusal.code if refusal else "",
        proposer=Proposer(
            credential=proposer.id,
            seat=proposer.seat,
            names=proposer.person.names,
            delegation=proposer.delegation.names if proposer.delegation else {},
            consent=proposer.person.consent,
        )
        if proposer
        else None,
        note=row.note,
        ruling=row.ruling,
        displaced_by=row.displaced_by.number if row.displaced_by else None,
        displaced=_displaced(row) if row.state == "adopted" else (),
        made=row.made_id or "",
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        vote=row.decided_in.number if row.decided_in else None,
    )


def _displaced(row: Amendment) -> tuple[int, ...]:
    return tuple(Amendment.objects.filter(displaced_by=row).values_list("number", flat=True))


def _place(text: Resolution, clause: str) -> tuple[Clause, ...]:
    """The clause with those below it."""
    return next((tuple(each.walk()) for each in text.walk() if each.id == clause), ())
