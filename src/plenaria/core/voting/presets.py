"""Rules to start from. None of them is advice: each is shown as *check with your own statutes*.

``read`` says whether the text that is named as the source was read when the preset was written.
"""

from dataclasses import dataclass
from fractions import Fraction

from plenaria.core.voting.rule import Quorum, Rule, Share

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A named rule and where it comes from; no ``source`` is plain custom."""

    code: str
    rule: Rule
    source: str | None = None
    read: bool = False


SIMPLE = Preset(
    code="simple-majority",
    rule=Rule(threshold=Share(HALF, strict=True), quorum=Quorum(first=Share(HALF, strict=True))),
)
"""More votes for than against, with more than half of the seats present. A custom of associations, of no one source."""

TWO_THIRDS = Preset(
    code="two-thirds-of-those-present",
    rule=Rule(threshold=Share(Fraction(2, 3)), base="present", quorum=Quorum(first=Share(HALF, strict=True))),
)
"""At least two thirds of all who are present, so that to abstain is to withhold a vote. Often asked for statutes and
dissolution; a custom, of no one source."""

RUSSIAN_CIVIL_CODE = Preset(
    code="russian-civil-code",
    rule=Rule(threshold=Share(HALF, strict=True), base="present", quorum=Quorum(first=Share(HALF))),
    source="Civil Code of the Russian Federation, article 181.2, paragraph 1 (text as shown by zakonrf.info)",
    read=True,
)
"""A majority of the participants of the meeting, with at least fifty per cent of all members taking part. The article
yields to special laws and to statutes that say otherwise (article 181.1)."""

PRESETS = {preset.code: preset for preset in (SIMPLE, TWO_THIRDS, RUSSIAN_CIVIL_CODE)}
