"""What a clause does to earlier ones: proposed with the draft, decided by its adoption, or put on record afterwards."""

from datetime import UTC, date, datetime

import pytest

from plenaria.actions import texts, validity
from plenaria.core.permits import MACHINE, PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Clause, Effect, Leaf, Resolution
from plenaria.store.queries import validity as queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 9)
WORDS = {"ru": "Беречь её пуще прежнего.", "es": "Cuidarla más."}


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def earlier(sitting: Sitting) -> list[str]:
    """The clauses of a text that is in the register."""
    return builders.clauses_of(builders.published_text(sitting))


def states(clauses: list[str]) -> list[str]:
    found = dict(Clause.objects.filter(id__in=clauses).values_list("id", "validity"))
    return [found[each] for each in clauses]


def kinds() -> list[str]:
    return [kind for kind in Leaf.objects.order_by("index").values_list("kind", flat=True) if "validity" in kind]


def test_what_a_draft_will_do_works_with_its_adoption(sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first, second, _third = builders.clauses_of(draft)
    done(validity.propose_effect(actor=sitting.secretary, at=AT, by=first, verb="annul", clauses=earlier[:1]))
    amends = {"by": second, "verb": "amend", "clauses": earlier[1:2], "words": WORDS}
    done(validity.propose_effect(actor=sitting.secretary, at=AT, **amends))
    assert states(earlier) == ["in-force", "in-force", "in-force"]
    assert kinds() == []
    builders.adopted_text(sitting, resolution=draft, number="XIV/2")
    assert states(earlier) == ["annulled", "amended", "in-force"]
    assert Resolution.objects.get(clauses=earlier[0]).validity == "amended"
    assert list(Clause.objects.filter(id__in=earlier).order_by("position").values_list("valid_until", flat=True)) == [
        date(2026, 5, 8),
        None,
        None,
    ]
    assert kinds() == ["validity-changed", "validity-changed"]


def test_a_clause_that_was_voted_out_changes_nothing(sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first, _, _ = builders.clauses_of(draft)
    done(validity.propose_effect(actor=sitting.secretary, at=AT, by=first, verb="annul", clauses=earlier[:1]))
    builders.adopted_text(sitting, resolution=draft, number="XIV/2", lost=[0])
    assert states(earlier) == ["in-force", "in-force", "in-force"]
    assert [each.decided for each in Effect.objects.all()] == [False]


def test_what_another_text_ended_meanwhile_stays_proposed(sitting: Sitting, earlier: list[str]) -> None:
    drafts = [builders.debated_text(sitting), builders.debated_text(sitting, clauses=2)]
    for draft in drafts:
        clause = builders.clauses_of(draft)[0]
        done(validity.propose_effect(actor=sitting.secretary, at=AT, by=clause, verb="annul", clauses=earlier[:1]))
    builders.adopted_text(sitting, resolution=drafts[0], number="XIV/2")
    builders.adopted_text(sitting, resolution=drafts[1], number="XIV/3")
    assert sorted(each.decided for each in Effect.objects.all()) == [False, True]
    assert kinds() == ["validity-changed"]


def test_it_is_put_on_record_for_a_text_that_is_adopted(sitting: Sitting, earlier: list[str]) -> None:
    later = builders.clauses_of(builders.adopted_text(sitting, number="XIV/2", resolution=None))
    record = {"actor": sitting.secretary, "at": AT, "by": later[0], "verb": "supersede"}
    done(validity.record_effect(**record, clauses=earlier))
    assert states(earlier) == ["superseded", "superseded", "superseded"]
    assert Resolution.objects.get(clauses=earlier[0]).validity == "superseded"
    assert validity.record_effect(**record, clauses=earlier[:1]) == conflict("not-in-force", state="superseded")


def test_what_works_from_a_later_day_shows_on_that_day(sitting: Sitting, earlier: list[str]) -> None:
    later = builders.clauses_of(builders.adopted_text(sitting, number="XIV/2"))
    record = {"actor": sitting.secretary, "at": AT, "by": later[0], "verb": "annul", "clauses": earlier[:1]}
    done(validity.record_effect(**record, since=date(2027, 1, 1)))
    assert states(earlier[:1]) == ["in-force"]
    done(validity.apply_effects(actor=MACHINE, at=datetime(2026, 12, 31, 12, tzinfo=UTC)))
    assert states(earlier[:1]) == ["in-force"]
    done(validity.apply_effects(actor=MACHINE, at=datetime(2027, 1, 1, 1, tzinfo=UTC)))
    assert states(earlier[:1]) == ["annulled"]
    assert [each.applied for each in Effect.objects.all()] == [True]


def test_the_body_notes_what_is_spent(sitting: Sitting, earlier: list[str]) -> None:
    noted = validity.note_spent(actor=sitting.secretary, at=AT, clause=earlier[0], since=DAY, reason="The fair is over")
    assert done(noted) == earlier[0]
    assert states(earlier) == ["spent", "in-force", "in-force"]
    assert Effect.objects.get().reason == "The fair is over"


def test_what_is_proposed_is_taken_back_what_is_decided_is_not(sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first = builders.clauses_of(draft)[0]
    done(validity.propose_effect(actor=sitting.secretary, at=AT, by=first, verb="annul", clauses=earlier[:2]))
    one, other = Effect.objects.values_list("id", flat=True)
    done(validity.drop_effect(actor=sitting.secretary, at=AT, effect=one))
    assert list(Effect.objects.values_list("id", flat=True)) == [other]
    builders.adopted_text(sitting, resolution=draft, number="XIV/2")
    assert validity.drop_effect(actor=sitting.secretary, at=AT, effect=other) == conflict("effect-decided")
    assert validity.drop_effect(actor=sitting.secretary, at=AT, effect=one) == unacceptable("effect-unknown")


def test_refusals(sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first, second, _ = builders.clauses_of(draft)
    given = {"actor": sitting.secretary, "at": AT, "by": first, "verb": "annul", "clauses": earlier[:1]}
    propose, record = validity.propose_effect, validity.record_effect
    assert propose(**given | {"clauses": []}) == unacceptable("nothing-to-change")
    assert propose(**given | {"clauses": ["gone"]}) == unacceptable("clause-unknown")
    assert propose(**given | {"by": "gone"}) == unacceptable("clause-unknown")
    assert propose(**given | {"clauses": [second]}) == conflict("not-adopted")
    assert propose(**given | {"verb": "amend", "words": {"ru": "Новое."}}) == unacceptable("new-words-missing")
    assert propose(**given | {"verb": "amend", "words": {"ru": "я" * 20_001}}) == unacceptable(
        "sentence-too-long", limit=20_000
    )
    assert record(**given) == conflict("not-adopted")
    builders.adopted_text(sitting, resolution=draft, number="XIV/2")
    assert propose(**given) == conflict("text-closed", state="adopted")
    assert record(**given | {"clauses": [second]}) == conflict("changes-itself")
    assert record(**given | {"since": date(2026, 5, 8)}) == conflict("effect-before-adoption")
    assert propose(**given | {"actor": PUBLIC}) == forbidden("not-permitted", verb="validity.propose")


def test_a_body_changes_its_own_clauses_and_those_of_the_bodies_below() -> None:
    region = builders.body("region", level="regional")
    body = builders.body("council", parent=region)
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    earlier = builders.clauses_of(builders.published_text(builders.meeting(body, secretary)))
    others = (region, builders.body("beside"), builders.body("club", parent=body, level="local"))
    answers = []
    for number, other in enumerate(others):
        drafter = builders.person(f"Drafter {number}", other, "drafter", email=f"drafter{number}@council.example")
        by = builders.clauses_of(_draft(other, drafter))[0]
        given = {"actor": drafter, "at": AT, "by": by, "verb": "annul", "clauses": earlier[:1], "since": DAY}
        answers.append(validity.propose_effect(**given))
    assert done(answers[0])
    assert answers[1:] == [conflict("not-ours-to-change"), conflict("not-ours-to-change")]


def _draft(body: str, secretary: Actor) -> str:
    return done(texts.import_text(actor=secretary, at=AT, body=body, meeting=None, text=builders.text("ru")))


def test_the_links_go_both_ways_and_the_text_in_force_is_that_of_the_day(sitting: Sitting, earlier: list[str]) -> None:
    draft = builders.debated_text(sitting)
    first, second, _ = builders.clauses_of(draft)
    done(validity.propose_effect(actor=sitting.secretary, at=AT, by=first, verb="annul", clauses=earlier[:1]))
    amends = {"by": second, "verb": "amend", "clauses": earlier[1:2], "words": WORDS, "since": date(2026, 7, 1)}
    done(validity.propose_effect(actor=sitting.secretary, at=AT, **amends))
    builders.published_text(sitting, resolution=draft, number="XIV/2")
    old = Resolution.objects.get(number="XIV/1")
    on, by = queries.links(old.id).changed, queries.links(draft).changes
    assert {clause: [(each.verb, each.by and each.by.number) for each in some] for clause, some in on.items()} == {
        earlier[0]: [("annul", "XIV/2")],
        earlier[1]: [("amend", "XIV/2")],
    }
    assert {clause: [each.on.number for each in some] for clause, some in by.items()} == {
        first: ["XIV/1"],
        second: ["XIV/1"],
    }
    before = queries.in_force("council", "xiv-1", date(2026, 6, 30))
    after = queries.in_force("council", "xiv-1", date(2026, 7, 1))
    assert before is not None
    assert after is not None
    assert before.turning_days == (date(2026, 5, 9), date(2026, 7, 1))
    assert [before.standings[each].state for each in earlier] == ["annulled", "in-force", "in-force"]
    assert [after.standings[each].state for each in earlier] == ["annulled", "amended", "in-force"]
    assert [each.text for each in after.texts["es"].walk()] == [
        "Cuidar la oscuridad del valle número 1.",
        "Cuidarla más.",
        "Cuidar la oscuridad del valle número 3.",
    ]
    assert [each.text for each in before.texts["es"].walk()][1] == "Cuidar la oscuridad del valle número 2."
