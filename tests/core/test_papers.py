from datetime import date

import pytest

from plenaria.core.papers import doubts, is_paper
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Warning as Caution
from tests.core.text.papers import plain

TODAY = date(2026, 5, 9)
SURE = """Resolution No. 4

On the dark sky

20 April 2019

The Council resolves:

1. To keep the sky dark.

2. To measure it, as resolution No. 3 says.
"""


def found(words: str) -> tuple[Caution, ...]:
    source = plain(words)
    return doubts(read(source, language="en"), TODAY)


def test_a_sure_paper_raises_no_doubt() -> None:
    assert found(SURE) == ()


def test_every_warning_of_the_reading_is_a_doubt() -> None:
    assert [each.code for each in found(SURE.replace("2. To", "3. To"))] == ["numbering-gap"]


def test_a_day_of_adoption_is_needed_and_has_come() -> None:
    assert found(SURE.replace("20 April 2019\n\n", "")) == (Caution("no-date", 0),)
    assert found(SURE.replace("2019", "2027")) == (Caution("date-ahead", 0, "2027-04-20"),)


def test_two_resolutions_in_one_file_are_noticed_and_a_running_head_is_not() -> None:
    codes = {each.code: (each.line, each.text) for each in found(f"{SURE}\n{SURE.replace('No. 4', 'No. 5')}")}
    assert codes["several-resolutions"] == (13, "Resolution No. 5")
    assert "several-resolutions" not in {each.code for each in found(f"{SURE}\nResolution No. 4\n")}


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("2019/04.docx", True),
        ("2019/.hidden/04.docx", False),
        ("~$04.docx", False),
        (".~lock.04.odt#", False),
        ("__MACOSX/._04.docx", False),
        ("2019/Thumbs.db", False),
    ],
)
def test_what_may_be_a_paper_by_its_name(name: str, paper: bool) -> None:
    assert is_paper(name) == paper
