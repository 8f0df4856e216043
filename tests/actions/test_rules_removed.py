"""A body takes a voting rule back; the one for ordinary matters stays."""

import pytest

from plenaria.actions.bodies import remove_rule, set_rule
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.core.voting.presets import SIMPLE, TWO_THIRDS
from plenaria.store.models import Leaf
from plenaria.store.queries import bodies, meetings
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def body(secretary: Actor) -> str:
    ((_, found),) = secretary.roles
    done(set_rule(actor=MACHINE, at=AT, body=str(found), rule=SIMPLE.rule))
    done(set_rule(actor=MACHINE, at=AT, body=str(found), rule=TWO_THIRDS.rule, name="statutes"))
    return str(found)


def test_a_rule_is_taken_back_and_written_down(secretary: Actor, body: str) -> None:
    done(remove_rule(actor=secretary, at=AT, body=body, name="statutes"))
    assert bodies.rules_of(body) == {"ordinary": SIMPLE.rule}
    assert Leaf.objects.filter(kind="body-changed", subject=body).count() == 3


def test_a_meeting_keeps_the_rules_that_it_was_convened_under(secretary: Actor, body: str) -> None:
    sitting = builders.convened_meeting(body, secretary)
    done(remove_rule(actor=secretary, at=AT, body=body, name="statutes"))
    view = meetings.meeting(sitting.id)
    assert view is not None
    assert list(view.rules) == ["ordinary", "statutes"]


def test_what_is_refused(secretary: Actor, body: str) -> None:
    for actor, name, refusal in (
        (secretary, "ordinary", conflict("rule-ordinary-stays")),
        (secretary, "elections", conflict("rule-name-unknown", name="elections")),
        (builders.person("Bob", body, "clerk"), "statutes", forbidden("not-permitted", verb="rules.edit")),
    ):
        assert remove_rule(actor=actor, at=AT, body=body, name=name) == refusal
    assert remove_rule(actor=MACHINE, at=AT, body="none", name="statutes") == unacceptable("body-unknown")
    assert list(bodies.rules_of(body)) == ["ordinary", "statutes"]
