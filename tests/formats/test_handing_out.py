"""Files that are handed out as they are: known by their contents, named safely."""

import io
import zipfile

import pytest

from plenaria.core.refusal import Refusal
from plenaria.formats.handing_out import MEDIA_TYPES, kind, named

PDF = b"%PDF-1.7\n%%EOF\n"


def packed(**parts: str) -> bytes:
    """A zip file of these parts; two lines stand for a slash, one for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), words)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PDF, "budget.pdf", "pdf"),
        (PDF, "budget.docx", "pdf"),
        (packed(xl__workbook_xml="<workbook/>"), "budget.xlsx", "xlsx"),
        ("Бюджет на год.".encode(), "budget.txt", "txt"),
        (b"# Budget\n", "budget.md", "md"),
    ],
)
def test_what_a_file_is_its_contents_tell(data: bytes, name: str, expected: str) -> None:
    assert kind(data, name) == expected
    assert expected in MEDIA_TYPES


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "empty.pdf", "file-empty"),
        (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "page.pdf", "item-file-unfit"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "picture.svg", "item-file-unfit"),
        (b"MZ\x90\x00" + bytes(200), "setup.pdf", "file-not-what-it-says"),
        (b"{\\rtf1 x}", "letter.rtf", "file-other-format"),
    ],
)
def test_what_is_not_handed_out(data: bytes, name: str, code: str) -> None:
    found = kind(data, name)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Бюджет 2026.docx", "Бюджет 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\plan.v2.pdf", "plan.v2.pdf"),
        ("a\r\nX-Evil: 1.pdf", "aX-Evil: 1.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_name_has_no_folders_and_no_lines(name: str, expected: str) -> None:
    assert named(name, "pdf") == expected
