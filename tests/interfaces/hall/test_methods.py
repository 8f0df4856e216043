"""Every way of voting as the pages of the hall show it, without a script."""

import re
from fractions import Fraction

import pytest
from django.test import Client

from plenaria.actions import polls
from plenaria.core.voting.rule import Rule, Share
from plenaria.store.models import Meeting, Poll, Vote
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_pages import large, phone, press, press_large, shown

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)


def close(sitting: Sitting, poll: str) -> str:
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return poll


# Putting


def test_the_chair_chooses_method_and_rule(sitting: Sitting, chair: Client) -> None:
    meeting = Meeting.objects.get(id=sitting.id)
    shares = {"threshold": {"at-least": "2/3"}, "base": "roll", "tie": "lost", "weights": "share"}
    meeting.rules = {**meeting.rules, "statutes": shares, "elections": meeting.rules["ordinary"]}
    meeting.save()
    page = shown(chair, sitting, "chair")
    offered = re.findall(r'id="ask-([a-z-]+)" name="method"', page)
    assert offered == ["electronic", "hands", "roll-call", "secret", "paper", "no-objection"]
    assert re.findall(r'name="rule" value="(.*?)"', page) == ["ordinary", "statutes"]
    assert "at least two thirds of all votes of the roll" in page and "Each seat has as many votes as its share" in page
    given = {"verb": "put", "subject": "", "title_ru": "Прервать?", "method": "roll-call", "rule": "statutes"}
    assert press(chair, sitting, **given, mixed="on", drawing="whole") == 302
    poll = Poll.objects.get()
    assert (poll.method, poll.rule_name, poll.mixed, poll.drawing) == ("roll-call", "statutes", True, "whole")
    press(chair, sitting, verb="void", subject=poll.id, reason="A slip")
    response = chair.post(f"/hall/{sitting.id}/chair/move", given | {"method": "hands"})
    assert (response.status_code, "a raised hand does not say whose it is" in response.content.decode()) == (409, True)


def test_under_shares_alone_nothing_is_offered_that_names_no_seat(sitting: Sitting, chair: Client) -> None:
    meeting = Meeting.objects.get(id=sitting.id)
    meeting.rules = {"ordinary": meeting.rules["ordinary"] | {"weights": "share"}}
    meeting.save()
    offered = re.findall(r'id="ask-([a-z-]+)" name="method"', shown(chair, sitting, "chair"))
    assert offered == ["electronic", "roll-call", "no-objection"]


# The roll-call


def answer(clerk: Client, sitting: Sitting, choice: str) -> str:
    """Press an answer for the seat that the clerk's page calls; whose seat it was."""
    page = shown(clerk, sitting, "clerk")
    form = next(each for each in re.findall(r"<form.*?</form>", page) if 'name="seat"' in each)
    given: dict[str, str] = dict(re.findall(r'name="(poll|seat|key)" value="(.*?)"', form))
    assert clerk.post(f"/hall/{sitting.id}/call", given | {"choice": choice}).status_code == 302
    return given["seat"]


def called(page: str) -> str:
    found = re.findall(r'class="called">(.*?)<', page)
    return found[0] if found else ""


def test_the_clerk_calls_one_seat_after_the_other_and_the_absent_again(
    sitting: Sitting, chair: Client, clerk: Client
) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    order = Poll.objects.get(id=poll).order
    names = {seat: f"Delegate {number}" for number, seat in enumerate(sitting.credentials, 1)}
    page = shown(clerk, sitting, "clerk")
    assert called(page) == called(shown(chair, sitting, "screen")) == names[order[0]]
    assert "Roll-call: 1 of 3" in page and page.count('class="vote ') == 4
    assert f"Drawn by lot: the roll begins with {names[order[0]]}." in shown(chair, sitting, "screen")
    assert "3 seats were not called yet." in shown(chair, sitting, "chair")
    assert f"Then: {names[order[1]]}" in shown(chair, sitting, "screen")
    assert answer(clerk, sitting, "absent") == order[0]
    assert answer(clerk, sitting, "for") == order[1]
    page = shown(clerk, sitting, "clerk")
    assert f"Back to seat {sitting.credentials.index(order[1]) + 1}" in page
    assert answer(clerk, sitting, "against") == order[2]
    page = shown(clerk, sitting, "clerk")
    assert "Second call of those who were not there" in page and called(page) == names[order[0]]
    assert answer(clerk, sitting, "for") == order[0]
    page = shown(clerk, sitting, "clerk")
    assert "Everybody was called." in page and large(page) == "Close the vote"
    close(sitting, poll)
    assert press_large(chair, sitting) != "Declare the result"
    assert "Adopted: 2 for, 1 against" in shown(chair, sitting, "chair")


def test_the_clerk_goes_back_and_corrects_until_the_declaration(sitting: Sitting, clerk: Client) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    first = answer(clerk, sitting, "for")
    page = shown(clerk, sitting, f"clerk?seat={first}")
    assert "Correct an answer" in page and page.count('aria-pressed="true"') == 1 and "Go on with the roll" in page
    assert f"clerk/live?seat={first}" in page
    given = {"poll": poll, "seat": first, "key": "call-2", "choice": "against"}
    assert clerk.post(f"/hall/{sitting.id}/call", given).status_code == 302
    assert Vote.objects.get(poll_id=poll, current=True).choice == "against"
    close(sitting, poll)
    assert clerk.post(f"/hall/{sitting.id}/call", given | {"key": "call-3", "choice": "for"}).status_code == 302
    assert f"?seat={first}" in shown(clerk, sitting, "clerk")
    builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    late = clerk.post(f"/hall/{sitting.id}/call", given | {"key": "call-4"})
    assert (late.status_code, "This vote is not open." in late.content.decode()) == (409, True)
    assert "?seat=" not in shown(clerk, sitting, "clerk")


def test_of_two_presses_on_one_page_the_first_is_entered_and_said(sitting: Sitting, clerk: Client) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    given = {"poll": poll, "seat": sitting.credentials[0], "key": "call-1"}
    for choice in ("for", "against"):
        response = clerk.post(f"/hall/{sitting.id}/call", given | {"choice": choice}, follow=True)
        assert "Seat 1, Delegate 1: For." in response.content.decode()
    assert Vote.objects.get(poll_id=poll).choice == "for"


def test_what_a_phone_said_is_not_shown_to_the_clerk(sitting: Sitting, clerk: Client) -> None:
    poll = builders.open_poll(sitting, method="roll-call", mixed=True)
    mine = phone(sitting)
    assert shown(mine, sitting).count('class="vote ') == 3
    builders.votes(sitting, poll, "against")
    page = shown(clerk, sitting, f"clerk?seat={sitting.credentials[0]}")
    assert "Has answered by phone." in page and 'aria-pressed="true"' not in page
    assert "by phone" in shown(clerk, sitting, "clerk")
    assert called(shown(clerk, sitting, "clerk")) != "Delegate 1"


def test_a_phone_waits_to_be_called_and_sees_what_was_entered(sitting: Sitting, clerk: Client) -> None:
    builders.open_poll(sitting, method="roll-call")
    assert "Answer in the room when your name is called." in shown(phone(sitting), sitting)
    seats = [answer(clerk, sitting, "for") for _ in sitting.credentials]
    assert set(seats) == set(sitting.credentials)
    assert "Recorded: for." in shown(phone(sitting), sitting)


def test_only_a_clerk_enters_answers_and_only_in_votes_of_this_meeting(
    sitting: Sitting, chair: Client, teller: Client, clerk: Client
) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    given = {"poll": poll, "seat": sitting.credentials[0], "key": "k", "choice": "for"}
    address = f"/hall/{sitting.id}/call"
    assert [each.post(address, given).status_code for each in (chair, teller, phone(sitting))] == [403, 403, 403]
    assert 'name="seat"' not in shown(chair, sitting, "chair")
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    foreign = clerk.post(f"/hall/{elsewhere.id}/call", given)
    assert (foreign.status_code, "There is no such vote. Nothing was recorded." in foreign.content.decode()) == (
        422,
        True,
    )
    assert clerk.post(address, given | {"seat": elsewhere.credentials[0]}).status_code == 422
    assert not Vote.objects.exists()


def test_the_clerk_answers_for_a_delegate_without_a_phone(sitting: Sitting, clerk: Client) -> None:
    poll = builders.open_poll(sitting)
    assert 'name="seat"' not in shown(clerk, sitting, "clerk")
    page = shown(clerk, sitting, f"clerk?seat={sitting.credentials[1]}")
    assert called(page) == "Delegate 2" and "Go back" in page
    given = {"poll": poll, "seat": sitting.credentials[1], "key": "call-1", "choice": "for"}
    assert clerk.post(f"/hall/{sitting.id}/call", given).status_code == 302
    assert "Recorded: for." in shown(phone(sitting, 1), sitting)
    by_hands = Vote.objects.get(poll_id=poll)
    assert (by_hands.credential_id, by_hands.choice) == (sitting.credentials[1], "for")


# Papers, hands and phones


def test_tellers_count_papers_with_the_invalid_ones(sitting: Sitting, teller: Client, chair: Client) -> None:
    poll = builders.open_poll(sitting, method="paper")
    assert "taken on paper" in shown(phone(sitting), sitting)
    page = shown(teller, sitting, "count")
    assert 'id="id_invalid"' in page and "Count of papers" in page
    numbers = {"poll": poll, "in_favour": "1", "against": "1", "abstaining": "0"}
    assert teller.post(f"/hall/{sitting.id}/count", numbers).status_code == 422
    assert teller.post(f"/hall/{sitting.id}/count", numbers | {"invalid": "2"}).status_code == 422
    assert teller.post(f"/hall/{sitting.id}/count", numbers | {"invalid": "1"}).status_code == 302
    assert "You entered: 1 for, 1 against, 0 abstaining, 1 invalid." in shown(teller, sitting, "count")
    assert "What the tellers counted" not in shown(chair, sitting, "chair") + shown(teller, sitting, "count")
    close(sitting, poll)
    assert "What the tellers counted" in shown(chair, sitting, "chair")
    builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert "Rejected: 1 for, 1 against, 0 abstaining, 1 invalid" in shown(chair, sitting, "chair")


def test_a_count_of_another_meetings_vote_is_refused(sitting: Sitting, teller: Client) -> None:
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    poll = builders.open_poll(elsewhere, method="hands")
    numbers = {"poll": poll, "in_favour": "1", "against": "1", "abstaining": "0"}
    answered = teller.post(f"/hall/{sitting.id}/count", numbers)
    assert (answered.status_code, "There is no such vote." in answered.content.decode()) == (422, True)
    assert not Poll.objects.get(id=poll).counts.exists()


def test_phones_and_hands_wait_for_the_count(sitting: Sitting, chair: Client, teller: Client) -> None:
    poll = builders.open_poll(sitting, mixed=True)
    builders.votes(sitting, poll, "for", "for")
    close(sitting, poll)
    page = shown(chair, sitting, "chair")
    assert large(page) == "Declare the result" and "No teller has entered a count yet." in page
    numbers = {"poll": poll, "in_favour": "0", "against": "1", "abstaining": "0"}
    assert teller.post(f"/hall/{sitting.id}/count", numbers).status_code == 302
    press_large(chair, sitting)
    page = shown(chair, sitting, "chair")
    assert "Adopted: 2 for, 1 against" in page
    assert "2 seats voted by name; tellers counted 0 for, 1 against, 0 abstaining." in page


# No objection


def test_a_phone_can_only_object(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    mine = phone(sitting)
    page = shown(mine, sitting)
    assert page.count('class="vote ') == 1 and "I object" in page and "Whoever agrees presses nothing." in page
    mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "against", "key": "k"})
    assert "Your objection is recorded." in shown(mine, sitting)
    assert re.search(r'objections</span><span class="n">1<', shown(chair, sitting, "chair"))
    assert press_large(chair, sitting) == "Declare the result"
    press_large(chair, sitting)
    assert "Rejected: 1 objection was raised" in shown(chair, sitting, "chair")


def test_the_clerk_enters_an_objection_that_is_made_aloud(sitting: Sitting, chair: Client, clerk: Client) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    page = shown(clerk, sitting, f"clerk?seat={sitting.credentials[2]}")
    assert re.findall(r'class="vote .*?<span>(.*?)</span>', page) == ["Objects", "Does not object"]
    given = {"poll": poll, "seat": sitting.credentials[2], "key": "call-1", "choice": "against"}
    page = clerk.post(f"/hall/{sitting.id}/call", given, follow=True).content.decode()
    assert "Seat 3, Delegate 3: Objects." in page
    assert re.search(r'objections</span><span class="n">1<', shown(chair, sitting, "chair"))


def test_a_final_vote_has_no_second_press(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, changes=False))
    mine = phone(sitting)
    assert "a vote is final: it cannot be changed" in shown(mine, sitting)
    mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "k"})
    page = shown(mine, sitting)
    assert "Recorded: for." in page and 'class="vote ' not in page and "tell the clerk" in page
    answer = mine.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "against", "key": "l"})
    assert answer["Location"].endswith("?said=vote-final")
    assert "a vote is final. Nothing was changed." in shown(mine, sitting, "?said=vote-final")
