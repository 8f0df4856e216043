"""Logging in and out: by a code that comes by e-mail (allauth), or once by a link from the console.

Of allauth's pages these five are served and no others: nobody signs up by themselves, and there are no passwords.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from allauth.account import views as allauth
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions.log_in_links import use_log_in_link
from plenaria.core.refusal import Because, Refusal
from plenaria.interfaces.kit.access import BY_TOKEN, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import people

TOO_MANY = "too_many_login_attempts"
"""Allauth's name of the mistake."""
CODES_AGAIN = 3_600
"""Seconds after which the limit of codes for an account has surely passed (``settings.ACCOUNT_RATE_LIMITS``)."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc] # allauth has no types
    """Where the code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs = {"autocomplete": "email"}


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent; capitals and hyphens make no difference."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs = {
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "class": "short",
        }


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: Request, token: str) -> HttpResponse:
    """Ask before logging in, for programs that preview a link would use it up. ``?next=`` says where to go then."""
    onwards = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onwards, allowed_hosts=None):
        onwards = settings.LOGIN_REDIRECT_URL
    if request.method == "GET":
        holder = people.person_of_link(token)
        if holder is None and request.actor.person:
            return redirect(onwards)
        return render(request, "account/enter.html", {"person": holder}, status=200 if holder else 403)
    result = use_log_in_link(at=datetime.now(UTC), token=token)
    if isinstance(result, Refusal):
        return refused(request, result)
    login(request, get_user_model().objects.get(person=result.subject), BACKEND)
    return redirect(onwards)


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, which answers 429 where allauth says in its form that there were too many codes for this account."""

    @wraps(view)  # it stays a view of allauth's, which brings its own rules
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        form = (getattr(answer, "context_data", None) or {}).get("form")
        if form is not None and any(form.has_error(name, TOO_MANY) for name in (None, *form.fields)):
            answer.status_code = Because.TOO_MANY.value
            answer["Retry-After"] = str(CODES_AGAIN)
        return answer

    return answered


urlpatterns: list[URLPattern] = [
    route("enter/<str:token>", enter, name="enter", permit=BY_TOKEN),
    path("accounts/login/", limited(allauth.request_login_code), name="account_login"),
    path("accounts/login/code/", limited(allauth.request_login_code), name="account_request_login_code"),
    path("accounts/login/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
]
