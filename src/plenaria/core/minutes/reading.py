"""The journal's entries of one meeting, read into facts.

1. The journal decides: nothing else is asked. What it names are ids; who and what they are is looked up to be shown.
2. Entries are read in the order of their numbers, whatever their clocks say.
3. Named votes are not read here: a poll's sums stand in its declaration, and who voted how in an annex (``answers``).
4. What happened before the opening is told by the calls, the agenda as it was laid down last, and the quorum.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plenaria.core.credentials import CREDENTIAL
from plenaria.core.journal.entry import Entry
from plenaria.core.minutes.facts import Counted, Facts, Happening, Held, Mandate, Put, Seat, Stay
from plenaria.core.minutes.meanwhile import Debates
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import from_data
from plenaria.core.voting.tally import Tally

type Numbered = tuple[int, Entry]

UNREAD = frozenset({"vote-cast", "vote-corrected", "seat-called", "badge-issued", "badge-used", "text-revised"})
"""Kinds of which a meeting may have many thousands, and which the minutes don't tell one by one."""

_STATES = {
    "meeting-planned": "planned",
    "meeting-convened": "convened",
    "meeting-opened": "open",
    "meeting-suspended": "suspended",
    "meeting-resumed": "open",
    "meeting-closed": "closed",
    "meeting-cancelled": "cancelled",
    "meeting-voided": "void",
}


def read(entries: Iterable[Numbered]) -> Facts | None:
    """The facts of a meeting from its entries, by number; nothing where none of them plans it."""
    reader = _Reader()
    for number, entry in entries:
        reader.take(number, entry)
    return reader.facts()


def answers(entries: Iterable[Numbered]) -> dict[str, dict[str, tuple[str, str]]]:
    """Poll → seat → its last answer, and the seat that gave it as its proxy; from entries about named votes.

    An answer that the clerk took back (*absent*) is none.
    """
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for _, entry in entries:
        if entry.kind in ("vote-cast", "vote-corrected"):
            said = found.setdefault(entry.subject, {})
            seat, choice = str(entry.data["seat"]), str(entry.data["choice"])
            said.pop(seat, None)
            if choice != "absent":
                said[seat] = (choice, str(entry.data.get("proxy", "")))
    return found


@dataclass(slots=True)
class _Reader:
    held: Held | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    questions: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    polls: dict[str, Put] = field(default_factory=dict)
    items: dict[str, Mapping[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    told: list[Happening] = field(default_factory=list)
    debates: Debates = field(default_factory=Debates)
    agenda: Happening | None = None
    opened: str = ""
    closed: str = ""
    state: str = "planned"
    last: int = -1

    def take(self, number: int, entry: Entry) -> None:
        """One entry; of a kind that the minutes don't tell, its number alone."""
        self.last = number
        family = entry.kind.partition("-")[0]
        if entry.kind in _STATES or entry.kind == "meeting-changed":
            self._meeting(number, entry)
        elif family == "credential":
            self._seat(entry)
        elif entry.kind == "presence-recorded":
            self._door(number, entry)
        elif family == "proxy":
            self._mandate(number, entry)
        elif entry.kind == "agenda-changed":
            self._agenda(number, entry)
        elif family == "item":
            self._tell(number, entry, entry.kind, item=entry.subject)
        elif entry.kind in _POLLS:
            _POLLS[entry.kind](self, number, entry)
        else:
            self.debates.tell(number, entry, self.told)

    def facts(self) -> Facts | None:
        """What was read."""
        if self.held is None:
            return None
        return Facts(
            held=self.held,
            seats=self.seats,
            polls=self.polls,
            items=self.items,
            order=self.order,
            happenings=tuple(self.told),
            opened=self.opened,
            closed=self.closed,
            state=self.state,
            read_to=self.last,
        )

    def _tell(self, number: int, entry: Entry, code: str, /, **data: Any) -> None:
        self.told.append(Happening(entry=number, code=code, at=entry.at, data=data, entries=(number,)))

    # The meeting.

    def _meeting(self, number: int, entry: Entry) -> None:
        data = entry.data
        self.state = _STATES.get(entry.kind, self.state)
        match entry.kind:
            case "meeting-planned" | "meeting-changed":
                self.held = _held(entry, self.held)
                return
            case "meeting-opened":
                self.opened = entry.at
                if self.agenda:
                    self.told.append(self.agenda)
            case "meeting-closed" | "meeting-voided" | "meeting-cancelled":
                self.closed = entry.at
                self._everybody_leaves(entry.at)
        self._tell(number, entry, entry.kind, **data)

    def _agenda(self, number: int, entry: Entry) -> None:
        listed: Any = entry.data["items"]
        self.items |= {each["id"]: each["titles"] for each in listed}
        self.order = tuple(each["id"] for each in listed)
        laid = Happening(entry=number, code="agenda-laid", at=entry.at, data={"items": self.order}, entries=(number,))
        if self.opened:
            self.told.append(laid)
        self.agenda = laid

    # Seats and the door.

    def _seat(self, entry: Entry) -> None:
        data: Any = entry.data
        old = self.seats.get(entry.subject)
        match entry.kind:
            case "credential-invited" | "credential-replaced":
                before = self.seats.get(str(data.get("replaces", "")))
                self.seats[entry.subject] = Seat(
                    id=entry.subject,
                    number=data["seat"],
                    person=data["person"],
                    delegation=data.get("delegation", before.delegation if before else ""),
                    weight=data["weight"],
                    state=CREDENTIAL.initial,
                    attends=data.get("attends", "room"),
                )
            case "credential-changed" if old:
                weight, attends = data.get("weight", old.weight), data.get("attends", old.attends)
                self.seats[old.id] = replace(old, weight=weight, attends=attends)
            case "credential-registered" | "credential-decided" if old:
                state = CREDENTIAL.after(old.state, data["verb"])
                self.seats[old.id] = replace(old, state=state if isinstance(state, str) else old.state)
            case "credential-withdrawn" if old:
                self.seats[old.id] = replace(old, state="withdrawn")

    def _door(self, number: int, entry: Entry) -> None:
        seat = self.seats[entry.subject]
        came = entry.data["present"] == "yes"
        stays = (*seat.stays, Stay(since=entry.at)) if came else _ended(seat.stays, entry.at)
        self.seats[seat.id] = replace(seat, stays=stays)
        if not self.opened or self.closed:
            return
        # Who comes and goes between two other things is told in one breath.
        group = self.told[-1] if self.told[-1].code == "moved" else None
        if group is None:
            group = Happening(entry=number, code="moved", at=entry.at, data={"came": (), "left": ()})
            self.told.append(group)
        way = "came" if came else "left"
        data = {**group.data, way: (*group.data[way], seat.id), "present": self._in_the_room(), "until": entry.at}
        self.told[-1] = replace(group, data=data, entries=(*group.entries, number))

    def _in_the_room(self) -> int:
        return sum(bool(each.stays) and not each.stays[-1].until for each in self.seats.values())

    def _everybody_leaves(self, at: str) -> None:
        for seat in self.seats.values():
            self.seats[seat.id] = replace(seat, stays=_ended(seat.stays, at), mandates=_ended(seat.mandates, at))

    def _mandate(self, number: int, entry: Entry) -> None:
        seat, holder = self.seats[entry.subject], str(entry.data["holder"])
        if entry.kind == "proxy-given":
            mandates = (*seat.mandates, Mandate(holder=holder, since=entry.at))
        else:
            mandates = _ended(seat.mandates, entry.at)
        self.seats[seat.id] = replace(seat, mandates=mandates)
        # Whoever comes in votes themselves: that the proxy ended goes without saying.
        if self.opened and entry.data.get("why") not in ("came-in", "withdrawn"):
            self._tell(number, entry, entry.kind, giver=seat.id, holder=holder)

    # Votes.

    def _prepared(self, number: int, entry: Entry) -> None:
        if "number" not in entry.data:
            self.questions[entry.subject] = entry.data
            return
        data: Any = entry.data
        asked = self.questions.get(data["question"], {})
        self.polls[entry.subject] = Put(
            id=entry.subject,
            number=data["number"],
            question=data["question"],
            resolution=str(asked.get("resolution", "")),
            clause=str(asked.get("clause", "")),
            amendment=int(asked.get("amendment", 0)),
            method=data["method"],
            rule=from_data(data["rule"]),
        )

    def _opened(self, number: int, entry: Entry) -> None:
        present: Any = entry.data["present"]
        put = replace(
            self.polls[entry.subject],
            opened=entry.at,
            opening=present,
            present=present,
            election="election" in entry.data,
            closes_at=str(entry.data.get("closes_at", "")),
        )
        self.polls[put.id] = put
        self._tell(number, entry, "poll-put", poll=put.id)

    def _frozen(self, number: int, entry: Entry) -> None:
        seats: Any = entry.data["seats"]
        self.polls[entry.subject] = replace(self.polls[entry.subject], roll=seats)

    def _drawn(self, number: int, entry: Entry) -> None:
        put, data = self.polls.get(entry.subject), entry.data
        order: Any = data["order"]
        if put is None:
            return
        if data["what"] == "roll-call":
            self.polls[put.id] = replace(put, first_called=order[0] if order else "")
        else:
            self.polls[put.id] = replace(put, lot=str(data.get("by", "machine")))

    def _counted(self, number: int, entry: Entry) -> None:
        put, data = self.polls[entry.subject], entry.data
        if "voters" in data:
            return  # a box that the machine opened
        sums: Any = (
            ()
            if "contents" in data
            else tuple(data[each] for each in ("in_favour", "against", "abstaining", "invalid"))
        )
        others = tuple(each for each in put.counts if each.person != entry.actor)
        count = Counted(person=entry.actor, at=entry.at, sums=sums)
        self.polls[put.id] = replace(put, counts=(*others, count))

    def _extended(self, number: int, entry: Entry) -> None:
        put = self.polls[entry.subject]
        self.polls[put.id] = replace(put, closes_at=str(entry.data["closes_at"]))
        self._tell(number, entry, "poll-extended", poll=put.id, **entry.data)

    def _closed(self, number: int, entry: Entry) -> None:
        present: Any = entry.data["present"]
        self.polls[entry.subject] = replace(self.polls[entry.subject], closed=entry.at, present=present)

    def _declared(self, number: int, entry: Entry) -> None:
        put, data = replace(self.polls[entry.subject], declared=entry.at), dict[str, Any](entry.data)
        if data["outcome"] == "counted":
            elected, going_on = tuple(data["elected"]), tuple(data["going_on"])
            self.polls[put.id] = replace(put, elected=elected, going_on=going_on, count=data["count"])
            self._tell(number, entry, "poll-elected", poll=put.id)
            return
        decision = _decision(put, data)
        self.polls[put.id] = replace(put, decision=decision, settled_by=data["settled_by"])
        self._tell(number, entry, "poll-decided", poll=put.id)

    def _voided(self, number: int, entry: Entry) -> None:
        put, data = self.polls[entry.subject], dict[str, Any](entry.data)
        decision = _decision(put, data) if "roll" in data else None
        self.polls[put.id] = replace(put, reason=data["reason"], decision=decision)
        if put.opened:
            self._tell(number, entry, "poll-void", poll=put.id)

    def _dissent(self, number: int, entry: Entry) -> None:
        put, seat = self.polls[entry.subject], str(entry.data["seat"])
        others = tuple(each for each in put.dissents if each != seat)
        asked = entry.kind == "dissent-recorded"
        self.polls[put.id] = replace(put, dissents=(*others, seat) if asked else others)


_POLLS: dict[str, Callable[[_Reader, int, Entry], None]] = {
    "poll-prepared": _Reader._prepared,
    "poll-opened": _Reader._opened,
    "roll-frozen": _Reader._frozen,
    "lot-drawn": _Reader._drawn,
    "hands-counted": _Reader._counted,
    "ballots-counted": _Reader._counted,
    "poll-extended": _Reader._extended,
    "poll-closed": _Reader._closed,
    "poll-declared": _Reader._declared,
    "poll-voided": _Reader._voided,
    "dissent-recorded": _Reader._dissent,
    "dissent-withdrawn": _Reader._dissent,
}


def _held(entry: Entry, before: Held | None) -> Held:
    data: Any = entry.data
    return Held(
        id=entry.subject,
        number=data["number"],
        form=data.get("form", before.form if before else ""),
        names=data["names"],
        places=data["places"],
        first_day=data["first_day"],
        last_day=data["last_day"],
        languages=tuple(data["languages"]),
        timezone=data.get("timezone", before.timezone if before else "UTC"),
    )


def _ended[Interval: (Stay, Mandate)](intervals: tuple[Interval, ...], at: str) -> tuple[Interval, ...]:
    """The same, the last of them ended; a clock that was set back ends nothing before it began."""
    if not intervals or intervals[-1].until:
        return intervals
    *before, last = intervals
    return (*before, replace(last, until=max(at, last.since)))


def _decision(put: Put, data: Mapping[str, Any]) -> Decision:
    """Decided again from what the journal holds: the rule, and the tally that was declared."""
    tally = Tally(
        in_favour=data["in_favour"],
        against=data["against"],
        abstaining=data["abstaining"],
        invalid=data["invalid"],
        present=data["present"],
        roll=data["roll"],
        opening=data.get("opening"),
        present_votes=data["present_votes"],
        roll_votes=data["roll_votes"],
        opening_votes=data.get("opening_votes"),
        denominator=data["denominator"],
    )
    settled = data.get("settled") or None
    putting = data.get("putting", 1)
    return decide(put.rule, tally, call=data["call"], putting=putting, chair=settled, lot=settled)
