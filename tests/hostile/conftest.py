"""A world whose every text is hostile, for all who ask for its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from plenaria.interfaces.kit import kept
from tests.hostile.payload import poison
from tests.interfaces.test_access import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made through the actions, then poisoned in the tables, and taken back at the end."""
    shelf, kept.shelf = kept.shelf, kept.Shelf()
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        assert poison() > 150
        for _, client in made.actors.values():
            # Whatever breaks is an answer to be judged.
            client.raise_request_exception = False
        yield made
        transaction.set_rollback(True)
    kept.shelf = shelf
