"""A rule in words and on an example: in English, and in Russian and Spanish where the catalogues have the words."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.phrases.catalogue import translation
from plenaria.phrases.rules import enough, quorum, rule, rule_of_election, threshold

HALF = Share(Fraction(1, 2), strict=True)
TWO_THIRDS = Share(Fraction(2, 3))
SIMPLE = Rule(threshold=HALF, quorum=Quorum(first=HALF))
SHARES = Rule(threshold=HALF, weights="share")


def test_a_threshold_and_a_quorum() -> None:
    assert (threshold(SIMPLE, "en"), quorum(SIMPLE.quorum, "en")) == (
        "more than half of the votes cast",
        "more than half of the seats",
    )
    fixed = Rule(threshold=TWO_THIRDS, base="fixed", fixed=90, quorum=Quorum(first=Number(1), of="votes"))
    assert (threshold(fixed, "en"), quorum(fixed.quorum, "en")) == ("at least two thirds of 90 votes", "1 vote")
    assert (threshold(Rule(threshold=Unanimity()), "en"), quorum(None, "en")) == ("nobody may be against", "no quorum")
    represented = Rule(threshold=HALF, base="present", proxies=None)
    assert threshold(represented, "en") == "more than half of those present or represented"


def test_the_simplest_rule_as_a_whole() -> None:
    assert rule(SIMPLE, "en") == (
        "It takes more than half of the votes cast to adopt.",
        "Abstentions do not count.",
        "Quorum: more than half of the seats.",
        "It is counted when the vote opens and when it closes; where it is missing the vote is void, not lost.",
        "If the votes are equal, it is lost.",
        "Each seat has one vote.",
        "Proxies are not allowed.",
        "Clauses may be put separately; what was kept is then put as a whole.",
        "A vote may be changed until the close.",
    )


PARTS: list[tuple[dict[str, Any], str]] = [
    ({"threshold": TWO_THIRDS, "base": "cast"}, "It takes at least two thirds of the votes cast, abstentions counted"),
    ({"base": "present"}, "Whoever is present and abstains or does not vote withholds a vote."),
    ({"base": "roll"}, "Whoever is absent, abstains or does not vote withholds a vote."),
    ({"threshold": NoObjection()}, "It is adopted unless somebody objects."),
    ({"threshold": Unanimity()}, "nobody is against it; abstentions do not count."),
    ({"threshold": Unanimity(abstaining=False)}, "nobody is against it or abstains."),
    ({}, "No quorum is asked for."),
    (
        {"quorum": Quorum(first=HALF, second=Number(3))},
        "Quorum: more than half of the seats; at the second call 3 seats.",
    ),
    ({"quorum": Quorum(first=HALF, second=Share(Fraction(0)))}, "at the second call any number."),
    (
        {"quorum": Quorum(first=Share(Fraction(1, 10)), of="votes")},
        "Quorum: at least one tenth of all votes of the roll.",
    ),
    ({"quorum": Quorum(first=HALF, at=("opening",))}, "It is counted when the vote opens;"),
    ({"quorum": Quorum(first=HALF, at=("close",))}, "It is counted when the vote closes;"),
    ({"tie": "chair"}, "If the votes are equal, the chair has the casting vote."),
    ({"tie": "again"}, "it is put again; if they are equal again, it is lost."),
    ({"tie": "lot"}, "If the votes are equal, the lot decides."),
    ({"weights": "delegation"}, "Each seat has all the votes of its delegation."),
    ({"weights": "share"}, "Each seat has as many votes as its share, to the fraction."),
    ({"proxies": 1}, "Proxies are allowed; one person may hold 1."),
    ({"proxies": 2}, "Proxies are allowed; one person may hold up to 2."),
    ({"proxies": None}, "Proxies are allowed; one person may hold any number."),
    ({"division": False}, "Clauses are not put separately."),
    ({"changes": False}, "A vote once given stands."),
]


@pytest.mark.parametrize(("parts", "said"), PARTS)
def test_each_part_has_its_words(parts: dict[str, Any], said: str) -> None:
    assert said in " ".join(rule(Rule(**{"threshold": HALF, **parts}), "en"))


def test_a_rule_that_knows_no_tie_says_nothing_of_one() -> None:
    assert "equal" not in " ".join(rule(Rule(threshold=TWO_THIRDS, tie="chair"), "en"))


EXAMPLES: list[tuple[Rule, dict[str, Any], str]] = [
    (
        SIMPLE,
        {"seats": 60, "present": 44, "abstaining": 5},
        "With 60 seats, 44 present and 5 abstaining, 20 votes for are enough.",
    ),
    (SIMPLE, {"seats": 1, "present": 1}, "With 1 seat and 1 present, 1 vote for is enough."),
    (
        SIMPLE,
        {"seats": 60, "present": 20},
        "With 60 seats and 20 present, nothing can be decided: 31 seats must be present.",
    ),
    (
        Rule(threshold=HALF, quorum=Quorum(first=HALF, second=Number(1), of="votes")),
        {"seats": 60, "present": 0, "call": 2},
        "With 60 seats and 0 present, nothing can be decided: 1 vote must be present.",
    ),
    (
        Rule(threshold=HALF, tie="chair"),
        {"seats": 60, "present": 44, "abstaining": 4},
        "With 60 seats, 44 present and 4 abstaining, 21 votes for are enough; with 20 on each side the chair's casting "
        "vote decides.",
    ),
    (
        Rule(threshold=HALF, tie="again"),
        {"seats": 60, "present": 44},
        "With 60 seats and 44 present, 23 votes for are enough; with 22 on each side it is put again.",
    ),
    (
        Rule(threshold=HALF, tie="lot"),
        {"seats": 60, "present": 43},
        "With 60 seats and 43 present, 22 votes for are enough.",
    ),
    (
        Rule(threshold=Share(Fraction(4, 7)), base="fixed", fixed=155),
        {"seats": 60, "present": 44},
        "With 60 seats and 44 present, nothing can be adopted: 89 votes for are needed.",
    ),
    (
        Rule(threshold=Unanimity()),
        {"seats": 60, "present": 44, "abstaining": 5},
        "With 60 seats, 44 present and 5 abstaining, all 39 votes must be for it.",
    ),
    (
        Rule(threshold=Unanimity(abstaining=False)),
        {"seats": 60, "present": 44, "abstaining": 1},
        "With 60 seats, 44 present and 1 abstaining, nothing can be adopted: nobody may be against or abstain.",
    ),
    (
        Rule(threshold=NoObjection()),
        {"seats": 60, "present": 44},
        "With 60 seats and 44 present, it is adopted unless somebody objects.",
    ),
    (
        SHARES,
        {"seats": 60, "present": 44, "votes": 100, "votes_present": Fraction("80.5"), "abstaining": Fraction("5.25")},
        "With 60 seats (100 votes), 44 present (80.5 votes) and 5.25 abstaining, 37.63 votes for are enough.",
    ),
    (
        Rule(threshold=HALF, weights="share", quorum=Quorum(first=HALF, of="votes")),
        {"seats": 60, "present": 44, "votes": 100, "votes_present": Fraction("50")},
        "With 60 seats (100 votes) and 44 present (50 votes), nothing can be decided: 50.01 votes must be present.",
    ),
]


@pytest.mark.parametrize(("given", "figures", "said"), EXAMPLES)
def test_an_example(given: Rule, figures: dict[str, Any], said: str) -> None:
    assert enough(given, language="en", **figures) == said


def test_figures_that_cannot_be_are_refused() -> None:
    refused = enough(SIMPLE, seats=60, present=61, language="en")
    assert refused == unacceptable("more-present-than-roll", present=61, roll=60)
    assert isinstance(refused, Refusal)


def answer(votes: int | Fraction, language: str) -> str:
    """The answer of an example in which exactly so many votes are enough."""
    if translation(language).gettext("With {seats} and {present}, {answer}.").startswith("With"):
        pytest.skip(f"the {language} catalogue does not know the example yet")
    every = Rule(threshold=Share(Fraction(1)), weights="share")
    said = enough(every, seats=1, present=1, votes=votes, votes_present=votes, language=language)
    assert isinstance(said, str)
    return said


@pytest.mark.parametrize(
    ("language", "votes", "said"),
    [
        ("ru", 1, "1 мандат (1 голос), присутствует 1 (1 голос): достаточно 1 голоса «за»."),
        ("ru", 2, "1 мандат (2 голоса), присутствует 1 (2 голоса): достаточно 2 голосов «за»."),
        ("ru", 5, "1 мандат (5 голосов), присутствует 1 (5 голосов): достаточно 5 голосов «за»."),
        ("ru", 21, "1 мандат (21 голос), присутствует 1 (21 голос): достаточно 21 голоса «за»."),
        (
            "ru",
            Fraction("0.35"),
            "1 мандат (0,35 голоса), присутствует 1 (0,35 голоса): достаточно 0,35 голоса «за».",
        ),
        ("es", 1, "Con 1 credencial (1 voto) y 1 presente (1 voto), basta 1 voto a favor."),
        ("es", 2, "Con 1 credencial (2 votos) y 1 presente (2 votos), bastan 2 votos a favor."),
        (
            "es",
            Fraction("0.35"),
            "Con 1 credencial (0,35 votos) y 1 presente (0,35 votos), bastan 0,35 votos a favor.",
        ),
    ],
)
def test_plurals(language: str, votes: int | Fraction, said: str) -> None:
    assert answer(votes, language).replace("\N{NO-BREAK SPACE}", " ") == said


def test_an_election_keeps_to_the_presence_and_to_who_votes() -> None:
    ordinary = Rule(threshold=Share(Fraction(1, 2), strict=True), quorum=Quorum(first=Number(30)), proxies=2)
    said = rule_of_election(ordinary, "en")
    assert set(said) < set(rule(ordinary, "en"))
    assert said[-3:] == (
        "Each seat has one vote.",
        "Proxies are allowed; one person may hold up to 2.",
        "A vote may be changed until the close.",
    )
    assert not any("to adopt" in each or "equal" in each or "Clauses" in each for each in said)


def test_who_is_not_in_the_room_is_named_only_where_the_rule_does() -> None:
    usual, strict = SIMPLE, replace(SIMPLE, remote=False, correspondence="to-the-end")
    assert not any("correspondence" in each or "in the room" in each for each in rule(usual, "en"))
    assert rule(strict, "en")[-2:] == (
        "Whoever is not in the room is not counted and does not vote.",
        "A question may be put by correspondence; the vote stays open until its time is over, and whoever votes has "
        "taken part.",
    )
