"""Steps that can be undone: back to the start and forth again, whatever was done."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plenaria.interfaces.desk import text_steps
from plenaria.interfaces.desk.text_steps import Step, Steps

texts = st.lists(st.text(alphabet="abc ", max_size=12), min_size=1, max_size=8)


def taken(states: list[str]) -> Steps:
    steps = Steps()
    for before, after in pairwise(states):
        steps = steps.taken("typed", before, after)
    return steps


@given(texts)
def test_every_step_is_undone_and_done_again(states: list[str]) -> None:
    steps, now = taken(states), states[-1]
    seen = [now]
    while (found := steps.back(now)) is not None:
        steps, now = found
        seen.append(now)
    changes = [each for each, before in zip(states, [None, *states], strict=False) if each != before]
    assert seen[::-1] == changes
    while (found := steps.again(now)) is not None:
        steps, now = found
    assert now == states[-1]
    assert Steps.load(json.loads(json.dumps(steps.dump()))) == steps


def test_a_step_holds_only_what_changed() -> None:
    assert taken(["a long text of words", "a long list of words"]).done == (Step("typed", 7, "tex", "lis"),)
    assert taken(["same", "same"]) == Steps()


def test_a_new_step_ends_what_could_be_done_again() -> None:
    steps, now = taken(["a", "b", "c"]).back("c") or (Steps(), "")
    assert (now, len(steps.undone)) == ("b", 1)
    assert steps.taken("typed", "b", "d").undone == ()


def test_of_too_many_steps_the_oldest_are_forgotten() -> None:
    half = "x" * (text_steps.LONGEST // 2)
    steps = taken(["", half, "", half])
    assert [(len(each.old), len(each.new)) for each in steps.done] == [(len(half), 0), (0, len(half))]
