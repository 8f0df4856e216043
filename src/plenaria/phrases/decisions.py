"""A decision in a sentence of its own, away from its vote: what was put, and how it ended."""

from collections.abc import Mapping

from plenaria.phrases.catalogue import translation


def question(paper: str, language: str, *, clause: str = "", amendment: int = 0) -> str:
    """What was put of a paper: the whole, the clause with that number, or an amendment to it.

    ``paper`` is its title in quotation marks (``quoted``).
    """
    words = translation(language)
    if amendment:
        return words.gettext("amendment {number} to {paper}").format(number=amendment, paper=paper)
    if not clause:
        return words.gettext("{paper} as a whole").format(paper=paper)
    return words.gettext("clause {number} of {paper}").format(number=clause, paper=paper)


def quoted(text: str, language: str) -> str:
    """In the quotation marks of the language."""
    return translation(language).gettext("“{title}”").format(title=text)


def text_in(texts: Mapping[str, str], *languages: str) -> str:
    """The text in the first of these languages that it has, in English, or in any; nothing where there is none."""
    return next((texts[each] for each in (*languages, "en", *texts) if texts.get(each)), "")
