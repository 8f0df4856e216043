"""The journal's entries become facts, and facts sections; what the clerk wrote keeps its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.journal.entry import Entry
from plenaria.core.minutes.document import Own, instead, placed, sections
from plenaria.core.minutes.facts import Facts, Mandate, Stay
from plenaria.core.minutes.reading import answers, read
from plenaria.core.voting import rule as rules
from plenaria.core.voting.presets import SIMPLE

AT = "2026-05-09T14:{:02}:00.000Z"

PLANNED: dict[str, Any] = {
    "number": "XIV",
    "form": "conference",
    "names": {"en": "Conference"},
    "places": {"en": "Hall"},
    "first_day": "2026-05-09",
    "last_day": "2026-05-09",
    "languages": ["en"],
    "timezone": "UTC",
}
OPENED: dict[str, Any] = {"call": 1, "quorum": {"whole": 2, "present": 2, "of": "seats", "needed": 2}}


def entry(kind: str, subject: str = "m", actor: str = "clerk", /, minute: int = 0, **data: Any) -> Entry:
    return Entry(kind, AT.format(minute), actor, subject, data)


def seat(number: int, **data: Any) -> Entry:
    given: dict[str, Any] = {"person": f"p{number}", "delegation": "", "seat": number, "weight": "1"}
    return entry("credential-invited", f"s{number}", **given | data)


def door(number: int, present: str, minute: int = 0) -> Entry:
    return entry("presence-recorded", f"s{number}", minute=minute, present=present, seat=number)


def facts(*entries: Entry) -> Facts:
    found = read(enumerate(entries))
    assert found is not None
    return found


BEGUN = (
    entry("meeting-planned", **PLANNED),
    entry("meeting-convened", call=1),
    seat(1),
    seat(2),
    door(1, "yes"),
    door(2, "yes"),
    entry("agenda-changed", items=[{"id": "i1", "titles": {"en": "One"}}, {"id": "i2", "titles": {"en": "Two"}}]),
    entry("meeting-opened", minute=1, **OPENED),
)


def told(found: Facts) -> list[tuple[str, str, list[str]]]:
    return [(each.code, each.item, [one.code for one in each.told]) for each in sections(found)]


def test_a_meeting_is_told_by_the_points_of_its_agenda() -> None:
    found = facts(
        *BEGUN,
        entry("item-opened", "i1", minute=2, position=1),
        entry("text-tabled", "r1", minute=3, state="tabled"),
        entry("item-closed", "i1", minute=4, position=1),
        entry("meeting-suspended", minute=5),
        entry("meeting-resumed", minute=6),
        entry("text-tabled", "r2", minute=7, state="tabled"),
        entry("item-opened", "i1", minute=8, position=1),
        entry("meeting-closed", minute=9, present=2),
        entry("text-adopted", "r1", minute=10, number="XIV/1"),
    )
    assert told(found) == [
        ("opening", "", ["meeting-convened", "agenda-laid", "meeting-opened"]),
        ("item", "i1", ["item-opened", "text-tabled", "item-closed", "meeting-suspended", "meeting-resumed"]),
        ("between", "", ["text-tabled"]),
        ("item", "i1", ["item-opened"]),
        ("close", "", ["meeting-closed", "text-adopted"]),
    ]
    assert [each.again for each in sections(found)] == [False, False, False, True, False]


def test_who_comes_and_goes_between_two_things_is_told_at_once() -> None:
    found = facts(
        *BEGUN, seat(3), door(3, "yes", 2), door(1, "no", 3), entry("meeting-suspended", minute=4), door(2, "no", 5)
    )
    assert [(each.code, each.entries, dict(each.data)) for each in found.happenings if each.code == "moved"] == [
        ("moved", (9, 10), {"came": ("s3",), "left": ("s1",), "present": 2, "until": AT.format(3)}),
        ("moved", (12,), {"came": (), "left": ("s2",), "present": 1, "until": AT.format(5)}),
    ]


def test_the_close_ends_every_stay_and_mandate() -> None:
    given = entry("proxy-given", "s1", minute=2, holder="s2", seat=1, to=2)
    found = facts(*BEGUN, door(1, "no", 1), given, entry("meeting-closed", minute=9, present=1))
    assert found.seats["s1"].stays == (Stay(since=AT.format(0), until=AT.format(1)),)
    assert found.seats["s1"].mandates == (Mandate(holder="s2", since=AT.format(2), until=AT.format(9)),)
    assert found.seats["s2"].stays == (Stay(since=AT.format(0), until=AT.format(9)),)


def test_a_clock_that_was_set_back_ends_no_stay_before_it_began() -> None:
    found = facts(*BEGUN, door(2, "no", 5), door(2, "yes", 7), door(2, "no", 3))
    assert found.seats["s2"].stays[-1] == Stay(since=AT.format(7), until=AT.format(7))


def test_a_seat_that_replaces_another_has_its_delegation() -> None:
    replaced = entry("credential-replaced", "s4", replaces="s3", person="p4", seat=4, weight="2")
    found = facts(
        *BEGUN,
        seat(3, delegation="south"),
        entry("credential-decided", "s3", verb="accredit", seat=3),
        replaced,
        entry("credential-withdrawn", "s3", seat=3),
        entry("credential-changed", "s4", seat=4, weight="3", before="2"),
    )
    shown = {each.id: (each.delegation, each.state, each.weight) for each in found.seats.values()}
    assert shown == {
        "s1": ("", "invited", "1"),
        "s2": ("", "invited", "1"),
        "s3": ("south", "withdrawn", "1"),
        "s4": ("south", "invited", "3"),
    }


def test_a_speech_is_one_thing_from_its_call_to_its_end() -> None:
    found = facts(
        *BEGUN,
        entry("speaker-listed", "w1", minute=2, item="i1", credential="s1", form="speech", side="for"),
        entry("speaker-called", "w1", minute=3, item="i1", credential="s1", form="speech", limit=180),
        entry("speech-ended", "w1", minute=5, seconds=120, ended=AT.format(5), by="chair"),
    )
    (speech,) = (each for each in found.happenings if each.code == "speech")
    assert (speech.entry, speech.entries, speech.at) == (9, (9, 10), AT.format(3))
    assert (speech.data["credential"], speech.data["side"], speech.data["seconds"]) == ("s1", "for", 120)


def poll(*then: Entry, method: str = "electronic") -> tuple[Entry, ...]:
    rule = rules.to_data(SIMPLE.rule)
    return (
        *BEGUN,
        entry("poll-prepared", "q1", resolution="r1", clause="c1"),
        entry("poll-prepared", "v1", question="q1", number=1, method=method, rule=rule),
        entry("roll-frozen", "v1", minute=2, sha256="", seats=2, present=2),
        entry("poll-opened", "v1", minute=2, question="q1", number=1, present=2),
        *then,
    )


SUMS = {"in_favour": 1, "against": 1, "abstaining": 0, "invalid": 0}
MEASURED = {"call": 1, "present": 2, "roll": 2, "present_votes": 2, "roll_votes": 2, "denominator": 1}


def test_a_vote_is_decided_again_from_what_the_journal_holds() -> None:
    said: Mapping[str, Any] = {**SUMS, **MEASURED, "settled": "", "settled_by": "", "putting": 1, "needed": 2}
    declared = entry("poll-declared", "v1", minute=4, outcome="rejected", reason="tie-lost", **said)
    found = facts(*poll(entry("poll-closed", "v1", minute=3, present=2), declared)).polls["v1"]
    assert found.decision is not None
    assert (found.decision.outcome, found.decision.reason) == ("rejected", "tie-lost")
    assert (found.opened, found.closed, found.declared) == (AT.format(2), AT.format(3), AT.format(4))
    assert (found.resolution, found.clause, found.roll, found.opening) == ("r1", "c1", 2, 2)


def test_the_last_count_of_each_teller_stands() -> None:
    counted = [
        Entry("hands-counted", AT.format(3), teller, "v1", {**SUMS, "in_favour": many})
        for teller, many in (("t1", 1), ("t2", 2), ("t1", 2))
    ]
    found = facts(*poll(*counted, method="hands")).polls["v1"]
    assert [(each.person, each.sums) for each in found.counts] == [("t2", (2, 1, 0, 0)), ("t1", (2, 1, 0, 0))]


def test_a_vote_that_was_void_before_it_opened_is_not_told() -> None:
    found = facts(*poll()[:-1], entry("poll-voided", "v1", reason="no"))
    assert [each.code for each in found.happenings if each.code.startswith("poll")] == []


def test_the_last_answer_of_a_seat_counts_and_one_taken_back_is_none() -> None:
    cast = [
        entry("vote-cast", "v1", seat="s1", choice="for", key="1"),
        entry("vote-cast", "v1", seat="s2", choice="for", key="2", proxy="s1"),
        entry("vote-cast", "v1", seat="s1", choice="against", key="3"),
        entry("vote-corrected", "v1", seat="s3", choice="absent", key="4"),
    ]
    assert answers(enumerate(cast)) == {"v1": {"s1": ("against", ""), "s2": ("for", "s1")}}


STEPS: Sequence[Entry] = (
    entry("item-opened", "i1", position=1),
    entry("item-closed", "i1", position=1),
    entry("item-opened", "i2", position=2),
    entry("item-postponed", "i2", position=2),
    entry("meeting-suspended"),
    entry("meeting-resumed"),
    entry("text-tabled", "r1", state="tabled"),
    entry("agenda-changed", items=[{"id": "i1", "titles": {"en": "One"}}, {"id": "i2", "titles": {"en": "Two"}}]),
    door(1, "no"),
    door(1, "yes"),
    entry("journal-opened"),
)


@given(st.lists(st.sampled_from(STEPS), max_size=12), st.integers(0, 12))
def test_what_was_told_keeps_its_place_as_the_journal_goes_on(steps: list[Entry], until: int) -> None:
    before, after = facts(*BEGUN, *steps[:until]), facts(*BEGUN, *steps)

    def keys(found: Facts) -> list[tuple[int, str]]:
        return [(place, one.key) for place, each in enumerate(sections(found)) for one in each.told]

    assert keys(after)[: len(keys(before))] == keys(before)


ANCHORS = st.tuples(st.integers(0, 14), st.sampled_from(["meeting-opened", "agenda-laid", "gone"]))
OWN = st.builds(
    lambda anchor, place, text: Own(anchor[0], anchor[1], place, text),
    ANCHORS,
    st.sampled_from(["after", "instead"]),
    st.sampled_from(["", "Words", "More words"]),
)


@given(st.lists(OWN, unique_by=lambda each: (each.key, each.place)))
def test_no_words_are_lost_and_none_stand_twice(words: list[Own]) -> None:
    happened = facts(*BEGUN).happenings
    keys = {each.key for each in happened}
    shown = [own for key, here in placed(happened, words).items() if key in keys for own in here]
    shown += [own for key, own in instead(words).items() if key in keys]
    assert sorted(map(repr, shown)) == sorted(repr(each) for each in words if each.text)


def test_words_whose_paragraph_is_gone_stand_after_what_was_before_them() -> None:
    happened = facts(*BEGUN).happenings
    lost = Own(5, "moved", "instead", "Words")
    assert placed(happened, [lost]) == {"1-meeting-convened": [lost]}
    assert placed(happened, [replace(lost, entry=0)]) == {"1-meeting-convened": [replace(lost, entry=0)]}
