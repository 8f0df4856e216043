"""What the demo's second year speaks of is there, in all three languages, and its photograph is one."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from plenaria.formats.photos import looks_like_one
from plenaria.interfaces.cli.seeding.photo import drawn
from plenaria.interfaces.cli.world.second_year import SecondYear, load_second_year
from plenaria.interfaces.cli.world.values import World
from plenaria.interfaces.cli.world.world import load

TODAY = date(2026, 3, 5)


@pytest.fixture(scope="module")
def world() -> World:
    return load(TODAY)


@pytest.fixture(scope="module")
def year() -> SecondYear:
    return load_second_year(TODAY)


def clauses(year: SecondYear) -> Iterator[str]:
    yield from (each.clause for each in (*year.standing, *year.candidates))
    yield from (year.session.amends, year.session.by, year.photo[0])
    yield from (*year.programme.leads, *year.report)
    for clause, above in year.carries_out.items():
        yield from (clause, *above)


def texts(year: SecondYear) -> Iterator[Mapping[str, str]]:
    yield from (each.text for each in year.standing)
    yield from (each.office for each in year.candidates)
    yield from (words for each in year.candidates for words in (each.place, each.criterion) if words)
    yield from (year.session.words, year.programme.name, year.programme.summary)


def test_every_reference_leads_somewhere(world: World, year: SecondYear) -> None:
    known = {clause.id for paper in world.papers.values() for clause in paper.texts["ru"].walk()}
    assert set(clauses(year)) - known == set()
    assert {each.person for each in year.candidates} <= set(world.people)
    assert {each.host for each in year.candidates if each.host} <= set(world.bodies)
    assert year.session.owner in world.offices


def test_everything_is_said_in_all_three_languages(year: SecondYear) -> None:
    assert [each for each in texts(year) if set(each) != {"ru", "es", "en"}] == []


def test_whom_the_clauses_name_is_put_forward(world: World, year: SecondYear) -> None:
    kinds = {clause.id: clause.kind for paper in world.papers.values() for clause in paper.texts["ru"].clauses}
    assert {kinds[each.clause] for each in year.candidates} == {"nomination"}
    assert {kinds[each.clause] for each in year.standing} == {"rule"}


def test_the_photograph_is_the_same_every_time() -> None:
    assert looks_like_one(drawn(4))
    assert drawn(4) == drawn(4) != drawn(5)
