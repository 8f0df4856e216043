"""Votes that stay open for days: closed when their time is over, and the mails that they call for."""

from collections.abc import Callable
from datetime import datetime

from plenaria.actions._perform import Receipt
from plenaria.actions.correspondence import close_on_time
from plenaria.actions.mailings import tell_open, tell_result
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal
from plenaria.store.queries import correspondence as queries

type Tell = Callable[..., Receipt | Refusal]


def see_to(at: datetime) -> None:
    """Do all that is due: close, remind, send results; to be called every few seconds, and nothing is done twice."""
    close_on_time(at=at)
    for poll in queries.with_untold(at):
        _tell_all(tell_open, at, poll)
    for poll in queries.with_results_to_send():
        _tell_all(tell_result, at, poll)


def seconds_to_next(at: datetime, most: float) -> float:
    """How long nothing is due, up to ``most``."""
    following = queries.next_due(at)
    return most if following is None else min(most, max(0.0, (following - at).total_seconds()))


def _tell_all(tell: Tell, at: datetime, poll: str) -> None:
    """A few seats in each transaction, so that whoever votes meanwhile is not kept waiting."""
    while not isinstance(tell(actor=MACHINE, at=at, poll=poll), Refusal):
        pass
