"""Letters as PDF by typst: PDF/A-3a and PDF/UA-1, the address in the window of an envelope; sheets of labels.

The same letter gives the same bytes.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import segno

from plenaria.core.refusal import Refusal
from plenaria.formats.labels import labels
from plenaria.formats.paper import Letterhead
from plenaria.formats.typeset_pdf import typeset
from plenaria.formats.typesetting import shortened, unbroken
from plenaria.formats.writing_isolated import answered_with, letterhead_data, read_letterhead, written_by
from plenaria.phrases import dates
from plenaria.phrases.catalogue import translation

WINDOWS = ("left", "right")
"""On which side of the sheet the address stands: left as in DIN 5008, right as in NF Z11-001 and GOST R 7.0.97."""
SECONDS = 60
MEGABYTES = 1500
LONGEST_SENDER = 66
"""Characters of the line above the address that fit into a window."""
AT_ONCE = 40
"""Letters that one child process sets: some tenths of a second each on a slow machine."""

type Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """A letter as it is to be printed. ``text`` is paragraphs with an empty line between them."""

    language: str
    letterhead: Letterhead
    reference: str
    day: date
    to: tuple[str, ...]
    """The address, as on an envelope."""
    subject: str
    text: str
    enclosed: tuple[str, ...] = ()
    """What goes with it, a line each."""
    answer: str = ""
    """Where the party answers: printed as a QR code; empty for a letter that goes by mail, which has the link."""
    window: str = "left"


def pdf(letter: LetterPaper) -> bytes | Refusal:
    """The letter as A4 pages; refused where no font has a letter of it (``paper-letters-missing``)."""
    inputs = {"paper": json.dumps(_data(letter), ensure_ascii=False)}
    if letter.letterhead.emblem_svg:
        inputs["emblem"] = letter.letterhead.emblem_svg.decode()
    return typeset("letter", inputs, letter.day)


def label_sheet(title: str, addresses: Sequence[Sequence[str]]) -> bytes | Refusal:
    """Addresses as labels to be stuck on envelopes, 24 on a sheet; refused as ``pdf``."""
    sheet = {"title": title, "labels": [list(each) for each in addresses]}
    return typeset("labels", {"sheet": json.dumps(sheet, ensure_ascii=False)})


def write_letters(letters: Sequence[LetterPaper]) -> list[bytes] | Refusal:
    """Each letter as PDF, from child processes with limits; or the first refusal (see ``writing_isolated``)."""
    made: list[bytes] = []
    for start in range(0, len(letters), AT_ONCE):
        jobs = [[_packed(each)] for each in letters[start : start + AT_ONCE]]
        some = written_by("plenaria.formats.letter_pdf:answer", jobs, seconds=SECONDS, megabytes=MEGABYTES)
        if isinstance(some, Refusal):
            return some
        made += some
    return made


def write_labels(title: str, addresses: Sequence[Sequence[str]]) -> bytes | Refusal:
    """A sheet of labels from a child process."""
    jobs = [[title, [list(each) for each in addresses]]]
    made = written_by("plenaria.formats.letter_pdf:answer_labels", jobs, seconds=SECONDS, megabytes=MEGABYTES)
    return made if isinstance(made, Refusal) else made[0]


def answer(data: bytes) -> bytes:
    """The child's part for letters."""
    return answered_with(pdf(_unpacked(packed)) for (packed,) in json.loads(data))


def answer_labels(data: bytes) -> bytes:
    """The child's part for labels."""
    return answered_with(label_sheet(title, addresses) for title, addresses in json.loads(data))


def _packed(letter: LetterPaper) -> Data:
    return asdict(letter) | {"letterhead": letterhead_data(letter.letterhead), "day": letter.day.isoformat()}


def _unpacked(data: Data) -> LetterPaper:
    return LetterPaper(
        **data
        | {
            "letterhead": read_letterhead(data["letterhead"]),
            "day": date.fromisoformat(data["day"]),
            "to": tuple(data["to"]),
            "enclosed": tuple(data["enclosed"]),
        }
    )


def _data(letter: LetterPaper) -> Data:
    head, language = letter.letterhead, letter.language
    words, name = translation(language), head.name(language)
    return {
        "lang": language,
        "accent": head.accent,
        "date": {"year": letter.day.year, "month": letter.day.month, "day": letter.day.day},
        "letterhead": [name, *head.lines],
        "emblem": bool(head.emblem_svg),
        "emblem-alt": labels(language).emblem.format(body=name),
        "page": labels(language).page,
        "reference": letter.reference,
        "sender": shortened(" · ".join([name, *head.lines[:1]]), LONGEST_SENDER),
        "to": list(letter.to),
        "window": letter.window,
        "about": [
            *([[words.gettext("Our reference"), letter.reference]] if letter.reference else []),
            [words.gettext("Date"), unbroken(dates.day(letter.day, language))],
        ],
        "subject": unbroken(letter.subject),
        "paragraphs": [unbroken(each) for each in letter.text.split("\n\n") if each.strip()],
        "enclosed": [unbroken(each) for each in letter.enclosed],
        "enclosed-label": words.gettext("Enclosed"),
        "answer": letter.answer,
        "answer-label": words.gettext("Tell us here that it has arrived, and answer if you like."),
        "code": _code(letter.answer),
    }


def _code(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004), an SVG; nothing where there is none."""
    if not address:
        return ""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, scale=4)
    return drawn.getvalue().decode()
