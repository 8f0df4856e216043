"""What a rule means, in the reader's language, before anybody votes: in words, and on an example."""

from fractions import Fraction
from gettext import NullTranslations

from plenaria.core.refusal import Refusal
from plenaria.core.voting import explaining
from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import governed, number, plural


def threshold(rule: Rule, language: str) -> str:
    """What a rule asks of the votes, before there are any: *more than half of the votes cast*."""
    words = translation(language)
    match rule.threshold:
        case NoObjection():
            return words.gettext("nobody may object")
        case Unanimity(abstaining):
            return (
                words.gettext("nobody may be against")
                if abstaining
                else words.gettext("nobody may be against or abstain")
            )
        case Share() as share:
            fixed = rule.fixed or 0
            whole = {
                "for-and-against": words.gettext("of the votes cast"),
                "cast": words.gettext("of the votes cast, abstentions counted"),
                "present": words.gettext("of those present")
                if rule.proxies == 0
                else words.gettext("of those present or represented"),
                "roll": words.gettext("of all votes of the roll"),
                "fixed": words.ngettext("of {count} vote", "of {count} votes", fixed).format(
                    count=number(fixed, language)
                ),
            }[rule.base]
            return f"{part(share, words)} {whole}"


def quorum(rule: Quorum | None, language: str) -> str:
    """What a rule asks of the presence: *more than half of the seats*; of the first call."""
    return translation(language).gettext("no quorum") if rule is None else _bar(rule.first, rule.of, language)


def rule(given: Rule, language: str) -> tuple[str, ...]:
    """A rule as a whole, one sentence for each of its parts: *At least two thirds of those present are needed.*"""
    words = translation(language)
    motions = (
        *_majority(given, words, language),
        *_presence(given.quorum, words, language),
        _equal(given, words),
    )
    division = (
        words.gettext("Clauses may be put separately; what was kept is then put as a whole.")
        if given.division
        else words.gettext("Clauses are not put separately.")
    )
    *votes, changes = _votes(given, words, language)
    away = _elsewhere(given, words)
    return tuple(sentence for sentence in (*motions, *votes, division, changes, *away) if sentence)


def _elsewhere(given: Rule, words: NullTranslations) -> tuple[str, ...]:
    """What of it is said only where it is so: that only the room votes, and how a vote by correspondence ends."""
    room = () if given.remote else (words.gettext("Whoever is not in the room is not counted and does not vote."),)
    by_post = {
        "to-the-end": words.gettext(
            "A question may be put by correspondence; the vote stays open until its time is over, and whoever votes "
            "has taken part."
        ),
        "all-voted": words.gettext(
            "A question may be put by correspondence; the vote is closed at its time, or once everybody has voted, and "
            "whoever votes has taken part."
        ),
        "early": words.gettext(
            "A question may be put by correspondence; the vote is closed at its time or by the chair, and whoever "
            "votes has taken part."
        ),
    }
    return (*room, by_post.get(given.correspondence, ""))


def rule_of_election(given: Rule, language: str) -> tuple[str, ...]:
    """What of a rule an election keeps to; who is elected, the method decides."""
    words = translation(language)
    sentences = (*_presence(given.quorum, words, language), *_votes(given, words, language))
    return tuple(sentence for sentence in sentences if sentence)


def _votes(given: Rule, words: NullTranslations, language: str) -> tuple[str, str, str]:
    """How many votes a seat has, who may hold whose, and whether a vote can be changed."""
    changes = (
        words.gettext("A vote may be changed until the close.")
        if given.changes
        else words.gettext("A vote once given stands.")
    )
    return _weights(given, words), _proxies(given, words, language), changes


def enough(
    given: Rule,
    *,
    seats: int,
    present: int,
    abstaining: Fraction | int = 0,
    votes: Fraction | int | None = None,
    votes_present: Fraction | int | None = None,
    call: int = 1,
    language: str,
) -> str | Refusal:
    """*With 60 seats, 44 present and 5 abstaining, 20 votes for are enough.*

    Whoever is present and neither for nor abstaining is against. ``votes`` and ``votes_present`` are those of all
    seats and of the seats present, where a seat can have more or fewer than one. Refuses figures that can't be.
    """
    made = explaining.enough(
        given, seats=seats, present=present, abstaining=abstaining, votes=votes, votes_present=votes_present, call=call
    )
    if isinstance(made, Refusal):
        return made
    words, tally = translation(language), made.tally
    there = [
        _number(seats, words.ngettext("{count} seat", "{count} seats", seats), language),
        _number(present, words.ngettext("{count} present", "{count} present", present), language),
    ]
    if votes is not None:
        held = (tally.roll_votes, tally.present_votes)
        there = [f"{each} ({_cast_votes(units, tally, language)})" for each, units in zip(there, held, strict=True)]
    answer = _answer(made, words, language)
    if tally.abstaining == 0:
        return words.gettext("With {seats} and {present}, {answer}.").format(
            seats=there[0], present=there[1], answer=answer
        )
    idle = words.ngettext("{count} abstaining", "{count} abstaining", form(tally.abstaining, tally))
    return words.gettext("With {seats}, {present} and {abstaining}, {answer}.").format(
        seats=there[0], present=there[1], abstaining=fill(idle, tally.abstaining, tally, language), answer=answer
    )


def _majority(given: Rule, words: NullTranslations, language: str) -> tuple[str, ...]:
    """What it takes, and what an abstention does to it."""
    match given.threshold:
        case NoObjection():
            return (words.gettext("It is adopted unless somebody objects."),)
        case Unanimity(abstaining):
            return (
                words.gettext("It is adopted if somebody is for it and nobody is against it; abstentions do not count.")
                if abstaining
                else words.gettext("It is adopted if somebody is for it and nobody is against it or abstains."),
            )
    taken = words.gettext("It takes {threshold} to adopt.").format(threshold=threshold(given, language))
    idle = {
        "for-and-against": words.gettext("Abstentions do not count."),
        "present": words.gettext("Whoever is present and abstains or does not vote withholds a vote."),
        "roll": words.gettext("Whoever is absent, abstains or does not vote withholds a vote."),
    }
    return taken, idle.get(given.base, "")


def _presence(asked: Quorum | None, words: NullTranslations, language: str) -> tuple[str, ...]:
    if asked is None:
        return (words.gettext("No quorum is asked for."),)
    first = _bar(asked.first, asked.of, language)
    text = words.gettext("Quorum: {first}.").format(first=first)
    if asked.second is not None:
        second = _bar(asked.second, asked.of, language)
        text = words.gettext("Quorum: {first}; at the second call {second}.").format(first=first, second=second)
    moments: dict[tuple[str, ...], str] = {
        ("opening",): words.gettext(
            "It is counted when the vote opens; where it is missing the vote is void, not lost."
        ),
        ("close",): words.gettext(
            "It is counted when the vote closes; where it is missing the vote is void, not lost."
        ),
    }
    both = words.gettext(
        "It is counted when the vote opens and when it closes; where it is missing the vote is void, not lost."
    )
    return text, moments.get(asked.at, both)


def _bar(bar: Share | Number, of: str, language: str) -> str:
    """So many seats or votes, or such a part of them."""
    words = translation(language)
    if isinstance(bar, Share):
        if bar == Share(Fraction(0)):
            return words.gettext("any number")
        whole = words.gettext("of the seats") if of == "seats" else words.gettext("of all votes of the roll")
        return f"{part(bar, words)} {whole}"
    text = (
        words.ngettext("{count} seat", "{count} seats", bar.number)
        if of == "seats"
        else words.ngettext("{count} vote", "{count} votes", bar.number)
    )
    return _number(bar.number, text, language)


def _equal(given: Rule, words: NullTranslations) -> str:
    if not given.knows_ties:
        return ""
    return {
        "lost": words.gettext("If the votes are equal, it is lost."),
        "chair": words.gettext("If the votes are equal, the chair has the casting vote."),
        "again": words.gettext("If the votes are equal, it is put again; if they are equal again, it is lost."),
        "lot": words.gettext("If the votes are equal, the lot decides."),
    }[given.tie]


def _weights(given: Rule, words: NullTranslations) -> str:
    return {
        "one": words.gettext("Each seat has one vote."),
        "delegation": words.gettext("Each seat has all the votes of its delegation."),
        "share": words.gettext("Each seat has as many votes as its share, to the fraction."),
    }[given.weights]


def _proxies(given: Rule, words: NullTranslations, language: str) -> str:
    if given.proxies is None:
        return words.gettext("Proxies are allowed; one person may hold any number.")
    if given.proxies == 0:
        return words.gettext("Proxies are not allowed.")
    text = words.ngettext(
        "Proxies are allowed; one person may hold {count}.",
        "Proxies are allowed; one person may hold up to {count}.",
        given.proxies,
    )
    return _number(given.proxies, text, language)


def _answer(made: Decision, words: NullTranslations, language: str) -> str:
    """How many votes for are enough, or why none are; ``made`` is what ``explaining.enough`` answers."""
    tally, given = made.tally, made.rule
    if made.outcome == "void":
        return _missing(made, words, language)
    if isinstance(given.threshold, NoObjection):
        return words.gettext("it is adopted unless somebody objects")
    if made.outcome != "adopted" and made.needed is None:
        return words.gettext("nothing can be adopted: {threshold}").format(threshold=threshold(given, language))
    if made.needed is None:
        text = words.ngettext(
            "{count} vote must be for it",
            "all {count} votes must be for it",
            plural(Fraction(tally.in_favour, tally.denominator)),
        )
        return fill(text, tally.in_favour, tally, language)
    noun = governed(Fraction(made.needed, tally.denominator), language)
    if made.outcome != "adopted":
        text = words.ngettext(
            "nothing can be adopted: {count} vote for is needed",
            "nothing can be adopted: {count} votes for are needed",
            noun,
        )
        return fill(text, made.needed, tally, language)
    text = words.ngettext("{count} vote for is enough", "{count} votes for are enough", noun)
    said = fill(text, made.needed, tally, language)
    below = explaining.one_fewer(made)
    if below is None or below.reason not in ("tie-chair", "tie-again", "tie-lot"):
        return said
    return {
        "tie-chair": words.gettext("{answer}; with {count} on each side the chair's casting vote decides"),
        "tie-again": words.gettext("{answer}; with {count} on each side it is put again"),
        "tie-lot": words.gettext("{answer}; with {count} on each side the lot decides"),
    }[below.reason].format(answer=said, count=votes_in(below.tally.in_favour, tally, language))


def _missing(made: Decision, words: NullTranslations, language: str) -> str:
    """That nothing can be decided, and how many would have to be there."""
    of_seats = made.rule.quorum is None or made.rule.quorum.of == "seats"
    needed = Fraction(made.quorum_needed or 0, 1 if of_seats else made.tally.denominator)
    text = (
        words.ngettext(
            "nothing can be decided: {count} seat must be present",
            "nothing can be decided: {count} seats must be present",
            plural(needed),
        )
        if of_seats
        else words.ngettext(
            "nothing can be decided: {count} vote must be present",
            "nothing can be decided: {count} votes must be present",
            plural(needed),
        )
    )
    return _number(needed, text, language)


def part(share: Share, words: NullTranslations) -> str:
    """The part that a rule asks for; the common ones in words."""
    if share.fraction == 1:
        return "100 %"
    names = {
        Fraction(1, 2): (words.gettext("at least half"), words.gettext("more than half")),
        Fraction(1, 3): (words.gettext("at least one third"), words.gettext("more than one third")),
        Fraction(2, 3): (words.gettext("at least two thirds"), words.gettext("more than two thirds")),
        Fraction(3, 4): (words.gettext("at least three quarters"), words.gettext("more than three quarters")),
        Fraction(1, 10): (words.gettext("at least one tenth"), words.gettext("more than one tenth")),
        Fraction(3, 5): (words.gettext("at least three fifths"), words.gettext("more than three fifths")),
    }
    other = (words.gettext("at least {fraction}"), words.gettext("more than {fraction}"))
    return names.get(share.fraction, other)[share.strict].format(fraction=share.fraction)


def form(units: int, tally: Tally) -> int:
    """The number by which gettext chooses the form of a noun beside so many units of the tally."""
    return plural(Fraction(units, tally.denominator))


def votes_in(units: int, tally: Tally, language: str) -> str:
    """Units of the tally as votes: 31, 0.35."""
    return number(Fraction(units, tally.denominator), language)


def fill(text: str, units: int, tally: Tally, language: str) -> str:
    """``text`` with so many votes at its ``{count}``."""
    return text.format(count=votes_in(units, tally, language))


def _cast_votes(units: int, tally: Tally, language: str) -> str:
    text = translation(language).ngettext("{count} vote", "{count} votes", form(units, tally))
    return fill(text, units, tally, language)


def _number(value: int | Fraction, text: str, language: str) -> str:
    return text.format(count=number(value, language))
