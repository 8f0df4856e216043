"""A clause amended as the hall sees it: proposed on a phone, ruled on, shown, put, and in its new words; no script."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import amendments, polls, showing, texts
from plenaria.store.models import Amendment, Meeting, Poll
from plenaria.store.queries import texts as text_queries
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import large, phone, press, press_large, shown
from tests.interfaces.hall.test_putting import on_the_agenda

pytestmark = pytest.mark.django_db

NEW = "Беречь темноту всю ночь."


@pytest.fixture
def text(sitting: Sitting, chair: Client) -> str:
    resolution = builders.debated_text(sitting)
    on_the_agenda(sitting, resolution, chair)
    return resolution


def amend(sitting: Sitting, resolution: str, place: int = 1, language: str = "ru") -> str:
    """Where a change of that clause is proposed."""
    clause = builders.clauses_of(resolution)[place]
    return f"/en/hall/{sitting.id}/text/{resolution}/amend?clause={clause}&lang={language}"


def fields(page: str, name: str) -> list[str]:
    """The values of hidden fields, or the words of text areas, of that name."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page) or re.findall(rf'name="{name}"[^>]*>([^<]*)<', page)


def test_a_clause_is_amended_from_the_phone_to_its_new_words(sitting: Sitting, chair: Client, text: str) -> None:
    mine, clause = phone(sitting), builders.clauses_of(text)[1]
    assert press(chair, sitting, verb="show-clause", subject=text, clause=clause) == 302
    page = shown(mine, sitting)
    assert "Clause 2" in page and "Беречь темноту в долине номер 2." in page and "Propose a change" in page
    assert "Clause 2" in shown(chair, sitting, "screen?lang=en")
    address = re.findall(r'class="button" href="([^"]*amend[^"]*)"', page)[0].replace("&amp;", "&")
    form = mine.get(address.replace("clause=", "lang=ru&clause=")).content.decode()
    assert fields(form, "words_ru") == ["Беречь темноту в долине номер 2."]
    given = {
        "kind": "replace",
        "words_ru": NEW,
        "words_es": fields(form, "words_es")[0],
        "base": fields(form, "base")[0],
    }
    sent = mine.post(amend(sitting, text), given, follow=True)
    assert "Proposed as amendment 1." in sent.content.decode()
    assert Amendment.objects.get().words == {"ru": NEW}
    assert large(shown(chair, sitting, "chair")) == "Admit amendment 1"
    assert press_large(chair, sitting) == "Show amendment 1"
    assert press_large(chair, sitting) == "Put the amendment"
    page = shown(mine, sitting)
    assert "Amendment 1 to clause 2" in page and "<ins>" in page and "<del>" in page
    assert "Proposed by Delegate 1" in page and "buttons appear" not in page
    assert "<ins>" in shown(chair, sitting, "screen")
    assert press_large(chair, sitting) == "Open the vote"
    assert press_large(chair, sitting) == "Close the vote"
    assert "<ins>" in shown(mine, sitting) and 'class="vote for"' in shown(mine, sitting)
    builders.votes(sitting, Poll.objects.get().id, "for", "for", "for")
    assert press_large(chair, sitting) == "Put the text as a whole"
    page = shown(mine, sitting)
    assert "Adopted" in page and NEW in page and "<ins>" not in page
    assert "Amendment 1 to clause 2" in shown(chair, sitting, "screen")


def test_the_projector_shows_the_redline_in_two_languages(sitting: Sitting, chair: Client, text: str) -> None:
    proposed = propose(sitting, text, words={"ru": NEW, "es": "Cuidar la oscuridad toda la noche."})
    done(showing.show_clause(actor=sitting.secretary, at=AT, meeting=sitting.id, amendment=proposed))
    page = shown(chair, sitting, "screen?lang=ru&lang2=es")
    assert page.count('class="redline"') == 2 and "toda la noche" in page and "всю ночь" in page
    second = propose(sitting, text, 0, words={"ru": NEW})
    done(showing.show_clause(actor=sitting.secretary, at=AT, meeting=sitting.id, amendment=second))
    assert shown(chair, sitting, "screen?lang=ru&lang2=es").count('class="redline"') == 1
    spanish = phone(sitting, 1)
    page = spanish.get(f"/es/hall/{sitting.id}/").content.decode()
    assert "всю ночь" in page and "русский" in page


def propose(sitting: Sitting, resolution: str, place: int = 1, **said: object) -> str:
    given = {"kind": "replace", "words": {"ru": NEW}} | said
    seat = sitting.credentials[0]
    return done(
        amendments.submit_amendment(
            actor=builders.holder(seat),
            at=AT,
            resolution=resolution,
            clause=builders.clauses_of(resolution)[place],
            seat=seat,
            **given,  # type: ignore[arg-type] # as each takes them
        )
    )


def test_nothing_typed_is_lost_on_a_refusal_and_the_words_of_now_are_shown(sitting: Sitting, text: str) -> None:
    mine = phone(sitting)
    form = mine.get(amend(sitting, text)).content.decode()
    base = fields(form, "base")[0]
    empty = mine.post(amend(sitting, text), {"kind": "replace", "words_ru": " ", "note": "Потому что.", "base": base})
    assert empty.status_code == 422 and "Потому что." in empty.content.decode()
    found = text_queries.version(text, "ru")
    assert found is not None
    other = [replace(each, text="Иначе.") if each.number == "2" else each for each in found.text.clauses]
    done(
        texts.revise_text(
            actor=sitting.secretary,
            at=AT + timedelta(minutes=1),
            resolution=text,
            text=replace(found.text, clauses=tuple(other)),
            based_on=found.revision,
        )
    )
    given = {"kind": "replace", "words_ru": NEW, "base": base}
    late = mine.post(amend(sitting, text), given)
    page = late.content.decode()
    assert late.status_code == 409 and "The clause reads now" in page and "Иначе." in page and NEW in page
    assert mine.post(amend(sitting, text), given | {"base": fields(page, "base")[0]}).status_code == 302
    inserted = {"kind": "insert", "new_ru": "Измерить.", "base": ""}
    assert mine.post(amend(sitting, text), inserted).status_code == 302
    assert mine.post(amend(sitting, text), {"kind": "delete", "base": ""}).status_code == 302
    assert list(Amendment.objects.values_list("kind", flat=True)) == ["replace", "insert", "delete"]


def test_a_new_clause_before_all_others(sitting: Sitting, text: str) -> None:
    mine = phone(sitting)
    address = f"/en/hall/{sitting.id}/text/{text}/amend?lang=ru&clause="
    page = mine.get(address).content.decode()
    assert "A new clause before all others" in page and "words_ru" not in page and 'id="delete"' not in page
    page = mine.post(
        address, {"kind": "insert", "new_ru": "1. Измерить свет.", "base": ""}, follow=True
    ).content.decode()
    assert "A new clause is to stand first:" in page and "Измерить свет." in page
    assert mine.post(address, {"kind": "delete", "base": ""}).status_code == 422
    assert mine.get(f"{address}none").status_code == 404


def test_a_phone_sees_all_amendments_and_withdraws_its_own(sitting: Sitting, text: str) -> None:
    propose(sitting, text)
    address = f"/en/hall/{sitting.id}/text/{text}/amendments"
    mine, other = phone(sitting), phone(sitting, 1)
    assert "Withdraw it" not in other.get(address).content.decode()
    assert "Withdraw it" in mine.get(address).content.decode()
    subject = Amendment.objects.get().id
    assert other.post(f"{address}/withdraw", {"amendment": subject}).status_code == 403
    assert mine.post(f"{address}/withdraw", {"amendment": subject}).status_code == 302
    assert Amendment.objects.get().state == "withdrawn"
    assert mine.post(f"{address}/withdraw", {"amendment": "none"}).status_code == 404


def test_the_text_is_read_in_each_language_with_an_address_for_each_clause(sitting: Sitting, text: str) -> None:
    mine = phone(sitting)
    address = f"/en/hall/{sitting.id}/text/{text}/"
    page = mine.get(f"{address}?lang=es").content.decode()
    assert 'id="c2"' in page and "Cuidar la oscuridad" in page and page.count("amend?lang=es") == 4
    assert "Беречь" in mine.get(address).content.decode()
    elsewhere = done(texts.import_text(actor=sitting.secretary, at=AT, body=sitting.body, text=builders.text()))
    assert mine.get(f"/en/hall/{sitting.id}/text/{elsewhere}/").status_code == 404


def test_the_chair_turns_one_down_with_a_reason(sitting: Sitting, chair: Client, text: str) -> None:
    amendment = propose(sitting, text)
    told = {"verb": "turn-down-amendment", "subject": amendment}
    assert press(chair, sitting, **told, reason="") == 422
    assert press(chair, sitting, **told, reason="Off the point.") == 302
    assert large(shown(chair, sitting, "chair")) == "Put the text as a whole"
    page = phone(sitting).get(f"/en/hall/{sitting.id}/text/{text}/amendments").content.decode()
    assert "not admitted" in page and "Off the point." in page


def test_whoever_looks_is_told_which_amendments_have_lapsed(sitting: Sitting, chair: Client, text: str) -> None:
    first, second = propose(sitting, text), propose(sitting, text, words={"ru": "Тьма."})
    for each in (first, second):
        done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=each))
    assert press(chair, sitting, verb="put-amendment", subject=first, method="electronic") == 302
    poll = Poll.objects.get().id
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.votes(sitting, poll, "for", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    for page in (shown(chair, sitting, "chair"), shown(phone(sitting), sitting)):
        assert "Amendment 2 has lapsed: its place was changed." in page


def test_an_amendment_that_lost_its_vote_leaves_the_clause_as_it_was(
    sitting: Sitting, chair: Client, text: str
) -> None:
    amendment = propose(sitting, text)
    done(amendments.admit_amendment(actor=sitting.secretary, at=AT, amendment=amendment))
    assert press(chair, sitting, verb="put-amendment", subject=amendment, method="electronic") == 302
    poll = Poll.objects.get().id
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.votes(sitting, poll, "against", "against", "against")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(phone(sitting), sitting)
    assert "Rejected" in page and "<ins>" in page
    assert Meeting.objects.get(id=sitting.id).amendment_id is None


def test_whoever_has_no_seat_cannot_write_one_here(sitting: Sitting, chair: Client, text: str) -> None:
    answer = chair.get(amend(sitting, text))
    assert answer.status_code == 409 and "holds no seat" in answer.content.decode()
