"""``plenaria decide`` and ``plenaria tally``, as machines and people call them."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.running import run

RULE = 'threshold = "> 1/2"\n[quorum]\nfirst = "> 1/2"\nsecond = 1\n'


@pytest.fixture
def rule(tmp_path: Path) -> str:
    file = tmp_path / "rule.toml"
    file.write_text(RULE, encoding="utf-8")
    return str(file)


def test_decide_prints_the_contract(rule: str) -> None:
    done = run(
        *("decide", "--rule", rule, "--for", "31", "--against", "8", "--abstain", "5"),
        *("--present", "44", "--roll", "60", "--json"),
    )
    said = json.loads(done.stdout)
    sentences = said.pop("sentence")
    quorum = {"needed": 31, "present": 44, "met": True}
    assert (done.returncode, said) == (0, {"outcome": "adopted", "needed": 20, "base": 39, "quorum": quorum})
    assert sentences["en"] == (
        "Adopted: 31 for, 8 against, 5 abstaining; more than half of the 39 votes cast (20) was needed; "
        "44 of 60 seats present, quorum 31."
    )
    assert sorted(sentences) == ["en", "es", "ru"]


def test_the_second_call_has_its_own_quorum(rule: str) -> None:
    votes = ("decide", "--rule", rule, "--for", "3", "--against", "1", "--present", "4", "--roll", "60", "--json")
    first, second = (json.loads(run(*votes, "--call", call).stdout) for call in "12")
    assert [each["outcome"] for each in (first, second)] == ["void", "adopted"]


def test_a_tie_is_the_chair_s_where_the_rule_says_so(tmp_path: Path) -> None:
    file = tmp_path / "rule.toml"
    file.write_text('threshold = "> 1/2"\ntie = "chair"\n', encoding="utf-8")
    votes = ("decide", "--rule", str(file), "--for", "4", "--against", "4", "--json")
    outcomes = [json.loads(run(*votes, *more).stdout)["outcome"] for more in ((), ("--chair", "for"))]
    assert outcomes == ["tie", "adopted"]


def test_more_votes_than_seats_are_refused(rule: str) -> None:
    done = run("decide", "--rule", rule, "--for", "31", "--against", "8", "--present", "20", "--roll", "60", "--json")
    assert (done.returncode, json.loads(done.stdout)["refusal"]) == (2, "more-votes-than-present")


def test_a_broken_rule_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "rule.toml"
    file.write_text('threshold = "most"', encoding="utf-8")
    done = run("decide", "--rule", str(file), "--for", "1", "--against", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("“most” can't stand for threshold in a rule. Nothing was counted.")
    file.write_text("threshold = ", encoding="utf-8")
    assert json.loads(run("decide", "--rule", str(file), "--for", "1", "--against", "0", "--json").stdout)[
        "refusal"
    ] == ("rule-not-toml")


def test_tally_recounts_a_weighted_roll_call(rule: str, tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("seat,weight,choice\n1,34.25,for\n2,40.50,against\n3,25.25,\n", encoding="utf-8")
    said = json.loads(run("tally", str(roll), "--rule", rule, "--json").stdout)
    assert (said["outcome"], said["base"], said["needed"]) == ("rejected", "74.75", "37.5")
    assert said["quorum"] == {"needed": 2, "present": 2, "met": True}


SHARES = """threshold = "> 1/2"
base = "present"
[quorum]
first = "> 1/2"
[weights]
"1" = "34.25"
"2" = "40.50"
"3" = "25.25"
"""


def written(folder: Path, text: str) -> str:
    file = folder / "rule.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_exact_votes_are_decided_exactly(tmp_path: Path) -> None:
    shares = written(tmp_path, SHARES)
    votes = ("decide", "--rule", shares, "--for", "34.25", "--against", "25.25", "--abstain", "0", "--json")
    said = json.loads(run(*votes, "--seats-present", "2").stdout)
    assert (said["outcome"], said["base"], said["needed"]) == ("adopted", "59.5", 30)
    assert said["quorum"] == {"needed": 2, "present": 2, "met": True}
    assert said["sentence"]["en"] == (
        "Adopted: 34.25 for, 25.25 against, 0 abstaining; more than half of the 59.5 votes present (30) was needed; "
        "2 of 3 seats present, quorum 2."
    )
    assert json.loads(run(*votes).stdout)["refusal"] == "seats-missing"
    by_votes = written(tmp_path, SHARES.replace("[weights]", 'of = "votes"\n[weights]'))
    whole = ("decide", "--rule", by_votes, "--for", "74.75", "--against", "25.25", "--present", "100", "--json")
    assert json.loads(run(*whole).stdout)["quorum"] == {"needed": "50.25", "present": 100, "met": True}


def test_a_rule_of_shares_without_a_table_knows_votes_only(tmp_path: Path) -> None:
    shares = written(tmp_path, 'threshold = ">= 2/3"\nweights = "share"\n[quorum]\nfirst = "> 1/2"\nof = "votes"\n')
    done = run("decide", "--rule", shares, "--for", "20.35", "--against", "1/3", "--roll", "40.7", "--json")
    said = json.loads(done.stdout)
    assert (said["outcome"], said["base"], said["needed"]) == ("adopted", "1241/60", "13.8")
    assert said["quorum"] == {"needed": "611/30", "present": "1241/60", "met": True}


def test_whole_votes_stay_whole(tmp_path: Path, rule: str) -> None:
    delegations = tmp_path / "delegations.toml"
    delegations.write_text('threshold = "> 1/2"\nweights = "delegation"\n', encoding="utf-8")
    for file in (rule, str(delegations)):
        done = run("decide", "--rule", file, "--for", "2.5", "--against", "1", "--json")
        assert (done.returncode, json.loads(done.stdout)["refusal"]) == (2, "votes-not-whole")
    said = json.loads(run("decide", "--rule", str(delegations), "--for", "25", "--against", "12", "--json").stdout)
    assert (said["outcome"], said["base"], said["needed"]) == ("adopted", 37, 19)


def test_a_question_that_is_put_twice(tmp_path: Path) -> None:
    again = written(tmp_path, 'threshold = "> 1/2"\ntie = "again"\n')
    votes = ("decide", "--rule", again, "--for", "4", "--against", "4", "--json")
    assert [json.loads(run(*votes, "--putting", each).stdout)["outcome"] for each in "12"] == ["tie", "rejected"]


def test_figures_that_are_none(rule: str, tmp_path: Path) -> None:
    refusals = [
        json.loads(run("decide", "--rule", rule, "--for", votes, "--against", "1", "--json").stdout)["refusal"]
        for votes in ("many", "1e9", "", "-1")
    ]
    assert refusals == ["votes-unreadable", "votes-unreadable", "votes-unreadable", "count-negative"]
    tables = {
        '"1" = 0.35': "weight-unquoted",
        '"1" = "-2"': "weight-negative",
        '"1" = [1]': "rule-weight",
        '"1" = true': "rule-weight",
        '"1" = "many"': "rule-weight",
    }
    for table, refusal in tables.items():
        file = written(tmp_path, f'threshold = "> 1/2"\n[weights]\n{table}\n')
        done = run("decide", "--rule", file, "--for", "1", "--against", "0", "--json")
        assert (done.returncode, json.loads(done.stdout)["refusal"]) == (2, refusal)


def test_a_roll_call_that_contradicts_the_rule_is_refused(tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("seat,weight,choice\n1,2.5,for\n2,1,against\n", encoding="utf-8")
    for weights, refusal in (("one", "roll-call-weight-one"), ("delegation", "roll-call-weight-whole")):
        file = written(tmp_path, f'threshold = "> 1/2"\nweights = "{weights}"\n')
        done = run("tally", str(roll), "--rule", file, "--json")
        assert (done.returncode, json.loads(done.stdout)["refusal"]) == (2, refusal)
    file = written(tmp_path, 'threshold = "> 1/2"\nweights = "share"\n')
    assert json.loads(run("tally", str(roll), "--rule", file, "--json").stdout)["base"] == "3.5"
