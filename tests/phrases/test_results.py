"""The sentence of a result, in English and, where the catalogues are compiled, in Russian and Spanish."""

from fractions import Fraction

import pytest

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Roll, Tally, counted, tally, weighted
from plenaria.phrases.catalogue import translation
from plenaria.phrases.results import quorum, sentence, threshold

HALF = Share(Fraction(1, 2), strict=True)
TWO_THIRDS = Share(Fraction(2, 3))
SIMPLE = Rule(threshold=HALF, quorum=Quorum(first=HALF))


def poll(
    in_favour: int, against: int, abstaining: int, present: int = 44, roll: int = 60, opening: int | None = None
) -> Tally:
    result = counted(
        in_favour=in_favour, against=against, abstaining=abstaining, present=present, roll=roll, opening=opening
    )
    assert isinstance(result, Tally)
    return result


def weighty() -> Tally:
    roll = weighted({1: "0.35", 2: "21.5", 3: "10.15"})
    assert isinstance(roll, Roll)
    result = tally({1: "for", 2: "against"}, roll, present=())
    assert isinstance(result, Tally)
    return result


SIMPLE_RESULT = decide(SIMPLE, poll(31, 8, 5))
SECOND_CALL = decide(
    Rule(threshold=TWO_THIRDS, base="present", quorum=Quorum(first=HALF, second=Number(3))),
    poll(1, 1, 1, present=21, roll=61, opening=22),
    call=2,
)
CASES: list[tuple[Decision, str]] = [
    (
        SIMPLE_RESULT,
        "Adopted: 31 for, 8 against, 5 abstaining; more than half of the 39 votes cast (20) was needed; "
        "44 of 60 seats present, quorum 31.",
    ),
    (
        SECOND_CALL,
        "Rejected: 1 for, 1 against, 1 abstaining; at least two thirds of the 21 votes present (14) was needed; "
        "21 of 61 seats present (22 at the opening), quorum 3 (call 2).",
    ),
    (
        decide(SIMPLE, poll(20, 1, 0, present=30)),
        "Void for want of a quorum: 30 of 60 seats present, quorum 31; 20 for, 1 against, 0 abstaining.",
    ),
    (
        decide(Rule(threshold=HALF, base="cast", tie="chair"), poll(10, 10, 0)),
        "Tie: 10 for, 10 against, 0 abstaining; more than half of the 20 votes cast, abstentions counted (11) was "
        "needed; the votes are equal, and the chair's casting vote is awaited; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=HALF, tie="chair"), poll(10, 10, 3), chair="for"),
        "Adopted: 10 for, 10 against, 3 abstaining; more than half of the 20 votes cast (11) was needed; the votes "
        "are equal, and the chair's casting vote was for; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=HALF), poll(10, 10, 3)),
        "Rejected: 10 for, 10 against, 3 abstaining; more than half of the 20 votes cast (11) was needed; the votes "
        "are equal, and so it is lost; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=NoObjection()), poll(0, 0, 0)),
        "Adopted: no objection was raised; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=NoObjection()), poll(0, 2, 0)),
        "Rejected: 2 objections were raised; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=Unanimity(abstaining=False), quorum=Quorum(first=Number(25))), poll(22, 0, 3)),
        "Rejected: 22 for, 0 against, 3 abstaining; unanimity without abstentions was needed; 44 of 60 seats "
        "present, quorum 25.",
    ),
    (
        decide(Rule(threshold=Share(Fraction(4, 7)), base="roll"), poll(35, 0, 3)),
        "Adopted: 35 for, 0 against, 3 abstaining; at least 4/7 of all 60 votes of the roll (35) was needed; 44 of "
        "60 seats present.",
    ),
    (
        decide(Rule(threshold=HALF, quorum=Quorum(first=HALF, of="votes")), weighty()),
        "Rejected: 0.35 for, 21.5 against, 0 abstaining; more than half of the 21.85 votes cast (10.95) was needed; "
        "21.85 of 32 votes present, quorum 16.05.",
    ),
]


@pytest.mark.parametrize(("decision", "said"), CASES)
def test_in_english(decision: Decision, said: str) -> None:
    assert sentence(decision, "en") == said


@pytest.mark.parametrize(
    ("language", "decision", "said"),
    [
        (
            "ru",
            SIMPLE_RESULT,
            "Принято: за — 31, против — 8, воздержались — 5; требовалось более половины из 39 поданных голосов «за» "
            "и «против» (20); представлено 44 мандата из 60, кворум — 31.",
        ),
        (
            "ru",
            SECOND_CALL,
            "Отклонено: за — 1, против — 1, воздержались — 1; требовалось не менее двух третей из 21 голоса "
            "присутствующих (14); представлен 21 мандат из 61 (при открытии — 22), кворум — 3 (созыв 2).",
        ),
        (
            "es",
            SIMPLE_RESULT,
            "Aprobado: 31 a favor, 8 en contra, 5 abstenciones; había que reunir más de la mitad de los 39 votos a "
            "favor y en contra (20); 44 de 60 credenciales presentes, cuórum 31.",
        ),
    ],
)
def test_in_other_languages(language: str, decision: Decision, said: str) -> None:
    if translation(language).gettext("{present}, quorum {needed}") == "{present}, quorum {needed}":
        pytest.skip(f"the {language} catalogue is not compiled")
    assert sentence(decision, language).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_rule_in_words() -> None:
    assert (threshold(SIMPLE, "en"), quorum(SIMPLE.quorum, "en")) == (
        "more than half of the votes cast",
        "more than half of the seats",
    )
    fixed = Rule(threshold=TWO_THIRDS, base="fixed", fixed=90, quorum=Quorum(first=Number(1), of="votes"))
    assert (threshold(fixed, "en"), quorum(fixed.quorum, "en")) == ("at least two thirds of 90 votes", "1 vote")
    assert (threshold(Rule(threshold=Unanimity()), "en"), quorum(None, "en")) == ("nobody may be against", "no quorum")
