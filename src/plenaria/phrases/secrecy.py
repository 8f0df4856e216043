"""Secret votes in words: what is warned of before and beside the result, and why one is void."""

from plenaria.core.voting.secrecy import Thin
from plenaria.phrases.catalogue import translation
from plenaria.phrases.numbers import number


def warning(thin: Thin, language: str) -> str:
    """Why the vote is less secret than it seems; the minutes say the same.

    :raises KeyError: there is no such code.
    """
    words, many = translation(language), thin.ballots
    text = {
        "few-expected": words.ngettext(
            "Only {count} person can vote. Where so few vote, others may guess how.",
            "Only {count} people can vote. Where so few vote, others may guess how.",
            many,
        ),
        "few-voters": words.ngettext(
            "Only {count} ballot was cast. Where so few vote, others may guess how.",
            "Only {count} ballots were cast. Where so few vote, others may guess how.",
            many,
        ),
        "few-papers": words.ngettext(
            "Only {count} paper was counted. Where so few vote on paper, others may guess how.",
            "Only {count} papers were counted. Where so few vote on paper, others may guess how.",
            many,
        ),
        "unanimous": words.ngettext(
            "The {count} ballot cast is known to everybody by its result.",
            "All {count} ballots say the same, so everybody knows how each of them was cast.",
            many,
        ),
    }[thin.code]
    return text.format(count=number(many, language))


def void_reason(said: str, language: str) -> str:
    """Why a vote is void: the words of whoever said so, or what a code means."""
    words = translation(language)
    return {
        "amendment-lapsed": words.gettext("The amendment was withdrawn or has lapsed."),
        "key-lost": words.gettext("The key of its secret ballots was lost, so that nobody can count them."),
        "no-quorum": words.gettext("There was no quorum."),
    }.get(said, said)
