"""Addresses behind the words of a clause."""

from plenaria.core.text import reading
from plenaria.core.text.source import Source, SourceLine

SITE, FORM = "https://sky.example/catalogue", "https://sky.example/form"


def test_a_clause_has_the_addresses_that_its_words_show_and_those_that_they_hide() -> None:
    lines = (
        SourceLine(text="RESOLUTION"),
        SourceLine(text="The Assembly decides:"),
        SourceLine(text="1. Publish the catalogue (info@sky.example).", links=((15, 24, SITE),)),
        SourceLine(text="2. Ask members to answer:"),
        SourceLine(text="a) the survey;", links=((7, 13, FORM),)),
        SourceLine(text="b) the letter."),
    )
    text = reading.read(Source(lines=lines, format="docx"), language="en")
    assert {clause.id: clause.links for clause in text.walk()} == {
        "c1": ("info@sky.example", SITE), "c2": (), "c2.1": (FORM,), "c2.2": (),
    }  # fmt: skip
