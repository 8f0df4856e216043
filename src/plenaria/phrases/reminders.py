"""The mail that asks an owner how things stand: all that is due in one mail, each with the link of its one tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import day
from plenaria.phrases.letters import Letter

LONGEST_CLAUSE = 500
"""Letters of a clause that a reminder repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A commitment that somebody is asked about."""

    clause: str
    """Its printed number."""
    number: str
    """Of the resolution."""
    words: str
    due: date | None
    """``None`` for what has no day, of which an owner is told and never reminded."""
    link: str


def reminder(asked: Sequence[Asked], today: date, language: str) -> Letter:
    """The mail on one day to one owner."""
    words = translation(language)
    if len(asked) == 1:
        subject = words.gettext("Clause {clause} of resolution {number}: how do things stand?")
        subject = subject.format(clause=asked[0].clause, number=asked[0].number)
    else:
        subject = words.ngettext(
            "{count} commitment: how do things stand?", "{count} commitments: how do things stand?", len(asked)
        )
        subject = subject.format(count=len(asked))
    closing = words.gettext("On that page one press is enough: begun, done, or nothing new. A sentence is welcome.")
    return Letter(subject, "\n\n".join([*(_paragraph(each, today, language) for each in asked), closing]))


def charge(asked: Sequence[Asked], today: date, language: str) -> Letter:
    """The mail that tells somebody what they answer for, once a plan is confirmed."""
    words = translation(language)
    subject = words.ngettext(
        "You answer for {count} clause of resolution {number}",
        "You answer for {count} clauses of resolution {number}",
        len(asked),
    )
    subject = subject.format(count=len(asked), number=asked[0].number)
    closing = words.gettext(
        "Keep this mail: whenever something happens, one press on that page is enough. You are reminded before the day."
    )
    return Letter(subject, "\n\n".join([*(_paragraph(each, today, language) for each in asked), closing]))


def _paragraph(asked: Asked, today: date, language: str) -> str:
    words = translation(language)
    head = words.gettext("Clause {clause} of resolution {number}").format(clause=asked.clause, number=asked.number)
    text = shorten(asked.words, LONGEST_CLAUSE, placeholder=" …")
    if asked.due is None:
        return "\n".join([head, text, asked.link])
    if asked.due < today:
        when = words.gettext("It was due on {date}.")
    elif asked.due == today:
        when = words.gettext("It is due today, {date}.")
    else:
        when = words.gettext("It is due on {date}.")
    return "\n".join([head, text, when.format(date=day(asked.due, language)), asked.link])
