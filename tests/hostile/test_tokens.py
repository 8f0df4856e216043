"""What opens one thing opens no other: links of mails, and tokens of programs, beside the things of another body."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from plenaria.actions import tokens
from plenaria.actions.tokens import ANSWER, MAILING, UPDATE
from plenaria.core.api_tokens import SCOPES
from plenaria.store.models import Body, Head
from plenaria.store.queries import dispatches, followup
from tests.builders import AT
from tests.hostile.test_other_bodies import abroad
from tests.hostile.walking import walked
from tests.interfaces.api.v1 import asking
from tests.interfaces.test_access import HOME, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ADDRESSES = {UPDATE: "mailed-update", ANSWER: "mailed-answer", MAILING: "mailed-habits"}
PRESSED = {"verb": "report-done", "answer": "accept", "note": "Done.", "text": "Done.", "received": "1", "paused": "on"}
REFUSED = 403


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, str]]]:
    """Home with all who ask, and the ids of things abroad."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(), abroad()
        transaction.set_rollback(True)


@pytest.fixture
def made(worlds: tuple[World, dict[str, str]]) -> dict[str, tuple[str, str]]:
    """The subject and holder of a good link of each purpose."""
    home, _ = worlds
    task = followup.commitment(home.arguments["commitment"], AT.date())
    letter = dispatches.dispatch(home.arguments["dispatch"], AT.date())
    assert task is not None
    assert letter is not None
    owner = str(home.actors[f"owner {HOME}"][0].person)
    return {UPDATE: (task.id, str(task.owner)), ANSWER: (letter.id, letter.party.id), MAILING: ("", owner)}


def statuses(purpose: str, token: str) -> set[int]:
    """What such an address answers to a look and to a press, neither of which may do anything."""
    size, path = Head.objects.get(id=1).size, reverse(ADDRESSES[purpose], args=[token])
    found = {Client().get(path).status_code, Client().post(path, PRESSED).status_code}
    assert Head.objects.get(id=1).size == size, path
    return found


def test_a_link_is_good_for_its_own_purpose_only(made: dict[str, tuple[str, str]]) -> None:
    for purpose, (subject, holder) in made.items():
        token = tokens.make(purpose, subject, holder, at=datetime.now(UTC))
        assert Client().get(reverse(ADDRESSES[purpose], args=[token])).status_code == 200, purpose
        for other in ADDRESSES.keys() - {purpose}:
            assert statuses(other, token) == {REFUSED}, (purpose, other)


def test_who_holds_a_link_here_holds_none_of_another_body(
    worlds: tuple[World, dict[str, str]], made: dict[str, tuple[str, str]]
) -> None:
    """Were somebody to get such a link signed, the thing abroad would still not be theirs."""
    _, foreign = worlds
    for purpose, thing in ((UPDATE, "commitment"), (ANSWER, "dispatch")):
        _, holder = made[purpose]
        signed = tokens.make(purpose, foreign[thing], holder, at=datetime.now(UTC))
        assert statuses(purpose, signed) == {REFUSED}, purpose


def test_a_link_is_not_made_of_the_halves_of_two(
    worlds: tuple[World, dict[str, str]], made: dict[str, tuple[str, str]]
) -> None:
    _, foreign = worlds
    for purpose, thing in ((UPDATE, "commitment"), (ANSWER, "dispatch")):
        subject, holder = made[purpose]
        own, other = (tokens.make(purpose, each, holder, at=datetime.now(UTC)) for each in (subject, foreign[thing]))
        said, signature = other.rpartition(":")[0], own.rpartition(":")[2]
        for token in (f"{said}:{signature}", f"{said}:", said, f"{other}x", own.swapcase(), "%00", "..", "0"):
            assert statuses(purpose, token) <= {REFUSED, 404}, token


def of_elsewhere() -> dict[str, str]:
    """What a program of the body abroad sends, which may do all that programs may."""
    return asking.bearer(Body.objects.get(slug="elsewhere").id, *SCOPES, below=True)


def test_a_program_of_another_body_sees_of_this_one_what_everybody_sees(worlds: tuple[World, dict[str, str]]) -> None:
    """Where its answer is another than the public's, it is about its own body, and names nothing of this one."""
    home, _ = worlds
    things = {thing for thing in (home.body, *home.arguments.values()) if len(thing) > 12}
    found, asked = {}, 0
    with transaction.atomic():
        them = of_elsewhere()
        for _address, path in walked(home, "api-"):
            anybody, program = Client().get(path), Client().get(path, headers=them)
            asked += 1
            if (anybody.status_code, anybody.content) == (program.status_code, program.content):
                continue
            if told := [thing for thing in things if thing in program.content.decode() and thing not in path]:
                found[path] = told
        transaction.set_rollback(True)
    assert found == {}
    assert asked > 10


def test_a_program_writes_nowhere_abroad_at_any_address(worlds: tuple[World, dict[str, str]]) -> None:
    home, _ = worlds
    found, asked = {}, 0
    with transaction.atomic():
        them = of_elsewhere()
        size = Head.objects.get(id=1).size
        for _address, path in walked(home, "api-"):
            for send in (Client().post, Client().put, Client().patch, Client().delete):
                answer = send(path, "{}", content_type="application/json", headers=them)
                asked += 1
                if answer.status_code < 400:
                    found[path] = answer.status_code
        assert Head.objects.get(id=1).size == size
        transaction.set_rollback(True)
    assert found == {}
    assert asked > 40
