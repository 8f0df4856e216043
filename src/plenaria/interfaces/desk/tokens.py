"""The tokens of a body with which programs use the API: those there are, a new one that is shown once, revoking one."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions import api_tokens as actions
from plenaria.core.api_tokens import LONGEST, READ_MEMBERS, WRITE_PARTIES, WRITE_PUBLICATIONS, WRITE_UPDATES
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.bodies import the_body, where
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import api_tokens as queries

YEAR = timedelta(days=365)


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and until when."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=80,
        help_text=gettext_lazy("The program that gets it, so that it is found again."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (READ_MEMBERS, gettext_lazy("read what the body's members may see")),
            (WRITE_UPDATES, gettext_lazy("report on commitments")),
            (WRITE_PUBLICATIONS, gettext_lazy("file where resolutions appeared")),
            (WRITE_PARTIES, gettext_lazy("enter institutions in the address book")),
        ],
        help_text=gettext_lazy("What the public sees needs no token."),
    )
    below = forms.BooleanField(label=gettext_lazy("In the bodies below, too"), required=False)
    last_day = forms.DateField(label=gettext_lazy("Its last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = (at + YEAR).date()
        self.fields["last_day"].widget.attrs |= {
            "min": at.date().isoformat(),
            "max": (at + LONGEST - timedelta(days=1)).date().isoformat(),
        }

    def expires_at(self) -> datetime:
        """The end of its last day, by the clock of Greenwich."""
        return datetime.combine(self.cleaned_data["last_day"], time(), UTC) + timedelta(days=1)


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: Request, body: str) -> HttpResponse:
    """The tokens of a body; after a new one is made, that one, once."""
    at = datetime.now(UTC)
    form = TokenForm(request.POST or None, at=at)
    if not form.is_bound:
        return _page(request, body, form, at)
    if not form.is_valid():
        return _page(request, body, form, at, status=422)
    data = form.cleaned_data
    made = actions.make_token(
        actor=request.actor,
        at=at,
        body=body,
        name=data["name"],
        scopes=data["scopes"],
        expires_at=form.expires_at(),
        includes_below=data["below"],
    )
    if isinstance(made, Refusal):
        form.add_error(None, sentence(made, request.LANGUAGE_CODE))
        return _page(request, body, form, at, status=made.because.value)
    return _page(request, body, TokenForm(at=at), at, secret=made.secret, status=201)


def _page(
    request: Request, body: str, form: TokenForm, at: datetime, *, secret: str = "", status: int = 200
) -> HttpResponse:
    view = the_body(body)
    name = in_language(view.names)
    context = {
        "title": _("Tokens"),
        "body": view,
        "trail": [
            {"label": _("Desk"), "url": reverse("desk")},
            {"label": name, "url": reverse("desk-body", args=[body])},
            {"label": _("Tokens")},
        ],
        "tokens": [(each, each.state(at)) for each in queries.tokens_of(body)],
        "form": form,
        "secret": secret,
    }
    return show(request, "desk/tokens.html", context, status=status)


@require_http_methods(["GET", "POST"])
def revoke(request: Request, token: str) -> HttpResponse:
    """Take a token back; it is asked first, for it can't be undone."""
    view = queries.token(token)
    assert view is not None  # the guard found it
    if request.method == "GET":
        return show(request, "desk/token-revoke.html", {"title": _("Revoke the token"), "token": view})
    done = actions.revoke_token(actor=request.actor, at=datetime.now(UTC), token=token)
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The token is revoked: it opens nothing from now on."))
    return redirect("desk-tokens", view.body)


def _of_token(request: Request, token: str) -> Where | None:
    return queries.where_of_token(token)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/tokens", page, name="desk-tokens", permit="tokens.make", where=where),
    route("desk/tokens/<str:token>/revoke", revoke, name="desk-token-revoke", permit="tokens.make", where=_of_token),
]
