"""How an address of the API is declared: once, for what serves it and for what describes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from plenaria.core.permits import Actor


@dataclass(frozen=True, slots=True)
class Asked[Given, Sent]:
    """A request that was understood: who asks (a token, or the public), the parameters, and what was sent."""

    actor: Actor
    at: datetime
    language: str
    arguments: Mapping[str, str]
    """The parts of the address that are in braces."""
    given: Given
    sent: Sent


@dataclass(frozen=True, slots=True)
class Made:
    """Something was made; it is answered with 201 and its own address, where it has one."""

    value: object
    address: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters; nothing is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the API does.

    ``view`` takes an :class:`Asked` and returns a value of the type ``answer``; ``None`` where there is no such thing
    (404); a ``Refusal``; for a list (``many``) a ``keyset.Piece`` of such values; for a write :class:`Made`.
    """

    name: str
    """Its ``operationId``."""
    path: str
    """Under ``/api/v1/``, with the names of its arguments in braces."""
    noun: str
    """The word under which it is listed (``tag``)."""
    summary: str
    """An English message; the page shows its translation."""
    answer: type
    view: Callable[[Any], object]
    method: str = "GET"
    many: bool = False
    given: type = Nothing
    sent: type = Nothing
    scope: str = ""
    """The right that it needs; empty where everybody may."""
    also: str = ""
    """The right with which it shows more than the public sees."""
    exact: bool = True
    """Whether ``modified`` of the answer tells of every change; where time alone changes it, it does not."""
    stamp: Callable[[str], str] | None = None
    """Of the one argument: what changes with the answer and is read in less time; empty where there is no answer."""
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What the names in braces mean; English messages."""
