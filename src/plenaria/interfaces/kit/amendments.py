"""An amendment as its pages show it: what it asks for in a few words, and the redline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenaria.core.amendments import RULINGS
from plenaria.formats.redline import Run, runs
from plenaria.interfaces.kit.wording import language_name
from plenaria.phrases import amendments as phrases
from plenaria.store.queries.amendments import AmendmentView
from plenaria.store.queries.texts import Version


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of the redline: its number, and its words, each run ``same``, ``gone`` or ``new``."""

    number: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """An amendment in one language; ``elsewhere`` says in which, where it has no words in the reader's."""

    amendment: AmendmentView
    title: str
    asks: str
    language: str
    parts: tuple[Part, ...]
    elsewhere: str

    @property
    def length(self) -> int:
        """Characters that are to be set."""
        return sum(len(words) for part in self.parts for _what, words in part.runs)


@dataclass(frozen=True, slots=True)
class Wording:
    """A language of the form in which an amendment is written: the clause as it stands, and what was typed.

    ``base`` is the SHA-256 of the version that the form shows.
    """

    language: str
    name: str
    before: str
    typed: str
    new: str
    base: str


def wordings(versions: Mapping[str, Version], clause: str, given: Mapping[str, str]) -> dict[str, Wording]:
    """The form in each language of the text, filled with the clause as it stands, or with what was typed before."""
    found = {}
    for language, version in versions.items():
        before = next((each.text for each in version.text.walk() if each.id == clause), "")
        found[language] = Wording(
            language=language,
            name=language_name(language),
            before=before,
            typed=given.get(f"words_{language}", before),
            new=given.get(f"new_{language}", ""),
            base=version.sha256,
        )
    return found


def written(kind: str, forms: Mapping[str, Wording], own: str, given: Mapping[str, str]) -> dict[str, str]:
    """The words that were given: in their ``own`` language, and in others where they are not as they stand."""
    if kind == "insert":
        return {each: given.get(f"new_{each}", "") for each in forms}
    if kind != "replace":
        return {}
    typed = {each: given.get(f"words_{each}", "") for each in forms}
    return {each: said for each, said in typed.items() if each == own or said.split() != forms[each].before.split()}


def redline(amendment: AmendmentView, preferred: Sequence[str] = ()) -> Redline:
    """The amendment in the first of these languages in which it has words, else in that of its proposer."""
    here = get_language() or "en"
    wanted = (*preferred, here, here.partition("-")[0])
    language = next((each for each in wanted if each in amendment.languages), amendment.language)
    reader = next((each for each in wanted if each in amendment.before), "")
    return Redline(
        amendment=amendment,
        title=title(amendment),
        asks=asks(amendment),
        language=language,
        parts=_parts(amendment, language),
        elsewhere=language_name(language) if reader not in ("", language) else "",
    )


def title(amendment: AmendmentView) -> str:
    """*Amendment 2 to clause 3*."""
    return phrases.title(amendment.number, amendment.kind, amendment.place, get_language() or "en")


def asks(amendment: AmendmentView) -> str:
    """What it asks for, before its words."""
    said = {"clause": amendment.place or "–", "behind": amendment.behind_number or "–"}
    match amendment.kind:
        case "replace":
            return _("Clause %(clause)s is to read:") % said
        case "delete":
            return _("Clause %(clause)s is to be deleted.") % said
        case "move" if amendment.behind:
            return _("Clause %(clause)s is to stand after clause %(behind)s.") % said
        case "move":
            return _("Clause %(clause)s is to stand first.") % said
        case _ if amendment.clause:
            return _("A new clause is to stand after clause %(clause)s:") % said
    return _("A new clause is to stand first:")


def ruling(amendment: AmendmentView) -> str:
    """Why it was not admitted, or has lapsed."""
    if amendment.ruling == "place-changed":
        return _("Its place was changed by amendment %(number)s.") % {"number": amendment.displaced_by}
    if amendment.ruling == "text-decided":
        return _("There is nothing more to amend.")
    assert amendment.ruling not in RULINGS
    return amendment.ruling


def _parts(amendment: AmendmentView, language: str) -> tuple[Part, ...]:
    """The clause both ways; of a deletion also those below it."""
    before = amendment.before.get(language, ())
    words = amendment.words.get(language, "")
    match amendment.kind:
        case "insert":
            return (Part("", (("new", words),)),)
        case "replace":
            return (Part(amendment.place, _tidy(runs(before[0].text if before else "", words))),)
        case "delete":
            return tuple(Part(each.number, (("gone", _whole(each.text, each.tail)),)) for each in before)
    return tuple(Part(each.number, (("same", _whole(each.text, each.tail)),)) for each in before)


def _tidy(found: Sequence[Run]) -> tuple[Run, ...]:
    """The same words; the blank before a word that gives way to another is neither struck nor underlined."""
    made: list[Run] = []
    for at, (what, words) in enumerate(found):
        if what == "gone" and at + 1 < len(found) and found[at + 1][0] == "new":
            blank = _blank(words)
            if blank and blank == _blank(found[at + 1][1]):
                made.append(("same", blank))
                words = words[len(blank) :]
        elif what == "new" and at and found[at - 1][0] == "gone" and _blank(words) == _blank(found[at - 1][1]):
            words = words[len(_blank(words)) :]
        made.append((what, words))
    return tuple(made)


def _blank(words: str) -> str:
    return words[: len(words) - len(words.lstrip())]


def _whole(text: str, tail: str) -> str:
    return f"{text}\n{tail}" if tail else text
