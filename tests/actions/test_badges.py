"""Opening badges: many at once, each answered by itself."""

import pytest

from plenaria.actions import badges, credentials
from plenaria.actions._perform import Receipt
from plenaria.actions.credentials import hashed
from plenaria.core.journal.entry import read
from plenaria.core.refusal import conflict, forbidden
from plenaria.store.models import Credential, Leaf
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)


def badge(sitting: Sitting, seat: str) -> str:
    issued = credentials.issue_badge(actor=sitting.secretary, at=AT, credential=seat)
    assert isinstance(issued, Receipt)
    return issued.secret


def test_a_hall_opens_its_badges_at_once_and_each_device_gets_its_own_seat(sitting: Sitting) -> None:
    tokens = [badge(sitting, seat) for seat in sitting.credentials]
    answers = badges.use_badges(at=AT, tokens=[*reversed(tokens), "guessed"])
    assert answers[-1] == forbidden("badge-unknown")
    receipts = [each for each in answers[:-1] if isinstance(each, Receipt)]
    assert [each.subject for each in receipts] == list(reversed(sitting.credentials))
    devices = dict(Credential.objects.values_list("id", "device"))
    assert {each.subject: hashed(each.secret) for each in receipts} == devices
    entry = read(bytes(Leaf.objects.get(index=receipts[0].leaves[0]).data))
    assert (entry.kind, entry.actor, dict(entry.data)) == ("badge-used", sitting.credentials[3], {"seat": 4})


def test_a_badge_that_comes_twice_in_a_batch_binds_one_device(sitting: Sitting) -> None:
    token = badge(sitting, sitting.credentials[0])
    first, second = badges.use_badges(at=AT, tokens=[token, token])
    assert isinstance(first, Receipt)
    assert second == conflict("badge-used")
    assert Credential.objects.get(id=sitting.credentials[0]).device == hashed(first.secret)


def test_no_badge_is_no_work() -> None:
    assert badges.use_badges(at=AT, tokens=[]) == []
