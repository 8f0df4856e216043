"""What an election decided, in the reader's language: for the minutes, for a terminal, for a picture.

Everything said is in the :class:`Count`; nothing is computed anew. Names stand after a colon, so that no language has
to decline them.
"""

from collections.abc import Iterable, Sequence

from plenaria.core.voting.elections.count import Count, Round, Tie
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import number, plural


def method(name: str, language: str) -> str:
    """The name of a method of election."""
    words = translation(language)
    return {
        "scottish-stv": words.pgettext("method of election", "Single transferable vote, Scottish rules"),
        "ers97": words.pgettext("method of election", "Single transferable vote, ERS97"),
        "meek": words.pgettext("method of election", "Single transferable vote, Meek’s method"),
        "schulze": words.pgettext("method of election", "Schulze’s method"),
        "approval": words.pgettext("method of election", "Approval voting"),
        "plurality": words.pgettext("method of election", "Plurality"),
        "block": words.pgettext("method of election", "Block vote"),
        "rounds": words.pgettext("method of election", "Majority in rounds"),
        "each": words.pgettext("method of election", "Candidate by candidate"),
    }[name]


def sentence(count: Count, language: str) -> str:
    """Who is elected, to how many seats, on how many ballots; and what is still open."""
    return " ".join(
        part for part in (_elected(count, language), _ballots(count, language), _open(count, language)) if part
    )


def minutes(count: Count, language: str) -> tuple[str, ...]:
    """The whole count for the minutes: the method, each stage, each tie, the result."""
    words = translation(language)
    head = words.gettext("{method}. {ballots}").format(
        method=method(count.method, language), ballots=_ballots(count, language)
    )
    lines = [head]
    lines += answers(count, language)
    for place in range(len(count.rounds)):
        lines += stage(count, place, language)
    lines += [tie(count, each, language) for each in count.ties if each.settled == "waiting"]
    return (*lines, _elected(count, language))


def answers(count: Count, language: str) -> tuple[str, ...]:
    """Candidate by candidate: how the votes on each stood."""
    words = translation(language)
    told = []
    for candidate, (in_favour, against, abstaining, needed) in enumerate(count.answers, 1):
        if candidate in count.withdrawn:
            continue
        three = (number(count.votes(units), language) for units in (in_favour, against, abstaining))
        line = words.gettext("{name}: for {in_favour}, against {against}, abstaining {abstaining}.").format(
            name=count.candidates[candidate - 1],
            **dict(zip(("in_favour", "against", "abstaining"), three, strict=True)),
        )
        if needed is not None:
            least = words.gettext("Needed: {needed}.").format(needed=number(count.votes(needed), language))
            line = f"{line} {least}"
        told.append(line)
    return tuple(told)


def stage(count: Count, place: int, language: str) -> tuple[str, ...]:
    """What one round did, and what came of it; before it the ties that decided on it."""
    words, this = translation(language), count.rounds[place]
    opens = place == 0 or count.rounds[place - 1].number != this.number
    ties = [tie(count, each, language) for each in count.ties if opens and each.round == this.number]
    done = [_done(count, this, language), _lost(count, place, language), *_chosen(count, this, language)]
    if this.going_on:
        done.append(words.gettext("The next round is between: {names}.").format(names=names(count, this.going_on)))
    told = words.gettext("Round {number}: {told}").format(number=this.number, told=" ".join(filter(None, done)))
    settled = [each for each in ties if each]
    return (*settled, told) if this.action != "ballot" else (told, *settled)


def tie(count: Count, given: Tie, language: str) -> str:
    """Between whom the votes could not choose, and how that was settled; nothing where only a lot is named."""
    words = translation(language)
    about = {
        "surplus": words.gettext("Equal surpluses: {names}."),
        "exclude": words.gettext("Equally few votes: {names}."),
        "elect": words.gettext("Equal votes for too few seats: {names}."),
    }[given.purpose].format(names=names(count, given.candidates))
    chosen = "" if given.chosen is None else names(count, [given.chosen])
    how = {
        ("rounds", "surplus"): words.gettext("By the votes of an earlier round the first is: {name}."),
        ("rounds", "exclude"): words.gettext("By the votes of an earlier round the one to be excluded is: {name}."),
        ("rounds", "elect"): words.gettext("By the votes of an earlier round the one elected is: {name}."),
        ("lot", "surplus"): words.gettext("By lot the first is: {name}."),
        ("lot", "exclude"): words.gettext("By lot the one to be excluded is: {name}."),
        ("lot", "elect"): words.gettext("By lot the one elected is: {name}."),
        ("waiting", given.purpose): words.gettext("The count waits for a lot between them."),
    }.get(
        (given.settled, given.purpose),
        words.gettext("However a lot fell, the same candidates would be elected, so none was drawn."),
    )
    return f"{about} {how.format(name=chosen)}"


def names(count: Count, candidates: Iterable[int]) -> str:
    """Their names, one after the other."""
    return ", ".join(count.names(candidates))


def votes(count: Count, units: int, language: str) -> str:
    """So many votes, as the reader writes numbers: *1,310.5 votes*."""
    words, value = translation(language), count.votes(units)
    return words.ngettext("{count} vote", "{count} votes", plural(value)).format(count=number(value, language))


def exhausted(language: str) -> str:
    """The word for votes that no candidate holds any more."""
    return translation(language).gettext("No further preference")


def _elected(count: Count, language: str) -> str:
    words = translation(language)
    seats = words.npgettext("seats to fill", "{count} seat", "{count} seats", count.seats).format(
        count=number(count.seats, language)
    )
    if not count.elected:
        return words.gettext("Nobody is elected ({seats} to fill).").format(seats=seats)
    text = words.ngettext(
        "Elected ({seats} to fill): {names}.", "Elected ({seats} to fill): {names}.", _several(count.elected)
    )
    return text.format(seats=seats, names=names(count, count.elected))


def _ballots(count: Count, language: str) -> str:
    """The valid votes, and those that are not."""
    words = translation(language)
    total, blank, spoilt = (count.votes(units) for units in (count.total, count.blank, count.spoilt))
    parts = [
        (total, words.ngettext("{count} valid vote", "{count} valid votes", plural(total))),
        (blank, words.ngettext("{count} blank", "{count} blank", plural(blank))),
        (spoilt, words.ngettext("{count} spoilt", "{count} spoilt", plural(spoilt))),
    ]
    told = [
        text.format(count=number(value, language)) for place, (value, text) in enumerate(parts) if value or place == 0
    ]
    return f"{', '.join(told)}."


def _open(count: Count, language: str) -> str:
    """What must still be done: a lot, a further round."""
    words, last = translation(language), count.rounds[-1] if count.rounds else None
    if count.waiting:
        return tie(count, count.waiting, language)
    if last is not None and last.going_on:
        return words.gettext("The next round is between: {names}.").format(names=names(count, last.going_on))
    return ""


def _several(candidates: Sequence[int]) -> int:
    """One or several: names are listed, not counted, and a list of 21 is no singular in Russian either."""
    return min(len(candidates), 2)


def _done(count: Count, this: Round, language: str) -> str:
    words, about = translation(language), names(count, this.about)
    match this.action:
        case "first" | "ballot":
            return words.gettext("the votes are counted.")
        case "surplus":
            text = words.gettext("the surplus is transferred: {names}.")
        case "exclusion":
            text = words.ngettext("excluded: {names}.", "excluded: {names}.", _several(this.about))
        case "beatpath":
            return words.gettext("the candidates are compared pair by pair.")
        case "quorum":
            if not this.about:
                return words.gettext("everybody has the quorum over the default option.")
            text = words.gettext("dropped without the quorum over the default option: {names}.")
        case _:
            if not this.about:
                return words.gettext("everybody has the majority over the default option.")
            text = words.gettext("dropped without the majority over the default option: {names}.")
    if this.value is not None:
        value = number(count.votes(this.value), language)
        told = words.gettext("The papers pass on at a value of {value}.").format(value=value)
        return f"{text.format(names=about)} {told}"
    return text.format(names=about)


def _lost(count: Count, place: int, language: str) -> str:
    """What nobody holds any more since the round before."""
    before = count.rounds[place - 1] if place else None
    this = count.rounds[place]
    lost = this.exhausted - (before.exhausted if before else 0)
    if lost <= 0 or count.method == "meek":
        return ""
    words, value = translation(language), count.votes(lost)
    text = words.ngettext(
        "{count} vote has no further preference.", "{count} votes have no further preference.", plural(value)
    )
    return text.format(count=number(value, language))


def _chosen(count: Count, this: Round, language: str) -> list[str]:
    """Whom the round elected, and why."""
    words = translation(language)
    quota = "" if this.quota is None else number(count.votes(this.quota), language)
    told = []
    for why in dict.fromkeys(this.why):
        some = [each for each, reason in zip(this.elected, this.why, strict=True) if reason == why]
        many = _several(some)
        text = {
            "quota": words.ngettext(
                "Elected with the quota of {quota}: {names}.", "Elected with the quota of {quota}: {names}.", many
            ),
            "active": words.ngettext(
                "Elected, as nobody else can overtake: {names}.",
                "Elected, as nobody else can overtake: {names}.",
                many,
            ),
            "remaining": words.ngettext(
                "Elected, as only so many are left: {names}.", "Elected, as only so many are left: {names}.", many
            ),
            "threshold": words.ngettext(
                "Elected with at least {quota} votes: {names}.", "Elected with at least {quota} votes: {names}.", many
            ),
            "most-votes": words.ngettext(
                "Elected with the most votes: {names}.", "Elected with the most votes: {names}.", many
            ),
            "approved": words.ngettext("Approved and elected: {names}.", "Approved and elected: {names}.", many),
            "beatpath": words.ngettext(
                "Elected, defeated by nobody else: {names}.", "Elected, defeated by nobody else: {names}.", many
            ),
        }[why]
        told.append(text.format(quota=quota, names=names(count, some)))
    return told
