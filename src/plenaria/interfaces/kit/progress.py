"""What became of commitments, counted by their states, as one bar."""

from collections.abc import Mapping

from django.utils.safestring import SafeString
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
    "declared-unachieved",
)
DONE = ("noted-done", "reported-done")


def bar(states: Mapping[str, int], *, legend: bool = False) -> SafeString | str:
    """The bar of these commitments; nothing where there are none."""
    if not states:
        return ""
    segments = [Segment(each, states.get(each, 0), label("commitment", each)) for each in ORDER]
    return progress_bar(segments, title=_("What became of it"), legend=legend)


def done(states: Mapping[str, int]) -> int:
    """How many of them are done."""
    return sum(states.get(each, 0) for each in DONE)
