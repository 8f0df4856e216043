"""Page furniture: letterhead, addresses, page numbers, running heads, electronic signatures between the lines.

Rules, in this order:

1. A line in the zone of a header or footer is furniture; so is a rule, a page number, an electronic signature's mark.
2. A line that is nothing but contacts (telephone, e-mail, site, an address) is furniture: what is left of it without
   them is next to nothing. The same address inside a sentence leaves a sentence.
3. A line that repeats a line of the top of the paper is furniture from the second time on.
4. A line that says again what the top says, even inflected, and bears a page's number or an address is a running head.
5. Lines one after the other that end with rising page numbers are a table of contents.
6. A line without a full stop that comes again and again (three times), or twice with contacts or a page number beside
   it, is a running head.

What has a clause's number, or ends like a sentence, is never taken by repetition alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from plenaria.core.text import vocabulary
from plenaria.core.text.numbering import marker
from plenaria.core.text.source import SourceLine

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"]+[^\s<>«»\".,;:!?)]|(?<![\w@.])(?:[\w-]+\.)+(?:org|com|net|info|eu|ru|рф|es|uk|int|edu|example)(?:/[^\s<>«»\"]*[^\s<>«»\".,;:!?)])?(?![\w@])"
)
# A date (27.02.2025) is no telephone.
_TELEPHONE = re.compile(r"(?<![\d.])(?!\d{1,2}\.\d{1,2}\.\d{4}(?!\d))\+?\(?\d[\d\s().–-]{5,}\d")
_STAMP = re.compile(r"\d{4}[.-]\d{2}[.-]\d{2},?\s\d{2}:\d{2}:\d{2}|\d{2}\.\d{2}\.\d{4},?\s\d{2}:\d{2}:\d{2}")
"""Day and time to the second, as only a machine prints it."""
_MAY_BE_CONTACT = re.compile(r"@|www|/|\.\w|\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")
_RULE = re.compile(r"[\W_]*|<!--.*-->")
_SENTENCE_END = re.compile(r"[.;:,!?…][\"»”')\]]*\s*$")
_LEADER = re.compile(r"(?:[^\W\d][\s.…·_]*|\S\s(?:[\d–-]{1,7}\s)?)(\d{1,3})\s*$")
"""Words, perhaps a row of dots or paragraphs' numbers, and a page."""

_TOP = 16
"""Lines in which a letterhead is looked for."""

_SHORTEST = 4
"""Letters of a line that may be furniture for being repeated; *and* is what a width left over."""


def furniture(lines: Sequence[SourceLine], language: str) -> frozenset[int]:
    """Which of ``lines`` (from 0) are furniture; the letterhead at the top, where it stands first, is not."""
    keys = [key(line.text) for line in lines]
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    top = _letterhead(lines, filled[:_TOP], language)
    named = {keys[each] for each in top}
    seen: set[str] = set()
    counted = Counter(name for name in keys if name)
    contacts = {at for at in filled if is_contact(lines[at].text, language)}
    found: set[int] = set()
    ending = _ending(lines, filled)
    found |= _running_heads(lines, filled, keys, top)
    found |= _contents(lines, filled)
    found |= _echoes(lines, filled, top, contacts, ending, language)
    for place, at in enumerate(filled):
        text, name = lines[at].text, keys[at]
        beside = {filled[place - 1] if place else -1, filled[place + 1] if place + 1 < len(filled) else -1}
        first = not name or name not in seen
        seen.add(name)
        if (
            is_mark(text, language)
            or (lines[at].zone in ("header", "footer", "footnote") and not first)
            or lines[at].zone == "footer"
        ):
            found.add(at)
        elif at in top and first:
            continue
        elif at in contacts:
            if not _continues(lines, filled, place):
                found.add(at)
        elif _is_other_title(text, [lines[each].text for each in top], language):
            continue
        elif name in named and not first and not _is_clause(text):
            block = _repeated_block(place, filled, keys, top)
            marked = bool(beside & contacts) or any(is_mark(lines[each].text, language) for each in beside if each >= 0)
            # A title may head its own text again; the first line of a letterhead, or one that comes often, may not.
            lone = name == keys[filled[0]] or counted[name] > 2 or _interrupts(lines, filled, place)
            if block or (at < ending and (marked or lone)):
                found.add(at)
        elif (
            counted[name] > 1
            and len(name) >= _SHORTEST
            and not _is_clause(text)
            and not _SENTENCE_END.search(text)
            and len(text) < 120
        ):
            noisy = bool(beside & contacts) or any(is_mark(lines[each].text, language) for each in beside if each >= 0)
            if (not first or noisy) and at < ending and (counted[name] > 2 or noisy) and not lines[at].style:
                found.add(at)
    return frozenset(found)


def key(text: str) -> str:
    """A line as it is compared: letters only, small, so that *page 2* repeats *page 1*."""
    return " ".join(re.findall(r"[^\W\d_]+", text.casefold()))


def is_mark(text: str, language: str) -> bool:
    """Whether a line is a rule, a page number or the mark of an electronic signature."""
    text = text.strip()
    return bool(
        (_RULE.fullmatch(text) and not re.search(r"\w_*\w", text.replace("_", " ")))
        or _page_number(language).fullmatch(text)
        or _is_signature_mark(text, language)
    )


def _is_signature_mark(text: str, language: str) -> bool:
    """Whether a line is what an electronic signature prints: opened by its words, or holding them and no sentence."""
    if len(text) > 160 or _is_clause(text):
        return False
    if _STAMP.search(text) and len(text) < 60:
        return True
    if vocabulary.opening(language, "furniture", "signature").match(text):
        return True
    return not _SENTENCE_END.search(text) and bool(vocabulary.anywhere(language, "furniture", "signature").search(text))


def is_contact(text: str, language: str) -> bool:
    """Whether a line is nothing but an address, telephones, sites and the words that introduce them."""
    text = text.strip()
    if not text or len(text) > 300:
        return False
    if len(text) > 60 and _SENTENCE_END.search(text) and not _MAY_BE_CONTACT.search(text):
        return False
    rest, found = _contact_pattern(language).subn(" ", text)
    rest, telephones = _TELEPHONE.subn(" ", rest)
    letters = sum(char.isalpha() for char in rest)
    strong = found + telephones
    if strong and letters <= max(3, 0.2 * sum(char.isalpha() for char in text)):
        return True
    is_address = bool(vocabulary.anywhere(language, "furniture", "address").search(text)) and bool(
        re.search(r"\d", text)
    )
    ends = _SENTENCE_END.search(text) and not text.endswith(".ru")
    if is_address and "," in text and not ends and not _is_clause(text) and len(text) < 160:
        # An address has no verb and few small words: most of its words are names and numbers.
        words = re.findall(r"\w+", text)
        return sum(word[0].isupper() or word[0].isdigit() for word in words) >= 0.5 * len(words) and (
            strong > 0 or bool(re.search(r"\b\d{5,6}\b", text)) or len(words) <= 12
        )
    return strong >= 2 and letters <= 0.6 * len(text) and not ends and not _is_clause(text)


@cache
def _contact_pattern(language: str) -> re.Pattern[str]:
    labels = vocabulary.alternatives(language, "furniture", "contact")
    return re.compile(rf"{E_MAIL.pattern}|{LINK.pattern}|(?<!\w)(?:{labels})(?!\w)\s*:?", re.IGNORECASE)


@cache
def _page_number(language: str) -> re.Pattern[str]:
    page = vocabulary.alternatives(language, "furniture", "page")
    of = vocabulary.alternatives(language, "furniture", "of")
    return re.compile(
        rf"[-–—\s]*(?:(?:{page})\s*\d{{1,4}}(?:\s*(?:{of})\s*\d{{1,4}})?|\d{{1,3}}(?:(?:\s+(?:{of})\s+|\s*/\s*)\d{{1,3}})?)[-–—\s]*",
        re.IGNORECASE,
    )


def _running_heads(
    lines: Sequence[SourceLine], filled: Sequence[int], keys: Sequence[str], top: frozenset[int]
) -> set[int]:
    """Lines at the top of a later page that say again what the top of the paper says, broken as it may be."""
    named = [keys[at] for at in sorted(top)]
    heads = [" ".join(named[n:]) for n in range(len(named))]
    words = {word for name in named for word in name.split()}
    found: set[int] = set()
    for before, at in pairwise(filled):
        text = lines[at].text
        if lines[at].page is None or _is_clause(text) or _SENTENCE_END.search(text) or at in top:
            continue
        opens = lines[before].page != lines[at].page
        says = len(keys[at].split()) > 2 and any(head.startswith(keys[at]) for head in heads)
        goes_on = before in found and before == at - 1 and words.issuperset(keys[at].split())
        if (opens and says) or goes_on:
            found.add(at)
    return found


def _is_other_title(text: str, top: Sequence[str], language: str) -> bool:
    """Whether a line is the title of another text: *Resolution No. 4* repeats *Resolution No. 3* only in its words."""
    if not vocabulary.opening(language, "opening", "title").match(text) or _page_behind(language).search(text):
        return False
    figures = re.findall(r"\d+", text)
    return bool(figures) and all(figures != re.findall(r"\d+", each) for each in top)


def _echoes(
    lines: Sequence[SourceLine],
    filled: Sequence[int],
    top: frozenset[int],
    contacts: set[int],
    ending: int,
    language: str,
) -> set[int]:
    """Lines that say again, in part or inflected, what the top says, and bear a page's number or an address.

    The number may stand behind a wide blank, or on the line before or after.
    """
    stems = {stem for at in top for stem in _stems(lines[at].text)}
    found: set[int] = set()
    for place, at in enumerate(filled):
        text = lines[at].text.strip()
        if at in top or at >= ending or len(text) > 160 or _is_clause(text) or _SENTENCE_END.search(text):
            continue
        behind = _page_behind(language).search(text)
        own = _stems(text[: behind.start()] if behind else text)
        if not own or sum(stem in stems for stem in own) < max(1 if behind else 2, 0.5 * len(own)):
            continue
        beside = [filled[other] for other in (place - 1, place + 1) if 0 <= other < len(filled)]
        numbered = any(is_mark(lines[each].text, language) and re.search(r"\d", lines[each].text) for each in beside)
        before = lines[filled[place - 1]].text if place and filled[place - 1] == at - 1 else "."
        # In a sentence an address is no furniture.
        addressed = bool(_SENTENCE_END.search(before)) and bool(contacts.intersection(beside) or E_MAIL.search(text))
        if behind or numbered or addressed:
            found.add(at)
    return found


def _contents(lines: Sequence[SourceLine], filled: Sequence[int]) -> set[int]:
    """A table of contents: five lines or more, one after the other, that end with pages which never go back."""
    found: set[int] = set()
    run: list[int] = []
    last = 0
    for at in (*filled, -1):
        match = _LEADER.search(lines[at].text) if at >= 0 and len(lines[at].text) < 160 else None
        page = int(match[1]) if match else 0
        if match and last <= page <= last + 40:
            run.append(at)
            last = page
            continue
        if len(run) > 4 and last > int(_page_of(lines[run[0]].text)):
            found.update(run)
        run, last = ([at], page) if match else ([], 0)
    return found


def _page_of(text: str) -> str:
    match = _LEADER.search(text)
    return match[1] if match else "0"


def _stems(text: str) -> list[str]:
    """The beginnings of its words, by which inflected words are the same; figures and small words say nothing."""
    return [word[:5] for word in re.findall(r"[^\W\d_]{3,}", E_MAIL.sub(" ", text).casefold())]


@cache
def _page_behind(language: str) -> re.Pattern[str]:
    """A page's number at the end of a line: after a wide blank or a dot in the middle, or after its word."""
    page = vocabulary.alternatives(language, "furniture", "page")
    of = vocabulary.alternatives(language, "furniture", "of")
    number = rf"\d{{1,3}}(?:\s*(?:{of}|/)\s*\d{{1,3}})?"
    return re.compile(rf"(?:\s{{3,}}|\t|\s[·|•–—-]\s)(?:{number})$|(?<!\w)(?:{page})\s*{number}$", re.IGNORECASE)


def _is_clause(text: str) -> bool:
    found = marker(text)
    return found is not None and not found.is_bare and not found.is_bullet


def _letterhead(lines: Sequence[SourceLine], top: Sequence[int], language: str) -> frozenset[int]:
    """The lines at the top, up to the first that is a sentence or a clause."""
    found: list[int] = []
    for at in top:
        text = lines[at].text.strip()
        if _is_clause(text) or (len(text) > 100 and not is_contact(text, language)) or text.endswith((":", ",", ";")):
            break
        found.append(at)
    return frozenset(found)


def _ending(lines: Sequence[SourceLine], filled: Sequence[int]) -> int:
    """The line after which signatures may repeat names of the letterhead: that of the last numbered clause."""
    clauses = [at for at in filled if _is_clause(lines[at].text) or lines[at].number]
    return clauses[-1] if clauses else len(lines)


def _repeated_block(place: int, filled: Sequence[int], keys: Sequence[str], top: frozenset[int]) -> bool:
    """Whether a neighbour repeats the letterhead too: one line alone may be a signature's."""
    names = {keys[each] for each in top}
    return any(
        0 <= other < len(filled) and filled[other] not in top and keys[filled[other]] in names
        for other in (place - 1, place + 1)
    )


def _interrupts(lines: Sequence[SourceLine], filled: Sequence[int], place: int) -> bool:
    """Whether a line stands in the middle of a sentence."""
    if not 0 < place < len(filled) - 1:
        return False
    before, after = lines[filled[place - 1]].text, lines[filled[place + 1]].text.strip()
    return not _SENTENCE_END.search(before) and after[:1].islower()


def _continues(lines: Sequence[SourceLine], filled: Sequence[int], place: int) -> bool:
    """Whether a line of contacts is the rest of the sentence before it, broken at a width."""
    if not place or filled[place - 1] != filled[place] - 1:
        return False
    before, text = lines[filled[place - 1]].text.rstrip(), lines[filled[place]].text.rstrip()
    return len(before) > 40 and not _SENTENCE_END.search(before) and text.endswith((".", ";", ","))
