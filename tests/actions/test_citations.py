"""What cites what: the links come beside the texts, whatever the order in which they enter the register."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from plenaria.actions import bodies, citations, papers
from plenaria.actions._texts import Upload
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import forbidden, unacceptable
from plenaria.core.text.citations import citations as found_in
from plenaria.core.text.resolution import Clause, Recital
from plenaria.core.text.resolution import Resolution as TextValue
from plenaria.store.models import Leaf, Paper, Reference, Resolution
from plenaria.store.queries import published
from plenaria.store.queries.citations import citations_of
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    names = {"ru": "Совет долин", "es": "Consejo de los Valles", "en": "Council of Valleys"}
    return done(
        bodies.found_body(
            actor=MACHINE, at=AT, slug="council", names=names, level="country", languages=["ru", "es"], parent=None
        )
    )


def text(number: str, on: date, *recitals: str, language: str = "ru", clause: str = "Беречь темноту.") -> TextValue:
    return TextValue(
        language=language,
        title=f"О небе {number}",
        number=number,
        date=on,
        recitals=tuple(Recital(text=each, citations=found_in(each, language)) for each in recitals),
        clauses=(
            Clause(id="c1", number="1", text=clause, citations=found_in(clause, language)),
            Clause(id="c2", number="2", text="Измерять темноту."),
        ),
    )


def taken_over(body: str, read: TextValue, name: str = "") -> str:
    name = name or f"{read.number}-{read.date}-{read.language}.txt"
    upload = Upload(sha256=f"{name:x>64}"[-64:], name=name, media_type="text/plain", size=9)
    paper = done(papers.hand_in(actor=MACHINE, at=AT, body=body, upload=upload))
    done(papers.settle(actor=MACHINE, at=AT, paper=paper, reading=papers.Reading(read)))
    row = Resolution.objects.filter(papers=paper).first()
    assert row is not None
    return row.id


FIRST = text("4", date(2019, 4, 20))
SECOND = text(
    "5",
    date(2020, 4, 20),
    "Напоминая о резолюции № 4 Совета долин от 20 апреля 2019 года,",
    clause="Выполнить пункт 2 резолюции № 4 Совета долин 2019 года.",
)
THIRD = text("6", date(2021, 4, 20), "Ссылаясь на резолюцию № 5 Совета долин 2020 года,")


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))))
def test_the_order_in_which_papers_come_does_not_matter(body: str, order: tuple[TextValue, ...]) -> None:
    for each in order:
        taken_over(body, each)
    rows = Reference.objects.order_by("resolution__number", "position")
    assert list(rows.values_list("resolution__number", "fragment", "cited__number", "cited_clause")) == [
        ("5", "", "4", ""),
        ("5", "c1", "4", "2"),
        ("6", "", "5", ""),
    ]


def test_it_is_found_from_both_ends_and_the_clause_too(body: str) -> None:
    first, second = taken_over(body, FIRST), taken_over(body, SECOND)
    cited = published.cited_in(second)
    assert [(each.position, each.link.number, each.fragment) for each in cited] == [(0, "4", ""), (1, "4", "c2")]
    (back,) = published.rest_on(first)
    assert (back.id, back.number, back.clauses) == (second, "5", (("c1", "1"),))
    assert published.rest_on(second) == ()


def test_both_languages_link(body: str) -> None:
    first, second = taken_over(body, FIRST), taken_over(body, SECOND)
    spanish = text(
        "5",
        date(2020, 4, 20),
        "Recordando la resolución n.º 4 del Consejo de los Valles, de 20 de abril de 2019,",
        language="es",
        clause="Cumplir el punto 2 de la resolución n.º 4 del Consejo de los Valles de 2019.",
    )
    assert taken_over(body, spanish) == second
    rows = Reference.objects.filter(language="es").order_by("position")
    assert list(rows.values_list("cited", "cited_clause")) == [(first, ""), (first, "2")]


def test_a_second_one_that_fits_makes_it_doubtful_again(body: str) -> None:
    first = taken_over(body, replace(FIRST, body="Совет"))
    asking = text("7", date(2022, 1, 1), "Напоминая о резолюции № 4 2019 года,")
    citing = taken_over(body, asking)
    assert Reference.objects.get().cited_id == first
    second = taken_over(body, replace(FIRST, date=date(2019, 9, 1)))
    assert Reference.objects.get().cited_id is None
    (view,) = citations_of(citing)
    assert (view.target, {each.id for each in view.possible}) == (None, {first, second})


def test_the_secretary_says_which_one_is_meant_and_takes_it_back(body: str) -> None:
    secretary = builders.person("Ann", body, "secretary")
    first, second = taken_over(body, FIRST), taken_over(body, replace(FIRST, date=date(2019, 9, 1)))
    citing = taken_over(body, text("7", date(2022, 1, 1), "Напоминая о резолюции № 4 2019 года,"))
    (view,) = citations_of(citing)
    asked = {"actor": secretary, "at": AT, "resolution": citing, "text": view.text}
    done(citations.choose(**asked, cited=second))  # type: ignore[arg-type]
    (view,) = citations_of(citing)
    assert (view.target and view.target.id, view.chosen, Reference.objects.get().cited_id) == (second, True, second)
    done(citations.choose(**asked, cited=None))  # type: ignore[arg-type]
    assert (citations_of(citing)[0].target, Reference.objects.get().cited_id) == (None, None)
    done(citations.leave_to_rules(**asked))  # type: ignore[arg-type]
    assert {each.id for each in citations_of(citing)[0].possible} == {first, second}
    assert Leaf.objects.filter(kind="citation-settled").count() == 3


def test_only_what_is_in_the_register_can_be_meant_and_only_the_secretary_says_so(body: str) -> None:
    secretary, drafter = builders.person("Ann", body, "secretary"), builders.person("Dan", body, "drafter")
    first = taken_over(body, FIRST)
    citing = taken_over(body, text("7", date(2022, 1, 1), "Напоминая о резолюции № 4,"))
    asked = {"at": AT, "resolution": citing, "text": "резолюции № 4"}
    draft = builders.debated_text(builders.meeting(body, secretary))
    for cited in (draft, citing, "none"):
        refused = citations.choose(actor=secretary, cited=cited, **asked)  # type: ignore[arg-type]
        assert refused == unacceptable("resolution-unknown")
    gone = citations.choose(actor=secretary, at=AT, resolution=citing, text="резолюции № 9", cited=first)
    assert gone == unacceptable("citation-unknown")
    for actor in (drafter, Actor()):
        refused = citations.choose(actor=actor, cited=first, **asked)  # type: ignore[arg-type]
        assert refused == forbidden("not-permitted", verb="citations.choose")


def test_a_draft_is_matched_as_it_stands(body: str) -> None:
    from plenaria.actions import texts

    first = taken_over(body, FIRST)
    draft = done(texts.import_text(actor=builders.person("Ann", body, "secretary"), at=AT, body=body, text=SECOND))
    assert [(each.target and (each.target.id, each.target.fragment)) for each in citations_of(draft)] == [
        (first, ""),
        (first, "c2"),
    ]
    assert published.rest_on(first) == ()


def test_a_text_adopted_here_links_when_it_is_published(body: str) -> None:
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    adopted = builders.published_text(sitting)
    citing = taken_over(
        body, text("9", date(2026, 5, 9), "Ссылаясь на резолюцию № 1 XIV конференции Совета долин от 9 мая 2026 года,")
    )
    assert Reference.objects.get(resolution=citing).cited_id == adopted
    assert [each.id for each in published.rest_on(adopted)] == [citing]


def test_the_text_itself_is_unchanged(body: str) -> None:
    second = taken_over(body, SECOND)
    before = dict(Resolution.objects.get(id=second).adopted_sha256)
    taken_over(body, FIRST)
    row = Resolution.objects.get(id=second)
    assert (row.adopted_sha256, row.versions.count()) == (before, 1)


def test_what_is_taken_back_is_no_longer_linked_and_is_again_once_corrected(body: str) -> None:
    first = taken_over(body, FIRST)
    second = taken_over(body, SECOND)
    done(papers.take_back(actor=MACHINE, at=AT, resolution=first))
    assert Reference.objects.exclude(cited=None).count() == 0
    (paper,) = Paper.objects.filter(state="to-check")
    corrected = done(papers.take_in(actor=MACHINE, at=AT, paper=paper.id))
    assert set(Reference.objects.filter(resolution=second).values_list("cited", flat=True)) == {corrected}
