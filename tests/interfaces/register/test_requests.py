"""What the public sees of the letters that went out for a clause, and of their answers."""

from datetime import date

import pytest
from django.test import Client

from plenaria.actions import answers, dispatches, letter_books
from plenaria.actions._texts import Upload
from plenaria.actions.letter_books import Book
from plenaria.core.permits import MACHINE
from plenaria.store import files
from plenaria.store.queries import answers as queries
from plenaria.store.queries import dispatches as letter_queries
from plenaria.store.queries.dispatches import DispatchView
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PAGE = "/en/b/council/r/xiv-1/"


@pytest.fixture
def sitting() -> Sitting:
    return followed.sitting()


@pytest.fixture
def asked(sitting: Sitting) -> DispatchView:
    followed.parties(sitting.body)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in letter_queries.dispatches(resolution, AT.date())]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids))
    return next(each for each in letter_queries.dispatches(resolution, AT.date()) if each.purpose == "request")


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_a_request_is_shown_under_its_clause_and_nothing_of_other_letters(client: Client, asked: DispatchView) -> None:
    page = shown(client)
    assert "Asked of Министерство света" in page
    # The day has passed on which an answer was due.
    assert "no answer by the date" in page
    assert "light@ministry.example" not in page
    assert "Обсерватория" not in page
    early = queries.public_requests(asked.resolution, date(2026, 6, 1))
    assert [each.state for each in early[str(asked.clause_id)]] == ["sent"]


def test_the_words_of_an_answer_are_shown_where_they_may_be(
    client: Client, sitting: Sitting, asked: DispatchView
) -> None:
    data = b"%PDF-1.7 answer"
    file = Upload(sha256=files.keep(data), name="answer.pdf", media_type="application/pdf", size=len(data))
    answer = done(
        answers.record_answer(
            actor=sitting.secretary,
            at=AT,
            dispatch=asked.id,
            answer="decline",
            text="Не <b>в</b> этом году.",
            files=[file],
        )
    )
    (view,) = queries.answers(asked.id)
    address = f"{PAGE}answers/{view.files[0].id}"
    assert "declined" in shown(client)
    assert "этом году" not in shown(client)
    assert client.get(address).status_code == 404
    done(answers.show_answer(actor=sitting.secretary, at=AT, answer=answer, shown="public"))
    assert "Не &lt;b&gt;в&lt;/b&gt; этом году." in shown(client)
    assert address in shown(client)
    got = client.get(address)
    assert got.content == data
    assert got["X-Robots-Tag"] == "noindex"
    # Another answer since then is not public, nor is the one before it any more.
    done(answers.record_answer(actor=sitting.secretary, at=AT, dispatch=asked.id, answer="accept", text="Передумали."))
    assert "этом году" not in shown(client)
    assert client.get(address).status_code == 404


def test_a_body_may_show_nothing_of_its_letters(client: Client, sitting: Sitting, asked: DispatchView) -> None:
    nothing = Book(scheme="{number}", signatory=None, window="left", attached=True, shown="none")
    done(letter_books.lay_down(actor=sitting.secretary, at=AT, body=sitting.body, book=nothing))
    assert "Asked of" not in shown(client)
