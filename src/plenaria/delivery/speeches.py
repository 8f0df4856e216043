"""Speeches that end by themselves when their time is over, where the debate says so."""

from datetime import datetime

from plenaria.actions import speeches
from plenaria.core.permits import MACHINE


def end_due(now: datetime) -> None:
    """End each whose time is over. It has ended when it was over, however late this is called."""
    speeches.end_due(actor=MACHINE, at=now)


def seconds_to_end(now: datetime, idle: float) -> float:
    """Seconds until the next one's time is over; ``idle`` at most."""
    following = speeches.next_end()
    return idle if following is None else min(idle, max(0.0, (following - now).total_seconds()))
