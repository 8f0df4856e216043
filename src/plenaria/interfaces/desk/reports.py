"""The report at the desk: a section for each clause, worded, frozen, tabled, decided, carried into the next draft."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import reports as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.core.reports import CARRIED, PROPOSALS, REPORT
from plenaria.core.resolutions import TEXT_OPEN
from plenaria.delivery.reports import as_file, forms_of
from plenaria.formats.minutes import FORMATS
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import address, may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.report_bar import bar, states
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import reports as queries
from plenaria.store.queries import texts
from plenaria.store.queries.agenda import agenda
from plenaria.store.queries.reports import ReportView, SectionView

SAID = {
    "prepare": gettext_lazy("The report is prepared. Next: read each clause, and word what needs it."),
    "freeze": gettext_lazy("The report is frozen. Next: table it."),
    "table": gettext_lazy("The report is on the agenda. Next: put it to the vote in the hall, or a clause by itself."),
    "decide": gettext_lazy("The decisions are written down, and have their effect on the commitments."),
}


class SectionForm(forms.Form):
    """What is proposed of a clause, and the secretary's words in each language of the meeting."""

    proposal = forms.ChoiceField(label=gettext_lazy("What is proposed"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, section: SectionView, tongues: tuple[str, ...]) -> None:
        super().__init__(data, initial={"proposal": section.proposal})
        self.tongues = tongues
        offer(self, "proposal", [(each, label("proposal", each).capitalize()) for each in PROPOSALS])
        for name, words, told in (
            ("done", gettext_lazy("What was done (%(language)s)"), section.done),
            ("obstacles", gettext_lazy("What stood in the way (%(language)s)"), section.obstacles),
        ):
            for each in tongues:
                self.fields[f"{name}_{each}"] = forms.CharField(
                    label=words % {"language": language_name(each)},
                    required=False,
                    max_length=actions.LONGEST_WORDS,
                    initial=told.get(each, ""),
                    widget=forms.Textarea({"rows": 4, "lang": each}),
                )

    def given(self) -> dict[str, Any]:
        """What the action takes; the form is valid."""
        data = self.cleaned_data
        return {
            "proposal": data["proposal"],
            "done": {each: data[f"done_{each}"] for each in self.tongues},
            "obstacles": {each: data[f"obstacles_{each}"] for each in self.tongues},
        }


def page(request: Request, meeting: str) -> HttpResponse:
    """The whole report, or the button that prepares it."""
    view = the_meeting(meeting)
    found = queries.report_of(meeting, today())
    sections, language = found.sections if found else (), request.LANGUAGE_CODE
    drafts = [each for each in texts.papers(meeting) if each.state in TEXT_OPEN]
    context = {
        "report": found,
        "rows": [(each, each.told(language), each.hindered(language)) for each in sections],
        "bar": bar([each.decision or each.proposal for each in sections]),
        "states": states(sections),
        "verbs": REPORT.verbs_from(found.state) if found else (),
        "may_edit": may_do(request.actor, "reports.edit", view.body),
        "may_table": may_do(request.actor, "reports.table", view.body),
        "all_decided": all(each.decision for each in sections),
        "drafts": drafts,
        "forms": [(each, each.upper()) for each in forms_of(found) if each != "json"] if found else [],
        "tongues": [(each, language_name(each)) for each in found.languages] if found else [],
        "proposals": PROPOSALS,
        "goes_on": any((each.decision or each.proposal) in CARRIED for each in sections),
        "points": [each for each in agenda(meeting) if each.state in ("pending", "open")],
        "chair": address(f"hall/{meeting}/chair"),
        "to_report": () if found else queries.clauses_to_report(view.body, view.first_day),
    }
    title = pgettext("paper", "Report")
    return show_meeting(request, "desk/report.html", view, datetime.now(UTC), context, title=title)


@require_POST
def step(request: Request, meeting: str, verb: str) -> HttpResponse:
    """Prepare, freeze, table, or write the decisions down."""
    the_meeting(meeting)
    found = queries.report_of(meeting, today())
    deeds: dict[str, Callable[[dict[str, Any]], Receipt | Refusal]] = {
        "prepare": lambda given: actions.prepare(**given, meeting=meeting),
        "freeze": lambda given: actions.freeze(**given, report=found.id if found else ""),
        "table": lambda given: actions.table(
            **given, report=found.id if found else "", item=request.POST.get("item", "")
        ),
        "decide": lambda given: actions.record_decisions(**given, report=found.id if found else ""),
    }
    if verb not in deeds:
        raise Http404
    return _done(request, meeting, deeds[verb]({"actor": request.actor, "at": datetime.now(UTC)}), str(SAID[verb]))


@require_http_methods(["GET", "POST"])
def section(request: Request, meeting: str, section: str) -> HttpResponse:
    """One clause of the report, to be worded."""
    view = the_meeting(meeting)
    report = _the_report(meeting)
    found = _the_section(report, section)
    form = SectionForm(request.POST or None, section=found, tongues=report.languages)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            at = datetime.now(UTC)
            result = actions.edit_section(actor=request.actor, at=at, section=section, **form.given())
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored."))
                return redirect("desk-report", meeting)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {"section": found, "told": found.told(request.LANGUAGE_CODE), "hindered": (), "form": form}
    number = found.facts["clause"]
    title = _("Clause %(number)s") % {"number": number} if number else pgettext("paper", "Report")
    return show_meeting(
        request, "desk/report-section.html", view, datetime.now(UTC), context, title=title, status=status
    )


@require_POST
def put(request: Request, meeting: str, section: str) -> HttpResponse:
    """Write down a vote on one clause of the report by itself; on something else, where that was not agreed."""
    _the_section(_the_report(meeting), section)
    instead = request.POST.get("instead", "")
    result = actions.put_section(actor=request.actor, at=datetime.now(UTC), section=section, instead=instead)
    return _done(request, meeting, result, _("The vote on this clause waits in the hall."))


@require_POST
def carry_over(request: Request, meeting: str) -> HttpResponse:
    """Append what goes on to a draft of the meeting."""
    report = _the_report(meeting)
    draft = request.POST.get("draft", "")
    if draft not in {each.id for each in texts.papers(meeting)}:
        raise Http404
    at = datetime.now(UTC)
    result = actions.carry_over(actor=request.actor, at=at, report=report.id, resolution=draft)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("What goes on stands at the end of the draft now. Next: read it there."))
    return redirect("desk-text", draft)


@require_safe
def file(request: Request, meeting: str, form: str) -> HttpResponse:
    """The report as PDF, DOCX and so on, in a language of the meeting."""
    report = _the_report(meeting)
    asked = request.GET.get("language", request.LANGUAGE_CODE)
    language = asked if asked in report.languages else report.languages[0]
    made = as_file(report, language, form, today())
    if isinstance(made, Refusal):
        return refused(request, made)
    known = FORMATS[form]
    name = f"{report.body_slug}-{report.meeting_slug}-report.{language}.{known.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type=known.media_type, headers=headers)


def _done(request: Request, meeting: str, result: Receipt | Refusal, said: str) -> HttpResponse:
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, said)
    return redirect("desk-report", meeting)


def _the_report(meeting: str) -> ReportView:
    found = queries.report_of(meeting, today())
    if found is None:
        raise Http404
    return found


def _the_section(report: ReportView, section: str) -> SectionView:
    found = next((each for each in report.sections if each.id == section), None)
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/report", page, name="desk-report", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/report/file/<slug:form>", file, name="desk-report-file", permit="desk.see", where=where
    ),
    route(
        "desk/m/<str:meeting>/report/carry-over",
        carry_over,
        name="desk-report-carry-over",
        permit="texts.edit",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/report/clauses/<str:section>",
        section,
        name="desk-report-section",
        permit="reports.edit",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/report/clauses/<str:section>/put",
        put,
        name="desk-report-put",
        permit="reports.table",
        where=where,
    ),
    route("desk/m/<str:meeting>/report/<slug:verb>", step, name="desk-report-step", permit="reports.edit", where=where),
]
