"""The citations of a text, one by one, each with the words that make it."""

from dataclasses import dataclass

from plenaria.core.text.resolution import Citation, Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A citation where it stands; ``position`` counts those of the whole text, from 0."""

    position: int
    place: str
    """The id of the clause that makes it, or ``recital:2`` for the third recital."""
    words: str
    """The recital or clause."""
    citation: Citation

    @property
    def in_clause(self) -> bool:
        """Whether a clause makes it, and not a recital."""
        return not self.place.startswith("recital:")


def citing(text: Resolution) -> tuple[Citing, ...]:
    """All citations of the text: those of the recitals, then those of the clauses, in the order of the paper."""
    pieces = [(f"recital:{at}", recital.text, recital.citations) for at, recital in enumerate(text.recitals)]
    pieces += [(clause.id, f"{clause.text} {clause.tail}", clause.citations) for clause in text.walk()]
    found = [(place, words, each) for place, words, citations in pieces for each in citations]
    return tuple(
        Citing(position=position, place=place, words=words, citation=citation)
        for position, (place, words, citation) in enumerate(found)
    )
