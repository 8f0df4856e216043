"""Many values as one parameter: on either engine a column is one of them exactly where it is."""

import pytest
from django.db import connection

from plenaria.store import rows
from plenaria.store.models import Person
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


def test_pairs_are_found_as_pairs() -> None:
    pairs, parameters = rows.pairs([("one", "1"), ("two", "2")])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one, other FROM ({pairs}) wanted ORDER BY one", parameters)
        assert cursor.fetchall() == [("one", "1"), ("two", "2")]
