from datetime import date

import pytest

from plenaria.actions import plans
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Commitment, Leaf, OutboxMail
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def adopted(sitting: Sitting) -> str:
    return builders.adopted_text(sitting, resolution=followed.debated(sitting))


def lines(resolution: str, person: str | None, **changed: object) -> list[plans.Line]:
    views = followup.commitments(resolution, AT.date())
    return [plans.Line(**{"commitment": view.id, "owner": person, "due": view.due} | changed) for view in views]  # type: ignore[arg-type]


def test_the_plan_is_proposed_from_the_clauses_once(sitting: Sitting, adopted: str) -> None:
    done(plans.propose_plan(actor=MACHINE, at=AT, resolution=adopted))
    views = followup.commitments(adopted, AT.date())
    assert [(view.clause, view.kind, view.due, view.recurrence, view.confirmed) for view in views] == [
        ("2", "task", followed.DUE, "none", False),
        ("4", "continuing", date(2027, 5, 9), "yearly", False),
    ]
    assert views[0].texts == {"ru": "Составить карту не позднее 1 сентября."}
    assert plans.propose_plan(actor=MACHINE, at=AT, resolution=adopted) == conflict("plan-exists")


def test_a_draft_has_no_plan(sitting: Sitting) -> None:
    draft = followed.debated(sitting)
    assert plans.propose_plan(actor=sitting.secretary, at=AT, resolution=draft) == conflict("not-adopted")
    assert plans.propose_plan(actor=sitting.secretary, at=AT, resolution="x") == unacceptable("resolution-unknown")


def test_an_owner_is_told_once_what_they_answer_for(sitting: Sitting, adopted: str) -> None:
    owner = builders.person("Olga", sitting.body, "owner", email="olga@desk.example")
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=adopted))
    given = lines(adopted, owner.person)
    for _ in range(2):
        done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=adopted, lines=given))
    (mail,) = OutboxMail.objects.filter(recipient="olga@desk.example")
    assert mail.subject == "You answer for 2 clauses of resolution XIV/1"
    assert mail.text.count("/u/") == 2


def test_the_secretary_confirms_owners_and_days(sitting: Sitting, adopted: str) -> None:
    owner = builders.person("Olga", sitting.body, "owner", email="olga@desk.example")
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=adopted))
    first, second = lines(adopted, owner.person)
    given = [first, plans.Line(commitment=second.commitment, dropped=True)]
    result = plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=adopted, lines=given)
    assert isinstance(result, Receipt)
    (view,) = followup.commitments(adopted, AT.date())
    assert (view.owner, view.due, view.confirmed) == (owner.person, followed.DUE, True)
    assert Leaf.objects.get(index=result.leaves[0]).kind == "plan-confirmed"


def test_what_cannot_be_confirmed_changes_nothing(sitting: Sitting, adopted: str) -> None:
    secretary = sitting.secretary
    done(plans.propose_plan(actor=secretary, at=AT, resolution=adopted))

    def confirm(**changed: object) -> object:
        given = lines(adopted, secretary.person, **changed)
        return plans.confirm_plan(actor=secretary, at=AT, resolution=adopted, lines=given)

    assert confirm(owner=None) == unacceptable("owner-missing")
    assert confirm(owner="nobody") == unacceptable("person-unknown")
    assert confirm(commitment="another") == unacceptable("commitment-unknown")
    assert confirm(recurrence="hourly") == unacceptable("recurrence-unknown")
    assert confirm(start=date(2030, 1, 1)) == unacceptable("dates-reversed")
    assert Commitment.objects.filter(confirmed=True).count() == 0


def test_only_the_desk_of_this_body_confirms(sitting: Sitting, adopted: str) -> None:
    stranger = builders.person("Eve", builders.body("other"), "secretary", email="eve@other.example")
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=adopted))
    for actor in (stranger, MACHINE, Actor()):
        result = plans.confirm_plan(actor=actor, at=AT, resolution=adopted, lines=[])
        assert result == forbidden("not-permitted", verb="plans.confirm")


def test_what_somebody_reported_on_is_not_dropped(sitting: Sitting, adopted: str) -> None:
    from plenaria.actions import commitments

    known = followed.confirmed(sitting, adopted, sitting.secretary)
    done(commitments.update_commitment(actor=sitting.secretary, at=AT, commitment=known["2"], verb="report-begun"))
    result = plans.confirm_plan(
        actor=sitting.secretary, at=AT, resolution=adopted, lines=[plans.Line(commitment=known["2"], dropped=True)]
    )
    assert result == conflict("commitment-reported")
