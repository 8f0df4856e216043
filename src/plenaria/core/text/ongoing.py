"""Branches and members asked for what comes again, or goes on: *anima a las peñas a seguir …*."""

import re
from collections.abc import Sequence
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.verbs import Mark


def asks_to_go_on(text: str, mark: Mark, found: Sequence[Mark], language: str, *, recurs: bool) -> bool:
    """Whether ``mark`` asks branches to go on with something, or encourages them to what ``recurs``."""
    if mark.sort != "ask" or not _branches(language).match(text, mark.end):
        return False
    governed = next((each for each in found if each.start > mark.end and each.form != "noun"), None)
    goes_on = vocabulary.anywhere(language, "operative", "goes_on")
    encourages = vocabulary.anywhere(language, "operative", "encourages").match(text, mark.start)
    return bool((encourages and recurs) or (governed and goes_on.match(text, governed.start)))


@cache
def _branches(language: str) -> re.Pattern[str]:
    branches = vocabulary.alternatives(language, "operative", "branches")
    articles = vocabulary.alternatives(language, "names", "articles")
    to = vocabulary.alternatives(language, "names", "addressed")
    return re.compile(rf"\s+(?:{to})\s+(?:(?:{articles})\s+)+(?-i:(?=[a-z]))(?:{branches})(?!\w)", re.IGNORECASE)
