"""Documents of the United Nations, whose paragraphs others have labelled.

Each document is written as plain lines, once with its printed numbers and once without, and read; what is read is
compared with the labels line by line. The labels follow the printed numbers: every operative paragraph of the set has
one, so that in annexes and reports, too, *numbered* and *operative* are one thing there.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.evaluate.figures import Case, Figure, Report, Score

from plenaria.core.text import kinds, names
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.text.several import read_all, read_attached
from plenaria.core.text.source import Source, SourceLine

UN = Path(__file__).parents[3] / "shared/data/resolutions/un"
KINDS = ("operative", "preambular")
CATEGORIES = ("resolutions proper", "resolutions with annexes or parts", "reports and declarations")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document: its text and printed number, its label, and its level where it is operative."""

    text: str
    prefix: str
    label: str | None
    level: int | None


@dataclass(slots=True)
class Document:
    """One labelled document."""

    name: str
    lines: list[Line] = field(default_factory=list)

    def source(self, *, numbers: bool) -> Source:
        """The document as plain lines, with or without its printed numbers."""
        texts = (f"{line.prefix} {line.text}".strip() if numbers else line.text for line in self.lines)
        return Source(lines=tuple(SourceLine(text=text) for text in texts), format="txt", language="en")

    @property
    def category(self) -> str:
        """One run of recitals and then one of clauses, without an annex, is a resolution proper."""
        labels = [line.label for line in self.lines if line.label]
        runs = [label for n, label in enumerate(labels) if not n or labels[n - 1] != label]
        annexed = any(
            line.text.upper().startswith(("ANNEX", "APPENDIX")) and len(line.text) < 40 for line in self.lines
        )
        if "_RES_" not in self.name:
            return CATEGORIES[2]
        return CATEGORIES[0] if runs == ["preambular", "operative"] and not annexed else CATEGORIES[1]


def load(path: Path) -> Document:
    """A document of the set; breaks within a paragraph become blanks."""
    document = Document(path.stem)
    for each in json.loads(path.read_text(encoding="utf-8")):
        text, prefix = " ".join(each["text"].split()), (each["prefix"] or "").strip()
        if text or prefix:
            document.lines.append(Line(text, prefix, each["paragraph_type"], each["paragraph_level"]))
    return document


def texts(source: Source) -> list[Resolution]:
    """All that a file holds: each resolution, and after it its annexes, read as texts of their own."""
    found: list[Resolution] = []
    for resolution in read_all(source, language="en"):
        found += [resolution, *read_attached(source, resolution)]
    return found


def line_labels(resolution: Resolution, document: Document) -> dict[int, str]:
    """The label of each line, from 0, as the reader sees it; also of lines that a recital or a clause took in."""
    found: dict[int, str] = {}
    for recital in resolution.recitals:
        if recital.place:
            found[recital.place.line - 1] = "preambular"
    for clause in resolution.walk():
        if clause.place:
            found[clause.place.line - 1] = "operative"
    preamble = set((resolution.formula or "").split("\n"))
    inside = {line for clause in resolution.walk() for line in f"{clause.text}\n{clause.tail}".split("\n")}
    for at, line in enumerate(document.lines):
        if at in found:
            continue
        if line.text in preamble:
            found[at] = "preambular"
        elif line.text in inside or f"{line.prefix} {line.text}".strip() in inside:
            found[at] = "operative"
    return found


def clean(number: str) -> str:
    """A printed number without brackets and full stop; a bullet is none."""
    return number.strip("().:\t •–-*")


@dataclass(slots=True)
class Tally:
    """Scores by measure and category, how many documents of each, and the wrong places."""

    scores: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    documents: Counter[str] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)


def naive(documents: Iterable[Document]) -> dict[tuple[str, str], Score]:
    """The rule that a number makes a paragraph operative, on the paragraphs that carry a label."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for document in documents:
        for line in document.lines:
            if line.label:
                said = "operative" if line.prefix else "preambular"
                for kind in KINDS:
                    wrong_or_right = Score(said == line.label == kind, said == kind, line.label == kind)
                    scores[kind, document.category] += wrong_or_right
    return scores


def tally(documents: Iterable[Document], *, numbers: bool) -> Tally:
    """Reads every document and compares."""
    made = Tally()
    for document in documents:
        made.documents[document.category] += 1
        said: dict[int, str] = {}
        found = texts(document.source(numbers=numbers))
        for text in found:
            said |= line_labels(text, document)
        _labels(document, said, made)
        if numbers:
            _segments(document, [clause for text in found for clause in text.walk()], made)
    return made


def _labels(document: Document, said: dict[int, str], made: Tally) -> None:
    for at, line in enumerate(document.lines):
        for kind in KINDS:
            score = Score(said.get(at) == line.label == kind, said.get(at) == kind, line.label == kind)
            made.scores[f"{kind}, all lines", document.category] += score
            if line.label:
                made.scores[kind, document.category] += score
        if line.label and said.get(at) != line.label:
            place = f"paragraph {at + 1}"
            made.cases.append(Case(document.name, place, line.label, said.get(at, "neither"), line.text[:100]))


def _segments(document: Document, clauses: Iterable[Clause], made: Tally) -> None:
    """Clauses and points by their first line, their number and their whole text; levels of those that begin right."""
    expected = {
        (at, clean(line.prefix), line.text): line.level
        for at, line in enumerate(document.lines)
        if line.label == "operative"
    }
    placed = [(clause, clause.place.line - 1) for clause in clauses if clause.place]
    found = {(at, clean(clause.number), " ".join(clause.text.split())) for clause, at in placed}
    made.scores["segment", document.category] += Score(len(found & expected.keys()), len(found), len(expected))
    labelled = {at for at, line in enumerate(document.lines) if line.label}
    within = {each for each in found if each[0] in labelled}
    right = len(within & expected.keys())
    made.scores["segment, labelled", document.category] += Score(right, len(within), len(expected))
    levels = {at: clause.level for clause, at in placed}
    for (at, _, _), level in expected.items():
        if at in levels:
            made.scores["level", document.category] += Score(levels[at] == level, 1, 1)


def mandates(path: Path) -> dict[str, Score]:
    """Operative verb and addressees of the paragraphs that carry them.

    A verb is right to the letter, or leniently where it and the label begin or end alike (*Also notes*, *notes with
    concern*); an addressee is right to the letter, or leniently where one of the two holds the other.
    """
    scores = {name: Score() for name in ("verb", "verb, lenient", "addressee", "addressee, lenient")}
    for each in json.loads(path.read_text(encoding="utf-8")):
        if not each.get("mandates") or each["paragraph_type"] != "operative":
            continue
        text = " ".join(each["text"].split())
        said, wanted = (kinds.classify(text, "en")[2] or "").lower(), _wanted(each)
        if wanted:
            near = bool(said) and (wanted.startswith(said) or said.startswith(wanted) or said.endswith(wanted))
            scores["verb"] += Score(said == wanted, bool(said), 1)
            scores["verb, lenient"] += Score(near, bool(said), 1)
        parties = [party.lower() for party in names.parties(text, "en")]
        for mandate in each["mandates"]:
            for one in filter(None, ((one["assignee"] or "").lower() for one in mandate["assignees"])):
                scores["addressee"] += Score(one in parties, 0, 1)
                held = any(one in party or party in one for party in parties)
                scores["addressee, lenient"] += Score(held, 0, 1)
    return scores


def _wanted(paragraph: dict[str, Any]) -> str:
    return (paragraph["mandates"][0]["action_verb"] or "").lower()


def report(folder: Path) -> Report:
    """The figures of the set."""
    paths = sorted(folder.glob("*.json"))
    documents = [load(path) for path in paths]
    made = Report()
    without, beside = tally(documents, numbers=False), tally(documents, numbers=True)
    rule = naive(documents)
    for kind in KINDS:
        goal = 0.97
        for name, scores in (("numbers removed", without.scores), ("numbers kept", beside.scores)):
            made.figures += _by_category(
                f"{kind}, {name}", kind, scores, beside, goal if scores is without.scores else None
            )
        made.figures += _by_category(f"{kind}, rule “numbered means operative”", kind, rule, beside, None)[:1]
        lines = f"{kind}, all lines"
        made.figures += _by_category(
            f"{kind}, numbers removed, headings and annexes without a label counted as wrong",
            lines,
            without.scores,
            beside,
            None,
        )
    made.figures += _by_category("clause segmentation", "segment, labelled", beside.scores, beside, 0.98)
    made.figures += _by_category(
        "clause segmentation, lines without a label counted as wrong", "segment", beside.scores, beside, None
    )
    made.figures += _by_category("nesting level", "level", beside.scores, beside, 0.95)
    said: dict[str, Score] = defaultdict(Score)
    for path in paths:
        for measure, score in mandates(path).items():
            said[measure] += score
    goals = {"verb, lenient": 0.90, "addressee, lenient": 0.75}
    for measure, score in said.items():
        size = f"{score.true} named"
        made.figures.append(Figure(f"{measure}", "UN mandates", size, score.recall, goals.get(measure)))
    made.cases = without.cases
    made.notes.append(_labels_note(documents))
    return made


def _labels_note(documents: Iterable[Document]) -> str:
    """What the labels of the set follow, in its own numbers."""
    counted = Counter((line.label, bool(line.prefix)) for document in documents for line in document.lines)
    numbered, bare = counted["operative", True], counted["operative", False]
    return (
        f"The labels follow the printed numbers: {numbered} of {numbered + bare} operative paragraphs have one, and a "
        f"paragraph without one is called preambular ({counted['preambular', False]}; the other "
        f"{counted['preambular', True]} are points of these) wherever it stands: in the prose of a report, in a "
        "declaration, in an annex. Where numbers are removed nothing is left in reports and declarations that would "
        "tell the two apart, so that the figure over all documents has a ceiling well below that of resolutions. "
        "*Resolutions proper* have one run of recitals, one of clauses and no annex. "
        "*Verb, lenient*: it and the label begin or end alike; *addressee, lenient*: one holds the other."
    )


def _by_category(
    measure: str, key: str, scores: dict[tuple[str, str], Score], counted: Tally, goal: float | None
) -> list[Figure]:
    figures = []
    for name, categories in (
        ("UN, all", CATEGORIES),
        ("all resolutions", CATEGORIES[:2]),
        *((each, (each,)) for each in CATEGORIES),
    ):
        score = Score()
        for category in categories:
            score += scores.get((key, category), Score())
        documents = sum(counted.documents[category] for category in categories)
        if documents:
            size = f"{score.true} in {documents} documents"
            figures.append(Figure(measure, name, size, score.f1, goal if name == "UN, all" else None, _detail(score)))
    return figures


def _detail(score: Score) -> str:
    return f"precision {score.precision:.3f}, recall {score.recall:.3f}"
