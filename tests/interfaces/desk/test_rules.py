"""A body lays down how it votes."""

import pytest
from django.test import Client

from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import Quorum, Share
from plenaria.store.queries import bodies
from tests import builders

pytestmark = pytest.mark.django_db

CHOSEN = {"majority": "simple-majority", "quorum": "half-or-more", "second": "tenth", "tie": "chair"}


def test_the_rule_is_composed_of_its_parts(client: Client) -> None:
    from dataclasses import replace
    from fractions import Fraction

    body = builders.body()
    builders.logged_in(client, builders.person("Ann", body, "secretary", email="ann@example.org"))
    answer = client.post(f"/desk/rules?body={body}", CHOSEN)
    assert answer.status_code == 302
    quorum = Quorum(first=Share(Fraction(1, 2)), second=Share(Fraction(1, 10)))
    assert bodies.rule_of(body) == replace(SIMPLE.rule, quorum=quorum, tie="chair")


def test_the_page_says_what_it_means(client: Client) -> None:
    body = builders.body()
    builders.logged_in(client, builders.person("Ann", body, "secretary", email="ann@example.org"))
    client.post(f"/desk/rules?body={body}", CHOSEN)
    page = client.get(f"/en/desk/rules?body={body}").content.decode()
    assert "more than half of the votes cast; quorum: at least half of the seats." in page
    assert "Adopted: 20 for, 19 against, 5 abstaining" in page


def test_what_is_not_on_the_list_is_not_taken(client: Client) -> None:
    body = builders.body()
    builders.logged_in(client, builders.person("Ann", body, "secretary", email="ann@example.org"))
    before = bodies.rule_of(body)
    answer = client.post(f"/desk/rules?body={body}", {**CHOSEN, "quorum": "nine"})
    assert (answer.status_code, bodies.rule_of(body)) == (422, before)
