"""When a question may be put by correspondence, and when such a vote may be closed."""

from datetime import datetime

from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.permits import Actor
from plenaria.core.polls import as_put_by_correspondence
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.rule import Rule
from plenaria.store import models
from plenaria.store.queries.correspondence import not_voted


def put_until(
    meeting: models.Meeting, rule: Rule, method: str, mixed: bool, closes_at: datetime | None, at: datetime
) -> Rule | Refusal:
    """The rule as it applies to a vote that takes votes until that time, or at the sitting where there is none.

    Refused: ``closing-time-missing``, ``closing-time-past``, and what ``as_put_by_correspondence`` refuses.
    """
    if closes_at is None:
        return conflict("closing-time-missing") if meeting.kind == BY_CORRESPONDENCE else rule
    return unacceptable("closing-time-past") if closes_at <= at else as_put_by_correspondence(rule, method, mixed)


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
