from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core import plans
from plenaria.core.plans import LetterProposal, Proposal
from plenaria.core.text.resolution import KINDS, Clause

ADOPTED = date(2026, 5, 9)
NEXT = date(2027, 4, 20)
NAMED = (date(2026, 9, 1), date(2026, 9, 3))


def clause(kind: str, *also: str, dates: tuple[tuple[date, date], ...] = (), parties: tuple[str, ...] = ()) -> Clause:
    return Clause(id="c", number="1", text="…", kind=kind, also=also, dates=dates, parties=parties)


# What words.md says of the ten kinds: with days in the text, and without.
TABLE = {
    "position": ([], []),
    "continuing": (
        [Proposal(kind="continuing", start=ADOPTED, due=NEXT, recurrence="yearly")],
        [Proposal(kind="continuing", start=ADOPTED, due=NEXT, recurrence="yearly")],
    ),
    "task": (
        [Proposal(kind="task", start=ADOPTED, due=NAMED[1])],
        [Proposal(kind="task", start=ADOPTED, due=NEXT)],
    ),
    "event": (
        [Proposal(kind="event", start=NAMED[0], due=NAMED[1])],
        [Proposal(kind="event", start=ADOPTED, due=NEXT)],
    ),
    "nomination": (
        [Proposal(kind="nomination", start=ADOPTED, due=NAMED[1])],
        [Proposal(kind="nomination", start=ADOPTED, due=NEXT)],
    ),
    "rule": ([], []),
    "request": ([], []),
    "thanks": ([], []),
    "assessment": ([], []),
    "publication": (
        [Proposal(kind="publication", start=ADOPTED, due=NAMED[1])],
        [Proposal(kind="publication", start=ADOPTED, due=date(2026, 6, 8))],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_asks_for_what_follows_from_it(kind: str) -> None:
    dated, undated = TABLE[kind]
    assert list(plans.propose(clause(kind, dates=(NAMED,)), ADOPTED, NEXT)) == dated
    assert list(plans.propose(clause(kind), ADOPTED, NEXT)) == undated


def test_a_clause_that_does_several_things_asks_for_each_once() -> None:
    asked = plans.propose(clause("request", "event", "task", "event", dates=(NAMED,)), ADOPTED, NEXT)
    assert [each.kind for each in asked] == ["event", "task"]


def test_an_event_is_held_in_the_longest_period_that_is_named() -> None:
    answer = (date(2026, 12, 1), date(2026, 12, 1))
    (event,) = plans.propose(clause("event", dates=(answer, NAMED)), ADOPTED, NEXT)
    assert (event.start, event.due) == NAMED


def test_days_of_sub_clauses_count_and_past_ones_do_not() -> None:
    past = (date(2020, 1, 1), date(2020, 1, 2))
    parent = Clause(id="p", number="1", text="…", kind="task", children=(clause("task", dates=(past, NAMED)),))
    (task,) = plans.propose(parent, ADOPTED, NEXT)
    assert task.due == NAMED[1]


def test_a_request_awaits_an_answer_and_thanks_do_not() -> None:
    by = (date(2026, 7, 1), date(2026, 7, 1))
    request = clause("request", "event", dates=(by, NAMED), parties=("the Ministry",))
    assert plans.letters(request, ADOPTED) == (
        LetterProposal(purpose="request", parties=("the Ministry",), answer_due=by[0]),
    )
    undated = clause("request", parties=("the Ministry",))
    assert plans.letters(undated, ADOPTED)[0].answer_due == ADOPTED + timedelta(days=60)
    assert plans.letters(clause("thanks", parties=("the Museum",)), ADOPTED) == (
        LetterProposal(purpose="thanks", parties=("the Museum",)),
    )
    assert plans.letters(clause("request"), ADOPTED) == ()
    assert plans.letters(clause("task", parties=("the Museum",)), ADOPTED) == ()


def test_thanks_go_to_persons_too_and_each_is_written_to_once() -> None:
    child = Clause(id="s", number="a", text="…", parties=("the Museum", "the Club"))
    thanks = Clause(
        id="c", number="1", text="…", kind="thanks", parties=("the Museum",), people=("Vera Lind",), children=(child,)
    )
    assert plans.addressees(thanks, "thanks") == ("the Museum", "the Club", "Vera Lind")
    assert plans.addressees(thanks, "request") == ("the Museum", "the Club")


@pytest.mark.parametrize(
    ("recurrence", "due", "following"),
    [
        ("none", date(2026, 5, 9), None),
        ("yearly", None, None),
        ("yearly", date(2026, 5, 9), (date(2026, 5, 9), date(2027, 5, 9))),
        ("yearly", date(2028, 2, 29), (date(2028, 2, 29), date(2029, 2, 28))),
        ("quarterly", date(2026, 11, 30), (date(2026, 11, 30), date(2027, 2, 28))),
        ("quarterly", date(2026, 9, 15), (date(2026, 9, 15), date(2026, 12, 15))),
    ],
)
def test_the_next_period(recurrence: str, due: date | None, following: tuple[date, date] | None) -> None:
    assert plans.next_period(due, recurrence) == following


days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
periods = st.tuples(days, st.integers(0, 40)).map(lambda each: (each[0], each[0] + timedelta(days=each[1])))


@given(st.sampled_from(KINDS), st.lists(periods, max_size=4), days)
def test_nothing_proposed_ends_before_it_starts_or_before_the_adoption(
    kind: str, dates: list[tuple[date, date]], adopted: date
) -> None:
    for each in plans.propose(clause(kind, dates=tuple(dates)), adopted):
        assert each.due is not None
        assert each.start <= each.due
        assert each.due >= adopted


@given(days, st.sampled_from(["quarterly", "yearly"]))
def test_a_period_follows_without_a_gap_and_is_longer_than_none(due: date, recurrence: str) -> None:
    following = plans.next_period(due, recurrence)
    assert following is not None
    assert following[0] == due
    months = plans.RECURRENCES[recurrence]
    assert 28 * months <= (following[1] - due).days <= 31 * months


@pytest.mark.parametrize(
    ("kind", "years", "found"),
    [
        ("task", (2025, 2026), date(2026, 9, 1)),
        ("task", (2025, 2027), None),
        ("task", (), None),
        ("position", (2025,), None),
    ],
)
def test_a_clause_that_obliges_should_name_a_day_to_come(kind: str, years: tuple[int, ...], found: date | None) -> None:
    named = tuple((date(year, 8, 30), date(year, 9, 1)) for year in years)
    assert plans.passed(clause(kind, dates=named), date(2026, 9, 2)) == found
