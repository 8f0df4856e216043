"""What the layouts of the projector are called, and which of them the chair chose."""

from typing import Any

from django.utils.translation import pgettext

from plenaria.core import screens as core
from plenaria.store.queries.screens import chosen


def words() -> dict[str, str]:
    """What each layout is called; the first is to follow the meeting."""
    return {
        core.FOLLOWING: pgettext("layout of the projector", "Follow the meeting"),
        core.WELCOME: pgettext("layout of the projector", "Welcome"),
        core.QUORUM: pgettext("layout of the projector", "Quorum"),
        core.AGENDA: pgettext("layout of the projector", "Agenda"),
        core.POINT: pgettext("layout of the projector", "Point of the agenda"),
        core.SPEAKERS: pgettext("layout of the projector", "Speakers"),
        core.CLOCK: pgettext("layout of the projector", "Clock"),
        core.TEXT: pgettext("layout of the projector", "Text"),
        core.VOTE: pgettext("layout of the projector", "Vote"),
        core.RESULT: pgettext("layout of the projector", "Result"),
        core.NAMES: pgettext("layout of the projector", "Who voted how"),
    }


def offered(meeting: str) -> dict[str, Any]:
    """For the chair's page: the layouts and which of them was chosen."""
    return {"layouts": [(code, word) for code, word in words().items()], "layout_chosen": chosen(meeting)}
