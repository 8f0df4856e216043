"""Lists in pieces: where the next one begins is told as an opaque word, and as an address."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.http import HttpRequest, QueryDict
from msgspec import UNSET

from plenaria.core.refusal import Refusal
from plenaria.interfaces.api.v1.kinds import Pieces
from plenaria.interfaces.api.v1.problems import StoppedError
from plenaria.store.queries.keyset import Cut, Piece, Place


@dataclass(frozen=True, slots=True)
class Listed:
    """A piece of a list."""

    data: Sequence[object]
    next: str | None


def listed(request: HttpRequest, piece: Piece[object]) -> tuple[Listed, str]:
    """The piece as it is answered, and the address of the next one; empty where it is the last."""
    if piece.last is None:
        return Listed(piece.found, None), ""
    query: QueryDict = request.GET.copy()
    query["after"] = cursor(piece.last)
    following = f"{settings.BASE_URL}{request.path_info}?{query.urlencode()}"
    return Listed(piece.found, following), following


def cut(given: Pieces, by: type[date] = datetime) -> Cut:
    """Which piece is asked for, of a list in the order of moments or of days.

    Raises ``StoppedError`` (400) for a place that no such list has given.
    """
    since = getattr(given, "modified_since", UNSET)
    return Cut(
        size=given.limit,
        after=place(given.after, by) if given.after else None,
        modified_since=None if since is UNSET else since,
    )


def cursor(at: Place) -> str:
    """A place as a word for an address."""
    return urlsafe_b64encode(f"{at.moment.isoformat()}|{at.id}".encode()).decode().rstrip("=")


def place(written: str, by: type[date]) -> Place:
    """The place that ``cursor`` wrote."""
    try:
        moment, _, key = urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode("ascii").partition("|")
        at = datetime.fromisoformat(moment).astimezone(UTC) if by is datetime else date.fromisoformat(moment)
    except (ValueError, OverflowError):
        key = ""
    if not key.isalnum():
        raise StoppedError(400, Refusal("api-parameter-unfit", data={"name": "after"}))
    return Place(at, key)


def told[S, T](of: Piece[S], tell: Callable[[S], T]) -> Piece[T]:
    """The same piece, of what is told of its things."""
    return Piece(tuple(map(tell, of.found)), of.last)
