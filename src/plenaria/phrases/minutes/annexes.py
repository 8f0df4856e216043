"""What stands behind the minutes: who was there from when to when, who voted how, the rounds of elections."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from plenaria.core.minutes.facts import Put, Seat
from plenaria.core.minutes.written import Annex, Table
from plenaria.core.voting.tally import CHOICES
from plenaria.phrases import elections
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number, plural


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
    """Who was for, against, abstained: names in the order of the seats, for a table of thousands fills a book."""
    seats = sorted((say.facts.seats[each] for each in given if each in say.facts.seats), key=lambda each: each.number)
    lines = []
    for choice in CHOICES:
        those = [_voter(say, put, each, given[each.id][1]) for each in seats if given[each.id][0] == choice]
        if those:
            text = say.words.gettext("{choice} ({count}): {names}.")
            count = number(len(those), say.language)
            lines.append(text.format(choice=label("choice", choice, say.language), count=count, names=", ".join(those)))
    return say.words.gettext("Roll-call of vote {number}").format(number=put.number), tuple(lines), None


def _voter(say: Speech, put: Put, seat: Seat, proxy: str) -> str:
    """*Anna Orlova (3)*; with its votes where they differ, and who held its mandate."""
    about = [str(seat.number)]
    if put.rule.weights != "one":
        votes = Fraction(seat.weight)
        text = say.words.ngettext("{count} vote", "{count} votes", plural(votes))
        about.append(text.format(count=number(votes, say.language)))
    if proxy:
        about.append(say.words.gettext("represented by {name}").format(name=say.name(proxy)))
    return f"{say.person(seat.person)} ({', '.join(about)})"


def _elections(say: Speech) -> Iterator[_Found]:
    for each in sorted(say.facts.polls.values(), key=lambda each: each.number):
        count = say.directory.counts.get(each.id)
        if count is not None:
            title = say.words.gettext("Count of vote {number}").format(number=each.number)
            yield title, elections.minutes(count, say.language), None
