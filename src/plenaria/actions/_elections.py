"""What the actions on polls do where an election is put: freezing, counting and declaring it."""

from collections.abc import Iterable
from dataclasses import replace

from plenaria.actions._perform import Deed
from plenaria.actions._roll import turnout
from plenaria.core.journal.canonical import Value
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.voting import rule as rules
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.elections import held as elections
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.elections.setting import Setting
from plenaria.store import models
from plenaria.store.queries.elections import drawn_before, held, setting_of

METHODS = ("electronic", "secret", "paper")
"""How an election can be taken."""


def freeze(row: models.Poll) -> Refusal | None:
    """Fix in the poll what is laid down of its election, and the lot as far as it was drawn; the caller saves both.

    Refused: ``election-over``: every place was filled in the rounds before.
    """
    setting = setting_of(row)
    if setting is None:
        return conflict("election-over")
    row.election, row.lot = setting.to_data(), drawn_before(row)
    return None


def laid_down(row: models.Poll) -> dict[str, Value]:
    """What *poll-opened* says of an election: everything but the names."""
    return {"election": Setting.from_data(row.election).rules_to_data()} if row.election else {}


def counted(row: models.Poll, ballots: Iterable[str] = ()) -> Count | Decision | Refusal:
    """The count of what was chosen; where the quorum was missed, the decision that the poll is void.

    ``ballots`` are secret ones that were just read and are not stored yet. Refused: ``no-count``, ``counts-differ``,
    and what the count refuses.
    """
    unfit = _papers_unfit(row)
    if unfit is not None:
        return unfit
    there, rule = turnout(row), rules.from_data(row.rule)
    void = decide(rule, there, call=row.meeting.call)
    if void.outcome == "void":
        return void
    *before, last = held(row)
    votes = (*last.votes, *((ballot, row.denominator) for ballot in ballots))
    polls = [*before, replace(last, votes=votes, turnout=there)]
    return elections.count(polls, rule=rule, call=row.meeting.call, lot=row.lot)


def _papers_unfit(row: models.Poll) -> Refusal | None:
    found = [Papers.from_data(each.content) for each in row.papers.all()]
    if any(each != found[0] for each in found):
        return conflict("counts-differ")
    return conflict("no-count") if not found and row.method == "paper" else None


def declare(deed: Deed, row: models.Poll, count: Count) -> None:
    """Write the count, and declare who is elected; where a tie waits for the lot, it stays closed.

    The round that must follow is prepared at once, between those who go on.
    """
    row.count = count.to_data()
    if count.waiting:
        row.save(update_fields=("count", "lot"))
        return
    row.state, row.declared_at = "declared", deed.at
    row.save(update_fields=("state", "declared_at", "count", "lot"))
    # The round that follows is written down first: what was declared last is what the hall looks at.
    _prepare_following(deed, row)
    deed.record(
        "poll-declared",
        row.id,
        outcome="counted",
        elected=list(count.elected),
        going_on=list(count.rounds[-1].going_on) if count.rounds else [],
        count=count.digest(),
        present=row.present,
        roll=row.roll_size,
    )


def _prepare_following(deed: Deed, row: models.Poll) -> None:
    # Locked, so that numbers of polls are given one by one.
    models.Meeting.objects.select_for_update().get(id=row.meeting_id)
    following = models.Poll(
        question=row.question,
        meeting=row.meeting,
        number=row.meeting.polls.count() + 1,
        method=row.method,
        rule_name=row.rule_name,
        rule=row.rule,
    )
    if setting_of(following) is None:
        return
    following.save(force_insert=True)
    deed.record(
        "poll-prepared",
        following.id,
        question=row.question_id,
        number=following.number,
        method=following.method,
        rule=following.rule,
    )
