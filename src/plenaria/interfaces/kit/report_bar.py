"""What a report proposes, or what was decided of it, and how the commitments stand that it tells of: a bar of each."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from plenaria.core.reports import Section
from plenaria.interfaces.kit import progress
from plenaria.interfaces.kit.pictures import Segment, progress_bar
from plenaria.interfaces.kit.wording import label
from plenaria.phrases.reports import counted

FILLS = {
    "close": "noted-done",
    "continue": "begun",
    "change": "well-advanced",
    "declare-unachieved": "declared-unachieved",
    "rejected": "blocked",
    "note": "not-started",
}
"""What is proposed or decided, in its order, and the state of a commitment whose pattern it is drawn with."""


def bar(words: Iterable[str]) -> str:
    """The proposals or decisions of all sections, each with how many there are."""
    counted = Counter(words)
    segments = [Segment(fill, counted[each], label("proposal", each)) for each, fill in FILLS.items() if counted[each]]
    return progress_bar(segments, title=_("What the report proposes"), legend=True) if segments else ""


def states(sections: Sequence[Section]) -> str:
    """How the commitments of all sections stand."""
    counts = counted(sections).states
    return progress.bar(counts, legend=True) if any(counts.values()) else ""
