"""The journal alone gives the count that was declared."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenaria.actions import elections, polls
from plenaria.core.journal.elections import recounted
from plenaria.core.journal.entry import Entry, read
from plenaria.core.voting import rule as rules
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.rule import Rule, Share
from plenaria.core.voting.tally import Roll
from plenaria.store.models import Credential, Leaf, Poll
from tests import builders, elected
from tests.actions.polled import act, entry, tellers
from tests.builders import AT, Sitting
from tests.elected import setting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=5)


def entries() -> list[Entry]:
    return [read(bytes(data)) for data in Leaf.objects.order_by("index").values_list("data", flat=True)]


def again(found: list[Entry] | None = None) -> Count:
    """The last declared election, counted from the journal."""
    row = Poll.objects.filter(state="declared").latest("number")
    rolls = {
        each.id: Roll(dict(each.roll.values_list("credential_id", "weight")), each.denominator)
        for each in Poll.objects.all()
    }
    made = recounted(found or entries(), row.question_id, rolls, rules.from_data(row.rule))
    assert isinstance(made, Count), made
    return made


def declared() -> tuple[str, list[int]]:
    data = entry(Poll.objects.filter(state="declared").latest("number").id, "poll-declared")
    return data["count"], data["elected"]


@pytest.mark.parametrize("method", ["electronic", "secret"])
@pytest.mark.parametrize(
    ("way", "choices"),
    [
        ("scottish-stv", ("1>2", "1>2", "1>2", "3>4", "3")),
        ("ers97", ("1>2", "1>2", "1>2", "3>4", "3")),
        ("meek", ("1>2", "1>2", "1>2", "3>4", "3")),
        ("schulze", ("1>2=3", "1>2", "2>1", "2>1", "1")),
        ("block", ("1=2", "1=2", "1", "3", "blank")),
        ("approval", ("1=2=3", "1=2", "1", "4", "blank")),
        ("each", ("++-_", "++--", "+0--", "-+__", "blank")),
    ],
)
def test_ballots_by_name_and_secret_ones(sitting: Sitting, way: str, choices: tuple[str, ...], method: str) -> None:
    elected.held(sitting, setting(way), *choices, method=method)
    made = again()
    assert (made.digest(), list(made.elected)) == declared()


def test_a_changed_vote_is_found(sitting: Sitting) -> None:
    elected.held(sitting, setting("meek"), "1>2", "1>2", "1>2", "3>4", "3")
    changed = [
        replace(each, data={**each.data, "choice": "4"}) if each.kind == "vote-cast" else each for each in entries()
    ]
    assert again(changed).digest() != declared()[0]


def test_papers_beside_phones(sitting: Sitting) -> None:
    first, second = tellers(sitting.body)
    poll = elected.opened(sitting, setting(places=1))
    for answer in elected.chosen(sitting, poll, "1>2", "2"):
        builders.done(answer)
    wrong = Papers(ballots=(("3", 2),))
    box = Papers(ballots=(("1", 1), ("2>1", 1)), spoilt=1)
    for teller, papers in ((first, wrong), (second, box), (first, box)):
        builders.done(elections.record_papers(actor=teller, at=AT, poll=poll, papers=papers))
    builders.done(elected.closed(sitting, poll))
    builders.done(act(polls.declare_poll, sitting, poll))
    if Poll.objects.get().state == "closed":
        builders.done(act(elections.draw_lot, sitting, poll))
    made = again()
    assert (made.digest(), made.spoilt) == (declared()[0], 100_000)


def test_a_lot_and_a_second_round(sitting: Sitting) -> None:
    elected.held(sitting, setting("rounds", places=1), "1", "1", "2", "2", "3")
    following = Poll.objects.get(number=2).id
    builders.done(act(polls.open_poll, sitting, following))
    for answer in elected.chosen(sitting, following, "1", "1", "2", "2"):
        builders.done(answer)
    builders.done(elected.closed(sitting, following))
    builders.done(act(elections.draw_lot, sitting, following))
    made = again()
    assert (made.digest(), len(made.rounds)) == (declared()[0], 2)


def test_weights_of_the_roll(sitting: Sitting) -> None:
    for seat, weight in zip(sitting.credentials, ("0.35", "0.2", "1/3", "0.1", "2"), strict=True):
        Credential.objects.filter(id=seat).update(weight=weight)
    rule = Rule(threshold=Share(Fraction(1, 2)), weights="share")
    poll = elected.opened(sitting, setting(places=2), rule=rule)
    for answer in elected.chosen(sitting, poll, "1>2", "2>1", "3", "3>2", "1>3"):
        builders.done(answer)
    builders.done(elected.closed(sitting, poll))
    made = again()
    assert (made.digest(), made.scale) == (declared()[0], 60 * 100_000)
