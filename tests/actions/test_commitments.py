import json
from datetime import date, timedelta

import pytest

from plenaria.actions import commitments, plans
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf, PersonalField
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def adopted(sitting: Sitting) -> str:
    return builders.adopted_text(sitting, resolution=followed.debated(sitting))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


def test_an_owner_reports_and_the_body_notes_it(sitting: Sitting, adopted: str, owner: Actor) -> None:
    task = followed.confirmed(sitting, adopted, owner)["2"]
    later = AT + timedelta(days=3)
    for at, verb in ((AT, "report-begun"), (later, "report-done")):
        done(
            commitments.update_commitment(
                actor=owner, at=at, commitment=task, verb=verb, sentence=" Двенадцать мест ", language="ru"
            )
        )
    done(commitments.note_done(actor=sitting.secretary, at=later + timedelta(hours=1), commitment=task))
    view = followup.commitment(task, later.date())
    assert view is not None
    assert view.state == "noted-done"
    assert [(each.state, each.sentence) for each in followup.history(task)][::-1] == [
        ("begun", "Двенадцать мест"),
        ("reported-done", "Двенадцать мест"),
        ("noted-done", ""),
    ]
    told = Leaf.objects.filter(kind="commitment-updated", subject=task)
    assert told.count() == 3
    assert PersonalField.objects.filter(field="sentence", value="Двенадцать мест").count() == 2
    assert all("Двенадцать".encode() not in bytes(leaf.data) for leaf in told)


def test_nobody_reports_for_another(sitting: Sitting, adopted: str, owner: Actor) -> None:
    task = followed.confirmed(sitting, adopted, owner)["2"]
    other = builders.person("Oleg", sitting.body, "owner", email="oleg@desk.example")
    for actor in (other, Actor()):
        result = commitments.update_commitment(actor=actor, at=AT, commitment=task, verb="report-done")
        assert result == forbidden("not-permitted", verb="commitments.update")
    assert commitments.note_done(actor=owner, at=AT, commitment=task) == forbidden(
        "not-permitted", verb="commitments.note"
    )


def test_what_cannot_be_reported(sitting: Sitting, adopted: str, owner: Actor) -> None:
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=adopted))
    waiting = followup.commitments(adopted, AT.date())[0].id

    def report(verb: str = "report-begun", **said: str) -> object:
        return commitments.update_commitment(actor=sitting.secretary, at=AT, commitment=waiting, verb=verb, **said)

    assert report() == conflict("plan-not-confirmed")
    line = plans.Line(commitment=waiting, owner=owner.person)
    done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=adopted, lines=[line]))
    assert report(sentence="я" * 1001) == unacceptable("sentence-too-long", limit=1000)
    assert report(link="javascript:alert(1)") == unacceptable("link-unfit", link="javascript:alert(1)")
    assert report("devour") == conflict("wrong-state", name="commitment", state="no-word", verb="devour")
    assert followup.history(waiting) == ()


def test_nothing_new_is_a_word_too(sitting: Sitting, adopted: str, owner: Actor) -> None:
    task = followed.confirmed(sitting, adopted, owner)["2"]
    done(commitments.update_commitment(actor=owner, at=AT, commitment=task, verb="report-nothing-new"))
    view = followup.commitment(task, AT.date())
    assert view is not None
    assert (view.state, view.last is not None) == ("not-started", True)


def test_what_recurs_opens_its_next_period_once(sitting: Sitting, adopted: str, owner: Actor) -> None:
    yearly = followed.confirmed(sitting, adopted, owner)["4"]
    for verb in ("report-done", "report-begun", "report-done"):
        done(commitments.update_commitment(actor=owner, at=AT, commitment=yearly, verb=verb))
    done(commitments.note_done(actor=sitting.secretary, at=AT, commitment=yearly))
    periods = [view for view in followup.commitments(adopted, AT.date()) if view.clause == "4"]
    assert [(each.start, each.due, each.state, each.owner) for each in periods] == [
        (date(2026, 5, 9), date(2027, 5, 9), "noted-done", owner.person),
        (date(2027, 5, 9), date(2028, 5, 9), "no-word", owner.person),
    ]
    told = [json.loads(bytes(each.data))["data"] for each in Leaf.objects.filter(kind="commitment-updated")]
    opened = [each["next"] for each in told if "next" in each]
    assert opened == [{"commitment": periods[1].id, "due": "2028-05-09"}]
