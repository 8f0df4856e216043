"""The list of speakers: who comes next, for how long, and how often.

1. A point of order comes first, and a reply before the next speech (rules of procedure of the United Nations General
   Assembly, A/520, 71 and 73); speeches follow in the order that the debate has (68: as asked).
2. Whoever presides may let one speak before another; each such word is kept, and applied to what the rule gives.
3. The list that is shown is the list that is called: once the first has spoken, the others stand as they stood.
4. A seat asks once at a time for each form of speaking. The time of a speech, and how many a person or a delegation
   may make on one point, are limited where the debate says so (72).
5. A closed list takes no more speeches; points of order and replies may still be asked for (73).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.states import Table, from_each

SPEAKER = Table(
    "speaker",
    "listed",
    {
        ("listed", "call"): "speaking",
        ("speaking", "pause"): "paused",
        ("paused", "go-on"): "speaking",
        **from_each(("speaking", "paused"), "end", "done"),
        ("listed", "leave"): "left",
        ("listed", "strike"): "struck",
        ("listed", "lapse"): "lapsed",
    },
)
"""listed → speaking ⇄ paused → done; or left by oneself, struck off, or lapsed with the point."""

FORMS = ("point-of-order", "reply", "speech")
"""What one asks for, in the order in which they are called."""

REQUESTS = (
    "rules",
    "information",
    "hearing",
    "quorum",
    "voting",
    "close-list",
    "close-debate",
    "adjourn-debate",
    "suspend",
)
"""What a point of order may ask for: a few words that whoever presides sees before giving the floor (A/520, 71–77)."""

SIDES = ("for", "against")

ORDERS = ("as-asked", "first-time", "sides", "delegations")
"""As asked; whoever has spoken less on this point first; for and against in turn; delegations in turn."""

LONGEST = 6 * 3600
"""Seconds: the most that a limit can be."""
MOST = 99
"""The most speeches that a limit can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate:
    """How speakers follow each other on a point. Times are seconds, and nothing where there is no limit.

    ``by_person`` and ``by_delegation`` are how many speeches each may make on one point. ``by_itself``: a speech ends
    when its time is over, without a word from whoever presides.
    """

    order: str = "as-asked"
    speech: int = 180
    point_of_order: int = 60
    reply: int = 60
    by_person: int = 0
    by_delegation: int = 0
    by_itself: bool = False

    def limit(self, form: str) -> int:
        """The seconds for a form of speaking; 0 where it has no limit."""
        return {"speech": self.speech, "point-of-order": self.point_of_order, "reply": self.reply}[form]

    def to_data(self) -> dict[str, str | int]:
        """As it is stored and journalled."""
        return {
            "order": self.order,
            "speech": self.speech,
            "point_of_order": self.point_of_order,
            "reply": self.reply,
            "by_person": self.by_person,
            "by_delegation": self.by_delegation,
            "by_itself": int(self.by_itself),
        }


def debate(data: Mapping[str, str | int]) -> Debate | Refusal:
    """The debate that ``to_data`` wrote, or somebody filled in; what is left out is as usual.

    Refused: ``speakers-order-unknown``, ``speaking-time-unfit`` (limit: minutes), ``speeches-unfit`` (limit).
    """
    given = {**Debate().to_data(), **data}
    found = Debate(
        order=str(given["order"]),
        speech=int(given["speech"]),
        point_of_order=int(given["point_of_order"]),
        reply=int(given["reply"]),
        by_person=int(given["by_person"]),
        by_delegation=int(given["by_delegation"]),
        by_itself=bool(given["by_itself"]),
    )
    if found.order not in ORDERS:
        return unacceptable("speakers-order-unknown")
    if not all(0 <= each <= LONGEST for each in (found.speech, found.point_of_order, found.reply)):
        return unacceptable("speaking-time-unfit", limit=LONGEST // 60)
    if not all(0 <= each <= MOST for each in (found.by_person, found.by_delegation)):
        return unacceptable("speeches-unfit", limit=MOST)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody who waits. ``place`` counts who asked when; ``delegation`` is empty for a seat that is its own."""

    id: str
    seat: str
    place: int
    form: str = "speech"
    delegation: str = ""
    side: str = ""

    @property
    def group(self) -> str:
        """Whose turn it takes, where delegations take turns."""
        return self.delegation or self.seat


@dataclass(frozen=True, slots=True)
class Held:
    """A speech that was made, or is being made, on this point."""

    seat: str
    delegation: str = ""
    side: str = ""

    @property
    def group(self) -> str:
        """Whose turn it took."""
        return self.delegation or self.seat


type Before = tuple[str, str]
"""The first of these wishes speaks before the second, by the word of whoever presides."""


def ordered(wishes: Iterable[Wish], order: str, held: Sequence[Held], moved: Sequence[Before] = ()) -> tuple[Wish, ...]:
    """Who speaks when, after the speeches that were ``held``; ``moved`` in the order in which it was said."""
    asked = sorted(wishes, key=lambda each: each.place)
    first = [each for form in ("point-of-order", "reply") for each in asked if each.form == form]
    speeches = _ORDERED[order]([each for each in asked if each.form == "speech"], held)
    for one, other in moved:
        speeches = _before(speeches, one, other)
    return (*first, *speeches)


def _as_asked(asked: list[Wish], held: Sequence[Held]) -> list[Wish]:
    return asked


def _first_time(asked: list[Wish], held: Sequence[Held]) -> list[Wish]:
    spoken = Counter(each.seat for each in held)
    return sorted(asked, key=lambda each: (spoken[each.seat], each.place))


def _by_sides(asked: list[Wish], held: Sequence[Held]) -> list[Wish]:
    """The side that was not heard for the longest comes next; who states none is a side too."""
    heard = {each.side: at for at, each in enumerate(held)}
    found: list[Wish] = []
    left = asked
    while left:
        following = min(left, key=lambda each: (heard.get(each.side, -1), each.place))
        heard[following.side] = len(held) + len(found)
        found.append(following)
        left = [each for each in left if each is not following]
    return found


def _by_delegations(asked: list[Wish], held: Sequence[Held]) -> list[Wish]:
    """The delegation that spoke less comes next."""
    spoken = Counter(each.group for each in held)
    found: list[Wish] = []
    left = asked
    while left:
        following = min(left, key=lambda each: (spoken[each.group], each.place))
        spoken[following.group] += 1
        found.append(following)
        left = [each for each in left if each is not following]
    return found


_ORDERED: dict[str, Callable[[list[Wish], Sequence[Held]], list[Wish]]] = {
    "as-asked": _as_asked,
    "first-time": _first_time,
    "sides": _by_sides,
    "delegations": _by_delegations,
}


def _before(speeches: list[Wish], one: str, other: str) -> list[Wish]:
    """Where one stands behind the other, it is put right before it; who is not there any more moves nobody."""
    places = {each.id: at for at, each in enumerate(speeches)}
    if one not in places or other not in places or places[one] < places[other]:
        return speeches
    found = [each for each in speeches if each.id != one]
    found.insert(places[other], speeches[places[one]])
    return found


def may_ask(wish: Wish, rule: Debate, *, closed: bool, waiting: Iterable[Wish], held: Sequence[Held]) -> Refusal | None:
    """Why a seat can't be listed for this, if it can't.

    Refused: ``already-listed``, ``speakers-closed``, ``side-missing``, ``speeches-spent`` (limit),
    ``delegation-spent`` (limit).
    """
    there = [each for each in waiting if each.form == wish.form]
    if any(each.seat == wish.seat for each in there):
        return conflict("already-listed")
    if wish.form != "speech":
        return None
    if closed:
        return conflict("speakers-closed")
    if rule.order == "sides" and wish.side not in SIDES:
        return unacceptable("side-missing")
    own = sum(each.seat == wish.seat for each in held)
    if rule.by_person and own >= rule.by_person:
        return conflict("speeches-spent", limit=rule.by_person)
    theirs = [*(each.group for each in held), *(each.group for each in there)].count(wish.group)
    if rule.by_delegation and wish.delegation and theirs >= rule.by_delegation:
        return conflict("delegation-spent", limit=rule.by_delegation)
    return None


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a speech: ``spent`` milliseconds before it ``runs`` (from that moment; nothing while it is paused).

    ``limit`` is in seconds, 0 for none.
    """

    limit: int
    spent: int
    runs: datetime | None

    @property
    def until(self) -> datetime | None:
        """When its time is over; nothing where it is paused or has no limit."""
        if self.runs is None or not self.limit:
            return None
        return self.runs + timedelta(seconds=self.limit) - timedelta(milliseconds=self.spent)

    @property
    def since(self) -> datetime | None:
        """When it would have begun without a pause; nothing while it is paused."""
        return self.runs - timedelta(milliseconds=self.spent) if self.runs else None

    def spoken(self, at: datetime) -> int:
        """Milliseconds up to that moment. A clock that was set back takes nothing away."""
        running = max(at - self.runs, timedelta()) if self.runs else timedelta()
        return self.spent + running // timedelta(milliseconds=1)
