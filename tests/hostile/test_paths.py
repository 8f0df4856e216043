"""No name leads out of its folder: in a backup, in a site that is written, of a file that was handed in."""

import hashlib
import io
import json
import tarfile
from pathlib import Path, PurePosixPath

import pytest

from plenaria.formats.handing_out import named
from plenaria.interfaces.cli.backup_file import MANIFEST, Damaged, unpack
from plenaria.interfaces.cli.site.folder import Writer
from plenaria.interfaces.cli.site.places import safe
from tests.hostile.test_files import NAMES

DATA = b"x"
LEADING_OUT = ("../out", "a/../../out", "/{folder}/out", "a/../../in/../out", "./../out")
ODD = {
    "a link": (tarfile.SYMTYPE, "../out"),
    "a link to all": (tarfile.SYMTYPE, "/"),
    "a second name": (tarfile.LNKTYPE, "../out"),
    "a folder": (tarfile.DIRTYPE, ""),
    "a pipe": (tarfile.FIFOTYPE, ""),
    "a device": (tarfile.CHRTYPE, ""),
}


def archive(path: Path, *members: tarfile.TarInfo) -> Path:
    """A backup whose manifest names each of them as a file of one byte."""
    one = {"bytes": len(DATA), "sha256": hashlib.sha256(DATA).hexdigest()}
    names = {each.name: one for each in members}
    told = json.dumps({"form": "plenaria-backup-1", "at": "", "engine": "sqlite", "entries": 0, "members": names})
    with tarfile.open(path, "w:gz") as tar:
        for member, data in ((tarfile.TarInfo(MANIFEST), told.encode()), *((each, DATA) for each in members)):
            member.size = len(data) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(data) if member.isreg() else None)
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, to: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, to
    return made


def restored(tmp_path: Path, *members: tarfile.TarInfo) -> set[str]:
    """What there is in the folder and beside it after a try to restore."""
    folder = tmp_path / "in"
    unpack(archive(tmp_path / "saved.tar.gz", *members), folder, lambda _: None)
    return {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*")}


def test_a_good_one_is_taken(tmp_path: Path) -> None:
    assert restored(tmp_path, member("a/b")) == {"saved.tar.gz", "in", "in/a", "in/a/b"}


@pytest.mark.parametrize("name", LEADING_OUT)
def test_a_member_that_leads_out_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(Damaged):
        restored(tmp_path, member(name.format(folder=str(tmp_path).lstrip("/"))))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_plain_file_is_not_made(tmp_path: Path, odd: str) -> None:
    """A link that is written first would lead what follows it out of the folder."""
    with pytest.raises(Damaged):
        restored(tmp_path, member("a", *ODD[odd]), member("a/b"))
    assert [each.name for each in tmp_path.rglob("*") if each.name not in ("in", "saved.tar.gz")] == []


@pytest.mark.parametrize("place", ["../out.html", "b/../../out.html", "b/council/../../../out.html"])
def test_no_page_of_a_site_is_written_outside_it(tmp_path: Path, place: str) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(AssertionError):
        Writer(tmp_path / "site", {}).write(place, DATA)
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("name", [*NAMES, "..", ".", "", "/", "../..", ".htaccess", "con\u202e/../x"])
def test_a_name_is_one_step_of_a_path(name: str) -> None:
    for made in (safe(name), named(name, "pdf")):
        assert PurePosixPath(made).name == made, made
        assert made not in ("", ".", "..")
        assert not set("/\\\0\r\n\u202e") & set(made), made
