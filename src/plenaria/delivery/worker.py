"""The worker beside the pages: mail as soon as it is due, votes by correspondence closed on time, reminders,
what becomes valid and mail that was kept for long enough every hour, a checkpoint every five minutes."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection

from plenaria.actions.validity import apply_effects
from plenaria.core.permits import MACHINE
from plenaria.delivery.checkpoints import sign_head
from plenaria.delivery.correspondence import seconds_to_next, see_to
from plenaria.delivery.followup import hand_on
from plenaria.delivery.incoming import remove_old_mail
from plenaria.delivery.outbox import deliver
from plenaria.delivery.reminders import remind_all
from plenaria.delivery.speeches import end_due, seconds_to_end

log = logging.getLogger("plenaria.delivery")

IDLE = 5.0
"""Seconds between two looks into the outbox, if nobody wakes it: a mail may have been made by another process."""
LONGEST_PAUSE = 300.0
"""Seconds between two tries to reach a mail server that isn't there; the pause begins with ``IDLE`` and doubles."""
BETWEEN_REMINDERS = timedelta(hours=1)
BETWEEN_CHECKPOINTS = timedelta(minutes=5)
"""Of activity: a journal that has not grown since the last one is not signed again (design: seal.md)."""
STUMBLED = "the worker stumbled and goes on"
"""A locked database, a lost connection, a mistake of ours: the next round begins afresh."""

_woken = threading.Event()


def wake() -> None:
    """There may be mail: look now. Quick, and safe from any thread."""
    _woken.set()


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set (and ``wake`` called); nothing that goes wrong ends it before."""
    reminded = signed = datetime.min.replace(tzinfo=UTC)
    pause, said, mail_again = IDLE, "", 0.0
    while not stop.is_set():
        _woken.clear()
        close_old_connections()
        _safely(lambda: see_to(datetime.now(UTC)))
        _safely(lambda: end_due(datetime.now(UTC)))
        try:
            if _again(reminded, datetime.now(UTC), BETWEEN_REMINDERS):
                reminded = datetime.now(UTC)
                _by_the_hour(reminded)
            signed = sign_if_due(signed, datetime.now(UTC))
            # While there is no server, being woken changes nothing.
            if monotonic() >= mail_again:
                error = deliver(lambda: datetime.now(UTC), stop.is_set).error
                said, pause = error, _after(error, said, pause)
                mail_again = monotonic() + (pause if error else 0)
        except Exception:
            log.exception(STUMBLED)
        if not stop.is_set():
            _woken.wait(_idle())
    connection.close()


def _by_the_hour(at: datetime) -> None:
    """Whoever came into office today is reminded today, not who left it."""
    _safely(lambda: hand_on(at))
    _safely(lambda: remind_all(at))
    _safely(lambda: apply_effects(actor=MACHINE, at=at))
    _safely(lambda: remove_old_mail(at))


def _again(before: datetime, now: datetime, every: timedelta) -> bool:
    """Whether it is time once more; also where the clock was moved back since."""
    return not timedelta(0) <= now - before < every


def _safely(deed: Callable[[], object]) -> None:
    """Do that; what goes wrong in it keeps nothing else from being done."""
    try:
        deed()
    except Exception:
        log.exception(STUMBLED)


def _after(error: str, said: str, pause: float) -> float:
    """How long mail waits after that outcome, which is logged once; ``said`` and ``pause`` are those of before."""
    if error and error != said:
        log.warning("mail waits: %s", error)
    return min(pause * 2, LONGEST_PAUSE) if error else IDLE


def _idle() -> float:
    """Seconds until the next look, sooner where a vote by correspondence is to be closed or a speech ends by itself."""
    try:
        now = datetime.now(UTC)
        return max(0.05, seconds_to_end(now, seconds_to_next(now, IDLE)))
    except DatabaseError:
        return IDLE


def sign_if_due(signed: datetime, now: datetime) -> datetime:
    """Sign the journal's head where it was last looked at long enough ago; when it was last looked at."""
    if not _again(signed, now, BETWEEN_CHECKPOINTS):
        return signed
    sign_head(now)
    return now


class Worker:
    """The thread of the worker."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=run, args=(self._stop,), name="plenaria-delivery", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the mail that is being sent; what is left stays in the outbox."""
        self._stop.set()
        wake()
        self._thread.join(timeout=3)
