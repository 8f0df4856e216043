import json
import os
import shutil
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest

from plenaria.interfaces.cli.backup_file import Damaged, pack, read_manifest, unpack
from tests import postgresql
from tests.interfaces.cli.running import run
from tests.interfaces.cli.test_init import set_up

# A PostgreSQL server of its own is started where one is needed.
pytestmark = pytest.mark.skipif("PLENARIA_DATABASE_URL" in os.environ, reason="starts installations of its own")


def quiet(_name: str) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation with one person and a file."""
    data = tmp_path / "data"
    set_up(data)
    (data / "files" / "ab").mkdir(parents=True)
    (data / "files" / "ab" / "abcd").write_bytes(b"a paper")
    (data / "files" / "ab" / "abce.123.45").write_bytes(b"half a paper")
    return data


@pytest.fixture
def saved(folder: Path, tmp_path: Path) -> Path:
    file = tmp_path / "saved.tar.gz"
    done = run("backup", str(file), PLENARIA_DATA=str(folder))
    assert done.returncode == 0, done.stderr
    return file


def add(folder: Path, name: str) -> None:
    words = (f"--name={name}", f"--email={name}@example.org", "--body=council", "--role=clerk")
    assert run("user", "add", *words, PLENARIA_DATA=str(folder)).returncode == 0


def people(folder: Path) -> list[str]:
    done = run("user", "list", "--json", PLENARIA_DATA=str(folder))
    assert done.returncode == 0, done.stderr
    return sorted(each["email"] for each in json.loads(done.stdout))


def restored_entries(folder: Path) -> list[dict[str, int]]:
    with sqlite3.connect(folder / "plenaria.sqlite3") as database:
        rows = database.execute("SELECT data FROM store_leaf WHERE kind = 'restored'").fetchall()
    return [json.loads(data)["data"] for (data,) in rows]


def test_what_was_saved_comes_back(folder: Path, saved: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    add(folder, "bo")
    again = tmp_path / "again"
    done = run("restore", str(saved), "--data", str(again))
    assert done.returncode == 0, done.stderr
    assert people(again) == ["anna@example.org"]
    assert {each.name for each in (again / "keys").iterdir()} == {"log.pem", "seal.pem", "secret"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in (again / "keys").iterdir()} == {0o600}
    files = [each.relative_to(again).as_posix() for each in (again / "files").rglob("*") if each.is_file()]
    assert files == ["files/ab/abcd"]
    assert restored_entries(again) == []


def test_a_backup_overwrites_nothing(folder: Path, saved: Path) -> None:
    before = saved.read_bytes()
    done = run("backup", str(saved), PLENARIA_DATA=str(folder))
    assert (done.returncode, saved.read_bytes() == before) == (2, True)


def test_a_folder_that_is_not_empty_is_left_alone(folder: Path, saved: Path) -> None:
    done = run("restore", str(saved), "--data", str(folder))
    assert (done.returncode, "not empty" in done.stderr) == (2, True)


def test_a_backup_older_than_what_was_seen_is_refused_and_a_loss_is_journalled(
    folder: Path, saved: Path, tmp_path: Path
) -> None:
    from plenaria.core.journal.checkpoint import Checkpoint
    from plenaria.formats.signatures import SigningKey, sign_checkpoint

    entries = read_manifest(saved).entries
    again = tmp_path / "again"
    again.mkdir()
    newer = Checkpoint("plenaria.example/journal", entries + 7, bytes(range(32)))
    (again / "checkpoint").write_bytes(sign_checkpoint(newer, "plenaria.example/journal", SigningKey.generate()))
    refused = run("restore", str(saved), "--data", str(again))
    assert (refused.returncode, str(entries + 7) in refused.stderr) == (2, True)
    assert [each.name for each in again.iterdir()] == ["checkpoint"]
    assert run("restore", str(saved), "--data", str(again), "--accept-loss").returncode == 0
    lost = {"size": entries, "seen": entries + 7, "missing": 7, "seen_root": bytes(range(32)).hex()}
    assert restored_entries(again) == [lost]
    assert not (again / "checkpoint").exists()


def test_a_damaged_backup_puts_nothing_in(saved: Path, tmp_path: Path) -> None:
    data = bytearray(saved.read_bytes())
    data[len(data) // 2] ^= 1
    saved.write_bytes(data)
    again = tmp_path / "again"
    done = run("restore", str(saved), "--data", str(again))
    assert (done.returncode, "damaged" in done.stderr) == (2, True)
    assert list(again.iterdir()) == []


def test_a_member_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside, file = tmp_path / "a", tmp_path / "evil.tar.gz"
    inside.write_bytes(b"x")
    pack(file, "", "sqlite", 0, [("../out", inside)], quiet)
    with pytest.raises(Damaged):
        unpack(file, tmp_path / "in", quiet)
    assert not (tmp_path / "out").exists()


def test_what_the_manifest_does_not_name_is_refused_and_what_it_names_must_be_there(tmp_path: Path) -> None:
    inside, file = tmp_path / "a", tmp_path / "saved.tar.gz"
    inside.write_bytes(b"x")
    pack(file, "", "sqlite", 0, [("a", inside), ("b", inside)], quiet)
    with tarfile.open(file) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    for names in (["manifest.json", "a"], ["manifest.json", "a", "b", "c"], ["manifest.json", "a", "a"], ["a"]):
        changed = tmp_path / "changed.tar.gz"
        with tarfile.open(changed, "w:gz") as tar:
            for name in names:
                path = tmp_path / "member"
                path.write_bytes(members.get(name, b"x"))
                tar.add(path, name)
        with pytest.raises(Damaged):
            unpack(changed, tmp_path / f"in{len(names)}{names[-1]}", quiet)


@pytest.mark.skipif(postgresql.programs() is None, reason="PostgreSQL is not installed on this machine")
def test_a_postgresql_installation_is_saved_and_restored(tmp_path: Path) -> None:
    first, again, file = tmp_path / "first", tmp_path / "again", tmp_path / "saved.tar.gz"
    with postgresql.server() as one:
        there = {"PLENARIA_DATABASE_URL": one}
        answers = {"PLENARIA_SEAL_PASSPHRASE": "a long passphrase", "PLENARIA_SMTP_URL": "smtp://127.0.0.1:1", **there}
        from tests.interfaces.cli.test_init import ANSWERS

        assert run("init", *ANSWERS, "--no-test-mail", PLENARIA_DATA=str(first), **answers).returncode == 0
        saved = run("backup", str(file), PLENARIA_DATA=str(first), **there)
        assert saved.returncode == 0, saved.stderr
        full = run("restore", str(file), "--data", str(again), **there)
        assert (full.returncode, "not empty" in full.stderr) == (2, True)
    shutil.rmtree(again)
    with postgresql.server() as other:
        done = run("restore", str(file), "--data", str(again), PLENARIA_DATABASE_URL=other)
        assert done.returncode == 0, done.stderr
        listed = run("user", "list", "--json", PLENARIA_DATA=str(again), PLENARIA_DATABASE_URL=other)
        assert [each["email"] for each in json.loads(listed.stdout)] == ["anna@example.org"]
        assert not (again / "database.dump").exists()
