"""Subjects: laid down by a body, attached to resolutions and clauses, and how one finds by them."""

import json

import pytest
from django.test import Client

from plenaria.actions import subjects
from plenaria.core.refusal import conflict, unacceptable
from plenaria.store.queries import subjects as queries
from plenaria.store.queries.subjects import Wanted
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


def named(sitting: Sitting, slug: str = "sky", name: str = "Dark sky") -> str:
    names = {"en": name, "ru": f"{name} ru"}
    return done(subjects.name_subject(actor=sitting.secretary, at=AT, body=sitting.body, names=names, slug=slug))


def marked(sitting: Sitting, resolution: str, *marks: tuple[str, str | None]) -> None:
    done(subjects.mark(actor=sitting.secretary, at=AT, resolution=resolution, marks=marks))


def told(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return str(answer.getvalue().decode())


def test_a_resolution_is_found_by_the_subject_of_a_clause(sitting: Sitting) -> None:
    sky, water = named(sitting), named(sitting, "water", "Water")
    first = builders.published_text(sitting)
    second = builders.published_text(sitting, resolution=builders.debated_text(sitting), number="XIV/2")
    marked(sitting, first, (sky, builders.clauses_of(first)[1]), (sky, None))
    marked(sitting, second, (sky, None), (water, None))
    page = told("/en/b/council/s/sky/")
    assert "XIV/1" in page and "XIV/2" in page and "/en/feeds/s/council/sky.atom" in page
    assert "XIV/1" not in told("/en/b/council/s/water/")
    assert "XIV/2" in told("/en/feeds/s/council/water.atom") and "XIV/1" in told("/en/feeds/s/council/sky.atom")
    assert "/en/b/council/s/sky/" in told("/en/b/council/r/xiv-1/")
    assert json.loads(told(f"/oparl/v1.1/paper/{first}"))["keyword"] == ["Dark sky"]
    for absent in ("/b/council/s/none/", "/b/none/s/sky/", "/feeds/s/council/none.atom"):
        assert Client().get(absent).status_code == 404


def test_the_list_is_narrowed_and_each_choice_says_how_many_fit(sitting: Sitting) -> None:
    sky = named(sitting)
    first = builders.published_text(sitting)
    builders.published_text(sitting, resolution=builders.debated_text(sitting), number="XIV/2")
    marked(sitting, first, (sky, None))
    builders.body("club", parent=sitting.body, level="local")
    found = queries.found(sitting.body, Wanted())
    assert (found.total, [(each.value, each.count) for each in found.years]) == (2, [("2026", 2)])
    assert [(each.value, each.count) for each in found.kinds] == [("position", 2)]
    assert [(each.value, each.count) for each in found.subjects] == [("sky", 1)]
    assert [(each.value, each.count) for each in found.bodies] == [("council", 2)]
    assert queries.found(sitting.body, Wanted(subject="sky", year=2026)).total == 1
    assert queries.found(sitting.body, Wanted(year=2025)).total == 0
    assert queries.found(sitting.body, Wanted(body="club")).total == 0
    assert [each.number for each in queries.listed(sitting.body, Wanted(subject="sky"), TODAY, 0, 9)] == ["XIV/1"]
    page = told("/en/b/council/resolutions/?subject=sky")
    assert "XIV/1" in page and "XIV/2" not in page and "?subject=sky&amp;year=2026" in page
    assert "Nothing fits" in told("/en/b/council/resolutions/?year=1999&kind=rule&page=7")
    assert "XIV/2" in told("/en/b/council/resolutions/?year=99999999999999&kind=none")


def test_what_is_wrong_is_refused(sitting: Sitting) -> None:
    sky = named(sitting)
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    assert subjects.name_subject(**given, names={"en": "Sky"}, slug="sky") == conflict("slug-taken", slug="sky")
    assert subjects.name_subject(**given, names={"en": " "}, slug="x") == unacceptable("name-missing")
    assert subjects.name_subject(**given, names={"en": "S"}, slug="S!") == unacceptable("slug-unfit", slug="S!")
    done(subjects.name_subject(**given, names={"en": "Night sky"}, subject=sky))
    assert [(each.slug, each.names) for each in queries.of_body(sitting.body)] == [("sky", {"en": "Night sky"})]
    resolution = builders.published_text(sitting)
    mark = {"actor": sitting.secretary, "at": AT, "resolution": resolution}
    assert subjects.mark(**mark, marks=[("none", None)]) == unacceptable("subject-unknown")
    assert subjects.mark(**mark, marks=[(sky, "none")]) == unacceptable("clause-unknown")


def test_subjects_are_kept_at_the_desk(sitting: Sitting) -> None:
    desk = builders.logged_in(Client(), sitting.secretary)
    page = f"/desk/b/{sitting.body}/subjects"
    assert desk.post(page, {"name_en": "Dark sky", "slug": "sky"}).status_code == 302
    (sky,) = queries.of_body(sitting.body)
    assert desk.post(page, {"name_en": "Sky", "slug": "sky"}).status_code == 409
    assert desk.post(f"{page}/{sky.id}", {"name_en": "Night sky"}).status_code == 302
    resolution = builders.published_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    marks = f"/desk/r/{resolution}/subjects"
    assert "Night sky" in desk.get(marks).content.decode()
    assert desk.post(marks, {"whole": [sky.id], f"c-{clause}": [sky.id]}).status_code == 302
    assert queries.marks(resolution) == {(sky.id, None), (sky.id, clause)}
    assert Client().get(page).status_code == 302
