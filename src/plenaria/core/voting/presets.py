"""Rules to start from. None of them is advice: each is shown as *check with your own statutes*.

``read`` says whether the text that is named as the source was read when the preset was written; the docstring of a
preset says what was read, and where.
"""

from dataclasses import dataclass
from fractions import Fraction

from plenaria.core.voting.rule import ORDINARY, NoObjection, Quorum, Rule, Share, Unanimity

HALF = Fraction(1, 2)
MORE_THAN_HALF = Share(HALF, strict=True)
TWO_THIRDS_OR_MORE = Share(Fraction(2, 3))
CHANGING_THE_BODY = ("statutes", "dissolution")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A rule and where it comes from; no ``source`` is plain custom.

    ``names`` are the rules of a body for which it is meant: its ordinary one, or those for statutes and dissolution.
    """

    code: str
    rule: Rule
    source: str | None = None
    read: bool = False
    names: tuple[str, ...] = (ORDINARY,)


SIMPLE = Preset(
    code="simple-majority",
    rule=Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=MORE_THAN_HALF)),
)
"""More votes for than against, with more than half of the seats present. A custom of associations, of no one source."""

TWO_THIRDS = Preset(
    code="two-thirds-of-those-present",
    rule=Rule(threshold=TWO_THIRDS_OR_MORE, base="present", quorum=Quorum(first=MORE_THAN_HALF)),
    names=CHANGING_THE_BODY,
)
"""At least two thirds of all who are present, so that to abstain is to withhold a vote. Often asked for statutes and
dissolution; a custom, of no one source."""

NO_OBJECTION = Preset(
    code="no-objection",
    rule=Rule(threshold=NoObjection(), quorum=Quorum(first=MORE_THAN_HALF)),
)
"""Consensus as many assemblies practise it: adopted unless somebody present objects. A custom, of no one source."""

UNANIMITY = Preset(
    code="unanimity",
    rule=Rule(threshold=Unanimity(), quorum=Quorum(first=MORE_THAN_HALF)),
)
"""Somebody for it, nobody against; whoever abstains does not stand in the way. A custom, of no one source."""

_UNITED_NATIONS = Quorum(first=MORE_THAN_HALF)

UN_ORDINARY = Preset(
    code="un-general-assembly",
    rule=Rule(threshold=MORE_THAN_HALF, quorum=_UNITED_NATIONS, tie="again"),
    source="United Nations, Rules of Procedure of the General Assembly (A/520/Rev.20), rules 67, 82, 85–89 and 95",
)
"""A majority of the members present and voting (rule 85), which are those that vote for or against (rule 86). A
majority of the members must be present for a decision, though one third is enough to open the debate (rule 67). Equal
votes are put again within forty-eight hours; equal a second time, it is rejected (rule 95). Parts may be put
separately; if no operative part is left the whole is rejected (rule 89).

The rules themselves could not be read. Read were Article 18 of the Charter, which asks for this majority *of the
members present and voting*, and rules 67 and 86 at second hand, in handbooks of student conferences."""

UN_IMPORTANT = Preset(
    code="un-important-questions",
    rule=Rule(threshold=TWO_THIRDS_OR_MORE, quorum=_UNITED_NATIONS),
    source="United Nations, Rules of Procedure of the General Assembly (A/520/Rev.20), rules 67, 83, 84 and 86",
    names=CHANGING_THE_BODY,
)
"""Two thirds of the members present and voting, for important questions (rule 83) and for amendments to them and parts
of them (rule 84).

The rules themselves could not be read. Read were Article 18 of the Charter and, for rule 84, resolution 475 (V) of
1 November 1950, which made it (refworld.org)."""

_ROBERT = "Robert's Rules of Order Newly Revised, 12th edition (2020)"

ROBERT = Preset(
    code="roberts-rules",
    rule=Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=MORE_THAN_HALF), tie="chair"),
    source=f"{_ROBERT}, 27, 40:2, 44:1 and 44:12",
)
"""More than half of the votes cast, abstentions not counted; a majority of all members is the quorum where the bylaws
say nothing. A tie loses, but the chair, if a member, may vote whenever the vote affects the result, and so decides one.
No proxies.

The book itself could not be read. Its publisher's answers to frequent questions were (robertsrules.com, in part as
others quote them); they say the same of the majority, of abstentions and of the chair's vote."""

ROBERT_TWO_THIRDS = Preset(
    code="roberts-two-thirds",
    rule=Rule(threshold=TWO_THIRDS_OR_MORE, quorum=Quorum(first=MORE_THAN_HALF)),
    source=f"{_ROBERT}, 44:3",
    names=CHANGING_THE_BODY,
)
"""At least two thirds of the votes cast, abstentions not counted. The book itself could not be read; its publisher's
answers to frequent questions were (robertsrules.com, as others quote them)."""

_PERU = "Civil Code of Peru (Legislative Decree 295), articles 87 and 88 (text of LP Derecho as of Law 32228, 2025)"

PERU = Preset(
    code="peru-civil-code",
    rule=Rule(
        threshold=MORE_THAN_HALF,
        base="present",
        quorum=Quorum(first=MORE_THAN_HALF, second=Share(Fraction(0))),
        proxies=None,
    ),
    source=_PERU,
    read=True,
)
"""More than half of the members at the first call, any number at the second; the votes of more than half of those who
came. One vote each (article 88), and a member may be represented by another person."""

PERU_STATUTES = Preset(
    code="peru-civil-code-statutes",
    rule=Rule(
        threshold=MORE_THAN_HALF,
        base="present",
        quorum=Quorum(first=MORE_THAN_HALF, second=Share(Fraction(1, 10))),
        proxies=None,
    ),
    source=_PERU,
    read=True,
    names=CHANGING_THE_BODY,
)
"""The same for changing the statutes and for dissolution, but at the second call those who came must stand for at least
one tenth of the members."""

RUSSIAN_CIVIL_CODE = Preset(
    code="russian-civil-code",
    rule=Rule(threshold=MORE_THAN_HALF, base="present", quorum=Quorum(first=Share(HALF)), correspondence="to-the-end"),
    source="Civil Code of the Russian Federation, article 181.2, paragraphs 1 and 1.1 (text as shown by zakonrf.info)",
    read=True,
)
"""A majority of the participants of the meeting, with at least fifty per cent of all members taking part; or by
correspondence, where at least fifty per cent send their votes in (1.1). Taking part from elsewhere needs a word of the
statutes, of a law or of all members: a body without one takes it out of its rule. The chapter yields to special laws
that say otherwise (article 181.1, as shown by vladrieltor.ru); a decision without its quorum is void (article 181.5, as
told by sudmos.ru)."""

_SPAIN = (
    "Spanish Organic Law 1/2002 on the right of association, article 12 (BOE-A-2002-5852, text as shown by "
    "knowledgecake.org)"
)
_ONE_THIRD = Quorum(first=Share(Fraction(1, 3)))

SPAIN = Preset(
    code="spanish-associations",
    rule=Rule(threshold=MORE_THAN_HALF, quorum=_ONE_THIRD, proxies=None),
    source=_SPAIN,
    read=True,
)
"""One third of the members present or represented; more votes for than against. The article applies where the statutes
do not say otherwise. Read in the consolidated text as shown by knowledgecake.org."""

SPAIN_QUALIFIED = Preset(
    code="spanish-associations-qualified",
    rule=Rule(threshold=MORE_THAN_HALF, base="present", quorum=_ONE_THIRD, proxies=None),
    source=_SPAIN,
    read=True,
    names=CHANGING_THE_BODY,
)
"""Votes for of more than half of those present or represented: for dissolution, statutes, the disposal of property and
pay of the governing organ. Read where the ordinary one was."""

PRESETS = {
    preset.code: preset
    for preset in (
        SIMPLE,
        TWO_THIRDS,
        NO_OBJECTION,
        UNANIMITY,
        UN_ORDINARY,
        UN_IMPORTANT,
        ROBERT,
        ROBERT_TWO_THIRDS,
        PERU,
        PERU_STATUTES,
        RUSSIAN_CIVIL_CODE,
        SPAIN,
        SPAIN_QUALIFIED,
    )
}
