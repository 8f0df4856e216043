"""Approved minutes under the names that the public may read."""

from dataclasses import replace

from plenaria.core.minutes.public import Hidden, public
from plenaria.core.minutes.written import Annex, Paragraph, Section, Table, Written

MINUTES = Written(
    language="en",
    title="Minutes",
    over="Council",
    mark="",
    about=(("Presided", "Anna Orlova"),),
    sections=(
        Section(
            number="1",
            title="Opening",
            paragraphs=(
                Paragraph(number="1.1", text="Came in: Ann Lee (1), Ann Leeds (2).", key="3-moved"),
                Paragraph(number="1.2", text="Spoke: Ann Leeds, 2:00. On proxies: Ann Lee.", key="4-speech"),
            ),
        ),
    ),
    annexes=(
        Annex(title="Annex 1", table=Table(caption="Attendance", head=("Seat", "Name"), rows=(("1", "Ann Lee"),))),
    ),
    signatures=(("Chair", "Anna Orlova"),),
    foot=("All of this is told by the journal.",),
)


def test_a_name_is_replaced_wherever_it_stands_as_a_whole() -> None:
    shown = public(MINUTES, Hidden({"Ann Lee": "Seat 1", "Anna Orlova": "Seat 9"}, {}), "Public version.")
    first, second = shown.sections[0].paragraphs
    assert first.text == "Came in: Seat 1 (1), Ann Leeds (2)."
    assert second.text == "Spoke: Ann Leeds, 2:00. On proxies: Seat 1."
    assert shown.annexes[0].table is not None and shown.annexes[0].table.rows == (("1", "Seat 1"),)
    assert shown.signatures == MINUTES.signatures and shown.about == MINUTES.about
    assert shown.foot[-1] == "Public version."


def test_a_speaker_is_replaced_in_what_is_told_of_speeches_alone() -> None:
    shown = public(MINUTES, Hidden({}, {"Ann Leeds": "Seat 2"}), "Public version.")
    first, second = shown.sections[0].paragraphs
    assert (first.text, second.text) == (
        "Came in: Ann Lee (1), Ann Leeds (2).",
        "Spoke: Seat 2, 2:00. On proxies: Ann Lee.",
    )


def test_minutes_in_which_none_of_the_names_stands_stay_as_they_were_approved() -> None:
    assert public(MINUTES, Hidden({"Boris": "Seat 3", " ": "?"}, {}), "Public version.") == MINUTES
    assert not Hidden({}, {}) and Hidden({"a": "b"}, {})
    assert replace(MINUTES) == public(MINUTES, Hidden({}, {}), "Public version.")
