"""What an amendment is called, in each language."""

from plenaria.phrases.catalogue import translation


def title(number: int, kind: str, clause: str, language: str) -> str:
    """*Amendment 2 to clause 3*; of what has no place there, the number alone."""
    words = translation(language)
    if not clause:
        text = words.gettext("Amendment {number}")
    elif kind == "insert":
        text = words.gettext("Amendment {number}: a new clause after clause {clause}")
    else:
        text = words.gettext("Amendment {number} to clause {clause}")
    return text.format(number=number, clause=clause)
