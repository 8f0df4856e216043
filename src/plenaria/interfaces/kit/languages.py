"""In which language a page is shown: its address says so (``/ru/…``), else the person, else their browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.translation import get_language_from_request

from plenaria.interfaces.kit.exported import exported

COOKIE = "django_language"
NO_CHOICE = ("/embed/", "/feeds/")
"""A frame in another site is no choice of a language, nor is what a program fetches: a feed or a calendar."""
CODES = tuple(code for code, _ in settings.LANGUAGES)


class LanguageMiddleware:
    """Takes the language off the front of the address, so that every page answers with and without it.

    Links made while such a page is rendered keep the prefix; an address without one never redirects, for what is
    printed in a resolution must answer for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = prefix_of(request.path_info)
        before = get_script_prefix()
        if code:
            request.path_info = request.path_info[len(code) + 1 :] or "/"
            set_script_prefix(f"/{code}/")
        chosen = code or get_language_from_request(request)
        try:
            with translation.override(chosen):
                request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
                response = self.get_response(request)
        finally:
            # The prefix belongs to the thread, which has other requests to answer.
            set_script_prefix(before)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if code and request.COOKIES.get(COOKIE) != code and not request.path_info.startswith(NO_CHOICE):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(COOKIE, code, max_age=365 * 86_400, samesite="Lax", secure=secure)
        return response


def prefix_of(path: str) -> str | None:
    """The language with which a path begins."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in CODES and path.startswith(f"/{first}") else None


def links(request: HttpRequest) -> list[dict[str, str | bool]]:
    """This page in each language."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    of = exported(request)
    return [
        {
            "code": code,
            "name": name,
            "url": f"/{code}{request.path_info}{query}",
            "current": code == translation.get_language(),
        }
        for code, name in settings.LANGUAGES
        if of is None or code in of.languages
    ]
