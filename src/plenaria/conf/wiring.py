"""Who wakes whom: what is registered to follow a commit, and what runs beside the pages."""

import gc
from datetime import UTC, datetime

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from plenaria.actions import _wake, poll_keys
from plenaria.actions import checkpoints as signed
from plenaria.actions._wake import Fact
from plenaria.delivery import checkpoints, followup, incoming, papers, worker
from plenaria.interfaces.hall.room import Room
from plenaria.store import notices

room = Room()
"""The live room of this process."""
mail = worker.Worker()
"""What sends mail and reminders, beside the pages."""
reader = papers.Reader()
"""What reads old papers, beside the pages."""
mailbox = incoming.Reader()
"""What reads the mail that comes in, beside the pages."""


others = notices.Follower(room.stream.wake)
"""What hears of the commits of other processes."""


def start() -> None:
    """Called once when a process of the server starts. Raises RuntimeError for a database older than one already seen
    here.

    What is done once for all, however many processes there are, is done by the one that does everything: mail, papers,
    and from here on a secret vote is void that this folder has lost the key of.
    """
    older = checkpoints.older_than_seen()
    if older is not None:
        raise RuntimeError(f"{older.code}: {dict(older.data)}")
    if settings.ROLE == "all":
        poll_keys.settle(at=datetime.now(UTC))
        mail.start()
        reader.start()
        mailbox.start()
    signed.sign_with(checkpoints.signer())
    _wake.listen(room.told)
    _wake.listen(follow_up)
    others.start()
    _warm_up()
    # What was loaded until here stays: the collector need not look through it again with every few votes.
    gc.collect()
    gc.freeze()


def _warm_up() -> None:
    """Load what the first page would wait for: a hall that opens its badges at once does not wait for imports."""
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            reverse("hall-delegate", args=["-"])
            translation.gettext("Open the vote")
    for name in ("delegate", "chair", "screen"):
        get_template(f"hall/{name}.html")
        get_template(f"hall/{name}_live.html")


def stop() -> None:
    """Called once when the server ends."""
    room.stream.close()
    others.stop()
    if settings.ROLE == "all":
        mail.stop()
        reader.stop()
        mailbox.stop()


MAILED = frozenset(
    {
        "dispatched",
        "plan-confirmed",
        "badge-issued",
        "poll-opened",
        "poll-extended",
        "poll-declared",
        "commitment-inherited",
        "handing-over-proposed",
        "commitment-handed-over",
    }
)
"""What may call for a mail."""


def follow_up(facts: tuple[Fact, ...]) -> None:
    """Propose what an adoption or a seal calls for, and send the mail that was made."""
    followup.propose_after(facts, datetime.now(UTC))
    if any(fact.kind in MAILED for fact in facts):
        worker.wake()
