import io
import zipfile

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats.parcel import MOST, is_parcel, unpack


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_parcel_is_a_zip_file_that_is_no_document() -> None:
    assert is_parcel(zipped(**{"a/1.txt": b"one"}))
    assert not is_parcel(zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))
    assert not is_parcel(zipped(mimetype=b"application/vnd.oasis.opendocument.text"))
    assert not is_parcel(b"PK\x03\x04 and no more")
    assert not is_parcel(b"%PDF-1.7")


def test_its_papers_come_with_their_folders() -> None:
    data = zipped(**{"a/": b"", "a/1.txt": b"one", "2.txt": b"two", "a/.x": b"no", "__MACOSX/1.txt": b"no"})
    assert list(unpack(data)) == [("a/1.txt", b"one"), ("2.txt", b"two")]


def test_it_has_limits() -> None:
    assert list(unpack(zipped(**{str(n): b"" for n in range(MOST + 1)}))) == [
        ("", unacceptable("parcel-too-many", limit=MOST))
    ]
    ((name, bomb), small) = unpack(zipped(**{"bomb.txt": bytes(60_000_000), "small.txt": b"one"}))
    assert (name, isinstance(bomb, Refusal) and bomb.code) == ("bomb.txt", "file-zip-bomb")
    assert small == ("small.txt", b"one")
    assert list(unpack(b"PK\x05\x06")) == [("", unacceptable("file-broken"))]
