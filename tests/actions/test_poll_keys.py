"""At the start: a key without an open poll is destroyed, an open secret poll without its key is void."""

from pathlib import Path

import pytest

from plenaria.actions import poll_keys as actions
from plenaria.actions import polls
from plenaria.store import poll_keys
from plenaria.store.models import HasVoted, SealedBallot
from tests import builders
from tests.actions import polled
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    return tmp_path


def test_an_open_vote_with_its_key_stays(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="secret")
    builders.votes(sitting, poll, "for", "against")
    assert actions.settle(at=AT) == ()
    assert (poll_keys.kept(), polled.row(poll).state, SealedBallot.objects.count()) == ((poll,), "open", 2)


def test_a_vote_whose_key_is_lost_is_void(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="secret")
    builders.votes(sitting, poll, "for", "against")
    poll_keys.destroy(poll)
    assert actions.settle(at=AT) == (1,)
    row = polled.row(poll)
    assert (row.state, row.reason, row.decision) == ("void", "key-lost", None)
    assert polled.entry(poll, "poll-voided") == {"reason": "key-lost"}
    assert (SealedBallot.objects.count(), HasVoted.objects.count()) == (0, 2)
    assert actions.settle(at=AT) == ()


@pytest.mark.parametrize("state", ["closed", "voided", "never opened", "unknown"])
def test_a_key_that_was_left_over_is_destroyed(sitting: Sitting, state: str) -> None:
    poll = builders.prepared_poll(sitting, method="secret")
    if state in ("closed", "voided"):
        builders.done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    if state == "closed":
        builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    if state == "voided":
        builders.done(polls.void_poll(actor=sitting.secretary, at=AT, poll=poll, reason="A fault"))
    poll_keys.make("stranger" if state == "unknown" else poll)
    before = polled.row(poll).state
    assert actions.settle(at=AT) == ()
    assert (poll_keys.kept(), polled.row(poll).state) == ((), before)


def test_votes_by_name_have_no_key_to_lose(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    assert actions.settle(at=AT) == ()
    assert polled.row(poll).state == "open"
