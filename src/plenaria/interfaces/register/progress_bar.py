"""What became of a resolution as one bar."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.pictures import Segment, progress_bar
from plenaria.interfaces.kit.wording import label
from plenaria.store.queries.register import ResolutionCard

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


@dataclass(frozen=True, slots=True)
class Barred:
    """A resolution with its bar, which is empty where nothing is to be followed."""

    resolution: ResolutionCard
    bar: SafeString | str
    done: int
    total: int


def barred(resolution: ResolutionCard) -> Barred:
    """A resolution in a list."""
    states = resolution.states
    return Barred(resolution, bar(states), sum(states.get(each, 0) for each in DONE), sum(states.values()))


def bar(states: Mapping[str, int], *, legend: bool = False) -> SafeString | str:
    """The bar of these commitments."""
    if not states:
        return ""
    segments = [Segment(each, states.get(each, 0), label("commitment", each)) for each in ORDER]
    return progress_bar(segments, title=_("What became of it"), legend=legend)
