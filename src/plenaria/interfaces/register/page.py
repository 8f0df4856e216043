"""What every page of the register has: the way home, the body whose page it is, and the way to the desk."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.exported import exported
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language


def show(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page that belongs to no body."""
    return render(request, template, {**_frame(request), **(context or {})}, status=status)


def show_of_body(
    request: Request,
    template: str,
    *,
    slug: str,
    names: Mapping[str, str],
    accent: str,
    has_emblem: bool,
    context: Mapping[str, Any],
    trail: str = "",
) -> HttpResponse:
    """A page of a body in its colour; ``trail`` is what the page is called on the way back to the body.

    A page whose context says that it ``names_people`` is left out by search engines. Who holds an office is not meant.
    """
    address = reverse("register-body", args=[slug])
    steps = [{"label": _("Register"), "url": reverse("register")}, {"label": in_language(names), "url": address}]
    frame = {
        **_frame(request),
        "body_name": in_language(names),
        "body_url": address,
        "accent": accent.removeprefix("#").lower(),
        "emblem_url": reverse("register-emblem", args=[slug]) if has_emblem else "",
        "trail": [*steps, {"label": trail}] if trail else [steps[0], {"label": in_language(names)}],
    }
    response = render(request, template, {**frame, **context})
    return noindex(response) if context.get("names_people") else response


def noindex[Answer: HttpResponseBase](response: Answer) -> Answer:
    """The answer, which search engines leave out: it names people who hold no office."""
    response["X-Robots-Tag"] = "noindex"
    return response


def there(route: str, *named: str) -> str:
    """The lasting address of a page: whole, and without a language."""
    return f"{settings.BASE_URL}{reverse(route, args=named).removeprefix(get_script_prefix().rstrip('/'))}"


def linked(data: str) -> SafeString:
    """Data for machines (``formats.linked_data``), to stand in a page as they are."""
    return mark_safe(data)  # noqa: S308 - JSON whose angle brackets are escaped


def today() -> date:
    """The day by which what is overdue is judged: that of the clock in Greenwich."""
    return datetime.now(UTC).date()


def _frame(request: Request) -> dict[str, Any]:
    here = request.path_info
    home, verify = reverse("register"), reverse("register-verify")
    desk = {"label": _("Desk"), "url": f"{get_script_prefix()}desk/"}
    guide = {"label": _("Guide"), "url": reverse("guide")}
    programs = {"label": _("Programming interface"), "url": reverse("api-about")}
    enter = {"label": _("Log in"), "url": reverse("account_login")}
    return {
        "home_url": home,
        "nav_links": [
            {"label": _("Register"), "url": home, "current": here == "/"},
            {"label": _("Verify"), "url": verify, "current": here == "/verify"},
        ],
        # Nobody logs in to a folder of files.
        "foot_links": [guide] if exported(request) else [guide, programs, desk if request.actor.person else enter],
    }
