"""What a report proposes, or what was decided of it, as one bar."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from plenaria.interfaces.kit.pictures import Segment, progress_bar
from plenaria.interfaces.kit.wording import label

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
