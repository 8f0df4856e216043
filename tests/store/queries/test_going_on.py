"""What clauses go on with: the programme of what they cite or resemble, and the clauses above that they carry out."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.actions import plans, programmes, texts, validity
from plenaria.actions.programmes import Described
from plenaria.core.refusal import conflict, unacceptable
from plenaria.core.text.resolution import Citation, Clause, Recital
from plenaria.store.models import Commitment, Implementing, Programme
from plenaria.store.queries.going_on import Found, cited_clauses, going_on
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

MAP = "Продолжить составление карты яркости ночного неба горных долин вместе со школами."
CAMP = "Поручить правлению провести летний лагерь наблюдателей метеоров на Каменной горе."


@pytest.fixture
def sitting() -> Sitting:
    above = builders.body("union", level="world")
    body = builders.body(parent=above)
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


ABOVE = Citation(text="резолюции № VI/1", body="Совет union", number="VI/1", date="2026-05-09")
CITED = {"XIV/1": Citation(text="резолюции № XIV/1", number="XIV/1"), "VI/1": ABOVE}


def written(
    sitting: Sitting,
    *words: str,
    kind: str = "continuing",
    recital: str = "",
    number: str = "XIV/1",
    published: bool = True,
) -> str:
    """A text with these clauses, which cite what they name."""
    clauses = tuple(
        Clause(id=f"c{place}", number=str(place), text=each, kind=kind, citations=cited(each))
        for place, each in enumerate(words, 1)
    )
    recitals = (Recital(text=recital, citations=cited(recital)),) if recital else ()
    text = replace(builders.text("ru"), clauses=clauses, recitals=recitals)
    given = {"actor": sitting.secretary, "at": AT}
    draft = done(texts.import_text(**given, body=sitting.body, meeting=sitting.id, text=text))  # type: ignore[arg-type]
    done(texts.table_text(**given, resolution=draft))  # type: ignore[arg-type]
    done(texts.debate_text(**given, resolution=draft))  # type: ignore[arg-type]
    make = builders.published_text if published else builders.adopted_text
    return make(sitting, resolution=draft, number=number)


def cited(words: str) -> tuple[Citation, ...]:
    return tuple(citation for number, citation in CITED.items() if f"№ {number}" in words)


def programme(sitting: Sitting, resolution: str, slug: str = "maps") -> str:
    """A programme of which everything is a part that the resolution asks for."""
    given = {"actor": sitting.secretary, "at": AT}
    described = Described(slug=slug, names={"ru": slug}, summaries={})
    made = done(programmes.found(**given, body=sitting.body, described=described))  # type: ignore[arg-type]
    done(plans.propose_plan(**given, resolution=resolution))  # type: ignore[arg-type]
    Commitment.objects.filter(clause__resolution=resolution).update(programme=made, confirmed=True)
    return made


def after(sitting: Sitting) -> Sitting:
    """The same body at its next meeting."""
    return builders.meeting(sitting.body, sitting.secretary, slug="xv", first_day=date(2026, 6, 9))


def test_what_continues_goes_on_with_the_programme_of_what_it_cites(sitting: Sitting) -> None:
    first = written(sitting, CAMP, MAP)
    made = programme(sitting, first)
    Commitment.objects.filter(clause__number="1").update(programme=None)
    later = after(sitting)
    second = written(
        later, "Продолжить выполнение пункта 2 резолюции № XIV/1 силами всех обществ.", number="XV/1", published=False
    )
    (clause,) = builders.clauses_of(second)
    found = going_on(second).programmes[clause]
    assert (found.programme, found.earlier.clause, found.why) == (made, "2", "cited")
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=second))
    assert Commitment.objects.get(clause=clause).programme_id == made
    assert [each.clause for each in cited_clauses(second, clause)] == ["2"]


def test_else_with_that_of_the_clause_that_it_is_most_like(sitting: Sitting) -> None:
    made = programme(sitting, written(sitting, MAP, CAMP))
    second = written(
        after(sitting), MAP.replace("вместе со школами", "и прибрежных"), "Продолжить издание вестника.", number="XV/1"
    )
    alike, other = builders.clauses_of(second)
    found = going_on(second).programmes
    assert (found[alike].programme, found[alike].why) == (made, "alike")
    assert other not in found


def test_what_has_ended_or_does_not_continue_is_gone_on_with_by_nothing(sitting: Sitting) -> None:
    made = programme(sitting, written(sitting, MAP))
    later = after(sitting)
    task = written(later, MAP, kind="task", number="XV/1")
    assert going_on(task).programmes == {}
    second = written(later, MAP, number="XV/2")
    assert set(going_on(second).programmes) == set(builders.clauses_of(second))
    Programme.objects.filter(id=made).update(ended=date(2026, 5, 1))
    assert going_on(second).programmes == {}
    assert going_on("nothing") == Found()


@pytest.fixture
def union(sitting: Sitting) -> str:
    """A resolution of the body above."""
    above = Commitment._meta.get_field("body").related_model.objects.get(slug="union")
    zoe = builders.person("Zoe", above.id, "secretary", "chair", email="zoe@union.example")
    return written(
        builders.meeting(above.id, zoe, slug="vi", first_day=date(2026, 3, 1)), CAMP, MAP, kind="task", number="VI/1"
    )


def test_what_cites_a_clause_above_carries_it_out(sitting: Sitting, union: str) -> None:
    words = "Провести лагерь во исполнение пункта 1 резолюции № VI/1 Совета union от 9 мая 2026 года."
    second = written(sitting, words, "Издать вестник.", kind="task", published=False)
    first, _other = builders.clauses_of(second)
    found = going_on(second).above
    assert {clause: [each.clause for each in some] for clause, some in found.items()} == {first: ["1"]}


def test_a_recital_means_the_clause_that_ours_is_like(sitting: Sitting, union: str) -> None:
    recital = "Принимая во внимание резолюцию № VI/1 Совета union от 9 мая 2026 года,"
    second = written(sitting, "Издать вестник.", MAP, kind="task", recital=recital, published=False)
    _other, alike = builders.clauses_of(second)
    assert {clause: [each.clause for each in some] for clause, some in going_on(second).above.items()} == {alike: ["2"]}


def confirmed(sitting: Sitting, resolution: str, above: dict[str, list[str]], programme: str | None = None) -> object:
    rows = Commitment.objects.filter(clause__resolution=resolution)
    owner = str(sitting.secretary.person)
    lines = [plans.Line(commitment=row.id, owner=owner, programme=programme) for row in rows]
    given = {"actor": sitting.secretary, "at": AT, "resolution": resolution}
    return plans.confirm_plan(**given, lines=lines, above=above)  # type: ignore[arg-type]


def test_it_is_confirmed_with_the_plan(sitting: Sitting, union: str) -> None:
    resolution = written(sitting, MAP)
    (clause,) = builders.clauses_of(resolution)
    theirs = builders.clauses_of(union)
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=resolution))
    own = builders.clauses_of(written(after(sitting), CAMP, number="XV/1"))
    assert confirmed(sitting, resolution, {clause: own}) == conflict("not-above")
    assert confirmed(sitting, resolution, {own[0]: theirs}) == unacceptable("clause-unknown")
    assert confirmed(sitting, resolution, {clause: ["nothing"]}) == unacceptable("clause-unknown")
    assert confirmed(sitting, resolution, {}, "nothing") == unacceptable("programme-unknown")
    assert not Implementing.objects.exists()
    done(confirmed(sitting, resolution, {clause: theirs[:1]}))  # type: ignore[arg-type]
    assert list(Implementing.objects.values_list("clause", "above")) == [(clause, theirs[0])]


def test_a_cited_clause_that_is_out_of_force_is_not_offered(sitting: Sitting) -> None:
    first = written(sitting, MAP)
    (gone,) = builders.clauses_of(first)
    second = written(
        after(sitting), "Продолжить выполнение пункта 1 резолюции № XIV/1.", number="XV/1", published=False
    )
    (clause,) = builders.clauses_of(second)
    given = {"actor": sitting.secretary, "at": AT, "clause": gone, "since": AT.date(), "reason": ""}
    done(validity.note_spent(**given))  # type: ignore[arg-type]
    assert cited_clauses(second, clause) == ()
