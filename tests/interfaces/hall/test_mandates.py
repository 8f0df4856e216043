"""Mandates on the phone: a block of buttons, a recorded line and a receipt for each seat that the holder votes for."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client

from plenaria.actions import polls, presence, proxies
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.core.voting.rule import Rule, Share
from plenaria.interfaces.hall.batches import Answer, Wish, answer
from plenaria.store.models import Credential, Vote
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import phone, shown

pytestmark = pytest.mark.django_db

RULE = Rule(threshold=Share(Fraction(1, 2), strict=True), weights="share", proxies=2)


@pytest.fixture
def sitting() -> Sitting:
    """Seat 1 holds the mandates of 3 and 4, who are away; seat 2 holds none."""
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    weights = ["0.35", "1.30", "20.35", "1"]
    made = builders.meeting(body, secretary, seats=4, rule=RULE, weights=weights, away=(3, 4))
    for giver in made.credentials[2:]:
        done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=made.credentials[0]))
    return made


def blocks(page: str) -> list[str]:
    """The forms with buttons to vote."""
    return re.findall(r'<form [^>]*class="vote-form".*?</form>', page)


def test_each_mandate_has_its_own_buttons_line_and_receipt(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    mine = phone(sitting)
    page = shown(mine, sitting)
    forms = blocks(page)
    assert len(forms) == 3
    assert len(set(re.findall(r'<form [^>]*id="(.*?)"', page))) == 3
    assert "By proxy for seat 3, Delegate 3" in page and "20.35 votes" in page
    assert "By proxy for seat 4, Delegate 4" in page
    addresses = [re.search(r'action="(.*?)"', form).group(1).replace("&amp;", "&") for form in forms]  # type: ignore[union-attr] # each has one
    for number, (address, choice) in enumerate(zip(addresses, ("for", "against", "abstain"), strict=True)):
        given = mine.post(address, {"choice": choice, "key": f"k{number}"})
        assert (given.status_code, given["Location"]) == (302, f"/hall/{sitting.id}/")
    page = shown(mine, sitting)
    assert [re.findall(r"Recorded: (\w+)\.", form) for form in blocks(page)] == [["for"], ["against"], ["abstain"]]
    assert page.count("Receipt for this seat") == 2
    votes = dict(Vote.objects.filter(poll=poll).values_list("credential__seat", "choice"))
    assert votes == {1: "for", 3: "against", 4: "abstain"}
    for address in re.findall(r'href="(/hall/[^"]*/receipt/\d+)"', page):
        assert mine.get(address).status_code == 200
        assert phone(sitting, 1).get(address).status_code == 403
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    page = shown(mine, sitting)
    assert "You voted for this seat: against." in page and blocks(page) == []


def test_nobody_else_votes_for_them(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    other = phone(sitting, 1)
    assert len(blocks(shown(other, sitting))) == 1
    address = f"/hall/{sitting.id}/vote?poll={poll}&seat={sitting.credentials[2]}"
    refused = other.post(address, {"choice": "for", "key": "k"}, headers={"accept": "application/json"})
    assert (refused.status_code, Vote.objects.count()) == (403, 0)
    nowhere = other.post(f"/hall/{sitting.id}/vote?poll={poll}&seat=%00", {"choice": "for", "key": "k"})
    assert (nowhere.status_code, Vote.objects.count()) == (302, 0)


def test_whoever_came_in_during_the_vote_reads_who_votes_for_them(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    done(presence.check_in(actor=sitting.secretary, at=AT, credential=sitting.credentials[2]))
    late = phone(sitting, 2)
    page = shown(late, sitting)
    assert "In this vote Delegate 1 votes for your seat" in page and blocks(page) == []
    answered = late.post(f"/hall/{sitting.id}/vote?poll={poll}", {"choice": "for", "key": "k"})
    assert answered["Location"] == f"/hall/{sitting.id}/?said=seat-represented"
    assert "it held your mandate when the roll was frozen" in shown(late, sitting, "?said=seat-represented")
    assert len(blocks(shown(phone(sitting), sitting))) == 3


def test_the_live_room_takes_a_vote_for_a_mandate(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    devices = []
    for number in (0, 1):
        phone(sitting, number)
        devices.append(Credential.objects.get(id=sitting.credentials[number]).device)

    def ask(device: str, seat: str) -> Answer:
        return answer([Wish(device, sitting.id, poll, "for", f"key-{seat}", seat)])[0]

    assert isinstance(ask(devices[0], sitting.credentials[2]), Receipt)
    refusal = ask(devices[1], sitting.credentials[3])
    assert isinstance(refusal, Refusal)
    assert refusal.code == "not-permitted"
    assert Vote.objects.get().credential_id == sitting.credentials[2]


def test_under_a_rule_of_one_vote_each_the_phone_says_one(sitting: Sitting, client: Client) -> None:
    builders.open_poll(sitting, rule=Rule(threshold=RULE.threshold))
    page = shown(phone(sitting), sitting)
    assert "<span>1 vote</span>" in page and len(blocks(page)) == 1


def test_the_clerk_sees_who_is_represented_by_whom(sitting: Sitting) -> None:
    clerk = builders.logged_in(Client(), builders.person("Cleo", sitting.body, "clerk", email="cleo@desk.example"))
    builders.open_poll(sitting)
    page = shown(clerk, sitting, "clerk")
    assert "2 seats vote by proxy" in page
    assert page.count("represented by seat 1, Delegate 1") == 2
    assert '<span class="of">still missing</span><span class="n">4</span>' in page


def test_a_final_vote_for_a_mandate_has_no_buttons_any_more(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, rule=replace(RULE, changes=False))
    mine = phone(sitting)
    assert "Your own vote" in shown(mine, sitting)
    address = f"/hall/{sitting.id}/vote?poll={poll}&seat={sitting.credentials[3]}"
    mine.post(address, {"choice": "for", "key": "k"})
    assert len(blocks(shown(mine, sitting))) == 2
    again = mine.post(address, {"choice": "against", "key": "k2"})
    assert again["Location"] == f"/hall/{sitting.id}/?said=vote-final"
