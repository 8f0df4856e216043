"""The forms of a verb, made from its dictionary form by the endings that a lexicon lists."""

from collections.abc import Iterator, Mapping
from typing import Any

PHRASE = "phrase"
"""The form of what is taken as the lexicon writes it."""


def forms(verb: str, inflection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The forms of a verb as phrases, by group; one that no rule fits, or with ``=`` before it, as it is written.

    ``~`` stands before a noun that is made of a verb, ``_`` in an ending for the stem (``ge_t``), and ``|`` in a verb
    after the particle that German parts from it. An ending with ``=`` before it is the whole verb.
    """
    if verb[0] in "=~":
        yield ("finite" if verb[0] == "=" else "noun"), verb[1:]
        return
    first, blank, rest = verb.partition(" ")
    particle, bar, base = first.partition("|") if "(" not in first else ("", "", first)
    first = base if bar else first
    if len(first) < 3 and rest:
        # "se féliciter", "не допускать": the second word is the verb.
        yield from ((form, f"{first} {phrase}") for form, phrase in forms(rest, inflection))
        return
    endings = [] if "*" in first or "(" in first else [each for each in inflection if _has(first, each)]
    if not endings:
        yield PHRASE if "*" in first else "finite", verb
        return
    ending = max(endings, key=len)
    stem = "" if ending.startswith("=") else first.removesuffix(ending)
    for form, written in inflection[ending].items():
        words = "|".join(each.replace("_", stem) if "_" in each else stem + each for each in written.split("|"))
        if bar:
            yield from _separated(form, words, particle, f"{blank}{rest}")
        else:
            yield form, f"({words}){blank}{rest}"


def _has(verb: str, ending: str) -> bool:
    return verb == ending[1:] if ending.startswith("=") else verb.endswith(ending)


def _separated(form: str, words: str, particle: str, rest: str) -> Iterator[tuple[str, str]]:
    """``auf|fordern``: *auffordern*, *aufzufordern*, *fordert … auf*, *aufgefordert*."""
    if form == "finite":
        yield form, f"({words})&{particle}{rest}"
    yield form, f"{particle}({'zu|' if form == 'infinitive' else ''})({words}){rest}"
