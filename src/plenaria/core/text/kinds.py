"""What a clause does: its operative verb and its kind.

The first phrase of the lexicon decides; a verb that only hands on or decides (*instructs*, *поручить*, *acuerda*) gives
way to the verb that it governs. ``also`` names the kinds of later verbs that stand where an operative verb can.
"""

import re

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import periods

ORDER = (
    "nomination",
    "thanks",
    "publication",
    "event",
    "assessment",
    "rule",
    "request",
    "continuing",
    "task",
    "position",
)
"""Of two phrases at one place that of several words decides, then the shorter, then the kind that comes first here."""

_REACH = 160
"""Characters after a delegating verb within which the governed verb is looked for."""

_VERB_PLACE = re.compile(r"(?:[,;:.]\s*|\b(?:and|also|to|y|e|a|и|а также|также|including)\s+|\n\s*)$", re.IGNORECASE)


def classify(text: str, language: str, margin: str = "") -> tuple[str, tuple[str, ...], str | None]:
    """Kind, further kinds and the operative verb as printed; a verb in the margin leads the clause."""
    verb = _verb(margin or text, language)
    found = _matches(f"{margin} {text}" if margin else text, language)
    if not found:
        return "position", (), verb
    lead = found[0]
    charged = _charges_own(text, language)
    if charged:
        # "The Treasurer shall obtain …"
        lead = next((each for each in found if each[0] >= charged), (charged, charged, "task"))
        return lead[2], (), verb
    delegating = vocabulary.anywhere(language, "operative", "delegation")
    whole = f"{margin} {text}" if margin else text
    handed = delegating.match(whole, lead[0]) or _asks_own(whole, lead, language)
    if handed:
        governed = next((each for each in found if each[0] >= handed.end() and each[0] - lead[0] < _REACH), None)
        if governed is None:
            governed = next((each for each in found if each[0] > lead[0] and each[0] - lead[0] < _REACH), None)
        lead = governed or lead
    others = [
        kind
        for start, _, kind in found
        if start > lead[0] and kind != lead[2] and kind not in ("position",) and _may_lead(whole, start)
    ]
    also = tuple(dict.fromkeys(kind for kind in others if kind != lead[2]))
    return lead[2], also, verb


def leads(text: str, language: str) -> bool:
    """Whether a point of a list has an operative verb of its own, and does not complete that of its clause."""
    found = _matches(text[:120], language)
    return bool(vocabulary.operative(language).match(text)) or bool(found and found[0][0] == 0)


def _asks_own(text: str, lead: tuple[int, int, str], language: str) -> re.Match[str] | None:
    """A request to an organ of one's own (*requests the Board to …*) hands on, and awaits no answer."""
    if lead[2] != "request":
        return None
    start = text.find(" ", lead[1] - 1)
    if start < 0:
        return None
    articles = vocabulary.alternatives(language, "names", "articles")
    own = vocabulary.alternatives(language, "operative", "own")
    return re.compile(rf"\s*(?:(?:{articles}|a|al|to)\s+)*(?:{own})(?!\w)", re.IGNORECASE).match(text, start)


def _charges_own(text: str, language: str) -> int:
    """Where the verb stands in a clause that says what an organ of one's own shall do; 0 in any other."""
    articles = vocabulary.alternatives(language, "names", "articles")
    own = vocabulary.alternatives(language, "operative", "own")
    charged = vocabulary.alternatives(language, "operative", "charged")
    match = re.match(rf"(?:that\s+)?(?:(?:{articles})\s+)?(?:{own})\s+(?:{charged})\s+", text, re.IGNORECASE)
    return match.end() if match else 0


def _may_lead(text: str, start: int) -> bool:
    """Whether an operative verb may stand here: at the start, after a stop, or joined by *and* or *to*."""
    before = text[max(0, start - 30) : start]
    return not before.strip() or bool(_VERB_PLACE.search(before))


def _verb(text: str, language: str) -> str | None:
    match = vocabulary.operative(language).match(text)
    if match:
        return match[0].strip()
    found = _matches(text[:200], language)
    if not found:
        return None
    start, end, _ = found[0]
    return " ".join(text[start:end].split()[:3])


def _matches(text: str, language: str) -> list[tuple[int, int, str]]:
    """Every phrase of a kind: start, end, kind; at one place only the best."""
    best: dict[int, tuple[int, int, str]] = {}
    text = _dates_as_words(text, language)
    for kind in ORDER:
        for match in vocabulary.anywhere(language, "kinds", kind).finditer(text):
            known = best.get(match.start())
            if known is None or _weight(match[0], kind) > _weight(text[known[0] : known[1]], known[2]):
                best[match.start()] = (match.start(), match.end(), kind)
    return sorted(best.values())


def _dates_as_words(text: str, language: str) -> str:
    """``text`` with every date made one word of the same length: it stands between a verb and what is held."""
    for period in periods(text, language):
        text = text[: period.start] + "0" * (period.end - period.start) + text[period.end :]
    return text


def _weight(phrase: str, kind: str) -> tuple[bool, int, int]:
    """Several words tell more than one, and of these the nearest that belong together."""
    return len(phrase.split()) > 1, -len(phrase), -ORDER.index(kind)
