"""What follows the clauses: adoption, closing words, signatures, the list of dispatch, annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from plenaria.core.text import vocabulary
from plenaria.core.text.looks import Lines
from plenaria.core.text.opening import when_and_where
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.resolution import Adoption, Attachment, Place, Signature
from plenaria.core.text.resolution import Warning as Caution

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜІЇЄ]"
_WORD = rf"{_CAPITAL}[^\W\d_]*(?:[-’']{_CAPITAL}?[^\W\d_]+)*"
_INITIAL = rf"{_CAPITAL}\."
_NAME = re.compile(
    rf"/?\s*(?P<name>(?:{_INITIAL}\s?){{1,3}}\s?{_WORD}(?:\s(?:de\s|del\s|la\s)?{_WORD}){{0,2}}|{_WORD}\s(?:{_INITIAL}\s?){{1,2}}"
    rf"|{_WORD}(?:\s(?:de|del|la|van|von|da|y)){{0,2}}(?:\s{_WORD}|\s{_INITIAL}){{1,3}})\s*/?\s*$"
)
_BLANK = re.compile(
    r"\t+|\s{3,}|_{2,}[\s_]*|\.{4,}|…{2,}|\(\s*подпись\s*\)|\(\s*signature\s*\)|\(\s*firma\s*\)", re.IGNORECASE
)


@dataclass(slots=True)
class Ending:
    """What stands after the clauses."""

    adoption: Adoption | None = None
    closing: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    dispatch: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """Words over a list, which say only what the list is."""
    unplaced: list[str] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    day: date | None = None
    venue: str | None = None
    behalf: re.Pattern[str] = vocabulary.NOTHING
    """How a role begins that says only for whom somebody signs."""
    role: str | None = None
    """A role whose name is awaited on the next line."""

    def sign(self, signed: Signature) -> None:
        """Somebody signs; a role alone waits for its name."""
        last = self.signatures[-1] if self.signatures else None
        if not signed.name and last is not None and last.name and not last.role:
            # Under a name that has none the role is that name's, and waits for no other.
            self.signatures[-1] = Signature(signed.role, last.name)
            return
        self.role = None if signed.name else signed.role
        if signed.name:
            self.signatures.append(signed)

    def settle(self) -> None:
        """A role whose name does not follow signs alone, or is that of the name above it."""
        if self.role is None:
            return
        role, self.role = self.role, None
        last = self.signatures[-1] if self.signatures else None
        if last is not None and last.name and not last.role:
            self.signatures[-1] = Signature(role, last.name)
        elif last is not None and last.name and self.behalf.match(last.role):
            self.signatures[-1] = Signature(f"{last.role}, {role}", last.name)
        else:
            self.signatures.append(Signature(role, ""))


def read_ending(paragraphs: Sequence[Paragraph], language: str, raw: Sequence[str]) -> Ending:
    """The parts of the ending. ``raw`` are the source's lines, whose wide blanks tell a role from a name."""
    ending, looks = Ending(behalf=vocabulary.opening(language, "endings", "behalf")), Lines(language)
    columns = _columns(paragraphs, raw, looks)
    annex = next((n for n, each in enumerate(paragraphs) if looks.is_annex(each.printed)), len(paragraphs))
    listing = False
    for at, paragraph in enumerate(paragraphs[:annex]):
        text = paragraph.printed
        if at in columns:
            ending.settle()
            ending.signatures += columns[at]
            continue
        if looks.is_dispatch(text):
            ending.settle()
            listing = True
            label = looks.dispatch_label(text)
            ending.labels.append(text[:label].rstrip())
            ending.dispatch += _inline_list(text[label:])
            continue
        if looks.is_adoption(text) and not listing and ending.adoption is None and paragraph.marker is None:
            ending.settle()
            ending.adoption = adoption(text, language, paragraph.place)
            continue
        signed = _signature(paragraph, raw, looks, ending.role, listing)
        if signed is None or not signed.name or signed.role != ending.role:
            ending.settle()
        if signed is not None:
            listing = listing and not signed.name
            ending.sign(signed)
        elif listing:
            ending.dispatch.append(_item(paragraph))
        elif looks.is_closing(text):
            _close(ending, text, language)
        elif ending.signatures and looks.is_signature(text):
            _late_role(ending, text)
        else:
            ending.unplaced.append(text)
            ending.warnings.append(Caution("unplaced", paragraph.line, text))
    ending.settle()
    ending.attachments = _attachments(paragraphs[annex:], looks)
    return ending


def adoption(text: str, language: str, place: Place | None) -> Adoption:
    """Method, result and counts that a statement of adoption names."""

    def says(key: str) -> bool:
        return bool(vocabulary.anywhere(language, "adoption", key).search(text))

    methods = {
        "secret vote": "secret_vote",
        "roll call": "roll_call",
        "show of hands": "show_of_hands",
        "open vote": "open_vote",
        "acclamation": "acclamation",
        "consensus": "consensus",
    }
    method = next((name for name, key in methods.items() if says(key)), None)
    in_favour, against, abstaining = _counts(text, language)
    result = None
    if says("rejected") or (in_favour is not None and against is not None and against > in_favour):
        result = "rejected"
    elif says("unanimous") or (in_favour and against == 0 and not abstaining):
        result = "unanimous"
    elif says("majority") or (in_favour is not None and (against or abstaining)):
        result = "majority"
    return Adoption(
        text=text,
        method=method,
        result=result,
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        place=place,
    )


def _counts(text: str, language: str) -> tuple[int | None, int | None, int | None]:
    to = re.search(_votes_to(language), text)
    counts = [_count(text, language, key) for key in ("for", "against", "abstain")]
    if to:
        counts[0], counts[1] = int(to["for"]), int(to["against"])
    return counts[0], counts[1], counts[2]


@cache
def _votes_to(language: str) -> re.Pattern[str]:
    votes = vocabulary.alternatives(language, "adoption", "votes")
    to = vocabulary.alternatives(language, "adoption", "to")
    votes = rf"(?:\s+(?:{votes}))?(?:\s+(?:a favor|in favour|за))?"
    return re.compile(rf"(?P<for>\d+){votes}\s+(?:{to})\s+(?P<against>\d+)", re.IGNORECASE)


def _count(text: str, language: str, key: str) -> int | None:
    words = vocabulary.alternatives(language, "adoption", key)
    votes = vocabulary.alternatives(language, "adoption", "votes")
    none = vocabulary.alternatives(language, "adoption", "none")
    quotes = r"[«»\"“”']*"
    after = rf"(?<!\w){quotes}(?:{words}){quotes}(?!\w)\s*[:,–—-]?\s*(?:(?P<n>\d+)|(?P<none>{none}))(?!\w)"
    before = rf"(?<!\w)(?:(?P<n>\d+)|(?P<none>{none}))(?:\s+(?:{votes}))?\s+{quotes}(?:{words}){quotes}(?!\w)"
    # "45 for, 2 against" and "for: 45, against: 2" read the same from the wrong side; the first sign tells.
    first = re.search(r"\d", text)
    leading = bool(first) and not re.search(
        rf"(?<!\w){quotes}(?:{vocabulary.alternatives(language, 'adoption', 'for')})"
        rf"{quotes}\s*[:,–—-]?\s*$",
        text[: first.start()] if first else "",
        re.IGNORECASE,
    )
    for form in (before, after) if leading else (after, before):
        match = re.search(form, text, re.IGNORECASE)
        if match:
            return int(match["n"]) if match["n"] else 0
    return None


def _columns(paragraphs: Sequence[Paragraph], raw: Sequence[str], looks: Lines) -> dict[int, tuple[Signature, ...]]:
    """Signatures side by side: roles on one line and the names under them, the other way round, or *role: name* each.

    By place in ``paragraphs``; the second line of a pair holds none.
    """
    found: dict[int, tuple[Signature, ...]] = {}
    cells = [
        [cell.strip(" ,:") for cell in re.split(r"\t+|\s{3,}", raw[each.line - 1].strip()) if cell.strip(" ,:")]
        for each in paragraphs
    ]
    for at, row in enumerate(cells):
        pairs = [tuple(part.strip() for part in cell.partition(":")) for cell in row]
        if len(row) > 1 and all(looks.is_signature(role) and _NAME.fullmatch(name) for role, _, name in pairs):
            found[at] = tuple(Signature(role, name) for role, _, name in pairs)
    for at, (upper, lower) in enumerate(pairwise(cells)):
        if len(upper) < 2 or len(upper) != len(lower) or at in found:
            continue
        for roles, names in ((upper, lower), (lower, upper)):
            if all(map(looks.is_signature, roles)) and all(map(_NAME.fullmatch, names)):
                found[at] = tuple(Signature(role, name) for role, name in zip(roles, names, strict=True))
                found[at + 1] = ()
    return found


def _item(paragraph: Paragraph) -> str:
    """A party of the list; its figure or bullet only says its place there."""
    counted = paragraph.marker is not None and paragraph.marker.style.startswith(("figures", "bullet"))
    return (paragraph.body if counted else paragraph.printed).rstrip(" ;,.")


def _inline_list(rest: str) -> list[str]:
    """The parties that follow the heading of a list on its own line."""
    parts = rest.split(";") if ";" in rest.strip(" ;") else re.split(r",\s(?![^«“(]*[»”)])", rest)
    return [part.strip(" ;,.") for part in parts if part.strip(" ;,.")]


def _signature(
    paragraph: Paragraph, raw: Sequence[str], looks: Lines, role: str | None, listing: bool
) -> Signature | None:
    """Who signs here; a role alone waits for the name on the next line, whose role it then is."""
    text = paragraph.printed
    printed = raw[paragraph.line - 1].strip() if len(paragraph.lines) == 1 else text
    signed = looks.signed(text)
    if signed:
        # "(signed) Ana Ruiz, Chair": the word says only that there is a signature.
        text, printed = text[signed:], printed[looks.signed(printed) :]
    if len(text) > 200 or (listing and not looks.is_signature(text)):
        return None
    is_role = looks.is_signature(text)
    if looks.is_role(text):
        return Signature(text.strip(" _,:"), "")
    stated, colon, name = (part.strip() for part in text.partition(":"))
    if colon and looks.is_signature(stated) and _NAME.search(name) and len(name.split()) < 6:
        return Signature(stated, name)
    match = _NAME.search(_BLANK.sub("   ", printed).strip())
    if match:
        before = _BLANK.sub(" ", printed).strip()
        cut = _NAME.search(" ".join(before.split()))
        named = " ".join(match["name"].split())
        rest = " ".join(before.split())[: cut.start()].strip(" ,:—–-/") if cut else ""
        parts = [part.strip() for part in _BLANK.split(printed) if part.strip()]
        if len(parts) > 1:
            named, rest = parts[-1].strip(" /"), " ".join(parts[:-1]).strip(" ,:—–-/")
        else:
            rest, named = _role_and_name(rest, named, looks)
        if rest and (is_role or looks.names_role(rest) or len(parts) > 1):
            return Signature(" ".join(rest.split()), named)
        if not rest and role:
            return Signature(role, named)
        if not rest and not listing:
            return Signature("", named)
    parts = [part.strip(" ,/") for part in re.split(r",\s", text)]
    titled = len(parts) == 2 and (looks.is_signature(parts[1]) or looks.names_role(parts[1]))
    if titled and _NAME.fullmatch(parts[0]):
        return Signature(parts[1], parts[0])
    if is_role and role is None and not text.endswith((".", ";")):
        return Signature(text.strip(" _,:"), "")
    return None


def _role_and_name(rest: str, named: str, looks: Lines) -> tuple[str, str]:
    """Words of the role may have capitals too: *Secretary General Ana Ruiz*, *Chair of the Congress Ana Ruiz*."""
    words = named.split()
    titled = looks.is_signature(rest or named)
    last = max((n for n, word in enumerate(words[:-1]) if titled and looks.is_body(word)), default=-1)
    if last >= 0 and len(words) - last > 2:
        rest, words = f"{rest} {' '.join(words[: last + 1])}".strip(), words[last + 1 :]
    while len(words) > 2 and looks.is_signature(f"{rest} {words[0]}".strip()) and looks.is_signature(words[0]):
        rest, words = f"{rest} {words[0]}".strip(), words[1:]
    return rest, " ".join(words)


def _late_role(ending: Ending, text: str) -> None:
    """A role that stands under its name."""
    last = ending.signatures[-1]
    if last.role:
        ending.signatures.append(Signature(text, ""))
    else:
        ending.signatures[-1] = Signature(text, last.name)


def _close(ending: Ending, text: str, language: str) -> None:
    ending.closing.append(text)
    day, venue = when_and_where(text, language)
    if day is not None:
        ending.day, ending.venue = day, venue or ending.venue


def _attachments(paragraphs: Sequence[Paragraph], looks: Lines) -> list[Attachment]:
    made: list[Attachment] = []
    for paragraph in paragraphs:
        if looks.is_annex(paragraph.printed):
            made.append(Attachment(title=paragraph.printed, place=paragraph.place))
        else:
            last = made[-1]
            made[-1] = Attachment(title=last.title, paragraphs=(*last.paragraphs, paragraph.printed), place=last.place)
    return made
