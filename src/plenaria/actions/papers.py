"""Old papers of a body: handed in, read, taken over into the register as historical, or left out with a reason.

Each paper is one row and each step one transaction: whatever is interrupted goes on where it stopped, and a file that
is there already is not taken twice.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from plenaria.actions import _register, _taking_over
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import on_resolution
from plenaria.actions._taking_over import Place
from plenaria.actions._texts import Upload, complete, legible, stored
from plenaria.core.papers import PAPER
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import RESOLUTION
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.store import models

PERMIT = "papers.take-over"
LEASE = timedelta(minutes=5)
"""How long a reader may take over the few papers that it takes up together."""
_TONGUE = re.compile(rf"[\s._(\[-]+({'|'.join(LANGUAGES)})[)\]]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A paper that a reader has taken up; ``language`` is the one that it is to be read in, if somebody said so."""

    id: str
    body: str
    sha256: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and why it needs a look (``core.papers.doubts``)."""

    text: Resolution
    doubts: tuple[Caution, ...] = ()


def hand_in(*, actor: Actor, at: datetime, body: str, upload: Upload, language: str = "") -> Receipt | Refusal:
    """Hand in the file of an old resolution; it waits to be read.

    Refused: ``paper-there`` (name, state) where the body has the same bytes already.
    """

    def load() -> tuple[models.Paper | None, Where] | Refusal:
        if not models.Body.objects.select_for_update().filter(id=body).exists():
            return unacceptable("body-unknown")
        return models.Paper.objects.filter(body_id=body, sha256=upload.sha256).first(), Where(body=body)

    def decide(there: models.Paper | None) -> bool | Refusal:
        return True if there is None else conflict("paper-there", name=there.name, state=there.state)

    def write(deed: Deed, there: models.Paper | None, decision: bool) -> str:
        name, file = legible(upload.name)[-200:], stored(upload, at)
        assert file is not None
        row = models.Paper.objects.create(
            body_id=body,
            file=file,
            sha256=upload.sha256,
            name=name,
            pair=pair_of(name),
            wanted=language,
            state=PAPER.initial,
            person_id=actor.person,
            handed_at=at,
            due_at=at,
        )
        return row.id

    return perform(actor=actor, verb=PERMIT, at=at, load=load, decide=decide, write=write)


def pair_of(name: str) -> str:
    """What a file's name shares with that of its other language: ``2019/03`` of ``2019/03.ru.docx``; else nothing."""
    stem = re.sub(r"\.\w{1,5}$", "", name)
    return _TONGUE.sub("", stem).casefold() if _TONGUE.search(stem) else ""


def take(*, at: datetime, limit: int, body: str | None = None) -> tuple[Waiting, ...]:
    """Take up the papers that have waited longest, for ``LEASE``; no other reader gets them meanwhile."""
    with transaction.atomic():
        due = models.Paper.objects.filter(state="waiting", due_at__lte=at).order_by("handed_at", "name", "id")
        due = due.filter(body_id=body) if body else due
        rows = list(due.select_for_update(skip_locked=True)[:limit])
        models.Paper.objects.filter(id__in=[row.id for row in rows]).update(due_at=at + LEASE)
    return tuple(
        Waiting(id=row.id, body=row.body_id, sha256=row.sha256, name=row.name, language=row.wanted) for row in rows
    )


def give_back(*, at: datetime, body: str) -> None:
    """Whatever of this body somebody took up and did not read, as a run that was killed, is due again."""
    models.Paper.objects.filter(body_id=body, state="waiting", due_at__gt=at).update(due_at=at)


def settle(*, actor: Actor, at: datetime, paper: str, reading: Reading | Refusal) -> Receipt | Refusal:
    """Store what was read of a waiting paper: what is sure goes into the register, the rest waits for a look.

    Refused: ``wrong-state`` where somebody settled it meanwhile.
    """

    def decide(standing: _Standing) -> str | Refusal:
        doubtful = standing.doubts or (isinstance(reading, Reading) and reading.doubts)
        verb = "refuse" if isinstance(reading, Refusal) else "doubt" if doubtful else "take-in"
        return PAPER.after(standing.row.state, verb)

    def write(deed: Deed, standing: _Standing, state: str) -> str:
        row = standing.row
        row.state = state
        if isinstance(reading, Refusal):
            row.refusal = {"code": reading.code, "because": reading.because.name, "data": dict(reading.data)}
        else:
            against = (*reading.doubts, *standing.doubts)
            row.language, row.content = reading.text.language, legible(canonical.dump(reading.text))
            row.doubts = [{"code": each.code, "line": each.line, "text": legible(each.text)} for each in against]
            if state == "taken-in":
                row.resolution = _taking_over.take_over(deed, row, reading.text, standing.place.beside, at)
        row.save()
        return row.id

    text = None if isinstance(reading, Refusal) else reading.text
    return _on_paper(actor=actor, at=at, paper=paper, text=lambda _: text, decide=decide, write=write)


def take_in(*, actor: Actor, at: datetime, paper: str, text: Resolution | None = None) -> Receipt | Refusal:
    """Take a paper that was looked at into the register, as it was read or with a corrected ``text``.

    The receipt's subject is the resolution. Refused: ``paper-without-date``, ``paper-date-ahead``, and what
    ``texts.import_text`` refuses.
    """

    def of(row: models.Paper) -> Resolution | None:
        return text or (canonical.load(row.content) if row.content else None)

    def decide(standing: _Standing) -> Resolution | Refusal:
        state = PAPER.after(standing.row.state, "take-in")
        if isinstance(state, Refusal):
            return state
        found = of(standing.row)
        assert found is not None
        fits = complete(found)
        if isinstance(fits, Refusal):
            return fits
        if found.date is None:
            return unacceptable("paper-without-date")
        return found if found.date <= at.date() else unacceptable("paper-date-ahead", date=found.date.isoformat())

    def write(deed: Deed, standing: _Standing, decided: Resolution) -> str:
        row = standing.row
        made = _taking_over.take_over(deed, row, decided, standing.place.beside, at)
        row.state, row.resolution, row.language = "taken-in", made, decided.language
        row.content = canonical.dump(decided)
        row.save()
        return made.id

    return _on_paper(actor=actor, at=at, paper=paper, text=of, decide=decide, write=write)


def leave_out(*, actor: Actor, at: datetime, paper: str, reason: str) -> Receipt | Refusal:
    """Leave a paper out of the register; its file is kept. Refused: ``left-out-without-reason``."""
    said = " ".join(reason.split())[:300]

    def decide(standing: _Standing) -> str | Refusal:
        return PAPER.after(standing.row.state, "leave-out") if said else unacceptable("left-out-without-reason")

    def write(deed: Deed, standing: _Standing, state: str) -> str:
        row = standing.row
        row.state, row.reason = state, said
        row.save(update_fields=("state", "reason"))
        deed.record("paper-left-out", row.id, personal={"reason": said}, source_sha256=row.sha256)
        return row.id

    return _on_paper(actor=actor, at=at, paper=paper, text=lambda _: None, decide=decide, write=write)


def read_again(*, actor: Actor, at: datetime, paper: str, language: str = "") -> Receipt | Refusal:
    """Put a paper that was refused, doubted or left out back to be read; in ``language``, where one is given."""

    def decide(standing: _Standing) -> str | Refusal:
        return PAPER.after(standing.row.state, "read-again")

    def write(deed: Deed, standing: _Standing, state: str) -> str:
        row = standing.row
        row.state, row.wanted, row.due_at = state, language, at
        row.content, row.doubts, row.refusal, row.reason = None, [], {}, ""
        row.save()
        return row.id

    return _on_paper(actor=actor, at=at, paper=paper, text=lambda _: None, decide=decide, write=write)


def take_back(*, actor: Actor, at: datetime, resolution: str) -> Receipt | Refusal:
    """Take a historical resolution out of the register again, since it was read wrongly: its papers need a look.

    Its address is free for the corrected one; what was taken back stays on record as withdrawn.
    """

    def decide(row: models.Resolution) -> str | Refusal:
        return RESOLUTION.after(row.state, "take-back")

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        row.state, row.slug = state, None
        row.save(update_fields=("state", "slug"))
        _register.leave(row)
        for paper in row.papers.select_for_update():
            after = PAPER.after(paper.state, "take-back")
            assert isinstance(after, str)
            paper.state, paper.resolution = after, None
            paper.save(update_fields=("state", "resolution"))
        deed.record("resolution-state", row.id, state=state)
        return row.id

    return on_resolution(actor=actor, verb=PERMIT, at=at, resolution=resolution, decide=decide, write=write)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A paper, where its text belongs in the register, and what the store and the register say against it."""

    row: models.Paper
    place: Place
    doubts: tuple[Caution, ...]


def _on_paper[Decision](
    *,
    actor: Actor,
    at: datetime,
    paper: str,
    text: Callable[[models.Paper], Resolution | None],
    decide: Callable[[_Standing], Decision | Refusal],
    write: Callable[[Deed, _Standing, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to a paper; its body is locked, so that two languages of one resolution find each other."""

    def load() -> tuple[_Standing, Where] | Refusal:
        known = models.Paper.objects.filter(id=paper).values_list("body_id", flat=True).first()
        if known is None:
            return unacceptable("paper-unknown")
        models.Body.objects.select_for_update().get(id=known)
        row = models.Paper.objects.select_for_update(of=("self",)).select_related("file").get(id=paper)
        read = text(row)
        place = _taking_over.place_of(row, read) if read is not None else Place()
        against = (*place.doubts, *_taking_over.unfit(read)) if read is not None else ()
        return _Standing(row, place, against), Where(body=known)

    return perform(actor=actor, verb=PERMIT, at=at, load=load, decide=decide, write=write)
