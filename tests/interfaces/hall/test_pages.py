"""The pages of the hall, without a script: what each shows, what each button does, and to whom."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import credentials, meetings, polls
from plenaria.core.voting.rule import Quorum, Rule
from plenaria.store.models import Poll, Resolution, Vote
from plenaria.store.queries import agenda
from tests import builders
from tests.actions.test_polls import HALF
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


def badge(sitting: Sitting, seat: int = 0) -> str:
    made = credentials.issue_badge(actor=sitting.secretary, at=AT, credential=sitting.credentials[seat])
    assert not hasattr(made, "code")
    return made.secret


def phone(sitting: Sitting, seat: int = 0) -> Client:
    """A phone whose holder has pressed *This is me*."""
    client = Client()
    client.post(f"/h/{badge(sitting, seat)}")
    return client


def shown(client: Client, sitting: Sitting, place: str = "") -> str:
    response = client.get(f"/hall/{sitting.id}/{place}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", str(response.content.decode()))


def large(page: str) -> str:
    """The words of the one large button."""
    found = re.findall(r'<button class="button primary"[^>]*>(.*?)</button>', page)
    assert len(found) <= 1
    return found[0] if found else ""


def press(client: Client, sitting: Sitting, **given: str) -> int:
    return client.post(f"/hall/{sitting.id}/chair/move", given).status_code


def press_large(client: Client, sitting: Sitting) -> str:
    """Press the large button of the chair as it stands on the page; the button that comes next."""
    page = shown(client, sitting, "chair")
    form = next(each for each in re.findall(r"<form.*?</form>", page) if 'class="button primary"' in each)
    given = dict(re.findall(r'name="(subject)" value="(.*?)"', form)) | dict(
        re.findall(r'name="(verb)" value="(.*?)"', form)
    )
    assert press(client, sitting, **given) == 302
    return large(shown(client, sitting, "chair"))


# The badge


def test_a_badge_shows_its_seat_and_is_used_up_only_by_pressing(sitting: Sitting) -> None:
    token, mine = badge(sitting), Client()
    for _ in range(2):  # a program that previews the link, and then the phone
        page = mine.get(f"/h/{token}").content.decode()
        assert "This is seat 1" in page and "Delegate 1" in page and "This is me" in page
    response = mine.post(f"/en/h/{token}")
    assert (response.status_code, response["Location"]) == (302, f"/en/hall/{sitting.id}/")
    cookie = response.cookies["plenaria_seat"]
    assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", False)
    assert "Seat 1" in shown(mine, sitting)
    assert mine.get(f"/h/{token}").status_code == 302
    other = Client()
    response = other.post(f"/h/{token}")
    assert (response.status_code, "already in use" in response.content.decode()) == (409, True)
    assert "plenaria_seat" not in response.cookies
    assert other.get("/h/made-up").status_code == 403


def test_a_new_badge_takes_the_seat_from_the_old_device(sitting: Sitting) -> None:
    old = phone(sitting)
    new = phone(sitting)
    assert "Seat 1" in shown(new, sitting)
    assert old.get(f"/hall/{sitting.id}/").status_code in (302, 403)


# The delegate


def test_a_phone_votes_and_votes_again_and_sees_the_result(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.prepared_poll(sitting, resolution=resolution, clause=builders.clauses_of(resolution)[1])
    mine = phone(sitting)
    page = shown(mine, sitting)
    assert "Clause 2" in page and "Беречь темноту" in page and 'class="vote ' not in page
    builders.done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(mine, sitting)
    assert page.count('class="vote ') == 3
    assert f'action="/hall/{sitting.id}/vote?poll={poll}"' in page
    assert "Cuidar la oscuridad" in mine.get(f"/hall/{sitting.id}/", headers={"accept-language": "es"}).content.decode()
    for choice in ("for", "against"):
        answer = mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": choice, "key": choice})
        assert (answer.status_code, answer["Location"]) == (302, f"/hall/{sitting.id}/")
    page = shown(mine, sitting)
    assert "Recorded: against." in page and "My receipt" in page and "change your vote" in page
    assert page.count('aria-pressed="true"') == 1
    assert "for" not in Vote.objects.filter(current=True).values_list("choice", flat=True)
    builders.votes(sitting, poll, "", "for", "for")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(mine, sitting)
    assert "Adopted: 2 for, 1 against, 0 abstaining" in page and "You voted: against." in page
    assert "Who voted how" in page and "picture-hemicycle" in page
    answer = mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "late"})
    assert answer["Location"] == f"/hall/{sitting.id}/?said=poll-not-open"
    assert "This vote is not open. Nothing was recorded." in shown(mine, sitting, "?said=poll-not-open")


def test_who_has_no_seat_here_does_not_vote(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting)
    assert "This device holds no seat" in shown(chair, sitting)
    answer = chair.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "k"})
    assert (answer.status_code, Vote.objects.count()) == (403, 0)
    assert Client().get(f"/hall/{sitting.id}/").status_code == 302
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    assert phone(elsewhere).get(f"/hall/{sitting.id}/").status_code == 403
    assert Client().get("/hall/nowhere/").status_code == 404


def test_a_delegate_who_is_logged_in_needs_no_badge(sitting: Sitting) -> None:
    member = builders.person("Dee", sitting.body, "delegate", email="dee@desk.example")
    secretary = sitting.secretary
    seat = builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=str(member.person)))
    builders.done(credentials.decide_credential(actor=secretary, at=AT, credential=seat))
    poll = builders.open_poll(sitting)
    client = builders.logged_in(Client(), member)
    assert "Seat 4" in shown(client, sitting)
    answer = client.post(
        f"/ru/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "k"}, headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "recorded")
    answer = client.post(
        f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": ""}, headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "key-missing")


def test_a_vote_by_hands_shows_no_buttons(sitting: Sitting) -> None:
    builders.open_poll(sitting, method="hands")
    page = shown(phone(sitting), sitting)
    assert "taken by hands" in page and 'class="vote ' not in page


def test_a_fragment_is_the_live_part_of_its_page(sitting: Sitting, chair: Client) -> None:
    builders.open_poll(sitting)
    for place in ("", "chair/", "screen/"):
        response = chair.get(f"/hall/{sitting.id}/{place}live")
        page = response.content.decode()
        assert (response.status_code, "<html" in page, "Shall we adjourn?" in page) == (200, False, True)


# The chair


def test_the_chair_goes_from_point_to_result_by_one_button(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting)
    points: list[agenda_actions.Point] = [({"en": "Greetings"}, None), ({"en": "The dark sky"}, resolution)]
    builders.done(agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    assert large(shown(chair, sitting, "chair")) == "Open point 1"
    assert press_large(chair, sitting) == "Open point 2"
    assert press_large(chair, sitting) == "Put the text as a whole"
    assert press_large(chair, sitting) == "Open the vote"
    assert press_large(chair, sitting) == "Close the vote"
    poll = Poll.objects.get()
    assert (poll.state, poll.method) == ("open", "electronic")
    assert agenda.agenda(sitting.id)[1].id == poll.question.item_id
    page = shown(chair, sitting, "chair")
    assert '<span class="n">0</span>' in page and "still missing" in page
    builders.votes(sitting, poll.id, "for", "for", "against")
    assert press_large(chair, sitting) == ""
    page = shown(chair, sitting, "chair")
    assert "Close this point" in page
    assert "Adopted: 2 for, 1 against" in page and f'href="/desk/r/{resolution}/adopt"' in page


def test_the_chair_opens_suspends_resumes_and_closes(sitting: Sitting, chair: Client) -> None:
    assert large(shown(chair, sitting, "chair")) == "Close the meeting"
    assert press(chair, sitting, verb="suspend", subject=sitting.id) == 302
    assert large(shown(chair, sitting, "chair")) == "Resume the meeting"
    assert press_large(chair, sitting) == "Close the meeting"
    assert press_large(chair, sitting) == ""
    called = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    page = shown(chair, called, "chair")
    assert large(page) == "Open the meeting" and "There is no quorum yet." in page
    response = chair.post(f"/hall/{called.id}/chair/move", {"verb": "open-meeting", "subject": called.id})
    assert (response.status_code, "There is no quorum: 2 are needed" in response.content.decode()) == (409, True)


def test_the_chair_puts_one_clause_and_a_question_of_its_own(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting)
    builders.done(
        agenda_actions.set_agenda(
            actor=sitting.secretary, at=AT, meeting=sitting.id, items=[({"en": "The dark sky"}, resolution)]
        )
    )
    press_large(chair, sitting)
    clause = builders.clauses_of(resolution)[2]
    assert f'<option value="{clause}">3.' in shown(chair, sitting, "chair")
    assert press(chair, sitting, verb="put", subject=resolution, clause=clause, method="hands") == 302
    poll = Poll.objects.get()
    assert (poll.question.clause_id, poll.method, poll.state) == (clause, "hands", "prepared")
    assert press(chair, sitting, verb="void", subject=poll.id, reason="") == 422
    assert press(chair, sitting, verb="void", subject=poll.id, reason="Not yet") == 302
    # The same question again is the same question; the poll is a new one.
    press(chair, sitting, verb="put", subject=resolution, clause=clause, method="electronic")
    assert set(Poll.objects.values_list("question_id", flat=True)) == {poll.question_id}
    again = Poll.objects.get(number=2)
    press(chair, sitting, verb="void", subject=again.id, reason="Not yet")
    assert press(chair, sitting, verb="put", subject="", title_ru="Прервать?", title_es="") == 302
    assert Poll.objects.get(number=3).question.titles == {"ru": "Прервать?"}


def test_a_result_stays_until_the_chair_goes_on(sitting: Sitting, chair: Client) -> None:
    """A vote that was prepared before waits behind it, and only the chair sees it coming."""
    first, second = builders.prepared_poll(sitting), builders.prepared_poll(sitting)
    builders.done(polls.open_poll(actor=sitting.secretary, at=AT, poll=first))
    builders.votes(sitting, first, "for", "for")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=first))
    assert "Adopted: 2 for" in shown(phone(sitting), sitting)
    assert large(shown(chair, sitting, "chair")) == "Open vote 2"
    assert press_large(chair, sitting) == "Close the vote"
    assert Poll.objects.get(id=second).state == "open"
    assert "Adopted: 2 for" not in shown(phone(sitting), sitting)


def test_a_tie_waits_for_the_chairs_casting_vote(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, quorum=Quorum(first=HALF), tie="chair"))
    builders.votes(sitting, poll, "for", "against")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(chair, sitting, "chair")
    assert (large(page), "The chair has the casting vote." in page) == ("", True)
    assert press(chair, sitting, verb="declare", subject=poll, chair="against") == 302
    assert "casting vote was against" in shown(chair, sitting, "chair")


def test_a_move_on_something_of_another_meeting_is_not_found(sitting: Sitting, chair: Client) -> None:
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    poll = builders.prepared_poll(elsewhere)
    assert press(chair, sitting, verb="open", subject=poll) == 404
    assert press(chair, sitting, verb="suspend", subject=elsewhere.id) == 404
    assert press(chair, sitting, verb="explode", subject=sitting.id) == 404


def test_a_second_press_says_that_it_was_done_already(sitting: Sitting, chair: Client) -> None:
    poll = builders.prepared_poll(sitting)
    assert [press(chair, sitting, verb="open", subject=poll) for _ in range(2)] == [302, 409]


# Clerk and tellers


def test_tellers_count_until_they_agree_and_the_clerk_declares(sitting: Sitting, teller: Client, clerk: Client) -> None:
    poll = builders.open_poll(sitting, method="hands")
    assert 'id="id_in_favour"' in shown(teller, sitting, "count")
    numbers = {"poll": poll, "in_favour": "2", "against": "1", "abstaining": "0"}
    assert teller.post(f"/hall/{sitting.id}/count", numbers).status_code == 302
    assert "You entered: 2 for, 1 against, 0 abstaining." in shown(teller, sitting, "count")
    many = teller.post(f"/hall/{sitting.id}/count", numbers | {"in_favour": "7"})
    assert (many.status_code, 'value="7"' in many.content.decode()) == (422, True)
    assert teller.post(f"/hall/{sitting.id}/count", numbers | {"against": "none"}).status_code == 422
    at_table = clerk.post(f"/hall/{sitting.id}/count", numbers | {"in_favour": "1", "at_table": "1"})
    assert at_table["Location"] == f"/hall/{sitting.id}/clerk"
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(clerk, sitting, "clerk")
    assert "did not count the same" in page and large(page) == "Declare the result"
    move = f"/hall/{sitting.id}/clerk/move"
    assert clerk.post(move, {"verb": "declare", "subject": poll}).status_code == 409
    clerk.post(f"/hall/{sitting.id}/count", numbers | {"at_table": "1"})
    assert clerk.post(move, {"verb": "declare", "subject": poll}).status_code == 302
    assert Poll.objects.get(id=poll).state == "declared"
    assert "Adopted: 2 for, 1 against" in shown(teller, sitting, "count")


def test_each_table_is_for_its_own(sitting: Sitting, chair: Client, clerk: Client, teller: Client) -> None:
    statuses = {
        place: [each.get(f"/hall/{sitting.id}/{place}").status_code for each in (chair, clerk, teller, phone(sitting))]
        for place in ("chair", "clerk", "count", "screen")
    }
    assert statuses == {
        "chair": [200, 403, 403, 403],
        "clerk": [200, 200, 403, 403],
        "count": [403, 200, 200, 403],
        "screen": [200, 200, 200, 200],
    }
    assert teller.post(f"/hall/{sitting.id}/clerk/move", {"verb": "suspend", "subject": sitting.id}).status_code == 403
    # A clerk conducts votes and not the meeting: the action says so.
    assert clerk.post(f"/hall/{sitting.id}/clerk/move", {"verb": "suspend", "subject": sitting.id}).status_code == 403


# The projector


def test_the_projector_speaks_two_languages(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting)
    clause = builders.clauses_of(resolution)[0]
    poll = builders.open_poll(sitting, resolution=resolution, clause=clause)
    page = shown(chair, sitting, "screen?lang=ru&lang2=es")
    assert 'lang="ru"' in page and "Беречь темноту" in page and "Cuidar la oscuridad" in page
    assert f'data-fragment-url="/hall/{sitting.id}/screen/live?lang=ru&amp;lang2=es"' in page
    assert '<span class="n">0</span>' in page
    builders.votes(sitting, poll, "for", "for", "against")
    # How it stands is nobody's to see before the close.
    assert "against" not in shown(chair, sitting, "screen/live")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(chair, sitting, "screen?lang=en&lang2=es")
    assert "Adopted: 2 for, 1 against, 0 abstaining" in page and "picture-hemicycle" in page
    assert "Cuidar" not in shown(chair, sitting, "screen?lang=en&lang2=xx")


def test_a_headline_is_shown_once_in_each_language_that_it_has(sitting: Sitting, chair: Client) -> None:
    builders.prepared_poll(sitting)
    page = shown(chair, sitting, "screen/live?lang=en&lang2=ru")
    assert '<h1 class="both"><span>Shall we adjourn?</span> <span lang="ru">Прервать заседание?</span></h1>' in page
    page = shown(chair, sitting, "screen/live?lang=en&lang2=es")
    assert "<h1><span>Shall we adjourn?</span></h1>" in page


def test_what_waits_and_what_is_over_is_said(sitting: Sitting, chair: Client) -> None:
    called = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    assert "Show your badge at the door." in shown(chair, called, "screen")
    builders.done(meetings.close_meeting(actor=sitting.secretary, at=AT + timedelta(hours=1), meeting=sitting.id))
    assert "The meeting is over." in shown(chair, sitting, "screen")


# Receipts


def test_a_receipt_is_for_its_own_seat(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    mine, other = phone(sitting), phone(sitting, 1)
    mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "k"})
    leaf = Vote.objects.get().leaf
    page = shown(mine, sitting, f"receipt/{leaf}")
    assert "Your vote is recorded: for" in page and f"entry {leaf} of the journal" in page
    assert mine.get(f"/hall/{sitting.id}/receipt/{leaf}.json")["Content-Type"] == "application/json"
    assert other.get(f"/hall/{sitting.id}/receipt/{leaf}").status_code == 403
    assert mine.get(f"/hall/{sitting.id}/receipt/1").status_code == 403


def test_a_rejected_text_is_not_adopted(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution)
    builders.votes(sitting, poll, "against", "against", "for")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(chair, sitting, "chair")
    assert "Rejected: 1 for, 2 against" in page and "/adopt" not in page
    assert Resolution.objects.get(id=resolution).state == "rejected"
