"""Public pages are made once and kept, until the journal tells of something that a page may show.

1. Only what anybody is shown is kept: a visitor who is logged in or holds a seat gets a page of their own.
2. A page is known by its address, its language and the day: what is overdue is another question tomorrow.
3. Whatever is kept is at most five minutes old: what a rule of publication opens or closes by the hour is shown so.
4. A browser that has the page is told that it is still the same (RFC 9110, 13.1.2), and must ask each time.
"""

import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.cache import get_conditional_response, patch_vary_headers

from plenaria.interfaces.kit.exported import exported
from plenaria.store.queries.changes import last_told

OLDEST = 300.0
"""Seconds."""

type Key = tuple[str, str, str, str]
type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was answered, packed."""

    told: bytes
    made: float
    packed: bytes
    headers: tuple[tuple[str, str], ...]


class Shelf:
    """The pages that are kept, those in front that were asked for last; ``most`` bytes of them, packed."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: Key, told: bytes) -> _Page | None:
        """The page, if it is there and still true."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.told != told or time.monotonic() - page.made > OLDEST:
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: _Page, most: int) -> None:
        """Put it in front; those that nobody has asked for lately make room."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.packed)
            while self._bytes > most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        gone = self._pages.pop(key, None)
        self._bytes -= len(gone.packed) if gone else 0


shelf = Shelf()


def kept(view: View) -> View:
    """A view whose answer to everybody is the same until something new is told."""

    @wraps(view)
    def kept_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not settings.PAGES_KEPT or not _is_anybody(request):
            return view(request, *args, **kwargs)
        # Before the page is made: what is told meanwhile makes it again.
        told, key = last_told(), _key(request)
        page = shelf.find(key, told)
        if page is not None:
            answer = HttpResponse(zlib.decompress(page.packed))
            for name, value in page.headers:
                answer.headers[name] = value
        else:
            answer = view(request, *args, **kwargs)
            if answer.status_code != 200 or answer.streaming or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
                return answer
            _prepare(answer)
            packed = zlib.compress(answer.content, 1)
            headers = tuple(answer.headers.items())
            shelf.keep(key, _Page(told, time.monotonic(), packed, headers), settings.PAGES_KEPT)
        return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer

    return kept_view


def until_told[T](make: Callable[[], T]) -> Callable[[], T]:
    """What many pages share, made once until something new is told, and for as long as a page is kept."""
    last: list[tuple[bytes, float, T]] = []

    @wraps(make)
    def made() -> T:
        if not settings.PAGES_KEPT:
            return make()
        told, now = last_told(), time.monotonic()
        if not last or last[0][0] != told or now - last[0][1] > OLDEST:
            last[:] = [(told, now, make())]
        return last[0][2]

    return made


def _is_anybody(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    own = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
    return actor is not None and not actor.person and not actor.seat and not own and exported(request) is None


def _key(request: HttpRequest) -> Key:
    language = str(getattr(request, "LANGUAGE_CODE", ""))
    return (get_script_prefix(), request.get_full_path(), language, datetime.now(UTC).date().isoformat())


def _prepare(answer: HttpResponse) -> None:
    """Say what a browser may do with it."""
    answer.headers.setdefault("ETag", f'W/"{sha256(answer.content).hexdigest()[:32]}"')
    answer.headers.setdefault("Cache-Control", "public, no-cache")
    patch_vary_headers(answer, ("Cookie", "Accept-Language"))
