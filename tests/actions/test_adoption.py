from datetime import date
from typing import Any

import pytest

from plenaria.actions import adoption, polls, texts
from plenaria.actions._perform import Receipt
from plenaria.actions._resolution import digest_of
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.text.resolution import Adoption, Resolution, Signature
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.phrases.adoption import statement
from plenaria.store.models import Clause, Leaf, Poll
from plenaria.store.models import Resolution as Row
from plenaria.store.queries.sealing import sealing
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 9)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def adopt(sitting: Sitting, resolution: str, **changed: Any) -> Receipt | Refusal:
    given: dict[str, Any] = {"actor": sitting.secretary, "number": "XIV/1", "adopted_on": DAY}
    return adoption.adopt(at=AT, resolution=resolution, **{**given, **changed})


def adopted(resolution: str) -> dict[str, Resolution]:
    found = sealing(resolution)
    assert found is not None
    return found.texts


def test_an_adopted_text_has_number_day_and_statement_in_every_language(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    assert {
        language: (text.number, text.date, text.body, text.adoption) for language, text in adopted(resolution).items()
    } == {
        language: (
            "XIV/1",
            DAY,
            body,
            Adoption(
                text=statement(method="open vote", in_favour=2, against=0, abstaining=1, language=language),
                method="open vote",
                result="majority",
                in_favour=2,
                against=0,
                abstaining=1,
            ),
        )
        for language, body in (("ru", "Совет council"), ("es", "Consejo council"))
    }


def test_the_journal_holds_the_hash_of_every_text_and_the_poll(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    entry = read(bytes(Leaf.objects.get(kind="text-adopted").data))
    assert (entry.subject, dict(entry.data)) == (
        resolution,
        {
            "number": "XIV/1",
            "adopted_on": "2026-05-09",
            "authentic": "ru",
            "text_sha256": {language: digest_of(text) for language, text in adopted(resolution).items()},
            "poll": Poll.objects.get(state="declared").id,
        },
    )


def test_the_address_is_made_of_the_number(sitting: Sitting) -> None:
    row = Row.objects.get(id=builders.adopted_text(sitting, number="XIV/1"))
    assert (row.state, row.number, row.slug, row.adopted_on) == ("adopted", "XIV/1", "xiv-1", DAY)


def test_a_clause_that_was_lost_leaves_and_the_others_close_up(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting, lost=[1])
    for text in adopted(resolution).values():
        assert [clause.number for clause in text.clauses] == ["1", "2"]
    kept = Clause.objects.filter(resolution=resolution, lost_in=None)
    assert list(kept.values_list("number", "fragment", "valid_from")) == [("1", "c1", DAY), ("2", "c2", DAY)]


def test_a_text_whose_every_clause_was_lost_is_not_adopted(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    for clause in builders.clauses_of(resolution):
        poll = builders.open_poll(sitting, resolution=resolution, clause=clause)
        builders.votes(sitting, poll, "against", "against", "for")
        builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert adopt(sitting, resolution) == conflict("wrong-state", name="resolution", state="rejected", verb="adopt")


def test_those_who_sign_stand_under_the_text(sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    signatures = {"ru": [Signature("Председатель", "А. Лебедева")], "es": [Signature("Presidenta", "A. Lébedeva")]}
    builders.done(adopt(sitting, resolution, signatures=signatures))
    assert {language: list(text.signatures) for language, text in adopted(resolution).items()} == signatures


def test_a_language_that_is_left_out_is_not_adopted(sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    builders.done(adopt(sitting, resolution, languages=[]))
    assert list(adopted(resolution)) == ["ru"]


def test_no_objection_leaves_no_counts(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution, method="no-objection", rule=Rule(threshold=NoObjection()))
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    if Poll.objects.get(id=poll).state != "declared":
        builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.done(adopt(sitting, resolution))
    assert adopted(resolution)["ru"].adoption == Adoption(
        text=statement(method="consensus", in_favour=0, against=0, abstaining=0, language="ru"),
        method="consensus",
        result="unanimous",
    )


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"number": " "}, unacceptable("number-missing")),
        ({"number": "№ 5"}, None),
        ({"number": "—"}, unacceptable("number-missing")),
    ],
)
def test_a_number_must_make_an_address(sitting: Sitting, changed: dict[str, Any], refusal: Refusal | None) -> None:
    resolution = builders.decided_text(sitting)
    result = adopt(sitting, resolution, **changed)
    assert (result if isinstance(result, Refusal) else None) == refusal


def test_a_number_is_given_once(sitting: Sitting) -> None:
    builders.adopted_text(sitting, number="XIV/1")
    second = builders.decided_text(sitting)
    assert adopt(sitting, second, number="xiv-1") == conflict("number-taken", number="xiv-1")
    builders.done(adopt(sitting, second, number="XIV/2"))


def test_two_bodies_may_have_the_same_number(sitting: Sitting) -> None:
    builders.adopted_text(sitting)
    other = builders.body("other")
    elsewhere = builders.meeting(other, builders.person("Bea", other, "secretary"), slug="xiv")
    builders.adopted_text(elsewhere)
    assert Row.objects.filter(slug="xiv-1").count() == 2


def test_nothing_is_adopted_before_its_vote(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    refused = adopt(sitting, resolution)
    assert refused == conflict("wrong-state", name="resolution", state="debated", verb="adopt")


def test_a_text_that_was_voted_down_is_not_adopted(sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting, choices=("against", "against", "for"))
    refused = adopt(sitting, resolution)
    assert refused == conflict("wrong-state", name="resolution", state="rejected", verb="adopt")


def test_an_adopted_text_is_not_adopted_again_nor_changed(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    text = adopted(resolution)["ru"]
    before = Leaf.objects.count()
    assert adopt(sitting, resolution, number="XIV/2") == conflict(
        "wrong-state", name="resolution", state="adopted", verb="adopt"
    )
    revised = texts.revise_text(actor=sitting.secretary, at=AT, resolution=resolution, text=text, based_on=2)
    assert revised == conflict("text-closed", state="adopted")
    assert Leaf.objects.count() == before


def test_only_the_officers_of_the_body_adopt(sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    foreign = builders.person("Bea", builders.body("other"), "secretary")
    for actor in (foreign, builders.person("Carl", sitting.body, "drafter"), Actor()):
        assert adopt(sitting, resolution, actor=actor) == forbidden("not-permitted", verb="resolutions.adopt")
    builders.done(adopt(sitting, resolution, actor=builders.person("Dora", sitting.body, "chair")))


def test_an_unknown_resolution_is_refused(sitting: Sitting) -> None:
    assert adopt(sitting, "nowhere") == unacceptable("resolution-unknown")
