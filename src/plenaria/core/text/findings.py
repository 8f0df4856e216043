"""A branch of the outline becomes a clause with all that its words name."""

from collections.abc import Sequence

from plenaria.core.text import kinds, names
from plenaria.core.text.citations import citations
from plenaria.core.text.dates import periods
from plenaria.core.text.outline import Branch
from plenaria.core.text.resolution import Citation, Clause

_SHORT = 3
"""A word of so few letters at the start of a text is a preposition or an article."""


def clause(branch: Branch, name: str, language: str, parent_kind: str | None = None) -> Clause:
    """The clause that ``branch`` is, named ``name``; sub-clauses without a verb of their own follow their parent."""
    text = "\n".join(part for part in (branch.text, branch.tail) if part)
    kind, also, verb = kinds.classify(text, language, branch.margin.rstrip(": "))
    if parent_kind and not kinds.leads(branch.text, language):
        kind, also = parent_kind, ()
    # Under a heading ("2. The hall") each point speaks for itself.
    children = tuple(
        clause(child, f"{name}.{n}", language, kind if verb or parent_kind else None)
        for n, child in enumerate(branch.children, 1)
    )
    if verb is None and parent_kind is None:
        # "The Board:" and its points: they say what is to be done.
        leading = next((kinds.classify(each.text, language)[0] for each in children if each.verb), None)
        kind = leading or kind
    cited = citations(text, language)
    spans = _spans(text, cited)
    # A date within a citation is that of the document.
    dates = [
        (period.first, period.last)
        for period in periods(text, language)
        if not any(start <= period.start < end for start, end in spans)
    ]
    people = names.people(text, language, listed=parent_kind in ("nomination", "thanks"))
    outside = text
    for each in (*(citation.text for citation in cited), *people):
        outside = outside.replace(each, " ; ")
    parties = names.parties(_after_margin(branch.margin.rstrip(": "), outside), language)
    return Clause(
        id=name,
        number=branch.number,
        text=branch.text,
        level=branch.level,
        kind=kind,
        also=also,
        verb=verb,
        parties=tuple(each for each in parties if each not in people),
        people=people,
        places=names.places(outside, language),
        links=tuple(dict.fromkeys((*names.links(text), *branch.links))),
        dates=tuple(dict.fromkeys(dates)),
        citations=cited,
        children=children,
        tail=branch.tail,
        heading=branch.heading,
        place=branch.paragraph.place,
    )


def _after_margin(margin: str, text: str) -> str:
    """The margin's words (*instructs the Secretary*) and the clause, as one sentence."""
    if not margin:
        return text
    _, _, rest = text.partition(" ")
    named = rest[:1].isupper() and len(text.split(maxsplit=1)[0]) > _SHORT
    return f"{margin} {text if named else text[:1].lower() + text[1:]}"


def _spans(text: str, cited: Sequence[Citation]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for citation in cited:
        start = text.find(citation.text, at)
        if start >= 0:
            at = start + len(citation.text)
            spans.append((start, at))
    return spans
