"""``plenaria count``: the contract, the table, and what is refused."""

import json
from pathlib import Path

import pytest

from plenaria.core.voting.elections.methods import METHODS
from plenaria.interfaces.cli.counting import Name
from tests.interfaces.cli.running import run

BALLOTS = """4 2
9 1 2 0
3 1 3 0
4 2 0
3 3 2 0
2 4 3 0
0
"Ada Lind"
"Boris Orlov"
"Carla Ruiz"
"Dora Nagy"
"The board of the choir"
"""


@pytest.fixture
def ballots(tmp_path: Path) -> str:
    path = tmp_path / "board.blt"
    path.write_text(BALLOTS)
    return str(path)


def test_every_method_can_be_named() -> None:
    assert [each.value for each in Name] == list(METHODS)


def test_the_contract(ballots: str) -> None:
    done = run("count", ballots, "--method", "scottish-stv", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert {key: made[key] for key in ("elected", "elected_numbers", "ties", "waiting_for_lot", "seats", "votes")} == {
        "elected": ["Ada Lind", "Boris Orlov"],
        "elected_numbers": [1, 2],
        "ties": [],
        "waiting_for_lot": False,
        "seats": 2,
        "votes": "21",
    }
    assert made["rounds"][1] == {
        "number": 2,
        "action": "surplus",
        "about": [1],
        "votes": ["8", "6.99997", "3.99999", "2"],
        "changes": ["-4", "2.99997", "0.99999", "0"],
        "exhausted": "0",
        "rounding": "0.00004",
        "quota": "8",
        "elected": [],
        "why": [],
        "ties": [],
    }
    assert set(made["sentence"]) == {"en", "es", "ru"}


@pytest.mark.parametrize("method", ["ers97", "meek", "schulze", "approval", "plurality", "block"])
def test_every_method_counts(ballots: str, method: str) -> None:
    done = run("count", ballots, "--method", method, "--json")
    made = json.loads(done.stdout)
    assert (done.returncode, made["method"], len(made["elected"])) == (0, method, 2)
    assert made["elected_numbers"][0] in (1, 2)
    assert made["rounds"]


def test_a_person_reads_the_sheet_and_what_was_done(ballots: str) -> None:
    done = run("count", ballots, "--method", "scottish-stv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The board of the choir" in done.stdout
    assert "● 12" in done.stdout and "6.99997" in done.stdout
    assert done.stdout.splitlines()[-6:] == [
        "Single transferable vote, Scottish rules. 21 valid votes.",
        "Round 1: the votes are counted. Elected with the quota of 8: Ada Lind.",
        "Round 2: the surplus is transferred: Ada Lind.",
        "Round 3: excluded: Dora Nagy.",
        "Round 4: excluded: Carla Ruiz. 2.99999 votes have no further preference. Elected with the quota of 8: "
        "Boris Orlov.",
        "Elected (2 seats to fill): Ada Lind, Boris Orlov.",
    ]


def test_fewer_seats_can_be_asked_for(ballots: str) -> None:
    made = json.loads(run("count", ballots, "--method", "plurality", "--seats", "1", "--json").stdout)
    assert (made["seats"], made["elected"]) == (1, ["Ada Lind"])


def test_a_threshold_can_be_asked_for(ballots: str) -> None:
    def elected(*options: str) -> list[str]:
        return list(json.loads(run("count", ballots, "--json", *options).stdout)["elected"])

    assert elected("--method", "plurality", "--threshold", "4/21") == ["Ada Lind", "Boris Orlov"]
    assert elected("--method", "plurality", "--threshold", ">4/21") == ["Ada Lind"]
    assert elected("--method", "approval", "--threshold", "2/3", "--seats", "3") == ["Boris Orlov"]
    assert run("count", ballots, "--method", "meek", "--threshold", "1/2").returncode == 2
    assert run("count", ballots, "--method", "plurality", "--threshold", "half").returncode == 2


def test_a_tie_waits_for_a_lot_and_takes_one_from_names_or_a_file(tmp_path: Path) -> None:
    tied = tmp_path / "tied.blt"
    tied.write_text('2 1\n5 1 0\n5 2 0\n0\n"Ada Lind"\n"Boris Orlov"\n"Chair"\n')
    waiting = json.loads(run("count", str(tied), "--method", "plurality", "--json").stdout)
    assert (waiting["elected"], waiting["waiting_for_lot"]) == ([], True)
    tie = {"round": 1, "purpose": "elect", "candidates": ["Ada Lind", "Boris Orlov"], "candidate_numbers": [1, 2]}
    assert waiting["ties"] == [{**tie, "settled": "waiting", "chosen": None}]
    drawn = json.loads(run("count", str(tied), "--method", "plurality", "--lot", "boris orlov, 1", "--json").stdout)
    assert (drawn["elected_numbers"], drawn["ties"]) == ([2], [{**tie, "settled": "lot", "chosen": 2}])
    lot = tmp_path / "lot.txt"
    lot.write_text("Boris Orlov\nAda Lind\n")
    assert json.loads(run("count", str(tied), "--method", "plurality", "--lot", str(lot), "--json").stdout) == drawn
    told = run("count", str(tied), "--method", "plurality", "--lot", "Zoe")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("“Zoe” in the lot is no candidate")


def test_schulze_takes_a_default_option_a_quorum_and_a_majority(tmp_path: Path) -> None:
    path = tmp_path / "options.blt"
    path.write_text('3 1\n6 1 2 3 0\n3 2 3 1 0\n1 3 0\n0\n"A"\n"B"\n"None of these"\n"Options"\n')

    def elected(*options: str) -> list[str]:
        done = run("count", str(path), "--method", "schulze", "--default", "None of these", *options, "--json")
        found: list[str] = json.loads(done.stdout)["elected"]
        return found

    assert elected() == ["A"]
    assert elected("--quorum", "7") == ["B"]
    assert elected("--majority", "2") == ["B"]
    assert elected("--quorum", "10") == []
    wrong = run("count", str(path), "--method", "schulze", "--majority", "most")
    assert (wrong.returncode, wrong.stderr) == (2, "“most” is no ratio. Write it like 3 or 3/2.\n")


@pytest.mark.parametrize(
    ("line", "method", "code"),
    [
        ("-2 1 0", "scottish-stv", "blt-ballot-weight"),
        ("1 1 2 3 0", "block", "blt-ballot-more-votes-than-seats"),
        ("1 1=2=3 0", "plurality", "blt-ballot-more-votes-than-seats"),
        ("1 9 0", "approval", "blt-ballot-for-nobody"),
        ("1 1 2", "meek", "blt-ballot-without-end"),
        ("1 1=2 0", "ers97", "blt-ballot-equal-ranks"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_counted(tmp_path: Path, line: str, method: str, code: str) -> None:
    path = tmp_path / "broken.blt"
    lines = BALLOTS.splitlines()
    path.write_text("\n".join([*lines[:3], line, *lines[3:]]))
    done = run("count", str(path), "--method", method, "--json")
    made = json.loads(done.stdout)
    assert (done.returncode, made["refusal"], made["data"]["line"]) == (2, code, 4)
    assert made["sentence"].startswith("Line 4: ")
    assert "Nothing was counted." in made["sentence"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("count", str(tmp_path / "none.blt"), "--method", "meek", "--json")
    assert (done.returncode, json.loads(done.stdout)["refusal"]) == (2, "file-not-there")
