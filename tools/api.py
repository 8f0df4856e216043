"""The description of the API as the repository keeps it: ``write`` puts ``docs/api/openapi.json`` in its place.

``breaking`` says which changes would break a program that relies on the one before: then the major version of the API
(``interfaces/api/v1/start.py``) must change, which means another address.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "api" / "openapi.json"

type Json = dict[str, Any]


def current() -> bytes:
    """The description by the code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
    import django

    django.setup()
    from plenaria.interfaces.api.v1 import openapi

    return openapi.serialised()


def breaking(before: Json, after: Json) -> Iterator[str]:
    """What a program may have relied on and finds no more. Rules:

    - an operation, a success status, a member of an answer, a value's type stays;
    - a parameter stays, and none becomes necessary; what may be sent may still be sent;
    - an answer may say a new word of a vocabulary: these grow with the house, and programs must bear it.
    """
    for path, at in before["paths"].items():
        for method, old in at.items():
            if method == "parameters":
                continue
            new = after["paths"].get(path, {}).get(method)
            name = f"{method.upper()} {path}"
            if new is None:
                yield f"{name}: gone"
                continue
            yield from _operation(name, old, new, before, after)


def _operation(name: str, old: Json, new: Json, before: Json, after: Json) -> Iterator[str]:
    if old["security"] != new["security"] and {} not in new["security"]:
        yield f"{name}: needs a token"
    known = {each["name"]: each for each in new.get("parameters", ())}
    for each in old.get("parameters", ()):
        if each["name"] not in known:
            yield f"{name}?{each['name']}: gone"
        else:
            yield from _taken(f"{name}?{each['name']}", each["schema"], known[each["name"]]["schema"], before, after)
    had = {each["name"] for each in old.get("parameters", ())}
    yield from (f"{name}?{key}: needed" for key, each in known.items() if each.get("required") and key not in had)
    if "requestBody" in new:
        sent = [each.get("requestBody", {"content": {}})["content"].get("application/json") for each in (old, new)]
        if sent[0] is None:
            yield f"{name}: something must be sent"
        else:
            yield from _taken(f"{name} sent", sent[0]["schema"], sent[1]["schema"], before, after)
    for status, answer in old["responses"].items():
        if status.startswith("2") and status not in new["responses"]:
            yield f"{name} {status}: gone"
        elif status.startswith("2"):
            told = [each["content"]["application/json"]["schema"] for each in (answer, new["responses"][status])]
            yield from _given(f"{name} {status}", told[0], told[1], before, after)


def _given(name: str, old: Json, new: Json, before: Json, after: Json) -> Iterator[str]:
    """What is answered may tell more, and never less."""
    old, new = _resolved(old, before), _resolved(new, after)
    yield from _kinds(name, old, new, may_lose=True)
    for member, inside in old.get("properties", {}).items():
        if member not in new.get("properties", {}):
            yield f"{name}.{member}: gone"
            continue
        if member in old.get("required", ()) and member not in new.get("required", ()):
            yield f"{name}.{member}: may be missing"
        yield from _given(f"{name}.{member}", inside, new["properties"][member], before, after)
    for part in ("items", "additionalProperties"):
        if isinstance(old.get(part), dict):
            yield from _given(f"{name}[]", old[part], new.get(part) or {}, before, after)


def _taken(name: str, old: Json, new: Json, before: Json, after: Json) -> Iterator[str]:
    """What is taken may be more, and never less."""
    old, new = _resolved(old, before), _resolved(new, after)
    yield from _kinds(name, old, new, may_lose=False)
    yield from (
        f"{name}: {word} is taken no more" for word in old.get("enum", ()) if word not in new.get("enum", [word])
    )
    for bound, narrower in (("maximum", min), ("maxLength", min), ("minimum", max), ("minLength", max)):
        if bound in new and (bound not in old or narrower(old[bound], new[bound]) != old[bound]):
            yield f"{name}: {bound} is narrower"
    yield from (f"{name}.{each}: needed" for each in new.get("required", ()) if each not in old.get("required", ()))
    for member, inside in old.get("properties", {}).items():
        if member not in new.get("properties", {}):
            yield f"{name}.{member}: taken no more"
        else:
            yield from _taken(f"{name}.{member}", inside, new["properties"][member], before, after)


def _kinds(name: str, old: Json, new: Json, *, may_lose: bool) -> Iterator[str]:
    """Whether the type and the form are the same, or wider where they are taken, narrower where they are given."""
    had, has = _types(old), _types(new)
    lost = had - has if not may_lose else has - had
    if lost and had:
        yield f"{name}: {'|'.join(sorted(had))} became {'|'.join(sorted(has))}"


def _types(schema: Json) -> set[str]:
    """What a value may be: types with their format, and names of objects."""
    if "anyOf" in schema:
        return {kind for each in schema["anyOf"] for kind in _types(each)}
    if "$ref" in schema:
        return {"object"}
    kinds = schema.get("type", [])
    every = kinds if isinstance(kinds, list) else [kinds]
    return {f"{each} {schema['format']}" if each == "string" and "format" in schema else each for each in every}


def _resolved(schema: Json, document: Json) -> Json:
    """The schema itself; of several the first that is an object, for that is what programs read."""
    if "anyOf" in schema and any("$ref" in each for each in schema["anyOf"]):
        first = next(each for each in schema["anyOf"] if "$ref" in each)
        return {**_resolved(first, document), "anyOf": schema["anyOf"]}
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def main() -> int:
    """Write the description, or say what would break."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "breaking"))
    chosen = parser.parse_args().what
    data = current()
    if chosen == "write":
        SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
        SNAPSHOT.write_bytes(data)
        return 0
    found = list(breaking(json.loads(SNAPSHOT.read_bytes()), json.loads(data)))
    print("\n".join(found) or "Nothing breaks.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
