"""What became of commitments, counted by their states, as one bar."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.pictures import Segment, progress_bar
from plenaria.interfaces.kit.wording import label

ORDER = (
    "noted-done",
    "reported-done",
    "well-advanced",
    "begun",
    "not-started",
    "no-word",
    "blocked",
    "overdue",
    "carried-on",
    "declared-unachieved",
)
DONE = ("noted-done", "reported-done")


def bar(states: Mapping[str, int], *, legend: bool = False) -> SafeString | str:
    """The bar of these commitments; nothing where there are none."""
    return _bar(tuple(states.get(each, 0) for each in ORDER), get_language(), legend) if states else ""


@lru_cache(4096)
def _bar(counts: Sequence[int], _language: str | None, legend: bool) -> SafeString:
    """Kept by its counts, and by the language in which it says them: a list has forty, many alike."""
    segments = [Segment(each, count, label("commitment", each)) for each, count in zip(ORDER, counts, strict=True)]
    return progress_bar(segments, title=_("What became of it"), legend=legend)


def done(states: Mapping[str, int]) -> int:
    """How many of them are done."""
    return sum(states.get(each, 0) for each in DONE)
