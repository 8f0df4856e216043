"""All letters of a body, silence first, to be looked through and taken along; and the print queue."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plenaria.actions import dispatches as actions
from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.refusal import Refusal
from plenaria.delivery import letters as delivery
from plenaria.formats import spreadsheet
from plenaria.formats.spreadsheet import Cell
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.bodies import of_body, the_body, where
from plenaria.interfaces.desk.letters import as_pdf
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.dispatches import DispatchView

STATES = ("unanswered", *CORRESPONDENCE.states)
ON_A_PAGE = 50


@require_safe
def page(request: Request, body: str) -> HttpResponse:
    """Every letter of all resolutions of a body, by state, party and whether its answer is overdue."""
    view, every = the_body(body), queries.letters_of(body, today())
    found = _chosen(request, every)
    pages = Paginator(found, ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    there = {each.state for each in every}
    parties = {each.party.id: in_language(each.party.names) for each in every}
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **_frame(view, _("Letters")),
        "page": shown,
        "page_numbers": pages.get_elided_page_range(shown.number),
        "count": len(found),
        "states": [(each, label("correspondence", each)) for each in STATES if each in there],
        "parties": sorted(parties.items(), key=lambda pair: pair[1].casefold()),
        "state": request.GET.get("state", ""),
        "party": request.GET.get("party", ""),
        "overdue": "overdue" in request.GET,
        "silent": sum(each.state == "unanswered" for each in every),
        "to_post": sum(each.state == "to-post" for each in every),
        "query": query.urlencode(),
        "may_set": may_do(request.actor, "bodies.edit", body),
    }
    return show(request, "desk/letters.html", context)


@require_safe
def export(request: Request, body: str, form: str) -> HttpResponse:
    """The same letters as a table: CSV or ODS."""
    view = the_body(body)
    head, rows = _table(_chosen(request, queries.letters_of(body, today())))
    match form:
        case "csv":
            data, kind = spreadsheet.write_csv(head, rows), spreadsheet.CSV
        case "ods":
            data, kind = spreadsheet.write_ods(_("Letters"), head, rows), spreadsheet.ODS
        case _:
            raise Http404
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{view.slug}-letters.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def print_queue(request: Request, body: str) -> HttpResponse:
    """Letters to be printed, put into envelopes and posted; then the day on which they were."""
    view, now = the_body(body), datetime.now(UTC)
    waiting = queries.to_post(body, today())
    refusal: Refusal | None = None
    if request.method == "POST":
        if not may_do(request.actor, "dispatches.send", body):
            raise Http404
        chosen = [each for each in request.POST.getlist("dispatch") if each in {letter.id for letter in waiting}]
        tracking = {each: request.POST.get(f"tracking-{each}", "") for each in chosen}
        try:
            on = date.fromisoformat(request.POST.get("on", ""))
        except ValueError:
            on = now.date()
        result = actions.mark_posted(actor=request.actor, at=now, letters=tracking, on=on)
        if not isinstance(result, Refusal):
            posted = ngettext("%(count)s letter is posted.", "%(count)s letters are posted.", len(chosen))
            messages.success(request, posted % {"count": len(chosen)})
            return redirect("desk-print-queue", body)
        refusal = result
    context = {
        **_frame(view, _("Print queue")),
        "letters": [(each, delivery.address(each), request.POST.get(f"tracking-{each.id}", "")) for each in waiting],
        "today": now.date().isoformat(),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "may_send": may_do(request.actor, "dispatches.send", body),
        "longest": actions.LONGEST_TRACKING,
    }
    return show(request, "desk/print-queue.html", context, status=refusal.because.value if refusal else 200)


@require_safe
def print_pdf(request: Request, body: str) -> HttpResponse:
    """All of them with what is enclosed, in one file."""
    made = delivery.print_queue(body, datetime.now(UTC))
    return refused(request, made) if isinstance(made, Refusal) else as_pdf(made, f"{the_body(body).slug}-letters")


@require_safe
def labels(request: Request, body: str) -> HttpResponse:
    """Their addresses as labels."""
    made = delivery.address_labels(body, datetime.now(UTC))
    return refused(request, made) if isinstance(made, Refusal) else as_pdf(made, f"{the_body(body).slug}-labels")


def _chosen(request: Request, every: Sequence[DispatchView]) -> list[DispatchView]:
    state, party = request.GET.get("state", ""), request.GET.get("party", "")
    found = [each for each in every if state in ("", each.state) and party in ("", each.party.id)]
    return [each for each in found if each.state == "unanswered"] if "overdue" in request.GET else found


def _table(letters: Sequence[DispatchView]) -> tuple[list[str], list[list[Cell]]]:
    head = [
        _("Reference"),
        _("Resolution"),
        _("Clause"),
        _("Party"),
        _("Purpose"),
        _("Language"),
        _("State"),
        _("Sent"),
        _("Answer by"),
        _("Reminded"),
        _("Received"),
        _("Answered"),
        _("Subject"),
    ]
    return head, [_row(each) for each in letters]


def _row(view: DispatchView) -> list[Cell]:
    days = [each and each.date() for each in (view.acknowledged_at, view.answered_at)]
    return [
        view.reference,
        view.number,
        view.clause,
        in_language(view.party.names),
        label("letter-purpose", view.purpose),
        view.language,
        label("correspondence", view.state),
        view.sent_at.date() if view.sent_at else None,
        view.answer_due,
        view.reminded,
        *days,
        view.subject,
    ]


def _frame(body: BodyView, title: str) -> dict[str, object]:
    return {"title": title, "over": in_language(body.names), **of_body(body)}


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/letters", page, name="desk-letters", permit="desk.see", where=where),
    route("desk/b/<str:body>/letters.<str:form>", export, name="desk-letters-export", permit="desk.see", where=where),
    route("desk/b/<str:body>/print", print_queue, name="desk-print-queue", permit="desk.see", where=where),
    route("desk/b/<str:body>/print/letters.pdf", print_pdf, name="desk-print-pdf", permit="desk.see", where=where),
    route("desk/b/<str:body>/print/labels.pdf", labels, name="desk-print-labels", permit="desk.see", where=where),
]
