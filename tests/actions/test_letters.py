"""Letters on their way: numbers, the print queue, reminders, what is dropped, what comes back and what is filed."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.conf import settings

from plenaria.actions import answers, deliveries, dispatches, letter_books, outbox, parties, tokens
from plenaria.actions._texts import Upload
from plenaria.actions.letter_books import Book
from plenaria.core.permits import MACHINE, PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Body, Leaf, OutboxMail, Party, PersonalField
from plenaria.store.queries import answers as answer_queries
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries import letter_books as book_queries
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.followed import letter as one
from tests.followed import letters

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)
FILE = Upload(sha256="a" * 64, name="answer.pdf", media_type="application/pdf", size=7)


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting(email="office@council.example")


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    followed.parties(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    return resolution


def the(resolution: str, purpose: str) -> DispatchView:
    return next(each for each in letters(resolution) if each.purpose == purpose)


def sent(sitting: Sitting, resolution: str, purpose: str = "request") -> DispatchView:
    wanted = the(resolution, purpose)
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[wanted.id]))
    return one(wanted.id)


def happened(dispatch: str) -> list[str]:
    return [each.kind for each in queries.timeline(dispatch)]


def book(**changed: object) -> Book:
    given = {"scheme": "{year}/{number}", "signatory": None, "window": "left", "attached": True, "shown": "states"}
    return Book(**given | changed)  # type: ignore[arg-type] # the fields above


def test_letters_are_numbered_within_the_year_as_they_are_listed(sitting: Sitting, resolution: str) -> None:
    ids = [each.id for each in letters(resolution)]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids[:1]))
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids[1:]))
    numbers = [(each.position, each.reference) for each in letters(resolution)]
    assert sorted(reference for _, reference in numbers) == ["2026/1", "2026/2", "2026/3", "2026/4"]
    assert [reference for position, reference in numbers if position >= 0] == ["2026/3", "2026/4"]
    assert book_queries.book(sitting.body).next_number(2026) == "2026/5"
    assert book_queries.book(sitting.body).next_number(2027) == "2027/1"


def test_a_letter_that_goes_again_keeps_its_number_and_goes_to_the_new_address(
    sitting: Sitting, resolution: str
) -> None:
    request = sent(sitting, resolution)
    done(
        deliveries.record_delivery(
            actor=MACHINE, at=AT, dispatch=request.id, verb="bounce", words="550 no such user light@ministry.example"
        )
    )
    party = request.party
    corrected = parties.Particulars(names=party.names, language="ru", email="lamp@ministry.example")
    done(parties.change_party(actor=sitting.secretary, at=AT, party=party.id, particulars=corrected))
    done(dispatches.send_dispatches(actor=sitting.secretary, at=LATER, dispatches=[request.id]))
    again = one(request.id)
    assert (again.reference, again.state) == (request.reference, "sent")
    first, second = OutboxMail.objects.order_by("made_at")
    assert (first.recipient, second.recipient) == ("light@ministry.example", "lamp@ministry.example")
    assert first.message_id != second.message_id
    assert happened(request.id) == ["sent", "bounced", "sent"]
    assert queries.timeline(request.id)[1].words == "550 no such user light@ministry.example"
    # What a server says may name somebody: the journal holds that it came back, and no more.
    assert Leaf.objects.filter(kind="letter-bounced").count() == 1
    assert not any(b"no such user" in bytes(each.data) for each in Leaf.objects.all())


def test_what_the_first_mail_says_later_does_not_undo_the_second(sitting: Sitting, resolution: str) -> None:
    request = sent(sitting, resolution)
    first = OutboxMail.objects.get()
    done(deliveries.record_delivery(actor=MACHINE, at=AT, dispatch=request.id, verb="bounce"))
    done(dispatches.send_dispatches(actor=sitting.secretary, at=LATER, dispatches=[request.id]))
    outbox.mark_failed(at=LATER, mail=first.id, error="550 late", for_good=True)
    assert one(request.id).state == "sent"
    second = OutboxMail.objects.exclude(id=first.id).get()
    outbox.mark_failed(at=LATER, mail=second.id, error="550 gone", for_good=True)
    assert one(request.id).state == "bounced"


def test_the_mail_of_a_letter(sitting: Sitting, resolution: str) -> None:
    request = sent(sitting, resolution)
    mail = OutboxMail.objects.get()
    assert "2026/1 · " in mail.text.splitlines()[0]
    assert request.text in mail.text
    assert mail.headers == {"Reply-To": "office@council.example"}
    assert mail.personal is True
    assert mail.sender.startswith('"Совет council" <') or mail.sender.startswith("Совет council <")
    assert mail.text.split("\n-- \n")[1].startswith("Совет council")


def test_a_name_cannot_add_a_header(sitting: Sitting, resolution: str) -> None:
    hostile = 'Совет" <x@evil.example>\r\nBcc: all@evil.example\u202e\\'
    Body.objects.filter(id=sitting.body).update(names={"ru": hostile}, short_names={})
    sent(sitting, resolution)
    mail = OutboxMail.objects.get()
    assert "\n" not in mail.sender
    name, address = parseaddr(mail.sender)
    assert address == parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    assert "\u202e" not in name


def test_a_paper_that_is_too_large_for_a_mail_is_linked(
    sitting: Sitting, resolution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plenaria.actions import _letter_mail

    monkeypatch.setattr(_letter_mail, "LARGEST", 1)
    sent(sitting, resolution)
    mail = OutboxMail.objects.get()
    assert mail.attachments == []
    assert "/b/council/r/xiv-1/pdf?in=ru" in mail.text


def test_a_letter_is_dropped_with_its_reason_and_taken_up_again(sitting: Sitting, resolution: str) -> None:
    thanks, secretary = the(resolution, "thanks").id, sitting.secretary
    refused = dispatches.drop_letter(actor=secretary, at=AT, dispatch=thanks, reason=" ")
    assert refused == unacceptable("drop-unreasoned")
    done(dispatches.drop_letter(actor=secretary, at=AT, dispatch=thanks, reason="Said in person"))
    assert one(thanks).state == "dropped"
    assert PersonalField.objects.filter(value="Said in person").exists()
    gone = dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[thanks])
    assert gone == conflict("wrong-state", name="correspondence", state="dropped", verb="send")
    done(dispatches.take_up(actor=secretary, at=AT, dispatch=thanks))
    assert one(thanks).state == "to-send"
    assert happened(thanks) == ["dropped", "taken-up"]


def test_a_letter_is_taken_out_of_the_print_queue(sitting: Sitting) -> None:
    followed.parties(sitting.body, museum=False)
    museum = followed.museum_by_post(sitting.body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    (letter,) = [each for each in letters(resolution) if each.party.id == museum]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[letter.id]))
    assert [each.id for each in queries.to_post(sitting.body, AT.date())] == [letter.id]
    changed = dispatches.edit_letter(actor=sitting.secretary, at=AT, dispatch=letter.id, subject="S", text="T")
    assert changed == conflict("letter-sent")
    done(dispatches.take_back(actor=sitting.secretary, at=AT, dispatch=letter.id))
    done(dispatches.edit_letter(actor=sitting.secretary, at=AT, dispatch=letter.id, subject="S", text="T"))
    assert queries.to_post(sitting.body, AT.date()) == ()
    assert one(letter.id).reference == "2026/1"


def test_words_that_changed_after_they_were_typeset_are_not_sent(sitting: Sitting, resolution: str) -> None:
    request, secretary = the(resolution, "request"), sitting.secretary
    done(dispatches.number_letters(actor=secretary, at=AT, dispatches=[request.id]))
    made = dispatches.Typeset(FILE, dispatches.digest_of(one(request.id)))
    done(dispatches.edit_letter(actor=secretary, at=AT, dispatch=request.id, subject="S", text="Other words"))
    papers = {request.id: made}
    result = dispatches.send_dispatches(actor=secretary, at=AT, dispatches=[request.id], papers=papers)
    assert result == conflict("letter-changed")
    assert OutboxMail.objects.count() == 0


def test_a_reminder_is_drafted_once_and_goes_into_the_thread(sitting: Sitting, resolution: str) -> None:
    request, secretary = sent(sitting, resolution), sitting.secretary
    due = (LATER + timedelta(days=30)).date()

    def remind(dispatch: str) -> object:
        return dispatches.prepare_reminder(actor=secretary, at=LATER, dispatch=dispatch, answer_due=due)

    early = dispatches.prepare_reminder(actor=secretary, at=LATER, dispatch=request.id, answer_due=AT.date())
    assert early == unacceptable("answer-due-past")
    assert remind(the(resolution, "thanks").id) == conflict("letter-not-asking")
    reminder = done(remind(request.id))  # type: ignore[arg-type] # a receipt
    assert remind(request.id) == conflict("reminder-drafted")
    draft = one(reminder)
    assert (draft.purpose, draft.reminds, draft.state, draft.answer_due) == ("reminder", request.id, "to-send", due)
    assert request.reference in draft.text
    done(dispatches.send_dispatches(actor=secretary, at=LATER, dispatches=[reminder]))
    first, second = OutboxMail.objects.order_by("made_at")
    assert second.headers["In-Reply-To"] == second.headers["References"] == first.message_id
    # The link of a reminder answers the letter that it reminds of.
    token = second.text.split("/ru/a/")[1].split()[0]
    assert tokens.read(tokens.ANSWER, token, at=LATER) == (request.id, request.party.id)
    assert happened(request.id) == ["sent", "reminded"]
    asked = queries.dispatch(request.id, due + timedelta(days=1))
    reminded = queries.dispatch(reminder, due + timedelta(days=1))
    assert asked is not None
    assert reminded is not None
    assert (asked.state, reminded.state) == ("unanswered", "sent")
    assert asked.reminded == LATER.date()


def test_an_answer_to_a_reminder_is_that_of_the_letter(sitting: Sitting, resolution: str) -> None:
    request, secretary = sent(sitting, resolution), sitting.secretary
    due = (LATER + timedelta(days=30)).date()
    reminder = done(dispatches.prepare_reminder(actor=secretary, at=LATER, dispatch=request.id, answer_due=due))
    done(dispatches.send_dispatches(actor=secretary, at=LATER, dispatches=[reminder]))
    done(answers.record_answer(actor=secretary, at=LATER, dispatch=reminder, answer="accept"))
    assert (one(request.id).state, one(reminder).state) == ("accepted", "sent")
    late = dispatches.prepare_reminder(actor=secretary, at=LATER, dispatch=request.id, answer_due=due)
    assert late == conflict("letter-not-waiting")


def test_that_a_link_was_opened_is_noted_once_and_says_nothing_of_the_state(sitting: Sitting, resolution: str) -> None:
    draft = the(resolution, "request")
    party = Actor(party=draft.party.id)
    early = deliveries.note_opened(actor=party, at=AT, dispatch=draft.id)
    assert early == conflict("letter-not-waiting")
    request = sent(sitting, resolution)
    for at in (AT, LATER):
        done(deliveries.note_opened(actor=party, at=at, dispatch=request.id))
    assert (one(request.id).state, one(request.id).opened_at) == ("sent", AT)
    assert Leaf.objects.filter(kind="letter-opened").count() == 1
    refused = deliveries.note_opened(actor=PUBLIC, at=AT, dispatch=request.id)
    assert refused == forbidden("not-permitted", verb="dispatches.acknowledge")


def test_a_delay_is_noted_and_changes_nothing(sitting: Sitting, resolution: str) -> None:
    request = sent(sitting, resolution)
    done(deliveries.record_delivery(actor=MACHINE, at=AT, dispatch=request.id, verb="delay", words="451 later"))
    assert one(request.id).state == "sent"
    done(deliveries.record_delivery(actor=MACHINE, at=LATER, dispatch=request.id, verb="deliver"))
    assert one(request.id).state == "delivered"
    assert happened(request.id) == ["sent", "delayed", "delivered"]


def test_an_answer_is_filed_with_its_files_and_shown_to_members_first(sitting: Sitting, resolution: str) -> None:
    request, secretary = sent(sitting, resolution), sitting.secretary
    came = answers.Came(way="mail", sender="Lamp <lamp@ministry.example>", subject="Re:", message_id="<1@ministry>")
    filed = done(
        answers.record_answer(
            actor=secretary,
            at=AT,
            dispatch=request.id,
            answer="decline",
            text="Нельзя.",
            files=[FILE],
            came=came,
        )
    )
    (answer,) = answer_queries.answers(request.id)
    assert (answer.id, answer.state, answer.shown, answer.text) == (filed, "declined", "members", "Нельзя.")
    assert [each.name for each in answer.files] == ["answer.pdf"]
    twice = answers.record_answer(actor=secretary, at=AT, dispatch=request.id, answer="accept", came=came)
    assert twice == conflict("answer-filed")
    done(answers.show_answer(actor=secretary, at=AT, answer=filed, shown="public"))
    assert answer_queries.answers(request.id)[0].shown == "public"
    assert answers.show_answer(actor=secretary, at=AT, answer=filed, shown="all") == unacceptable("shown-unfit")
    assert answers.show_answer(actor=secretary, at=AT, answer="x", shown="public") == unacceptable("answer-missing")


def test_a_party_answers_otherwise_and_does_not_say_who_sees_it(sitting: Sitting, resolution: str) -> None:
    request = sent(sitting, resolution)
    party = Actor(party=request.party.id)

    def answer(verb: str, **more: object) -> object:
        return answers.record_answer(actor=party, at=AT, dispatch=request.id, answer=verb, **more)  # type: ignore[arg-type]

    assert answer("accept", shown="public") == unacceptable("shown-unfit")
    assert answer("accept", files=[FILE] * 11) == unacceptable("answer-files-too-many", limit=10)
    for verb in ("accept", "decline"):
        done(answer(verb))  # type: ignore[arg-type] # a receipt
    assert [each.state for each in answer_queries.answers(request.id)] == ["accepted", "declined"]
    assert one(request.id).state == "declined"
    for _ in range(answers.MOST_ANSWERS - 2):
        done(answer("accept"))  # type: ignore[arg-type] # a receipt
    assert answer("accept") == conflict("answers-too-many")


def test_a_body_lays_down_how_it_writes(sitting: Sitting) -> None:
    body, secretary = sitting.body, sitting.secretary
    assert book_queries.book(body).scheme == "{year}/{number}"
    chair = builders.person("Carl", body, "chair", email="carl@desk.example")
    signs = book_queries.signatory(body, AT.date())
    assert signs is not None
    assert signs.lines("en") == ("Carl", "Chair")
    membership = next(each.membership for each in book_queries.signatories(body, AT.date()) if each.role == "secretary")
    laid = book(scheme="{number:3}/{year}", signatory=membership, window="right", attached=False, shown="none")
    done(letter_books.lay_down(actor=secretary, at=AT, body=body, book=laid))
    known = book_queries.book(body)
    assert (known.window, known.attached, known.shown, known.next_number(2026)) == ("right", False, "none", "001/2026")
    signs = book_queries.signatory(body, AT.date())
    assert signs is not None
    assert signs.lines("en")[0] == "Ann"
    for wrong, code in (
        (book(scheme="{year}"), "letter-scheme-unfit"),
        (book(window="middle"), "letter-look-unfit"),
        (book(signatory="nobody"), "letter-signatory-unknown"),
    ):
        assert letter_books.lay_down(actor=secretary, at=AT, body=body, book=wrong) == unacceptable(code)
    refused = letter_books.lay_down(actor=chair, at=AT, body=body, book=book())
    assert refused == forbidden("not-permitted", verb="bodies.edit")


def test_drafts_follow_the_templates_of_the_body(sitting: Sitting) -> None:
    followed.parties(sitting.body)
    body, secretary = sitting.body, sitting.secretary

    def lay_down(template: str, subject: str, text: str) -> object:
        return letter_books.set_template(
            actor=secretary, at=AT, body=body, template=template, language="ru", subject=subject, text=text
        )

    done(lay_down("thanks", "Спасибо: {party}", "{salutation}\r\n\r\nПункт {clause}.\r\n\r\n{signatory}"))  # type: ignore[arg-type]
    unknown = lay_down("thanks", "S", "{answer_due}")
    assert getattr(unknown, "code", "") == "place-unknown"
    assert lay_down("poem", "S", "T") == unacceptable("template-unknown")
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    thanks = the(resolution, "thanks")
    assert thanks.subject == "Спасибо: Обсерватория «Гребень»"
    assert "\n\nПункт 5.\n\nAnn\n" in thanks.text
    done(letter_books.remove_template(actor=secretary, at=AT, body=body, template="thanks", language="ru"))
    assert book_queries.templates(body) == {}


def test_the_particulars_of_a_party_are_corrected(sitting: Sitting, resolution: str) -> None:
    request = the(resolution, "request")
    given = parties.Particulars(
        names={"ru": "Министерство тьмы"},
        language="ru",
        address=("Тёмная, 1",),
        contact="г-ну Ночному",
        salutation="Уважаемый господин Ночной!",
        way="post",
    )
    done(parties.change_party(actor=sitting.secretary, at=AT, party=request.party.id, particulars=given))
    party = one(request.id).party
    assert (party.way, party.address, party.contact) == ("post", ("Тёмная, 1",), "г-ну Ночному")
    by_mail = parties.Particulars(names={"ru": "X"}, language="ru", way="mail")
    refused = parties.change_party(actor=sitting.secretary, at=AT, party=party.id, particulars=by_mail)
    assert refused == unacceptable("party-way-unfit")
    nameless = parties.Particulars(names={}, language="ru")
    refused = parties.change_party(actor=sitting.secretary, at=AT, party=party.id, particulars=nameless)
    assert refused == unacceptable("name-missing")
    assert Party.objects.get(id=party.id).salutation == "Уважаемый господин Ночной!"
