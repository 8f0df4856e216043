"""What may be filed with an answer, by its contents."""

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.answer_files import named

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (b"%PDF-1.7 ...", "answer.exe", ("answer.pdf", "application/pdf")),
        (PNG, "../../scan.svg", ("scan.png", "image/png")),
        (JPEG, "photo", ("photo.jpg", "image/jpeg")),
        ("Принято.".encode(), "note.txt", ("note.txt", "text/plain; charset=utf-8")),
    ],
)
def test_a_file_is_called_what_it_is(data: bytes, name: str, kept: tuple[str, str]) -> None:
    assert named(data, name) == kept


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "letter.pdf"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "picture.svg"),
        (b"MZ" + b"\0" * 100, "answer.docx"),
        (b"GIF89a" + b"\0\1" * 60, "a.gif"),
    ],
)
def test_what_a_browser_or_a_machine_would_run_is_refused(data: bytes, name: str) -> None:
    assert isinstance(named(data, name), Refusal)


def test_the_refusal_says_what_is_taken() -> None:
    assert named(b"GIF89a" + b"\0\1" * 60, "a.gif") == unacceptable("answer-file-unfit")
