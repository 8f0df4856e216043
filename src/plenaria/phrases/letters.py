"""Letters from templates: the covering letter of a dispatch, a request, thanks, a reminder, a mandate. People may edit
them before they go.

A body may have words of its own for each; the house's are here. Both are templates with places (``core.letters``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from html import escape
from re import sub

from plenaria.core.letters import NOTE, filled
from plenaria.core.text.resolution import Clause
from plenaria.phrases import mandates
from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import day
from plenaria.phrases.mail_page import frame
from plenaria.phrases.mandates import Mandate


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, or a template of it: a subject, and paragraphs with an empty line between them."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The letter that a reminder reminds of: its number, the day on which it went, and when its answer was due."""

    reference: str
    sent_on: date
    answer_due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a letter is about, in the language in which it is written."""

    party: str
    contact: str = ""
    """Who is written to at the party."""
    salutation: str = ""
    """How the party wants to be addressed; empty: the house's words."""
    body: str
    short: str = ""
    """What the body is called in a subject, if that is shorter."""
    signatory: tuple[str, ...] = ()
    """Name and office of who signs, a line each."""
    number: str
    title: str
    adopted_on: date
    clause: Clause | None = None
    answer_due: date | None = None
    earlier: Earlier | None = None
    mandate: Mandate | None = None


def draft(purpose: str, occasion: Occasion, language: str, own: Letter | None = None) -> Letter:
    """The draft of a letter; ``purpose`` is one of ``core.letters.PURPOSES``, ``own`` the template of the body."""
    ours = house(purpose, language, due=occasion.answer_due is not None)
    template, places = own or ours, _places(occasion, language)
    in_subject = {**places, "body": occasion.short or occasion.body}
    # A subject whose places have nothing to say would be none.
    subject = filled(template.subject, in_subject) or filled(ours.subject, in_subject)
    return Letter(" ".join(subject.split()), filled(template.text, places) or filled(ours.text, places))


def house(template: str, language: str, *, due: bool = True) -> Letter:
    """The house's own template; ``due`` says whether there is a day by which an answer is wanted."""
    words = translation(language)
    if template == NOTE:
        return Letter("", _note(words))
    subject = {
        "dispatch": words.gettext("Resolution {number}: {body}"),
        "request": words.gettext("A request in resolution {number}: {body}"),
        "thanks": words.gettext("Thanks in resolution {number}: {body}"),
        "reminder": words.gettext("A reminder of our request in resolution {number}: {body}"),
        "mandate": mandates.subject(words),
    }[template]
    paragraphs = [
        "{salutation}",
        words.gettext("On {date} resolution No. {number} was adopted: “{title}”."),
        *_middle(template, words, due),
        "\n".join([words.gettext("Yours faithfully,"), "{signatory}", "{body}"]),
    ]
    return Letter(subject, "\n\n".join(paragraphs))


def note(language: str, *, paper: str, answer: str, own: str = "") -> str:
    """What stands under every letter that goes by mail: where the sealed paper is, and where to acknowledge.

    ``own`` is the template of the body; empty: the house's.
    """
    return filled(own or house(NOTE, language).text, {"paper": paper, "answer": answer})


def linked(language: str, address: str) -> str:
    """What stands in a mail instead of a paper that is too large to go with it."""
    return f"{translation(language).gettext('The enclosure is too large for a mail. It is here:')}\n{address}"


def heading(language: str, reference: str, on: date) -> str:
    """The line above a letter in a mail: its number and its day."""
    written = day(on, language)
    return f"{translation(language).gettext('Our reference: {reference}').format(reference=reference)} · {written}"


def as_html(text: str, language: str, *, title: str = "", accent: str = "") -> str:
    """A letter as an HTML page for a mail: its paragraphs, with addresses that can be followed."""
    return frame("".join(f"<p>{_lines(each)}</p>" for each in text.split("\n\n")), language, title=title, accent=accent)


def _places(occasion: Occasion, language: str) -> Mapping[str, str]:
    words, earlier, clause = translation(language), occasion.earlier, occasion.clause

    def written(on: date | None) -> str:
        return day(on, language) if on else ""

    return {
        "party": occasion.party,
        "contact": occasion.contact,
        "salutation": occasion.salutation or words.gettext("Dear Sir or Madam,"),
        "body": occasion.body,
        "signatory": "\n".join(occasion.signatory),
        "number": occasion.number,
        "title": " ".join(occasion.title.split()),
        "date": written(occasion.adopted_on),
        "clause": clause.number if clause else "",
        "text": _words(clause) if clause else "",
        "answer_due": written(occasion.answer_due),
        "sent": written(earlier.sent_on) if earlier else "",
        "reference": earlier.reference if earlier else "",
        "asked_by": written(earlier.answer_due) if earlier else "",
        **(mandates.places(occasion.mandate, language) if occasion.mandate else dict.fromkeys(mandates.PLACES, "")),
    }


def _words(clause: Clause) -> str:
    """The clause with its sub-clauses, as it was adopted."""
    lines = [each.text if each is clause else f"{each.number}) {each.text}" for each in clause.walk()]
    return "\n".join([*lines, clause.tail] if clause.tail else lines)


def _middle(template: str, words: NullTranslations, due: bool) -> list[str]:
    quoted = "\n".join([words.gettext("Clause {clause} says:"), "{text}"])
    asked = words.gettext("Please let us know your answer.")
    asked_by = words.gettext("Please let us know your answer no later than {answer_due}.")
    return {
        "dispatch": [
            words.gettext("It is enclosed with its seal; anybody can check that not a letter of it was changed.")
        ],
        "request": [quoted, asked_by if due else asked],
        "thanks": [quoted, words.gettext("We are glad to pass these thanks on to you.")],
        "reminder": [
            words.gettext(
                "We wrote to you about it on {sent} (our reference {reference}), and have had no answer yet."
            ),
            quoted,
            asked_by if due else asked,
        ],
        "mandate": mandates.paragraphs(words),
    }[template]


def _note(words: NullTranslations) -> str:
    return "\n".join(
        [
            words.gettext("The resolution with its seal:"),
            "{paper}",
            words.gettext("Please tell us here that it has arrived; you can also answer there:"),
            "{answer}",
            words.gettext("That the page was opened is noted, and nothing else."),
        ]
    )


def _lines(paragraph: str) -> str:
    safe = escape(paragraph).replace("\n", "<br>")
    return sub(r"https?://[^\s<]+", lambda found: f'<a href="{found.group()}">{found.group()}</a>', safe)
