"""A body's list of subjects, and with which of them its resolutions and clauses deal."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import on_resolution
from plenaria.core.addresses import slug_unfit
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Resolution, Subject, SubjectMark

type Mark = tuple[str, str | None]
"""A subject's id, and the clause that deals with it; nothing where the whole resolution does."""


def name_subject(
    *, actor: Actor, at: datetime, body: str, names: Mapping[str, str], slug: str = "", subject: str | None = None
) -> Receipt | Refusal:
    """Add a subject to the list of a body, or correct the names of one; its address (``slug``) stays.

    Refused: ``body-unknown``, ``subject-unknown``, ``name-missing``, ``slug-unfit``, ``slug-taken``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> Subject | Refusal:
        if not any(each.strip() for each in names.values()):
            return unacceptable("name-missing")
        if subject is not None:
            return row.subjects.filter(id=subject).first() or unacceptable("subject-unknown")
        unfit = slug_unfit("body", slug)
        if unfit is not None:
            return unfit
        taken = row.subjects.filter(slug=slug).exists()
        return conflict("slug-taken", slug=slug) if taken else Subject(body=row, slug=slug)

    def write(deed: Deed, row: Body, found: Subject) -> str:
        found.names = {language: name.strip() for language, name in names.items() if name.strip()}
        found.save()
        deed.record("subjects-changed", row.id, named=found.id, slug=found.slug, names=dict(found.names))
        return found.id

    return perform(actor=actor, verb="subjects.edit", at=at, load=load, decide=decide, write=write)


def mark(*, actor: Actor, at: datetime, resolution: str, marks: Iterable[Mark]) -> Receipt | Refusal:
    """Say with which subjects of its body a resolution and its clauses deal, instead of what was said before.

    Refused: ``subject-unknown``, ``clause-unknown``.
    """
    wanted = sorted(set(marks), key=lambda each: (each[0], each[1] or ""))

    def decide(row: Resolution) -> bool | Refusal:
        if not {subject for subject, _ in wanted} <= set(row.body.subjects.values_list("id", flat=True)):
            return unacceptable("subject-unknown")
        clauses = {clause for _, clause in wanted if clause}
        known = row.clauses.filter(removed=False, lost_in=None).values_list("id", flat=True)
        return True if clauses <= set(known) else unacceptable("clause-unknown")

    def write(deed: Deed, row: Resolution, decision: bool) -> str:
        row.subject_marks.all().delete()
        SubjectMark.objects.bulk_create(
            SubjectMark(resolution=row, subject_id=subject, clause_id=clause) for subject, clause in wanted
        )
        deed.record(
            "subjects-changed", row.id, marks=[f"{subject} {clause or ''}".strip() for subject, clause in wanted]
        )
        return row.id

    return on_resolution(actor=actor, verb="subjects.edit", at=at, resolution=resolution, decide=decide, write=write)
