"""How well plain lines are read: the figures of design page *text* on the UN documents.

Run: ``python -m benchmarks.reading [--worst N] [FILE …]``. Each document is written as plain lines, its labels hidden,
once with its printed numbers and once without, and read; the structure is compared with the labels.
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from plenaria.core.text import kinds, names
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.text.source import Source, SourceLine

UN = Path(__file__).parents[2] / "shared/data/resolutions/un"


@dataclass(slots=True)
class Document:
    """One labelled document: for each line its text, printed number, label and level."""

    name: str
    lines: list[tuple[str, str, str | None, int | None]] = field(default_factory=list)

    def source(self, *, numbers: bool) -> Source:
        """The document as plain lines, with or without its printed numbers."""
        texts = (f"{prefix} {text}".strip() if numbers and prefix else text for text, prefix, _, _ in self.lines)
        return Source(lines=tuple(SourceLine(text=text) for text in texts), format="txt", language="en")


def load(path: Path) -> Document:
    """A document of the set; breaks within a paragraph become blanks."""
    document = Document(path.stem)
    for each in json.loads(path.read_text(encoding="utf-8")):
        text, prefix = " ".join(each["text"].split()), (each["prefix"] or "").strip()
        if text or prefix:
            document.lines.append((text, prefix, each["paragraph_type"], each["paragraph_level"]))
    return document


def is_proper(document: Document) -> bool:
    """A resolution in the narrow sense: one run of recitals, then one of clauses, and no annex."""
    labels = [label for _, _, label, _ in document.lines if label]
    runs = [label for n, label in enumerate(labels) if not n or labels[n - 1] != label]
    annexed = any(text.upper().startswith(("ANNEX", "APPENDIX")) and len(text) < 40 for text, *_ in document.lines)
    return runs == ["preambular", "operative"] and "_RES_" in document.name and not annexed


def read_labels(resolution: Resolution) -> dict[int, str]:
    """The label of each line, from 0, as the reader sees it."""
    found: dict[int, str] = {}
    for recital in resolution.recitals:
        if recital.place:
            found[recital.place.line - 1] = "preambular"
    for clause in resolution.walk():
        if clause.place:
            found[clause.place.line - 1] = "operative"
    return found


def line_labels(resolution: Resolution, document: Document) -> dict[int, str]:
    """As ``read_labels``, with the lines that a recital, a formula or a clause took in besides its first."""
    found = read_labels(resolution)
    preamble = (resolution.formula or "").split("\n")
    texts = Counter(preamble)
    inside = {line for clause in resolution.walk() for line in f"{clause.text}\n{clause.tail}".split("\n")}
    for at, (text, prefix, _, _) in enumerate(document.lines):
        if at in found:
            continue
        if texts[text]:
            found[at] = "preambular"
        elif text in inside or f"{prefix} {text}".strip() in inside:
            found[at] = "operative"
    return found


def clean(number: str) -> str:
    """A printed number without brackets and full stop."""
    return number.strip("().:\t ")


def segments(resolution: Resolution) -> set[tuple[int, str, str]]:
    """Each clause and sub-clause: its first line, its number, its whole text."""
    placed = ((clause, clause.place.line - 1) for clause in resolution.walk() if clause.place)
    return {(line, clean(clause.number), whole(clause)) for clause, line in placed}


def whole(clause: Clause) -> str:
    """The text of a clause without its sub-clauses."""
    return " ".join(clause.text.split())


def f1(right: int, said: int, true: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (said + true) if said + true else 1.0


@dataclass(slots=True)
class Figures:
    """Counts over documents."""

    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    exact_counts: int = 0

    def line(self, key: str) -> str:
        """One figure as text."""
        return f"{f1(self.right[key], self.said[key], self.true[key]):.4f}"


def measure(documents: list[Document], *, numbers: bool) -> tuple[Figures, list[tuple[int, str]]]:
    """The figures over ``documents``, and those with the most errors."""
    figures, worst = Figures(), []
    for document in documents:
        resolution = read(document.source(numbers=numbers), language="en")
        labels = line_labels(resolution, document)
        errors = 0
        for at, (_, _, label, _) in enumerate(document.lines):
            said = labels.get(at)
            for kind in ("operative", "preambular"):
                figures.said[kind] += said == kind
                figures.true[kind] += label == kind
                figures.right[kind] += said == label == kind
            errors += said != label
        expected = {
            (at, clean(prefix), text): level
            for at, (text, prefix, label, level) in enumerate(document.lines)
            if label == "operative"
        }
        found = segments(resolution)
        figures.said["segment"] += len(found)
        figures.true["segment"] += len(expected)
        figures.right["segment"] += len(found & expected.keys())
        levels = {c.place.line - 1: c.level for c in resolution.walk() if c.place}
        for (at, _, _), level in expected.items():
            if at in levels:
                figures.said["level"] += 1
                figures.true["level"] += 1
                figures.right["level"] += levels[at] == level
        figures.documents += 1
        top = sum(level == 1 for level in expected.values())
        figures.exact_counts += len(resolution.clauses) == top
        worst.append((errors, document.name))
    return figures, sorted(worst, reverse=True)


def mandates(paths: list[Path]) -> str:
    """Operative verb and addressees against the paragraphs that carry them.

    A verb is right where it and the label begin or end alike (*Also notes*, *notes with concern*); an addressee is
    found where one of the parties is it or holds it (*near*), or is it to the letter (*exact*).
    """
    verbs, right, named, near, exact = 0, 0, 0, 0, 0
    for path in paths:
        for each in json.loads(path.read_text(encoding="utf-8")):
            if not each.get("mandates") or each["paragraph_type"] != "operative":
                continue
            text = " ".join(each["text"].split())
            said = (kinds.classify(text, "en")[2] or "").lower()
            wanted = (each["mandates"][0]["action_verb"] or "").lower()
            verbs += bool(wanted)
            right += bool(said and wanted) and any(
                (wanted.startswith(said), said.startswith(wanted), said.endswith(wanted))
            )
            parties = [party.lower() for party in names.parties(text, "en")]
            for one in (
                (one["assignee"] or "").lower() for mandate in each["mandates"] for one in mandate["assignees"]
            ):
                if not one:
                    continue
                named += 1
                near += any(one in party or party in one for party in parties)
                exact += one in parties
    return f"verb {right}/{verbs}  addressee near {near}/{named}, exact {exact}/{named}"


def main() -> None:
    """Prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--worst", type=int, default=10)
    arguments.add_argument("files", nargs="*", type=Path)
    options = arguments.parse_args()
    documents = [load(path) for path in (options.files or sorted(UN.glob("*.json")))]
    proper = [document for document in documents if is_proper(document)]
    for name, chosen in (("all documents", documents), ("resolutions proper", proper)):
        for numbers in (True, False):
            start = time.perf_counter()
            figures, worst = measure(chosen, numbers=numbers)
            seconds = time.perf_counter() - start
            print(f"{name}, {len(chosen)}, numbers {'kept' if numbers else 'removed'} ({seconds:.1f} s)")
            print(f"  F1 operative {figures.line('operative')}  preambular {figures.line('preambular')}", end="")
            if numbers:
                print(f"  segments {figures.line('segment')}  level {figures.line('level')}", end="")
                print(f"  clause count exact {figures.exact_counts}/{figures.documents}", end="")
            print()
            print("  worst:", ", ".join(f"{name} {errors}" for errors, name in worst[: options.worst]))
    print(mandates(options.files or sorted(UN.glob("*.json"))))


if __name__ == "__main__":
    main()
