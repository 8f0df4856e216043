"""Many values as one parameter: on either engine a column is one of them exactly where it is."""

import pytest
from django.db import connection

from plenaria.store import rows
from plenaria.store.models import Head, Person
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ODD = ["plain", 'quo"ted', "back\\slash", "com,ma", "bra{ce}", "NULL", "", "Ñandú ж"]


def test_a_column_is_one_of_many_strings_whatever_they_say() -> None:
    body = builders.body()
    for number, note in enumerate(ODD):
        Person.objects.create(body_id=body, names={"en": str(number)}, email=note)
    for note in ODD:
        found = Person.objects.filter(rows.Among("email", [note, "nobody's"]), body=body).values_list(
            "email", flat=True
        )
        assert list(found) == [note]
    assert Person.objects.filter(rows.Among("email", ODD), body=body).count() == len(ODD)
    assert Person.objects.filter(rows.Among("email", []), body=body).count() == 0


def test_a_column_is_one_of_many_numbers() -> None:
    heads = Head.objects.filter(rows.Among("id", [1, 2**40])).values_list("id", flat=True)
    assert (list(heads), Head.objects.filter(rows.Among("id", [2])).exists()) == ([1], False)
    assert not Head.objects.filter(rows.Among("id", [])).exists()


def test_the_engine_looks_them_up_instead_of_looking_at_every_row() -> None:
    if connection.vendor == "sqlite":
        plan = Person.objects.filter(rows.Among("id", ["one", "two"])).explain()
        assert "SEARCH store_person USING INDEX" in plan


def test_pairs_are_found_as_pairs() -> None:
    pairs, parameters = rows.pairs([("one", "1"), ("two", "2")])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one, other FROM ({pairs}) wanted ORDER BY one", parameters)
        assert cursor.fetchall() == [("one", "1"), ("two", "2")]
