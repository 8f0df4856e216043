"""Adopting a text: it gets its number, and from then on not a letter of it changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.text import slugify

from plenaria.actions import _nominations, _validity
from plenaria.actions._addresses import taken
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import add_version, locked
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION
from plenaria.core.text import canonical
from plenaria.core.text.alignment import adopt_ids
from plenaria.core.text.consolidation import without
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Adoption, Resolution, Signature
from plenaria.core.voting.decision import Decision
from plenaria.phrases.adoption import statement
from plenaria.store import models

METHODS = {
    "hands": "show of hands",
    "electronic": "open vote",
    "roll-call": "roll call",
    "secret": "secret vote",
    "paper": "secret vote",
    "no-objection": "consensus",
}
"""What the statement under the text calls the way in which a poll was taken."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A text that was put, and what is known of it."""

    row: models.Resolution
    poll: models.Poll | None
    taken: bool
    texts: tuple[Resolution, ...]
    """The latest version in each language, the authentic one first."""
    lost: frozenset[str]


def adopt(
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    number: str,
    adopted_on: date,
    signatures: Mapping[str, Sequence[Signature]] | None = None,
    languages: Collection[str] | None = None,
) -> Receipt | Refusal:
    """Adopt a text whose vote was declared: number, date and statement of adoption are set, in every language.

    Clauses that were lost on division leave it, and the printed numbers are frozen as permalinks. ``signatures`` by
    language replace those in the text. ``languages`` are those in which it is adopted beside the authentic one, every
    one where none are named; a translation that is left out stays a draft. Refused: ``not-decided``,
    ``number-missing``, ``number-taken`` (number).
    """

    def load() -> tuple[Standing, Where] | Refusal:
        found = locked(resolution)
        if isinstance(found, Refusal):
            return found
        row, where = found
        return _standing(row, number, languages), where

    def decide(standing: Standing) -> tuple[Resolution, ...] | Refusal:
        state = RESOLUTION.after(standing.row.state, "adopt")
        if isinstance(state, Refusal):
            return state
        if not slug_of(number):
            return unacceptable("number-missing")
        if standing.taken:
            return conflict("number-taken", number=number)
        poll = standing.poll
        if poll is None:
            return conflict("not-decided")
        decision = Decision.from_data(poll.decision or {})
        return tuple(
            as_adopted(
                text,
                decision=decision,
                method=poll.method,
                lost=standing.lost,
                number=number,
                adopted_on=adopted_on,
                signatures=(signatures or {}).get(text.language, text.signatures),
                body=standing.row.body.names.get(text.language),
            )
            for text in standing.texts
        )

    def write(deed: Deed, standing: Standing, texts: tuple[Resolution, ...]) -> str:
        row = standing.row
        deed.meeting = row.meeting_id or ""
        row.adopted_sha256 = {text.language: add_version(row, text, actor, at) for text in texts}
        row.state, row.number, row.slug = "adopted", number, slug_of(number)
        row.adopted_on, row.adopted_by = adopted_on, standing.poll
        row.save()
        _freeze_clauses(row, texts[0], adopted_on)
        _validity.take_effect(deed, row, adopted_on)
        _nominations.approve_with(deed, row)
        deed.record(
            "text-adopted",
            row.id,
            number=number,
            adopted_on=adopted_on.isoformat(),
            authentic=row.language,
            text_sha256=dict(row.adopted_sha256),
            poll=standing.poll.id if standing.poll else "",
        )
        return row.id

    return perform(actor=actor, verb="resolutions.adopt", at=at, load=load, decide=decide, write=write)


def slug_of(number: str) -> str:
    """The number as a part of an address: ``XIV/3`` is ``xiv-3``."""
    return slugify(number.replace("/", "-"))


def as_adopted(
    text: Resolution,
    *,
    decision: Decision,
    method: str,
    lost: Collection[str],
    number: str,
    adopted_on: date,
    signatures: Sequence[Signature],
    body: str | None,
) -> Resolution:
    """A text as it reads once it is adopted, in its language.

    ``method`` is that of the poll which adopted it; ``body`` the name of the body, where it has one in this language.
    """
    tally, way = decision.tally, METHODS[method]
    adoption = Adoption(
        text=statement(
            method=way,
            in_favour=tally.in_favour,
            against=tally.against,
            abstaining=tally.abstaining,
            language=text.language,
        ),
        method=way,
        result="unanimous" if tally.against == tally.abstaining == 0 else "majority",
        # Where nobody had to raise a hand, none were counted.
        in_favour=None if method == "no-objection" else tally.in_favour,
        against=None if method == "no-objection" else tally.against,
        abstaining=None if method == "no-objection" else tally.abstaining,
    )
    return replace(
        without(text, lost),
        number=number,
        date=adopted_on,
        body=body or text.body,
        adoption=adoption,
        signatures=tuple(signatures),
        warnings=(),
        furniture=(),
    )


def _standing(row: models.Resolution, number: str, languages: Collection[str] | None) -> Standing:
    latest: dict[str, models.TextVersion] = {}
    for version in row.versions.order_by("revision"):
        latest[version.language] = version
    authentic = canonical.load(latest.pop(row.language).content)
    wanted = [each for language, each in sorted(latest.items()) if languages is None or language in languages]
    others = [adopt_ids(authentic, canonical.load(each.content)) for each in wanted]
    polls = models.Poll.objects.filter(
        question__resolution=row,
        question__clause=None,
        question__amendment=None,
        state="declared",
        decision__outcome="adopted",
    )
    return Standing(
        row=row,
        poll=polls.order_by("-number").first(),
        taken=taken("resolution", slug_of(number), within=row.body_id, but=row.id),
        texts=(authentic, *others),
        lost=frozenset(row.clauses.exclude(lost_in=None).values_list("id", flat=True)),
    )


def _freeze_clauses(row: models.Resolution, text: Resolution, adopted_on: date) -> None:
    """Printed numbers and permalinks as adopted; in force from the day of adoption."""
    links = fragments(text)
    for position, clause in enumerate(text.walk()):
        row.clauses.filter(id=clause.id).update(
            number=clause.number, fragment=links[clause.id], position=position, valid_from=adopted_on
        )
