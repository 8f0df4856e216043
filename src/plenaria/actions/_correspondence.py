"""When a vote by correspondence may be closed."""

from datetime import datetime

from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.store import models
from plenaria.store.queries.correspondence import not_voted


def too_early(row: models.Poll, at: datetime, actor: Actor) -> Refusal | None:
    """Why it can't be closed yet, if so: its time is not over, and its rule does not let the chair close it before."""
    if row.closes_at is None or at >= row.closes_at:
        return None
    allowed = "to-the-end" if actor.machine else row.rule.get("correspondence")
    if allowed == "early":
        return None
    missing = not_voted(row.id)
    if allowed == "all-voted":
        return conflict("closes-later-unless-all", missing=missing) if missing else None
    return conflict("closes-later")
