"""An amendment from its proposal to the text that holds it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from plenaria.actions import agenda, amendments, polls, showing, texts
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.core.text.resolution import Resolution
from plenaria.store.models import Amendment, Leaf, Meeting, Poll, Question
from plenaria.store.queries import adopting
from plenaria.store.queries import texts as text_queries
from plenaria.store.queries.agenda import agenda as points
from tests.builders import (
    AT,
    Sitting,
    body,
    clauses_of,
    debated_text,
    done,
    holder,
    meeting,
    open_poll,
    person,
    prepared_poll,
    votes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    council = body()
    return meeting(council, person("Secretary", council, "secretary"))


@pytest.fixture
def text(sitting: Sitting) -> str:
    return debated_text(sitting)


LATER = AT + timedelta(minutes=5)


def propose(sitting: Sitting, resolution: str, place: int = 1, *, seat: int = 0, **said: Any) -> str:
    """Other words for a clause, from a seat's own phone, in Russian and Spanish."""
    clause = clauses_of(resolution)[place]
    given = {"kind": "replace", "clause": clause, "words": {"ru": "Тьма.", "es": "Oscuridad."}} | said
    return done(
        amendments.submit_amendment(
            actor=holder(sitting.credentials[seat]),
            at=AT,
            resolution=resolution,
            seat=sitting.credentials[seat],
            **given,
        )
    )


def put(sitting: Sitting, amendment: str, *choices: str, closed: datetime = AT) -> str:
    """The amendment, admitted, put and opened; with ``choices`` voted on and closed."""
    row = Amendment.objects.get(id=amendment)
    if row.state == "submitted":
        done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    question = done(amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    poll = done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    if choices:
        votes(sitting, poll, *choices)
        done(polls.close_poll(actor=sitting.secretary, at=closed, poll=poll))
    return poll


def words(resolution: str, language: str = "ru") -> list[str]:
    found = text_queries.latest(resolution, language)
    assert found is not None
    return [f"{clause.number} {clause.text}" for clause in found.walk()]


def states(resolution: str) -> list[str]:
    return list(Amendment.objects.filter(resolution=resolution).values_list("state", flat=True))


def said(kind: str) -> list[dict[str, Any]]:
    """The data of the entries of a kind, in their order."""
    leaves = Leaf.objects.filter(kind=kind).order_by("index").values_list("data", flat=True)
    return [dict(read(bytes(each)).data) for each in leaves]


BEFORE = [f"{number} Беречь темноту в долине номер {number}." for number in (1, 2, 3)]


def test_an_adopted_amendment_is_in_the_text_in_the_transaction_of_its_declaration(sitting: Sitting, text: str) -> None:
    ids = clauses_of(text)
    amendment = propose(sitting, text, note="Коротко.")
    assert words(text) == BEFORE
    poll = put(sitting, amendment, "for", "for", "against")
    assert words(text) == [BEFORE[0], "2 Тьма.", BEFORE[2]]
    assert words(text, "es")[1] == "2 Oscuridad."
    assert clauses_of(text) == ids
    assert text_queries.outdated(text, "es") == frozenset()
    row = Amendment.objects.get(id=amendment)
    assert (row.state, row.decided_in_id, row.decided_at) == ("adopted", poll, AT)
    kinds = list(Leaf.objects.order_by("index").values_list("kind", flat=True))
    last = kinds[kinds.index("poll-closed") :]
    assert last == ["poll-closed", "poll-declared", "text-revised", "text-revised", "amendment-decided"]
    decided = said("amendment-decided")[-1]
    told = {name: decided[name] for name in ("number", "change", "clause", "outcome", "poll", "vote", "seat")}
    assert told == {
        "number": 1,
        "change": "replace",
        "clause": "2",
        "outcome": "adopted",
        "poll": poll,
        "vote": 1,
        "seat": sitting.credentials[0],
    }


def test_a_rejected_one_changes_nothing_and_a_void_vote_is_put_again(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text)
    first = put(sitting, amendment)
    done(polls.void_poll(actor=sitting.secretary, at=AT, poll=first, reason="The screens were off."))
    assert states(text) == ["tabled"]
    again = done(polls.put_again(actor=sitting.secretary, at=AT, poll=first))
    assert amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=amendment) == conflict(
        "amendment-put-already", number=2
    )
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=again))
    votes(sitting, again, "against", "against", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=again))
    assert (states(text), words(text)) == (["rejected"], BEFORE)
    assert Poll.objects.get(id=again).question_id == Poll.objects.get(id=first).question_id


def test_an_insertion_is_one_clause_in_every_language_and_the_numbers_follow(sitting: Sitting, text: str) -> None:
    ids = clauses_of(text)
    amendment = propose(sitting, text, 0, kind="insert", words={"ru": "Измерить свет.", "es": "Medir la luz."})
    put(sitting, amendment, "for", "for", "for")
    assert words(text)[:2] == [BEFORE[0], "2 Измерить свет."]
    assert words(text, "es")[1] == "2 Medir la luz."
    made = Amendment.objects.get(id=amendment).made_id
    assert clauses_of(text) == [ids[0], made, ids[1], ids[2]]
    spanish = text_queries.latest(text, "es")
    assert spanish is not None
    assert [each.id for each in spanish.walk()] == clauses_of(text)
    assert Meeting.objects.get(id=sitting.id).clause_id == made


def test_deleting_and_moving_need_no_words(sitting: Sitting, text: str) -> None:
    ids = clauses_of(text)
    put(sitting, propose(sitting, text, 0, kind="move", behind=ids[2], words={}), "for", "for", "for")
    assert clauses_of(text) == [ids[1], ids[2], ids[0]]
    put(sitting, propose(sitting, text, 0, kind="delete", words={}), "for", "for", "for")
    for language in ("ru", "es"):
        found = text_queries.latest(text, language)
        assert found is not None
        assert [(each.id, each.number) for each in found.walk()] == [(ids[2], "1"), (ids[0], "2")]


def test_a_language_without_words_is_behind_until_somebody_brings_it_in_line(sitting: Sitting, text: str) -> None:
    ids = clauses_of(text)
    put(sitting, propose(sitting, text, words={"ru": "Тьма."}), "for", "for", "for", closed=LATER)
    assert words(text, "es")[1] == "2 Cuidar la oscuridad del valle número 2."
    assert text_queries.outdated(text, "es") == {ids[1]}
    # A clause that is only moved brings nothing in line.
    put(sitting, propose(sitting, text, 0, kind="move", behind=ids[2], words={}), "for", "for", "for", closed=LATER)
    assert text_queries.outdated(text, "es") == {ids[1]}


def test_one_that_is_not_there_in_the_authentic_language_waits_for_its_words(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text, words={"es": "Oscuridad."})
    done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    assert amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=amendment) == conflict(
        "amendment-not-in", language="ru"
    )
    given = {"ru": "Тьма.", "es": "Otra cosa."}
    done(amendments.translate_amendment(actor=sitting.secretary, at=AT, amendment=amendment, words=given))
    assert Amendment.objects.get(id=amendment).words == {"ru": "Тьма.", "es": "Oscuridad."}
    put(sitting, amendment, "for", "for", "for")
    assert words(text)[1] == "2 Тьма."


def test_the_adopted_one_makes_those_lapse_whose_place_it_changed(sitting: Sitting, text: str) -> None:
    first, second = propose(sitting, text), propose(sitting, text, seat=1, words={"ru": "Свет."})
    third = propose(sitting, text, 2, seat=1, words={"ru": "Третий."})
    behind = propose(sitting, text, 1, seat=2, kind="insert", words={"ru": "После."})
    for each in (second, third, behind):
        done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=each))
    question = done(amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=second))
    waiting = done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    put(sitting, first, "for", "for", "for")
    assert states(text) == ["adopted", "lapsed", "admitted", "admitted"]
    row = Amendment.objects.get(id=second)
    assert (row.ruling, row.displaced_by_id) == ("place-changed", first)
    assert (Poll.objects.get(id=waiting).state, Poll.objects.get(id=waiting).reason) == ("void", "amendment-lapsed")
    assert [(each["number"], each["outcome"], each.get("by")) for each in said("amendment-decided")] == [
        (1, "adopted", None),
        (2, "lapsed", 1),
    ]
    put(sitting, third, "for", "for", "for")
    put(sitting, behind, "for", "for", "for")
    assert [each.partition(" ")[2] for each in words(text)] == [BEFORE[0][2:], "Тьма.", "После.", "Третий."]


def test_words_that_were_edited_meanwhile_are_never_changed_silently(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text)
    done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    rewrite(sitting, text, "Правка секретаря.")
    assert amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=amendment) == conflict(
        "amendment-place-changed"
    )
    reason = {"reason": "Its words are gone."}
    done(amendments.lapse_amendment(actor=sitting.secretary, at=AT, amendment=amendment, **reason))
    assert states(text) == ["lapsed"]


def test_while_a_vote_on_an_amendment_goes_on_nobody_else_changes_the_text(sitting: Sitting, text: str) -> None:
    poll = put(sitting, propose(sitting, text))
    found = text_queries.version(text, "ru")
    assert found is not None
    edited = texts.revise_text(
        actor=sitting.secretary, at=AT, resolution=text, text=found.text, based_on=found.revision
    )
    assert edited == conflict("text-under-vote", number=1)
    votes(sitting, poll, "for", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    rewrite(sitting, text, "Потом.")


def rewrite(sitting: Sitting, resolution: str, to: str, place: int = 1) -> None:
    """The secretary writes other words into a clause."""
    found = text_queries.version(resolution, "ru")
    assert found is not None
    clauses = [replace(each, text=to) if at == place else each for at, each in enumerate(found.text.clauses)]
    new: Resolution = replace(found.text, clauses=tuple(clauses))
    done(texts.revise_text(actor=sitting.secretary, at=AT, resolution=resolution, text=new, based_on=found.revision))


def test_what_comes_after_the_amendments_waits_for_them(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text)
    whole = prepared_poll(sitting, resolution=text)
    clause = prepared_poll(sitting, resolution=text, clause=clauses_of(text)[1])
    other = prepared_poll(sitting, resolution=text, clause=clauses_of(text)[0])
    for poll in (whole, clause):
        assert polls.open_poll(actor=sitting.secretary, at=AT, poll=poll) == conflict("amendment-waits", number=1)
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=other))
    votes(sitting, other, "for", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=other))
    put(sitting, amendment, "for", "for", "for")
    assert adopting.adopting(text).vote is None  # type: ignore[union-attr]
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=whole))
    assert Question.objects.get(polls=whole).puts_whole


def test_a_text_that_is_lost_or_withdrawn_leaves_nothing_to_amend(sitting: Sitting, text: str) -> None:
    propose(sitting, text)
    done(texts.withdraw_text(actor=sitting.secretary, at=AT, resolution=text))
    row = Amendment.objects.get(resolution=text)
    assert (row.state, row.ruling, row.displaced_by_id) == ("lapsed", "text-decided", None)


def test_the_chair_rules_with_a_reason_and_may_reverse_the_ruling(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text)
    told = {"actor": sitting.secretary, "at": AT, "amendment": amendment}
    assert amendments.turn_down_amendment(**told, reason=" ") == unacceptable("ruling-missing")
    done(amendments.turn_down_amendment(**told, reason="It concerns another paper."))
    assert amendments.put_amendment(**told) == conflict(
        "wrong-state", name="amendment", state="not-admitted", verb="table"
    )
    done(amendments.admit_amendment(**told))
    assert Amendment.objects.get(id=amendment).ruling == ""
    assert [each["ruling"] for each in said("amendment-ruled")] == ["not-admitted", "admitted"]


def test_a_proposer_takes_it_back_until_the_vote_opens(sitting: Sitting, text: str) -> None:
    amendment = propose(sitting, text)
    done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    question = done(amendments.put_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    poll = done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    own, other = holder(sitting.credentials[0]), holder(sitting.credentials[1])
    refused = amendments.withdraw_amendment(actor=other, at=AT, amendment=amendment)
    assert refused == forbidden("not-permitted", verb="amendments.withdraw")
    done(amendments.withdraw_amendment(actor=own, at=AT, amendment=amendment))
    assert (states(text), Poll.objects.get(id=poll).state) == (["withdrawn"], "void")
    second = propose(sitting, text)
    put(sitting, second)
    assert amendments.withdraw_amendment(actor=own, at=AT, amendment=second) == conflict("amendment-put")


def test_who_may_propose_and_what_is_refused(sitting: Sitting, text: str) -> None:
    clause, seat = clauses_of(text)[1], sitting.credentials[0]
    told: dict[str, Any] = {"at": AT, "resolution": text, "kind": "replace", "clause": clause, "seat": seat}
    assert amendments.submit_amendment(
        actor=holder(sitting.credentials[1]), words={"ru": "Тьма."}, **told
    ) == forbidden("not-permitted", verb="amendments.propose")
    assert amendments.submit_amendment(actor=Actor(), words={"ru": "Тьма."}, **told) == forbidden(
        "not-permitted", verb="amendments.propose"
    )
    own = holder(seat)
    same = {"ru": "Беречь темноту в долине номер 2."}
    assert amendments.submit_amendment(actor=own, words=same, **told) == unacceptable("amendment-changes-nothing")
    assert amendments.submit_amendment(actor=own, words={}, **told) == unacceptable("amendment-empty")
    assert amendments.submit_amendment(actor=own, words={"en": "Dark."}, **told) == unacceptable(
        "amendment-language", language="en"
    )
    propose(sitting, text)
    twice = amendments.submit_amendment(actor=own, words={"ru": "Тьма.\r\n", "es": "Oscuridad."}, **told)
    assert twice == conflict("amendment-there", number=1)
    # For somebody without a phone, and for the drafters themselves.
    clerk = person("Clerk", sitting.body, "clerk")
    done(amendments.submit_amendment(actor=clerk, words={"ru": "Иначе."}, **told))
    done(amendments.submit_amendment(actor=clerk, words={"ru": "Ещё иначе."}, **(told | {"seat": None})))
    whole = open_poll(sitting, resolution=debated_text(sitting))
    put_text = Poll.objects.get(id=whole).question.resolution_id
    assert put_text is not None
    closed = told | {"resolution": put_text, "clause": clauses_of(put_text)[0]}
    assert amendments.submit_amendment(actor=own, words={"ru": "Тьма."}, **closed) == conflict("amendment-text-closed")


def test_a_seat_has_so_many_waiting_and_no_more(sitting: Sitting, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amendments, "MOST_WAITING", 1)
    propose(sitting, text)
    more = amendments.submit_amendment(
        actor=holder(sitting.credentials[0]),
        at=AT,
        resolution=text,
        kind="delete",
        clause=clauses_of(text)[0],
        seat=sitting.credentials[0],
    )
    assert more == conflict("amendments-too-many", limit=1)


def test_the_chair_shows_a_clause_or_an_amendment_until_another_point(sitting: Sitting, text: str) -> None:
    told = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id}
    clause = clauses_of(text)[1]
    assert showing.show_clause(**told, clause=clause) == unacceptable("clause-not-on-table")
    items = [({"ru": "О небе"}, text), ({"ru": "Разное"}, None)]
    done(agenda.set_agenda(**told, items=items))
    first, second = (each.id for each in points(sitting.id))
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=first))
    done(showing.show_clause(**told, clause=clause))
    assert (said("clause-shown")[-1]["number"], Meeting.objects.get(id=sitting.id).clause_id) == ("2", clause)
    amendment = propose(sitting, text, 0)
    done(showing.show_clause(**told, amendment=amendment))
    row = Meeting.objects.get(id=sitting.id)
    assert (row.clause_id, row.amendment_id) == (clauses_of(text)[0], amendment)
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=second))
    row = Meeting.objects.get(id=sitting.id)
    assert (row.clause_id, row.amendment_id) == (None, None)
    assert showing.show_clause(**told, amendment=amendment) == unacceptable("amendment-unknown")
