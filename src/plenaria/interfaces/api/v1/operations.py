"""Everything that the API does, in the order in which it is described, and its addresses."""

from collections.abc import Sequence

from django.urls import URLPattern

from plenaria.interfaces.api.v1 import (
    bodies,
    commitments,
    corrigenda,
    dispatches,
    effects,
    in_force,
    meetings,
    nominations,
    parties,
    people,
    polls,
    publications,
    resolutions,
    start,
)
from plenaria.interfaces.api.v1.declared import Operation
from plenaria.interfaces.api.v1.serving import nowhere, view
from plenaria.interfaces.kit.access import BY_TOKEN, PUBLIC, route

OPERATIONS: tuple[Operation, ...] = (
    *start.OPERATIONS,
    *bodies.OPERATIONS,
    *people.OPERATIONS,
    *meetings.OPERATIONS,
    *resolutions.OPERATIONS,
    *in_force.OPERATIONS,
    *polls.OPERATIONS,
    *commitments.OPERATIONS,
    *corrigenda.OPERATIONS,
    *effects.OPERATIONS,
    *nominations.OPERATIONS,
    *publications.OPERATIONS,
    *parties.OPERATIONS,
    *dispatches.OPERATIONS,
)


def at_one_address() -> dict[str, list[Operation]]:
    """Path → its operations."""
    found: dict[str, list[Operation]] = {}
    for each in OPERATIONS:
        found.setdefault(each.path, []).append(each)
    return found


def _route(path: str, operations: Sequence[Operation]) -> URLPattern:
    pattern = f"api/v1/{path.replace('{', '<slug:').replace('}', '>')}"
    permit = BY_TOKEN if any(each.scope for each in operations) else PUBLIC
    return route(pattern, view(operations), name=f"api-{operations[0].name}", permit=permit)


urlpatterns: list[URLPattern] = [_route(path, operations) for path, operations in at_one_address().items()]
nowhere_patterns: list[URLPattern] = [
    route("api/v1/<path:rest>", nowhere, name="api-nowhere", permit=PUBLIC),
]
"""Comes last: whatever else begins like the API is none of its addresses."""
