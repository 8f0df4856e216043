"""Somebody else answers for commitments from now on, and is told."""

import pytest

from plenaria.actions import commitments, outbox
from plenaria.actions.handing_over import hand_over
from plenaria.core.permits import Actor
from plenaria.core.refusal import forbidden, unacceptable
from plenaria.store.models import Commitment, Leaf
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def olga(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def nina(sitting: Sitting) -> Actor:
    return builders.person("Nina", sitting.body, "owner", email="nina@desk.example")


@pytest.fixture
def plan(sitting: Sitting, olga: Actor) -> dict[str, str]:
    adopted = builders.adopted_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, adopted, olga)


def given(sitting: Sitting, plan: dict[str, str], owner: Actor) -> dict[str, object]:
    return {"at": AT, "body": sitting.body, "commitments": list(plan.values()), "owner": str(owner.person)}


def test_the_new_owner_is_told_in_one_mail(sitting: Sitting, plan: dict[str, str], nina: Actor) -> None:
    Commitment.objects.update(unanswered=3)
    done(hand_over(actor=sitting.secretary, **given(sitting, plan, nina)))  # type: ignore[arg-type]
    rows = Commitment.objects.values_list("owner", "owner_role", "unanswered")
    assert set(rows) == {(nina.person, "owner", 0)}
    assert [mail.recipient for mail in outbox.take(at=AT, limit=100)] == ["nina@desk.example"]
    entry = Leaf.objects.filter(kind="commitment-handed-over")
    assert {each.subject for each in entry} == set(plan.values())


def test_what_is_settled_or_theirs_already_stays(
    sitting: Sitting, plan: dict[str, str], olga: Actor, nina: Actor
) -> None:
    done(commitments.update_commitment(actor=olga, at=AT, commitment=plan["2"], verb="report-done"))
    done(hand_over(actor=sitting.secretary, **given(sitting, plan, nina)))  # type: ignore[arg-type]
    assert Commitment.objects.get(id=plan["2"]).owner_id == olga.person
    before = Leaf.objects.count()
    done(hand_over(actor=sitting.secretary, **given(sitting, plan, nina)))  # type: ignore[arg-type]
    assert Leaf.objects.count() == before


def test_what_is_refused(sitting: Sitting, plan: dict[str, str], olga: Actor, nina: Actor) -> None:
    abroad = builders.body("abroad")
    zoe = builders.person("Zoe", abroad, "secretary", email="zoe@abroad.example")
    asked = given(sitting, plan, nina)
    assert hand_over(actor=olga, **asked) == forbidden("not-permitted", verb="plans.confirm")  # type: ignore[arg-type]
    unknown = unacceptable("commitment-unknown")
    secretary = sitting.secretary
    assert hand_over(actor=secretary, **{**asked, "commitments": []}) == unknown  # type: ignore[arg-type]
    assert hand_over(actor=secretary, **{**asked, "commitments": [*plan.values(), "x"]}) == unknown  # type: ignore[arg-type]
    assert hand_over(actor=zoe, **{**asked, "body": abroad}) == unknown  # type: ignore[arg-type]
    assert hand_over(actor=secretary, **{**asked, "owner": str(zoe.person)}) == unacceptable("person-unknown")  # type: ignore[arg-type]
    assert {row.owner_id for row in Commitment.objects.all()} == {olga.person}
