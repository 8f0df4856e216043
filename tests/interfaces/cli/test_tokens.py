"""Tokens at the console: made, listed, revoked."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli import test_init
from tests.interfaces.cli.running import run

pytestmark = test_init.pytestmark


@pytest.fixture
def data(tmp_path: Path) -> str:
    """An installation with one body."""
    folder = tmp_path / "data"
    test_init.set_up(folder)
    return str(folder)


def test_a_token_is_made_listed_and_revoked(data: str) -> None:
    words = ("--body", "council", "--name", "The board", "--scope", "read:members", "--scope", "write:updates")
    made = run("token", "new", *words, "--days", "30", PLENARIA_DATA=data)
    assert made.returncode == 0, made.stderr
    token = made.stdout.strip()
    prefix = token.split("_")[1]
    (listed,) = json.loads(run("token", "list", "--json", PLENARIA_DATA=data).stdout)
    assert (listed["prefix"], listed["scopes"], listed["state"]) == (prefix, ["read:members", "write:updates"], "valid")
    assert prefix in run("token", "list", PLENARIA_DATA=data).stdout
    revoked = run("token", "revoke", prefix, PLENARIA_DATA=data)
    assert (revoked.returncode, "opens nothing" in revoked.stdout) == (0, True)
    assert run("token", "revoke", prefix, PLENARIA_DATA=data).returncode != 0
    assert json.loads(run("token", "list", "--json", PLENARIA_DATA=data).stdout)[0]["state"] == "revoked"


def test_what_no_token_can_be(data: str) -> None:
    for words, said in (
        (("--body", "none", "--scope", "read:members"), "There is no such body"),
        (("--body", "council", "--scope", "write:everything"), "There is no right called"),
        (("--body", "council", "--scope", "read:members", "--days", "500"), "within 400 days"),
    ):
        refused = run("token", "new", *words, "--name", "x", PLENARIA_DATA=data)
        assert (refused.returncode != 0, said in refused.stderr + refused.stdout) == (True, True), refused
