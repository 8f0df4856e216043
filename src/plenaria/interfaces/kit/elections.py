"""The rounds of an election as a picture: a strip for each candidate, in it a bar for each round.

Made like the other pictures (see ``pictures``): no style and no id, words in the reader's language, and marks that say
without colour what a colour says. A full bar is elected, an open one is not; a disc marks the round in which somebody
was elected, a cross the one in which somebody was excluded; the upright line through a strip is the quota. The page
keeps the table behind it.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import floor

from django.utils.html import escape
from django.utils.safestring import SafeString

from plenaria.core.voting.elections.count import Count, Round
from plenaria.interfaces.kit.drawing import INKS, WIDTH
from plenaria.phrases import elections as phrases
from plenaria.phrases.numbers import number

STRIP = 30
"""The height of a strip, and of the line of text above it."""

GAP = 6
"""Between two bars, and around the text."""


def rounds(count: Count, language: str) -> SafeString:
    """The whole count, candidates as on the ballot paper, the exhausted votes last."""
    shown = _shown(count)
    most = max([1, *(units for each in shown for units in (*each.votes, each.exhausted, each.quota or 0))])
    parts, top = [_heading(shown)], STRIP
    for candidate in range(1, len(count.candidates) + 1):
        if candidate not in count.withdrawn:
            label = _label(count, shown, candidate, language)
            parts.append(_text(0, top + STRIP - GAP, label, bold=candidate in count.elected))
            parts.append(_strip(shown, candidate, most, top + STRIP))
            top += 2 * STRIP + GAP
    if any(each.exhausted for each in shown):
        label = f"{phrases.exhausted(language)}: {_rounded(count, shown[-1].exhausted, language)}"
        parts.append(_text(0, top + STRIP - GAP, label))
        bars = [_bar(*_cell(place, len(shown)), top + STRIP, each.exhausted, most, "soft", full=False)
                for place, each in enumerate(shown)]  # fmt: skip
        parts.append(f'<g class="exhausted">{"".join(bars)}</g>')
        top += 2 * STRIP + GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture picture-rounds" role="img"'
        f' viewBox="-2 -2 {WIDTH + 4} {top + 4}" font-size="22" fill="none">'
    )
    says = " ".join(phrases.minutes(count, language))
    words = f"<title>{escape(phrases.sentence(count, language))}</title><desc>{escape(says)}</desc>"
    return SafeString(f"{head}{words}{''.join(parts)}</svg>")


def _shown(count: Count) -> Sequence[Round]:
    """One round for each stage, as it ended, with all whom it elected; of a comparison by pairs only the last."""
    if count.method == "schulze":
        return tuple(replace(each, elected=count.elected) for each in count.rounds[-1:])
    stages: dict[int, Round] = {}
    for each in count.rounds:
        before = stages.get(each.number)
        stages[each.number] = replace(each, elected=(*before.elected, *each.elected)) if before else each
    return tuple(stages.values())


def _label(count: Count, shown: Sequence[Round], candidate: int, language: str) -> str:
    """The name, and the votes when elected, before excluded, or at the end; to two decimal places."""
    told = shown[-1]
    for earlier, each in pairwise((shown[0], *shown)):
        if candidate in each.elected or (each.action == "exclusion" and candidate in each.about):
            told = each if candidate in each.elected else earlier
            break
    name = count.candidates[candidate - 1]
    return f"{_short(name)}: {_rounded(count, told.votes[candidate - 1], language)}"


def _rounded(count: Count, units: int, language: str) -> str:
    return number(Fraction(floor(count.votes(units) * 100), 100), language)


def _cell(place: int, many: int) -> tuple[float, float]:
    """From where to where the bar of a round may reach."""
    step = WIDTH / many
    return place * step, (place + 1) * step - GAP


def _heading(shown: Sequence[Round]) -> str:
    """The numbers of the rounds, as many as have room."""
    every = -(-len(shown) // 15)
    return "".join(
        _text(round(_cell(place, len(shown))[0]), STRIP - 2 * GAP, str(each.number), ink="soft")
        for place, each in enumerate(shown)
        if place % every == 0
    )


def _strip(shown: Sequence[Round], candidate: int, most: int, top: int) -> str:
    """The bars of one candidate, until excluded."""
    marks, elected = [], False
    before = (None, *shown)
    for place, (earlier, each) in enumerate(pairwise(before)):
        assert each is not None
        left, right = _cell(place, len(shown))
        elected = elected or candidate in each.elected
        if each.action != "surplus" and candidate in each.about:
            marks.append(_cross(left, top))
            break
        ink = "good" if elected else "accent"
        marks.append(_bar(left, right, top, each.votes[candidate - 1], most, ink, full=elected))
        if each.quota:
            x = round(left + (right - left) * each.quota / most, 1)
            marks.append(f'<path class="quota" d="M{x:g} {top - 2}V{top + STRIP + 2}" stroke="{INKS["ink"]}"/>')
        if elected and (earlier is None or candidate in each.elected):
            marks.append(_disc(left, top))
    state = "elected" if elected else "not-elected"
    return f'<g class="{state}">{"".join(marks)}</g>'


def _bar(left: float, right: float, top: int, units: int, most: int, ink: str, *, full: bool) -> str:
    width = round((right - left) * units / most, 1)
    if width <= 0:
        return ""
    fill = f' fill="{INKS[ink]}"' if full else ""
    return (
        f'<rect x="{round(left, 1):g}" y="{top}" width="{width:g}" height="{STRIP}"{fill}'
        f' stroke="{INKS[ink]}" stroke-width="2"/>'
    )


def _disc(left: float, top: int) -> str:
    x, y = round(left + STRIP / 2, 1), top + STRIP // 2
    return f'<circle cx="{x:g}" cy="{y}" r="8" fill="{INKS["ground"]}" stroke="{INKS["good"]}" stroke-width="3"/>'


def _cross(left: float, top: int) -> str:
    x, y, arm = round(left + STRIP / 2, 1), top + STRIP // 2, 8
    path = f"M{x - arm:g} {y - arm}l{2 * arm} {2 * arm}m0 {-2 * arm}l{-2 * arm} {2 * arm}"
    return f'<path class="excluded" d="{path}" stroke="{INKS["bad"]}" stroke-width="4" stroke-linecap="round"/>'


def _text(x: int, y: int, text: str, *, ink: str = "ink", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{INKS[ink]}"{weight}>{escape(text)}</text>'


def _short(name: str) -> str:
    """A name that fits into the width; the whole one is in the description and in the table."""
    return name if len(name) <= 40 else f"{name[:39].rstrip()}…"
