"""What follows from the demo world's clauses, and what has become of it."""

from datetime import date

import pytest

from plenaria.core.correspondence import ANSWERED, unanswered
from plenaria.core.followup import overdue
from plenaria.core.text.resolution import Clause
from plenaria.interfaces.cli.world import World, load
from plenaria.interfaces.cli.world.values import Letter, Plan

TODAY = date(2026, 3, 5)


@pytest.fixture(scope="module")
def world() -> World:
    return load(TODAY)


def clauses(world: World, paper: str) -> tuple[Clause, ...]:
    return world.papers[paper].texts["ru"].clauses


def all_letters(world: World) -> list[Letter]:
    plans = [letter for plan in world.plans.values() for letter in plan.letters]
    return plans + list(world.dispatches["xiii"])


NEEDED = {
    "continuing": lambda plan: plan.recurrence is not None and plan.owner is not None,
    "task": lambda plan: plan.due is not None and plan.owner is not None,
    "event": lambda plan: plan.events and plan.owner is not None,
    "nomination": lambda plan: plan.nominations,
    "rule": lambda plan: plan.criteria,
    "request": lambda plan: plan.letters and all(letter.reply_by for letter in plan.letters),
    "thanks": lambda plan: plan.letters,
    "assessment": lambda plan: plan.closes,
    "publication": lambda plan: plan.publications,
}


def test_each_clause_has_the_plan_that_its_kind_needs(world: World) -> None:
    for clause in clauses(world, "xiii"):
        if clause.kind == "position":
            assert clause.id not in world.plans
        else:
            assert NEEDED[clause.kind](world.plans[clause.id]), clause.id


def test_what_a_clause_does_besides_is_planned_too(world: World) -> None:
    for clause in clauses(world, "xiii"):
        for kind in set(clause.also) & {"event", "publication", "task", "continuing"}:
            assert NEEDED[kind](world.plans[clause.id]), clause.id


def test_letters_go_to_whom_the_clause_names(world: World) -> None:
    paper = world.papers["xiii"]
    for clause in clauses(world, "xiii"):
        if clause.kind in ("request", "thanks"):
            named = {f"party:{slug}" for slug in paper.parties.get(clause.id, ())}
            named |= {f"person:{slug}" for slug in paper.people.get(clause.id, ())}
            assert {letter.to for letter in world.plans[clause.id].letters} == named
    assert tuple(letter.to for letter in world.dispatches["xiii"]) == paper.dispatch


def test_the_plan_s_days_are_those_that_the_clause_prints(world: World) -> None:
    for clause in clauses(world, "xiii"):
        plan = world.plans.get(clause.id)
        if plan:
            planned = {(event.first, event.last) for event in plan.events}
            planned |= {(day, day) for day in (plan.due, *(letter.reply_by for letter in plan.letters)) if day}
            planned |= {(one.first, one.last) for one in plan.nominations if one.first}
            assert planned == set(clause.dates), clause.id


def test_what_has_happened_happened_in_order_and_before_today(world: World) -> None:
    adopted = world.meetings["xiii"].day
    for plan in world.plans.values():
        days = [update.on for update in plan.updates]
        assert days == sorted(days)
        assert all(adopted <= day < TODAY for day in days)
        assert [update.period is None for update in plan.updates] == [plan.recurrence is None] * len(days)
    for letter in all_letters(world):
        assert adopted <= letter.sent <= (letter.at or letter.sent) < TODAY
        assert bool(letter.text) == (letter.state in ANSWERED)


def carried_out(plan: Plan) -> bool:
    """Reported or noted as done, answered well, or in force from the adoption on."""
    if plan.updates:
        return plan.updates[-1].state in ("reported-done", "noted-done")
    if plan.letters:
        return all(one.state in ("acknowledged", "accepted", "accepted-in-part") for one in plan.letters)
    return plan.owner is None


def test_about_half_is_carried_out(world: World) -> None:
    done = [plan for plan in world.plans.values() if carried_out(plan)]
    assert (len(done), len(world.plans)) == (14, 24)


def test_the_board_has_something_of_every_state(world: World) -> None:
    last = {plan.updates[-1].state for plan in world.plans.values() if plan.updates}
    assert last == {"begun", "well-advanced", "reported-done", "noted-done", "blocked"}
    late = [
        plan.clause
        for plan in world.plans.values()
        if overdue(plan.updates[-1].state if plan.updates else "no-word", plan.due, TODAY)
    ]
    assert late == ["xiii-c10", "xiii-c18", "xiii-c23"]
    assert world.plans["xiii-c23"].updates == ()
    letters = all_letters(world)
    assert {letter.state for letter in letters} == {"delivered", "bounced", "acknowledged", *ANSWERED}
    silent = [one.to for one in letters if unanswered(one.state, one.reply_by, TODAY)]
    assert silent == ["party:cusco"]
