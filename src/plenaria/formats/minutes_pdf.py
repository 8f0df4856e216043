"""Minutes as PDF by typst: PDF/A-3a and PDF/UA-1, with the canonical text attached as data."""

import json
from datetime import date
from typing import Any

from plenaria.core.minutes.written import Paragraph, Table, Written
from plenaria.core.refusal import Refusal
from plenaria.formats.labels import labels
from plenaria.formats.paper import Letterhead
from plenaria.formats.typeset_pdf import typeset
from plenaria.formats.typesetting import HEAD, shortened, unbroken

type Data = dict[str, Any]

_TOGETHER = 1500
"""Characters that may well stand on one page: a third of it."""
_DIGIT = 2.1
"""Millimetres of a digit or point at the size of the text."""


def pdf(minutes: Written, letterhead: Letterhead, day: date) -> bytes | Refusal:
    """The minutes as A4 pages; refused where no font has a letter of it (``paper-letters-missing``)."""
    inputs = {"paper": json.dumps(_data(minutes, letterhead, day), ensure_ascii=False)}
    inputs["file-0"] = minutes.data().decode()
    if letterhead.emblem_svg:
        inputs["emblem"] = letterhead.emblem_svg.decode()
    return typeset("minutes", inputs, day)


def _data(minutes: Written, letterhead: Letterhead, day: date) -> Data:
    words, name = labels(minutes.language), letterhead.name(minutes.language)
    longest = max((len(one.number) for each in minutes.sections for one in each.paragraphs), default=1)
    return {
        "lang": minutes.language,
        "accent": letterhead.accent,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "letterhead": [name, *letterhead.lines],
        "emblem": bool(letterhead.emblem_svg),
        "emblem-alt": words.emblem.format(body=name),
        "page": words.page,
        "over": minutes.over,
        "title": unbroken(minutes.title),
        "head": shortened(minutes.title, HEAD),
        "mark": minutes.mark,
        "about": [[label, unbroken(value)] for label, value in minutes.about],
        "number-width": longest * _DIGIT,
        "sections": [
            {
                "title": f"{each.number}. {unbroken(each.title)}",
                "paragraphs": [_paragraph(one) for one in each.paragraphs],
            }
            for each in minutes.sections
        ],
        "annexes": [
            {"title": each.title, "lines": [unbroken(line) for line in each.lines], "table": _table(each.table)}
            for each in minutes.annexes
        ],
        "signatures": [list(each) for each in minutes.signatures],
        "foot": list(minutes.foot),
        "attached": [
            {
                "name": f"minutes.{minutes.language}.json",
                "media": "application/json",
                "description": f"Canonical form (RFC 8785), {minutes.language}",
            }
        ],
    }


def _paragraph(one: Paragraph) -> Data:
    facts = one.facts or ()
    return {
        "number": one.number,
        "text": unbroken(one.text),
        "table": _table(one.table),
        "facts": [[label, unbroken(words)] for label, words in facts],
        # What stands under each other with its facts is read together, unless it is long.
        "whole": bool(facts) and len(one.text) + sum(len(words) for _, words in facts) < _TOGETHER,
    }


def _table(table: Table | None) -> Data | None:
    if table is None:
        return None
    data = {"head": list(table.head), "rows": [list(row) for row in table.rows], "figures": list(table.figures)}
    return data | ({"shares": list(table.shares)} if table.shares else {})
