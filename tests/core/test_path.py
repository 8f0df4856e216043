from dataclasses import replace

import pytest

from plenaria.core.path import STEPS, Check, Facts, path

READY = Facts(
    state="convened",
    items=3,
    items_left=3,
    credentials=30,
    papers=2,
    undecided_papers=2,
)
CLOSED = Facts(state="closed", items=3, credentials=30, papers=2, adopted=2, sealed=2, published=2)


def states(facts: Facts) -> list[str]:
    return [step.state for step in path(facts).steps]


@pytest.mark.parametrize(
    ("facts", "coming"),
    [
        (Facts(state="planned", has_place=False, has_rule=False), "place"),
        (Facts(state="planned", has_rule=False), "rule"),
        (Facts(state="planned"), "agenda"),
        (Facts(state="planned", items=1), "convened"),
        (Facts(state="convened", items=1), "papers"),
        (Facts(state="convened", items=1, papers=1), "credentials"),
        (Facts(state="convened", items=1, papers=1, credentials=2, credentials_to_decide=1), "credentials-decided"),
        (READY, "quorum"),
        (replace(READY, quorum_met=True), "opened"),
        (replace(READY, state="open"), "papers-decided"),
        (replace(READY, state="suspended"), "in-session"),
        (replace(READY, state="open", undecided_papers=0), "agenda-done"),
        (replace(READY, state="open", undecided_papers=0, items_left=0), "closed"),
        (replace(CLOSED, put=1, adopted=1, sealed=1, published=1), "adopted"),
        (replace(CLOSED, sealed=1), "sealed"),
        (replace(CLOSED, published=1), "published"),
        (replace(CLOSED, letters=4, letters_to_send=1), "letters-sent"),
        (replace(CLOSED, plans=25, plans_to_confirm=3), "plans-confirmed"),
        (CLOSED, ""),
        (Facts(state="cancelled"), ""),
        (Facts(state="void"), ""),
    ],
)
def test_what_comes_next(facts: Facts, coming: str) -> None:
    assert path(facts).next == coming


def test_the_steps_behind_are_done_and_those_ahead_to_do() -> None:
    assert states(Facts(state="planned")) == ["here", "todo", "todo", "todo", "todo"]
    assert states(READY) == ["done", "here", "todo", "todo", "todo"]
    assert states(replace(CLOSED, sealed=1)) == ["done", "done", "here", "todo", "todo"]
    assert states(CLOSED) == ["done", "done", "done", "done", "here"]
    assert states(Facts(state="cancelled")) == ["todo"] * 5


def test_a_step_that_was_left_with_something_open_is_not_called_done() -> None:
    assert states(replace(READY, state="open", credentials_to_decide=2)) == ["todo", "here", "todo", "todo", "todo"]


def test_when_the_day_has_come_nothing_holds_the_door() -> None:
    waiting = replace(READY, credentials_to_decide=5)
    assert path(waiting).here == path(waiting).steps[STEPS.index("prepare")]
    assert path(replace(waiting, day_has_come=True)).next == "quorum"


def test_numbers_are_counted() -> None:
    adopt = path(replace(CLOSED, sealed=1)).here
    assert adopt is not None
    assert adopt.checks == (Check("adopted", True, 0, 2), Check("sealed", False, 1, 2))


def test_a_report_that_is_called_for_is_tabled_before_the_meeting_and_decided_at_it() -> None:
    def codes(step: int, **facts: object) -> list[tuple[str, bool]]:
        walked = path(Facts(**facts))  # type: ignore[arg-type] # the fields of Facts
        return [(each.code, each.met) for each in walked.steps[step].checks if each.code.startswith("report")]

    assert codes(0, state="convened", to_report=True) == [("report-tabled", False)]
    assert codes(0, state="convened", to_report=True, report="frozen") == [("report-tabled", False)]
    assert codes(0, state="open", to_report=True, report="tabled") == [("report-tabled", True)]
    assert codes(1, state="open", report="tabled") == [("report-decided", False)]
    assert codes(1, state="closed", report="decided") == [("report-decided", True)]
    # A meeting that has begun without one is not held back by it.
    assert codes(0, state="closed", to_report=True) == codes(1, state="closed", to_report=True) == []
