"""An old paper becomes a historical resolution of the register, or the second language of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from plenaria.actions import _register
from plenaria.actions._perform import Deed
from plenaria.actions._resolution import add_version
from plenaria.actions._texts import complete, follow_clauses, with_own_ids
from plenaria.actions.adoption import slug_of
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal
from plenaria.core.resolutions import IN_REGISTER, RESOLUTION
from plenaria.core.text import canonical
from plenaria.core.text.alignment import adopt_ids, align
from plenaria.core.text.numbers import number_of
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.store import models

LONGEST_SLUG = 54
"""Characters, so that a count still fits behind."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper belongs: beside a language that is there (``beside``), or by itself; and what speaks against it."""

    beside: models.Resolution | None = None
    doubts: tuple[Caution, ...] = ()


def place_of(paper: models.Paper, text: Resolution) -> Place:
    """Where the text of a paper belongs among the resolutions of its body that are in the register.

    Two papers are one resolution where number and date are the same, or where their names differ in the language alone.
    """
    for row in _alike(paper, text):
        known = _authentic(row)
        if text.language in row.adopted_sha256 or row.state != "historical":
            return Place(doubts=(Caution("resolution-there", 0, known.title),))
        equal = all(pair.is_equal for pair in align(known, text))
        return Place(row, () if equal else (Caution("languages-unequal", 0, known.title),))
    return Place()


def unfit(text: Resolution) -> tuple[Caution, ...]:
    """What the store can't hold of it, as a doubt; that a title or clauses are missing, the reading has said."""
    refusal = complete(text)
    if not isinstance(refusal, Refusal) or refusal.code in ("text-without-title", "text-without-clauses"):
        return ()
    return (Caution(refusal.code, 0, str(refusal.data.get("number") or refusal.data.get("letters", ""))),)


def take_over(
    deed: Deed, paper: models.Paper, text: Resolution, beside: models.Resolution | None, at: datetime
) -> models.Resolution:
    """Write the text of a paper into the register; the resolution that it made, or whose second language it is."""
    text = replace(text, warnings=(), furniture=())
    row = _joined(deed, paper, text, beside, at) if beside else _made(deed, paper, text, at)
    _register.enter(row)
    deed.record(
        "text-taken-over",
        row.id,
        number=row.number,
        adopted_on=row.adopted_on.isoformat() if row.adopted_on else "",
        authentic=row.language,
        language=text.language,
        text_sha256=row.adopted_sha256[text.language],
        source_sha256=paper.sha256,
    )
    return row


def _made(deed: Deed, paper: models.Paper, text: Resolution, at: datetime) -> models.Resolution:
    state = RESOLUTION.after(RESOLUTION.initial, "take-over")
    assert isinstance(state, str)
    assert text.date is not None
    number = (text.number or "")[:40]
    row = models.Resolution.objects.create(
        body_id=paper.body_id,
        number=number,
        slug=_free_slug(paper.body_id, number, text.date),
        language=text.language,
        state=state,
        source=paper.file,
        created_at=at,
        adopted_on=text.date,
        published_at=at,
    )
    named = with_own_ids(text, frozenset(), {})
    row.adopted_sha256 = {text.language: add_version(row, named, _author(deed, paper), at)}
    row.save(update_fields=("adopted_sha256",))
    _follow(row, named)
    return row


def _joined(
    deed: Deed, paper: models.Paper, text: Resolution, row: models.Resolution, at: datetime
) -> models.Resolution:
    """The language that leads among those of the body is the authentic one, whichever came first."""
    known = frozenset(row.clauses.values_list("id", flat=True))
    named = with_own_ids(adopt_ids(_authentic(row), text), known, {})
    digest = add_version(row, named, _author(deed, paper), at)
    row.adopted_sha256 = {**row.adopted_sha256, text.language: digest}
    if _rank(row.body.languages, text.language) < _rank(row.body.languages, row.language):
        row.language, row.source = text.language, paper.file
        _follow(row, named)
    row.save(update_fields=("adopted_sha256", "language", "source"))
    return row


def _follow(row: models.Resolution, text: Resolution) -> None:
    follow_clauses(row, text)
    row.clauses.update(valid_from=row.adopted_on)


def _author(deed: Deed, paper: models.Paper) -> Actor:
    """Whoever takes it in; for the machine, whoever handed it in."""
    return deed.actor if deed.actor.person else Actor(person=paper.person_id)


def _alike(paper: models.Paper, text: Resolution) -> Sequence[models.Resolution]:
    rows = models.Resolution.objects.filter(body_id=paper.body_id, state__in=IN_REGISTER).select_related("body")
    number = number_of(text.number or "")
    same = [row for row in rows.filter(adopted_on=text.date) if number.parts and number_of(row.number) == number]
    paired = rows.filter(papers__pair=paper.pair, papers__state="taken-in") if paper.pair else rows.none()
    return [*same, *paired.distinct()]


def _authentic(row: models.Resolution) -> Resolution:
    version = row.versions.filter(language=row.language).order_by("-revision").first()
    assert version is not None
    return canonical.load(version.content)


def _rank(languages: Sequence[str], language: str) -> int:
    return list(languages).index(language) if language in languages else len(languages)


def _free_slug(body: str, number: str, adopted_on: date) -> str:
    """``xiv-4`` for a number that is one of its kind, ``2019-4`` for one that each year has, else the day."""
    own = slug_of(number)[:LONGEST_SLUG]
    wanted = own if "-" in own else f"{adopted_on.year}-{own}" if own else adopted_on.isoformat()
    taken = set(models.Resolution.objects.filter(body_id=body, slug__startswith=wanted).values_list("slug", flat=True))
    former = models.FormerAddress.objects.filter(kind="resolution", body=body, slug__startswith=wanted)
    taken |= set(former.values_list("slug", flat=True))
    free, count = wanted, 1
    while free in taken:
        count += 1
        free = f"{wanted}-{count}"
    return free
