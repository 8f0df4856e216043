"""The verbs and nouns of a clause that tell what it does, each where it stands."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from plenaria.core.text import verbs, vocabulary
from plenaria.core.text.dates import periods
from plenaria.core.text.inflection import PHRASE
from plenaria.core.text.verbs import Mark

ORDER = (
    "nomination",
    "thanks",
    "publication",
    "event",
    "assessment",
    "rule",
    "request",
    "continuing",
    "task",
    "position",
)
"""Of two phrases at one place that of several words decides, then the shorter, then the kind that comes first here."""


_BEFORE = 120
"""Characters before a form within which what it follows is looked for: *wird der Vorstand … gewählt*."""


@lru_cache(maxsize=64)
def marks(text: str, language: str) -> tuple[Mark, ...]:
    """Every phrase and verb that counts where it stands; at one place only the best, and none within another."""
    text = dates_as_words(text, language)
    best: dict[int, tuple[tuple[float, int, int, bool], Mark]] = {}
    for mark, words in verbs.kinds(language)(text):
        if not _counts(mark, text, language):
            continue
        weight = _weight(mark, words)
        if mark.start not in best or weight > best[mark.start][0]:
            best[mark.start] = weight, mark
    return tuple(mark for _, (_, mark) in sorted(best.items()))


def _weight(mark: Mark, words: float) -> tuple[float, int, int, bool]:
    """Many words tell more than few, of these the nearest that belong together; a verb more than its noun.

    What may be two forms (*beauftragt*) is a passive where a word before it says so.
    """
    order = -ORDER.index(mark.sort) if mark.sort in ORDER else 1
    return words, mark.start - mark.end, order if mark.form != "noun" else -len(ORDER), mark.form == "passive"


_SUBJECT = re.compile(
    r"(?:^|\b[Tt]hat\s+|\n\s*)(?:[Tt]he|[Tt]his)\s+(?:[A-Z][\w’'-]*\s+|of\s+|for\s+|and\s+|the\s+){1,9}$"
)
"""*That the Chamber of Building Trades of Lake County* supports."""


_THAT_SUBJECT = re.compile(
    r"\b[Tt]hat\s+(?:[Tt]he|[Tt]his|[Oo]ur)\s+(?:[A-Z][\w’'-]*\s+|of\s+|for\s+|and\s+|the\s+){1,9}$"
)
"""*That the State Grange* urge: a verb in the subjunctive."""


def _counts(mark: Mark, text: str, language: str) -> bool:
    """A form that may also be a noun or an adjective counts only where a verb can stand."""
    if mark.form in ("finite", "infinitive", "passive") and _is_capitalised_noun(mark, text, language):
        return False
    if mark.form in (PHRASE, "infinitive", "enclitic", "noun"):
        return True
    before = ("\n" if mark.start <= _BEFORE else "") + text[max(0, mark.start - _BEFORE) : mark.start]
    if mark.form == "passive" and vocabulary.phrases(language, "operative", "auxiliary"):
        after = bool(may_follow(language, "auxiliary").search(before))
        # "wird der Bericht … genehmigt": German parts them.
        far = bool(vocabulary.phrases(language, "operative", "bracket"))
        return after or (far and bool(may_follow(language, "bracket").search(before)))
    if mark.sort in ("must", "future") or not vocabulary.phrases(language, "operative", "before_verb"):
        return True
    if not before.strip(' \n"«“(–—-') or may_follow(language, "before_verb").search(before):
        return True
    if before.rstrip().endswith(",") and vocabulary.opening(language, "operative", "purpose").match(text):
        # "Having heard the auditor, is content with …"
        return True
    if language != "en":
        return False
    return bool((_SUBJECT if text[mark.end - 1] == "s" else _THAT_SUBJECT).search(before))


def _is_capitalised_noun(mark: Mark, text: str, language: str) -> bool:
    """*die Delegierten*, *das Einholen*: German writes nouns with a capital, and verbs at the start only."""
    word = text[mark.start : mark.end]
    if not vocabulary.data(language).get("nouns_capitalised") or not word[:1].isupper() or word.isupper():
        return False
    return bool(text[: mark.start].strip(' \n"«“„(–—-')) and text[: mark.start].rstrip()[-1:] not in ".:;"


@cache
def may_follow(language: str, key: str) -> re.Pattern[str]:
    """The end of a text after which a verb may stand: a word of the list, adverbs between them."""
    listed = vocabulary.alternatives(language, "operative", key)
    adverbs = vocabulary.adverbs(language)
    bodies = "|".join(
        (vocabulary.alternatives(language, "opening", "body"), vocabulary.alternatives(language, "operative", "own"))
    )
    subject = rf"|(?:{bodies})" if key == "before_verb" else ""
    return re.compile(rf"(?:[;:\n]\s*|(?<!\w)(?:{listed}{subject}),?\s+)(?:(?:{adverbs}),?\s+)*$", re.IGNORECASE)


@lru_cache(maxsize=64)
def objects(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Where nouns of the lists stand, and which list."""
    return tuple((mark.start, mark.sort) for mark, _ in verbs.objects(language)(text))


@lru_cache(maxsize=64)
def dates_as_words(text: str, language: str) -> str:
    """``text`` with every date made one word of the same length: it stands between a verb and what is held."""
    found = periods(text, language)
    edges = [0, *(edge for period in found for edge in (period.start, period.end)), len(text)]
    return "".join(
        text[start:end] if n % 2 == 0 else "0" * (end - start) for n, (start, end) in enumerate(pairwise(edges))
    )
