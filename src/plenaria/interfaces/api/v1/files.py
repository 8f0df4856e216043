"""Files of a resolution or of a corrigendum, as the API tells of them."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from plenaria.phrases.catalogue import N_
from plenaria.store.queries.published import FileView


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the resolution."""

    format: Annotated[str, Meta(description=N_("pdf, docx, akn, html, json, text; source for an old paper; bundle."))]
    language: Annotated[str, Meta(description=N_("Empty for the bundle; two for a text side by side: ru-es."))]
    name: str
    media_type: str
    size: Annotated[int, Meta(description=N_("Bytes."))]
    sha256: Annotated[str, Meta(description=N_("Of its bytes, in hexadecimal."))]
    download: Annotated[str, Meta(description=N_("Where it can be fetched."))]


def file(of: FileView, path: str) -> File:
    """What is told of a file; ``path`` is its address without a language."""
    return File(
        format=of.format,
        language=of.language,
        name=of.name,
        media_type=of.media_type,
        size=of.size,
        sha256=of.sha256,
        download=f"{path}?in={of.language}" if of.language else path,
    )
