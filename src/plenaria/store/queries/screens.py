"""What the screens of a hall go by, beside what is on."""

from plenaria.core import screens
from plenaria.store.models import Meeting
from plenaria.store.queries import polls


def moment(meeting: str) -> str:
    """What the hall is busy with, in short (``core.screens.moment``)."""
    row = Meeting.objects.only("state", "call", "item_id", "clause_id", "amendment_id").get(id=meeting)
    poll = polls.on_now(meeting)
    return screens.moment(
        meeting=row.state,
        call=row.call,
        point=row.item_id or "",
        vote=poll.id if poll else "",
        vote_state=poll.state if poll else "",
        shown=(row.amendment_id or row.clause_id or "") if poll is None else "",
    )


def chosen(meeting: str) -> str:
    """The layout that the chair chose, while the hall is still busy with the same; else ``screens.FOLLOWING``."""
    layout, then = Meeting.objects.values_list("layout", "layout_moment").get(id=meeting)
    return layout if layout and then == moment(meeting) else screens.FOLLOWING
