"""Why an old paper is not taken into the register without a look (``core.papers``), in the reader's language."""

from plenaria.core.text.resolution import Warning as Caution
from plenaria.phrases import cautions
from plenaria.phrases.catalogue import N_, translation

SENTENCES: dict[str, str] = {
    "clause-number-too-long": N_("The number “{text}” of a clause is too long to be kept. Shorten it."),
    "date-ahead": N_("The date {text} is still to come. Check the date of adoption."),
    "languages-unequal": N_(
        "It seems to be “{text}” in another language, but the two do not have the same structure. Check both."
    ),
    "no-date": N_("No date of adoption was recognised. Write it."),
    "paper-control-characters": N_("The text holds signs that no paper can print ({text}). Write these places anew."),
    "resolution-there": N_("“{text}” is in the register already. Leave this file out if it is the same."),
}
"""Code → the sentence; ``{text}`` is the words in question. The warnings of the reading have theirs in ``cautions``."""


def doubt(found: Caution, language: str) -> str:
    """The sentence of a doubt."""
    if found.code not in SENTENCES:
        return cautions.caution(found, language)
    return translation(language).gettext(SENTENCES[found.code]).format_map({"text": found.text})
