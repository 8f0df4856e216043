"""What there is to hear of: resolutions that came into the register, and what was reported on their clauses.

Nothing here tells of a resolution that is neither published nor historical, nor of a commitment that is not public.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.queries.register import some_of, titles
from plenaria.store.queries.search import Wanted, resolutions
from plenaria.store.rows import Among

LATEST = 50
"""So many things are told of; a reader of feeds asks every hour."""
LOOKED_AT = 500
"""So many of the newest reports of all bodies are looked at before all of one body's are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What somebody follows: a body, one of its resolutions, or one clause of it."""

    body: str
    body_slug: str
    names: Mapping[str, str]
    resolution: str = ""
    slug: str = ""
    number: str = ""
    titles: Mapping[str, str]
    clause: str = ""
    """The printed number of the clause."""
    fragment: str = ""
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A resolution came into the register, or (with a ``state``) its owner reported on something to do."""

    key: str
    body_slug: str
    body_names: Mapping[str, str]
    slug: str
    number: str
    titles: Mapping[str, str]
    adopted_on: date
    at: datetime
    clause: str = ""
    fragment: str = ""
    texts: Mapping[str, str]
    """What is to be done, by language."""
    state: str = ""
    sentence: str = ""
    language: str = ""
    """In which the sentence was written."""


def source(body: str, number: str = "", fragment: str = "") -> Source | None:
    """The body, resolution or clause at a public address; nothing where the public sees none there."""
    row = models.Body.objects.filter(slug=body).first()
    if row is None:
        return None
    about: dict[str, Any] = {"body": row.id, "body_slug": row.slug, "names": row.names}
    if not number:
        return Source(**about, titles={}, since=datetime(2000, 1, 1, tzinfo=UTC))
    found = _published().filter(body=row, slug=number).first()
    if found is None:
        return None
    clause = found.clauses.filter(fragment=fragment).first() if fragment else None
    if fragment and clause is None:
        return None
    return Source(
        **about,
        resolution=found.id,
        slug=found.slug or "",
        number=found.number,
        titles=titles([found.id]).get(found.id, {}),
        clause=clause.number if clause else "",
        fragment=fragment,
        since=_since(found),
    )


def of_source(about: Source) -> tuple[News, ...]:
    """What there is to hear of it, the latest first."""
    if about.fragment:
        return _reports(_updates().filter(commitment__clause__resolution=about.resolution), fragment=about.fragment)
    if about.resolution:
        told = _resolutions(_published().filter(id=about.resolution))
        return _latest(
            told, _corrigenda(about), _reports(_updates().filter(commitment__clause__resolution=about.resolution))
        )
    told = _resolutions(_published().filter(body=about.body))
    return _latest(told, _corrigenda(about), _reports_of_body(about.body))


def of_subject(subject: str) -> tuple[News, ...]:
    """The newest resolutions that deal with a subject, as they came into the register."""
    dealing = models.SubjectMark.objects.filter(subject=subject).values("resolution_id")
    return _resolutions(_published().filter(id__in=dealing))


def of_search(wanted: Wanted, today: date) -> tuple[News, ...]:
    """The newest resolutions that a search finds, as they came into the register."""
    found = resolutions(replace(wanted, parts=("title", "recital", "clause")), today)
    return _resolutions(_published().filter(Among("id", found)))


def _published() -> QuerySet[models.Resolution]:
    rows = models.Resolution.objects.filter(state__in=IN_REGISTER, adopted_on__isnull=False)
    return rows.select_related("body").order_by("-published_at", "id")


def _updates() -> QuerySet[models.Update]:
    rows = models.Update.objects.filter(
        commitment__confirmed=True,
        commitment__visibility="public",
        commitment__clause__resolution__state__in=IN_REGISTER,
        commitment__clause__resolution__adopted_on__isnull=False,
    )
    return rows.select_related("commitment__clause__resolution__body").order_by("-at", "id")


def _resolutions(rows: QuerySet[models.Resolution]) -> tuple[News, ...]:
    listed = some_of(rows, 0, LATEST)
    named = titles(row.id for row in listed)
    return tuple(News(key=row.id, at=_since(row), texts={}, **_about(row, named)) for row in listed)


def _corrigenda(about: Source) -> tuple[News, ...]:
    """The sealed corrigenda of a body, or of one of its resolutions."""
    rows = models.Corrigendum.objects.filter(
        state="sealed", resolution__body=about.body, resolution__state__in=IN_REGISTER, sealed_at__isnull=False
    )
    rows = rows.filter(resolution=about.resolution) if about.resolution else rows
    listed = list(rows.select_related("resolution__body").order_by("-sealed_at", "id")[:LATEST])
    return tuple(
        News(
            key=row.id,
            at=row.sealed_at or row.made_at,
            fragment=f"corr-{row.number}",
            texts={},
            **{
                **_about(row.resolution, {}),
                "number": f"{row.resolution.number}/Corr.{row.number}",
                "titles": {language: text["title"] for language, text in row.texts.items()},
            },
        )
        for row in listed
    )


def _reports_of_body(body: str) -> tuple[News, ...]:
    """The latest on what a body has to do.

    Of a body that has much to do they are among the newest of all; to sort all of its own takes SQLite half a second
    for 20,000.
    """
    newest = models.Update.objects.order_by("-at", "id").values_list("id", "commitment__body")[:LOOKED_AT]
    its = [update for update, of in newest if of == body]
    # Without the body, by which SQLite would look for all of its commitments first.
    found = _reports(_updates().filter(Among("id", its))) if len(its) >= LATEST else ()
    return found if len(found) == LATEST else _reports(_updates().filter(commitment__body=body))


def _reports(rows: QuerySet[models.Update], fragment: str = "") -> tuple[News, ...]:
    wanted = rows.filter(commitment__clause__fragment=fragment) if fragment else rows
    listed = list(wanted[:LATEST])
    named = titles({row.commitment.clause.resolution_id for row in listed})
    return tuple(
        News(
            key=row.id,
            at=row.at,
            clause=row.commitment.clause.number,
            fragment=row.commitment.clause.fragment,
            texts=row.commitment.summaries,
            state=row.state,
            sentence=row.sentence,
            language=row.language,
            **_about(row.commitment.clause.resolution, named),
        )
        for row in listed
    )


def _about(row: models.Resolution, named: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "body_slug": row.body.slug,
        "body_names": row.body.names,
        "slug": row.slug or "",
        "number": row.number,
        "titles": named.get(row.id, {}),
        "adopted_on": row.adopted_on,
    }


def _latest(*told: Iterable[News]) -> tuple[News, ...]:
    everything = [each for some in told for each in some]
    return tuple(sorted(everything, key=lambda each: each.at, reverse=True)[:LATEST])


def _since(row: models.Resolution) -> datetime:
    return row.published_at or row.created_at
