"""``kill -9`` while letters are mailed and their answers are read: nothing is lost, and what came twice shows it."""

import mailbox
import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.delivery.post_office import Office, open_office
from tests.delivery.test_twelve import (
    as_a_page,
    in_windows_1251,
    installation,
    returned,
    run,
    same_letter,
    start,
    with_a_letter,
)
from tests.delivery.twelve import PARTIES
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.place import wait_until

pytestmark = [pytest.mark.database, pytest.mark.faults]

SENDING = 0.0, 0.25
"""Seconds after the first mail at which the worker is killed."""
READING = 0.6, 1.8
"""Seconds after its start at which the reader is killed."""
SLOW = 0.01
"""Seconds that the mail server takes over each message."""
KILLS = 2


@pytest.mark.parametrize("naive", ["", "inside"])
def test_the_worker_is_killed_while_letters_are_mailed(rounds: Rounds, judge: Judge, naive: str) -> None:
    many = NAIVE_ROUNDS if naive else rounds(20)
    outcome = Outcome(rounds=many)
    with tempfile.TemporaryDirectory(prefix="plenaria-mail-") as temporary:
        folder, office = Path(temporary), Office(slow=SLOW)
        with open_office(office) as smtp, installation(folder, smtp) as environment:
            run(environment, f"make {many}")
            for number in range(many):
                if naive:
                    outcome.add(naively(office, environment, number))
                else:
                    outcome.add(sent_and_answered(office, environment, number, folder / f"box{number}"))
    judge("kill -9 while twelve letters are mailed and answered", naive, outcome)


def naively(office: Office, environment: Mapping[str, str], number: int) -> Outcome:
    """The request is killed, and made again."""
    office.taken.clear()
    killed(office, environment, f"naive {number}")
    (_, states) = run(environment, f"naive {number} + states {number}")
    return counted(office, states)


def sent_and_answered(office: Office, environment: Mapping[str, str], number: int, box: Path) -> Outcome:
    """Two kills while it sends, one while it reads what came back."""
    refused, put_off, full, *answering = random.sample(list(PARTIES), 6)
    office.taken.clear()
    office.acknowledged.clear()
    office.refused, office.greylisted = {refused: "550 5.1.1 no such observatory"}, {put_off}
    run(environment, f"send {number}")
    for again in range(KILLS):
        killed(office, environment, f"work {6 * again}")
    _, states = run(environment, f"work 18 24 30 36 + states {number}")
    outcome = counted(office, states)
    duplicates = sum(many - 1 for many in Counter(address for address, _message in office.taken).values())
    outcome.found += [f"{duplicates} came twice in {KILLS} kills"] if duplicates > KILLS else []
    for address in PARTIES:
        first, *others = office.messages(address) or [None]
        if first is not None and not all(same_letter(first, each) for each in others):
            outcome.found.append("what came twice is not the same letter")

    maildir = mailbox.Maildir(box, create=True)
    maildir.add(returned(office.messages(full)[0], full))
    for address, write in zip(answering, (in_windows_1251, as_a_page, with_a_letter), strict=True):
        maildir.add(write(office.messages(address)[0]))
    with start(environment, f"read {box}") as reader:
        time.sleep(random.uniform(*READING))
        reader.kill()
    *_, states = run(environment, f"read {box} + read {box} + file + states {number}")
    expected = dict.fromkeys(PARTIES, "sent") | dict.fromkeys((refused, full), "bounced")
    expected |= dict(zip(answering, ("accepted", "accepted-in-part", "declined"), strict=True))
    found = {address: letter["state"] for address, letter in states.items()}
    outcome.found += [f"{address} is {found[address]}" for address in PARTIES if found[address] != expected[address]]
    for address in answering:
        many = len(states[address]["answers"])
        outcome.found += [f"{many} answers of one party are filed"] if many != 1 else []
    if states[full]["events"].count("bounced") != 1:
        outcome.found.append("a bounce is told more than once")
    return outcome


def killed(office: Office, environment: Mapping[str, str], words: str) -> None:
    """Start that, and end it between two instructions soon after its first mail, if there is one."""
    before = len(office.taken)
    with start(environment, words) as worker:
        wait_until("mail is sent", lambda: len(office.taken) > before or worker.poll() is not None, 60)
        time.sleep(random.uniform(*SENDING))
        worker.kill()


def counted(office: Office, states: Mapping[str, Any]) -> Outcome:
    """What the mail server has against what is written of the letters."""
    taken = {address for address, _message in office.taken}
    outcome = Outcome(acknowledged=len(office.taken))
    for address, letter in states.items():
        outcome.lost += letter["state"] == "sent" and address not in taken
        ids = {str(each["Message-ID"]) for each in office.messages(address)}
        outcome.twice += len(ids) > 1
    return outcome
