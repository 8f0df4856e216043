"""What each preset asks for, worked out by hand for sixty seats."""

import pytest

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.explaining import enough
from plenaria.core.voting.presets import PRESETS
from plenaria.core.voting.rule import NAMES
from plenaria.core.voting.tally import Tally, counted

# Code; quorum of 60 at the first and the second call; votes for that are enough of 44 present and 5 abstaining, and of
# 44 who all vote; what equal votes become.
ASKED = [
    ("simple-majority", 31, 31, 20, 23, "rejected"),
    ("two-thirds-of-those-present", 31, 31, 30, 30, "rejected"),
    ("no-objection", 31, 31, 0, 0, "rejected"),
    ("unanimity", 31, 31, 39, 44, "rejected"),
    ("un-general-assembly", 31, 31, 20, 23, "tie"),
    ("un-important-questions", 31, 31, 26, 30, "rejected"),
    ("roberts-rules", 31, 31, 20, 23, "tie"),
    ("roberts-two-thirds", 31, 31, 26, 30, "rejected"),
    ("peru-civil-code", 31, 0, 23, 23, "rejected"),
    ("peru-civil-code-statutes", 31, 6, 23, 23, "rejected"),
    ("russian-civil-code", 30, 30, 23, 23, "rejected"),
    ("spanish-associations", 20, 20, 20, 23, "rejected"),
    ("spanish-associations-qualified", 20, 20, 23, 23, "rejected"),
]


def least(code: str, **figures: int) -> Decision:
    decision = enough(PRESETS[code].rule, seats=60, present=44, **figures)
    assert isinstance(decision, Decision)
    return decision


@pytest.mark.parametrize(("code", "first", "second", "some_abstain", "all_vote", "equal"), ASKED)
def test_what_it_asks_for(code: str, first: int, second: int, some_abstain: int, all_vote: int, equal: str) -> None:
    assert [least(code, call=call).quorum_needed for call in (1, 2)] == [first, second]
    assert [least(code, abstaining=idle).tally.in_favour for idle in (5, 0)] == [some_abstain, all_vote]
    tally = counted(in_favour=22, against=22, abstaining=0, present=44, roll=60)
    assert isinstance(tally, Tally)
    assert decide(PRESETS[code].rule, tally).outcome == equal


def test_every_preset_is_here() -> None:
    assert [code for code, *_ in ASKED] == list(PRESETS)


def test_a_preset_is_meant_for_rules_that_every_language_knows() -> None:
    assert {name for preset in PRESETS.values() for name in preset.names} <= set(NAMES)


def test_only_where_the_law_lets_members_be_represented_are_there_proxies() -> None:
    assert [code for code, preset in PRESETS.items() if preset.rule.proxies != 0] == [
        "peru-civil-code",
        "peru-civil-code-statutes",
        "spanish-associations",
        "spanish-associations-qualified",
    ]


def test_only_a_source_that_is_named_can_have_been_read() -> None:
    assert [preset.code for preset in PRESETS.values() if preset.read and not preset.source] == []
