"""How a text will look on paper once it is adopted; nothing of it is kept."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from plenaria.actions.adoption import as_adopted
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.text.resolution import Signature
from plenaria.delivery.sealing import letterhead
from plenaria.formats.paper import Paper
from plenaria.formats.writing_isolated import write_isolated
from plenaria.store.queries.adopting import Adopting


def preview(
    adopting: Adopting, *, language: str, number: str, adopted_on: date, signatures: Sequence[Signature]
) -> bytes | Refusal:
    """The PDF in one language, without a seal. Refused: ``not-decided``, and what a writer refuses."""
    if adopting.vote is None:
        return conflict("not-decided")
    text = next(each.text for each in adopting.tongues if each.code == language)
    body = adopting.resolution.body
    paper = Paper(
        resolution=as_adopted(
            text,
            decision=adopting.vote.decision,
            method=adopting.vote.method,
            lost=adopting.lost.keys(),
            number=number,
            adopted_on=adopted_on,
            signatures=signatures,
            body=body.names.get(language),
        ),
        letterhead=letterhead(body.names, body.letterhead, body.accent, body.emblem, language),
        base_url=settings.BASE_URL,
        body_code=body.slug,
        authentic=adopting.resolution.language,
    )
    return write_isolated(paper, "pdf")
