"""One letter: its words until it goes, its way as a timeline, and what came back."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import answers, deliveries
from plenaria.actions import dispatches as actions
from plenaria.actions._perform import Receipt
from plenaria.core.correspondence import CORRESPONDENCE, WAITING
from plenaria.core.letters import LONGEST_SUBJECT, LONGEST_TEXT, NOTE
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.delivery import letters as delivery
from plenaria.formats.answer_files import LARGEST
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today
from plenaria.interfaces.desk.answer_files import FilesField, kept_answer
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import letters as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import answers as answer_queries
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries import incoming, letter_books
from plenaria.store.queries.dispatches import DispatchView
from plenaria.store.queries.letter_occasions import TIME_TO_ANSWER

ANSWERS = [
    ("accept", gettext_lazy("Accepted")),
    ("accept-in-part", gettext_lazy("Accepted in part")),
    ("decline", gettext_lazy("Declined")),
]


class LetterForm(forms.Form):
    """The words of a letter that hasn't gone yet."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 16, "class": "text"}),
    )


class AnswerForm(forms.Form):
    """What a party answered, and the files that came along; the secretary says what it is."""

    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("In its words"),
        help_text=gettext_lazy("Or the text of a mail, pasted. Left empty, the words of the .eml are taken."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
    )
    enclosed = FilesField(label=gettext_lazy("Files"))
    shown = forms.ChoiceField(label=gettext_lazy("Who sees its words and files"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"shown": answers.SHOWN[0]}, **kwargs})
        # With its figure filled in, a lazy text is one of the language in which the house was started.
        said = _("The mail as .eml, PDF, DOCX, ODT, XLSX, text or pictures; %(limit)s MB together.")
        self.fields["enclosed"].help_text = said % {"limit": LARGEST}
        shown = self.fields["shown"]
        assert isinstance(shown, forms.ChoiceField)
        shown.choices = [(each, label("answer-shown", each).capitalize()) for each in answers.SHOWN]


class ReminderForm(forms.Form):
    """By when a reminder asks for an answer."""

    answer_due = forms.DateField(
        label=gettext_lazy("Answer by"), widget=forms.DateInput({"type": "date", "class": "short"}, format="%Y-%m-%d")
    )


class DropForm(forms.Form):
    """Why a letter is not sent at all."""

    reason = forms.CharField(label=gettext_lazy("Why it is not sent"), max_length=500)


@require_http_methods(["GET", "POST"])
def page(request: Request, dispatch: str) -> HttpResponse:
    """One letter: its words, to be changed until it goes; then its way, and what came back."""
    view = the_dispatch(dispatch)
    form = LetterForm(request.POST or None, initial={"subject": view.subject, "text": view.text})
    if request.method != "POST":
        return _show(request, view, form=form)
    status = 422
    if form.is_valid():
        result = actions.edit_letter(actor=request.actor, at=datetime.now(UTC), dispatch=dispatch, **form.cleaned_data)
        if isinstance(result, Receipt):
            messages.success(request, _("The letter is stored. It has not been sent yet."))
            return redirect("desk-send", view.resolution)
        form.add_error(None, sentence(result, request.LANGUAGE_CODE))
        status = result.because.value
    return _show(request, view, status, form=form)


@require_safe
def pdf(request: Request, dispatch: str) -> HttpResponse:
    """The letter on its letterhead: as it went, or as it would go now."""
    view = the_dispatch(dispatch)
    made = delivery.paper(dispatch, datetime.now(UTC))
    if isinstance(made, Refusal):
        return refused(request, made)
    name = view.reference or _("draft")
    return as_pdf(made, "".join(sign if sign.isalnum() else "-" for sign in name))


def as_pdf(data: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows."""
    headers = {"Content-Disposition": f'inline; filename="{name.encode("ascii", "ignore").decode() or "letter"}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers={**headers, "Cache-Control": "private, no-store"})


@require_POST
def record(request: Request, dispatch: str, verb: str) -> HttpResponse:
    """Note by hand what became of a letter: delivered, come back, received; dropped, taken up, taken back."""
    the_dispatch(dispatch)
    actor, at = request.actor, datetime.now(UTC)
    result: Receipt | Refusal
    match verb:
        case "deliver" | "bounce":
            result = deliveries.record_delivery(actor=actor, at=at, dispatch=dispatch, verb=verb)
        case "acknowledge":
            result = deliveries.acknowledge(actor=actor, at=at, dispatch=dispatch)
        case "take-back":
            result = actions.take_back(actor=actor, at=at, dispatch=dispatch)
        case "take-up":
            result = actions.take_up(actor=actor, at=at, dispatch=dispatch)
        case "drop":
            reason = request.POST.get("reason", "")
            result = actions.drop_letter(actor=actor, at=at, dispatch=dispatch, reason=reason)
        case _:
            raise Http404
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is recorded."))
    return redirect("desk-letter", dispatch)


@require_POST
def send_again(request: Request, dispatch: str) -> HttpResponse:
    """Send a letter that came back once more, to the address that the address book has now."""
    view = the_dispatch(dispatch)
    result = delivery.send(actor=request.actor, at=datetime.now(UTC), letters=[dispatch])
    if isinstance(result, Refusal):
        return _show(request, view, result.because.value, refusal=result)
    messages.success(request, _("The letter is on its way again."))
    return redirect("desk-letter", dispatch)


@require_POST
def remind(request: Request, dispatch: str) -> HttpResponse:
    """Draft a reminder; its words are looked at before it goes."""
    view, form = the_dispatch(dispatch), ReminderForm(request.POST)
    if not form.is_valid():
        return _show(request, view, 422, reminder=form)
    due = form.cleaned_data["answer_due"]
    result = actions.prepare_reminder(actor=request.actor, at=datetime.now(UTC), dispatch=dispatch, answer_due=due)
    if isinstance(result, Refusal):
        return _show(request, view, result.because.value, reminder=form, refusal=result)
    messages.success(request, _("The reminder is drafted. Next: look at it and send it."))
    return redirect("desk-letter", result.subject)


@require_POST
def answer(request: Request, dispatch: str) -> HttpResponse:
    """File an answer with its files; of an ``.eml``, its words and what is attached to it."""
    view, form = the_dispatch(dispatch), AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, view, 422, answer=form)
    data = form.cleaned_data
    filed = kept_answer(data["enclosed"], data["text"])
    if isinstance(filed, Refusal):
        return _show(request, view, filed.because.value, answer=form, refusal=filed)
    result = answers.record_answer(
        actor=request.actor,
        at=datetime.now(UTC),
        dispatch=dispatch,
        answer=data["answer"],
        text=filed.text,
        files=filed.files,
        came=filed.came,
        shown=data["shown"],
    )
    if isinstance(result, Refusal):
        return _show(request, view, result.because.value, answer=form, refusal=result)
    messages.success(request, _("The answer is filed."))
    return redirect("desk-letter", view.reminds or dispatch)


@require_POST
def show_answer(request: Request, answer: str) -> HttpResponse:
    """Say who sees an answer."""
    shown = request.POST.get("shown", "")
    result = answers.show_answer(actor=request.actor, at=datetime.now(UTC), answer=answer, shown=shown)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is stored."))
    return redirect("desk-letter", str(answer_queries.letter_of(answer)))


@require_safe
def file(request: Request, file: str) -> HttpResponse:
    """A file that came with an answer."""
    found = answer_queries.file(file)
    if found is None:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type)


def _show(
    request: Request,
    view: DispatchView,
    status: int = 200,
    *,
    form: LetterForm | None = None,
    answer: AnswerForm | None = None,
    reminder: ReminderForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    paper = the_paper(view.resolution)
    due = {"answer_due": today() + TIME_TO_ANSWER}
    context = {
        "view": view,
        "form": form or LetterForm(initial={"subject": view.subject, "text": view.text}),
        "answer": answer or AnswerForm(),
        "reminder": reminder or ReminderForm(initial=due),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "foot": _foot(view, f"{settings.BASE_URL}/{view.language}/b/{paper.body_slug}/r/{paper.slug}/"),
        "timeline": queries.timeline(view.id),
        "answers": answer_queries.answers(view.id),
        "came_in": incoming.of_dispatch(view.id),
        "reminders": queries.reminders_of(view.id, today()),
        "may_send": may_do(request.actor, "dispatches.send", paper.body),
        "may_enter": may_do(request.actor, "people.edit", paper.body),
        "editable": view.state == CORRESPONDENCE.initial,
        "on_its_way": view.state not in (*WAITING, "dropped"),
        "sealed": paper.state in actions.SEALED,
    }
    under = (pgettext("step", "Send"), reverse("desk-send", args=[paper.id]))
    title = in_language(view.party.names)
    return show_paper(request, "desk/letter.html", paper, context, title=title, under=under, status=status)


def _foot(view: DispatchView, address: str) -> str:
    """What will be added under a letter that goes by mail."""
    if view.party.way != "mail":
        return ""
    own = letter_books.template(view.body, NOTE, view.language)
    answer = f"{settings.BASE_URL}/{view.language}/a/…"
    return phrases.note(view.language, paper=address, answer=answer, own=own.text if own else "")


def the_dispatch(dispatch_id: str) -> DispatchView:
    """The letter that the address names; 404 where there is none."""
    view = queries.dispatch(dispatch_id, today())
    if view is None:
        raise Http404
    return view


def where_dispatch(request: Request, dispatch: str, **_rest: str) -> Where | None:
    """The body of the letter that the address names."""
    return queries.where_of_dispatch(dispatch)


def _where_answer(request: Request, answer: str) -> Where | None:
    return answer_queries.where_of_answer(answer)


def _where_file(request: Request, file: str) -> Where | None:
    return answer_queries.where_of_file(file)


def _route(rest: str, view: Any, name: str, permit: str) -> URLPattern:
    return route(f"desk/letters/<str:dispatch>{rest}", view, name=name, permit=permit, where=where_dispatch)


urlpatterns: list[URLPattern] = [
    _route("", page, "desk-letter", "desk.see"),
    _route("/pdf", pdf, "desk-letter-pdf", "desk.see"),
    _route("/again", send_again, "desk-letter-again", "dispatches.send"),
    _route("/remind", remind, "desk-letter-remind", "dispatches.prepare"),
    _route("/answer", answer, "desk-letter-answer", "dispatches.answer"),
    _route("/<str:verb>", record, "desk-letter-record", "dispatches.answer"),
    route("desk/answers/<str:answer>", show_answer, name="desk-answer", permit="dispatches.send", where=_where_answer),
    route("desk/answers/files/<str:file>", file, name="desk-answer-file", permit="desk.see", where=_where_file),
]
