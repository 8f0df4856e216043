from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from plenaria.actions import checkpoints as signers
from plenaria.core.journal.checkpoint import Checkpoint, VerifierKey, open_note
from plenaria.core.refusal import Refusal, conflict
from plenaria.delivery import checkpoints, keys, worker
from plenaria.store.models import CheckpointNote
from plenaria.store.queries import journal
from plenaria.verify import check_signature
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db


def signed() -> Checkpoint:
    made = checkpoints.sign_head(AT)
    assert not isinstance(made, Refusal)
    size, note, verifier = made
    head = open_note(note, verifier, check_signature)
    assert head is not None
    assert head.size == size
    return head


def test_the_head_is_signed_as_it_stands() -> None:
    builders.body()
    head = signed()
    assert (head.origin, head.size, head.root) == (
        "council.example/journal",
        journal.frontier().size,
        journal.frontier().root(),
    )


def test_an_unchanged_journal_is_not_signed_again() -> None:
    builders.body()
    assert signed() == signed()
    assert CheckpointNote.objects.count() == 1
    builders.body("other")
    assert signed().size == CheckpointNote.objects.latest("size").size
    assert CheckpointNote.objects.count() == 2


def test_a_database_older_than_what_was_seen_is_noticed(data: Path) -> None:
    builders.body()
    assert checkpoints.older_than_seen() is None
    kept = signed()
    assert checkpoints.older_than_seen() is None
    newer = (data / "checkpoint").read_bytes().replace(b"\n%d\n" % kept.size, b"\n%d\n" % (kept.size + 5))
    (data / "checkpoint").write_bytes(newer)
    assert checkpoints.older_than_seen() == conflict("database-older", size=kept.size, seen=kept.size + 5)


def test_what_a_loss_of_power_left_of_the_note_says_nothing(data: Path) -> None:
    builders.body()
    signed()
    (data / "checkpoint").write_bytes(b"")
    assert checkpoints.older_than_seen() is None


def test_the_worker_signs_every_five_minutes_what_has_grown() -> None:
    builders.body()
    before = AT - worker.BETWEEN_CHECKPOINTS
    assert worker.sign_if_due(before + timedelta(seconds=1), AT) == before + timedelta(seconds=1)
    assert CheckpointNote.objects.count() == 0
    assert worker.sign_if_due(before, AT) == AT
    last = journal.last_checkpoint()
    assert last is not None
    assert last[0] == journal.frontier().size


@pytest.fixture
def signing() -> Iterator[None]:
    signers.sign_with(checkpoints.signer())
    yield
    signers._signers.clear()


def test_each_batch_of_votes_is_signed_in_its_own_transaction(
    signing: None, django_capture_on_commit_callbacks: object
) -> None:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=3)
    poll = builders.open_poll(sitting)
    assert CheckpointNote.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # pytest-django's fixture
        builders.votes(sitting, poll, "for", "for", "against")
    note = CheckpointNote.objects.get().note.encode()
    head = open_note(note, verifier(), check_signature)
    assert head == Checkpoint(verifier().name, journal.frontier().size, journal.frontier().root())
    assert checkpoints._seen().read_bytes() == note
    assert checkpoints.sign_head(AT) == (journal.frontier().size, note, verifier())


def verifier() -> VerifierKey:
    found = keys.log_verifier()
    assert not isinstance(found, Refusal)
    return found
