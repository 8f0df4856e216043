"""Why something was not done: a code and its data, never a sentence.

``phrases.refusals`` holds the sentence of each code in each language; an interface shows it and answers with
the status that fits the kind of refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType


class Because(Enum):
    """The kind of a refusal; its value is the HTTP status that an interface answers with (RFC 9110)."""

    FORBIDDEN = 403
    """This person may not do this here."""
    CONFLICT = 409
    """It may be done, but not in the present state."""
    UNACCEPTABLE = 422
    """What was handed in can't be used."""
    TOO_MANY = 429
    """It was tried too often, and may be tried again later; ``data`` says after how many ``seconds`` (RFC 6585)."""
    UNAVAILABLE = 503
    """The machine can't do it at the moment; it may be tried again as it is."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule said no, and nothing was changed.

    ``code`` names the rule (``poll-not-open``); ``data`` fills the places of the sentence.
    """

    code: str
    because: Because = Because.CONFLICT
    data: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


def forbidden(code: str, **data: str | int) -> Refusal:
    """A refusal that concerns the person who asks."""
    return Refusal(code, Because.FORBIDDEN, MappingProxyType(data))


def conflict(code: str, **data: str | int) -> Refusal:
    """A refusal that concerns the state in which something is."""
    return Refusal(code, Because.CONFLICT, MappingProxyType(data))


def unacceptable(code: str, **data: str | int) -> Refusal:
    """A refusal that concerns what was handed in."""
    return Refusal(code, Because.UNACCEPTABLE, MappingProxyType(data))


def unavailable(code: str, **data: str | int) -> Refusal:
    """A refusal that concerns the machine, and neither the person nor what is asked."""
    return Refusal(code, Because.UNAVAILABLE, MappingProxyType(data))


def too_many(code: str, **data: str | int) -> Refusal:
    """A refusal that concerns how often something was tried; ``seconds`` in its data: when it may be tried again."""
    return Refusal(code, Because.TOO_MANY, MappingProxyType(data))
