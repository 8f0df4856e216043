"""What became of a resolution, clause by clause, as everybody may see it."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.progress import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.timelines import timeline_of
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import (
    criteria,
    evidence,
    followup,
    open_nominations,
    programmes,
    publication,
    publications,
)
from plenaria.store.queries.followup import CommitmentView
from plenaria.store.queries.publications import RecordView

TIMED = 100
"""So many are drawn on the timeline, what is due first."""


def page(request: Request, body: str, number: str) -> HttpResponse:
    """The commitments of a published resolution in the order of its clauses, with what was reported last."""
    paper = followup.published_paper(body, number)
    if paper is None:
        raise Http404
    views = followup.public_commitments(paper.id, today())
    counts = followup.counts(views)
    shown = [view.id for view in views]
    owners = publication.owners(paper.id, paper.body)
    nominations = open_nominations.of_resolution(paper.id)
    evidence_of, milestones_of = evidence.evidence_of(shown), evidence.milestones_of(shown, today())
    context = {
        "paper": paper,
        "title": _("What became of it"),
        "resolution_title": in_language(paper.titles, paper.language),
        "address": reverse("register-resolution", args=[body, number]),
        "views": views,
        "rows": [
            (view, records, evidence_of.get(view.id, ()), milestones_of.get(view.id, ()), owners.get(view.id, {}))
            for view, records in _with_records(paper.id, views)
        ],
        "bar": bar(counts, legend=True),
        "timeline": timeline_of([(view, view) for view in sorted(views, key=_when)[:TIMED]], today(), milestones_of),
        "nominations": nominations,
        "criteria": criteria.resting_on(paper.id),
        "names_people": bool(owners) or any(each.named for each in nominations),
        "taken_up": programmes.is_taken_up(paper.id),
        "done": sum(followup.is_done(view) for view in views),
        "late": sum(view.late for view in views),
    }
    return show_of_body(
        request,
        "register/progress.html",
        slug=paper.body_slug,
        names=paper.body_names,
        accent=paper.accent,
        has_emblem=paper.has_emblem,
        context=context,
        trail=f"{paper.number}: {_('What became of it')}",
    )


def _when(view: CommitmentView) -> tuple[date, int]:
    return view.due or date.max, view.position


def _with_records(
    resolution: str, views: Sequence[CommitmentView]
) -> list[tuple[CommitmentView, tuple[RecordView, ...]]]:
    """Each with where it appeared, where it was to be published: what names its clause, and what names none."""
    known = publications.records(resolution) if any(view.kind == "publication" for view in views) else ()
    return [
        (
            view,
            tuple(each for each in known if each.fragment in ("", view.fragment)) if view.kind == "publication" else (),
        )
        for view in views
    ]


@require_safe
def show_evidence(request: Request, body: str, number: str, evidence_id: str) -> HttpResponse:
    """A file or a photograph that shows what was done, where everybody may see it."""
    found = evidence.public_evidence(body, number, evidence_id)
    if found is None or not found.sha256:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type, public=True)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/shown/<str:evidence_id>", show_evidence, name="register-shown", permit=PUBLIC),
    route("b/<slug:body>/r/<slug:number>/progress", kept(page), name="register-progress", permit=PUBLIC),
]
