"""Who has the floor, as every page of the hall shows it: the speaker, the clock by the server's time, who follows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import get_language

from plenaria.core.speakers import Clock
from plenaria.phrases import speakers as phrases
from plenaria.store.queries import speakers
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.speakers import ListView, SpeakerView

SHOWN_NEXT = 3
"""How many of those who wait the projector names."""
SOON = 30
"""Seconds before its end at which a clock warns; as in ``live.js``."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A clock at a moment: what ``kit/parts/clock.html`` needs, and how it looks before any script has run."""

    clock: Clock
    now: datetime

    @property
    def runs(self) -> bool:
        """Whether it goes on, or stands still in a pause."""
        return self.clock.runs is not None

    @property
    def until(self) -> datetime | None:
        """When the time is over; nothing where there is no limit."""
        return self.clock.until

    @property
    def since(self) -> datetime | None:
        """Of a speech without a limit: the moment that its time is counted from."""
        return None if self.clock.limit else self.clock.since

    @property
    def seconds(self) -> int:
        """What is left, below zero where it is over; without a limit what was spoken."""
        spoken = self.clock.spoken(self.now)
        return -((spoken - self.clock.limit * 1000) // 1000) if self.clock.limit else spoken // 1000

    @property
    def shown(self) -> str:
        """The same as a clock shows it."""
        return phrases.clock(self.seconds)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return bool(self.clock.limit) and self.seconds < 0

    @property
    def tone(self) -> str:
        """The class of its looks."""
        if not self.clock.limit or self.seconds > SOON:
            return ""
        return "over" if self.over else "soon"


@dataclass(frozen=True, slots=True)
class Floor:
    """The list of the open point at a moment. ``speaker`` speaks, or was interrupted and waits to go on."""

    listed: ListView
    now: datetime

    @property
    def speaker(self) -> SpeakerView | None:
        """Who has the floor."""
        return self.listed.on_floor

    @property
    def interrupted(self) -> SpeakerView | None:
        """Whose speech goes on after the point of order that is heard now."""
        return self.listed.paused if self.listed.speaking else None

    @property
    def dial(self) -> Dial | None:
        """The clock of whoever has the floor."""
        return Dial(self.speaker.clock, self.now) if self.speaker else None

    @property
    def following(self) -> tuple[SpeakerView, ...]:
        """Those who come next."""
        return self.listed.waiting[:SHOWN_NEXT]

    @property
    def more(self) -> int:
        """How many wait behind them."""
        return len(self.listed.waiting) - len(self.following)

    @property
    def order(self) -> str:
        """How speakers follow each other, in one line."""
        return phrases.order(self.listed.debate.order, _here())

    @property
    def limits(self) -> str:
        """What is limited, in one line."""
        return phrases.limits(self.listed.debate, _here())


def floor_of(meeting: MeetingView) -> Floor | None:
    """The list of the point that is open; nothing where none is, or the meeting is over."""
    if meeting.item is None or meeting.state not in ("open", "suspended"):
        return None
    listed = speakers.speaker_list(meeting.item)
    return Floor(listed, datetime.now(UTC)) if listed else None


def shown(meeting: MeetingView) -> dict[str, Any]:
    """For a page: the ``floor``, and as ``speaking`` the same where somebody has it."""
    found = floor_of(meeting)
    return {"floor": found, "speaking": found if found and found.speaker else None}


def _here() -> str:
    return get_language() or "en"
