"""Letters from templates: the covering letter of a dispatch, a request, thanks. People may edit them before they go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from re import sub

from plenaria.core.text.resolution import Clause
from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import day


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: a subject, and paragraphs with an empty line between them."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a letter is about, in the language in which it is written."""

    party: str
    body: str
    short: str = ""
    """What the body is called in a subject, if that is shorter."""
    contact: tuple[str, ...] = ()
    """Lines under the name of the body: address, e-mail."""
    number: str
    title: str
    adopted_on: date
    clause: Clause | None = None
    answer_due: date | None = None


def draft(purpose: str, occasion: Occasion, language: str) -> Letter:
    """The draft of a letter; ``purpose`` is dispatch, request or thanks."""
    words = translation(language)
    places: Mapping[str, str] = {
        "party": occasion.party,
        "body": occasion.short or occasion.body,
        "number": occasion.number,
        "title": occasion.title,
        "date": day(occasion.adopted_on, language),
    }
    if purpose == "dispatch":
        subject = words.gettext("Resolution {number}: {body}")
        middle = [words.gettext("It is enclosed with its seal; anybody can check that not a letter of it was changed.")]
    elif purpose == "request":
        subject = words.gettext("A request in resolution {number}: {body}")
        middle = [*_quoted(occasion, language), _asked(occasion, language)]
    else:
        subject = words.gettext("Thanks in resolution {number}: {body}")
        middle = [*_quoted(occasion, language), words.gettext("We are glad to pass these thanks on to you.")]
    paragraphs = [
        occasion.party,
        words.gettext("Dear Sir or Madam,"),
        words.gettext("On {date} resolution No. {number} was adopted: “{title}”.").format(**places),
        *middle,
        "\n".join([words.gettext("Yours faithfully,"), occasion.body, *occasion.contact]),
    ]
    return Letter(" ".join(subject.format(**places).split()), "\n\n".join(paragraphs))


def foot(language: str, *, paper: str, answer: str) -> str:
    """What stands under every letter that goes by mail: where the sealed paper is, and where to acknowledge."""
    words = translation(language)
    return "\n".join(
        [
            words.gettext("The resolution with its seal:"),
            paper,
            words.gettext("Please tell us here that it has arrived; you can also answer there:"),
            answer,
        ]
    )


def as_html(text: str, language: str) -> str:
    """A letter as a plain HTML page: its paragraphs, with addresses that can be followed."""
    paragraphs = "".join(f"<p>{_lines(each)}</p>" for each in text.split("\n\n"))
    return f'<!DOCTYPE html><html lang="{escape(language)}"><meta charset="utf-8"><body>{paragraphs}</body></html>'


def _lines(paragraph: str) -> str:
    safe = escape(paragraph).replace("\n", "<br>")
    return sub(r"https?://[^\s<]+", lambda found: f'<a href="{found.group()}">{found.group()}</a>', safe)


def _quoted(occasion: Occasion, language: str) -> list[str]:
    """The clause with its sub-clauses, as it was adopted."""
    words = translation(language)
    clause = occasion.clause
    if clause is None:
        return []
    if clause.number:
        introduced = words.gettext("Clause {clause} says:").format(clause=clause.number)
    else:
        introduced = words.gettext("It says:")
    lines = [each.text if each is clause else f"{each.number}) {each.text}" for each in clause.walk()]
    return [introduced, "\n".join([*lines, clause.tail] if clause.tail else lines)]


def _asked(occasion: Occasion, language: str) -> str:
    words = translation(language)
    if occasion.answer_due is None:
        return words.gettext("Please let us know your answer.")
    by = day(occasion.answer_due, language)
    return words.gettext("Please let us know your answer no later than {date}.").format(date=by)
