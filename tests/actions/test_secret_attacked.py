"""Somebody has a copy of the database at every moment of a secret vote, and of its log: whose ballot said what?

Each attack is first tried on a naive box, which it empties. What it can still tell of ours, and why that is worth
nothing without the key, is asserted too: docs/secret.md.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from plenaria.actions import polls
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.voting.tally import CHOICES
from plenaria.store import poll_keys
from tests import builders
from tests.actions.test_secret import drop
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db(transaction=True)
only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="looks into a file; this run is for PostgreSQL"
)
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="this run is for SQLite")

# Neither the order of arrival nor that of the seats is the order of the words.
CAST = ("for", "against", "for", "abstain", "against", "for", "for", "abstain", "against")

type Row = tuple[object, ...]
type Copy = dict[str, set[tuple[str, ...]]]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's fixture
    return tmp_path


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=len(CAST))


@pytest.fixture
def poll(sitting: Sitting) -> str:
    return builders.open_poll(sitting, method="secret")


def arrivals(sitting: Sitting) -> list[tuple[str, str]]:
    """The seats in the order in which they vote, and what each votes; each in a transaction of its own."""
    seats = sitting.credentials[3:] + sitting.credentials[:3]
    return list(zip(seats, CAST, strict=True))


def vote(sitting: Sitting, poll: str) -> list[tuple[str, str]]:
    for seat, choice in arrivals(sitting):
        builders.done(drop(poll, seat, choice))
    return arrivals(sitting)


def close(sitting: Sitting, poll: str) -> None:
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))


def select(sql: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in cursor]


def copy() -> Copy:
    """Every row of every table."""
    return {name: {tuple(map(shown, row)) for row in select(f"SELECT * FROM {name}")} for name in tables()}


def shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def tables() -> list[str]:
    return [each for each in connection.introspection.table_names() if each.startswith("store_")]


def added(before: Copy, after: Copy) -> Copy:
    """What came to each table."""
    return {name: rows - before[name] for name, rows in after.items() if rows - before[name]}


def in_order(marks: Sequence[object], ballots: Sequence[object]) -> list[tuple[object, object]]:
    """The attack: the first mark belongs to the first ballot, and so on."""
    return list(zip(marks, ballots, strict=True))


def naive_box(votes: Sequence[tuple[str, str]]) -> None:
    """Two tables without a key between them, as one writes them down who has not thought further."""
    number = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "serial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE naive_mark (id {number}, seat text)")
        cursor.execute("CREATE TEMPORARY TABLE naive_ballot (id text PRIMARY KEY, choice text)")
        for seat, choice in votes:
            cursor.execute("INSERT INTO naive_mark (seat) VALUES (%s)", [seat])
            cursor.execute("INSERT INTO naive_ballot VALUES (%s, %s)", [secrets.token_hex(16), choice])


HIDDEN = {"sqlite": "rowid", "postgresql": "ctid"}


def test_the_order_of_rows_empties_a_naive_box_and_not_ours(sitting: Sitting, poll: str) -> None:
    truth = vote(sitting, poll)
    close(sitting, poll)
    hidden = HIDDEN[connection.vendor]
    naive_box(truth)
    marks = [seat for (seat,) in select(f"SELECT seat FROM naive_mark ORDER BY {hidden}")]
    ballots = [choice for (choice,) in select(f"SELECT choice FROM naive_ballot ORDER BY {hidden}")]
    assert in_order(marks, ballots) == truth
    counted = select("SELECT ballot, many FROM store_countedballot ORDER BY ballot")
    # All that is left: how many said the same, and who has voted.
    assert counted == [(choice, CAST.count(choice)) for choice in sorted(CHOICES)]
    ours = [ballot for ballot, many in counted for _ in range(int(str(many)))]
    for order in ("credential_id", "key_hash", *([hidden] if connection.vendor == "postgresql" else [])):
        marks = [seat for (seat,) in select(f"SELECT credential_id FROM store_hasvoted ORDER BY {order}")]
        assert sorted(in_order(marks, ours)) != sorted(truth)


def test_while_it_is_open_only_a_mark_and_a_sealed_ballot_come(sitting: Sitting, poll: str) -> None:
    before = copy()
    vote(sitting, poll)
    came = added(before, copy())
    assert {name: len(rows) for name, rows in came.items()} == {
        "store_hasvoted": len(CAST),
        "store_sealedballot": len(CAST),
    }
    plain = {*CHOICES, *(choice.encode().hex() for choice in CHOICES)}
    assert [column for rows in came.values() for row in rows for column in row if column in plain] == []


def test_each_vote_changes_as_much_whatever_it_says(sitting: Sitting, poll: str) -> None:
    shapes = set()
    for seat, choice in arrivals(sitting):
        before = copy()
        builders.done(drop(poll, seat, choice))
        shapes.add(
            str({name: [[len(each) for each in row] for row in rows] for name, rows in added(before, copy()).items()})
        )
    assert len(shapes) == 1


def test_what_comes_at_the_close_names_no_seat(sitting: Sitting, poll: str) -> None:
    vote(sitting, poll)
    before = copy()
    close(sitting, poll)
    came = added(before, copy())
    naming = {name for name, rows in came.items() for row in rows for seat in sitting.credentials if seat in str(row)}
    assert naming == set()
    assert "store_countedballot" in came
    assert select("SELECT * FROM store_sealedballot") == []


def test_the_rows_lie_in_the_order_of_their_keys(sitting: Sitting, poll: str) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("a heap keeps the order of arrival: see below")
    truth = vote(sitting, poll)
    marks = [seat for (seat,) in select("SELECT credential_id FROM store_hasvoted")]
    assert marks == sorted(seat for seat, _ in truth)
    ids = [each for (each,) in select("SELECT id FROM store_sealedballot")]
    assert ids == sorted(map(str, ids))


@only_postgresql
def test_a_batch_keeps_no_order_of_arrival(sitting: Sitting, poll: str) -> None:
    batch = [
        Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice=choice, key=f"k{seat}")
        for seat, choice in arrivals(sitting)
    ]
    assert all(isinstance(each, Receipt) for each in cast(ballots=batch, at=AT))
    marks = [seat for (seat,) in select("SELECT credential_id FROM store_hasvoted ORDER BY ctid")]
    assert marks == sorted(sitting.credentials)
    ids = [str(each) for (each,) in select("SELECT id FROM store_sealedballot ORDER BY ctid")]
    assert ids == sorted(ids)


@only_postgresql
def test_row_versions_pair_a_seat_with_a_sealed_ballot_that_nobody_can_open(sitting: Sitting, poll: str) -> None:
    truth = dict(vote(sitting, poll))
    key = poll_keys.load(poll)
    assert key is not None
    pairs = select(
        "SELECT credential_id, sealed FROM store_hasvoted mark JOIN store_sealedballot box ON mark.xmin = box.xmin"
    )
    # The weak side of a lone durable write, said in docs/secret.md: with the key it would be the end of secrecy.
    assert {seat: key.open(sealed) for seat, sealed in pairs if isinstance(sealed, bytes)} == truth
    close(sitting, poll)
    assert poll_keys.kept() == ()
    assert select("SELECT 1 FROM store_sealedballot") == []
    # The count is one write of all ballots.
    assert len(select("SELECT DISTINCT xmin::text FROM store_countedballot")) == 1


@only_sqlite
def test_where_the_bytes_lie_pairs_a_seat_with_a_sealed_ballot_that_nobody_can_open(
    sitting: Sitting, poll: str
) -> None:
    truth = vote(sitting, poll)
    key = poll_keys.load(poll)
    assert key is not None
    sealed = [each for (each,) in select("SELECT sealed FROM store_sealedballot") if isinstance(each, bytes)]
    to_the_file()
    during = raw()
    # A page is filled from its end, whatever the order of its keys: the later a row came, the further in front it lies.
    marks = sorted(sitting.credentials, key=lambda seat: -during.index(f"{poll}{seat}".encode()))
    ballots = sorted(sealed, key=lambda each: -during.index(each))
    assert [(seat, key.open(each)) for seat, each in zip(marks, ballots, strict=True)] == truth
    close(sitting, poll)
    to_the_file()
    assert [each for each in sealed if each in raw()] == []
    assert poll_keys.kept() == ()


@only_sqlite
def test_no_byte_of_the_files_holds_a_key_or_a_ballot_after_the_close(sitting: Sitting, poll: str, data: Path) -> None:
    vote(sitting, poll)
    key = poll_keys.load(poll)
    assert key is not None
    sealed = [bytes(each) for (each,) in select("SELECT sealed FROM store_sealedballot") if isinstance(each, bytes)]
    during = raw()
    assert all(each in during for each in sealed)
    assert key.key not in during
    close(sitting, poll)
    to_the_file()
    after = raw() + b"".join(each.read_bytes() for each in data.rglob("*") if each.is_file())
    assert [each for each in sealed if each in after] == []
    assert key.key not in after
    assert key.key.hex().encode() not in after


def to_the_file() -> None:
    """Bring what is in the log into the file, and empty the log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()


def raw() -> bytes:
    """All bytes of the database: its file and its log."""
    name = Path(str(django_settings.DATABASES["default"]["TEST"]["NAME"]))
    files = [name, name.with_name(f"{name.name}-wal")]
    return b"".join(each.read_bytes() for each in files if each.exists())
