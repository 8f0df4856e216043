"""What a person should look at in a paper that was read (``core.text.resolution.Warning``), in their language."""

from plenaria.core.text.resolution import Warning as Caution
from plenaria.phrases.catalogue import N_, translation

SENTENCES: dict[str, str] = {
    "footnote": N_("A footnote was found. It is kept below, outside the text; say what it should be."),
    "no-clauses": N_("No clause was recognised. Say below which lines are clauses, or write them."),
    "no-title": N_("No title was recognised. Write it."),
    "numbering-gap": N_("The numbers jump before “{text}”. Check that nothing is missing here."),
    "numbering-repeats": N_("The number “{text}” stands twice. Check which one is right."),
    "numbering-restarts": N_(
        "The numbering starts anew at “{text}”. Check whether these are points of another clause."
    ),
    "several-resolutions": N_(
        "“{text}” begins another resolution in this file. Only the first was read; hand in the other on its own."
    ),
    "two-languages": N_(
        "The paper prints the same text in another language beside this one ({text}). Only one of them was read. To "
        "read the other, hand in the file again and choose its language."
    ),
    "unplaced": N_("This line found no place in the text. Say below what it should be."),
}
"""Code → the sentence; ``{text}`` is the words in question."""

OTHER = N_("Please look at this line.")


def caution(found: Caution, language: str) -> str:
    """The sentence of a warning; a code without one asks to look, for a warning is never hidden."""
    return translation(language).gettext(SENTENCES.get(found.code, OTHER)).format_map({"text": found.text})
