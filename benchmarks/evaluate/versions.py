"""Texts in several languages: the Universal Declaration, whose versions are unequal, and the targets of 2030."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

from benchmarks.evaluate.figures import Case, Figure, Report, Score

from plenaria.core.text.alignment import align
from plenaria.core.text.identifiers import latin
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.source import Source, SourceLine

DATA = Path(__file__).parents[3] / "shared/data/resolutions"
_SPACE = "{http://efele.net/udhr}"


def _text(element: ElementTree.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


class Declaration:
    """One language version: its preamble's paragraphs and its articles, each a heading, paragraphs and points."""

    def __init__(self, path: Path) -> None:
        root = ElementTree.parse(path).getroot()
        preamble = root.find(f"{_SPACE}preamble")
        assert preamble is not None
        self.language = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")[:2]
        self.title = _text(root.find(f"{_SPACE}title"))
        self.heading = _text(preamble.find(f"{_SPACE}title"))
        self.preamble = [_text(each) for each in preamble.findall(f"{_SPACE}para")]
        self.articles: list[tuple[str, list[str], list[str]]] = []
        for article in root.findall(f"{_SPACE}article"):
            self.articles.append(
                (
                    _text(article.find(f"{_SPACE}title")),
                    [_text(each) for each in article.findall(f"{_SPACE}para")],
                    [_text(each) for each in article.iter(f"{_SPACE}listitem")],
                )
            )

    def lines(self) -> list[str]:
        """The version as a person would print it."""
        made = [each for each in (self.title, self.heading, *self.preamble) if each]
        for heading, paragraphs, points in self.articles:
            made += [heading, *paragraphs, *(f"{n}. {point}" for n, point in enumerate(points, 1))]
        return made

    def resolution(self) -> Resolution:
        """The version as its XML says, without any reading."""
        clauses = tuple(
            Clause(
                id=f"c{n}",
                number=str(n),
                text="\n".join(paragraphs),
                children=tuple(
                    Clause(id=f"c{n}.{m}", number=str(m), text=point, level=2) for m, point in enumerate(points, 1)
                ),
            )
            for n, (_, paragraphs, points) in enumerate(self.articles, 1)
        )
        recitals = tuple(Recital(text=each) for each in self.preamble)
        return Resolution(language=self.language, title=self.title, recitals=recitals, clauses=clauses)

    def unequal(self, other: "Declaration") -> int:
        """How many pieces are unequal, counted on the XML: paragraphs of the preamble, points of each article."""
        count = abs(len(self.preamble) - len(other.preamble)) + abs(len(self.articles) - len(other.articles))
        both = zip(self.articles, other.articles, strict=False)
        return count + sum(len(ours[2]) != len(theirs[2]) for ours, theirs in both)


def declaration(folder: Path) -> Report:
    """Every pair of languages aligned: from the XML, and as read from plain lines."""
    versions = [Declaration(path) for path in sorted(folder.glob("*.xml"))]
    made = Report()
    read_versions = {each.language: read(_plain(each.lines()), language=each.language) for each in versions}
    marked, shown, pairs = Score(), 0, list(combinations(versions, 2))
    for one, two in pairs:
        flagged = sum(not pair.is_equal for pair in align(one.resolution(), two.resolution()))
        true = one.unequal(two)
        marked += Score(min(flagged, true), flagged, true)
        if flagged != true:
            made.cases.append(Case(f"{one.language}–{two.language}", "alignment", str(true), str(flagged)))
        ours, theirs = read_versions[one.language], read_versions[two.language]
        shown += sum(not pair.is_equal for pair in align(ours, theirs)) >= _unequal_as_read(ours, theirs)
    size = f"{marked.true} inequalities in {len(pairs)} pairs of {len(versions)} languages"
    made.figures.append(Figure("inequalities flagged", "Universal Declaration", size, marked.recall, 1.0))
    made.figures.append(Figure("flags that are true", "Universal Declaration", size, marked.precision, 1.0))
    made.figures.append(
        Figure(
            "pairs as read whose every inequality is flagged",
            "Universal Declaration",
            f"{len(pairs)} pairs",
            shown / len(pairs),
            1.0,
        )
    )
    for version in versions:
        made.figures.append(_articles(version, read_versions[version.language], made))
    return made


def _unequal_as_read(one: Resolution, two: Resolution) -> int:
    """Inequalities of two texts as read, counted without aligning: recitals, clauses by number, points of each."""
    # *Artículo 1*, *1.º* and *premier* are one number; what has none is told apart from those that have.
    ours, theirs = (
        {latin(clause.number, 0) or "none": len(clause.children) for clause in text.clauses} for text in (one, two)
    )
    unequal = sum(ours[number] != theirs[number] for number in ours.keys() & theirs.keys())
    alone = {number: (ours | theirs)[number] for number in ours.keys() ^ theirs.keys()}
    beside = sum(abs(ours[number] - theirs[number]) for number in ours.keys() & theirs.keys())
    return abs(len(one.recitals) - len(two.recitals)) + unequal + beside + sum(1 + n for n in alone.values())


def _articles(version: Declaration, resolution: Resolution, made: Report) -> Figure:
    """Articles and their points, read right as plain lines: number, level, and whole text."""
    true: set[tuple[str, ...]] = {(str(n),) for n in range(1, len(version.articles) + 1)}
    true |= {(str(n), str(m)) for n, each in enumerate(version.articles, 1) for m in range(1, len(each[2]) + 1)}
    numbers = [(clause.number.strip(".º° "), clause) for clause in resolution.clauses]
    said: list[tuple[str, ...]] = [
        ("1" if not number.isdigit() and n == 0 else number,) for n, (number, _) in enumerate(numbers)
    ]
    said += [(said[n][0], child.number) for n, (_, clause) in enumerate(numbers) for child in clause.children]
    score = Score(len(true & set(said)), len(said), len(true))
    if score.f1 < 1:
        place = f"{len(resolution.recitals)} recitals, {len(resolution.clauses)} articles"
        made.cases.append(Case(version.language, "articles and points", f"{len(true)}", f"{score.right}, {place}"))
    return Figure("articles and points", f"Universal Declaration, {version.language}", f"{len(true)}", score.f1, 0.98)


def _plain(lines: list[str]) -> Source:
    return Source(lines=tuple(SourceLine(text=line) for line in lines), format="txt")


def targets(folder: Path) -> Report:
    """The numbered targets, as plain lines in their order: number, text and level of each."""
    made = Report()
    for path in sorted(folder.glob("*/global_targets.yml")):
        language, listed = path.parent.name, _listed(path.read_text(encoding="utf-8"))
        resolution = read(_plain([f"{number} {text}" for number, text in listed]), language=language)
        said = [(clause.number, " ".join(clause.text.split())) for clause in resolution.walk()]
        score = Score(sum(each in listed for each in said), len(said), len(listed))
        size = f"{len(listed)} points"
        made.figures.append(Figure("numbers and texts", f"targets of 2030, {language}", size, score.f1, 0.98))
        levels = Score(sum(clause.level == 1 for clause in resolution.walk()), len(said), len(listed))
        made.figures.append(Figure("levels", f"targets of 2030, {language}", size, levels.f1, 0.95))
        for each in listed:
            if each not in said:
                made.cases.append(Case(f"targets {language}", each[0], each[0], "not read as one point", each[1][:80]))
    return made


def _listed(text: str) -> list[tuple[str, str]]:
    """The targets of a file (``1-a-title: …``, continued lines are indented), sorted as printed: 1.1, 1.2, 1.a."""
    found = []
    for match in re.finditer(r"^(\d+)-(\w+)-title:(.*(?:\n[ \t]+.*)*)", text, re.MULTILINE):
        goal, target, words = match.groups()
        plain = " ".join(words.split())
        if plain[:1] in "'\"":
            plain = plain[1:-1].replace("''", "'").replace('\\"', '"')
        key = (int(goal), not target.isdigit(), int(target) if target.isdigit() else ord(target))
        found.append((key, (f"{goal}.{target}", plain)))
    return [each for _, each in sorted(found)]
