"""The sentence that explains the result of a vote, in the reader's language.

*Adopted: 31 for, 8 against, 5 abstaining; more than half of the 39 votes cast (20) was needed; 44 of 60 seats
present, quorum 31.* Everything in it is arithmetic that the :class:`Decision` carries; nothing is computed anew.
"""

from fractions import Fraction
from gettext import NullTranslations

from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import number, plural


def sentence(decision: Decision, language: str) -> str:
    """Outcome, counts, what was needed, how a tie was settled, and the quorum, as one sentence."""
    words = translation(language)
    said = [counts(decision, language), _needed(decision, words, language), _tie(decision, words)]
    there = _there(decision, words, language)
    parts = [there, said[0]] if decision.outcome == "void" else [*said, there]
    return f"{_outcome(decision, words)}: {'; '.join(part for part in parts if part)}."


def counts(decision: Decision, language: str) -> str:
    """31 for, 8 against, 5 abstaining; or how many objected, where only objections were asked for."""
    words, tally = translation(language), decision.tally
    if isinstance(decision.rule.threshold, NoObjection):
        if tally.against == 0:
            return words.gettext("no objection was raised")
        form = _plural(tally.against, tally)
        text = words.ngettext("{count} objection was raised", "{count} objections were raised", form)
        return _counted(text, tally.against, tally, language)
    votes = (
        (words.ngettext("{count} for", "{count} for", _plural(tally.in_favour, tally)), tally.in_favour),
        (words.ngettext("{count} against", "{count} against", _plural(tally.against, tally)), tally.against),
        (
            words.ngettext("{count} abstaining", "{count} abstaining", _plural(tally.abstaining, tally)),
            tally.abstaining,
        ),
    )
    return ", ".join(_counted(text, units, tally, language) for text, units in votes)


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
                "present": words.gettext("of those present"),
                "roll": words.gettext("of all votes of the roll"),
                "fixed": words.ngettext("of {count} vote", "of {count} votes", fixed).format(
                    count=number(fixed, language)
                ),
            }[rule.base]
            return f"{_share(share, words)} {whole}"


def quorum(rule: Quorum | None, language: str) -> str:
    """What a rule asks of the presence: *more than half of the seats*."""
    words = translation(language)
    if rule is None:
        return words.gettext("no quorum")
    if isinstance(rule.first, Number):
        text = (
            words.ngettext("{count} seat", "{count} seats", rule.first.number)
            if rule.of == "seats"
            else words.ngettext("{count} vote", "{count} votes", rule.first.number)
        )
        return text.format(count=number(rule.first.number, language))
    whole = words.gettext("of the seats") if rule.of == "seats" else words.gettext("of all votes of the roll")
    return f"{_share(rule.first, words)} {whole}"


def _outcome(decision: Decision, words: NullTranslations) -> str:
    return {
        "adopted": words.pgettext("outcome of a vote", "Adopted"),
        "rejected": words.pgettext("outcome of a vote", "Rejected"),
        "void": words.pgettext("outcome of a vote", "Void for want of a quorum"),
        "tie": words.pgettext("outcome of a vote", "Tie"),
    }[decision.outcome]


def _needed(decision: Decision, words: NullTranslations, language: str) -> str:
    match decision.rule.threshold:
        case NoObjection():
            return ""
        case Unanimity(abstaining):
            return (
                words.gettext("unanimity was needed")
                if abstaining
                else words.gettext("unanimity without abstentions was needed")
            )
        case Share() as share:
            return words.gettext("{share} {base} ({needed}) was needed").format(
                share=_share(share, words),
                base=_base(decision, words, language),
                needed=_votes(decision.needed or 0, decision.tally, language),
            )


def _base(decision: Decision, words: NullTranslations, language: str) -> str:
    """Of how many votes the threshold is a part, in the case that follows *more than half*."""
    base, tally = decision.base or 0, decision.tally
    count = _plural(base, tally)
    text = {
        "for-and-against": words.ngettext("of the {count} vote cast", "of the {count} votes cast", count),
        "cast": words.ngettext(
            "of the {count} vote cast, abstentions counted", "of the {count} votes cast, abstentions counted", count
        ),
        "present": words.ngettext("of the {count} vote present", "of the {count} votes present", count),
        "roll": words.ngettext("of the {count} vote of the roll", "of all {count} votes of the roll", count),
        "fixed": words.ngettext("of {count} vote", "of {count} votes", count),
    }[decision.rule.base]
    return _counted(text, base, tally, language)


def _share(share: Share, words: NullTranslations) -> str:
    """The part that a rule asks for; the common ones in words."""
    if share.fraction == 1:
        return "100 %"
    names = {
        Fraction(1, 2): (words.gettext("at least half"), words.gettext("more than half")),
        Fraction(1, 3): (words.gettext("at least one third"), words.gettext("more than one third")),
        Fraction(2, 3): (words.gettext("at least two thirds"), words.gettext("more than two thirds")),
        Fraction(3, 4): (words.gettext("at least three quarters"), words.gettext("more than three quarters")),
        Fraction(3, 5): (words.gettext("at least three fifths"), words.gettext("more than three fifths")),
    }
    other = (words.gettext("at least {fraction}"), words.gettext("more than {fraction}"))
    return names.get(share.fraction, other)[share.strict].format(fraction=share.fraction)


def _tie(decision: Decision, words: NullTranslations) -> str:
    return {
        ("tie-lost", None): words.gettext("the votes are equal, and so it is lost"),
        ("tie-again", None): words.gettext("the votes are equal, and it will be put again"),
        ("tie-chair", None): words.gettext("the votes are equal, and the chair's casting vote is awaited"),
        ("tie-chair", "for"): words.gettext("the votes are equal, and the chair's casting vote was for"),
        ("tie-chair", "against"): words.gettext("the votes are equal, and the chair's casting vote was against"),
        ("tie-lot", None): words.gettext("the votes are equal, and the lot will decide"),
        ("tie-lot", "for"): words.gettext("the votes are equal, and the lot decided for"),
        ("tie-lot", "against"): words.gettext("the votes are equal, and the lot decided against"),
    }.get((decision.reason, decision.settled), "")


def _there(decision: Decision, words: NullTranslations, language: str) -> str:
    """Who was there, and how many had to be."""
    tally, rule = decision.tally, decision.rule.quorum
    of = "seats" if rule is None else rule.of
    unit = 1 if of == "seats" else tally.denominator

    def shown(units: int) -> str:
        return number(Fraction(units, unit), language)

    at_close = tally.there(of, "close")
    form = plural(Fraction(at_close, unit))
    text = (
        words.ngettext("{present} of {roll} seats present", "{present} of {roll} seats present", form)
        if of == "seats"
        else words.ngettext("{present} of {roll} votes present", "{present} of {roll} votes present", form)
    ).format(present=shown(at_close), roll=shown(tally.whole(of)))
    if rule is None or decision.quorum_needed is None:
        return text
    before = tally.there(of, "opening")
    if "opening" in rule.at and before != at_close:
        text = words.gettext("{present} ({before} at the opening)").format(present=text, before=shown(before))
    needed = shown(decision.quorum_needed)
    if decision.call == 1:
        return words.gettext("{present}, quorum {needed}").format(present=text, needed=needed)
    return words.gettext("{present}, quorum {needed} (call {call})").format(
        present=text, needed=needed, call=decision.call
    )


def _plural(units: int, tally: Tally) -> int:
    return plural(Fraction(units, tally.denominator))


def _votes(units: int, tally: Tally, language: str) -> str:
    return number(Fraction(units, tally.denominator), language)


def _counted(text: str, units: int, tally: Tally, language: str) -> str:
    return text.format(count=_votes(units, tally, language))
