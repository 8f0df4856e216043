"""Whether what programs are told of a resolution is still the same, without making all of it again.

A stamp is made of every row that the answer is made of. What is fixed by a hash in one of these rows (the adopted
texts, the files, the titles of the texts) is not read itself.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries.published import ASIDE

_SEAL = ("at", "key", "manifest_sha256", "checkpoint_size")
_FILE = ("name", "media_type", "size", "sha256")
_LEFT_OUT = ("cites", "cited", "requests", "nominations", "criteria")
"""What stands beside a text on its page, and is not told with it."""
_ASIDE = {
    **{name: rows for name, rows in ASIDE.items() if name not in _LEFT_OUT},
    "papers": models.Paper.objects.filter(resolution=OuterRef("pk")),
}

type Rows = QuerySet[Any, tuple[Any, ...]]


def of_resolution(resolution: str) -> str:
    """The stamp of a resolution: another one as soon as something else is told of it; empty where it is not public.

    It is read before the answer: what changes in between makes a new stamp, and not an old one for the new answer.
    """
    row = next(iter(_resolution(resolution)), None)
    if row is None:
        return ""
    has = dict(zip(_ASIDE, row, strict=False))
    read: Iterable[list[tuple[Any, ...]]] = (
        _clauses(resolution),
        _documents(resolution),
        _papers(resolution) if has["papers"] else [],
        _records(resolution) if has["records"] else [],
        _commitments(resolution) if has["commitments"] else [],
        _marks(resolution) if has["subjects"] else [],
        _corrigenda(resolution) if has["corrigenda"] else [],
        _corrigendum_files(resolution) if has["corrigenda"] else [],
        _effects(resolution) if has["changed"] or has["changes"] else [],
    )
    return sha256(repr((row, *read)).encode()).hexdigest()


@prepared
def _resolution(resolution: str) -> Rows:
    aside = {f"has_{name}": Exists(rows) for name, rows in _ASIDE.items()}
    entries = models.Leaf.objects.filter(subject=OuterRef("pk")).order_by("-index")
    rows = models.Resolution.objects.filter(id=resolution, published_at__isnull=False)
    rows = rows.annotate(**aside, last=Subquery(entries.values("index")[:1]))
    own = ("state", "slug", "number", "language", "adopted_on", "adopted_by_id", "adopted_sha256", "validity")
    around = ("published_at", "body_id", "body__slug", "meeting_id", "meeting__state")
    sealed = (*(f"seal__{each}" for each in _SEAL), *(f"seal__bundle__{each}" for each in _FILE))
    return rows.values_list(*aside, "last", *own, *around, *sealed)


@prepared
def _clauses(resolution: str) -> Rows:
    return models.Clause.objects.filter(resolution_id=resolution).order_by("id").values_list("id", "validity")


@prepared
def _documents(resolution: str) -> Rows:
    rows = models.Document.objects.filter(resolution_id=resolution).order_by("id")
    return rows.values_list("id", "format", "language", *(f"file__{each}" for each in _FILE))


@prepared
def _papers(resolution: str) -> Rows:
    """From which it was taken over."""
    rows = models.Paper.objects.filter(resolution_id=resolution).order_by("name", "id")
    return rows.values_list("id", "name", "language", *(f"file__{each}" for each in _FILE))


@prepared
def _records(resolution: str) -> Rows:
    rows = models.PublicationRecord.objects.filter(resolution_id=resolution, struck_at=None).order_by("id")
    return rows.values_list("id", "body_id", "clause_id", "outlet", "address", "archived", "language", "on")


@prepared
def _commitments(resolution: str) -> Rows:
    rows = models.Commitment.objects.filter(clause__resolution_id=resolution).order_by("id")
    # Each report makes the resolution one that was changed, whatever it is on.
    told = ("id", "clause_id", "clause__position", "kind", "start", "due", "state", "confirmed", "visibility")
    return rows.annotate(last=Max("updates__at")).values_list(*told, "last")


@prepared
def _marks(resolution: str) -> Rows:
    return models.SubjectMark.objects.filter(resolution_id=resolution).order_by("id").values_list("subject", "clause")


@prepared
def _corrigenda(resolution: str) -> Rows:
    rows = models.Corrigendum.objects.filter(resolution_id=resolution).order_by("id")
    own = ("id", "number", "state", "corrections", "reasons", "poll_id", "office", "on", "sealed_at")
    return rows.values_list(*own, *(f"bundle__{each}" for each in _FILE))


@prepared
def _corrigendum_files(resolution: str) -> Rows:
    rows = models.CorrigendumFile.objects.filter(corrigendum__resolution_id=resolution).order_by("id")
    return rows.values_list("corrigendum_id", "format", "language", *(f"file__{each}" for each in _FILE))


@prepared
def _effects(resolution: str) -> Rows:
    """At either end of it, with what is told of the clause at the other, and of its resolution."""
    either = Q(clause__resolution_id=resolution) | Q(by__resolution_id=resolution)
    entries = models.Leaf.objects.filter(subject=OuterRef("clause")).order_by("-index")
    rows = models.Effect.objects.filter(either).annotate(last=Subquery(entries.values("index")[:1])).order_by("id")
    own = ("id", "verb", "words", "since", "reason", "decided", "made_at", "last")
    ends = [
        f"{end}__{each}"
        for end in ("clause", "by")
        for each in ("id", "number", "fragment", "resolution_id", "resolution__state", "resolution__slug")
    ]
    return rows.values_list(*own, *ends, "clause__resolution__body__slug", "by__resolution__body__slug")
