"""Mail that came in about letters of a body: what each message was taken for, and answers to be filed."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from plenaria.actions import incoming as actions
from plenaria.actions.answers import SHOWN
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.bodies import of_body, the_body, where
from plenaria.interfaces.desk.letters import ANSWERS
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import incoming as queries
from plenaria.store.queries.incoming import MessageView


class FileForm(forms.Form):
    """What a message answers; the secretary says it, nothing is proposed."""

    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    shown = forms.ChoiceField(label=gettext_lazy("Who sees its words and files"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"shown": SHOWN[0]}, **kwargs})
        shown = self.fields["shown"]
        assert isinstance(shown, forms.ChoiceField)
        shown.choices = [(each, label("answer-shown", each).capitalize()) for each in SHOWN]


@require_safe
def listed(request: Request, body: str) -> HttpResponse:
    """The latest messages about mail of a body, answers that wait first; and the mailboxes that are read."""
    view = the_body(body)
    boxes = queries.mailboxes()
    context = {
        **of_body(view),
        "title": _("Mail that came in"),
        "over": in_language(view.names),
        "messages_in": queries.of_body(body),
        "mailboxes": boxes,
        "broken": any(each.error for each in boxes),
        "days": queries.days_kept(body),
        "may_change": may_do(request.actor, "bodies.edit", body),
    }
    return show(request, "desk/incoming.html", context)


@require_safe
def page(request: Request, mail: str) -> HttpResponse:
    """One message with its files, and what it answers."""
    return _shown(request, _the_message(mail))


@require_POST
def file_it(request: Request, mail: str) -> HttpResponse:
    """File a message as the answer to its letter."""
    view, form = _the_message(mail), FileForm(request.POST)
    if not form.is_valid():
        return _shown(request, view, 422, form)
    result = actions.file_mail(actor=request.actor, at=datetime.now(UTC), mail=mail, **form.cleaned_data)
    if isinstance(result, Refusal):
        return _shown(request, view, result.because.value, form, result)
    messages.success(request, _("The answer is filed."))
    return redirect("desk-letter", str(view.dispatch))


@require_POST
def set_aside(request: Request, mail: str) -> HttpResponse:
    """Say that a message is no answer."""
    result = actions.set_aside(actor=request.actor, at=datetime.now(UTC), mail=mail)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The message is set aside. It can still be filed."))
    return redirect("desk-letter", str(_the_message(mail).dispatch))


@require_safe
def file(request: Request, mail: str, file: str) -> HttpResponse:
    """A file that came with a message."""
    found = queries.file(mail, file)
    if found is None:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type)


def _shown(
    request: Request,
    view: MessageView,
    status: int = 200,
    form: FileForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    place = queries.where_of(view.id)
    body = str(place.body) if place else ""
    context = {
        **of_body(the_body(body)),
        "title": view.subject or _("Message without a subject"),
        "over": in_language(view.party or {}),
        "view": view,
        "form": form or FileForm(),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "may_file": view.files and view.state != "filed" and may_do(request.actor, "dispatches.answer", body),
    }
    return show(request, "desk/incoming-message.html", context, status=status)


def _the_message(mail: str) -> MessageView:
    view = queries.message(mail)
    if view is None or view.dispatch is None:
        raise Http404
    return view


def _where(request: Request, mail: str, **_rest: str) -> Where | None:
    """The body of the letter that the message is about."""
    return queries.where_of(mail)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/mail", listed, name="desk-incoming", permit="desk.see", where=where),
    route("desk/mail/<str:mail>", page, name="desk-incoming-message", permit="desk.see", where=_where),
    route("desk/mail/<str:mail>/file", file_it, name="desk-incoming-file", permit="dispatches.answer", where=_where),
    route(
        "desk/mail/<str:mail>/set-aside",
        set_aside,
        name="desk-incoming-aside",
        permit="dispatches.answer",
        where=_where,
    ),
    route("desk/mail/<str:mail>/files/<str:file>", file, name="desk-incoming-data", permit="desk.see", where=_where),
]
