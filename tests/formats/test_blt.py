"""Ballot files: what is read, what is written, and what is wrong on which line."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.election import Ballot, Election, check
from plenaria.formats.blt import BallotFile, read, write

FILE = """# The board of the choir
4 2
-3
6 1 4 2 0  # the altos
2 1=2 - 4 0

1 0
0
"Adela Ruiz"
"Boris ""Bob"" Ivanov"
"Carmen Soto"
"Dmitri Popov"  # withdrew too late
"Board, 2026"
"""


def election_in(text: str | bytes) -> Election:
    found = read(text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, BallotFile)
    return found.election


def test_a_whole_file_is_read() -> None:
    assert read(FILE.encode()) == BallotFile(
        Election(
            candidates=("Adela Ruiz", 'Boris "Bob" Ivanov', "Carmen Soto", "Dmitri Popov"),
            seats=2,
            ballots=(Ballot(((1,), (4,), (2,)), 6), Ballot(((1, 2), (), (4,)), 2), Ballot((), 1)),
            withdrawn=frozenset({3}),
            title="Board, 2026",
        ),
        (4, 5, 7),
    )


@pytest.mark.parametrize(
    ("end", "names", "title"),
    [
        ('"A"\n"B"\n"T"', ("A", "B"), "T"),
        ('"A" "B" "T"', ("A", "B"), "T"),
        ('"A"\n"B"', ("A", "B"), ""),
        ("Ada (Grn)\nBob (Ind)\nThe ward", ("Ada (Grn)", "Bob (Ind)"), "The ward"),
        ('"Ada" "Greens"\n"Bob" "Reds"\nThe ward', ("Ada, Greens", "Bob, Reds"), "The ward"),
        ("# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Bob\nThe ward", ("Ada", "Bob"), "The ward"),
        ('"Grn ""Ada"" "\n"Ind ""Bob"""\n""', ('Grn "Ada"', 'Ind "Bob"'), ""),
    ],
)
def test_names_are_read_in_every_usual_form(end: str, names: tuple[str, ...], title: str) -> None:
    found = election_in(f"2 1\n1 2 0\n0\n{end}\n")
    assert (found.candidates, found.title) == (names, title)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_names_are_read_in_every_usual_encoding(encoding: str) -> None:
    text = '2 1\n3 2 1 0\n0\n"Ольга Смирнова"\n"Пётр Кузнецов"\n"Выборы правления хора"\n'
    found = election_in(text.encode(encoding))
    assert (found.candidates, found.title) == (("Ольга Смирнова", "Пётр Кузнецов"), "Выборы правления хора")


def test_decimal_weights_come_over_one_denominator() -> None:
    found = election_in('2 1\n0.35 2 0\n1.5 1 0\n2 1 2 0\n0\n"A"\n"B"\n')
    assert found.denominator == 20
    assert [Fraction(each.weight, 20) for each in found.ballots] == [Fraction("0.35"), Fraction("1.5"), 2]


def test_windows_lines_and_a_missing_last_line_end_are_read() -> None:
    assert election_in(b'2 1\r\n3 2 0\r\n0\r\n"A"\r\n"B"').ballots == (Ballot(((2,),), 3),)


BROKEN = [
    ("", "blt-header", {"line": 1}),
    ("two 1\n0\n", "blt-header", {"line": 1}),
    ("# a comment\n2 0\n0\n", "blt-header", {"line": 2}),
    ("0 1\n0\n", "blt-header", {"line": 1}),
    ("2 1 1\n0\n", "blt-header", {"line": 1}),
    ("2 1\n1 1 0\n1 2\n0\n", "blt-ballot-without-end", {"line": 3}),
    ("2 1\n1 1 0\n1\n0\n", "blt-ballot-without-end", {"line": 3}),
    ("2 1\n1 1 x 0\n0\n", "blt-unreadable", {"line": 2, "word": "x"}),
    ("2 1\none 1 0\n0\n", "blt-unreadable", {"line": 2, "word": "one"}),
    ("2 1\n1 1= 0\n0\n", "blt-unreadable", {"line": 2, "word": ""}),
    ("2 1\n1 1 0\n1 3 0\n0\n", "blt-ballot-for-nobody", {"line": 3, "candidate": 3}),
    ("2 1\n1 1 0 2 0\n0\n", "blt-ballot-for-nobody", {"line": 2, "candidate": 0}),
    ("2 1\n-3\n1 1 0\n0\n", "blt-ballot-for-nobody", {"line": 2, "candidate": 3}),
    ("2 1\n1 1 2 1 0\n0\n", "blt-ballot-names-twice", {"line": 2, "candidate": 1}),
    ("2 1\n-4 1 0\n0\n", "blt-ballot-weight", {"line": 2, "weight": "-4"}),
    ("2 1\n1 1 0\n-2\n0\n", "blt-ballot-without-end", {"line": 3}),
    ("2 1\n0 1 0\n0\n", "blt-ballot-weight", {"line": 2, "weight": "0"}),
    ("2 1\n1 1 0\n1 2 0\n", "blt-without-end", {"line": 3}),
    ('2 1\n1 1 0\n0\n"A"\n', "blt-names-missing", {"line": 4, "names": 1, "candidates": 2}),
    ('2 1\n1 1 0\n0\n"A"\n"B"\n"T"\n"X"\n', "blt-names-left-over", {"line": 7, "names": 4, "candidates": 2}),
]


@pytest.mark.parametrize(("text", "code", "data"), BROKEN)
def test_a_broken_line_is_refused_with_its_number(text: str, code: str, data: dict[str, str | int]) -> None:
    assert read(text.encode()) == unacceptable(code, **data)


def test_what_is_no_text_is_refused() -> None:
    assert read(b"PK\x03\x04\x00\x00\x00\x01\x02") == unacceptable("blt-header", line=1)


def test_a_refused_ballot_is_named_by_its_line() -> None:
    file = read(FILE.encode())
    assert isinstance(file, BallotFile)
    assert file.placed(unacceptable("ballot-equal-ranks", ballot=2)) == unacceptable("blt-ballot-equal-ranks", line=5)
    other = unacceptable("default-unknown", candidate=9)
    assert file.placed(other) == other


@st.composite
def elections(draw: st.DrawFn) -> Election:
    size = draw(st.integers(1, 5))
    rank = st.lists(st.integers(1, size), max_size=2, unique=True).map(tuple)

    def no_repeats(ranks: list[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
        seen: set[int] = set()
        kept = []
        for each in ranks:
            kept.append(tuple(one for one in each if one not in seen))
            seen.update(each)
        return tuple(kept)

    ballot = st.builds(Ballot, st.lists(rank, max_size=size).map(no_repeats), st.integers(1, 999))
    name = st.text(st.characters(categories=("L", "Nd", "P")), min_size=1, max_size=12)
    return Election(
        candidates=tuple(draw(st.lists(name, min_size=size, max_size=size))),
        seats=draw(st.integers(1, 3)),
        ballots=tuple(draw(st.lists(ballot, max_size=8))),
        withdrawn=frozenset(draw(st.sets(st.integers(1, size), max_size=size - 1))),
        title=draw(name),
    )


@given(elections())
def test_what_is_written_is_read_back(election: Election) -> None:
    assert election_in(write(election)) == election
    assert check(election) is None


def test_decimal_weights_are_written_back() -> None:
    text = '2 1\n0.35 2 0\n1.5 1 0\n2 1 2 0\n0\n"A"\n"B"\n""\n'
    assert write(election_in(text)).decode() == text


def test_a_third_of_a_vote_has_no_decimal() -> None:
    third = Election(candidates=("A",), seats=1, ballots=(Ballot(((1,),)),), denominator=3)
    with pytest.raises(ValueError, match="1/3"):
        write(third)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert isinstance(read(data), BallotFile | Refusal)
    assert isinstance(read(b"3 1\n" + data), BallotFile | Refusal)
