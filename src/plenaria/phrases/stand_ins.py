"""What stands where a person's name may not: whose delegate they are, their seat, their initials."""

from collections.abc import Mapping

from plenaria.core.publication import initials
from plenaria.phrases.catalogue import translation

LANGUAGES = ("en", "ru", "es")

type Texts = Mapping[str, str]


def stand_in(instead: str, names: Texts, delegation: Texts, seat: int = 0) -> dict[str, str]:
    """By language, for a word of ``core.publication.INSTEAD``. Who has neither delegation nor seat is a participant."""
    if instead == "initials":
        return {language: short for language, name in names.items() if (short := initials(name))}
    return {language: _in(language, delegation, seat) for language in dict.fromkeys((*LANGUAGES, *delegation))}


def delegation_of(delegation: Texts) -> dict[str, str]:
    """How a delegation stands in a list of delegations; seats that have none stand in it together."""
    if any(delegation.values()):
        return dict(delegation)
    return {language: translation(language).gettext("Without a delegation") for language in LANGUAGES}


def candidate(number: int) -> dict[str, str]:
    """How a candidate is called whose name is not shown."""
    return {each: translation(each).gettext("Candidate {number}").format(number=number) for each in LANGUAGES}


def _in(language: str, delegation: Texts, seat: int) -> str:
    words = translation(language)
    of = next((delegation[each] for each in (language, "en", *delegation) if delegation.get(each)), "")
    if of:
        return words.gettext("Delegate of: {body}").format(body=of)
    return words.gettext("Seat {number}").format(number=seat) if seat else words.gettext("Participant")
