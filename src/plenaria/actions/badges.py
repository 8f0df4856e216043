"""Opening badges: like casting, an action that takes many at once, for a hall that comes in through one door.

Whoever has a badge's token acts as the seat that it belongs to; the first device that uses it keeps the seat. Where the
meeting asks for it, the badge's PIN has to come with it; wrong ones are counted on the seat (``core.badge_pins``).
"""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from hmac import compare_digest
from types import MappingProxyType

from django.db import transaction

from plenaria.actions import _journal, _wake
from plenaria.actions._disk import unless_full
from plenaria.actions._perform import Receipt
from plenaria.actions.credentials import TOKEN_BYTES, hashed
from plenaria.core import badge_pins, permits
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, forbidden
from plenaria.store import models, rows
from plenaria.store.queries.pins import pin_of


def use_badge(*, at: datetime, token: str, pin: str = "") -> Receipt | Refusal:
    """Bind the seat to the device that shows its badge; the device's secret is in ``Receipt.secret``.

    Refused: ``badge-unknown``, ``badge-used``, ``not-accredited``, ``meeting-over``; where the meeting asks for PINs
    ``pin-missing``, ``pin-wrong``, ``too-many-pins`` (minutes, seconds), ``badge-locked``.
    """
    return use_badges(at=at, tokens=[token], pins={token: pin})[0]


def use_badges(
    *, at: datetime, tokens: Sequence[str], pins: Mapping[str, str] = MappingProxyType({})
) -> list[Receipt | Refusal]:
    """The same for many badges, each answered by itself, in their order; a token that comes twice is used once.

    ``pins`` are the PINs that came with them, by token. All of them: ``disk-full``.
    """
    done = unless_full(lambda: _use_badges(at, tokens, pins))
    return [done] * len(tokens) if isinstance(done, Refusal) else done


def _use_badges(at: datetime, tokens: Sequence[str], pins: Mapping[str, str]) -> list[Receipt | Refusal]:
    badges = [hashed(token) for token in tokens]
    with transaction.atomic():
        seats = _locked(badges)
        answers = [
            _refusal(seats.get(badge), badge in badges[:place])
            or _pin_refused(seats[badge], pins.get(tokens[place], ""), at)
            for place, badge in enumerate(badges)
        ]
        used = [seats[badge] for badge, refusal in zip(badges, answers, strict=True) if refusal is None]
        devices = [secrets.token_urlsafe(TOKEN_BYTES) for _ in used]
        rows.update(
            models.Credential,
            "id",
            {
                "id": [seat.id for seat in used],
                "badge_used_at": [at] * len(used),
                "device": [hashed(device) for device in devices],
            },
        )
        entries = tuple(_entry(seat, at) for seat in used)
        leaves = _journal.append(entries)
        if entries:
            transaction.on_commit(_wake.waking(entries, leaves))
    receipts = (Receipt(seat.id, (leaf,), device) for seat, leaf, device in zip(used, leaves, devices, strict=True))
    return [refusal or next(receipts) for refusal in answers]


def _pin_refused(seat: models.Credential, given: str, at: datetime) -> Refusal | None:
    """Why the badge does not open with that PIN; a wrong one is counted, whatever else becomes of the batch."""
    if not seat.meeting.asks_pin:
        return None
    refusal = badge_pins.may_try(seat.wrong_pins, seat.wrong_pin_at, at)
    if refusal is not None:
        return refusal
    if not given:
        return forbidden("pin-missing")
    # Digits of any script, and the blanks that somebody reads them with.
    digits = "".join(str(unicodedata.digit(each)) for each in given if each.isdigit())
    if compare_digest(digits, pin_of(seat.badge)):
        return None
    seat.wrong_pins, seat.wrong_pin_at = seat.wrong_pins + 1, at
    seat.save(update_fields=("wrong_pins", "wrong_pin_at"))
    return badge_pins.may_try(seat.wrong_pins, at, at) or forbidden("pin-wrong")


def _locked(badges: Sequence[str]) -> dict[str, models.Credential]:
    """The seats of those badges, their meetings first, in an order that is the same for everybody."""
    wanted = rows.Among("badge", badges)
    meetings = models.Meeting.objects.select_for_update(of=("self",)).order_by("id")
    where = {each.id: each for each in meetings.filter(id__in=_meetings(badges))}
    found = {}
    for seat in models.Credential.objects.select_for_update().filter(wanted).order_by("id"):
        if seat.meeting_id in where:
            seat.meeting = where[seat.meeting_id]
            found[seat.badge] = seat
    return found


def _meetings(badges: Sequence[str]) -> list[str]:
    seats = models.Credential.objects.filter(rows.Among("badge", badges)).order_by()
    return list(seats.values_list("meeting_id", flat=True).distinct())


def _refusal(seat: models.Credential | None, again: bool) -> Refusal | None:
    """Why this badge opens nothing; ``again``: it came in the same batch before."""
    if seat is None:
        return forbidden("badge-unknown")
    where = Where(body=seat.meeting.body_id, person=seat.person_id, seat=seat.id)
    refusal = permits.may(Actor(seat=seat.id), "badges.use", where)
    if refusal is not None:
        return refusal
    if MEETING.is_final(seat.meeting.state):
        return conflict("meeting-over")
    if seat.badge_used_at:
        return conflict("badge-used")
    if seat.state != "accredited":
        return conflict("not-accredited")
    return conflict("badge-used") if again else None


def _entry(seat: models.Credential, at: datetime) -> _journal.Pending:
    return _journal.Pending(
        kind="badge-used",
        at=at,
        actor=seat.id,
        subject=seat.id,
        body=seat.meeting.body_id,
        meeting=seat.meeting_id,
        data={"seat": seat.seat},
        personal={},
    )
