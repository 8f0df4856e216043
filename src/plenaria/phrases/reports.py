"""The words of a report on implementation: what is put to the vote, and what goes on in the next text."""

from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label


def title(language: str) -> str:
    """What the report is called on an agenda."""
    return translation(language).gettext("Report on what became of the resolutions")


def question(resolution: str, clause: str, proposal: str, language: str) -> str:
    """What is put to the vote of one section."""
    words = translation(language)
    told = label("proposal", proposal, language)
    return words.gettext("Report: resolution {resolution}, clause {clause} – {proposal}").format(
        resolution=resolution, clause=clause, proposal=told
    )


def whole(language: str) -> str:
    """What is put to the vote of the whole."""
    return translation(language).gettext("Report on what became of the resolutions, as a whole")


def carried(resolution: str, clause: str, said: str, language: str) -> str:
    """The clause of the next draft by which an earlier one goes on; it cites that one as our own reader finds it."""
    words = translation(language)
    return words.gettext("Continue to carry out clause {clause} of resolution No. {resolution}: {words}").format(
        clause=clause, resolution=resolution, words=said
    )
