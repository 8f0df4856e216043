"""Saying which resolution a doubtful citation means."""

from datetime import datetime

from plenaria.actions import _register
from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._resolution import on_resolution
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.references import citing
from plenaria.store import models


def choose(*, actor: Actor, at: datetime, resolution: str, text: str, cited: str | None) -> Receipt | Refusal:
    """Say that the citation printed as ``text`` means the resolution ``cited``, or with ``None`` nothing we have.

    The text stays as it is, whether it is sealed or not: the link lives beside it. Refused: ``citation-unknown`` where
    the text makes no such citation, ``resolution-unknown`` where ``cited`` is not in the register.
    """

    def decide(row: models.Resolution) -> bool | Refusal:
        if text not in _printed(row):
            return unacceptable("citation-unknown")
        known = models.Resolution.objects.filter(id=cited, state__in=IN_REGISTER).exclude(id=row.id)
        return True if cited is None or known.exists() else unacceptable("resolution-unknown")

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        row.choices.update_or_create(text=text, defaults={"cited_id": cited})
        _register.relink(row.references.filter(text=text))
        deed.record("citation-settled", row.id, cited=cited or "")
        return row.id

    return on_resolution(actor=actor, verb="citations.choose", at=at, resolution=resolution, decide=decide, write=write)


def leave_to_rules(*, actor: Actor, at: datetime, resolution: str, text: str) -> Receipt | Refusal:
    """Take a choice back: the rules of ``core.text.matching`` decide again."""

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        row.choices.filter(text=text).delete()
        _register.relink(row.references.filter(text=text))
        deed.record("citation-settled", row.id, cited="")
        return row.id

    return on_resolution(
        actor=actor, verb="citations.choose", at=at, resolution=resolution, decide=lambda _: True, write=write
    )


def _printed(row: models.Resolution) -> frozenset[str]:
    """Every citation of the text as it stands, in each language."""
    latest = {each.language: each for each in row.versions.order_by("revision")}
    texts = [canonical.load(each.content) for each in latest.values()]
    return frozenset(each.citation.text for text in texts for each in citing(text))
