"""The sentence of every refusal, in one place.

A :class:`~plenaria.core.refusal.Refusal` is a code and its data; here is what a person reads. A sentence says what
happened, that nothing was lost or stored, and what to do next, in plain words. Places in braces (``{limit}``) are
filled from the refusal's data. The English texts are the message ids of the catalogues.
"""

from plenaria.core.refusal import Refusal
from plenaria.phrases.catalogue import translation


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a message for the catalogues without translating it."""
    return message


SENTENCES: dict[str, str] = {
    # Files that are handed in.
    "file-broken": N_(
        "The file is damaged and could not be read. Nothing was stored. Open it in the program that made it, save "
        "it again and hand in the new copy."
    ),
    "file-empty": N_("The file holds no text. Nothing was stored. Check that you chose the right file."),
    "file-encrypted": N_(
        "The file is protected by a password. Nothing was stored. Save a copy without the password and hand in that."
    ),
    "file-external-entities": N_(
        "The file defines entities or points to other files, which is not allowed. Nothing was stored. Save it "
        "again without a document type definition."
    ),
    "file-not-what-it-says": N_(
        "The name of the file ends in .{extension}, but its contents are something else. Nothing was stored. Check "
        "that you chose the right file."
    ),
    "file-too-large": N_(
        "The file is larger than {limit} MB. Nothing was stored. Remove pictures from it or hand it in in parts."
    ),
    "file-too-slow": N_(
        "Reading the file took longer than {limit} seconds and was stopped. Nothing was stored. Try it in another "
        "format, such as DOCX or plain text."
    ),
    "file-unknown": N_(
        "This kind of file cannot be read. Nothing was stored. Hand in DOCX, ODT, PDF, HTML, Markdown, plain text "
        "or Akoma Ntoso."
    ),
    "file-zip-bomb": N_(
        "The file unpacks to far more than a paper could hold, and reading it was stopped. Nothing was stored. "
        "Save it again and hand in the new copy."
    ),
    "scan-without-text": N_(
        "The file is a picture of a paper and holds no text. Nothing was stored. Hand in the file from which it "
        "was printed, or a copy with recognised text."
    ),
    "text-layer-false": N_(
        "The text hidden in this PDF is not the text that it shows: Latin letters stand for Cyrillic ones. Nothing "
        "was stored. Hand in the file from which it was made."
    ),
}


def sentence(refusal: Refusal, language: str) -> str:
    """What a person who reads ``language`` is told; in English where the catalogue has no translation.

    :raises KeyError: the code has no sentence, or the refusal lacks a place's data; both are mistakes of the
        code that refused.
    """
    return translation(language).gettext(SENTENCES[refusal.code]).format_map(refusal.data)
