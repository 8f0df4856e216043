"""Counting again: whether roll, open votes and declared numbers fit what the journal recorded of each poll.

Entries of a poll have it as their subject. Their data:

- ``roll-frozen``: ``sha256`` of the roll (``roll_hash``), which as a whole would be longer than a leaf may be;
- ``vote-cast``: ``seat`` and ``choice``, and the ``proxy`` that cast it, a seat; a later one of the same seat replaces
  the earlier;
- ``vote-corrected``: the same, as the clerk corrected it, until the declaration; *absent* takes the vote away;
- ``hands-counted``, ``ballots-counted``: ``in_favour``, ``against`` and ``abstaining`` as one teller counted them; the
  last count of each teller stands;
- ``ballots-counted`` with ``contents``: the box of a secret poll as it was opened at the close, how many ballots say
  the same; in so many ``sheets``, each with the number of ``voters`` and the ``sha256`` of them (``voters_hash``);
- ``poll-declared``: the declared sums under the same names, and the ``outcome``.

Declared sums and the weights of the roll are in units of 1/``denominator``; a counted hand is one vote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Self

from plenaria.core.journal import canonical
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.entry import Entry
from plenaria.core.journal.promises import Broken, Data, NotChecked

VOTES_FORM = "plenaria-votes-1"
COUNTED = ("hands-counted", "ballots-counted")
VOTES = ("vote-cast", "vote-corrected")
SUMS = {"for": "in_favour", "against": "against", "abstain": "abstaining"}
"""Under which name the votes of each choice are summed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """A poll as the bundle shows it.

    ``poll`` is its subject in the journal. ``roll`` gives the weight of each seat, in units of 1/``denominator``;
    ``proxies`` which seat held the mandate of another, ``votes`` the choice of each (*for*, *against*, *abstain*).
    Roll and votes are ``None`` where the body's rule keeps them unpublished;
    a poll by hands has a roll and no votes. Of a secret one ``ballots`` says how many ballots say the same, and
    ``voters`` who cast one, where names are published. ``counts`` are the declared sums (``in_favour``, ``against``,
    ``abstaining``) in the same units. ``names`` may name seats; they are no part of the roll's hash, so that a name can
    be erased.
    """

    poll: str
    question: str
    method: str
    counts: Mapping[str, int]
    outcome: str
    roll: Mapping[str, int] | None = None
    denominator: int = 1
    proxies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    votes: Mapping[str, str] | None = None
    ballots: Mapping[str, int] | None = None
    voters: Sequence[str] | None = None
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def to_data(self) -> dict[str, Value]:
        """As a member of ``votes.json``."""
        voters: list[Value] | None = None if self.voters is None else [*self.voters]
        optional: dict[str, Value | None] = {
            "roll": self.roll,
            "proxies": self.proxies or None,
            "votes": self.votes,
            "ballots": self.ballots,
            "voters": voters,
            "names": self.names or None,
        }
        return {
            "poll": self.poll,
            "question": self.question,
            "method": self.method,
            "counts": self.counts,
            "outcome": self.outcome,
            "denominator": self.denominator,
            **{name: value for name, value in optional.items() if value is not None},
        }

    @classmethod
    def from_data(cls, data: Value) -> Self:
        """The poll that ``to_data`` wrote. Raises ``ValueError``."""
        members = mapping(data)
        return cls(
            poll=text(members.get("poll")),
            question=text(members.get("question")),
            method=text(members.get("method")),
            counts=numbers(members.get("counts")),
            outcome=text(members.get("outcome")),
            roll=numbers(members["roll"]) if "roll" in members else None,
            denominator=whole(members.get("denominator")),
            proxies=texts(members.get("proxies", {})),
            votes=texts(members["votes"]) if "votes" in members else None,
            ballots=numbers(members["ballots"]) if "ballots" in members else None,
            voters=words(members["voters"]) if "voters" in members else None,
            names=texts(members.get("names", {})),
        )


def write(polls: Sequence[PollRecord]) -> bytes:
    """The bytes of ``votes.json``."""
    value: Value = {"form": VOTES_FORM, "polls": [each.to_data() for each in polls]}
    return canonical.encode(canonical.normalised(value))


def read(data: bytes) -> tuple[PollRecord, ...]:
    """The polls of ``votes.json``. Raises ``ValueError``."""
    members = mapping(canonical.decode(data))
    polls = members.get("polls")
    if members.get("form") != VOTES_FORM or not isinstance(polls, list):
        raise ValueError(f"not of the form {VOTES_FORM}")
    return tuple(PollRecord.from_data(each) for each in polls)


def roll_hash(roll: Mapping[str, int], denominator: int = 1, proxies: Mapping[str, str] | None = None) -> str:
    """What the entry *roll-frozen* holds: SHA-256, in hex, of the roll's canonical bytes, with its proxies if any."""
    held: dict[str, Value] = {"proxies": proxies} if proxies else {}
    return sha256(canonical.encode({"denominator": denominator, "roll": roll, **held})).hexdigest()


def voters_hash(seats: Iterable[str]) -> str:
    """What the opening of a box says of who voted: SHA-256, in hex, of the canonical bytes of the sorted seats."""
    return sha256(canonical.encode([*sorted(seats)])).hexdigest()


def check_rolls(polls: Sequence[PollRecord], entries: Sequence[Entry]) -> Data:
    """Each published roll is the one that was frozen when its poll opened."""
    seats = 0
    for poll in polls:
        if poll.roll is None:
            raise NotChecked("roll-withheld", poll=poll.poll)
        frozen = [each for each in entries if each.kind == "roll-frozen" and each.subject == poll.poll]
        if not frozen:
            raise Broken("no-roll-frozen", poll=poll.poll)
        if frozen[-1].data.get("sha256") != roll_hash(poll.roll, poll.denominator, poll.proxies):
            raise Broken("roll-differs", poll=poll.poll)
        seats += len(poll.roll)
    return {"polls": len(polls), "seats": seats}


def check_votes(polls: Sequence[PollRecord], entries: Sequence[Entry]) -> Data:
    """Each vote shown is the one in the journal, and together they make the numbers that were declared."""
    of_poll: dict[str, list[Entry]] = {}
    for each in entries:
        of_poll.setdefault(each.subject, []).append(each)
    shown = {poll.poll for poll in polls}
    hidden = [each.subject for each in entries if each.kind == "poll-declared" and each.subject not in shown]
    if hidden or len(shown) != len(polls):
        raise Broken("polls-differ", poll=hidden[0] if hidden else "")
    return {"polls": len(polls), "votes": sum(_recount(poll, of_poll.get(poll.poll, ())) for poll in polls)}


def _recount(poll: PollRecord, entries: Sequence[Entry]) -> int:
    """How many votes of this poll were counted again."""
    declared = [each.data for each in entries if each.kind == "poll-declared"]
    if not declared:
        raise Broken("not-declared", poll=poll.poll)
    if _counts(declared[-1]) != poll.counts or declared[-1].get("outcome") != poll.outcome:
        raise Broken("declared-differs", poll=poll.poll)
    cast = _cast(poll, entries)
    by_tellers = {each.actor: _counts(each.data) for each in entries if each.kind in COUNTED and not _is_box(each)}
    box = _box(poll, entries)
    if not cast and not by_tellers and box is None and any(poll.counts.values()):
        raise NotChecked("secret" if poll.method == "secret" else "votes-withheld", poll=poll.poll)
    if cast and (poll.roll is None or poll.votes is None):
        raise NotChecked("votes-withheld", poll=poll.poll)
    _compare(poll, cast)
    roll = poll.roll or {}
    sums: Counter[str] = Counter()
    for seat, choice in cast.items():
        if seat not in roll:
            raise Broken("not-on-roll", poll=poll.poll, seat=seat)
        sums[SUMS.get(choice, choice)] += roll[seat]
    for choice, many in (box or {}).items():
        sums[SUMS.get(choice, choice)] += many * poll.denominator
    # where tellers differ each of their counts is shown, and one of them was declared
    for hands in by_tellers.values() or [dict.fromkeys(SUMS.values(), 0)]:
        if all(sums[name] + count * poll.denominator == poll.counts[name] for name, count in hands.items()):
            return len(cast) + sum((box or {}).values())
    raise Broken("count-differs", poll=poll.poll)


def _counts(data: Mapping[str, Value]) -> dict[str, int]:
    return {name: whole(data.get(name)) for name in SUMS.values()}


def _cast(poll: PollRecord, entries: Sequence[Entry]) -> dict[str, str]:
    """The last choice of each seat.

    A vote after the close breaks the promise, and so does a correction of none, or after the declaration; and a vote
    that was cast by proxy, but not by the seat that held it when the roll was frozen.
    """
    cast: dict[str, str] = {}
    over: set[str] = set()
    for each in entries:
        over |= {each.kind} & {"poll-closed", "poll-declared"}
        if each.kind in VOTES:
            seat, choice = text(each.data.get("seat")), text(each.data.get("choice"))
            corrected = each.kind == "vote-corrected" and seat in cast and "poll-declared" not in over
            if over and not corrected:
                raise Broken("vote-after-close", poll=poll.poll, seat=seat)
            held = poll.proxies.get(seat)
            if poll.roll is not None and each.data.get("proxy", held) != held:
                raise Broken("proxy-differs", poll=poll.poll, seat=seat)
            cast[seat] = choice
            if choice == "absent":
                del cast[seat]
    return cast


def _is_box(entry: Entry) -> bool:
    return entry.kind == "ballots-counted" and "contents" in entry.data


def _box(poll: PollRecord, entries: Sequence[Entry]) -> Counter[str] | None:
    """What the ballots of a secret poll say together; ``None`` where no box was opened."""
    sheets = [each.data for each in entries if _is_box(each)]
    if not sheets:
        return None
    if [whole(each.get("sheet")) for each in sheets] != list(range(1, whole(sheets[0].get("sheets")) + 1)):
        raise Broken("ballots-missing", poll=poll.poll)
    found: Counter[str] = Counter()
    for each in sheets:
        found.update(numbers(each.get("contents")))
    if poll.ballots is not None and dict(poll.ballots) != dict(found):
        raise Broken("ballots-differ", poll=poll.poll)
    voters = {(whole(each.get("voters")), text(each.get("sha256"))) for each in sheets}
    if {many for many, _ in voters} != {found.total()}:
        raise Broken("ballots-not-voters", poll=poll.poll)
    if poll.voters is not None and voters != {(len(poll.voters), voters_hash(poll.voters))}:
        raise Broken("voters-differ", poll=poll.poll)
    strangers = sorted(set(poll.voters or ()) - set(poll.roll or ()))
    if strangers:
        raise Broken("not-on-roll", poll=poll.poll, seat=strangers[0])
    return found


def _compare(poll: PollRecord, cast: Mapping[str, str]) -> None:
    votes = poll.votes or {}
    if votes != cast:
        differing = sorted(key for key in votes.keys() | cast.keys() if votes.get(key) != cast.get(key))
        raise Broken("vote-differs", poll=poll.poll, seat=differing[0])


# Reading values whose types somebody else wrote: each raises ValueError where it finds another type


def mapping(value: object) -> Mapping[str, Value]:
    """An object of the file. Raises ``ValueError`` for anything else."""
    if not isinstance(value, Mapping):
        raise ValueError("an object is missing")
    return value


def text(value: object) -> str:
    """A string. Raises ``ValueError``."""
    if not isinstance(value, str):
        raise ValueError("a text is missing")
    return value


def whole(value: object) -> int:
    """A whole number. Raises ``ValueError``."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a whole number is missing")
    return value


def numbers(value: object) -> dict[str, int]:
    """An object of whole numbers. Raises ``ValueError``."""
    return {key: whole(member) for key, member in mapping(value).items()}


def texts(value: object) -> dict[str, str]:
    """An object of strings. Raises ``ValueError``."""
    return {key: text(member) for key, member in mapping(value).items()}


def words(value: object) -> tuple[str, ...]:
    """A list of strings. Raises ``ValueError``."""
    if not isinstance(value, list | tuple):
        raise ValueError("a list is missing")
    return tuple(text(member) for member in value)
