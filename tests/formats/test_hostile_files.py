"""Hostile files, read to a resolution in the process of their own: an answer or a refusal, in time and in bounds."""

import json
import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Resolution
from plenaria.formats.isolation import MEGABYTES, run_isolated
from plenaria.formats.reading_isolated import read_resolution
from tests.formats.hostile_files import FILES, SHORT
from tests.formats.seeds import KINDS, mutated_at_random, paper

SECONDS = 5
REFUSALS = {
    "file-broken", "file-empty", "file-encrypted", "file-external-entities", "file-not-what-it-says", "file-too-heavy",
    "file-too-large", "file-too-long", "file-too-slow", "file-unknown", "file-zip-bomb", "scan-without-text",
    "text-layer-false",
}  # fmt: skip
UN = Path(__file__).parents[3] / "shared" / "data" / "resolutions" / "akn4un"


def answered(data: bytes, name: str, caplog: pytest.LogCaptureFixture) -> tuple[str, float]:
    """The code of the refusal or *read*, and the seconds of processor time that the child took.

    By the clock it is as much where nothing else runs. No mistake of ours lies behind a refusal.
    """
    caplog.clear()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = read_resolution(data, name)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # A child that a library's fault ends has a signal for its status; one of ours ends with a traceback.
    assert [record.getMessage() for record in caplog.records if "Traceback" in record.getMessage()] == []
    if isinstance(answer, Refusal):
        assert answer.code in REFUSALS
        return answer.code, took
    assert isinstance(answer[1], Resolution)
    return "read", took


@pytest.mark.parametrize("name", SHORT)
def test_a_hostile_file_is_done_with_in_time(name: str, caplog: pytest.LogCaptureFixture) -> None:
    code, took = answered(FILES[name](), name, caplog)
    assert (code in REFUSALS | {"read"}, took < SECONDS) == (True, True)


def test_the_bounds_are_those_that_the_child_has() -> None:
    limits = run_isolated("tests.formats.hostile:limits", b"")
    assert not isinstance(limits, Refusal)
    assert json.loads(limits) == {"cpu": 4, "address space": MEGABYTES * 1_000_000, "file size": 0, "core": 0}


@pytest.mark.faults
def test_every_hostile_file(caplog: pytest.LogCaptureFixture) -> None:
    print()
    worst: list[tuple[float, int, str, str]] = []
    for name, make in FILES.items():
        data = make()
        code, took = answered(data, name, caplog)
        worst.append((took, _memory(data, name), name, code))
        print(f"{name:32} {len(data) / 1e6:6.1f} MB  {took:5.2f} s  {worst[-1][1]:4} MB  {code}", flush=True)
    _summary(worst)


@pytest.mark.faults
def test_many_damaged_files(caplog: pytest.LogCaptureFixture) -> None:
    """Own papers of every format and, where they are there, two of the ITU, with accidents at random places."""
    dice, worst, slowest = random.Random(20311), [], (0.0, b"", "")
    for name, data in _papers():
        for _ in range(100):
            damaged = mutated_at_random(data, dice)
            code, took = answered(damaged, name, caplog)
            worst.append((took, 0, name, code))
            slowest = max(slowest, (took, damaged, name))
    worst.append((slowest[0], _memory(*slowest[1:]), slowest[2], "read"))
    _summary(worst)


def _papers() -> Iterator[tuple[str, bytes]]:
    yield from ((f"paper.{kind}", paper(kind)) for kind in KINDS)
    if not UN.is_dir():
        print("\nThe documents of the ITU are not on this machine: they are left out")
    for path in sorted(UN.glob("*_*.xml")):
        yield path.name, path.read_bytes()


def _memory(data: bytes, name: str) -> int:
    """The most memory (10⁶ bytes) that a child has held while it read a file; 0 where it died."""
    peak = run_isolated("tests.formats.hostile:peak", data, {"name": name}, seconds=SECONDS)
    return 0 if isinstance(peak, Refusal) else int(peak)


def _summary(worst: list[tuple[float, int, str, str]]) -> None:
    slowest, heaviest = max(worst), max(worst, key=lambda each: each[1])
    print(f"\n{len(worst)} files, {sum(each[3] == 'read' for each in worst)} of them read; the longest time "
          f"{slowest[0]:.2f} s ({slowest[2]}), the most memory of one that was not stopped {heaviest[1]} MB "
          f"({heaviest[2]}); none above {MEGABYTES} MB can live")  # fmt: skip
    assert slowest[0] < SECONDS
    assert heaviest[1] <= MEGABYTES
