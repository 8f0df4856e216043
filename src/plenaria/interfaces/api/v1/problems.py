"""What the API answers where it can't do what was asked: problem details (RFC 9457), in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from msgspec import Meta

from plenaria.core.refusal import Refusal
from plenaria.interfaces.kit.access import again_after
from plenaria.phrases.catalogue import N_
from plenaria.phrases.refusals import sentence
from plenaria.phrases.refusals.api import SENTENCES

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: N_("The request cannot be understood"),
    401: N_("A token is needed"),
    403: N_("Not permitted"),
    404: N_("Not found"),
    405: N_("Not done in this way here"),
    406: N_("Not to be had in this form"),
    409: N_("Not in its present state"),
    413: N_("Too large"),
    415: N_("Not taken in this form"),
    422: N_("What was sent cannot be used"),
    429: N_("Too many requests"),
    503: N_("Not possible at the moment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A part of what was sent that is unfit."""

    pointer: Annotated[str, Meta(description=N_("Where it is (JSON Pointer, RFC 6901)."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why it was not done (RFC 9457). Nothing was changed."""

    type: Annotated[str, Meta(description=N_("An address that says what it is about; the same for the same code."))]
    status: Annotated[int, Meta(description=N_("The status of the answer."))]
    title: Annotated[str, Meta(description=N_("What kind of problem it is."))]
    detail: Annotated[str, Meta(description=N_("What happened, and what to do; in the language of Accept-Language."))]
    code: Annotated[str, Meta(description=N_("What happened, as a word for programs."))]
    errors: Annotated[Sequence[Fault], Meta(description=N_("Which parts of what was sent are unfit."))] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """A request that goes no further: the status, the reason, and header fields that belong to it."""

    status: int
    refusal: Refusal
    headers: Mapping[str, str]
    pointer: str | None = None


class StoppedError(Exception):
    """The same, on its way up from the reading of a request."""

    def __init__(self, status: int, refusal: Refusal, pointer: str | None = None, **headers: str) -> None:
        super().__init__(refusal.code)
        self.stopped = Stopped(status, refusal, headers, pointer)


def answer(stopped: Stopped, language: str) -> HttpResponse:
    """The problem as an answer."""
    refusal = stopped.refusal
    problem = Problem(
        type=f"{settings.BASE_URL}/api/#{refusal.code}" if refusal.code in SENTENCES else "about:blank",
        status=stopped.status,
        title=_(TITLES[stopped.status]),
        detail=sentence(refusal, language),
        code=refusal.code,
        errors=() if stopped.pointer is None else (Fault(pointer=stopped.pointer),),
    )
    response = HttpResponse(msgspec.json.encode(problem), status=stopped.status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in stopped.headers.items():
        response[name.replace("_", "-")] = value
    return again_after(response, refusal)


def refused(refusal: Refusal, language: str) -> HttpResponse:
    """What an action refused."""
    return answer(Stopped(refusal.because.value, refusal, {}), language)
