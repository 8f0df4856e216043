"""The words of a mandate: the letter by which a body tells whose office or event it is whom it puts forward."""

from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from plenaria.phrases.dates import period
from plenaria.phrases.names import label


@dataclass(frozen=True, slots=True)
class Checked:
    """A criterion in words, and what was found on it: a word of the group *finding*."""

    name: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What a mandate says, in the language in which it is written."""

    nominee: str
    office: str
    """The office or the event."""
    place: str = ""
    first_day: date | None = None
    last_day: date | None = None
    instead: str = ""
    """Who was put forward before, and in whose place this is."""
    vote: str = ""
    """The number of the vote that approved it, where no clause did."""
    checked: tuple[Checked, ...] = ()


PLACES = ("nominee", "office", "place", "when", "instead", "vote", "criteria")
"""What a template of a mandate may have besides the places of every letter."""


def places(mandate: Mandate, language: str) -> dict[str, str]:
    """Place → its words."""
    return {
        "nominee": mandate.nominee,
        "office": mandate.office,
        "place": mandate.place,
        "when": _days(mandate, language),
        "instead": mandate.instead,
        "vote": mandate.vote,
        "criteria": "\n".join(
            f"{number}. {each.name}: {label('finding', each.found, language)}"
            for number, each in enumerate(mandate.checked, 1)
        ),
    }


def paragraphs(words: NullTranslations) -> list[str]:
    """The house's words for it, between the greeting and the signature."""
    return [
        words.gettext("{body} decided so on {date} by vote No. {vote}."),
        words.gettext("{body} puts forward: {nominee}"),
        "\n".join(
            [
                words.gettext("For: {office}"),
                words.gettext("When: {when}"),
                words.gettext("Where: {place}"),
                words.gettext("In the place of: {instead}"),
            ]
        ),
        "\n".join([words.gettext("Clause {clause} says:"), "{text}"]),
        "\n".join([words.gettext("What was checked:"), "{criteria}"]),
        words.gettext("We ask you to receive whom we put forward, and to tell us where they report for it."),
    ]


def subject(words: NullTranslations) -> str:
    """The house's words above it."""
    return words.gettext("Mandate – {nominee}: {office}")


def _days(mandate: Mandate, language: str) -> str:
    return period(mandate.first_day, mandate.last_day, language) if mandate.first_day else ""
