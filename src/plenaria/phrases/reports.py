"""The words of a report on implementation: the whole as a paper, what is put to the vote, what goes on afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plenaria.core.minutes import written
from plenaria.core.minutes.written import Paragraph, Table, Written
from plenaria.core.reports import PROPOSALS, Facts, Section
from plenaria.phrases.catalogue import translation
from plenaria.phrases.dates import day
from plenaria.phrases.names import label

STATES = (
    "noted-done",
    "reported-done",
    "well-advanced",
    "begun",
    "not-started",
    "no-word",
    "blocked",
    "overdue",
    "declared-unachieved",
)
"""Of a commitment, from done to undone; ``overdue`` is computed."""


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
    words = translation(language)
    decided = Counter(each.decision or each.proposal for each in sections)
    order = (*PROPOSALS, "rejected")
    states = Counter("overdue" if line["late"] else line["state"] for each in sections for line in each.facts["plan"])
    tables = [
        (words.gettext("What is proposed, or was decided"), "proposal", {each: decided[each] for each in order}),
        (words.gettext("How the commitments stand"), "commitment", {each: states[each] for each in STATES}),
    ]
    return tuple(
        Paragraph(number=f"1.{at}", text=said, key="", table=_counted(said, group, counts, language))
        for at, (said, group, counts) in enumerate(tables, 1)
        if any(counts.values())
    )


def _counted(caption: str, group: str, counts: Mapping[str, int], language: str) -> Table:
    whole = sum(counts.values())
    shown = [(label(group, each, language), count) for each, count in counts.items() if count]
    head = (translation(language).gettext("State"), translation(language).pgettext("how many", "Number"))
    return Table(
        caption=caption,
        head=head,
        rows=tuple((said, str(count)) for said, count in shown),
        figures=(1,),
        shares=tuple(100 * count // whole for _, count in shown),
    )


def _section(section: Section, language: str) -> Paragraph:
    """A clause: its words, the plan, what was done, what stood in the way, and the proposal or the decision."""
    words, facts = translation(language), section.facts
    lines = [facts["words"].get(language) or next(iter(facts["words"].values()), "")]
    lines += [_line(each, language) for each in facts["plan"]]
    lines += [said for _, said in section.told(language)]
    lines += [_letter(each, language) for each in facts["letters"]]
    if obstacle := section.obstacles.get(language):
        lines.append(f"{words.gettext('What stood in the way:')} {obstacle}")
    if section.decision:
        lines.append(f"{words.gettext('Decided:')} {label('proposal', section.decision, language)}")
    else:
        lines.append(f"{words.gettext('Proposed:')} {label('proposal', section.proposal, language)}")
    return Paragraph(number=facts["clause"], text="\n".join(lines), key=facts["fragment"])


def _line(line: Facts, language: str) -> str:
    """A commitment: how it stands, who answers for it, by when."""
    words = translation(language)
    state = label("commitment", "overdue" if line["late"] else line["state"], language)
    owner = line["owner"].get(language) or next(iter(line["owner"].values()), "")
    due = day(date.fromisoformat(line["due"]), language) if line["due"] else ""
    parts = [state, owner, words.gettext("due {date}").format(date=due) if due else ""]
    return " · ".join(each for each in parts if each)


def _letter(letter: Facts, language: str) -> str:
    party = letter["party"].get(language) or next(iter(letter["party"].values()), "")
    said = translation(language).gettext("Letter to {party}: {state}")
    return said.format(party=party, state=label("correspondence", letter["state"], language))
