"""What stands beside a verb: organs of one's own, members, institutions, *that*, a day."""

import re
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import periods


@cache
def own_after(language: str) -> re.Pattern[str]:
    """An organ of one's own, behind articles and prepositions."""
    articles = vocabulary.alternatives(language, "names", "articles")
    own = vocabulary.alternatives(language, "operative", "own")
    # A Board of Education is nobody's own.
    bodies = vocabulary.alternatives(language, "opening", "body")
    of_name = rf"(?!\s(?:of|de|del|du|des|da|do)\s(?:(?:la|los|las)\s)?(?!(?:{bodies})(?!\w))(?-i:[A-ZÁÉÍÓÚ]))"
    to = vocabulary.alternatives(language, "names", "addressed")
    return re.compile(rf"\s*(?:(?:{articles}|{to}|a|al|to|that|que)\s+)*(?>{own})(?!\w){of_name}", re.IGNORECASE)


@cache
def own_before(language: str) -> re.Pattern[str]:
    """An organ of one's own, of which the words up to the end of the text speak."""
    articles = vocabulary.alternatives(language, "names", "articles")
    own = vocabulary.alternatives(language, "operative", "own")
    that = vocabulary.alternatives(language, "operative", "that")
    start = rf"(?:^|[;:.,\n]\s*|0\s+|(?<!\w)(?:{that}|{articles})\s+)"
    return re.compile(rf"{start}\W*(?:(?:{articles})\s+)*(?:{own})(?:\s+[^\s,;:.]+){{0,5}}\s*$", re.IGNORECASE)


@cache
def that(language: str) -> re.Pattern[str]:
    """*that* behind a verb."""
    return re.compile(rf"[\s,]*(?:{vocabulary.alternatives(language, 'operative', 'that')})(?!\w)", re.IGNORECASE)


@cache
def institution_after(language: str) -> re.Pattern[str]:
    """An institution, behind articles and prepositions."""
    articles = vocabulary.alternatives(language, "names", "articles")
    institutions = vocabulary.alternatives(language, "names", "institutions")
    capital = "[A-ZА-ЯЁÁÉÍÓÚ]"
    return re.compile(
        rf"\s*(?:(?:{articles}|a|al|of|from|от|к|ко|у|перед|de|del)\s+)*(?:(?-i:{capital})[\w-]*\s+)?(?:{institutions})(?!\w)",
        re.IGNORECASE,
    )


@cache
def members_after(language: str) -> re.Pattern[str]:
    """Members, delegates and the like: whoever a rule is made for."""
    articles = vocabulary.alternatives(language, "names", "articles")
    members = vocabulary.alternatives(language, "operative", "members")
    return re.compile(rf"\s*(?:(?:{articles}|a|al|of|from|от|de)\s+)*(?:{members})(?!\w)", re.IGNORECASE)


@cache
def _at_start(language: str) -> re.Pattern[str]:
    """A word at the start, or after an organ of one's own, that looks like a verb."""
    adverbs = vocabulary.adverbs(language)
    like = vocabulary.alternatives(language, "operative", "verb_like")
    # "Caps the …": an English noun in the plural looks the same, and has no article behind it.
    before = vocabulary.alternatives(language, "operative", "verb_before")
    nouns = (("operative", "members"), ("operative", "own"), ("operative", "verb_before"), ("names", "titles"))
    no_verbs = "|".join(
        (*(vocabulary.alternatives(language, *key) for key in nouns), *vocabulary.data(language)["function_words"])
    )
    listed = vocabulary.phrases(language, "operative", "verb_before")
    article = rf"(?=\s+(?:(?:{before})(?!\w)|(?-i:[A-Z])))" if listed else ""
    never = rf"(?!(?:{no_verbs})(?!\w))" if article else ""
    return re.compile(rf"[\s\"«“(]*(?:(?:{adverbs}),?\s+)*{never}(?P<verb>{like})(?!\w){article}", re.IGNORECASE)


def unknown_verb(text: str, language: str) -> re.Match[str] | None:
    """A verb that no lexicon has, by its look."""
    return _at_start(language).match(text) or vocabulary.anywhere(language, "operative", "verb_sure").search(text)


def due(text: str, language: str) -> bool:
    """Whether a clause names a day or a month by which, and not from which, something is to be."""
    since = vocabulary.alternatives(language, "dates", "from")
    return any(
        each.exact >= 2 and not re.search(rf"(?<!\w)(?:{since})\s+$", text[: each.start][-25:], re.IGNORECASE)
        for each in periods(text, language)
    )


def dated(text: str, language: str, exact: int = 1) -> bool:
    """Whether a clause names a time at which something is held, not only one by which it is done.

    ``exact`` is 1 for a year, 2 for a month, 3 for a day.
    """
    by = vocabulary.alternatives(language, "dates", "deadline")
    return any(
        not re.search(rf"(?<!\w)(?:{by})\s+(?:\w+\s+)?$", text[max(0, each.start - 25) : each.start], re.IGNORECASE)
        for each in periods(text, language)
        if each.exact >= exact
    )
