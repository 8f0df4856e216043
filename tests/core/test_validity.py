"""Whether a clause is in force on a day, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import conflict, unacceptable
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.validity import (
    ENDING,
    VERBS,
    Effect,
    Standing,
    in_words,
    last_day,
    may_change,
    of_whole,
    standing,
    stands,
    turning_days,
)

FIRST = date(2024, 4, 20)
LATER = date(2025, 5, 10)
LAST = date(2026, 5, 9)
AMENDED = Effect(id="e1", verb="amend", since=LATER, by="c9", words={"en": "Keep it darker."})
ANNULLED = Effect(id="e2", verb="annul", since=LAST, by="c10")


def effects() -> st.SearchStrategy[list[Effect]]:
    one = st.builds(
        Effect,
        id=st.uuids().map(str),
        verb=st.sampled_from(VERBS),
        since=st.dates(FIRST, LAST),
        by=st.just("c9"),
        words=st.just({}),
    )
    return st.lists(one, max_size=5)


def test_it_is_in_force_from_its_first_day() -> None:
    assert standing(FIRST, [], FIRST - timedelta(days=1)).state == "not-yet"
    assert standing(FIRST, [], FIRST) == Standing(state="in-force", since=FIRST)


def test_what_is_amended_stands_in_its_new_words_from_that_day_on() -> None:
    assert standing(FIRST, [AMENDED], LATER - timedelta(days=1)) == Standing(state="in-force", since=FIRST)
    assert standing(FIRST, [AMENDED], LATER) == Standing(
        state="amended", since=LATER, effects=(AMENDED,), words={"en": "Keep it darker."}
    )


def test_what_is_annulled_is_over_on_that_very_day() -> None:
    both = [ANNULLED, AMENDED]
    assert standing(FIRST, both, LAST - timedelta(days=1)).state == "amended"
    assert standing(FIRST, both, LAST).state == "annulled"
    assert standing(FIRST, both, LAST).effects == (AMENDED, ANNULLED)
    assert last_day(both) == LAST - timedelta(days=1)
    assert last_day([AMENDED]) is None


def test_of_two_effects_of_one_day_the_one_decided_first_works_first() -> None:
    superseded = Effect(id="e3", verb="supersede", since=LAST, by="c11")
    assert standing(FIRST, [superseded, ANNULLED], LAST).state == "superseded"
    assert standing(FIRST, [ANNULLED, superseded], LAST).state == "annulled"


def test_later_words_stand_over_earlier_ones_language_by_language() -> None:
    again = replace(AMENDED, id="e4", since=LAST, words={"es": "Más oscuro."})
    assert standing(FIRST, [again, AMENDED], LAST).words == {"en": "Keep it darker.", "es": "Más oscuro."}


@given(effects(), st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_what_has_ended_never_comes_back(found: list[Effect], day: date, other: date) -> None:
    earlier, later = sorted((day, other))
    if not standing(FIRST, found, earlier).in_force:
        assert standing(FIRST, found, later) == standing(FIRST, found, earlier)


@given(effects())
def test_the_last_day_in_force_is_the_one_before_its_end(found: list[Effect]) -> None:
    until = last_day(found)
    assert (until is not None) == any(each.verb in ENDING for each in found)
    if until is not None:
        assert not standing(FIRST, found, until + timedelta(days=1)).in_force
        assert until < FIRST or standing(FIRST, found, until).in_force


@given(effects(), st.dates(FIRST, LAST))
def test_between_two_turning_days_nothing_changes(found: list[Effect], day: date) -> None:
    turned = max(each for each in turning_days(FIRST, found) if each <= day)
    assert standing(FIRST, found, turned) == standing(FIRST, found, day)


def test_a_resolution_is_in_force_as_long_as_one_of_its_clauses_is() -> None:
    assert of_whole(["in-force", "not-yet"]) == "in-force"
    assert of_whole(["in-force", "annulled"]) == "amended"
    assert of_whole(["amended"]) == "amended"
    assert of_whole(["spent", "superseded"]) == "superseded"
    assert of_whole(["spent", "spent"]) == "spent"
    assert of_whole([]) == "in-force"


TEXT = Resolution(
    language="en",
    title="On the dark",
    clauses=(
        Clause(id="c1", number="1", text="Keep it dark.", children=(Clause(id="c1a", number="1.1", text="At night."),)),
        Clause(id="c2", number="2", text="Measure it."),
    ),
)


def test_what_ends_a_clause_ends_what_stands_below_it() -> None:
    own = {"c1": standing(FIRST, [ANNULLED], LAST), "c1a": standing(FIRST, [], LAST)}
    assert {clause: each.state for clause, each in stands(TEXT, own).items()} == {
        "c1": "annulled",
        "c1a": "annulled",
        "c2": "in-force",
    }


def test_new_words_are_those_of_the_one_clause_in_their_language() -> None:
    found = stands(TEXT, {"c1": standing(FIRST, [AMENDED], LATER)})
    assert [each.text for each in in_words(TEXT, found).walk()] == ["Keep it darker.", "At night.", "Measure it."]
    assert [each.text for each in in_words(replace(TEXT, language="es"), found).walk()] == [
        "Keep it dark.",
        "At night.",
        "Measure it.",
    ]


def test_what_may_not_be_done_is_refused() -> None:
    here, languages = standing(FIRST, [], LAST), ["en", "es"]
    both = {"en": "Darker.", "es": "Más oscuro."}
    assert may_change(here, replace(AMENDED, words=both), languages) is None
    assert may_change(here, ANNULLED, languages) is None
    assert may_change(here, replace(AMENDED, words={"en": "Darker.", "es": " "}), languages) == unacceptable(
        "new-words-missing"
    )
    assert may_change(here, replace(ANNULLED, words=both), languages) == unacceptable("new-words-unasked")
    assert may_change(here, replace(ANNULLED, verb="forget"), languages) == unacceptable("effect-unknown")
    ended = standing(FIRST, [ANNULLED], LAST)
    assert may_change(ended, ANNULLED, languages) == conflict("not-in-force", state="annulled")
    assert may_change(standing(LAST, [], FIRST), ANNULLED, languages) == conflict("effect-before-adoption")
