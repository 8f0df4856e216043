"""Pages that are made to be read without a server: what they leave out, and what they hold.

The exporter asks for them in this process and says so in the request's environment, where nothing that comes through a
server can be (headers begin with ``HTTP_``).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest

KEY = "plenaria.exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What is exported. ``bodies``: their ids; ``None`` is all of them. ``languages``: the first is the main one."""

    bodies: frozenset[str] | None
    languages: tuple[str, ...]
    by_file: bool = False
    """Whether links name files (``index.html``), so that pages can be read from a folder."""

    def holds(self, body: str) -> bool:
        """Whether this body is exported, by its id."""
        return self.bodies is None or body in self.bodies


def exported(request: HttpRequest) -> Exported | None:
    """What the export holds for which this page is made; ``None`` for a reader of this server."""
    found = request.META.get(KEY)
    return found if isinstance(found, Exported) else None


def bodies_of(request: HttpRequest) -> Collection[str] | None:
    """The ids of the bodies to which an export is limited; ``None``: all of them."""
    of = exported(request)
    return of.bodies if of else None
