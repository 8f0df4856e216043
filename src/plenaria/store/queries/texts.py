"""Texts of resolutions as values: as they stand, as they stood, and what one language has not followed yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from plenaria.core.permits import Where
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store import models
from plenaria.store.models import TextVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyHead:
    """What a body prints at the head of its papers."""

    id: str
    slug: str
    names: dict[str, str]
    languages: tuple[str, ...]
    letterhead: dict[str, list[str]]
    accent: str
    emblem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionView:
    """A resolution without its words; ``language`` is the authentic one, ``source`` the name of its file."""

    id: str
    body: BodyHead
    meeting: str | None
    number: str
    slug: str | None
    language: str
    languages: tuple[str, ...]
    """Those in which there is a text, the authentic one first."""
    titles: dict[str, str]
    state: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text in one language at one revision, and who stored it when; ``author`` is empty for the installation."""

    language: str
    revision: int
    made_at: datetime
    author: dict[str, str]
    text: Resolution
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that a text in one language was last read from; its bytes are ``store.files.load(sha256)``."""

    language: str
    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A revision as the history lists it; ``changed`` counts the pieces with other words than before.

    A revision that changes nothing says that somebody read the whole text and found it right.
    """

    language: str
    revision: int
    made_at: datetime
    author: dict[str, str]
    changed: int


def resolution(resolution_id: str) -> ResolutionView | None:
    """One resolution."""
    row = models.Resolution.objects.select_related("body", "source").filter(id=resolution_id).first()
    return None if row is None else _head(row, latest_titles([row.id]).get(row.id, {}))


def papers(meeting: str) -> tuple[ResolutionView, ...]:
    """The papers of a meeting: those on its agenda in that order, then its others by age."""
    rows = (
        models.Resolution.objects.select_related("body", "source")
        .filter(Q(meeting=meeting) | Q(items__meeting=meeting))
        .annotate(place=Max("items__position", filter=Q(items__meeting=meeting)))
        .order_by("created_at", "id")
    )
    listed = sorted(rows, key=lambda row: (row.place is None, row.place or 0))
    titles = latest_titles([row.id for row in listed])
    return tuple(_head(row, titles.get(row.id, {})) for row in listed)


def where_of_resolution(resolution_id: str) -> Where | None:
    """Where a resolution is acted on; nothing where there is no such resolution."""
    body = models.Resolution.objects.filter(id=resolution_id).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def latest(resolution_id: str, language: str) -> Resolution | None:
    """The newest version of a text in one language."""
    found = version(resolution_id, language)
    return None if found is None else found.text


def version(resolution_id: str, language: str, revision: int | None = None) -> Version | None:
    """A text at a revision, or as it stands."""
    rows = _versions(resolution_id).filter(language=language)
    row = (rows if revision is None else rows.filter(revision=revision)).order_by("-revision").first()
    return None if row is None else _version(row)


def versions(resolution_id: str) -> dict[str, Version]:
    """The text as it stands in each language, the authentic one first."""
    found = {language: version(resolution_id, language) for language in _languages(resolution_id)}
    return {language: each for language, each in found.items() if each}


def sources(resolution_id: str) -> dict[str, SourceFile]:
    """Language → the file that its text was last read from, for those that were read from one."""
    rows = models.TextVersion.objects.filter(resolution_id=resolution_id, source__isnull=False)
    return {
        row.language: SourceFile(
            language=row.language,
            name=row.source.name,
            sha256=row.source.sha256,
            media_type=row.source.media_type,
            size=row.source.size,
        )
        for row in rows.select_related("source").order_by("revision")
        if row.source
    }


def history(resolution_id: str) -> tuple[Change, ...]:
    """Every revision in every language, the latest first."""
    before: dict[str, dict[str, str]] = {}
    found = []
    for row in _versions(resolution_id).order_by("made_at", "revision"):
        words = dict(_pieces(row.content))
        changed = _changed(before.get(row.language, {}), words)
        before[row.language] = words
        found.append(
            Change(
                language=row.language,
                revision=row.revision,
                made_at=row.made_at,
                author=row.author.names if row.author else {},
                changed=len(changed),
            )
        )
    return tuple(reversed(found))


def outdated(resolution_id: str, language: str) -> frozenset[str]:
    """The pieces of a translation whose authentic words changed later than its own.

    Clauses by their id, recitals as ``recital:0`` …, and ``title``. A revision of the translation that changes no word
    settles them all: somebody read it and found it right.
    """
    row = models.Resolution.objects.filter(id=resolution_id).values_list("language", flat=True).first()
    if row is None or row == language:
        return frozenset()
    last: dict[str, dict[str, str]] = {}
    touched: dict[str, dict[str, datetime]] = {row: {}, language: {}}
    sha256 = ""
    for each in _versions(resolution_id).filter(language__in=(row, language)).order_by("made_at", "revision"):
        words = dict(_pieces(each.content))
        changed = _changed(last.get(each.language, {}), words)
        # The same text anew was read and found right; one in which clauses moved was not.
        read = each.language == language and each.sha256 == sha256
        touched[each.language] |= dict.fromkeys(words if read else changed, each.made_at)
        last[each.language] = words
        sha256 = each.sha256 if each.language == language else sha256
    theirs = touched[language]
    return frozenset(
        piece
        for piece in last.get(language, {})
        if piece in last.get(row, {}) and touched[row][piece] > theirs.get(piece, touched[row][piece])
    )


def _versions(resolution_id: str) -> QuerySet[TextVersion]:
    return TextVersion.objects.select_related("author").filter(resolution_id=resolution_id)


def _languages(resolution_id: str) -> list[str]:
    row = models.Resolution.objects.filter(id=resolution_id).first()
    if row is None:
        return []
    there = set(row.versions.order_by().values_list("language", flat=True).distinct())
    return [each for each in (row.language, *sorted(there - {row.language})) if each in there]


def latest_titles(resolutions: list[str]) -> dict[str, dict[str, str]]:
    """Resolution → language → the title that it has now."""
    rows = TextVersion.objects.filter(resolution__in=resolutions).order_by("revision")
    found: dict[str, dict[str, str]] = {}
    for resolution_id, language, title in rows.values_list("resolution_id", "language", "content__title"):
        found.setdefault(resolution_id, {})[language] = title
    return found


def head_of(body: models.Body) -> BodyHead:
    """A body as it heads its papers."""
    return BodyHead(
        id=body.id,
        slug=body.slug,
        names=body.names,
        languages=tuple(body.languages),
        letterhead=body.letterhead,
        accent=body.accent,
        emblem=body.emblem,
    )


def _head(row: models.Resolution, titles: dict[str, str]) -> ResolutionView:
    return ResolutionView(
        id=row.id,
        body=head_of(row.body),
        meeting=row.meeting_id,
        number=row.number,
        slug=row.slug,
        language=row.language,
        languages=tuple(each for each in (row.language, *sorted(titles.keys() - {row.language})) if each in titles),
        titles=titles,
        state=row.state,
        source=row.source.name if row.source else "",
    )


def _version(row: TextVersion) -> Version:
    return Version(
        language=row.language,
        revision=row.revision,
        made_at=row.made_at,
        author=row.author.names if row.author else {},
        text=canonical.load(row.content),
        sha256=row.sha256,
    )


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The pieces that came, went, or have other words."""
    return {piece for piece in before.keys() | after.keys() if before.get(piece) != after.get(piece)}


def _pieces(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What stands in a text, piece by piece: what it is called here, and its words."""
    for name in ("title", "number", "date", "venue", "body", "formula", "closing"):
        if content.get(name):
            yield name, str(content[name])
    if "adoption" in content:
        yield "adoption", content["adoption"]["text"]
    for name in ("letterhead", "signatures", "dispatch", "unplaced"):
        if content.get(name):
            yield name, "\n".join(str(each) for each in content[name])
    for place, recital in enumerate(content.get("recitals", ())):
        yield f"recital:{place}", recital["text"]
    yield from _clauses(content.get("clauses", ()))


def _clauses(clauses: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for clause in clauses:
        yield clause["id"], "\n".join(clause.get(part, "") for part in ("heading", "text", "tail"))
        yield from _clauses(clause.get("children", ()))
