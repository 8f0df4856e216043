"""What a request says, as values of the types that its address declares; whatever doesn't fit is said where it is."""

import re
import unicodedata
from dataclasses import fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec
from django.http import HttpRequest

from plenaria.core.refusal import Refusal
from plenaria.interfaces.api.v1.declared import Nothing, Operation
from plenaria.interfaces.api.v1.problems import StoppedError

LARGEST = 65_536
"""Bytes of what is sent."""
_PLACE = re.compile(r"at `\$(?P<place>[^`]*)`")
_MISSING = re.compile(r"(?:missing required|contains unknown) field `(?P<name>[^`]*)`")


def parameters(request: HttpRequest, operation: Operation) -> Any:
    """The parameters of the address. A name that is misspelt is not passed over: a list would be longer than meant.

    Raises ``StoppedError`` (400).
    """
    kinds = _kinds(operation.given)
    told: dict[str, Any] = {}
    for name, values in request.GET.lists():
        if name not in kinds:
            raise StoppedError(400, Refusal("api-parameter-unknown", data={"name": name[:40]}))
        if len(values) != 1 or _has_controls(values[0]):
            raise _unfit(name)
        told[name] = _read(name, values[0], kinds[name])
    try:
        return msgspec.convert(told, operation.given)
    except msgspec.ValidationError as error:
        raise _unfit(_place(str(error)).strip("/")) from None


def sent(request: HttpRequest, operation: Operation) -> Any:
    """What was sent. Raises ``StoppedError`` (400, 413, 415, 422)."""
    if operation.sent is Nothing:
        return Nothing()
    if request.content_type != "application/json":
        raise StoppedError(415, Refusal("api-media-type"), Accept="application/json")
    announced = request.headers.get("Content-Length", "")
    if (announced.isdigit() and int(announced) > LARGEST) or len(request.body) > LARGEST:
        raise StoppedError(413, Refusal("api-too-large", data={"limit": LARGEST}))
    try:
        told = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise StoppedError(400, Refusal("api-body-unreadable")) from None
    pointer = _controls(told, "")
    if pointer is not None:
        raise StoppedError(422, Refusal("api-body-unfit"), pointer)
    try:
        return msgspec.convert(told, operation.sent)
    except msgspec.ValidationError as error:
        raise StoppedError(422, Refusal("api-body-unfit"), _place(str(error))) from None


@lru_cache
def _kinds(given: type) -> dict[str, str]:
    """Name → what is read there: ``int``, ``bool``, ``moment`` or nothing special."""
    hints = get_type_hints(given)
    return {each.name: _kind(hints[each.name]) for each in fields(given)}


def _kind(hint: Any) -> str:
    inside = (hint, *get_args(hint))
    return next((word for kind, word in ((bool, "bool"), (int, "int"), (datetime, "moment")) if kind in inside), "")


def _read(name: str, written: str, kind: str) -> Any:
    match kind:
        case "int":
            if re.fullmatch(r"0|[1-9][0-9]{0,8}", written, re.ASCII):
                return int(written)
        case "bool":
            if written in ("true", "false"):
                return written == "true"
        case "moment":
            return _moment(name, written)
        case _:
            return written
    raise _unfit(name)


def _moment(name: str, written: str) -> str:
    """An instant of RFC 3339, of the years that every clock and database here knows."""
    # A plus that was not escaped arrives as a space.
    plain = written.replace(" ", "+")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[Tt].*", plain, re.ASCII):
        raise _unfit(name)
    try:
        moment = datetime.fromisoformat(plain)
        if moment.tzinfo is None:
            raise _unfit(name)
        # PostgreSQL knows no zone more than 16 hours away, RFC 3339 does.
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        raise _unfit(name) from None


def _unfit(name: str) -> StoppedError:
    return StoppedError(400, Refusal("api-parameter-unfit", data={"name": name[:40]}))


def _place(message: str) -> str:
    """Where msgspec found something unfit, as a JSON Pointer: ``$.names[0]`` → ``/names/0``."""
    found = _PLACE.search(message)
    inside = found["place"] if found else ""
    parts = re.findall(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]", inside)
    missing = _MISSING.search(message)
    names = [name or index for name, index in parts] + ([missing["name"]] if missing else [])
    return "".join(f"/{each}" for each in names)


def _has_controls(text: str) -> bool:
    """Whether a text has characters that no text has: a database may refuse them, and a terminal obey them."""
    return any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text)


def _controls(value: Any, place: str) -> str | None:
    """Where a text with such characters is."""
    match value:
        case str():
            return place if _has_controls(value) else None
        case dict():
            inside = [(f"{place}/{key}", each) for key, each in value.items()]
            if any(map(_has_controls, value)):
                return place
        case list():
            inside = [(f"{place}/{index}", each) for index, each in enumerate(value)]
        case _:
            return None
    return next((found for name, each in inside if (found := _controls(each, name)) is not None), None)
