"""What the minutes say of a vote, and the table of its arithmetic."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from plenaria.core.minutes.facts import Counted, Put
from plenaria.core.minutes.written import Table
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import NoObjection
from plenaria.phrases import elections, results, rules, secrecy
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number, plural


def put(say: Speech, each: Put) -> str:
    """Which question was put, how, under which rule, to whom."""
    words = say.words
    text = words.gettext("Vote {number} was opened ({time}): {question}.")
    told = [text.format(number=each.number, time=say.clock(each.opened), question=say.question(each))]
    before = [one.number for one in say.facts.polls.values() if one.question == each.question and one.opened]
    earlier = [number for number in before if number < each.number]
    if earlier:
        text = words.gettext("The question of vote {number} was put again.")
        told.append(text.format(number=max(earlier)))
    method = label("method", each.method, say.language)
    told.append(words.gettext("Method: {method}.").format(method=method))
    if not each.election:
        told.append(rules.rule(each.rule, say.language)[0])
    text = words.ngettext(
        "{roll} seat was on the roll, {present} of them present or represented at the opening.",
        "{roll} seats were on the roll, {present} of them present or represented at the opening.",
        plural(each.roll),
    )
    told.append(text.format(roll=number(each.roll, say.language), present=number(each.opening, say.language)))
    if each.closes_at:
        text = words.gettext("It was open by correspondence until {moment}.")
        told.append(text.format(moment=say.moment(each.closes_at)))
    if each.first_called:
        text = words.gettext("The first to be called was drawn by lot: {name}.")
        told.append(text.format(name=say.seat(each.first_called)))
    return " ".join(told)


def extended(say: Speech, each: Put, data: Mapping[str, Any]) -> str:
    """That it stays open for longer, and why."""
    text = say.words.gettext("Vote {number} was extended until {moment}: {reason}")
    return text.format(number=each.number, moment=say.moment(str(data["closes_at"])), reason=data["reason"])


def decided(say: Speech, each: Put) -> str:
    """The outcome with its arithmetic, who counted, how a tie was settled, who wanted their vote recorded."""
    words = say.words
    told = [_declared(say, each)]
    if each.decision:
        told.append(results.sentence(each.decision, say.language))
    told += _settled(say, each)
    told += _counted(say, each)
    if each.dissents:
        text = words.gettext("Voted against and asked for it to be recorded: {names}.")
        told.append(text.format(names=say.seats(each.dissents)))
    return " ".join(told)


def elected(say: Speech, each: Put) -> str:
    """Who was elected; the rounds stand in an annex."""
    count = say.directory.counts.get(each.id)
    told = [_declared(say, each)]
    if count is None:
        numbers = ", ".join(map(str, each.elected)) or "–"
        told.append(
            say.words.gettext("Elected, by their numbers on the ballot paper: {numbers}.").format(numbers=numbers)
        )
    else:
        told += [elections.method(count.method, say.language) + ".", elections.sentence(count, say.language)]
    told += _settled(say, each)
    told += _counted(say, each)
    return " ".join(told)


def void(say: Speech, each: Put, at: str) -> str:
    """That nothing was decided, and why."""
    if each.decision:
        text = say.words.gettext("Vote {number} was declared ({time}).")
        told = [text.format(number=each.number, time=say.clock(at)), results.sentence(each.decision, say.language)]
        return " ".join(told)
    text = say.words.gettext("Vote {number} was declared void ({time}): {reason}. Nothing was decided.")
    reason = secrecy.void_reason(each.reason, say.language).rstrip(".")
    return text.format(number=each.number, time=say.clock(at), reason=reason)


def arithmetic(say: Speech, each: Put) -> Table | None:
    """The votes, what was needed, who was there; nothing of an election, whose figures are in its annex."""
    made = each.decision
    if made is None:
        return None
    words, tally = say.words, made.tally

    def row(name: str, units: int, of: int = tally.denominator) -> tuple[str, str]:
        return name, number(Fraction(units, of), say.language)

    one_line = isinstance(made.rule.threshold, NoObjection)
    rows = [
        *([] if one_line else [row(label("choice", "for", say.language), tally.in_favour)]),
        row(words.gettext("objections") if one_line else label("choice", "against", say.language), tally.against),
        *([] if one_line else [row(label("choice", "abstain", say.language), tally.abstaining)]),
        *([row(words.gettext("invalid"), tally.invalid)] if tally.invalid else []),
    ]
    if made.base is not None and made.needed is not None:
        rows.append(row(words.gettext("votes that the majority is measured on"), made.base))
        rows.append(row(words.gettext("votes for that were needed"), made.needed))
    rows += _quorum(say, made)
    caption = words.gettext("Vote {number}: {outcome}").format(
        number=each.number, outcome=label("outcome", made.outcome, say.language)
    )
    head = (words.gettext("What was counted"), words.pgettext("head of a column of figures", "Number"))
    return Table(caption=caption, head=head, rows=tuple(rows), figures=(1,))


def _quorum(say: Speech, made: Decision) -> list[tuple[str, str]]:
    words, tally, rule = say.words, made.tally, made.rule.quorum
    of = rule.of if rule else "seats" if made.rule.weights == "one" else "votes"
    unit = 1 if of == "seats" else tally.denominator
    there, whole = (
        (words.gettext("seats present or represented"), words.gettext("seats on the roll"))
        if of == "seats"
        else (words.gettext("votes present or represented"), words.gettext("votes of the roll"))
    )
    found = [(there, tally.there(of, "close")), (whole, tally.whole(of))]
    if made.quorum_needed is not None:
        found.append((words.gettext("quorum"), made.quorum_needed))
    return [(name, number(Fraction(units, unit), say.language)) for name, units in found]


def _declared(say: Speech, each: Put) -> str:
    words = say.words
    if each.closed == each.declared:
        text = words.gettext("Vote {number} was closed and declared ({time}).")
        return text.format(number=each.number, time=say.clock(each.closed))
    text = words.gettext("Vote {number} was closed ({closed}) and declared ({declared}).")
    return text.format(number=each.number, closed=say.clock(each.closed), declared=say.clock(each.declared))


def _settled(say: Speech, each: Put) -> list[str]:
    words = say.words
    told = []
    if each.settled_by:
        told.append(words.gettext("The casting vote was given by: {name}.").format(name=say.person(each.settled_by)))
    if each.lot == "hand":
        told.append(words.gettext("The lot was drawn by hand."))
    elif each.lot:
        told.append(words.gettext("The lot was drawn by this machine."))
    return told


def _counted(say: Speech, each: Put) -> list[str]:
    """Who counted, as the Civil Code of Russia asks (article 181.2, 4, 4); what they found where it differs not."""
    if not each.counts:
        return []
    names = ", ".join(_teller(say, one) for one in each.counts)
    return [say.words.gettext("Counted by: {names}.").format(names=names)]


def _teller(say: Speech, count: Counted) -> str:
    name = say.person(count.person)
    if not count.sums:
        return name
    shown = " – ".join(number(each, say.language) for each in (count.sums if count.sums[3] else count.sums[:3]))
    return f"{name} ({shown})"
