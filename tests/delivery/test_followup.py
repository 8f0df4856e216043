import pytest

from plenaria.actions._wake import Fact
from plenaria.core.permits import Actor
from plenaria.delivery.followup import propose_after
from plenaria.store.queries import dispatches, followup
from tests import builders, followed
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    secretary: Actor = builders.person("Ann", body, "secretary", email="ann@desk.example")
    return builders.meeting(body, secretary)


def test_an_adoption_proposes_the_plan_and_a_seal_drafts_the_letters(sitting: Sitting) -> None:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    propose_after([Fact(1, "text-adopted", resolution, sitting.body, sitting.id)], AT)
    assert [view.kind for view in followup.commitments(resolution, AT.date())] == ["task", "continuing"]
    assert dispatches.dispatches(resolution, AT.date()) == ()
    # Told twice, as after a restart, it proposes nothing anew.
    for _ in range(2):
        propose_after([Fact(2, "text-sealed", resolution, sitting.body, sitting.id)], AT)
    assert len(dispatches.dispatches(resolution, AT.date())) == 4
    assert len(followup.commitments(resolution, AT.date())) == 2
