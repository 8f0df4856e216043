"""Files and their names: saved and never run, named and never placed, written and never computed."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from plenaria.formats import roll_call, spreadsheet
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.store import files
from tests.hostile.judging import BEGINS_A_FORMULA, faults

NAMES = (
    "a\r\nSet-Cookie: seat=evil.svg",
    '"; filename="evil.exe"; x=".html',
    "../../../etc/passwd",
    "..\\..\\windows\\evil.dll",
    "Ответ\u202efdp.exe",
    "nul\0.html",
    "a;b=c.html",
    "x" * 5_000 + ".html",
    "%0d%0aSet-Cookie: evil=1.txt",
)
CONTENTS = {
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    "text/html": b"<!doctype html><script>alert(document.cookie)</script>",
    "application/xhtml+xml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "text/xml": b'<?xml-stylesheet href="javascript:alert(1)"?><a/>',
    "application/javascript": b"alert(1)",
}
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1")


@pytest.mark.parametrize("media_type", CONTENTS)
@pytest.mark.parametrize("public", [True, False])
def test_what_was_handed_in_is_saved_and_runs_nowhere(media_type: str, public: bool) -> None:
    answer = handed_out(files.keep(CONTENTS[media_type]), "paper.bin", media_type, public=public)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_adds_nothing_to_the_header(name: str) -> None:
    answer = handed_out(files.keep(b"paper"), name, "text/plain")
    assert faults(answer) == []
    assert "Set-Cookie" not in answer.headers
    assert len(answer["Content-Disposition"]) < 2_000


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    written = spreadsheet.write_csv(["name"], [[formula]])
    ((_head,), (cell,)) = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert not cell.lstrip(" ").startswith(BEGINS_A_FORMULA), cell
    assert not roll_call.tame(formula).lstrip(" ").startswith(BEGINS_A_FORMULA)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/search/", "/api/v1/bodies"])
@pytest.mark.parametrize(
    "body",
    [
        lambda: ("application/x-www-form-urlencoded", b"email=" + b"a" * 5_000_000),
        lambda: ("application/x-www-form-urlencoded", b"&".join(b"f%d=" % number for number in range(20_000))),
        lambda: ("application/json", b"[" * 200_000),
        lambda: ("application/json", b'{"a":' * 100_000),
        lambda: ("multipart/form-data; boundary=x", b"--x\r\n" * 50_000),
    ],
    ids=["long", "many fields", "deep list", "deep object", "many parts"],
)
def test_a_body_without_end_is_refused(client: Client, path: str, body: Callable[[], tuple[str, bytes]]) -> None:
    client.raise_request_exception = False
    media_type, data = body()
    answer = client.post(path, data, content_type=media_type)
    assert 200 <= answer.status_code < 500, answer.status_code
