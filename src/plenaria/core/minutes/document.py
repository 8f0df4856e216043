"""The facts of a meeting put into sections: the opening, each point of the agenda as it was dealt with, the close.

Nothing here is a sentence: a paragraph is a happening, a code with its data, which ``phrases.minutes`` says in each
language. What is told only grows at its end as the journal goes on, so that words of the clerk's keep their place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plenaria.core.minutes.facts import Facts, Happening

CODES = frozenset(
    {
        "meeting-convened",
        "meeting-opened",
        "meeting-suspended",
        "meeting-resumed",
        "meeting-closed",
        "meeting-cancelled",
        "meeting-voided",
        "agenda-laid",
        "item-opened",
        "item-closed",
        "item-postponed",
        "moved",
        "proxy-given",
        "proxy-ended",
        "text-tabled",
        "text-moved",
        "text-adopted",
        "text-rejected",
        "amendment-submitted",
        "amendment-ruled",
        "amendment-decided",
        "speakers-closed",
        "speakers-reopened",
        "speech",
        "poll-put",
        "poll-extended",
        "poll-decided",
        "poll-elected",
        "poll-void",
    }
)
"""Everything that minutes tell."""

PASSING = frozenset(
    {"meeting-suspended", "meeting-resumed", "moved", "proxy-given", "proxy-ended", "item-closed", "item-postponed"}
)
"""What opens no section of its own between two points of the agenda."""

_ENDED = frozenset({"meeting-closed", "meeting-voided", "meeting-cancelled"})
_BEGUN = _ENDED | {"meeting-opened"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes. ``code`` is opening, item, between or close; ``item`` the point of the agenda, ``again``
    whether it was dealt with before."""

    code: str
    item: str
    again: bool
    told: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """Words of the clerk's: after a paragraph, or instead of its own; ``generated`` is what they replaced."""

    entry: int
    code: str
    place: str
    text: str
    generated: str = ""

    @property
    def key(self) -> str:
        """The paragraph that they belong to."""
        return f"{self.entry}-{self.code}"


def sections(facts: Facts) -> tuple[Section, ...]:
    """The minutes in their order; a point that was taken up again is a section again."""
    parts: list[tuple[str, str, bool, list[Happening]]] = [("opening", "", False, [])]
    seen: set[str] = set()
    item, begun = "", False
    for each in facts.happenings:
        if each.code not in CODES:
            continue
        begun = begun or each.code in _BEGUN
        code = _code(each, item, parts[-1][0]) if begun else "opening"
        if each.code == "item-opened":
            item = str(each.data["item"])
            parts.append(("item", item, item in seen, []))
            seen.add(item)
        elif code != parts[-1][0]:
            parts.append((code, "", False, []))
        parts[-1][-1].append(each)
        if each.code == "item-closed" or (each.code == "item-postponed" and each.data["item"] == item):
            item = ""
    return tuple(Section(code, item, again, tuple(told)) for code, item, again, told in parts)


def _code(each: Happening, item: str, before: str) -> str:
    """In which kind of section it belongs."""
    if each.code in _ENDED or before == "close":
        return "close"
    if each.code in PASSING or item or (before == "opening" and each.code in ("meeting-opened", "agenda-laid")):
        return before
    return "between"


def placed(told: Sequence[Happening], words: Iterable[Own]) -> dict[str, list[Own]]:
    """Paragraph → the words that stand after it, oldest anchor first.

    Words whose paragraph is not told (any more) stand after the last one that is told before them, or after the first:
    nothing that was written is lost.
    """
    keys = {each.key for each in told}
    found: dict[str, list[Own]] = {}
    for own in sorted(words, key=lambda each: (each.entry, each.code)):
        if not own.text or (own.place == "instead" and own.key in keys):
            continue
        if own.key in keys:
            found.setdefault(own.key, []).append(own)
        elif told:
            before = [each.key for each in told if each.entry <= own.entry]
            found.setdefault(before[-1] if before else told[0].key, []).append(own)
    return found


def instead(words: Iterable[Own]) -> dict[str, Own]:
    """Paragraph → the words that stand in its place."""
    return {own.key: own for own in words if own.place == "instead" and own.text}
