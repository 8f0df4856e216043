"""Whatever can't be read is refused with the code that says why."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats import gathering
from plenaria.formats.isolation import read_isolated, run_isolated
from plenaria.formats.reading import read
from plenaria.phrases.refusals import SENTENCES
from tests.formats import papers
from tests.formats.papers import docx, odt, p, zipped

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf \r\n\t\n", b"\xff\xfe\n\x00", docx(p("")), odt("<text:p/>"), b"<p></p>"]
)
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert read(data) == unacceptable("file-empty")


def test_a_file_above_fifty_megabytes_is_too_large() -> None:
    assert read(b"a" * 50_000_001) == unacceptable("file-too-large", limit=50)


def test_a_text_of_more_characters_than_any_paper_is_too_long() -> None:
    longest = gathering.LONGEST
    assert read(b"word " * (longest // 5 + 1)) == unacceptable("file-too-long", limit=longest)
    assert read(docx(p("слово " * 2000) * (longest // 12_000 + 1))) == unacceptable("file-zip-bomb")


@pytest.mark.parametrize(
    "data",
    [
        PROGRAM,
        zipped({"readme": "a zip of something else"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b'<?xml version="1.0"?><catalogue><star>Vega</star></catalogue>',
    ],
)
def test_what_is_no_format_of_ours_is_unknown(data: bytes) -> None:
    assert read(data) == unacceptable("file-unknown")


@pytest.mark.parametrize("extension", ["docx", "odt", "pdf", "html", "md", "txt"])
def test_a_program_renamed_is_not_what_it_says(extension: str) -> None:
    assert read(PROGRAM, f"Резолюция.{extension.upper()}") == unacceptable("file-not-what-it-says", extension=extension)


def test_a_program_of_zeros_is_no_text() -> None:
    assert read(b"MZ\x90" + bytes(5000), "paper.docx") == unacceptable("file-not-what-it-says", extension="docx")


def test_a_zip_of_something_else_renamed_is_not_what_it_says() -> None:
    sheet = zipped({"[Content_Types].xml": "<Types/>", "readme": "text"})
    assert read(sheet, "paper.docx") == unacceptable("file-not-what-it-says", extension="docx")


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi text}", "RTF"),
        (COMPOUND + "WordDocument".encode("utf-16-le") + bytes(100), "DOC (Word 97–2003)"),
        (COMPOUND + "Workbook".encode("utf-16-le") + bytes(100), "XLS"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "XLSX"),
        (zipped({"Index/Document.iwa": b"\x00\x01", "preview.jpg": b"\xff\xd8"}), "Apple Pages"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
         "OpenDocument (spreadsheet)"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"AT&TFORM\x00\x00\x10DJVMDIRM", "DjVu"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["paper.docx", "paper.doc", "paper.pdf", ""])
def test_a_file_of_another_format_is_told_by_its_name(data: bytes, kind: str, name: str) -> None:
    assert read(data, name) == unacceptable("file-other-format", format=kind)


def test_a_picture_of_a_paper_is_a_scan_in_every_format() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)
    run = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
    scans = {
        "photo.png": png,
        "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200),
        "photo.pdf": papers.scan(),
        "photo.docx": with_part(docx(p(run)), "word/media/image1.png", png),
        "photo.odt": with_part(odt("<text:p><draw:frame/></text:p>"), "Pictures/1.png", png),
        "photo.html": b'<!doctype html><p><img src="data:image/png;base64,AA=="></p>',
    }
    assert {name: read(data, name) for name, data in scans.items()} == dict.fromkeys(
        scans, unacceptable("scan-without-text")
    )


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_password_protected_office_files_are_encrypted() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    assert read(compound, "paper.docx") == unacceptable("file-encrypted")
    manifest = (
        f'<manifest:manifest xmlns:manifest="{papers.ODF}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    assert read(odt("<text:p>a</text:p>", manifest=manifest)) == unacceptable("file-encrypted")


def test_an_encrypted_zip_is_encrypted() -> None:
    data = bytearray(docx(p("a")))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert read(bytes(data)) == unacceptable("file-encrypted")


@pytest.mark.parametrize("keep", [30, 200, 700])
def test_a_file_cut_short_is_broken(keep: int) -> None:
    assert read(docx(p("a" * 50))[:keep], "paper.docx") == unacceptable("file-broken")


def test_damaged_parts_are_broken() -> None:
    assert read(docx("<w:p><w:r></w:p>")) == unacceptable("file-broken")
    data = bytearray(odt("<text:p>" + "Vega " * 50 + "</text:p>"))
    at = data.index(b"content.xml") + 30
    data[at : at + 8] = b"\xff" * 8
    assert read(bytes(data)) == unacceptable("file-broken")


def test_a_zip_bomb_is_found_while_inflating() -> None:
    body = "<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"
    assert read(docx(body)) == unacceptable("file-zip-bomb")


def test_a_zip_bomb_that_lies_about_its_size_is_found() -> None:
    honest = docx("<w:p><w:r><w:t>" + "a" * 3_000_000 + "</w:t></w:r></w:p>")
    size = zipfile.ZipFile(BytesIO(honest)).getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    assert read(lying) == unacceptable("file-broken")


def test_a_bomb_among_the_pictures_is_found() -> None:
    out = BytesIO(docx(p("a")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in ("one", "two"):
            archive.writestr(f"word/media/{name}.bmp", bytes(300_000_000))
    assert read(out.getvalue()) == unacceptable("file-zip-bomb")


def test_more_entries_than_any_paper_is_a_bomb() -> None:
    assert read(zipped({f"{n}.xml": "" for n in range(5_001)})) == unacceptable("file-zip-bomb")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def test_entities_and_document_types_are_refused() -> None:
    body = f'<w:document xmlns:w="{papers.W_NS}"><w:body>{p("&f;")}</w:body></w:document>'
    parts = {"[Content_Types].xml": "<Types>wordprocessingml</Types>", "word/document.xml": ENTITIES + body}
    assert read(zipped(parts)) == unacceptable("file-external-entities")
    for encoding in ("utf-8", "utf-16"):
        xml = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES}<akomaNtoso>&b;</akomaNtoso>'
        assert read(xml.encode(encoding)) == unacceptable("file-external-entities")


def test_every_code_of_the_readers_has_its_sentence() -> None:
    folder = Path(gathering.__file__).parent
    written = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    codes = set(re.findall(r'"((?:file|scan|text-layer)-[a-z-]+)"', written))
    assert codes >= {"file-empty", "scan-without-text", "text-layer-false"}
    assert codes - set(SENTENCES) == set()


def test_an_isolated_reader_gives_what_the_reader_gives() -> None:
    paper = docx(
        p("Провести неделю наблюдений.")
        + p("Поручить совету отчёт.")
        + p("\ud83d\udd2d".encode("utf-16", "surrogatepass").decode("utf-16"))
    )
    assert read_isolated(paper, "paper.docx") == read(paper, "paper.docx")
    assert read_isolated(PROGRAM, "paper.docx") == read(PROGRAM, "paper.docx")


def test_a_reader_that_dies_leaves_a_refusal() -> None:
    assert run_isolated("os:abort_not_there", b"") == unacceptable("file-broken")
    assert run_isolated("tests.formats.hostile:crash", b"") == unacceptable("file-broken")
    assert run_isolated("tests.formats.hostile:write", b"") == unacceptable("file-broken")


def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    assert run_isolated("tests.formats.hostile:devour", b"", megabytes=300) == unacceptable("file-too-heavy", limit=300)


@pytest.mark.parametrize("how", ["spin", "sleep"])
def test_a_reader_that_does_not_end_is_too_slow(how: str) -> None:
    assert run_isolated(f"tests.formats.hostile:{how}", b"", seconds=1) == unacceptable("file-too-slow", limit=1)


def test_what_a_library_prints_is_no_part_of_the_answer() -> None:
    assert run_isolated("tests.formats.hostile:chat", b"echo") == b"echo"


def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLENARIA_SECRET_KEY", "of the house")
    answer = run_isolated("tests.formats.hostile:environment", b"")
    assert not isinstance(answer, Refusal)
    assert b"PLENARIA" not in answer
