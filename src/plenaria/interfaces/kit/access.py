"""Who may open which address: declared with the address itself, denied where nothing is declared.

Each interface builds its addresses with :func:`route`, which names the verb of ``core.permits`` and how the address
says in which body it is. The middleware answers 403 for a view without a declaration; the action behind a form asks
again, with its own snapshot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from plenaria.core import permits
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Because, Refusal
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import people

PUBLIC, SIGNED_IN, BY_TOKEN = "public", "signed-in", "by-token"
"""Access without a verb: anyone; any person who is logged in; whoever has the link, which the view checks itself."""

SEAT_COOKIE = "plenaria_seat"
FRAMEWORK = ("allauth.",)
"""Views of others that bring their own rules: logging in and out."""

Locate = Callable[..., Where | None]


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its visitor."""

    permit: str
    where: Locate | None = None


def route(pattern: str, view: Callable[..., Any], *, name: str, permit: str, where: Locate | None = None) -> URLPattern:
    """An address with its permission.

    ``permit`` is a verb of ``core.permits``, or PUBLIC, SIGNED_IN or BY_TOKEN. A verb needs ``where``: called with the
    request and the address's arguments it returns a ``Where``, or ``None`` where there is no such thing (404).
    """
    if permit not in (PUBLIC, SIGNED_IN, BY_TOKEN) and (permit not in permits.PERMITS or where is None):
        raise ValueError(f"{pattern}: {permit!r} is no permission, or says not where")

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)

    guarded.__name__ = getattr(view, "__name__", name)
    guarded.__doc__ = view.__doc__
    guarded.access = Access(permit, where)  # type: ignore[attr-defined] # a function with one attribute of ours
    guarded.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined] # and one of Django's
    return path(pattern, guarded, name=name)


class AccessMiddleware:
    """Asks before the view is called; gives ``request.actor`` to what follows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined] # typed by kit.requests for the views
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        access: Access | None = getattr(view, "access", None)
        if access is None:
            return None if view.__module__.startswith(FRAMEWORK) else denied(request)
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if access.permit in (PUBLIC, BY_TOKEN):
            return None
        if access.permit == SIGNED_IN:
            return None if actor.person else redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        assert access.where is not None
        where = access.where(request, *args, **kwargs)
        if where is None:
            raise Http404
        refusal = permits.may(actor, access.permit, where)
        if refusal is None:
            return None
        if actor.person is None and actor.seat is None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return denied(request, refusal)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks: the logged-in person with today's roles, and the seat that this device holds."""
    seat = request.COOKIES.get(SEAT_COOKIE, "")
    return people.actor(
        user=request.user.pk if request.user.is_authenticated else None,
        device=sha256(seat.encode()).hexdigest() if seat else "",
    )


def denied(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The page that says no, with the reason in the reader's language."""
    refusal = refusal or permits.may(permits.PUBLIC, "", Where())
    assert refusal is not None
    return refused(request, refusal)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page of its own, with the status that fits its kind."""
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    page = render(
        request,
        "kit/refusal.html",
        {"sentence": sentence(refusal, language), "refusal": refusal},
        status=refusal.because.value,
    )
    return again_after(page, refusal)


def again_after(answer: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """The answer, which says after how many seconds it may be tried again where that is known (RFC 9110, 10.2.3)."""
    if refusal is not None and refusal.because is Because.TOO_MANY:
        answer["Retry-After"] = str(refusal.data["seconds"])
    return answer
