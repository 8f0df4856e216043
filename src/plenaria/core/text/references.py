"""Whether a citation means a certain resolution, and which of its clauses.

A citation prints what its author thought enough: *resolution No. 4 of the VI World Congress of 22 December 2024*. It
means a resolution where everything that it prints fits, and enough is printed: the number with a day or a body, or the
day with a body.
"""

import re
from collections.abc import Iterable
from datetime import date

from plenaria.core.text.resolution import Citation

_CLAUSE = re.compile(
    r"(?<!\w)(?:clauses?|paragraphs?|пункт\w*|п\.|punto|párrafo|apartado)\s+(\d+(?:\.\d+)*|[a-zа-я](?=\)))",
    re.IGNORECASE,
)


def means(citation: Citation, *, number: str, adopted_on: date, names: Iterable[str]) -> bool:
    """Whether ``citation`` means the resolution of that number, day and body (``names`` in all languages)."""
    fits = {
        "number": _same_number(citation.number, number),
        "date": None if citation.date is None else adopted_on.isoformat().startswith(citation.date),
        "body": _same_body(citation.body, names),
    }
    if False in (fits["number"], fits["date"]):
        return False
    # A body is printed in so many ways that another wording alone does not speak against a number with its day.
    if fits["number"] and fits["date"] and len(citation.date or "") == len("2024-12-22"):
        return True
    return bool(fits["body"]) and bool(fits["number"] or fits["date"])


def clause_named(citation: Citation) -> str | None:
    """The printed number of the one clause that a citation speaks of: *clause 2 of resolution No. 4*."""
    found = set(_CLAUSE.findall(citation.text))
    return found.pop() if len(found) == 1 else None


def plain_number(number: str) -> str:
    """A number without its sign, brackets and case: ``No. XIV/3`` is ``xiv-3``."""
    return "-".join(re.findall(r"\w+", re.sub(r"(?i)^(?:no\.?|№|n\.?º)\s*", "", number).casefold()))


def _same_number(printed: str | None, number: str) -> bool | None:
    """*4* means the fourth of its meeting, *VI/4*; who prints more must print all."""
    if printed is None:
        return None
    short, whole = plain_number(printed), plain_number(number)
    return short != "" and (whole == short or whole.endswith(f"-{short}"))


def _same_body(printed: str | None, names: Iterable[str]) -> bool | None:
    if not printed:
        return None
    words = _significant(printed)
    return any(words and (words <= _significant(name) or _significant(name) <= words) for name in names if name)


def _significant(name: str) -> frozenset[str]:
    """The longer words of a name, cut where Russian and Spanish bend them."""
    return frozenset(word[:5] for word in re.findall(r"\w{4,}", name.casefold()))
