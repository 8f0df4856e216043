from datetime import timedelta

import pytest

from plenaria.actions import answers, bodies, deliveries, dispatches, parties, tokens
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf, OutboxMail
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.followed import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting()


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    return resolution


def the(resolution: str, purpose: str) -> DispatchView:
    return next(each for each in letters(resolution) if each.purpose == purpose)


def the_one(resolution: str, dispatch: str) -> DispatchView:
    return next(each for each in letters(resolution) if each.id == dispatch)


def test_one_letter_for_each_party_and_purpose_in_its_language(resolution: str) -> None:
    found = sorted((each.purpose, each.party.names["ru"], each.clause, each.language) for each in letters(resolution))
    assert found == [
        ("dispatch", "Министерство света", "", "ru"),
        ("dispatch", "Музей теней", "", "ru"),
        ("request", "Министерство света", "3", "ru"),
        # The text is only in Russian, so the observatory is written to in its authentic language.
        ("thanks", "Обсерватория «Гребень»", "5", "ru"),
    ]
    request = the(resolution, "request")
    assert request.answer_due == followed.ANSWER_BY
    assert "Просить Министерство света приглушить прожекторы." in request.text
    assert not request.text.startswith("Министерство света")


def test_who_is_in_no_address_book_is_shown_and_entered_later(sitting: Sitting) -> None:
    followed.parties(sitting.body, museum=False)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=sitting.secretary, at=AT, resolution=resolution))
    assert [(each.printed, each.purpose) for each in queries.unmatched(resolution)] == [("Музей теней", "dispatch")]
    before = {each.id for each in letters(resolution)}
    party = done(bodies.add_party(actor=MACHINE, at=AT, body=sitting.body, names={"ru": "Дом теней"}, language="ru"))
    done(parties.know_as(actor=sitting.secretary, at=AT, party=party, alias="Музей теней"))
    done(dispatches.prepare_dispatches(actor=sitting.secretary, at=AT, resolution=resolution))
    assert queries.unmatched(resolution) == ()
    (added,) = [each for each in letters(resolution) if each.id not in before]
    assert added.party.id == party


def test_a_draft_is_not_sent_to_anybody(sitting: Sitting) -> None:
    draft = followed.debated(sitting)
    result = dispatches.prepare_dispatches(actor=sitting.secretary, at=AT, resolution=draft)
    assert result == conflict("not-adopted")


def test_sending_puts_a_mail_with_the_sealed_paper_into_the_outbox(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    result = dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id])
    assert isinstance(result, Receipt)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.state, mail.dispatch_id) == ("light@ministry.example", "queued", request.id)
    assert mail.message_id == f"<{mail.id}@127.0.0.1>"
    assert len(mail.attachments) == 1
    token = mail.text.split("/ru/a/")[1].split()[0]
    assert tokens.read(tokens.ANSWER, token, at=AT) == (request.id, request.party.id)
    assert f'<a href="http://127.0.0.1:8000/ru/a/{token}">' in mail.html
    assert the(resolution, "request").state == "sent"
    assert Leaf.objects.get(index=result.leaves[0]).kind == "dispatched"
    again = dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id])
    assert again == conflict("wrong-state", name="correspondence", state="sent", verb="send")
    assert OutboxMail.objects.count() == 1


def test_a_party_without_a_mail_address_is_written_to_by_post(sitting: Sitting) -> None:
    followed.parties(sitting.body, museum=False)
    museum = followed.museum_by_post(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in letters(resolution)]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids))
    (printed,) = [each for each in letters(resolution) if each.party.id == museum]
    assert {each.state for each in letters(resolution)} == {"sent", "to-post"}
    assert OutboxMail.objects.count() == 3
    early = dispatches.mark_posted(
        actor=sitting.secretary, at=AT, letters={printed.id: ""}, on=AT.date() + timedelta(days=1)
    )
    assert early == unacceptable("posted-in-future")
    done(
        dispatches.mark_posted(
            actor=sitting.secretary, at=AT + timedelta(days=2), letters={printed.id: "RR 12"}, on=AT.date()
        )
    )
    assert the_one(resolution, printed.id).state == "sent"
    assert the_one(resolution, printed.id).sent_at == AT.replace(hour=12, minute=0)
    assert [(each.kind, each.words) for each in queries.timeline(printed.id)] == [("posted", "RR 12"), ("queued", "")]
    again = dispatches.mark_posted(actor=sitting.secretary, at=AT, letters={printed.id: ""}, on=AT.date())
    assert again == conflict("wrong-state", name="correspondence", state="sent", verb="send")


def test_a_letter_to_nowhere_is_not_sent(sitting: Sitting) -> None:
    followed.parties(sitting.body, museum=False)
    done(bodies.add_party(actor=MACHINE, at=AT, body=sitting.body, names={"ru": "Музей теней"}, language="ru"))
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in letters(resolution)]
    refused = dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids)
    assert refused == unacceptable("party-without-address", party="Музей теней")
    assert OutboxMail.objects.count() == 0


def test_one_that_cannot_be_sent_holds_back_all(sitting: Sitting, resolution: str) -> None:
    one, *others = [each.id for each in letters(resolution)]
    secretary = sitting.secretary
    done(dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[one]))
    assert isinstance(
        dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[*others, one]), type(conflict("x"))
    )
    assert OutboxMail.objects.count() == 1
    assert dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[]) == unacceptable("nothing-to-send")
    assert dispatches.send_dispatches(actor=secretary, at=AT, dispatches=["x"]) == unacceptable("dispatch-unknown")


def test_nothing_is_sent_before_the_seal(sitting: Sitting) -> None:
    followed.parties(sitting.body)
    adopted = builders.adopted_text(sitting, resolution=followed.debated(sitting))
    done(dispatches.prepare_dispatches(actor=sitting.secretary, at=AT, resolution=adopted))
    ids = [each.id for each in letters(adopted)]
    assert dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids) == conflict("not-sealed")


def test_a_letter_is_edited_until_it_goes(sitting: Sitting, resolution: str) -> None:
    thanks, secretary = the(resolution, "thanks").id, sitting.secretary
    done(dispatches.edit_letter(actor=secretary, at=AT, dispatch=thanks, subject="Спасибо", text="Один\r\nдва"))
    assert (the(resolution, "thanks").subject, the(resolution, "thanks").text) == ("Спасибо", "Один\nдва")
    assert dispatches.edit_letter(actor=secretary, at=AT, dispatch=thanks, subject=" ", text="…") == unacceptable(
        "letter-empty"
    )
    done(dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[thanks]))
    assert dispatches.edit_letter(actor=secretary, at=AT, dispatch=thanks, subject="…", text="…") == conflict(
        "letter-sent"
    )
    assert "\n\nОдин\nдва\n\n" in OutboxMail.objects.get().text


def test_a_party_acknowledges_and_answers_its_own_letter_only(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    party = Actor(party=request.party.id)
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id]))
    stranger = Actor(party=the(resolution, "thanks").party.id)
    assert deliveries.acknowledge(actor=stranger, at=AT, dispatch=request.id) == forbidden(
        "not-permitted", verb="dispatches.acknowledge"
    )
    assert answers.record_answer(actor=stranger, at=AT, dispatch=request.id, answer="accept") == forbidden(
        "not-permitted", verb="dispatches.answer"
    )
    done(deliveries.acknowledge(actor=party, at=AT, dispatch=request.id))
    again = deliveries.acknowledge(actor=party, at=AT + timedelta(days=1), dispatch=request.id)
    assert isinstance(again, Receipt)
    assert again.leaves == ()
    assert the(resolution, "request").acknowledged_at == AT
    assert answers.record_answer(actor=party, at=AT, dispatch=request.id, answer="perhaps") == unacceptable(
        "answer-unknown"
    )
    done(answers.record_answer(actor=party, at=AT, dispatch=request.id, answer="accept-in-part", text="Днём нельзя."))
    answered = the(resolution, "request")
    assert (answered.state, answered.answer_text) == ("accepted-in-part", "Днём нельзя.")
    done(deliveries.acknowledge(actor=party, at=AT, dispatch=request.id))
    assert the(resolution, "request").state == "accepted-in-part"


def test_silence_past_the_day_is_shown(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[request.id]))
    on_the_day = queries.dispatch(request.id, followed.ANSWER_BY)
    after = queries.dispatch(request.id, followed.ANSWER_BY + timedelta(days=1))
    assert on_the_day is not None
    assert after is not None
    assert (on_the_day.state, after.state) == ("sent", "unanswered")
    silent = queries.silent(frozenset({sitting.body}), followed.ANSWER_BY + timedelta(days=1))
    assert [each.id for each in silent] == [request.id]
    assert queries.silent(frozenset({"another"}), followed.ANSWER_BY + timedelta(days=1)) == ()


def test_what_came_back_is_sent_again(sitting: Sitting, resolution: str) -> None:
    one, secretary = letters(resolution)[0].id, sitting.secretary
    done(dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[one]))
    done(deliveries.record_delivery(actor=secretary, at=AT, dispatch=one, verb="bounce"))
    done(dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[one]))
    assert OutboxMail.objects.count() == 2
