"""Counting an election again from the journal alone: what was laid down, what was cast or counted, which lot was drawn.

Entries of a poll have it as their subject. Beside those that ``recount`` knows:

- ``poll-opened``: ``question``, and ``election``, what was laid down without the names (``Setting.rules_to_data``);
- ``ballots-counted``: ``contents``, choices and how many ballots say so, in ``sheets``; with ``form`` they are the
  papers of one teller, and ``invalid`` are those that were spoilt;
- ``lot-drawn``: with *election* as ``what``, the candidates in the ``order`` in which they were drawn;
- ``poll-declared``: ``elected``, the numbers of candidates, and ``count``, the digest of the count (``Count.digest``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plenaria.core.journal.entry import Entry
from plenaria.core.journal.recount import mapping, numbers, text, whole
from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.held import Held, count, summed
from plenaria.core.voting.elections.setting import Setting
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Roll, Tally


def recounted(
    entries: Sequence[Entry], question: str, rolls: Mapping[str, Roll[str]], rule: Rule, call: int = 1
) -> Count | Refusal:
    """The count of that election from the entries of its declared polls, the first round first.

    ``rolls`` are the frozen rolls by poll (their hashes are in the journal). Candidate by candidate the rule may ask
    who was there: the journal says how many seats, not whose, so that a base of those present can be counted again
    only where each seat has one vote. The names are numbers.

    :raises ValueError: an entry is not of this form, or there is no declared poll of that question.
    """
    opened = {
        each.subject: each.data
        for each in entries
        if each.kind == "poll-opened" and each.data.get("question") == question
    }
    declared = [each.subject for each in entries if each.kind == "poll-declared" and each.subject in opened]
    if not declared:
        raise ValueError("no poll of this election was declared")
    polls = [_held(poll, mapping(opened[poll].get("election")), entries, rolls[poll]) for poll in declared]
    return count(polls, rule=rule, call=call, lot=_lot(declared, entries))


def _held(poll: str, laid_down: Mapping[str, object], entries: Sequence[Entry], roll: Roll[str]) -> Held:
    of_poll = [each for each in entries if each.subject == poll]
    cast: dict[str, str] = {}
    boxes: dict[str, dict[str, int]] = {}
    spoilt = 0
    for each in of_poll:
        if each.kind in ("vote-cast", "vote-corrected"):
            cast[text(each.data.get("seat"))] = text(each.data.get("choice"))
        if each.kind == "ballots-counted":
            # Of one teller the last count stands: its first sheet begins it anew.
            box = f"papers of {each.actor}" if "form" in each.data else "secret"
            found = numbers(each.data.get("contents"))
            boxes[box] = found if whole(each.data.get("sheet")) == 1 else {**boxes.get(box, {}), **found}
            spoilt = whole(each.data.get("invalid")) if "form" in each.data else spoilt
    counted = [boxes["secret"]] if "secret" in boxes else []
    # The tellers agree, or nothing would have been declared: one box is all of them.
    counted += [found for name, found in boxes.items() if name != "secret"][:1]
    votes = [(choice, roll.units[seat]) for seat, choice in cast.items()]
    votes += [(choice, many * roll.denominator) for box in counted for choice, many in box.items()]
    there = next((whole(each.data.get("present")) for each in of_poll if each.kind == "poll-closed"), 0)
    return Held(
        setting=Setting.from_data(laid_down),
        votes=tuple(summed(votes)),
        denominator=roll.denominator,
        spoilt=spoilt * roll.denominator,
        turnout=_turnout(roll, there),
    )


def _turnout(roll: Roll[str], there: int) -> Tally:
    none = Tally(
        in_favour=0, against=0, abstaining=0, present=there, roll=len(roll.units), present_votes=0, roll_votes=0
    )
    return replace(
        none,
        present_votes=there * roll.denominator,
        roll_votes=sum(roll.units.values()),
        denominator=roll.denominator,
    )


def _lot(polls: Sequence[str], entries: Sequence[Entry]) -> tuple[int, ...]:
    """The order as it stood after the last drawing."""
    drawn = [each for each in entries if each.kind == "lot-drawn" and each.subject in polls]
    order = drawn[-1].data.get("order") if drawn else ()
    if not isinstance(order, list | tuple):
        raise ValueError("the order of a lot is a list")
    return tuple(whole(each) for each in order)
