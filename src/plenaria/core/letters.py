"""The letters of a body: the places of their templates, and how they are numbered.

A template is plain text in paragraphs. A place is a name in braces, such as ``{party}``; nothing else in braces is
understood, so that a template can reach nothing but these. A line is left out where a place in it has nothing to say,
and a paragraph that loses all its lines goes with them.
"""

import re
from collections.abc import Mapping

from plenaria.core.refusal import Refusal, unacceptable

PURPOSES = ("dispatch", "request", "thanks", "reminder", "mandate")
"""Why a letter is written."""
NOTE = "note"
"""What is added under a letter that goes by mail: where the paper is, and where to answer."""
TEMPLATES = (*PURPOSES, NOTE)

_EVERYWHERE = ("party", "contact", "salutation", "body", "signatory", "number", "title", "date")
PLACES: Mapping[str, tuple[str, ...]] = {
    "dispatch": _EVERYWHERE,
    "request": (*_EVERYWHERE, "clause", "text", "answer_due"),
    "thanks": (*_EVERYWHERE, "clause", "text"),
    "reminder": (*_EVERYWHERE, "clause", "text", "answer_due", "sent", "reference", "asked_by"),
    "mandate": (
        *_EVERYWHERE,
        *("clause", "text", "nominee", "office", "place", "when", "instead", "vote", "criteria"),
    ),
    NOTE: ("paper", "answer"),
}
"""Template → the places that it may have."""

NEEDED: Mapping[str, tuple[str, ...]] = {"mandate": ("nominee",), NOTE: ("answer",)}
"""Places without which a template is of no use."""

LONGEST_TEXT = 20_000
"""Characters of a template, and of a letter."""
LONGEST_SUBJECT = 200
LONGEST_REFERENCE = 40

_PLACE = re.compile(r"\{([a-z_]*)\}")
_FIGURES = 6
"""The most digits that a running number is filled up to: ``{number:3}`` writes 014."""
_SCHEME = re.compile(r"\{(year|number)(?::([1-6]))?\}")


def fit(template: str, subject: str, text: str) -> bool | Refusal:
    """Whether a template can be used.

    Refused: ``letter-empty``, ``place-unknown`` (place, places), ``place-unreadable`` (a brace that belongs to no
    place), ``place-missing`` (place), ``sentence-too-long`` (limit).
    """
    wanted = [text] if template == NOTE else [subject, text]
    if not all(each.strip() for each in wanted):
        return unacceptable("letter-empty")
    if len(text) > LONGEST_TEXT or len(subject) > LONGEST_SUBJECT:
        return unacceptable("sentence-too-long", limit=LONGEST_TEXT)
    for each in (subject, text):
        for name in _PLACE.findall(each):
            if name not in PLACES[template]:
                known = ", ".join(f"{{{place}}}" for place in PLACES[template])
                return unacceptable("place-unknown", place=f"{{{name}}}", places=known)
        if set(_PLACE.sub("", each)) & {"{", "}"}:
            return unacceptable("place-unreadable")
    for name in NEEDED.get(template, ()):
        if f"{{{name}}}" not in text:
            return unacceptable("place-missing", place=f"{{{name}}}")
    return True


def filled(template: str, places: Mapping[str, str]) -> str:
    """The words of a template with its places filled; what stands in a place is never read as a template again.

    A place that ``places`` does not know stays as it is written.
    """
    paragraphs = []
    for paragraph in re.split(r"\n[ \t]*\n\s*", template.replace("\r\n", "\n").strip()):
        kept = [line for line in paragraph.split("\n") if all(places.get(name, name) for name in _PLACE.findall(line))]
        if kept:
            paragraphs.append("\n".join(_fill(line, places) for line in kept))
    return "\n\n".join(paragraphs)


def _fill(line: str, places: Mapping[str, str]) -> str:
    def words(found: re.Match[str]) -> str:
        value = places.get(found[1], found[0])
        # A Russian day ends with the full stop of an abbreviation, which ends the sentence, too.
        return value[:-1] if value.endswith(".") and line[found.end() : found.end() + 1] == "." else value

    return _PLACE.sub(words, line)


def numbered(scheme: str, year: int, number: int) -> str:
    """The number of a letter under a scheme: ``{year}/{number}`` gives 2026/14, ``{number:3}-{year}`` 014-2026."""

    def write(found: re.Match[str]) -> str:
        value = year if found[1] == "year" else number
        return str(value).zfill(int(found[2] or 0))

    return _SCHEME.sub(write, scheme)


def fit_scheme(scheme: str) -> bool | Refusal:
    """Whether letters can be numbered so. Refused: ``letter-scheme-unfit``, where no number is in it, a brace belongs
    to nothing, or it would be too long."""
    rest = _SCHEME.sub("", scheme)
    has_number = any(found[1] == "number" for found in _SCHEME.finditer(scheme))
    longest = len(numbered(scheme, 9999, 10**_FIGURES - 1))
    good = has_number and not set(rest) & {"{", "}"} and rest.isprintable() and longest <= LONGEST_REFERENCE
    return True if good else unacceptable("letter-scheme-unfit")
