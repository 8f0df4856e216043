"""Elections from the laying down to the declaration: on phones, in secret, on paper, in rounds, by lot."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenaria.actions import elections, polls
from plenaria.actions._perform import Receipt
from plenaria.actions.elections import draw_lot, prepare_election, record_papers, withdraw_candidate
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.elections.rounds import Runoff
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.store.models import Leaf, Poll, Question
from plenaria.store.queries import elections as queries
from tests import builders, elected
from tests.actions.polled import act, entry, row, tellers, told
from tests.builders import AT, Sitting
from tests.elected import chosen, closed, held, laid_down, opened, setting

pytestmark = pytest.mark.django_db

HALF = Rule(threshold=Share(Fraction(1, 2), strict=True))


def counted(poll: str) -> Count:
    return Count.from_data(row(poll).count or {})


def test_an_election_by_name_is_counted_at_the_close(sitting: Sitting) -> None:
    poll = held(sitting, None, "1>2", "1>2", "1>2", "2")
    made = counted(poll)
    assert (row(poll).state, made.elected, made.total) == ("declared", (1, 2), 4 * 100_000)
    declared = entry(poll, "poll-declared")
    assert (declared["elected"], declared["count"], declared["outcome"]) == ([1, 2], made.digest(), "counted")


def test_the_journal_hears_what_was_laid_down_and_no_names(sitting: Sitting) -> None:
    question = laid_down(sitting)
    entry_of = Leaf.objects.get(subject=question)
    assert "Ада" not in bytes(entry_of.data).decode()
    poll = builders.done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    act(polls.open_poll, sitting, poll)
    assert Setting.from_data(entry(poll, "poll-opened")["election"]).method == "scottish-stv"


def test_candidates_stand_in_the_order_that_was_asked_for(sitting: Sitting) -> None:
    names = ("Глеб", "Ада", "ёлкин", "Вера", "Никто из них")
    put = setting("schulze", names=names, order="alphabetical", default=5)
    question = Question.objects.get(id=laid_down(sitting, put))
    assert Setting.from_data(question.election or {}).names() == ("Ада", "Вера", "Глеб", "ёлкин", "Никто из них")


def test_an_order_by_lot_is_journalled(sitting: Sitting) -> None:
    names = tuple(map(str, range(30)))
    question = laid_down(sitting, setting(names=names, order="lot"))
    stored = Setting.from_data(Question.objects.get(id=question).election or {})
    assert sorted(stored.names(), key=int) == list(names)
    assert stored.names() != names  # one in 30! that this fails by chance
    assert told(question) == ["poll-prepared", "lot-drawn"]


@pytest.mark.parametrize(
    ("put", "refusal"),
    [
        (setting(places=0), unacceptable("election-without-seats", seats=0)),
        (
            Setting(method="meek", places=1, candidates=(Candidate({"ru": "Ада"}, "nobody"),)),
            unacceptable("person-unknown"),
        ),
    ],
)
def test_what_cannot_be_put_is_refused(sitting: Sitting, put: Setting, refusal: Refusal) -> None:
    answer = prepare_election(actor=sitting.secretary, at=AT, meeting=sitting.id, titles=elected.TITLES, setting=put)
    assert answer == refusal
    assert not Question.objects.exists()


def test_only_who_prepares_votes_lays_an_election_down(sitting: Sitting) -> None:
    clerk = builders.person("Clara", sitting.body, "clerk")
    answer = prepare_election(actor=clerk, at=AT, meeting=sitting.id, titles=elected.TITLES, setting=setting())
    assert answer == forbidden("not-permitted", verb="polls.prepare")
    empty = prepare_election(actor=sitting.secretary, at=AT, meeting=sitting.id, titles={"ru": " "}, setting=setting())
    assert empty == unacceptable("question-empty")


def test_an_election_is_not_taken_by_hands(sitting: Sitting) -> None:
    question = laid_down(sitting)
    answer = polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="hands")
    assert answer == unacceptable("election-not-so", method="hands")


def test_whoever_withdraws_is_passed_over(sitting: Sitting) -> None:
    question = laid_down(sitting, setting(places=1))
    act_on = {"actor": sitting.secretary, "at": AT, "question": question}
    builders.done(withdraw_candidate(**act_on, candidate=1))  # type: ignore[arg-type] # the same three of each
    poll = builders.done(polls.prepare_poll(**act_on, method="electronic"))  # type: ignore[arg-type] # as above
    act(polls.open_poll, sitting, poll)
    assert chosen(sitting, poll, "1>2") == [unacceptable("choice-for-nobody", candidate=1)]
    assert withdraw_candidate(**act_on, candidate=2) == conflict("election-put")  # type: ignore[arg-type] # as above


def test_what_a_ballot_cannot_say_is_not_recorded(sitting: Sitting) -> None:
    poll = opened(sitting)
    assert chosen(sitting, poll, "9", "1>1", "for", "1=2") == [
        unacceptable("choice-for-nobody", candidate=9),
        unacceptable("choice-names-twice", name="Ада Веснина"),
        unacceptable("choice-unreadable"),
        unacceptable("choice-equal"),
    ]
    assert not row(poll).votes.exists()


def test_a_motion_still_knows_its_three_answers_alone(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    assert chosen(sitting, poll, "1>2") == [unacceptable("choice-unknown", seat="", choice="1>2")]


def test_a_vote_may_be_changed_until_the_close(sitting: Sitting) -> None:
    poll = opened(sitting, setting("plurality", places=1))
    for answer in (*chosen(sitting, poll, "1", "2", "2"), *chosen(sitting, poll, "2")):
        builders.done(answer)
    builders.done(closed(sitting, poll))
    assert counted(poll).rounds[0].votes == (0, 3, 0, 0)


def test_without_its_quorum_an_election_is_void(sitting: Sitting) -> None:
    rule = replace(HALF, quorum=Quorum(first=Share(Fraction(1)), at=("close",)))
    poll = opened(sitting, rule=rule)
    from plenaria.actions import presence

    for seat in sitting.credentials[1:]:
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    for answer in chosen(sitting, poll, "1"):
        builders.done(answer)
    builders.done(closed(sitting, poll))
    assert (row(poll).state, row(poll).reason, row(poll).count) == ("void", "no-quorum", None)
    again = builders.done(act(polls.put_again, sitting, poll))
    assert queries.election(again) is not None


def test_a_waiting_tie_is_settled_by_the_machine(sitting: Sitting) -> None:
    poll = held(sitting, setting("plurality", places=1), "1", "1", "2", "2")
    assert (row(poll).state, counted(poll).elected) == ("closed", ())
    builders.done(act(draw_lot, sitting, poll))
    drawn = entry(poll, "lot-drawn")
    assert (row(poll).state, sorted(drawn["order"]), drawn["by"]) == ("declared", [1, 2, 3, 4], "machine")
    first = next(each for each in drawn["order"] if each in (1, 2))
    assert counted(poll).elected == (first,)
    assert act(draw_lot, sitting, poll) == conflict("no-lot-awaited")


def test_a_waiting_tie_is_settled_by_papers_from_a_hat(sitting: Sitting) -> None:
    poll = held(sitting, setting("plurality", places=1), "1", "1", "2", "2")
    assert act(draw_lot, sitting, poll, drawn=(2, 3)) == unacceptable("lot-for-others")
    builders.done(act(draw_lot, sitting, poll, drawn=(2, 1)))
    assert (counted(poll).elected, row(poll).lot, entry(poll, "lot-drawn")["by"]) == ((2,), [2, 1], "hand")
    assert counted(poll).ties[0].settled == "lot"


def test_who_does_not_preside_draws_no_lot(sitting: Sitting) -> None:
    poll = held(sitting, setting("plurality", places=1), "1", "1", "2", "2")
    clerk = builders.person("Clara", sitting.body, "clerk")
    assert draw_lot(actor=clerk, at=AT, poll=poll) == forbidden("not-permitted", verb="polls.settle")


def test_the_next_round_is_prepared_between_those_who_go_on(sitting: Sitting) -> None:
    poll = held(sitting, setting("rounds", places=1), "1", "1", "2", "3")
    assert counted(poll).rounds[0].going_on == (1, 2, 3)
    following = Poll.objects.get(number=2)
    assert (following.state, following.method) == ("prepared", "electronic")
    act(polls.open_poll, sitting, following.id)
    view = queries.election(following.id)
    assert view is not None and (view.setting.round, view.setting.standing) == (2, (1, 2, 3))
    assert chosen(sitting, following.id, "4") == [unacceptable("choice-for-nobody", candidate=4)]
    for answer in chosen(sitting, following.id, "1", "1", "2", "1"):
        builders.done(answer)
    builders.done(closed(sitting, following.id))
    made = counted(following.id)
    assert (made.elected, [each.votes for each in made.rounds]) == ((1,), [(2, 1, 1, 0), (3, 1, 0, 0)])
    assert Poll.objects.count() == 2


def test_a_void_round_is_put_again_as_the_same_round(sitting: Sitting) -> None:
    held(sitting, setting("rounds", places=1, runoff=Runoff(rounds=3)), "1", "1", "2", "2")
    following = Poll.objects.get(number=2)
    act(polls.open_poll, sitting, following.id)
    builders.done(act(polls.void_poll, sitting, following.id, reason="Свет погас"))
    again = builders.done(act(polls.put_again, sitting, following.id))
    view = queries.election(again)
    assert view is not None and (view.setting.round, view.setting.standing) == (2, (1, 2))


def test_an_election_that_is_over_is_not_put_again(sitting: Sitting) -> None:
    poll = held(sitting, setting("plurality", places=1), "1", "1", "1", "1")
    question = row(poll).question_id
    again = builders.done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    assert act(polls.open_poll, sitting, again) == conflict("election-over")


PAPERS = Papers(ballots=(("1>2", 2), ("2", 1)), spoilt=1)


def test_two_tellers_count_the_papers(sitting: Sitting) -> None:
    first, second = tellers(sitting.body)
    poll = opened(sitting, setting(places=1), method="paper")
    assert chosen(sitting, poll, "1") == [conflict("phone-not-asked")]
    builders.done(closed(sitting, poll))
    assert act(polls.declare_poll, sitting, poll) == conflict("no-count")
    builders.done(record_papers(actor=first, at=AT, poll=poll, papers=PAPERS))
    builders.done(record_papers(actor=second, at=AT, poll=poll, papers=replace(PAPERS, spoilt=0)))
    assert act(polls.declare_poll, sitting, poll) == conflict("counts-differ")
    builders.done(record_papers(actor=second, at=AT, poll=poll, papers=PAPERS))
    builders.done(act(polls.declare_poll, sitting, poll))
    made = counted(poll)
    assert (made.elected, made.total, made.spoilt) == ((1,), 3 * 100_000, 100_000)
    counted_entry = entry(poll, "ballots-counted")
    assert (counted_entry["contents"], counted_entry["invalid"]) == ({"1>2": 2, "2": 1}, 1)


def test_papers_lie_beside_phones_only_for_those_who_have_not_voted(sitting: Sitting) -> None:
    teller, _ = tellers(sitting.body)
    poll = opened(sitting, setting("plurality", places=1))
    for answer in chosen(sitting, poll, "1", "1"):
        builders.done(answer)
    box = Papers(ballots=(("2", 3),))
    answer = record_papers(actor=teller, at=AT, poll=poll, papers=box)
    assert answer == unacceptable("more-papers-than-present", papers=3, present=2)
    builders.done(record_papers(actor=teller, at=AT, poll=poll, papers=replace(box, ballots=(("2", 1),))))
    builders.done(closed(sitting, poll))
    assert row(poll).state == "closed"
    builders.done(act(polls.declare_poll, sitting, poll))
    assert counted(poll).rounds[0].votes == (2, 1, 0, 0)


def test_papers_say_nothing_of_weights(sitting: Sitting) -> None:
    teller, _ = tellers(sitting.body)
    poll = opened(sitting, rule=replace(HALF, weights="share"))
    assert record_papers(actor=teller, at=AT, poll=poll, papers=PAPERS) == conflict("paper-weighted")
    motion = builders.prepared_poll(sitting)
    assert record_papers(actor=teller, at=AT, poll=motion, papers=PAPERS) == conflict("no-election")


def test_a_secret_election_keeps_no_names(sitting: Sitting) -> None:
    poll = held(sitting, setting(places=1), "1>2", "1>2", "2>1", method="secret")
    assert (row(poll).state, counted(poll).elected, row(poll).votes.count()) == ("declared", (1,), 0)
    assert entry(poll, "ballots-counted")["contents"] == {"1>2": 2, "2>1": 1}


def test_weights_of_a_roll_count(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary, seats=3)
    from plenaria.store.models import Credential

    for seat, weight in zip(sitting.credentials, ("0.35", "0.2", "0.1"), strict=True):
        Credential.objects.filter(id=seat).update(weight=weight)
    poll = opened(sitting, setting(places=1), rule=replace(HALF, weights="share"))
    for answer in chosen(sitting, poll, "1", "2", "2"):
        builders.done(answer)
    builders.done(closed(sitting, poll))
    made = counted(poll)
    assert (made.elected, [made.exact(units) for units in made.rounds[0].votes[:2]]) == ((1,), ["0.35", "0.3"])


def test_candidate_by_candidate(sitting: Sitting) -> None:
    poll = held(sitting, setting("each"), "++-_", "+--0", "++--", "-+0_")
    assert (row(poll).state, counted(poll).elected) == ("declared", (1, 2))


def test_a_closed_poll_tells_its_ballots_and_an_open_one_nothing(sitting: Sitting) -> None:
    poll = opened(sitting)
    chosen(sitting, poll, "1>2")
    assert queries.held_in(poll) == ()
    closed(sitting, poll)
    assert [each.votes for each in queries.held_in(poll)] == [(("1>2", 1),)]
    assert isinstance(elections.draw_lot(actor=sitting.secretary, at=AT, poll=poll), Receipt | Refusal)
