"""The archive in which no byte is free."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.journal import archive

FILES = {"a.txt": b"one", "b/c.json": b"{}", "b/d": b""}
ZIP = archive.pack(FILES)

names = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z]{1,4})?", fullmatch=True)


@given(st.dictionaries(names, st.binary(max_size=50), min_size=1))
def test_what_is_packed_is_unpacked(files: dict[str, bytes]) -> None:
    assert archive.unpack(archive.pack(files)) == archive.Unpacked(files)


def test_python_reads_it() -> None:
    with zipfile.ZipFile(BytesIO(ZIP)) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == FILES


def test_the_order_of_the_files_changes_nothing() -> None:
    assert archive.pack(dict(reversed(FILES.items()))) == ZIP


def test_each_flipped_bit_is_found() -> None:
    for place in range(len(ZIP)):
        for bit in range(8):
            changed = bytearray(ZIP)
            changed[place] ^= 1 << bit
            unpacked = archive.unpack(bytes(changed))
            assert unpacked.fault, (place, bit)


def test_a_changed_file_is_named() -> None:
    assert archive.unpack(ZIP.replace(b"one", b"two")) == archive.Unpacked({**FILES, "a.txt": b"two"}, "bytes", "a.txt")
    assert archive.unpack(ZIP + b"\n").where == "directory"


@pytest.mark.parametrize("data", [b"", b"PK", ZIP[1:], b"x" + ZIP, b"PK\x03\x04"])
def test_what_does_not_begin_as_an_archive_is_none(data: bytes) -> None:
    assert archive.unpack(data) == archive.Unpacked({}, "no-archive")


def test_an_archive_is_not_cut_off_unseen() -> None:
    for end in range(34, len(ZIP)):
        assert archive.unpack(ZIP[:end]).fault


def test_a_file_may_not_come_twice() -> None:
    end = ZIP.index(b"PK\x03\x04", 4)
    assert archive.unpack(ZIP[:end] + ZIP).fault == "doubled"


def test_an_archive_of_another_maker_is_not_taken() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("a.txt", b"one")
    assert archive.unpack(made.getvalue()).fault == "bytes"


@pytest.mark.parametrize(
    "name",
    ["", "/a", "../a", "a/../b", "a//b", "a\\b", "C:a", ".a", "a/.b", "a/", "а.txt", "a b", "a\0", "x" * 201, "a..b"],
)
def test_path_tricks_are_refused(name: str) -> None:
    assert not archive.acceptable(name)
    with pytest.raises(ValueError, match=r".+"):
        archive.pack({name: b""})


@pytest.mark.parametrize("pair", [("a.txt", "A.txt"), ("b", "b/c")])
def test_names_that_are_one_on_some_discs_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"case|in a file"):
        archive.pack(dict.fromkeys(pair, b""))


def test_a_hostile_name_in_an_archive_is_a_fault() -> None:
    assert archive.unpack(ZIP.replace(b"b/c.json", b"../.json")).fault == "bad-name"
