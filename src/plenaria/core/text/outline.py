"""The tree of clauses: each number finds its level by going on, starting, or breaking the numbering of a level.

A number goes on where its style stands on the stack with the value before it; it opens a deeper level where its style
is new and its value the first; a style that starts again under a heading starts again on its own level, and under a
colon one level deeper. What fits nowhere keeps its number as printed and gets a warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plenaria.core.text.numbering import Marker
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.segmentation import Part

_LETTERS = ("latin", "cyrillic", "roman lower")
"""Styles of numbers that seldom count clauses."""


@dataclass(slots=True)
class Branch:
    """A clause that is being built."""

    paragraph: Paragraph
    level: int
    text: str
    heading: str = ""
    margin: str = ""
    tail: str = ""
    links: tuple[str, ...] = ()
    """Addresses behind its words, those of what continues it included."""
    children: list["Branch"] = field(default_factory=list)

    @property
    def number(self) -> str:
        """As printed, without brackets and full stop."""
        return self.paragraph.marker.label if self.paragraph.marker else ""


@dataclass(slots=True)
class _Level:
    branch: Branch
    style: str
    value: int


class Outline:
    """Takes clauses in the order of the paper; ``roots`` and ``warnings`` are what it makes of them."""

    def __init__(self) -> None:
        self.roots: list[Branch] = []
        self.warnings: list[Caution] = []
        self._stack: list[_Level] = []
        self._last: dict[str, tuple[int, int]] = {}
        """Of each style the last value, and at which depth."""
        self._headings: list[str] = []
        self._margin = ""
        self._fresh = True

    def section(self, heading: str, *, margin: bool = False) -> None:
        """A heading or a verb in the margin stands before what comes."""
        self._headings.append(heading)
        self._margin = heading if margin else ""
        self._fresh = True

    def anew(self) -> None:
        """Recitals stand before what comes, so that it is no part of what went before."""
        self._fresh = True

    def clause(self, paragraph: Paragraph) -> None:
        """A paragraph that starts a clause or a sub-clause."""
        depth, style, value = self._depth(paragraph)
        branch = Branch(paragraph, depth + 1, paragraph.body, margin=self._margin, links=paragraph.links)
        if self._headings:
            branch.heading, self._headings = "\n".join(self._headings), []
        siblings = self._stack[depth - 1].branch.children if depth else self.roots
        siblings.append(branch)
        del self._stack[depth:]
        self._stack.append(_Level(branch, style, value))
        if style:
            self._last[style] = value, depth
        self._fresh = False

    def continuation(self, paragraph: Paragraph) -> None:
        """A paragraph that belongs to the clause before it."""
        branch = self._stack[-1].branch
        owner = branch
        starts_small = paragraph.body[:1].islower() or not paragraph.text[:1].isalpha()
        ended = branch.text.endswith((".", "!", "?")) or (branch.tail and branch.tail.endswith("."))
        if len(self._stack) > 1 and ended and not starts_small:
            owner = self._stack[0].branch
        field_text = owner.tail if owner.children else owner.text
        joint = "\n" if not field_text or field_text.endswith((".", ";", ":", "!", "?")) else " "
        joined = f"{field_text}{joint}{paragraph.printed}".strip()
        owner.links += paragraph.links
        if owner.children:
            owner.tail = joined
        else:
            owner.text = joined

    def left_over(self) -> tuple[str, ...]:
        """Headings that no clause followed."""
        return tuple(self._headings)

    def _depth(self, paragraph: Paragraph) -> tuple[int, str, int]:
        found = paragraph.marker
        if found is None:
            return (0 if self._fresh or not self._is_listing() else 1), "", 0
        if found.is_bullet:
            style = f"bullet {paragraph.first.number or paragraph.text[:1]}"
            return self._bullet_depth(style), style, 0
        first = next(((style, value) for style, value in found.readings if value == 1), None)
        if first and self._stack and not self._fresh and self._deepest_text().endswith(":") and len(found.path) < 2:
            # (i) under a colon begins a list, also where it could follow (h).
            return len(self._stack), *first
        for depth in self._candidates():
            level = self._stack[depth]
            for style, value in found.readings:
                if level.style == style and value == level.value + 1 and self._path_fits(found, depth):
                    return depth, style, value
        for style, value in found.readings:
            before, depth = self._last.get(style, (0, 0))
            if len(found.path) < 2 and value == before + 1 > 2 and depth <= len(self._stack) and not found.is_bare:
                # Numbers that run on over sections keep their level.
                return depth, style, value
        return self._start_or_break(paragraph, found)

    def _candidates(self) -> list[int]:
        depths = list(range(len(self._stack)))[::-1]
        # Two levels of one style may both go on: after a full stop the outer one does.
        if self._stack and self._deepest_text().endswith("."):
            same = {level.style for level in self._stack}
            if len(same) < len(self._stack):
                return depths[::-1]
        return depths

    def _path_fits(self, found: Marker, depth: int) -> bool:
        """Whether ``1.2`` stands where clause 1 was, as far as the numbers say."""
        own = self._stack[depth].branch.paragraph.marker
        return own is None or len(found.path) == len(own.path)

    def _start_or_break(self, paragraph: Paragraph, found: Marker) -> tuple[int, str, int]:
        if len(found.path) > 1:
            return self._path_depth(paragraph, found)
        style, value = next(((each, one) for each, one in found.readings if one == 1), found.readings[0])
        at = next((depth for depth, level in reversed(list(enumerate(self._stack))) if level.style == style), None)
        if value == 1:
            if at is None:
                if len(self._stack) == 1 and not self._stack[0].style and self._deepest_text().endswith("."):
                    # After a finished sentence without a number these are no points of it.
                    return (len(self._stack) if style.startswith(_LETTERS) else 0), style, value
                # A section of its own numbers its clauses anew, in whatever style.
                return (0 if self._fresh else len(self._stack)), style, value
            if self._deepest_text().endswith(":") and not self._fresh:
                return len(self._stack), style, value
            if not self._fresh:
                self._warn("numbering-restarts", paragraph)
            return at, style, value
        if at is None:
            kind = style.rstrip(".)( º:")
            at = next((d for d, level in enumerate(self._stack) if level.style.rstrip(".)( º:") == kind), None)
            if at is None:
                at = 0 if not self._stack or self._fresh else len(self._stack)
                if value != self._last.get(style, (0, 0))[0] + 1:
                    self._warn("numbering-gap", paragraph)
                return at, style, value
            if value == self._stack[at].value + 1:
                return at, style, value
        level = self._stack[at]
        self._warn("numbering-repeats" if value == level.value else "numbering-gap", paragraph)
        return at, style, value

    def _path_depth(self, paragraph: Paragraph, found: Marker) -> tuple[int, str, int]:
        """``1.2`` belongs under the clause whose number is ``1``; under nothing, it is as deep as its parts."""
        style = f"{found.style}{len(found.path)}"
        for depth, level in enumerate(self._stack):
            own = level.branch.paragraph.marker
            if own and own.path[:-1] == found.path[:-1] and own.style == found.style and own.value + 1 == found.value:
                # 3.3 after 3.2, though a c) stands between them.
                return depth, style, found.value
        for depth in range(len(self._stack) - 1, -1, -1):
            marker = self._stack[depth].branch.paragraph.marker
            if marker is None:
                continue
            if marker.path == found.path[:-1] or (
                len(marker.path) == 0 and marker.value == found.path[0] and len(found.path) == 2
            ):
                if found.value != 1 and not self._stack[depth].branch.children:
                    self._warn("numbering-gap", paragraph)
                return depth + 1, style, found.value
            if len(marker.path) == len(found.path):
                beside = marker.path[:-1] == found.path[:-1] and marker.style == found.style
                if beside and found.value != marker.value + 1:
                    self._warn("numbering-repeats" if found.value == marker.value else "numbering-gap", paragraph)
                return depth, style, found.value
        return (0 if not self._stack else min(len(self._stack), len(found.path) - 1)), style, found.value

    def _bullet_depth(self, style: str) -> int:
        """Each sign has its own depth: that at which it was first seen."""
        if not self._stack or self._fresh:
            return 0
        at = next((depth for depth, level in enumerate(self._stack) if level.style == style), None)
        return len(self._stack) if at is None else at

    def _is_listing(self) -> bool:
        """Whether an unnumbered paragraph is a point of the list that the last clause opened."""
        if not self._stack:
            return False
        last = self._stack[-1].branch
        if len(self._stack) > 1 and last.paragraph.marker is not None:
            # The points of that list are marked, and this is none of them.
            return False
        return last.text.endswith(":") if len(self._stack) == 1 else last.text.endswith((";", ",", "; and", ", and"))

    def _deepest_text(self) -> str:
        if not self._stack:
            return ""
        branch = self._stack[-1].branch
        return branch.tail or branch.text

    def _warn(self, code: str, paragraph: Paragraph) -> None:
        self.warnings.append(Caution(code, paragraph.line, paragraph.marker.label if paragraph.marker else ""))


def build(paragraphs: Sequence[Paragraph], parts: Sequence[Part]) -> Outline:
    """The outline of the paragraphs that are clauses, headings, margins or continuations of these."""
    outline = Outline()
    for paragraph, part in zip(paragraphs, parts, strict=True):
        if part in (Part.HEADING, Part.MARGIN):
            outline.section(paragraph.printed, margin=part is Part.MARGIN)
        elif part in (Part.RECITAL, Part.FORMULA):
            outline.anew()
        elif part is Part.CLAUSE or (part is Part.CONTINUATION and not outline.roots):
            outline.clause(paragraph)
        elif part is Part.CONTINUATION:
            outline.continuation(paragraph)
    return outline
