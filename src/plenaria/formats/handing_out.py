"""Files that are handed out as they are, and never read: what may be, and what each is called (IANA media types).

By its contents, as ``sniff`` knows them; what a browser would run (HTML, XML) is not handed out.
"""

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.formats import sniff
from plenaria.formats.unreadable import Unreadable

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
}
"""By the ending that such a file gets."""
_NOT_READ = frozenset({"XLSX", "PPTX"})
"""What ``sniff`` knows and no reader of ours reads."""


def kind(data: bytes, name: str = "") -> str | Refusal:
    """The ending of such a file: a key of ``MEDIA_TYPES``.

    Refused: ``item-file-unfit``, and what ``sniff`` refuses (``file-empty``, ``file-too-large``, ``file-encrypted``,
    ``file-not-what-it-says`` and so on).
    """
    try:
        found = sniff.kind(data, name)
    except Unreadable as error:
        other = str(error.refusal.data.get("format", ""))
        return other.lower() if other in _NOT_READ else error.refusal
    return found if found in MEDIA_TYPES else unacceptable("item-file-unfit")


def named(name: str, ending: str) -> str:
    """A name for the file with that ending, without folders and control characters."""
    base = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()
    stem = base.rpartition(".")[0] or base or "file"
    return f"{stem[:150]}.{ending}"
