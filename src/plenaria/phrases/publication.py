"""A rule of publication in words, and what it makes of one vote."""

from collections.abc import Iterator

from plenaria.core.publication import PARTS, Rule, is_named
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number, plural
from plenaria.phrases.stand_ins import stand_in


def sentences(rule: Rule, language: str) -> tuple[str, ...]:
    """What the rule says, a sentence for each part of it."""
    return tuple(_sentences(rule, language))


def votes(rule: Rule, language: str) -> str:
    """What is seen of an open vote, and when: what stands before those who are to cast one."""
    words = translation(language)
    if rule.votes == "totals":
        return words.gettext("Of an open vote the public sees only how many voted which way.")
    text = words.gettext("Of an open vote the public sees {what}: from {moment}{days}{until}.")
    return text.format(
        what=label("votes-seen", rule.votes, language),
        moment=label("seen-from", rule.moment, language),
        days=_days(rule.wait, words.gettext(", {days} later"), language) if rule.wait else "",
        until=_days(rule.lasts, words.gettext(", for {days}"), language) if rule.lasts else "",
    )


def example(rule: Rule, language: str) -> tuple[tuple[str, str], ...]:
    """Two invented delegates, as a roll-call shows them once it is shown: who agrees to be named, who does not.

    Nothing where nobody's vote is shown by itself.
    """
    if rule.votes != "names":
        return ()
    words = translation(language)
    body = {language: words.gettext("Council of the South")}
    people = (
        (words.gettext("Anna Orlova"), "given", "for", 3),
        (words.gettext("Boris Ivanov"), "refused", "against", 4),
    )
    return tuple(
        (_shown(rule, name, consent, body, seat, language), label("choice", choice, language))
        for name, consent, choice, seat in people
    )


def _shown(rule: Rule, name: str, consent: str, body: dict[str, str], seat: int, language: str) -> str:
    if is_named([rule], "delegates", consent):
        return name
    return stand_in(rule.instead, {language: name}, body, seat)[language]


def _sentences(rule: Rule, language: str) -> Iterator[str]:
    words = translation(language)
    named = [label("named-part", each, language) for each in PARTS if each in rule.named]
    if named:
        yield words.gettext("By name the public sees: {parts}.").format(parts="; ".join(named))
    else:
        yield words.gettext("The public sees nobody by name.")
    yield words.gettext("Whoever presided or signed is named by their office in what they signed.")
    if rule.asks:
        yield words.gettext("Everybody else is named only once they have given their consent.")
    else:
        yield words.gettext("Everybody else is named unless they have refused or withdrawn their consent.")
    yield words.gettext("Where a name may not stand: {instead}.").format(
        instead=label("stand-in", rule.instead, language)
    )
    yield votes(rule, language)
    yield words.gettext("The owners of commitments are named: {which}.").format(
        which=label("owners-named", rule.owners, language)
    )
    if rule.below:
        yield words.gettext("It holds for the bodies below, too, as far as they have no rule of their own.")


def _days(days: int, text: str, language: str) -> str:
    words = translation(language)
    counted = words.ngettext("{count} day", "{count} days", plural(days)).format(count=number(days, language))
    return text.format(days=counted)
