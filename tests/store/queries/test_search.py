"""The search in the tables of either engine."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.actions import papers, polls, publication
from plenaria.store import index
from plenaria.store.models import Body, Clause, Commitment, Passage
from plenaria.store.queries import narrowing
from plenaria.store.queries.search import Wanted, search
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body("region", level="regional")
    council = builders.body("council", parent=body)
    return builders.meeting(council, builders.person("Ann", council, "secretary"))


@pytest.fixture
def published(sitting: Sitting) -> str:
    return builders.published_text(sitting, resolution=followed.debated(sitting))


def found(**wanted: object) -> list[str]:
    """The permalinks of the places that are found, titles left out."""
    page = search(Wanted(**wanted), TODAY, "ru")  # type: ignore[arg-type]
    return [place.fragment for hit in page.hits for place in hit.places]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("карта", ["c2"]),
        ("карты сентябрь", ["c2"]),
        ("карта ночь", []),
        ("министерство", ["c3"]),
        ('"составить карту"', ["c2"]),
        ('"карту составить"', []),
        ("прожектор*", ["c3"]),
        ("прож*", ["c3"]),
        ("нет-такого", []),
        ("'", []),
        ('") OR (', []),
        ("=b:x", []),
        ("\\ ' : & | !", []),
    ],
)
def test_what_a_query_finds(published: str, query: str, places: list[str]) -> None:
    assert found(query=query) == places


def test_a_number_is_found(published: str) -> None:
    assert [hit.resolution.number for hit in search(Wanted(query="xiv/1"), TODAY).hits] == ["XIV/1"]


def test_what_was_asked_for_is_marked(published: str) -> None:
    (hit,) = search(Wanted(query="карты"), TODAY).hits
    assert hit.places[0].pieces == (("Составить ", False), ("карту", True), (" не позднее 1 сентября.", False))


def test_a_search_is_narrowed(sitting: Sitting, published: str) -> None:
    assert found(query="ночь", body=sitting.body) == ["c1"]
    region = Body.objects.get(id=sitting.body).parent_id
    assert found(query="ночь", body=region) == ["c1"]
    other = builders.body("other")
    assert found(query="ночь", body=other) == []
    assert found(query="ночь", language="ru") == ["c1"]
    assert found(query="ночь", language="es") == []
    assert found(kind="task") == ["c2"]
    assert found(query="ночь", kind="task") == []
    for years, places in (((2026, 2026), ["c1"]), ((2027, None), []), ((None, 2025), []), ((2025, 2027), ["c1"])):
        assert found(query="ночь", first_year=years[0], last_year=years[1]) == places


def test_by_what_became_of_it(sitting: Sitting, published: str) -> None:
    owner = builders.person("Olga", sitting.body)
    followed.confirmed(sitting, published, owner)
    assert found(state="no-word", query="карта") == []
    assert found(state="overdue", query="карта") == ["c2"]
    Commitment.objects.filter(clause__number="2").update(state="reported-done")
    assert found(state="reported-done") == ["c2"]
    Commitment.objects.update(visibility="members")
    assert found(state="reported-done") == []


@pytest.mark.parametrize("few", [0, 100])
def test_few_clauses_that_fit_and_many_are_found_alike(
    sitting: Sitting, published: str, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    followed.confirmed(sitting, published, builders.person("Olga", sitting.body))
    late = Commitment.objects.get(clause__number="2")
    assert (found(state="overdue"), found(state="overdue", query="карта ночь")) == (["c2"], [])
    assert found(state=late.state, query="карта") == []
    Commitment.objects.filter(id=late.id).update(due=None)
    assert (found(state="overdue"), found(state=late.state, query="карта")) == ([], ["c2"])
    Commitment.objects.filter(id=late.id).update(due=TODAY, state="noted-done")
    assert found(state="noted-done") == ["c2"]


def test_the_newest_comes_first_and_pages_follow(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, year in enumerate((2001, 2003, 2002), 1):
        taken_over(sitting, f"H/{number}", date(year, 5, 1))
    monkeypatch.setattr("plenaria.store.queries.search.FOUND", 2)
    first = search(Wanted(query="небо"), TODAY)
    assert [hit.resolution.number for hit in first.hits] == ["H/2", "H/3"]
    second = search(Wanted(query="небо", before=first.next), TODAY)
    assert ([hit.resolution.number for hit in second.hits], second.next) == (["H/1"], None)
    monkeypatch.setattr("plenaria.store.queries.search.CHUNK", 1)
    assert [hit.resolution.number for hit in search(Wanted(query="небо"), TODAY).hits] == ["H/2", "H/3"]


def taken_over(sitting: Sitting, number: str, day: date) -> None:
    """An old resolution with that number and day, whose text is the builders' own."""
    text = replace(builders.text(), number=number, date=day)
    doubtful = builders.doubtful_paper(sitting.body, name=f"{number}.txt", read=text)
    done(papers.take_in(actor=sitting.secretary, at=AT, paper=doubtful))


def test_bodies_are_found_by_the_beginnings_of_their_names(sitting: Sitting) -> None:
    named = [each.slug for each in search(Wanted(query="consejo council"), TODAY).bodies]
    assert named == ["council"]
    assert search(Wanted(query="asamblea"), TODAY).bodies == ()


def test_what_leaves_the_register_is_found_no_more(published: str) -> None:
    places = list(Passage.objects.values_list("place", flat=True))
    index.drop(places)
    Passage.objects.filter(place__in=places).delete()
    assert found(query="карта") == []
    assert Clause.objects.exists()


def test_a_decision_is_found_by_what_was_put_and_how_it_ended(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    (hit,) = search(Wanted(query="заседания приняты"), TODAY, "ru").hits
    assert hit.meeting is not None
    assert (hit.meeting.slug, hit.meeting.vote, hit.meeting.on) == ("xiv", 1, AT.date())
    assert [(place.part, place.language) for place in hit.places] == [("decision", "ru")]
    assert search(Wanted(query="заседания", parts=("clause",)), TODAY).hits == ()
    assert search(Wanted(query="заседания", body=sitting.body, parts=("decision",)), TODAY).hits != ()


def test_a_decision_on_a_paper_is_found_once_the_paper_is_public(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting, lost=[2])
    wanted = Wanted(query="темное небо", parts=("decision",))
    assert search(wanted, TODAY).hits == ()
    done(publication.publish(actor=sitting.secretary, at=AT, resolution=resolution, address="https://a.example/"))
    assert sorted(hit.meeting.vote or 0 for hit in search(wanted, TODAY).hits if hit.meeting) == [1, 2]
