"""A question asked in prepared words is answered as the queryset would answer it."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Count, QuerySet
from pytest_django import DjangoAssertNumQueries

from plenaria.store.models import Body, Membership, Person
from plenaria.store.prepared import prepared
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@prepared
def people(names: list[str]) -> QuerySet[Person]:
    return Person.objects.filter(email__in=names).select_related("body").order_by("email")


@prepared
def since(body: str, day: date) -> QuerySet[Membership, str]:
    return Membership.objects.filter(body=body, since__lte=day).order_by("role").values_list("role", flat=True)


@prepared
def crowded(slug: str, count: int) -> QuerySet[Body, tuple[str, dict[str, str], int]]:
    rows = Body.objects.filter(slug=slug).annotate(count=Count("people")).filter(count__gte=count)
    return rows.values_list("slug", "names", "count")


@prepared
def of_nothing() -> QuerySet[Body]:
    return Body.objects.none()


@pytest.fixture
def body() -> str:
    body = builders.body()
    for letter in "abcde":
        Person.objects.create(body_id=body, names={"en": letter.upper()}, email=letter)
    return body


@pytest.mark.parametrize("wanted", [["a"], ["c", "a", "e"], ["b", "nobody"], ["a", "b", "c", "d", "e"]])
def test_rows_come_with_what_belongs_to_them(
    body: str, wanted: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = people(wanted)
        assert {each.body.id for each in found} == {body}
    assert found == list(Person.objects.filter(email__in=wanted).order_by("email"))
    assert [each.names for each in found] == [{"en": each.upper()} for each in sorted(wanted) if each in "abcde"]


def test_nothing_is_asked_for_where_there_can_be_nothing(
    body: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert people([]) == []
        assert of_nothing() == []
    with django_assert_num_queries(1):
        assert people(["nobody"]) == []


def test_numbers_and_days_go_where_they_belong(body: str) -> None:
    slug = Body.objects.get(id=body).slug
    assert [found[2] for count in (0, 5) for found in crowded(slug, count)] == [5, 5]
    assert crowded(slug, 6) == crowded("elsewhere", 0) == []
    assert crowded(slug, 1)[0][:2] == (slug, Body.objects.get(id=body).names)
    person = Person.objects.get(email="a")
    for day, role in ((date(2031, 5, 1), "chair"), (date(2031, 6, 1), "clerk")):
        Membership.objects.create(body_id=body, person=person, role=role, since=day)
    asked: list[Any] = [since(body, date(2031, month, day)) for month, day in ((4, 30), (5, 1), (5, 31), (6, 1))]
    assert asked == [[], ["chair"], ["chair"], ["chair", "clerk"]]


@pytest.mark.parametrize("odd", ["%s", "'; --", 'quo"ted', "back\\slash", "0.0", ""])
def test_whatever_a_text_says_it_is_only_compared(body: str, odd: str) -> None:
    assert people([odd, "a"]) == list(Person.objects.filter(email="a"))


@prepared
def ordered(body: str, *, latest_first: bool) -> QuerySet[Person, str]:
    return Person.objects.filter(body=body).order_by("-email" if latest_first else "email").values_list("email")


def test_what_is_given_by_name_decides(body: str) -> None:
    emails = [(each,) for each in "abcde"]
    assert ordered(body, latest_first=False) == emails
    assert ordered(body, latest_first=True) == emails[::-1]
    assert ordered(body, latest_first=False) == emails
