"""A paper between reading and saving: its tracked changes read one way and the other, and all of it in one field."""

import pytest
from django.core.exceptions import SuspiciousOperation

from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source
from plenaria.formats.reading import read as read_file
from plenaria.interfaces.desk.text_state import Handed, opened
from tests.formats.papers import abstract, docx, lvl, num, p, r

NUMBERED = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2)")) + num(1, 1)
BY = 'w:id="1" w:author="Ann" w:date="2026-05-09T10:00:00Z"'
DELETED, INSERTED = (f"<w:rPr><w:{what} {BY}/></w:rPr>" for what in ("del", "ins"))


def changed(what: str, words: str) -> str:
    run = r(words).replace("w:t", "w:delText") if what == "del" else r(words)
    return f"<w:{what} {BY}>{run}</w:{what}>"


def handed() -> Handed:
    body = [
        p("RESOLUTION on the dark sky"),
        p("The Assembly,"),
        p("noting the lamps,"),
        p(changed("ins", "noting the stars,"), more=INSERTED),
        p("decides:"),
        p("To keep the hills dark.", num=1, level=0),
        p(changed("del", "To buy ten lamps."), num=1, level=0, more=DELETED),
        p("To hold a week of observation:", num=1, level=0),
        p("in the schools;", num=1, level=1),
        p(changed("del", "in the town hall;"), num=1, level=1, more=DELETED),
        p("on the hill.", num=1, level=1),
        p(r("To thank ") + changed("del", "Vera") + changed("ins", "Anna"), num=1, level=0, more=DELETED),
        p(" for the map.", num=1, level=0),
    ]
    source = read_file(docx("".join(body), numbering=NUMBERED), "paper.docx")
    assert isinstance(source, Source)
    return Handed.of(source, read(source), None)


def outline(text: Resolution) -> list[str]:
    clauses = [f"{clause.level} {clause.number} {clause.text}" for clause in text.walk()]
    return [*(recital.text for recital in text.recitals), *clauses]


ACCEPTED = [
    "noting the lamps,",
    "noting the stars,",
    "1 1 To keep the hills dark.",
    "1 2 To hold a week of observation:",
    "2 a in the schools;",
    "2 b on the hill.",
    "1 3 To thank Anna for the map.",
]
REJECTED = [
    [ACCEPTED[0], *ACCEPTED[2:]],
    [*ACCEPTED[:3], "1  To buy ten lamps.", *ACCEPTED[3:]],
    [*ACCEPTED[:5], "2  in the town hall;", *ACCEPTED[5:]],
    [*ACCEPTED[:6], "1 3 To thank Vera\nfor the map."],
]


@pytest.mark.parametrize("number", range(4))
def test_a_change_is_read_as_rejected_and_as_accepted_again(number: int) -> None:
    start = handed()
    assert outline(start.text) == ACCEPTED
    rejected = start.judged(number)
    assert rejected is not None
    assert outline(rejected.text) == REJECTED[number]
    assert rejected.rejected == {number}
    again = rejected.judged(number)
    assert again is not None
    assert (outline(again.text), again.rejected) == (ACCEPTED, frozenset())
    back = again.back()
    assert back is not None
    assert (back.text, back.rejected) == (rejected.text, rejected.rejected)


def test_all_of_it_travels_sealed_for_one_person() -> None:
    there = handed().judged(0)
    assert there is not None
    sealed = there.sealed("ann")
    assert opened(sealed, "ann") == there
    for state, person in ((sealed, "bea"), (f"x{sealed}", "ann")):
        with pytest.raises(SuspiciousOperation):
            opened(state, person)
