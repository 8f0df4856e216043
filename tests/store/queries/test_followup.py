import pytest
from pytest_django import DjangoAssertNumQueries

from plenaria.actions import commitments, dispatches
from plenaria.core.permits import MACHINE
from plenaria.store.models import Commitment, Dispatch
from plenaria.store.queries import dispatches as letters
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

TODAY = AT.date()


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


def test_a_board_takes_as_many_queries_for_many_as_for_one(
    sitting: Sitting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    known = followed.confirmed(sitting, resolution, sitting.secretary)
    for verb in ("report-begun", "report-done"):
        done(commitments.update_commitment(actor=sitting.secretary, at=AT, commitment=known["4"], verb=verb))
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    with django_assert_num_queries(2):
        assert len(followup.commitments(resolution, TODAY)) == 3
    with django_assert_num_queries(3):
        assert len(letters.dispatches(resolution, TODAY)) == 4
    Commitment.objects.exclude(id=known["2"]).filter(updates=None).delete()
    Commitment.objects.filter(id=known["2"]).delete()
    Dispatch.objects.exclude(purpose="thanks").delete()
    with django_assert_num_queries(2):
        assert len(followup.commitments(resolution, TODAY)) == 1
    with django_assert_num_queries(3):
        assert len(letters.dispatches(resolution, TODAY)) == 1


def test_what_is_counted_as_overdue_is_counted_once(sitting: Sitting) -> None:
    resolution = followed.sealed(sitting)
    followed.confirmed(sitting, resolution, sitting.secretary)
    after = followed.DUE.replace(year=2028)
    assert followup.counts(followup.commitments(resolution, TODAY)) == {"no-word": 2}
    assert followup.counts(followup.commitments(resolution, after)) == {"overdue": 2}
    assert [view.clause for view in followup.late([sitting.body], after)] == ["2", "4"]
    assert followup.late(["another"], after) == ()


def test_who_can_own_something_is_listed_once_as_a_sectors_leader_first(sitting: Sitting) -> None:
    olga = builders.person("Olga", sitting.body, "delegate", "owner", email="olga@desk.example")
    found = {each.id: each.role for each in followup.owners(sitting.body)}
    assert found[str(olga.person)] == "owner"
    assert len(found) == len(followup.owners(sitting.body))
