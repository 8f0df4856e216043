"""Operative verbs in the margin: *resolves*, *instructs the Board:*, and under each the numbered points that it leads.

One such line may be a formula, or a clause with its own list; two or more over numbered points, in a paper that has no
sentence led by a verb, are margins.
"""

from collections.abc import Sequence

from plenaria.core.text.looks import Lines
from plenaria.core.text.paragraphs import Paragraph

_LONGEST = 110
"""Characters: a verb and whom it addresses."""

_FEW = 5
"""Words of one that ends with a comma: *stellt fest,*."""


def margins(paragraphs: Sequence[Paragraph], looks: Lines) -> frozenset[int]:
    """The places (from 0) of the verbs that lead the points below them; none unless there are two."""
    over = {at for at in range(len(paragraphs) - 1) if _is_over_points(paragraphs, at, looks)}
    listed = {at for at, each in enumerate(paragraphs) if not each.is_numbered and looks.is_margin(each.text)}
    if over and _has_sentences(paragraphs[min(over) :], looks):
        over = set()
    found = over | listed
    if len(found) < 2:
        return frozenset()
    # Among margins a verb alone leads what stands below it, numbered or not.
    return frozenset(found | {at for at in range(min(found), len(paragraphs)) if _is_alone(paragraphs, at, looks)})


def _is_over_points(paragraphs: Sequence[Paragraph], at: int, looks: Lines) -> bool:
    """A verb with its addressee, and right below it a point in figures."""
    text, below = paragraphs[at].text, paragraphs[at + 1].marker
    if paragraphs[at].marker is not None or len(text) > _LONGEST or text.endswith((".", ";")):
        return False
    if text.endswith(",") and len(text.split()) > _FEW:
        return False
    if below is None or looks.is_preamble_head(text):
        return False
    before = next((each.marker for each in reversed(paragraphs[max(0, at - 8) : at]) if each.is_numbered), None)
    goes_on = before is not None and any(
        (style, value - 1) in before.readings and len(below.path) == len(before.path) for style, value in below.readings
    )
    if (
        text.endswith(":")
        and goes_on
        and not looks.is_preamble_head(text)
        and paragraphs[at - 1].text.endswith((".", ";", ","))
    ):
        # The numbers run on over it, so that it is part of neither clause.
        return True
    led = looks.is_operative(text) or looks.is_margin(text) or looks.is_enacting(text)
    capitals = text.split()[0].isupper() and len(text.split()[0]) > 3
    if capitals and (led or text.endswith(":")) and (below.value == 1 or goes_on) and not looks.is_preamble_head(text):
        # In capitals it is no sentence, whatever counts the points.
        return True
    return led and below.style.startswith(("figures", "roman", "ordinal"))


def _has_sentences(paragraphs: Sequence[Paragraph], looks: Lines) -> bool:
    """Whether a verb leads a whole sentence without a number, so that verbs lead clauses here."""
    return any(
        each.marker is None and each.text.endswith((".", ";")) and len(each.text) > 40 and looks.is_operative(each.text)
        for each in paragraphs
    )


def _is_alone(paragraphs: Sequence[Paragraph], at: int, looks: Lines) -> bool:
    each = paragraphs[at]
    if each.marker is not None or not at or not paragraphs[at - 1].text.endswith((",", ";", ".")):
        return False
    short = len(each.text.split()) <= _FEW - 2 and each.text.endswith((",", ":"))
    return (short and paragraphs[at - 1].is_numbered) or looks.is_verb(each.text)
