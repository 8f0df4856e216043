"""What stands behind the minutes: who was there from when to when, who voted how, the rounds of elections."""

from collections.abc import Iterator, Mapping

from plenaria.core.minutes.facts import Put, Seat
from plenaria.core.minutes.written import Annex, Table
from plenaria.phrases import elections
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.names import label


def all_of(say: Speech) -> tuple[Annex, ...]:
    """Every annex, numbered in its title; the attendance list is always the first."""
    found = [_attendance(say), *_roll_calls(say), *_elections(say)]
    title = say.words.gettext("Annex {number}. {title}")
    return tuple(
        Annex(title=title.format(number=place, title=name), lines=lines, table=table)
        for place, (name, lines, table) in enumerate(found, 1)
    )


type _Found = tuple[str, tuple[str, ...], Table | None]


def _attendance(say: Speech) -> _Found:
    """Who took part, with their times in the room; accredited seats that nobody took are named too."""
    words = say.words
    listed = sorted(
        (each for each in say.facts.seats.values() if each.state == "accredited" or each.took_part),
        key=lambda each: each.number,
    )
    weighed = any(each.weight != "1" for each in listed)
    represented = any(each.mandates for each in listed)
    delegations = any(each.delegation for each in listed)
    head = [words.gettext("Seat"), words.gettext("Name")]
    head += [words.gettext("Delegation")] if delegations else []
    head += [words.gettext("Votes")] if weighed else []
    head += [words.gettext("Present")]
    head += [words.gettext("Represented by")] if represented else []
    rows = []
    for each in listed:
        row = [str(each.number), say.person(each.person)]
        row += [say.text(say.directory.bodies.get(each.delegation, {"": "–"}))] if delegations else []
        row += [say.votes(each.weight)] if weighed else []
        row += [_stays(say, each)]
        row += [_holders(say, each)] if represented else []
        rows.append(tuple(row))
    figures = (0, head.index(words.gettext("Votes"))) if weighed else (0,)
    title = words.gettext("Attendance list")
    return title, (), Table(caption=title, head=tuple(head), rows=tuple(rows), figures=figures)


def _stays(say: Speech, seat: Seat) -> str:
    words = say.words
    if not seat.stays:
        return words.gettext("by correspondence") if seat.attends == "correspondence" else words.gettext("absent")
    shown = "; ".join(
        f"{say.clock(each.since)} – {say.clock(each.until) if each.until else '…'}" for each in seat.stays
    )
    return words.gettext("{times}, from afar").format(times=shown) if seat.attends == "remote" else shown


def _holders(say: Speech, seat: Seat) -> str:
    shown = dict.fromkeys(say.seats([each.holder]) for each in seat.mandates)
    return "; ".join(shown)


def _roll_calls(say: Speech) -> Iterator[_Found]:
    polls = sorted(say.facts.polls.values(), key=lambda each: each.number)
    for each in polls:
        given = say.directory.answers.get(each.id)
        if given and each.declared:
            yield _roll_call(say, each, given)


def _roll_call(say: Speech, put: Put, given: Mapping[str, tuple[str, str]]) -> _Found:
    words = say.words
    title = words.gettext("Roll-call of vote {number}").format(number=put.number)
    through = any(proxy for _, proxy in given.values())
    seats = sorted((say.facts.seats[each] for each in given if each in say.facts.seats), key=lambda each: each.number)
    weighed = put.rule.weights != "one"
    head = [words.gettext("Seat"), words.gettext("Name"), words.pgettext("of one seat", "Vote")]
    head += [words.gettext("Votes")] if weighed else []
    head += [words.gettext("Represented by")] if through else []
    rows = []
    for seat in seats:
        choice, proxy = given[seat.id]
        row = [str(seat.number), say.person(seat.person), label("choice", choice, say.language)]
        row += [say.votes(seat.weight)] if weighed else []
        row += [say.name(proxy) if proxy else ""] if through else []
        rows.append(tuple(row))
    figures = (0, 3) if weighed else (0,)
    return title, (), Table(caption=title, head=tuple(head), rows=tuple(rows), figures=figures)


def _elections(say: Speech) -> Iterator[_Found]:
    for each in sorted(say.facts.polls.values(), key=lambda each: each.number):
        count = say.directory.counts.get(each.id)
        if count is not None:
            title = say.words.gettext("Count of vote {number}").format(number=each.number)
            yield title, elections.minutes(count, say.language), None
