"""The files of the points of an agenda at the desk: handed in, titled, shown to whom and from when."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from plenaria.actions import item_files as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.item_files import SHOWN
from plenaria.core.refusal import Refusal
from plenaria.formats import handing_out
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import agenda
from plenaria.store.queries import item_files as queries
from plenaria.store.queries.item_files import ItemFileView
from plenaria.store.queries.meetings import MeetingView


class ParticularsForm(forms.Form):
    """What a file is called in each language of the meeting, and to whom it is shown."""

    shown = forms.ChoiceField(label=gettext_lazy("Shown to"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language of the file"), required=False)

    def __init__(self, *args: Any, meeting: MeetingView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongues = meeting.languages
        offer(self, "shown", [(each, label("item-file", each).capitalize()) for each in SHOWN])
        offer(self, "language", [("", "—"), *((each, language_name(each)) for each in meeting.languages)])
        for each in meeting.languages:
            self.fields[f"title_{each}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": language_name(each)}, required=False, max_length=300
            )
        self.order_fields(["item", "file", *(f"title_{each}" for each in meeting.languages)])

    def given(self) -> dict[str, Any]:
        """What the actions take; the form is valid."""
        titles = {each: self.cleaned_data[f"title_{each}"].strip() for each in self.tongues}
        return {"titles": titles, "shown": self.cleaned_data["shown"], "language": self.cleaned_data["language"]}


class FileForm(ParticularsForm):
    """A file for a point."""

    item = forms.ChoiceField(label=gettext_lazy("Point of the agenda"))
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("PDF, DOCX, ODT, XLSX, PPTX or text, at most 50 MB.")
    )

    def __init__(self, *args: Any, meeting: MeetingView, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        points = agenda.agenda(meeting.id)
        offer(self, "item", [(each.id, f"{each.position}. {in_language(each.titles)}") for each in points])


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """All files of a meeting by point, and the form for one more."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    initial = {"shown": SHOWN[0], "item": request.GET.get("item", "")}
    form = FileForm(request.POST or None, request.FILES or None, meeting=view, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = _lay(request, at, form)
            if isinstance(result, Receipt):
                messages.success(request, _("The file is kept. Whoever may see it finds it at the point."))
                return redirect("desk-item-files", meeting)
            form.add_error("file", sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    known = queries.files_of(meeting)
    context = {
        "points": [(each, [file for file in known if file.item == each.id]) for each in agenda.agenda(meeting)],
        "form": form,
        "may_edit": may_do(request.actor, "agenda.edit", view.body),
    }
    return show_meeting(
        request, "desk/item-files.html", view, at, context, title=_("Files of the agenda"), status=status
    )


def _lay(request: Request, at: datetime, form: FileForm) -> Receipt | Refusal:
    given: Mapping[str, Any] = form.cleaned_data
    data, name = given["file"].read(), given["file"].name or ""
    ending = handing_out.kind(data, name)
    if isinstance(ending, Refusal):
        return ending
    upload = Upload(
        sha256=files.keep(data),
        name=handing_out.named(name, ending),
        media_type=handing_out.MEDIA_TYPES[ending],
        size=len(data),
    )
    return actions.lay(actor=request.actor, at=at, item=given["item"], upload=upload, **form.given())


@require_http_methods(["GET", "POST"])
def change(request: Request, meeting: str, file: str) -> HttpResponse:
    """Correct the title of a file and to whom it is shown, or take it away."""
    view, at, known = the_meeting(meeting), datetime.now(UTC), _the_file(meeting, file)
    removed = request.POST.get("verb") == "remove"
    initial = {
        **{f"title_{language}": title for language, title in known.titles.items()},
        "shown": known.shown,
        "language": known.language,
    }
    form = ParticularsForm(None if removed else request.POST or None, meeting=view, initial=initial)
    if request.method == "POST" and (removed or form.is_valid()):
        result = (
            actions.remove(actor=request.actor, at=at, file=file)
            if removed
            else actions.change(actor=request.actor, at=at, file=file, **form.given())
        )
        if isinstance(result, Refusal):
            return refused(request, result)
        messages.success(request, _("The file is taken away.") if removed else _("It is stored."))
        return redirect("desk-item-files", meeting)
    context = {"file": known, "form": form}
    status = 422 if request.method == "POST" else 200
    return show_meeting(request, "desk/item-file.html", view, at, context, title=known.name, status=status)


@require_safe
def download(request: Request, meeting: str, file: str) -> HttpResponse:
    """The file itself."""
    known = _the_file(meeting, file)
    return handed_out(known.sha256, known.name, known.media_type)


def _the_file(meeting: str, file: str) -> ItemFileView:
    found = queries.file(file)
    if found is None or found.meeting != meeting:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/files", page, name="desk-item-files", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/files/<str:file>", change, name="desk-item-file", permit="agenda.edit", where=where),
    route(
        "desk/m/<str:meeting>/files/<str:file>/get",
        download,
        name="desk-item-file-get",
        permit="desk.see",
        where=where,
    ),
]
