"""Questions that wait on the chair's table: the votes on a report, of which the desk wrote them down."""

from collections.abc import Sequence
from datetime import datetime

from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.interfaces.hall import putting
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import questions


def ahead(meeting: str, item: str | None) -> Sequence[tuple[str, str]]:
    """What can be put now, id and words: what belongs to the open point, or to none."""
    return [(each.id, in_language(each.titles)) for each in questions.waiting(meeting) if each.item in (None, item)]


def put(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Put one of them, in the way that was chosen: a vote that is then opened."""
    return putting.prepare(request, at, subject)


def is_here(subject: str, meeting: str) -> bool:
    """Whether the question waits at this meeting."""
    return any(each.id == subject for each in questions.waiting(meeting))
