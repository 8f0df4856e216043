"""The sentence that explains the result of a vote, in the reader's language.

*Adopted: 31 for, 8 against, 5 abstaining; more than half of the 39 votes cast (20) was needed; 44 of 60 seats
present, quorum 31.* Everything in it is arithmetic that the :class:`Decision` carries; nothing is computed anew.
What a rule means before anybody votes stands in ``rules``, and can be had from here too.
"""

from fractions import Fraction
from gettext import NullTranslations

from plenaria.core.voting.decision import Decision
from plenaria.core.voting.rule import NoObjection, Share, Unanimity
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import governed, number, plural
from plenaria.phrases.rules import enough, fill, form, part, quorum, rule, threshold, votes_in

__all__ = ["counts", "enough", "quorum", "rule", "sentence", "threshold"]


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
        text = words.ngettext(
            "{count} objection was raised", "{count} objections were raised", form(tally.against, tally)
        )
        return fill(text, tally.against, tally, language)
    votes = (
        (words.ngettext("{count} for", "{count} for", form(tally.in_favour, tally)), tally.in_favour),
        (words.ngettext("{count} against", "{count} against", form(tally.against, tally)), tally.against),
        (
            words.ngettext("{count} abstaining", "{count} abstaining", form(tally.abstaining, tally)),
            tally.abstaining,
        ),
        (words.ngettext("{count} invalid", "{count} invalid", form(tally.invalid, tally)), tally.invalid),
    )
    shown = votes if tally.invalid else votes[:-1]
    return ", ".join(fill(text, units, tally, language) for text, units in shown)


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
                share=part(share, words),
                base=_base(decision, words, language),
                needed=votes_in(decision.needed or 0, decision.tally, language),
            )


def _base(decision: Decision, words: NullTranslations, language: str) -> str:
    """Of how many votes the threshold is a part, in the case that follows *more than half*."""
    base, tally = decision.base or 0, decision.tally
    count = governed(Fraction(base, tally.denominator), language)
    text = {
        "for-and-against": words.ngettext("of the {count} vote cast", "of the {count} votes cast", count),
        "cast": words.ngettext(
            "of the {count} vote cast, abstentions counted", "of the {count} votes cast, abstentions counted", count
        ),
        "present": words.ngettext("of the {count} vote present", "of the {count} votes present", count)
        if decision.rule.proxies == 0
        else words.ngettext(
            "of the {count} vote present or represented", "of the {count} votes present or represented", count
        ),
        "roll": words.ngettext("of the {count} vote of the roll", "of all {count} votes of the roll", count),
        "fixed": words.ngettext("of {count} vote", "of {count} votes", count),
    }[decision.rule.base]
    return fill(text, base, tally, language)


def _tie(decision: Decision, words: NullTranslations) -> str:
    return {
        ("tie-lost", None): words.gettext("the votes are equal, and so it is lost"),
        ("tie-again", None): words.gettext("the votes are equal, and it will be put again"),
        ("tie-twice", None): words.gettext("the votes are equal for the second time, and so it is lost"),
        ("tie-chair", None): words.gettext("the votes are equal, and the chair's casting vote is awaited"),
        ("tie-chair", "for"): words.gettext("the votes are equal, and the chair's casting vote was for"),
        ("tie-chair", "against"): words.gettext("the votes are equal, and the chair's casting vote was against"),
        ("tie-lot", None): words.gettext("the votes are equal, and the lot will decide"),
        ("tie-lot", "for"): words.gettext("the votes are equal, and the lot decided for"),
        ("tie-lot", "against"): words.gettext("the votes are equal, and the lot decided against"),
    }.get((decision.reason, decision.settled), "")


def _there(decision: Decision, words: NullTranslations, language: str) -> str:
    """Who was there, and how many had to be."""
    tally, asked = decision.tally, decision.rule.quorum
    of = asked.of if asked is not None else "seats" if decision.rule.weights == "one" else "votes"
    unit = 1 if of == "seats" else tally.denominator

    def shown(units: int) -> str:
        return number(Fraction(units, unit), language)

    at_close = tally.there(of, "close")
    count = plural(Fraction(at_close, unit))
    texts = {
        ("seats", False): words.ngettext(
            "{present} of {roll} seats present", "{present} of {roll} seats present", count
        ),
        ("votes", False): words.ngettext(
            "{present} of {roll} votes present", "{present} of {roll} votes present", count
        ),
        ("seats", True): words.ngettext(
            "{present} of {roll} seats present or represented",
            "{present} of {roll} seats present or represented",
            count,
        ),
        ("votes", True): words.ngettext(
            "{present} of {roll} votes present or represented",
            "{present} of {roll} votes present or represented",
            count,
        ),
    }
    text = texts[of, decision.rule.proxies != 0].format(present=shown(at_close), roll=shown(tally.whole(of)))
    if asked is None or decision.quorum_needed is None:
        return text
    before = tally.there(of, "opening")
    if "opening" in asked.at and before != at_close:
        text = words.gettext("{present} ({before} at the opening)").format(present=text, before=shown(before))
    needed = shown(decision.quorum_needed)
    if decision.call == 1:
        return words.gettext("{present}, quorum {needed}").format(present=text, needed=needed)
    return words.gettext("{present}, quorum {needed} (call {call})").format(
        present=text, needed=needed, call=decision.call
    )
