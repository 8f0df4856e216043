"""What a file is to be called when it is handed out again (IANA media types), by the ending of its name."""

from pathlib import PurePosixPath

from plenaria.formats.writing import FORMATS

_BY_ENDING = {FORMATS[each].extension: FORMATS[each].media_type for each in ("pdf", "docx", "html", "md", "txt")} | {
    "akn": FORMATS["akn"].media_type,
    "htm": FORMATS["html"].media_type,
    "odt": "application/vnd.oasis.opendocument.text",
    "xml": "application/xml",
}


def media_type(name: str) -> str:
    """The media type of a paper with that name; ``application/octet-stream`` for what is no paper."""
    return _BY_ENDING.get(PurePosixPath(name).suffix.lower().lstrip("."), "application/octet-stream")
