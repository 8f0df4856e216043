"""The minutes in one language: every happening as a sentence, with the clerk's words at their place.

What they have to hold, and by which law, stands in ``core.minutes``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plenaria.core.minutes.document import Own, Section, instead, placed, sections
from plenaria.core.minutes.facts import NOTHING, Directory, Facts, Happening
from plenaria.core.minutes.written import CLERK, EDITED, JOURNAL, Paragraph, Written
from plenaria.core.minutes.written import Section as WrittenSection
from plenaria.phrases import dates
from plenaria.phrases.minutes import annexes, votes
from plenaria.phrases.minutes.names import Speech
from plenaria.phrases.minutes.sentences import sentence
from plenaria.phrases.numbers import number

__all__ = ["Frame", "compose", "generated"]


COUNTED = ("poll-decided", "poll-void")
"""What has a table of its arithmetic below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the text: which version it is, who signs, how the journal stood.

    ``size`` and ``root`` (base64, as checkpoints write it) are of the journal at the approval; without them it is a
    draft. ``note`` says what a later version corrects, ``link`` how people took part from afar.
    """

    version: int = 1
    note: str = ""
    chair: str = ""
    secretary: str = ""
    size: int = 0
    root: str = ""
    link: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    after: Mapping[str, Sequence[Own]] = field(default_factory=lambda: NOTHING)
    instead: Mapping[str, Own] = field(default_factory=lambda: NOTHING)


def compose(
    facts: Facts, directory: Directory, language: str, *, words: Iterable[Own] = (), frame: Frame | None = None
) -> Written:
    """The minutes as they read now."""
    say, frame, own = Speech(facts, directory, language), frame or Frame(), list(words)
    parts = [each for each in sections(facts) if each.told]
    told = [each for part in parts for each in part.told]
    mine = _Words(placed(told, own), instead(own))
    written = tuple(_section(say, place, part, mine) for place, part in enumerate(parts, 1))
    return Written(
        language=language,
        title=_title(say, frame),
        over=say.text(directory.body),
        mark="" if frame.root else say.words.gettext("DRAFT"),
        about=tuple(_about(say, frame)),
        sections=written,
        annexes=annexes.all_of(say),
        signatures=(
            (say.words.gettext("Chair of the meeting"), frame.chair),
            (say.words.gettext("Secretary of the meeting"), frame.secretary),
        ),
        foot=tuple(_foot(say, written, frame)),
        version=frame.version,
    )


def generated(facts: Facts, directory: Directory, language: str, key: str) -> str:
    """What the journal tells in one paragraph; empty where it has none of that key."""
    found = next((each for each in facts.happenings if each.key == key), None)
    return sentence(Speech(facts, directory, language), found) if found else ""


def _section(say: Speech, place: int, part: Section, own: _Words) -> WrittenSection:
    lines = [line for each in part.told for line in _paragraphs(say, each, own)]
    numbered = tuple(replace(line, number=f"{place}.{at}") for at, line in enumerate(lines, 1))
    return WrittenSection(number=str(place), title=_heading(say, part), paragraphs=numbered)


def _paragraphs(say: Speech, each: Happening, own: _Words) -> Iterator[Paragraph]:
    """What the journal tells, or the clerk instead; then what the clerk added. Their numbers come later."""
    told, replaced = sentence(say, each), own.instead.get(each.key)
    poll = say.facts.polls[each.data["poll"]] if each.code in COUNTED else None
    yield Paragraph(
        number="",
        text=replaced.text if replaced else told,
        key=each.key,
        source=EDITED if replaced else JOURNAL,
        entries=each.entries,
        generated=told if replaced else "",
        table=votes.arithmetic(say, poll) if poll else None,
    )
    for one in own.after.get(each.key, ()):
        yield Paragraph(number="", text=one.text, key=one.key, source=CLERK)


def _title(say: Speech, frame: Frame) -> str:
    held = say.facts.held
    text = say.words.gettext("Minutes: {meeting}").format(meeting=say.text(held.names))
    if frame.version == 1:
        return text
    return say.words.gettext("{title}, version {version}").format(title=text, version=frame.version)


def _about(say: Speech, frame: Frame) -> Iterator[tuple[str, str]]:
    """Date, time, place, who presided: what stands above the text."""
    words, held = say.words, say.facts.held
    first, last = date.fromisoformat(held.first_day), date.fromisoformat(held.last_day)
    yield words.gettext("Body"), say.text(say.directory.body)
    if held.number:
        yield words.gettext("Number of the meeting"), held.number
    yield words.gettext("Date"), dates.period(first, last, say.language)
    if say.facts.opened:
        yield words.gettext("Opened"), say.moment(say.facts.opened)
    if say.facts.closed:
        yield words.gettext("Closed"), say.moment(say.facts.closed)
    yield words.gettext("Time zone"), held.timezone
    if any(held.places.values()):
        yield words.gettext("Place"), say.text(held.places)
    if frame.link:
        yield words.gettext("From afar"), frame.link
    if frame.chair:
        yield words.gettext("Presided"), frame.chair
    if frame.secretary:
        yield words.gettext("Secretary"), frame.secretary
    if frame.note:
        yield words.gettext("Corrected in this version"), frame.note


def _heading(say: Speech, part: Section) -> str:
    if part.code == "item":
        title = say.text(say.facts.items.get(part.item, {}))
        if part.item in say.facts.order:
            place = say.facts.order.index(part.item) + 1
            title = say.words.gettext("Point {number} of the agenda: {title}").format(number=place, title=title)
        return say.words.gettext("{title} (continued)").format(title=title) if part.again else title
    return {
        "opening": say.words.pgettext("section of the minutes", "Opening"),
        "between": say.words.pgettext("section of the minutes", "Outside the points of the agenda"),
        "close": say.words.pgettext("section of the minutes", "Close"),
    }[part.code]


def _foot(say: Speech, written: Sequence[WrittenSection], frame: Frame) -> Iterator[str]:
    words = say.words
    edited = [each.number for part in written for each in part.paragraphs if each.source != JOURNAL]
    if edited:
        text = words.gettext("In the secretary’s own words: {numbers}. All else is told by the journal.")
        yield text.format(numbers=", ".join(edited))
    else:
        yield words.gettext("All of this is told by the journal.")
    if frame.root:
        text = words.ngettext(
            "The journal had {count} entry when this text was approved; its root was {root}.",
            "The journal had {count} entries when this text was approved; its root was {root}.",
            frame.size,
        )
        yield text.format(count=number(frame.size, say.language), root=frame.root)
    else:
        yield words.gettext("This is a draft. It has not been approved, and can still change.")
