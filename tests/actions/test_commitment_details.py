"""What else a plan says of a commitment, and the evidence that comes with a report."""

from datetime import date

import pytest

from plenaria.actions import commitment_details, commitments
from plenaria.actions.commitment_details import Details, Step, detail_commitment, milestone_done
from plenaria.actions.commitments import Shown
from plenaria.core.followup import Indicator
from plenaria.core.permits import Actor
from plenaria.core.refusal import forbidden, unacceptable
from plenaria.store.models import Commitment, Dispatch, Evidence, Leaf, Milestone, Party, Update
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

STEPS = (Step(names={"ru": "Измерения"}, due=date(2026, 7, 1)), Step(names={"ru": "Чертёж"}))


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    adopted = builders.adopted_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, adopted, owner)["2"]


def test_all_of_it_is_kept_and_journalled(sitting: Sitting, task: str) -> None:
    helper = builders.person("Oleg", sitting.body, "owner", email="oleg@desk.example")
    followed.parties(sitting.body)
    party = Party.objects.order_by("id").values_list("id", flat=True)[0]
    details = Details(
        helpers=[str(helper.person)],
        parties=[party],
        visibility="members",
        indicator=Indicator(names={"ru": "Измеренные долины"}, unit="долин", target="12,5"),
        serves=sitting.id,
        milestones=STEPS,
    )
    done(detail_commitment(actor=sitting.secretary, at=AT, commitment=task, details=details))
    row = Commitment.objects.get(id=task)
    assert (row.helpers, row.parties, row.visibility, row.serves_id) == (
        [helper.person],
        [party],
        "members",
        sitting.id,
    )
    assert row.indicator == {"names": {"ru": "Измеренные долины"}, "unit": "долин", "target": "12.5"}
    assert [(each.names, each.due) for each in row.milestones.all()] == [
        ({"ru": "Измерения"}, date(2026, 7, 1)),
        ({"ru": "Чертёж"}, None),
    ]
    assert Leaf.objects.filter(kind="commitment-detailed", subject=task).count() == 1


def test_a_milestone_that_is_reached_stays_when_it_is_left_out(sitting: Sitting, owner: Actor, task: str) -> None:
    given = {"actor": sitting.secretary, "at": AT, "commitment": task}
    done(detail_commitment(**given, details=Details(milestones=STEPS)))
    first, second = Milestone.objects.all()
    done(milestone_done(actor=owner, at=AT, milestone=first.id, on=date(2026, 6, 20)))
    done(detail_commitment(**given, details=Details(milestones=[Step(names={"ru": "Печать"})])))
    assert [(each.names["ru"], each.done_on) for each in Milestone.objects.all()] == [
        ("Печать", None),
        ("Измерения", date(2026, 6, 20)),
    ]
    done(milestone_done(actor=owner, at=AT, milestone=first.id, on=None))
    assert Milestone.objects.get(id=first.id).done_on is None
    assert milestone_done(actor=owner, at=AT, milestone=second.id, on=None) == unacceptable("milestone-unknown")


def test_only_the_owner_and_the_desk_reach_a_milestone(sitting: Sitting, task: str) -> None:
    given = {"actor": sitting.secretary, "at": AT, "commitment": task}
    done(detail_commitment(**given, details=Details(milestones=STEPS)))
    other = builders.person("Oleg", sitting.body, "owner", email="oleg@desk.example")
    milestone = Milestone.objects.all()[0].id
    refused = forbidden("not-permitted", verb="commitments.update")
    assert milestone_done(actor=other, at=AT, milestone=milestone, on=None) == refused


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (Details(helpers=["gone"]), unacceptable("person-unknown")),
        (Details(parties=["gone"]), unacceptable("party-unknown")),
        (Details(programme="gone"), unacceptable("programme-unknown")),
        (Details(serves="gone"), unacceptable("meeting-unknown")),
        (Details(visibility="secret"), unacceptable("visibility-unknown")),
        (Details(milestones=[Step(names={"ru": " "})]), unacceptable("name-missing")),
        (
            Details(milestones=[Step(names={"ru": "Шаг"})] * 21),
            unacceptable("too-many-milestones", limit=commitment_details.MOST_MILESTONES),
        ),
        (
            Details(indicator=Indicator(names={"ru": "Долины"}, target="много")),
            unacceptable("number-unreadable", number="много"),
        ),
    ],
)
def test_what_is_unfit_is_refused(sitting: Sitting, task: str, details: Details, refusal: object) -> None:
    given = {"actor": sitting.secretary, "at": AT, "commitment": task}
    assert detail_commitment(**given, details=details) == refusal
    assert not Leaf.objects.filter(kind="commitment-detailed").exists()


def test_evidence_is_kept_with_the_report_in_its_order(sitting: Sitting, owner: Actor, task: str) -> None:
    followed.parties(sitting.body)
    resolution = Commitment.objects.get(id=task).clause.resolution
    party = Party.objects.filter(body_id=sitting.body)[0]
    letter = Dispatch.objects.create(resolution=resolution, party=party, language="ru").id
    evidence = [
        Shown(kind="photo", upload=builders.upload("снимок", "photo.jpg"), caption=" Купол  ночью "),
        Shown(kind="link", link="https://sky.example/map"),
        Shown(kind="letter", letter=letter),
    ]
    report = {"commitment": task, "verb": "report-done", "value": "12", "evidence": evidence, "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=AT, **report))
    assert [(each.kind, each.link, each.dispatch_id, each.caption) for each in Evidence.objects.all()] == [
        ("photo", "", None, "Купол ночью"),
        ("link", "https://sky.example/map", None, ""),
        ("letter", "", letter, ""),
    ]
    assert Update.objects.get().value == "12"


@pytest.mark.parametrize(
    ("shown", "refusal"),
    [
        (Shown(kind="photo"), unacceptable("evidence-incomplete")),
        (Shown(kind="rumour", link="https://sky.example/"), unacceptable("evidence-incomplete")),
        (Shown(kind="letter", letter="gone"), unacceptable("evidence-incomplete")),
        (Shown(kind="link", link="javascript:alert(1)"), unacceptable("link-unfit", link="javascript:alert(1)")),
    ],
)
def test_evidence_that_shows_nothing_is_refused(owner: Actor, task: str, shown: Shown, refusal: object) -> None:
    given = {"commitment": task, "verb": "report-begun"}
    assert commitments.update_commitment(actor=owner, at=AT, **given, evidence=[shown]) == refusal
    assert not Update.objects.exists()


def test_a_value_that_is_no_number_is_refused(owner: Actor, task: str) -> None:
    given = {"commitment": task, "verb": "report-begun", "value": "дюжина"}
    assert commitments.update_commitment(actor=owner, at=AT, **given) == unacceptable(
        "number-unreadable", number="дюжина"
    )
