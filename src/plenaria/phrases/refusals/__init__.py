"""The sentence of every refusal, in one place.

A :class:`~plenaria.core.refusal.Refusal` is a code and its data; here is what a person reads. A sentence says what
happened, that nothing was lost or stored, and what to do next, in plain words. Places in braces (``{limit}``) are
filled from the refusal's data. The English texts are the message ids of the catalogues.
"""

from collections.abc import Mapping
from fractions import Fraction

from plenaria.core.refusal import Refusal
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number
from plenaria.phrases.refusals import (
    amendments,
    api,
    bodies,
    correspondence,
    elections,
    followup,
    hall,
    letters,
    mail,
    minutes,
    papers,
    register,
    speakers,
    votes,
)

ROOMS = (
    amendments,
    api,
    bodies,
    correspondence,
    elections,
    followup,
    hall,
    letters,
    mail,
    minutes,
    papers,
    register,
    speakers,
    votes,
)
SENTENCES: dict[str, str] = {code: text for each in ROOMS for code, text in each.SENTENCES.items()}

EXACT = frozenset({"needed", "present", "votes"})
"""Places whose value may be an exact fraction of votes (``core.voting.tally.plain``)."""


def sentence(refusal: Refusal, language: str) -> str:
    """What a person who reads ``language`` is told; in English where the catalogue has no translation.

    :raises KeyError: the code has no sentence, or the refusal lacks a place's data; both are mistakes of the
        code that refused.
    """
    return translation(language).gettext(SENTENCES[refusal.code]).format_map(_places(refusal, language))


def _places(refusal: Refusal, language: str) -> Mapping[str, str | int]:
    """The data of a refusal: exact numbers as the reader writes them, a thing and its state as words."""
    if refusal.code != "wrong-state":
        return {
            name: number(Fraction(value), language) if name in EXACT and _is_fraction(value) else value
            for name, value in refusal.data.items()
        }
    name, state = str(refusal.data["name"]), str(refusal.data["state"])
    return {"thing": label("thing", name, language), "state": label(name, state, language)}


def _is_fraction(value: str | int) -> bool:
    return isinstance(value, str) and all(part.isdecimal() for part in value.split("/", 1)) and "/" in value
