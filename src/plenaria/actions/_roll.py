"""The roll of a poll: who may vote with how many votes, who was there, and what their votes come to.

1. A seat is there when it is in the room, or when the seat that holds its proxy is.
2. A proxy counts under the rule of the poll: where it allows none the seats represented are on the roll and not there.
3. Whoever takes part from elsewhere and has said that they are there is there, unless the rule says that they are not.
4. In a vote by correspondence nobody is asked where they are: whoever has voted was there.
5. The roll is frozen with its proxies at the opening; whoever comes later votes themselves from the next poll on.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db import connection

from plenaria.core.journal.canonical import GREATEST
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting import rule as rules
from plenaria.core.voting import tally as tallies
from plenaria.core.voting.quorum import attendance
from plenaria.core.voting.tally import CHOICES, Tally, plain
from plenaria.store import models
from plenaria.store.queries.presence import in_room
from plenaria.store.queries.proxies import mandates, over_the_limit


def freeze_roll(poll: models.Poll) -> list[models.RollSeat]:
    """Write down every accredited seat of the meeting: its votes, who holds its proxy, and whether it is there.

    The poll's ``denominator`` is set, and left to the caller to save.
    """
    held = _held(poll)
    roll = _roll(poll)
    there = _there(poll, roll.units, held)
    poll.denominator = roll.denominator
    seats = [
        models.RollSeat(poll=poll, credential_id=seat, held_by_id=held.get(seat), weight=units, present=seat in there)
        for seat, units in roll.units.items()
    ]
    return models.RollSeat.objects.bulk_create(seats)


def roll_unfit(poll: models.Poll) -> Refusal | None:
    """Why the poll can't be opened with this roll, if so: ``roll-empty``, ``weight-not-whole`` (seat, weight),
    ``roll-too-fine``, ``proxies-too-many`` (seat, held, limit), ``no-quorum`` or ``no-quorum-of-votes`` (needed,
    present).
    """
    rule, roll = rules.from_data(poll.rule), _roll(poll)
    if not roll.units:
        return conflict("roll-empty")
    if rule.weights == "delegation" and roll.denominator != 1:
        return _broken_votes(poll.meeting)
    if max(roll.denominator, sum(roll.units.values())) > GREATEST:
        return conflict("roll-too-fine")
    held = _held(poll)
    if too_many := over_the_limit(held, rule.proxies):
        seat, count = too_many
        number = poll.meeting.credentials.values_list("seat", flat=True).get(id=seat)
        return conflict("proxies-too-many", seat=number, held=count, limit=rule.proxies or 0)
    if rule.quorum is None or "opening" not in rule.quorum.at:
        return None
    found = attendance(rule, roll, _there(poll, roll.units, held), poll.meeting.call)
    return None if found.met else no_quorum(found.of, found.needed or 0, found.present)


def no_quorum(of: str, needed: Fraction | int, present: Fraction | int) -> Refusal:
    """The refusal for want of seats or of votes."""
    code = "no-quorum" if of == "seats" else "no-quorum-of-votes"
    return conflict(code, needed=plain(needed), present=plain(present))


def present_count(poll: models.Poll) -> int:
    """How many seats of the roll were there at the close, or, before it, are there now; or have voted.

    Whoever comes or leaves between the close and the declaration changes nothing.
    """
    return turnout(poll).present


def rolled_tally(
    poll: models.Poll, *, in_favour: int, against: int, abstaining: int, invalid: int = 0
) -> Tally | Refusal:
    """Named votes by their weights, and counted hands or papers beside them, checked against the roll.

    The database adds them up, in one pass over the roll: memory doesn't grow with it. The same as ``core.voting.tally``
    makes of the same votes, and refused like there.
    """
    found = _answers(poll)
    if found["odd"] or found["named"] != poll.votes.filter(current=True).count():
        return _uncountable(poll)
    tally = replace(
        _attended(poll, found),
        in_favour=found["in_favour"],
        against=found["against"],
        abstaining=found["abstaining"],
    )
    return tallies.together(tally, in_favour=in_favour, against=against, abstaining=abstaining, invalid=invalid)


def turnout(poll: models.Poll) -> Tally:
    """Who was there, as a tally without votes: what a quorum is measured on, whatever was chosen."""
    return _attended(poll, _answers(poll))


def _attended(poll: models.Poll, found: Mapping[str, int]) -> Tally:
    return Tally(
        in_favour=0,
        against=0,
        abstaining=0,
        present=found["present"],
        roll=found["roll"],
        opening=found["opening"],
        present_votes=found["present_votes"],
        roll_votes=found["roll_votes"],
        opening_votes=found["opening_votes"],
        denominator=poll.denominator,
    )


# The roll is read once and each seat's vote looked up; the door is only asked for those who have not voted. Written as
# SQL, since the ORM joins a roll to its votes by way of the credentials, which takes twice as long; without a join,
# which PostgreSQL would plan badly (``store.rows``); and without groups, for which SQLite would sort the roll first.
SUMS = {
    "roll": "count(*)",
    "roll_votes": "sum(weight)",
    "opening": "count(*) FILTER (WHERE present)",
    "opening_votes": "sum(weight) FILTER (WHERE present)",
    "present": "count(*) FILTER (WHERE there)",
    "present_votes": "sum(weight) FILTER (WHERE there)",
    "in_favour": "sum(weight) FILTER (WHERE choice = 'for')",
    "against": "sum(weight) FILTER (WHERE choice = 'against')",
    "abstaining": "sum(weight) FILTER (WHERE choice = 'abstain')",
    "named": "count(choice)",
    "odd": "count(*) FILTER (WHERE choice NOT IN ('for', 'against', 'abstain'))",
}
ANSWERS = """
WITH cast_by AS MATERIALIZED (
    SELECT seat.*, (
        SELECT vote.choice FROM store_vote vote
        WHERE vote.poll_id = seat.poll_id AND vote.credential_id = seat.credential_id AND vote.current
    ) AS choice
    FROM store_rollseat seat
    WHERE seat.poll_id = %s
), answered AS MATERIALIZED (
    SELECT seat.choice, seat.present, seat.weight, (
        seat.choice IS NOT NULL
        OR EXISTS (
            SELECT 1 FROM store_hasvoted secret
            WHERE secret.poll_id = seat.poll_id AND secret.credential_id = seat.credential_id
        )
        OR EXISTS (SELECT 1 FROM store_presence door WHERE door.credential_id = seat.credential_id AND {inside})
        OR EXISTS (SELECT 1 FROM store_presence door WHERE door.credential_id = seat.held_by_id AND {inside})
    ) AS there
    FROM cast_by seat
)
SELECT {sums} FROM answered
"""
INSIDE_NOW = "door.until IS NULL"
INSIDE_THEN = "door.since <= %s AND (door.until IS NULL OR door.until > %s)"
NOT_ELSEWHERE = """ AND NOT EXISTS (
    SELECT 1 FROM store_credential far WHERE far.id = door.credential_id AND far.attends = 'remote'
)"""
NO_DOOR = "1 = 0"


def _answers(poll: models.Poll) -> dict[str, int]:
    """The sums over the roll, by their names: at the close or, before it, now; votes in units."""
    sums = ", ".join(f"CAST(coalesce({each}, 0) AS bigint)" for each in SUMS.values())
    inside, moments = _inside(poll)
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS.format(sums=sums, inside=inside), [poll.id, *moments])
        return dict(zip(SUMS, cursor.fetchone(), strict=True))


def _inside(poll: models.Poll) -> tuple[str, list[Any]]:
    """What tells in the SQL above that a presence counts for this poll, and its parameters."""
    if poll.closes_at is not None:
        return NO_DOOR, []
    elsewhere = "" if poll.rule.get("remote", True) else NOT_ELSEWHERE
    if poll.closed_at is None:
        return INSIDE_NOW + elsewhere, []
    moment = models.Poll._meta.get_field("closed_at").get_db_prep_value(poll.closed_at, connection)
    return INSIDE_THEN + elsewhere, [moment] * 4


def _roll(poll: models.Poll) -> tallies.Roll[str]:
    """The accredited seats, with the votes that the poll's rule gives them."""
    accredited = poll.meeting.credentials.filter(state="accredited")
    if poll.rule["weights"] == "one":
        return tallies.one_each(list(accredited.values_list("id", flat=True)))
    roll = tallies.weighted(dict(accredited.values_list("id", "weight")))
    assert not isinstance(roll, Refusal)  # a credential takes nothing else
    return roll


def _broken_votes(meeting: models.Meeting) -> Refusal:
    """The first seat whose votes are no whole number."""
    seats = meeting.credentials.filter(state="accredited").order_by("seat").values_list("seat", "weight")
    seat, weight = next((seat, weight) for seat, weight in seats if tallies.exact(weight).denominator != 1)
    return conflict("weight-not-whole", seat=seat, votes=plain(tallies.exact(weight)))


def _held(poll: models.Poll) -> dict[str, str]:
    """Giver → holder of the proxies that count under the poll's rule."""
    return {} if rules.from_data(poll.rule).proxies == 0 else mandates(poll.meeting_id)


def _there(poll: models.Poll, seats: Collection[str], held: dict[str, str]) -> set[str]:
    """Which of these seats are there now, or represented by one that is; nobody in a vote by correspondence."""
    if poll.closes_at is not None:
        return set()
    room = in_room(seats, remote=poll.rule.get("remote", True))
    return room | {giver for giver, holder in held.items() if holder in room}


def _uncountable(poll: models.Poll) -> Refusal:
    """The vote that can't be counted: of a seat that is not on the roll, or for something else."""
    votes = poll.votes.filter(current=True).order_by("credential_id")
    stranger = votes.exclude(credential__in=poll.roll.values("credential_id")).first()
    if stranger is not None:
        return unacceptable("seat-not-on-roll", seat=stranger.credential_id)
    odd = votes.exclude(choice__in=CHOICES)[0]
    return unacceptable("choice-unknown", seat=odd.credential_id, choice=odd.choice)
