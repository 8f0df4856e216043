"""The API described in OpenAPI 3.1, from the declarations that serve it.

In English, whatever the reader's language: it is for programs. ``docs/api/openapi.json`` keeps it as it is.
"""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec
from django.conf import settings
from django.urls import URLPattern

from plenaria.core.api_tokens import SCOPES
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Gone
from plenaria.interfaces.api.v1.operations import OPERATIONS, at_one_address
from plenaria.interfaces.api.v1.problems import MEDIA_TYPE, TITLES, Problem
from plenaria.interfaces.api.v1.serving import view
from plenaria.interfaces.api.v1.start import VERSION
from plenaria.interfaces.kit.access import PUBLIC, route

type Json = dict[str, Any]

NAMES = "#/components/schemas/{name}"
READING, WRITING = (400, 401, 404, 406, 429), (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
ABOUT = """The register of a body for programs: what its pages show, and with a token what its members may see.

Lists come in pieces, the earliest first; the next piece is at `next` (and in `Link`). `modified_since` gives what was
changed, and what is gone: objects with `deleted`. Texts are told in all of their languages. Every answer has an `ETag`;
ask again with `If-None-Match`. Whoever asks too often is answered 429; `RateLimit` says what is left
(draft-ietf-httpapi-ratelimit-headers-10). Problems are told by RFC 9457, in the language of `Accept-Language`.
A token comes in `Authorization: Bearer`; it is made at the desk of its body."""


def document() -> Json:
    """The whole description, without the address of this installation."""
    types = {each.answer for each in OPERATIONS} | {each.sent for each in OPERATIONS if each.sent is not Nothing}
    ordered = sorted({*types, Gone, Problem}, key=lambda each: each.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=NAMES)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Plenaria",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {f"/api/v1/{path}": _path(operations) for path, operations in at_one_address().items()},
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas)},
            "responses": {str(status): _problem(status) for status in TITLES},
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"A token of a body, with some of the rights {', '.join(SCOPES)}.",
                }
            },
        },
        "tags": [{"name": noun} for noun in dict.fromkeys(each.noun for each in OPERATIONS)],
    }


def _path(operations: Sequence[Operation]) -> Json:
    first = operations[0]
    arguments = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": meaning,
            "schema": {"type": "string", "pattern": "^[a-z0-9]{1,32}$"},
        }
        for name, meaning in first.arguments.items()
    ]
    found: Json = {"parameters": arguments} if arguments else {}
    return found | {each.method.lower(): _operation(each) for each in operations}


def _operation(of: Operation) -> Json:
    told: Json = {"operationId": of.name, "tags": [of.noun], "summary": of.summary, "description": _rights(of)}
    parameters = _parameters(of.given)
    if parameters:
        told["parameters"] = parameters
    if of.sent is not Nothing:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(of.sent)}}}
    told["responses"] = _responses(of)
    told["security"] = [{"token": []}] if of.scope else [{}, {"token": []}]
    return told


def _rights(of: Operation) -> str:
    if of.scope:
        return f"Needs a token with the right {of.scope}."
    return f"Everybody may. With a token with the right {of.also} more is told." if of.also else "Everybody may."


def _parameters(given: type) -> list[Json]:
    if given is Nothing or not is_dataclass(given):
        return []
    _, schemas = msgspec.json.schema_components([given], ref_template=NAMES)
    properties = schemas[given.__name__]["properties"]
    return [_parameter(each.name, properties[each.name]) for each in fields(given)]


def _parameter(name: str, schema: Json) -> Json:
    # An empty word stands for a parameter that is not given; nobody can give it.
    kept = {key: value for key, value in schema.items() if key != "description" and (key, value) != ("default", "")}
    return {"name": name, "in": "query", "description": schema["description"], "schema": kept}


def _responses(of: Operation) -> Json:
    content = {"application/json": {"schema": _answer(of)}}
    if of.method == "POST":
        made: Json = {"description": "It is made.", "content": content}
        made["headers"] = {"Location": {"description": "Its address.", "schema": {"type": "string"}}}
        return {"201": made} | {str(status): _of(status) for status in WRITING}
    found: Json = {"description": "As asked for.", "headers": _headers(of), "content": content}
    unchanged = {"304": {"description": "As it was (If-None-Match, If-Modified-Since)."}}
    statuses = sorted({*READING, *((403,) if of.scope else ())} - ({404} if of.many else set()))
    return {"200": found} | unchanged | {str(status): _of(status) for status in statuses}


def _headers(of: Operation) -> Json:
    text = {"type": "string"}
    found: Json = {"ETag": {"description": "What it is, byte for byte.", "schema": text}}
    if of.many:
        found["Link"] = {"description": "Where the next piece is: rel=next (RFC 8288).", "schema": text}
    return found


def _answer(of: Operation) -> Json:
    if not of.many:
        return {"anyOf": [_ref(of.answer), _ref(Gone)]} if of.name == "resolution" else _ref(of.answer)
    return {
        "type": "object",
        "required": ["data", "next"],
        "properties": {
            "data": {"type": "array", "items": {"anyOf": [_ref(of.answer), _ref(Gone)]}},
            "next": {"type": ["string", "null"], "description": "Where the next piece is; null after the last."},
        },
    }


def _ref(of: type) -> Json:
    return {"$ref": NAMES.format(name=of.__name__)}


def _of(status: int) -> Json:
    return {"$ref": f"#/components/responses/{status}"}


def _problem(status: int) -> Json:
    return {"description": f"{TITLES[status]}.", "content": {MEDIA_TYPE: {"schema": _ref(Problem)}}}


def serialised() -> bytes:
    """The description as the file in the repository has it."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2) + b"\n"


def served(asked: Asked[Nothing, Nothing]) -> Json:
    """The description, with the address of this installation."""
    return {**document(), "servers": [{"url": settings.BASE_URL}]}


_SERVED = Operation(name="openapi", path="openapi.json", noun="start", summary="", answer=dict, view=served)
urlpatterns: list[URLPattern] = [route("api/v1/openapi.json", view([_SERVED]), name="api-openapi", permit=PUBLIC)]
