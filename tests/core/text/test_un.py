"""Ten resolutions of the United Nations, written out as plain lines: the counts of their clauses are right."""

import pytest
from benchmarks.evaluate.un import UN, load

from plenaria.core.text.reading import read

pytestmark = pytest.mark.skipif(not UN.is_dir(), reason=f"no data in {UN}")

RESOLUTIONS = [
    "A_HRC_RES_19_26",
    "A_HRC_RES_34_40",
    "A_HRC_RES_48_23",
    "A_RES_60_288",
    "A_RES_3235(XXIX)",
    "A_RES_78_265",
    "A_RES_78_228",
    "E_RES_2022_9",
    "S_RES_2632(2022)",
    "S_RES_2700(2023)",
]


@pytest.mark.parametrize("name", RESOLUTIONS)
def test_clauses_and_points_are_counted_exactly(name: str) -> None:
    document = load(UN / f"{name}.json")
    levels = [line.level for line in document.lines if line.label == "operative"]
    resolution = read(document.source(numbers=True))
    assert len(resolution.clauses) == levels.count(1)
    assert [clause.level for clause in resolution.walk()] == levels
