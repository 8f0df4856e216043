"""What ``plenaria read --json`` prints: a contract with machines, so its keys stay as they are.

Each key is always there; what the paper does not say is null or an empty list. ``id`` is a place in this one file.
"""

from typing import Any

from plenaria.core.text.resolution import Adoption, Citation, Clause, Resolution

type Data = dict[str, Any]


def to_data(resolution: Resolution) -> Data:
    """``resolution`` in the form of the contract."""
    return {
        "language": resolution.language,
        "title": resolution.title,
        "number": resolution.number,
        "date": resolution.date.isoformat() if resolution.date else None,
        "place": resolution.venue,
        "body": resolution.body,
        "letterhead": list(resolution.letterhead),
        "recitals": [
            {"text": recital.text, "citations": [_citation(each) for each in recital.citations]}
            for recital in resolution.recitals
        ],
        "clauses": [_clause(clause) for clause in resolution.clauses],
        "adoption": _adoption(resolution.adoption) if resolution.adoption else None,
        "signatures": [{"role": each.role, "name": each.name} for each in resolution.signatures],
        "dispatch": list(resolution.dispatch),
        "furniture": list(resolution.furniture),
        "unplaced": list(resolution.unplaced),
        "warnings": [{"code": each.code, "line": each.line, "text": each.text} for each in resolution.warnings],
    }


def _clause(clause: Clause) -> Data:
    return {
        "id": clause.id,
        "number": clause.number,
        "level": clause.level,
        "text": "\n".join(part for part in (clause.text, clause.tail) if part),
        "kind": clause.kind,
        "also": list(clause.also),
        "verb": clause.verb,
        "parties": list(clause.parties),
        "people": list(clause.people),
        "places": list(clause.places),
        "links": list(clause.links),
        "dates": [[first.isoformat(), last.isoformat()] for first, last in clause.dates],
        "citations": [_citation(each) for each in clause.citations],
        "children": [_clause(each) for each in clause.children],
    }


def _citation(citation: Citation) -> Data:
    return {"text": citation.text, "body": citation.body, "number": citation.number, "date": citation.date}


def _adoption(adoption: Adoption) -> Data:
    return {
        "text": adoption.text,
        "method": adoption.method,
        "result": adoption.result,
        "for": adoption.in_favour,
        "against": adoption.against,
        "abstain": adoption.abstaining,
    }
