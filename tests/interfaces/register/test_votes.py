"""A vote at its public address: what was decided, the arithmetic, the rule, and who voted how."""

import re
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
from django.test import Client

from plenaria.actions import counts, credentials, meetings, polls, presence, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import NoObjection, Quorum, Rule, Share
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
ADDRESS = "/en/b/council/m/xiv/votes"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def page(client: Client, number: int = 1, address: str = ADDRESS, status: int = 200) -> str:
    answer = client.get(f"{address}/{number}/")
    assert answer.status_code == status
    return unescape(answer.content.decode())


def rows(html: str, caption: str) -> list[list[str]]:
    """The cells of the table with that caption, without marks."""
    table = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", html, re.DOTALL)
    assert table is not None
    body = table[1].partition("<tbody>")[2]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells if row]


def held(sitting: Sitting, *choices: str, rule: Rule | None = None, method: str = "electronic") -> str:
    """A vote on a question in words of its own, to its end."""
    poll = builders.open_poll(sitting, rule=rule, method=method)
    builders.votes(sitting, poll, *choices)
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return poll


def test_a_vote_explains_itself(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting, lost=[1])
    shown = page(client)
    assert "<h1>Clause 2, put separately</h1>" in shown
    assert "Rejected: 1 for, 2 against, 0 abstaining; more than half of the 3 votes cast (2) was needed" in shown
    assert rows(shown, "The arithmetic") == [
        ["Votes for", "2", "1", "not enough"],
        ["Votes against", "", "2", ""],
        ["Abstentions", "", "0", ""],
        ["Of these, counted: votes for and against", "", "3", ""],
        ["Seats of the roll", "", "3", ""],
        ["Quorum when the vote opened", "2", "3", "enough"],
        ["Quorum when the vote closed", "2", "3", "enough"],
    ]
    assert "picture-hemicycle" in shown
    assert "The rule: ordinary matters" in shown
    # The clause was lost, so that there is no place in the text to lead to.
    for number in (1, 2):
        assert '<a href="/en/b/council/r/xiv-1/">О тёмном небе</a>' in page(client, number)


def test_a_vote_on_a_clause_leads_to_the_clause(client: Client, sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution, clause=builders.clauses_of(resolution)[1])
    builders.votes(sitting, poll, "for", "for", "against")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.published_text(sitting, resolution=resolution)
    assert '<a href="/en/b/council/r/xiv-1/#c2">О тёмном небе</a>' in page(client)


def test_who_voted_how_is_shown_where_the_body_shows_names(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    shown = page(client)
    assert rows(shown, "The resolution as a whole") == [
        ["1", "Delegate 1", "", "for"],
        ["2", "Delegate 2", "", "for"],
        ["3", "Delegate 3", "", "abstain"],
    ]
    assert "picture-roll-call" in shown


def test_names_stay_unsaid_where_the_body_shows_counts(client: Client) -> None:
    body = builders.body(votes_seen="totals")
    builders.published_text(builders.meeting(body, builders.person("Ann", body, "secretary")))
    shown = page(client)
    assert "Delegate" not in shown
    assert ("picture-hemicycle" in shown, "picture-roll-call" in shown) == (True, False)


def test_what_was_put_without_a_paper_is_public_and_what_is_not_published_is_not(
    client: Client, sitting: Sitting
) -> None:
    held(sitting, "for", "for", "against")
    assert "Shall we adjourn?" in page(client)
    builders.decided_text(sitting)
    page(client, 2, status=404)
    builders.prepared_poll(sitting)
    page(client, 3, status=404)
    page(client, 9, status=404)
    page(client, 1, "/en/b/council/m/none/votes", 404)


def test_a_void_vote_says_why_and_where_it_was_put_again(client: Client, sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    done(polls.void_poll(actor=sitting.secretary, at=AT, poll=poll, reason="The list was wrong."))
    again = done(polls.put_again(actor=sitting.secretary, at=AT, poll=poll))
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=again))
    builders.votes(sitting, again, "for", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=again))
    shown = page(client)
    assert "Void. The list was wrong." in shown
    assert f'<a href="{ADDRESS}/2/">It was put again, as vote 2.</a>' in shown
    assert f'<a href="{ADDRESS}/1/">It had been put before, as vote 1.</a>' in page(client, 2)


def test_want_of_a_quorum_is_explained(client: Client, sitting: Sitting) -> None:
    strict = replace(SIMPLE.rule, quorum=Quorum(first=Share(Fraction(1)), at=("close",)))
    poll = builders.open_poll(sitting, rule=strict)
    done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    builders.votes(sitting, poll, "", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    shown = page(client)
    assert "Void for want of a quorum:" in shown
    assert ["Quorum when the vote closed", "3", "2", "not enough"] in rows(shown, "The arithmetic")


def test_shares_are_shown_exactly(client: Client, sitting: Sitting) -> None:
    for credential, votes in zip(sitting.credentials, ("0.35", "1/3", "20"), strict=True):
        done(credentials.change_votes(actor=sitting.secretary, at=AT, credential=credential, weight=votes))
    held(sitting, "for", "for", "against", rule=replace(SIMPLE.rule, weights="share"))
    shown = page(client, address="/ru/b/council/m/xiv/votes")
    assert "picture-shares" in shown
    table = re.findall(r'<td class="num">([^<]*)</td>', shown)
    assert {"0,35", "1/3", "20"} <= set(table)
    assert "41/60" in table


def test_who_held_whose_mandate_is_shown(client: Client) -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    rule = replace(SIMPLE.rule, proxies=None)
    sitting = builders.convened_meeting(body, secretary, rule=rule)
    for credential in sitting.credentials[:2]:
        done(presence.check_in(actor=secretary, at=AT, credential=credential))
    giver, holder = sitting.credentials[2], sitting.credentials[0]
    done(proxies.give_proxy(actor=secretary, at=AT, giver=giver, holder=holder, note="by letter"))
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    poll = builders.open_poll(sitting, rule=rule)
    own = [(seat, seat, "for") for seat in sitting.credentials[:2]]
    ballots = [
        Ballot(actor=builders.holder(by), poll=poll, credential=seat, choice=choice, key=f"key-{seat}")
        for by, seat, choice in (*own, (holder, giver, "against"))
    ]
    for answer in cast(ballots=ballots, at=AT):
        done(answer)
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))
    shown = page(client)
    assert rows(shown, re.escape("Shall we adjourn?")) == [
        ["1", "Delegate 1", "", "for", ""],
        ["2", "Delegate 2", "", "for", ""],
        ["3", "Delegate 3", "", "against", "Delegate 1"],
    ]
    assert shown.count('class="proxy"') == 2


def test_a_called_roll_is_shown_in_the_order_of_the_call(client: Client, sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    for seat, answer in zip(sitting.credentials, ("for", "against", "absent"), strict=True):
        done(counts.answer_call(actor=sitting.secretary, at=AT, poll=poll, seat=seat, choice=answer, key=f"k{seat}"))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    shown = page(client)
    picture = shown.partition("In the order of the call")[2].partition("</svg>")[0]
    names = re.findall(r"<g><title>(Delegate \d): ", picture)
    # The order begins where the lot fell, and goes round from there.
    first = int(names[0].removeprefix("Delegate "))
    assert names == [f"Delegate {(first - 1 + place) % 3 + 1}" for place in range(3)]
    assert rows(shown, re.escape("Shall we adjourn?"))[2] == ["3", "Delegate 3", "", "did not vote"]


def test_where_only_objections_are_asked_for_they_are_counted(client: Client, sitting: Sitting) -> None:
    held(sitting, "", "against", "", rule=Rule(threshold=NoObjection()))
    shown = page(client)
    assert ["Objections", "none", "1", "not enough"] in rows(shown, "The arithmetic")


def test_programs_are_asked_to_keep_names_out_of_their_lists(client: Client, sitting: Sitting) -> None:
    held(sitting, "for", "for", "against")
    assert '<meta name="robots" content="noindex">' in page(client)
    assert client.get(f"{ADDRESS}/1/roll-call.csv")["X-Robots-Tag"] == "noindex"
    builders.shows(sitting.body, votes="totals")
    assert '<meta name="robots"' not in page(client)
