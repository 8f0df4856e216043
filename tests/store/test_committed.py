"""A test that commits leaves nothing behind."""

import pytest

from plenaria.store.models import Body, Head
from tests import builders


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_each_finds_the_database_as_it_was(time: int) -> None:
    assert (Body.objects.count(), Head.objects.get().size) == (0, 0)
    builders.body()
    assert (Body.objects.count(), Head.objects.get().size) == (1, 1)
