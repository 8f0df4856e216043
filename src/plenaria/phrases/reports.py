"""The words of a report on implementation: the whole as a paper, what is put to the vote, what goes on afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plenaria.core.minutes import written
from plenaria.core.minutes.written import Paragraph, Table, Written
from plenaria.core.reports import PROPOSALS, Facts, Section
from plenaria.phrases.catalogue import N_, translation
from plenaria.phrases.dates import day
from plenaria.phrases.names import label
from plenaria.phrases.numbers import locale

STATES = (
    "noted-done",
    "reported-done",
    "well-advanced",
    "begun",
    "not-started",
    "no-word",
    "blocked",
    "overdue",
    "carried-on",
    "declared-unachieved",
)
"""Of a commitment, from done to undone; ``overdue`` is computed."""

LEFT_OPEN = N_(
    "Nothing else is decided by that: what was promised stays as it is, and the next report tells of it again."
)
"""What follows where a proposal was not agreed (``core.reports``, rule 5)."""


def title(language: str) -> str:
    """What the report is called on an agenda."""
    return translation(language).gettext("Report on what became of the resolutions")


def question(resolution: str, clause: str, proposal: str, language: str) -> str:
    """What is put to the vote of one section."""
    words = translation(language)
    told = label("proposal", proposal, language)
    return words.gettext("Report: resolution {resolution}, clause {clause} – {proposal}").format(
        resolution=resolution, clause=clause, proposal=told
    )


def whole(language: str) -> str:
    """What is put to the vote of the whole."""
    return translation(language).gettext("Report on what became of the resolutions, as a whole")


def carried(resolution: str, clause: str, said: str, language: str) -> str:
    """The clause of the next draft by which an earlier one goes on; it cites that one as our own reader finds it."""
    words = translation(language)
    return words.gettext("Continue to carry out clause {clause} of resolution No. {resolution}: {words}").format(
        clause=clause, resolution=resolution, words=said
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the sections: the body and the meeting, each in the language; the state, when and as what the
    report was frozen."""

    body: str
    meeting: str
    state: str
    frozen_on: date | None = None
    sha256: str = ""


def compose(sections: Sequence[Section], frame: Frame, language: str) -> Written:
    """The whole report in that language, ready for PDF and DOCX: an overview in figures, then clause by clause."""
    words = translation(language)
    parts = [written.Section(number="1", title=words.gettext("Overview"), paragraphs=_overview(sections, language))]
    resolutions = list(dict.fromkeys(each.facts["resolution"] for each in sections))
    for number, resolution in enumerate(resolutions, 2):
        mine = [each for each in sections if each.facts["resolution"] == resolution]
        heading = words.gettext("Resolution {number}").format(number=resolution)
        told = tuple(_section(each, language) for each in mine)
        parts.append(written.Section(number=str(number), title=heading, paragraphs=told))
    about = [(words.gettext("Meeting"), frame.meeting)]
    if frame.frozen_on:
        about.append((words.gettext("Frozen"), day(frame.frozen_on, language)))
    foot = [f"SHA-256 {frame.sha256}"] if frame.sha256 else []
    return Written(
        language=language,
        title=title(language),
        over=frame.body,
        mark=words.gettext("Draft") if frame.state == "draft" else "",
        about=tuple(about),
        sections=tuple(parts),
        annexes=(),
        signatures=(),
        foot=tuple(foot),
    )


def _overview(sections: Sequence[Section], language: str) -> tuple[Paragraph, ...]:
    """What is proposed, how it stands, and of what kind it is: each counted, and drawn as bars beside the figures."""
    words = translation(language)
    counts = counted(sections)
    tables = [
        (words.gettext("What is proposed, or was decided"), "proposal", counts.proposals),
        (words.gettext("How the commitments stand"), "commitment", counts.states),
        (words.gettext("Kinds of clauses"), "kind", counts.kinds),
    ]
    said = words.ngettext(
        "The report is on {count} clause.", "The report is on {count} clauses.", len(sections)
    ).format(count=len(sections))
    shown = [each for each in tables if any(each[2].values())]
    return (
        Paragraph(number="1.1", text=said, key=""),
        *(
            Paragraph(number=f"1.{at}", text=caption, key="", table=_table(caption, group, of, language))
            for at, (caption, group, of) in enumerate(shown, 2)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many sections propose or decided what, how many commitments stand how, how many clauses are of which kind."""

    proposals: Mapping[str, int]
    states: Mapping[str, int]
    kinds: Mapping[str, int]


def counted(sections: Sequence[Section]) -> Counts:
    """The sections in figures; the proposals and the kinds add up to as many as there are sections."""
    decided = Counter(each.decision or each.proposal for each in sections)
    states = Counter("overdue" if line["late"] else line["state"] for each in sections for line in each.facts["plan"])
    return Counts(
        proposals={each: decided[each] for each in (*PROPOSALS, "rejected")},
        states={each: states[each] for each in STATES},
        kinds=dict(Counter(each.facts["kind"] for each in sections).most_common()),
    )


def _table(caption: str, group: str, counts: Mapping[str, int], language: str) -> Table:
    whole = sum(counts.values())
    shown = [(label(group, each, language), count) for each, count in counts.items() if count]
    words = translation(language)
    first = words.gettext("Kind") if group == "kind" else words.gettext("State")
    return Table(
        caption=caption,
        head=(first, words.pgettext("how many", "Number")),
        rows=tuple((said[:1].upper() + said[1:], str(count)) for said, count in shown),
        figures=(1,),
        shares=tuple(100 * count // whole for _, count in shown),
    )


def _section(section: Section, language: str) -> Paragraph:
    """A clause: its words, the plan, what was done and shows it, what stood in the way, proposal or decision."""
    words, facts = translation(language), section.facts
    told = [
        *((words.gettext("Plan:"), _line(each, language)) for each in facts["plan"]),
        *((words.gettext("Step:"), _step(each, language)) for each in facts["milestones"]),
        *((words.gettext("What was done:"), _in(language, *each)) for each in section.told(language)),
        *((words.gettext("Evidence:"), said) for each in facts["evidence"] if (said := _shown(each))),
        *((words.gettext("Letters:"), _letter(each, language)) for each in facts["letters"]),
        *((words.gettext("What stood in the way:"), _in(language, *each)) for each in section.hindered(language)),
    ]
    if section.decision != section.asked:
        told.append((words.gettext("Proposed:"), label("proposal", section.asked, language)))
    if section.decision:
        told.append((words.gettext("Decided:"), label("proposal", section.decision, language)))
    if section.decision == "rejected":
        told.append(("", words.gettext(LEFT_OPEN)))
    before = ["", *(label for label, _ in told)]
    return Paragraph(
        number=facts["clause"],
        text=_in(language, *section.worded(language)),
        key=facts["fragment"],
        facts=tuple(("" if label == last else label, said) for (label, said), last in zip(told, before, strict=False)),
    )


def _in(language: str, of: str, said: str) -> str:
    """Words that nobody has translated yet, with a note of their language."""
    if not said or of in ("", language):
        return said
    name = locale(language).languages.get(of, of)
    return translation(language).gettext("{words} (in the original: {language})").format(words=said, language=name)


def _line(line: Facts, language: str) -> str:
    """A commitment: how it stands, who answers for it, by when."""
    words = translation(language)
    state = label("commitment", "overdue" if line["late"] else line["state"], language)
    due = words.gettext("due {date}").format(date=_day(line["due"], language)) if line["due"] else ""
    return " · ".join(each for each in (state, _name(line["owner"], language), due) if each)


def _step(step: Facts, language: str) -> str:
    words, name = translation(language), _name(step["names"], language)
    if step["done_on"]:
        return f"{name} · {words.gettext('reached {date}').format(date=_day(step['done_on'], language))}"
    due = words.gettext("due {date}").format(date=_day(step["due"], language)) if step["due"] else ""
    return " · ".join(each for each in (name, due) if each)


def _shown(evidence: Facts) -> str:
    """A file by what it is called, a link as it is."""
    return str(evidence["link"] or evidence["caption"] or evidence["name"])


def _letter(letter: Facts, language: str) -> str:
    return f"{_name(letter['party'], language)} · {label('correspondence', letter['state'], language)}"


def _name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), "")


def _day(iso: str, language: str) -> str:
    return day(date.fromisoformat(iso), language)
