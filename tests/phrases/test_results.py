"""The sentence of a result, in English and, where the catalogues are compiled, in Russian and Spanish."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Roll, Tally, counted, tally, weighted
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import number
from plenaria.phrases.results import sentence
from tests.core.voting.test_rule import rules

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


def compiled(language: str) -> bool:
    return translation(language).gettext("{present}, quorum {needed}") != "{present}, quorum {needed}"


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
        decide(Rule(threshold=HALF, tie="again"), poll(10, 10, 3), putting=2),
        "Rejected: 10 for, 10 against, 3 abstaining; more than half of the 20 votes cast (11) was needed; the votes "
        "are equal for the second time, and so it is lost; 44 of 60 seats present.",
    ),
    (
        decide(Rule(threshold=HALF, base="present", proxies=None), poll(23, 10, 3)),
        "Adopted: 23 for, 10 against, 3 abstaining; more than half of the 44 votes present or represented (23) was "
        "needed; 44 of 60 seats present or represented.",
    ),
    (
        decide(Rule(threshold=HALF, weights="share"), weighty()),
        "Rejected: 0.35 for, 21.5 against, 0 abstaining; more than half of the 21.85 votes cast (10.95) was needed; "
        "21.85 of 32 votes present.",
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
    if not compiled(language):
        pytest.skip(f"the {language} catalogue is not compiled")
    assert sentence(decision, language).replace("\N{NO-BREAK SPACE}", " ") == said


def of_votes(in_favour: Fraction | int, base: str = "cast") -> Decision:
    """So many votes for and none against, out of as many."""
    units = Fraction(in_favour)
    poll = Tally(
        in_favour=units.numerator,
        against=0,
        abstaining=0,
        present=1,
        roll=1,
        present_votes=units.numerator,
        roll_votes=units.numerator,
        denominator=units.denominator,
    )
    return decide(Rule(threshold=Share(Fraction(1)), base=base, weights="share"), poll)


@pytest.mark.parametrize(
    ("votes", "base", "there"),
    [
        (1, "1 голоса присутствующих", "представлен 1 голос из 1"),
        (2, "2 голосов присутствующих", "представлено 2 голоса из 2"),
        (5, "5 голосов присутствующих", "представлено 5 голосов из 5"),
        (21, "21 голоса присутствующих", "представлен 21 голос из 21"),
        (Fraction("0.35"), "0,35 голоса присутствующих", "представлено 0,35 голоса из 0,35"),
    ],
)
def test_russian_plurals(votes: Fraction | int, base: str, there: str) -> None:
    if not compiled("ru"):
        pytest.skip("the ru catalogue is not compiled")
    shown = number(votes, "ru")
    assert sentence(of_votes(votes, "present"), "ru").replace("\N{NO-BREAK SPACE}", " ") == (
        f"Принято: за — {shown}, против — 0, воздержались — 0; требовалось 100 % из {base} ({shown}); {there}."
    )


@pytest.mark.parametrize(
    ("votes", "base", "there"),
    [(1, "de 1 voto presente", "1 de 1 votos presente"), (2, "de los 2 votos presentes", "2 de 2 votos presentes")],
)
def test_spanish_plurals(votes: int, base: str, there: str) -> None:
    if not compiled("es"):
        pytest.skip("the es catalogue is not compiled")
    assert sentence(of_votes(votes, "present"), "es").replace("\N{NO-BREAK SPACE}", " ") == (
        f"Aprobado: {votes} a favor, 0 en contra, 0 abstenciones; había que reunir 100 % {base} ({votes}); {there}."
    )


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    in_favour, against, abstaining = (draw(st.integers(0, 3000)) for _ in range(3))
    present_votes = in_favour + against + abstaining + draw(st.integers(0, 2000))
    present = draw(st.integers(0, 40))
    roll = present + draw(st.integers(0, 30))
    return Tally(
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present=present,
        roll=roll,
        opening=draw(st.none() | st.integers(0, roll)),
        present_votes=present_votes,
        roll_votes=present_votes + draw(st.integers(0, 3000)),
        denominator=draw(st.sampled_from([1, 4, 60, 100])),
    )


def numbers(text: str, language: str) -> list[Fraction]:
    """Every number of a sentence, in its order: 1,942 · 0.35 · 11/3."""
    thousands, point = {"en": (",", "."), "ru": ("\N{NO-BREAK SPACE}", ","), "es": (".", ",")}[language]
    found = re.findall(rf"\d+(?:{re.escape(thousands)}\d{{3}})*(?:{re.escape(point)}\d+|/\d+)?", text)
    return [Fraction(each.replace(thousands, "").replace(point, ".")) for each in found]


NEEDED = re.compile(r"; (more than|at least|100) .*? of (?:the |all )?(\S+) votes?\b.*? \((\S+)\) was needed;")
THERE = re.compile(
    r" (\S+) of (\S+) \w+ present(?: or represented)?(?: \((\S+) at the opening\))?, quorum (\S+?)(?:;|\.$| \(call)"
)


def is_least(share: Share, whole: Fraction, least: Fraction, unit: Fraction) -> bool:
    """Whether ``least`` meets the share, and one unit less does not."""

    def meets(part: Fraction) -> bool:
        return part > share.fraction * whole if share.strict else part >= share.fraction * whole

    return meets(least) and not meets(least - unit)


@given(rules(), tallies(), st.integers(1, 2))
def test_the_numbers_of_the_sentence_satisfy_its_own_inequality(rule: Rule, poll: Tally, call: int) -> None:
    rule = replace(rule, tie="lost")
    said = sentence(decide(rule, poll, call=call), "en")
    if found := NEEDED.search(said):
        assert isinstance(rule.threshold, Share)
        in_favour, whole, needed = (numbers(each, "en")[0] for each in (said.split(":")[1], found[2], found[3]))
        unit = Fraction(1, poll.denominator)
        assert is_least(rule.threshold, whole, needed, unit) or needed == unit
        assert said.startswith("Adopted") == (in_favour >= needed)
    if found := THERE.search(said):
        assert rule.quorum is not None
        here, whole, asked = (numbers(found[each], "en")[0] for each in (1, 2, 4))
        bar, unit = rule.quorum.for_call(call), Fraction(1, 1 if rule.quorum.of == "seats" else poll.denominator)
        assert is_least(bar, whole, asked, unit) if isinstance(bar, Share) else asked == bar.number
        moments = {"close": here, "opening": numbers(found[3], "en")[0] if found[3] else here}
        assert said.startswith("Void") == any(moments[each] < asked for each in rule.quorum.at)
    assert bool(found) == (rule.quorum is not None)


@given(rules(), tallies(), st.integers(1, 2), st.sampled_from(["ru", "es"]))
def test_every_language_says_the_same_numbers(rule: Rule, poll: Tally, call: int, language: str) -> None:
    if not compiled(language):
        pytest.skip(f"the {language} catalogue is not compiled")
    decision = decide(rule, poll, call=call)
    assert sorted(numbers(sentence(decision, language), language)) == sorted(numbers(sentence(decision, "en"), "en"))
