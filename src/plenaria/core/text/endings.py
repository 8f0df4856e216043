"""What follows the clauses: adoption, closing words, signatures, the list of dispatch, annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.looks import Lines
from plenaria.core.text.opening import when_and_where
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.resolution import Adoption, Attachment, Place, Signature
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.signing import Signatures, is_name


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


def read_ending(paragraphs: Sequence[Paragraph], language: str, raw: Sequence[str]) -> Ending:
    """The parts of the ending. ``raw`` are the source's lines, whose wide blanks tell a role from a name."""
    ending, looks = Ending(), Lines(language)
    annex = next((n for n, each in enumerate(paragraphs) if looks.is_annex(each.printed)), len(paragraphs))
    listing = False
    run: list[Paragraph] = []
    for at, paragraph in enumerate(paragraphs[:annex]):
        text = paragraph.printed
        listing = listing and not _signs(paragraph, raw, looks)
        if looks.is_dispatch(text):
            listing = True
            label = looks.dispatch_label(text)
            ending.labels.append(text[:label].rstrip())
            ending.dispatch += _inline_list(text[label:])
        elif listing:
            ending.dispatch.append(_item(paragraph))
        elif (run or ending.signatures) and _heads_list(text, paragraphs[at + 1 : annex], looks):
            listing = True
            ending.labels.append(text)
        elif ending.adoption is None and paragraph.marker is None and (looks.is_adoption(text) or looks.is_vote(text)):
            ending.adoption = adoption(text, language, paragraph.place)
        elif looks.is_closing(text) and not looks.is_signature(text):
            _close(ending, text, language)
        else:
            run.append(paragraph)
            continue
        _sign(ending, run, raw, looks)
        run = []
    _sign(ending, run, raw, looks)
    ending.attachments = _attachments(paragraphs[annex:], looks)
    return ending


def _heads_list(text: str, below: Sequence[Paragraph], looks: Lines) -> bool:
    """Whether a line after the signatures stands over a list of addressees, in whatever words: points, and no names."""
    if not text.endswith(":") or len(text) > 60 or looks.is_signature(text.rstrip(": ")) or len(below) < 2:
        return False
    return all(each.marker is not None and not is_name(each.body, looks) for each in below[:2])


def _signs(paragraph: Paragraph, raw: Sequence[str], looks: Lines) -> bool:
    """Whether somebody signs after a list: a role of the lexicon and a name, or such a role alone."""
    text = paragraph.printed
    if paragraph.marker is not None or not (looks.is_signature(text) or looks.signed(text)):
        return False
    found = Signatures([raw[line - 1] for line in paragraph.lines], looks).found
    return looks.is_role(text) or any(each.role and each.name for each in found)


def _sign(ending: Ending, run: Sequence[Paragraph], raw: Sequence[str], looks: Lines) -> None:
    """Signatures are read line by line, since two may look like one broken line; what is none stays a paragraph."""
    lines = [(paragraph, raw[line - 1]) for paragraph in run for line in paragraph.lines]
    signatures = Signatures([line for _, line in lines], looks)
    ending.signatures += signatures.found
    for _, line in lines:
        if looks.signed(line.strip()) >= len(line.strip()):
            ending.labels.append(line.strip())
    left = list(dict.fromkeys(id(lines[at][0]) for at in signatures.left))
    for paragraph in run:
        if id(paragraph) in left:
            _place(
                ending, paragraph, [lines[at][1].strip() for at in signatures.left if lines[at][0] is paragraph], looks
            )


def _place(ending: Ending, paragraph: Paragraph, left: Sequence[str], looks: Lines) -> None:
    text = paragraph.printed if len(left) == len(paragraph.lines) else " ".join(left)
    if looks.is_closing(text):
        _close(ending, text, looks.language)
    else:
        ending.unplaced.append(text)
        ending.warnings.append(Caution("unplaced", paragraph.line, text))


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
    if in_favour is None and says("unanimous"):
        # "unanimously (63 votes)"
        alone = re.findall(
            rf"(\d+)\s+(?:{vocabulary.alternatives(language, 'adoption', 'votes')})(?!\w)", text, re.IGNORECASE
        )
        in_favour = int(alone[0]) if len(alone) == 1 else None
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
    before = (
        rf"(?<!\w)(?:(?P<n>\d+)|(?P<none>{none}))(?:\s+(?:{votes}))?\s+(?:[–—-]\s+)?{quotes}(?:{words}){quotes}(?!\w)"
    )
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


def _item(paragraph: Paragraph) -> str:
    """A party of the list; its figure or bullet only says its place there."""
    counted = paragraph.marker is not None and paragraph.marker.style.startswith(("figures", "bullet"))
    return (paragraph.body if counted else paragraph.printed).rstrip(" ;,.")


def _inline_list(rest: str) -> list[str]:
    """The parties that follow the heading of a list on its own line."""
    parts = rest.split(";") if ";" in rest.strip(" ;") else re.split(r",\s(?![^«“(]*[»”)])", rest)
    return [part.strip(" ;,.") for part in parts if part.strip(" ;,.")]


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
