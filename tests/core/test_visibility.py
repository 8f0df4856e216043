"""Who sees what, whole: three visibilities, everybody who may look."""

import pytest

from plenaria.core.api_tokens import READ_MEMBERS, WRITE_UPDATES
from plenaria.core.followup import VISIBILITIES
from plenaria.core.permits import ROLES, Actor
from plenaria.core.visibility import PUBLIC, Eyes, eyes_of

HERE = {"body": "b", "owner": "olga", "helpers": ["hugo"]}


def seen(eyes: Eyes, *, published: bool = True) -> list[str]:
    return [each for each in VISIBILITIES if eyes.see(each, published=published, **HERE)]  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ROLES)
def test_members_see_what_is_for_members_and_who_keeps_the_plan_sees_all(role: str) -> None:
    here, there = (eyes_of(Actor(person="p", roles=frozenset({(role, body)}))) for body in ("b", "another"))
    keeps = role in ("administrator", "secretary", "chair")
    assert seen(here) == list(VISIBILITIES) if keeps else ["public", "members"]
    assert seen(here, published=False) == seen(here)
    assert seen(there) == ["public"]
    assert seen(there, published=False) == []


@pytest.mark.parametrize("person", ["olga", "hugo"])
def test_owner_and_helpers_see_what_is_theirs(person: str) -> None:
    assert seen(Eyes(person=person), published=False) == list(VISIBILITIES)


def test_a_program_reads_what_members_read_where_its_token_is_for_that() -> None:
    assert seen(eyes_of(Actor(token="t", scopes=frozenset({(READ_MEMBERS, "b")})))) == ["public", "members"]
    assert seen(eyes_of(Actor(token="t", scopes=frozenset({(WRITE_UPDATES, "b")})))) == ["public"]


def test_the_public_sees_what_is_public_once_it_is_in_the_register() -> None:
    assert seen(PUBLIC) == ["public"]
    assert seen(PUBLIC, published=False) == []
