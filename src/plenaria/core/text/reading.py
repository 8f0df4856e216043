"""Reading plain lines into the structure of a resolution.

The way: the language is known or guessed; page furniture is set aside; what a width broke is joined; each paragraph
gets its part; the parts are read, each by its own module. The same source gives the same resolution, always.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from plenaria.core.text import declared, furniture, segmentation
from plenaria.core.text import language as languages
from plenaria.core.text.citations import citations
from plenaria.core.text.columns import OTHER, one_language
from plenaria.core.text.endings import read_ending
from plenaria.core.text.findings import clause
from plenaria.core.text.further import further
from plenaria.core.text.looks import Lines
from plenaria.core.text.opening import Head, body_of_formula, read_head, when_and_where
from plenaria.core.text.outline import build
from plenaria.core.text.paragraphs import Paragraph, blanks, gather
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.segmentation import Part
from plenaria.core.text.source import Source

_RECITAL_END = re.compile(r"[,;.:](?:\s[^\W\d_]{1,3})?$")
"""*…; and* ends a recital too, in any language."""


def read(source: Source, *, language: str | None = None) -> Resolution:
    """What ``source`` says, as a resolution.

    ``language`` is a BCP 47 tag; without it the words of the text tell, and where they don't the file's declaration.
    Whatever finds no place is kept in ``unplaced``, with a warning.
    """
    tongue = (language or "").split("-")[0].lower()
    source, cautions = one_language(source, tongue)
    ours = declared.is_declared(source)
    if not tongue:
        stated = (source.language or "").split("-")[0].lower()
        words = "\n".join(line.text for line in source.lines if line.zone != OTHER)
        tongue = stated if ours and stated and not cautions else languages.guess(words, stated or "en")
    if ours:
        return replace(declared.read(source, tongue), warnings=cautions)
    aside, letterhead, notes, loose = _zones(source, tongue)
    paragraphs = gather(source, aside, tongue)
    paragraphs = segmentation.part_formulas(paragraphs, tongue)
    paragraphs, others, rest = _first(paragraphs, tongue)
    parts = segmentation.segment(paragraphs, tongue)
    read = _assemble(source, tongue, paragraphs, parts, letterhead, notes, loose)
    if not cautions and not others:
        return read
    return replace(read, unplaced=(*read.unplaced, *rest), warnings=(*cautions, *read.warnings, *others))


def _first(
    paragraphs: tuple[Paragraph, ...], language: str
) -> tuple[tuple[Paragraph, ...], list[Caution], tuple[str, ...]]:
    """The paragraphs of the first resolution, a warning for each further one, and all that these say."""
    starts = further(paragraphs, Lines(language))
    if not starts:
        return paragraphs, [], ()
    others = [Caution("several-resolutions", paragraphs[at].line, paragraphs[at].printed) for at in starts]
    return paragraphs[: starts[0]], others, tuple(each.printed for each in paragraphs[starts[0] :])


def _zones(source: Source, language: str) -> tuple[frozenset[int], list[str], list[tuple[int, str]], list[str]]:
    """Lines that are set aside, and what of them is letterhead, footnotes, furniture."""
    found = furniture.furniture(source.lines, language)
    letterhead: list[str] = []
    notes: list[tuple[int, str]] = []
    loose: list[str] = []
    zoned: set[int] = set()
    for at, line in enumerate(source.lines):
        text = blanks(f"{line.number or ''} {line.text}")
        if not text:
            continue
        if line.zone == OTHER:
            zoned.add(at)
        elif line.zone == "footnote":
            zoned.add(at)
            notes.append((at + 1, text))
        elif line.zone == "header" and at not in found:
            zoned.add(at)
            letterhead.append(text)
        elif at in found:
            loose.append(text)
    return found | zoned, letterhead, notes, loose


def _assemble(
    source: Source,
    language: str,
    paragraphs: Sequence[Paragraph],
    parts: Sequence[Part],
    letterhead: Sequence[str],
    notes: Sequence[tuple[int, str]],
    loose: Sequence[str],
) -> Resolution:
    def of(*wanted: Part) -> list[Paragraph]:
        return [each for each, part in zip(paragraphs, parts, strict=True) if part in wanted]

    head = read_head(of(Part.HEAD), language)
    ending = read_ending(of(Part.END), language, [line.text for line in source.lines])
    outline = build(paragraphs, parts)
    clauses = tuple(clause(branch, f"c{n}", language) for n, branch in enumerate(outline.roots, 1))
    formula = "\n".join(each.printed for each in of(Part.FORMULA)) or None
    left_over = outline.left_over()
    warnings = [*outline.warnings, *ending.warnings]
    warnings += [Caution("footnote", line, text) for line, text in notes]
    warnings += [Caution("unplaced", 0, text) for text in left_over]
    warnings += _missing(head, clauses, paragraphs)
    recitals = _recitals(of(Part.RECITAL), language)
    adopted = when_and_where(ending.adoption.text, language)[0] if ending.adoption else None
    opened = next((each.printed for each in of(Part.FORMULA, Part.RECITAL)), "")
    if adopted is None and Lines(language).names_body(opened):
        # "The General Meeting, held on 29 November 2025,"
        adopted = when_and_where(opened, language)[0]
    return Resolution(
        language=language,
        title=head.title,
        number=head.number,
        date=head.day or ending.day or adopted,
        venue=head.venue or ending.venue,
        body=head.body or body_of_formula(formula or "", language),
        letterhead=(*letterhead, *head.letterhead),
        formula=formula,
        recitals=recitals,
        clauses=clauses,
        closing="\n".join(ending.closing) or None,
        adoption=ending.adoption,
        signatures=tuple(ending.signatures),
        dispatch=tuple(ending.dispatch),
        attachments=tuple(ending.attachments),
        furniture=(*loose, *ending.labels),
        unplaced=(*ending.unplaced, *(text for _, text in notes), *left_over),
        warnings=tuple(sorted(warnings, key=lambda each: (each.line, each.code))),
    )


def _recitals(paragraphs: Sequence[Paragraph], language: str) -> tuple[Recital, ...]:
    """Each paragraph of the preamble is a recital, unless it goes on with the one before it."""
    made: list[Recital] = []
    for each in paragraphs:
        text = each.printed
        goes_on = made and text[:1].islower() and not _RECITAL_END.search(made[-1].text)
        if goes_on:
            text = f"{made[-1].text} {text}"
            made[-1] = Recital(text=text, citations=citations(text, language), place=made[-1].place)
        else:
            made.append(Recital(text=text, citations=citations(text, language), place=each.place))
    return tuple(made)


def _missing(head: Head, clauses: Sequence[Clause], paragraphs: Sequence[Paragraph]) -> list[Caution]:
    line = paragraphs[0].line if paragraphs else 1
    missing = []
    if not head.title:
        missing.append(Caution("no-title", line))
    if not clauses:
        missing.append(Caution("no-clauses", line))
    return missing
