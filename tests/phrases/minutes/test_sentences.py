"""Each happening as a sentence, the tables and annexes behind it, and the clerk's words at their place."""

from dataclasses import replace
from typing import Any

import pytest

from plenaria.core.journal.entry import Entry
from plenaria.core.minutes.document import CODES, Own
from plenaria.core.minutes.facts import Asked, Directory, Facts
from plenaria.core.minutes.written import CLERK, EDITED, JOURNAL, Written
from plenaria.phrases.minutes import Frame, compose, generated
from plenaria.phrases.minutes.sentences import _SAID
from tests.core.minutes.test_document import (
    AT,
    BEGUN,
    MEASURED,
    OPENED,
    PLANNED,
    SUMS,
    door,
    entry,
    facts,
    poll,
    seat,
)

NAMES = Directory(
    body={"en": "Council", "ru": "Совет"},
    people={"p1": {"en": "Anna", "ru": "Анна"}, "p2": {"en": "Luis"}, "p3": {"en": "Vera"}, "t1": {"en": "Teller"}},
    bodies={"south": {"en": "South"}},
    questions={"q1": Asked(paper={"en": "Dark sky"}, clause="3")},
    papers={"r1": {"en": "Dark sky"}},
    counts={},
)


def said(*entries: Entry, last: int = 1, language: str = "en", directory: Directory = NAMES) -> list[str]:
    """The texts of the last paragraphs."""
    written = compose(facts(*entries), directory, language)
    return [each.text for part in written.sections for each in part.paragraphs][-last:]


def test_every_code_has_its_sentence() -> None:
    assert set(_SAID) == CODES


def test_the_opening_says_who_was_there_and_how_many_had_to_be() -> None:
    assert said(*BEGUN) == [
        "The meeting was opened on 9 May 2026, 14:01: 2 of 2 seats present or represented, quorum 2. "
        "The attendance list is annex 1."
    ]


def test_times_are_those_of_the_place_where_the_meeting_is_held() -> None:
    planned = entry("meeting-planned", **{**PLANNED, "timezone": "America/Lima"})
    assert said(planned, *BEGUN[1:], entry("meeting-suspended", minute=5, resumes_at=AT.format(20))) == [
        "The meeting was suspended on 9 May 2026, 09:05. It was to go on: 09:20."
    ]


def test_a_sitting_of_several_days_tells_the_day_too() -> None:
    later = Entry("meeting-closed", "2026-05-10T09:00:00.000Z", "clerk", "m", {"present": 1})
    assert said(*BEGUN, entry("item-opened", "i1", minute=2, position=1), later, last=2) == [
        "The point was opened (9 May, 14:02).",
        "The meeting was closed on 10 May 2026, 09:00. 1 seat was in the room.",
    ]


def test_a_few_who_came_or_left_are_named_and_many_are_counted() -> None:
    assert said(*BEGUN, seat(3), door(3, "yes", 2), door(1, "no", 4)) == [
        "Came in: Vera (3). Left: Anna (1). 2 seats were in the room. (14:02 – 14:04)"
    ]
    crowd = [each for number in range(3, 18) for each in (seat(number), door(number, "yes", 2))]
    assert said(*BEGUN, *crowd) == ["15 people came in. 17 seats were in the room. (14:02)"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            entry("meeting-convened", minute=2, call=2),
            "As no quorum was found, the meeting was called again on 9 May 2026, 14:02 (call 2).",
        ),
        (
            entry("meeting-voided", call=1, present=1, needed=2),
            "The meeting did not come about for want of a quorum: 1 present, 2 needed.",
        ),
        (entry("meeting-cancelled", reason="Storm"), "The meeting was called off: Storm"),
        (entry("meeting-cancelled", reason=""), "The meeting was called off."),
    ],
)
def test_a_meeting_that_did_not_come_about_says_so(given: Entry, text: str) -> None:
    assert said(*BEGUN[:-1], given) == [text]


ADOPTED: dict[str, Any] = {
    "number": "XIV/1",
    "adopted_on": "2026-05-09",
    "authentic": "ru",
    "text_sha256": {"ru": "ab"},
}
LIST: dict[str, Any] = {"position": 1, "poll": "", "minute": 3}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (entry("meeting-resumed", minute=3), "The meeting was resumed on 9 May 2026, 14:03."),
        (entry("item-postponed", "i2", minute=3, position=2), "Postponed (14:03): “Two”."),
        (entry("text-tabled", "r1", state="tabled"), "Laid before the meeting: “Dark sky”."),
        (entry("text-rejected", "r1", poll="v1"), "Rejected: “Dark sky”."),
        (entry("resolution-state", "r1", minute=3, state="debated"), "The debate was opened (14:03): “Dark sky”."),
        (entry("resolution-state", "r1", state="withdrawn"), "“Dark sky” is now: withdrawn."),
        (
            entry(
                "text-adopted", "r1", number="XIV/1", adopted_on="2026-05-09", authentic="ru", text_sha256={"ru": "ab"}
            ),
            "The adoption of “Dark sky” was recorded on 9 May 2026 as No. XIV/1. SHA-256 of the authentic text:\nab",
        ),
        (
            entry("proxy-given", "s1", minute=3, holder="s2", seat=1, to=2),
            "A mandate was given (14:03): Anna (seat 1), represented by Luis (seat 2).",
        ),
        (
            entry("proxy-ended", "s1", minute=3, holder="s2", seat=1, to=2, why="taken-back"),
            "A mandate was taken back (14:03): Anna (seat 1), until then represented by Luis (seat 2).",
        ),
        (entry("speakers-closed", "i1", **LIST), "The list of speakers was closed (14:03)."),
        (
            entry("speakers-reopened", "i1", **LIST),
            "The list of speakers was opened again (14:03).",
        ),
    ],
)
def test_what_happens_is_said_in_a_sentence(given: Entry, text: str) -> None:
    assert said(*BEGUN, given) == [text]


def speech(form: str = "speech", by: str = "chair", side: str = "") -> tuple[Entry, ...]:
    return (
        *BEGUN,
        entry("speaker-listed", "w1", item="i1", credential="s1", form=form, side=side),
        entry("speaker-called", "w1", minute=3, item="i1", credential="s1", form=form, limit=180),
        entry("speech-ended", "w1", minute=5, seconds=160, ended=AT.format(5), by=by),
    )


def test_a_speech_says_who_spoke_for_how_long_and_what_ended_it() -> None:
    assert said(*speech()[:-1]) == ["Speech: Anna (seat 1) (14:03)."]
    assert said(*speech(side="against")) == ["Speech: Anna (seat 1) (14:03, 02:40 min). Spoke against."]
    assert said(*speech("reply", by="clock")) == ["Reply: Anna (seat 1) (14:03, 02:40 min). The time was over."]
    assert said(*speech("point-of-order")) == ["Point of order: Anna (seat 1) (14:03, 02:40 min)."]


def amendment(kind: str, **data: Any) -> Entry:
    about = {"resolution": "r1", "number": 2, "change": "replace", "clause": "3", "behind": "", "seat": "s1"}
    return entry(kind, "a2", minute=3, **{**about, **data})


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            amendment("amendment-submitted"),
            "Amendment 2 to “Dark sky” was submitted (14:03): other words for clause 3. Proposed by: Anna (seat 1).",
        ),
        (
            amendment("amendment-submitted", change="insert", behind="4", clause="", seat=""),
            "Amendment 2 to “Dark sky” was submitted (14:03): a new clause after clause 4.",
        ),
        (amendment("amendment-ruled", ruling="admitted"), "Amendment 2 was admitted (14:03)."),
        (
            amendment("amendment-ruled", ruling="not-admitted", reason="Off the subject"),
            "Amendment 2 was not admitted (14:03): Off the subject",
        ),
        (
            amendment("amendment-decided", outcome="adopted", vote=7, change="delete"),
            "Amendment 2 was adopted by vote 7: clause 3 is deleted. The text was changed so.",
        ),
        (
            amendment("amendment-decided", outcome="rejected", vote=7, change="move", behind=""),
            "Amendment 2 was rejected by vote 7: clause 3 is moved to the beginning.",
        ),
        (amendment("amendment-decided", outcome="withdrawn"), "Amendment 2 was withdrawn (14:03)."),
        (
            amendment("amendment-decided", outcome="lapsed", reason="place-changed", by=1),
            "Amendment 2 lapsed: its place was changed by amendment 1.",
        ),
        (
            amendment("amendment-decided", outcome="lapsed", reason="text-decided", by=0),
            "Amendment 2 lapsed: the text was decided.",
        ),
    ],
)
def test_an_amendment_is_told_from_its_proposal_to_its_end(given: Entry, text: str) -> None:
    assert said(*BEGUN, given) == [text]


def decided(**other: Any) -> tuple[Entry, ...]:
    said: dict[str, Any] = {**SUMS, **MEASURED, "settled": "", "settled_by": "", "putting": 1, "needed": 2, **other}
    return poll(
        Entry("hands-counted", AT.format(3), "t1", "v1", SUMS),
        entry("poll-closed", "v1", minute=4, present=2),
        entry("poll-declared", "v1", minute=5, outcome="rejected", reason="tie-lost", **said),
        entry("dissent-recorded", "v1", minute=6, seat="s2"),
        method="hands",
    )


def test_a_vote_says_what_was_put_how_it_was_decided_who_counted_and_who_wanted_to_be_named() -> None:
    put, result = said(*decided(), last=2)
    assert put == (
        "Vote 1 was opened (14:02): clause 3 of “Dark sky”. Method: show of hands. It takes more than half of the "
        "votes cast to adopt. 2 seats were on the roll, 2 of them present or represented at the opening."
    )
    assert result == (
        "Vote 1 was closed (14:04) and declared (14:05). Rejected: 1 for, 1 against, 0 abstaining; more than half of "
        "the 2 votes cast (2) was needed; the votes are equal, and so it is lost; 2 of 2 seats present, quorum 2. "
        "Counted by: Teller (1 – 1 – 0). Voted against and asked for it to be recorded: Luis (2)."
    )


def test_the_arithmetic_of_a_vote_stands_in_a_table() -> None:
    written = compose(facts(*decided()), NAMES, "en")
    tables = [each.table for part in written.sections for each in part.paragraphs if each.table]
    assert [each.rows for each in tables] == [
        (
            ("for", "1"),
            ("against", "1"),
            ("abstain", "0"),
            ("votes that the majority is measured on", "2"),
            ("votes for that were needed", "2"),
            ("seats present or represented", "2"),
            ("seats on the roll", "2"),
            ("quorum", "2"),
        )
    ]


def test_a_vote_that_was_void_says_why_and_that_it_was_put_again() -> None:
    again = replace(poll()[-3], subject="v2", data={**poll()[-3].data, "number": 2})
    void = poll(
        entry("poll-voided", "v1", minute=4, reason="Miscounted"),
        again,
        entry("poll-opened", "v2", minute=5, question="q1", number=2, present=2),
    )
    first, second = said(*void, last=2)
    assert first == "Vote 1 was declared void (14:04): Miscounted. Nothing was decided."
    assert "The question of vote 1 was put again." in second


def test_who_is_erased_or_unknown_leaves_the_sentence_whole() -> None:
    nobody = replace(NAMES, people={}, papers={}, questions={})
    assert said(*speech(), directory=nobody) == ["Speech: … (seat 1) (14:03, 02:40 min)."]
    assert said(*BEGUN, entry("text-tabled", "r1", state="tabled"), directory=nobody) == [
        "Laid before the meeting: “…”."
    ]


def with_words(*words: Own, frame: Frame | None = None) -> Written:
    return compose(facts(*BEGUN, entry("meeting-suspended", minute=5)), NAMES, "en", words=words, frame=frame)


def test_the_clerks_words_stand_at_their_place_and_are_named_in_the_foot() -> None:
    written = with_words(Own(7, "meeting-opened", "after", "Hymn."), Own(6, "agenda-laid", "instead", "Two points."))
    shown = [(each.number, each.text, each.source) for part in written.sections for each in part.paragraphs]
    assert shown[1:4] == [
        ("1.2", "Two points.", EDITED),
        ("1.3", shown[2][1], JOURNAL),
        ("1.4", "Hymn.", CLERK),
    ]
    kept = [each.generated for part in written.sections for each in part.paragraphs if each.source == EDITED]
    assert kept == ["Agenda:\n1. One\n2. Two"] == [generated(facts(*BEGUN), NAMES, "en", "6-agenda-laid")]
    assert written.foot[0] == "In the secretary’s own words: 1.2, 1.4. All else is told by the journal."


def test_a_draft_says_so_and_approved_minutes_name_the_root_of_the_journal() -> None:
    draft = with_words()
    assert (draft.mark, draft.foot[-1]) == ("DRAFT", "This is a draft. It has not been approved, and can still change.")
    frame = Frame(chair="Anna", secretary="Luis", size=1, root="cm9vdA==", version=2, note="A name")
    approved = with_words(frame=frame)
    assert (approved.mark, approved.title) == ("", "Minutes: Conference, version 2")
    assert approved.foot[-1] == "The journal had 1 entry when this text was approved; its root was cm9vdA==."
    assert [name for _, name in approved.signatures] == ["Anna", "Luis"]
    assert ("Corrected in this version", "A name") in approved.about


def annex(found: Facts, place: int, directory: Directory = NAMES) -> list[tuple[str, ...]]:
    table = compose(found, directory, "en").annexes[place].table
    assert table is not None
    return [table.head, *table.rows]


def test_the_attendance_list_has_votes_delegations_and_proxies_where_there_are_any() -> None:
    assert annex(facts(*BEGUN, door(1, "no", 9)), 0) == [
        ("Seat", "Name", "Present"),
        ("1", "Anna", "14:00 – 14:09"),
        ("2", "Luis", "14:00 – …"),
    ]
    accredited = entry("credential-decided", "s3", verb="accredit", seat=3)
    third = seat(3, weight="0.5", delegation="south", attends="correspondence")
    given = entry("proxy-given", "s1", minute=2, holder="s2", seat=1, to=2)
    assert annex(facts(*BEGUN, third, accredited, given), 0) == [
        ("Seat", "Name", "Delegation", "Votes", "Present", "Represented by"),
        ("1", "Anna", "–", "1", "14:00 – …", "Luis (2)"),
        ("2", "Luis", "–", "1", "14:00 – …", ""),
        ("3", "Vera", "South", "0.5", "by correspondence", ""),
    ]


def test_a_roll_call_is_an_annex_where_it_may_be_shown() -> None:
    found = facts(*decided())
    assert len(compose(found, NAMES, "en").annexes) == 1
    shown = replace(NAMES, answers={"v1": {"s2": ("against", ""), "s1": ("for", "s2")}})
    assert compose(found, shown, "en").annexes[1].lines == (
        "for (1): Anna (1, represented by Luis).",
        "against (1): Luis (2).",
    )


def test_minutes_are_written_in_each_language_with_its_dates() -> None:
    assert "9 мая 2026" in said(*BEGUN, language="ru")[0]
    assert "9 de mayo de 2026" in said(*BEGUN, language="es")[0]
    assert compose(facts(*BEGUN), NAMES, "ru").over == "Совет"


def test_a_second_call_without_a_quorum_in_numbers_is_only_opened() -> None:
    opened = entry("meeting-opened", minute=1, call=OPENED["call"])
    assert said(*BEGUN[:-1], opened) == ["The meeting was opened on 9 May 2026, 14:01."]
