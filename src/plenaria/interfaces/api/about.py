"""The API for people: what it is asked and answers, and how a token is used; from the declarations that serve it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenaria.core.api_tokens import READ_MEMBERS, WRITE_PARTIES, WRITE_PUBLICATIONS, WRITE_UPDATES
from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1 import clients, openapi
from plenaria.interfaces.api.v1.operations import OPERATIONS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.catalogue import translation
from plenaria.phrases.refusals.api import SENTENCES

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter, or a member of an object: its name, what it holds, what it means."""

    name: str
    kind: str
    meaning: str
    refers: str = ""
    """The object that it holds, which is described on the same page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the API does."""

    method: str
    path: str
    summary: str
    scope: str
    also: str
    parameters: tuple[Row, ...]
    sent: str
    answer: str
    many: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that is answered or sent."""

    name: str
    rows: tuple[Row, ...]


@require_safe
def page(request: Request) -> HttpResponse:
    """The whole API on one page."""
    document = openapi.document()
    schemas = document["components"]["schemas"]
    home = reverse("register")
    context = {
        "title": _("Programming interface"),
        "home_url": home,
        "nav_links": [{"label": _("Register"), "url": home}, {"label": _("Verify"), "url": reverse("register-verify")}],
        "trail": [{"label": _("Register"), "url": home}, {"label": _("Programming interface")}],
        "start": of_api(""),
        "description": reverse("api-openapi"),
        "oparl": reverse("oparl-system"),
        "version": document["info"]["version"],
        "scopes": scopes(),
        "limit": settings.API_LIMIT,
        "limit_with_token": settings.API_LIMIT * clients.WITH_TOKEN,
        "entries": entries(document),
        "things": [thing(name, schema) for name, schema in schemas.items()],
        "problems": problems(request.LANGUAGE_CODE),
    }
    return render(request, "api/about.html", context)


def scopes() -> list[tuple[str, str]]:
    """Each right of a token, and what it is good for."""
    return [
        (READ_MEMBERS, _("read what the body's members may see: their commitments, the address book, dispatches")),
        (WRITE_UPDATES, _("report on commitments")),
        (WRITE_PUBLICATIONS, _("file where resolutions appeared")),
        (WRITE_PARTIES, _("enter institutions in the address book")),
    ]


def entries(document: Json) -> list[Entry]:
    """What the API does, in order."""
    found = {operation.name: operation for operation in OPERATIONS}
    told = []
    for path, at in document["paths"].items():
        for method in ("get", "post"):
            if method not in at:
                continue
            operation, data = found[at[method]["operationId"]], at[method]
            told.append(
                Entry(
                    method=method.upper(),
                    path=path,
                    summary=_(operation.summary),
                    scope=operation.scope,
                    also=operation.also,
                    parameters=tuple(map(_parameter, (*at.get("parameters", ()), *data.get("parameters", ())))),
                    sent=operation.sent.__name__ if "requestBody" in data else "",
                    answer=operation.answer.__name__,
                    many=operation.many,
                )
            )
    return told


def thing(name: str, schema: Json) -> Thing:
    """An object with its members."""
    rows = (_row(each, inside) for each, inside in schema.get("properties", {}).items())
    return Thing(name=name, rows=tuple(rows))


def _parameter(of: Json) -> Row:
    return Row(of["name"], kind(of["schema"]), _(of["description"]))


def _row(name: str, schema: Json) -> Row:
    return Row(name, kind(schema), _said(schema), referred(schema))


def _said(schema: Json) -> str:
    """What a member means; it may be said of what it holds."""
    found = schema.get("description") or next(
        (each["description"] for each in schema.get("anyOf", ()) if each.get("description")), ""
    )
    return _(found) if found else ""


def kind(schema: Json) -> str:
    """What is held, in the words of JSON Schema."""
    if "enum" in schema:
        return " · ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(filter(None, map(kind, schema["anyOf"])))
    name = str(schema.get("format") or schema.get("type") or "")
    if name == "array":
        inside = kind(schema.get("items", {}))
        return f"[{inside}]" if inside else "[ ]"
    return name


def referred(schema: Json) -> str:
    """The name of the object that is held, in a list or by itself."""
    inside: Iterable[Json] = (schema, schema.get("items") or {}, schema.get("additionalProperties") or {})
    every = [each for one in inside if isinstance(one, dict) for each in (one, *one.get("anyOf", ()))]
    return next((str(each["$ref"]).rpartition("/")[2] for each in every if "$ref" in each), "")


def problems(language: str) -> list[tuple[str, str]]:
    """What the API itself may say no with: code and sentence, with dots where each answer has its own word."""
    words = translation(language)
    codes = sorted(code for code in SENTENCES if code.startswith("api-"))
    return [(code, re.sub(r"\{\w+\}", "…", words.gettext(SENTENCES[code]))) for code in codes]


urlpatterns: list[URLPattern] = [route("api/", page, name="api-about", permit=PUBLIC)]
