"""What is laid down of an election, and what a ballot may then say."""

import json
from fractions import Fraction

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import choices
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Ballot
from plenaria.core.voting.elections.rounds import Runoff
from plenaria.core.voting.elections.setting import METHODS, Candidate, Setting, check
from plenaria.core.voting.rule import Share

NAMES = ("Ада", "Бела", "Вера", "Галя")


def setting(method: str = "scottish-stv", places: int = 2, names: tuple[str, ...] = NAMES, **more: object) -> Setting:
    people = tuple(Candidate({"ru": name}) for name in names)
    return Setting(method=method, places=places, candidates=people, **more)  # type: ignore[arg-type] # of a test's table


FULL = setting(
    "rounds",
    order="lot",
    withdrawn=(4,),
    threshold=Share(Fraction(2, 3)),
    base="cast",
    default=3,
    quorum=5,
    ratio=Fraction(3, 2),
    runoff=Runoff(threshold=Share(Fraction(1, 2), strict=True), keep="all", rounds=3, plurality=False),
    round=2,
    going_on=(1, 2),
    left=1,
)


def test_data_give_the_setting_back() -> None:
    assert Setting.from_data(json.loads(json.dumps(FULL.to_data()))) == FULL
    assert [Setting.from_data(setting(method).to_data()) for method in METHODS] == [setting(m) for m in METHODS]


def test_the_journal_hears_everything_but_the_names() -> None:
    data = FULL.rules_to_data()
    assert not any(name in json.dumps(data, ensure_ascii=False) for name in NAMES)
    back = Setting.from_data(data)
    assert back.names() == ("1", "2", "3", "4")
    assert (back.standing, back.vacancies, back.runoff, back.ratio) == ((1, 2), 1, FULL.runoff, FULL.ratio)


@pytest.mark.parametrize(
    ("put", "refusal"),
    [
        (setting("lottery"), unacceptable("election-method-unknown", method="lottery")),
        (setting(places=0), unacceptable("election-without-seats", seats=0)),
        (setting(names=()), unacceptable("election-without-candidates")),
        (setting(withdrawn=(1, 2, 3, 4)), unacceptable("election-without-candidates")),
        (setting("schulze", names=("Никто",), default=1), unacceptable("election-without-candidates")),
        (setting(names=("Ада", "")), unacceptable("candidate-without-name", candidate=2)),
        (setting(names=("Ада", "ада")), unacceptable("candidate-twice", name="ада")),
        (setting("schulze", quorum=3), unacceptable("default-needed")),
        (setting("schulze", default=9), unacceptable("election-options")),
        (setting(base="all"), unacceptable("election-options")),
        (
            setting(names=tuple(map(str, range(100)))),
            unacceptable("election-too-many-candidates", candidates=100, most=99),
        ),
        (setting(names=tuple(map(str, range(99)))), None),
        (FULL, None),
    ],
)
def test_an_election_that_cannot_be_put_is_refused(put: Setting, refusal: Refusal | None) -> None:
    assert check(put) == refusal


def test_two_people_of_one_name_may_stand() -> None:
    twins = (Candidate({"ru": "Ада"}, "a"), Candidate({"ru": "Ада"}, "b"))
    assert check(Setting(method="meek", places=1, candidates=twins)) is None


RANKS = [
    ("3>1>2", ((3,), (1,), (2,))),
    ("4", ((4,),)),
    ("blank", ()),
]


@pytest.mark.parametrize(("choice", "ranks"), RANKS)
def test_an_order_of_preference_is_read(choice: str, ranks: choices.Ranks) -> None:
    assert choices.read(choice, setting()) == Ballot(ranks)
    assert choices.written(ranks) == choice


@pytest.mark.parametrize(
    ("put", "choice", "refusal"),
    [
        (setting(), "5", unacceptable("choice-for-nobody", candidate=5)),
        (setting(withdrawn=(2,)), "1>2", unacceptable("choice-for-nobody", candidate=2)),
        (setting(), "0>1", unacceptable("choice-for-nobody", candidate=0)),
        (setting(), "1>2>1", unacceptable("choice-names-twice", name="Ада")),
        (setting(), "1=2", unacceptable("choice-equal")),
        (setting(), "", unacceptable("choice-unreadable")),
        (setting(), "1>", unacceptable("choice-unreadable")),
        (setting(), "for", unacceptable("choice-unreadable")),
        (setting(), "01>2", unacceptable("choice-unreadable")),
        (setting("schulze"), "2=1>3", unacceptable("choice-unreadable")),
        (setting("schulze"), "1=2>3", None),
        (setting("block"), "1=2", None),
        (setting("block"), "1>2", unacceptable("choice-unreadable")),
        (setting("block"), "1=2=3", unacceptable("choice-too-many", votes=3, most=2)),
        (setting("plurality"), "1=2", unacceptable("choice-too-many", votes=2, most=1)),
        (setting("approval"), "1=2=3=4", None),
        (FULL, "1=2", unacceptable("choice-too-many", votes=2, most=1)),
        (FULL, "3", unacceptable("choice-for-nobody", candidate=3)),
        (setting("each"), "+-0_", None),
        (setting("each"), "blank", None),
        (setting("each"), "____", unacceptable("choice-unreadable")),
        (setting("each"), "+-0", unacceptable("choice-unreadable")),
        (setting("each"), "1=2", unacceptable("choice-unreadable")),
        (setting("each", withdrawn=(2,)), "++__", unacceptable("choice-for-nobody", candidate=2)),
    ],
)
def test_what_a_ballot_cannot_say_is_refused(put: Setting, choice: str, refusal: Refusal | None) -> None:
    assert choices.refused(choice, put) == refusal


def test_answers_are_marks() -> None:
    put = setting("each")
    assert choices.answers("+-0_", put) == {1: "for", 2: "against", 3: "abstain"}
    assert choices.marked({1: "for", 2: "against", 3: "abstain"}, put) == "+-0_"
    assert choices.marked({}, put) == "blank"


@pytest.mark.parametrize("method", METHODS)
def test_no_choice_is_longer_than_the_longest(method: str) -> None:
    many = setting(method, names=tuple(map(str, range(99))), places=99)
    all_of_them = {"each": "+" * 99}.get(method, choices.written([[n] for n in many.standing]))
    assert len(all_of_them) <= many.longest <= 400


def test_the_next_round_is_between_those_who_go_on() -> None:
    first = Round(number=1, action="ballot", votes=(4, 3, 2, 1), elected=(1,), why=("threshold",), going_on=(2, 3))
    made = Count(method="rounds", candidates=NAMES, seats=2, scale=1, total=10, rounds=(first,), elected=(1,))
    put = setting("rounds")
    following = put.following(made)
    assert following is not None
    assert (following.round, following.standing, following.vacancies, following.most) == (2, (2, 3), 1, 1)
    assert setting().following(made.from_data({**made.to_data(), "rounds": []})) is None
