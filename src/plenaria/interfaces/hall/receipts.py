"""A delegate's receipt: the proof that their vote stands in the signed journal, and a page that says so in words."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from plenaria.core.journal import merkle
from plenaria.core.journal.checkpoint import Checkpoint, Note, to_base64
from plenaria.core.journal.entry import read
from plenaria.core.refusal import Refusal, forbidden
from plenaria.delivery.checkpoints import sign_head
from plenaria.formats.bundle import receipt as write_receipt
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.elected import told
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store.queries import credentials, elections, journal, polls
from plenaria.store.queries.proxies import holds


@dataclass(frozen=True, slots=True)
class Kept:
    """A receipt: the file, and what it says."""

    file: bytes
    choice: str
    poll: str
    at: datetime
    size: int
    root: str


@never_cache
@require_GET
def receipt(request: Request, meeting: str, leaf: int) -> HttpResponse:
    """What was recorded and what the receipt proves, in words."""
    kept = _kept(request, meeting, leaf)
    if isinstance(kept, Refusal):
        return refused(request, kept)
    view, poll = page.meeting_or_404(meeting), polls.poll(kept.poll)
    if poll is None:
        raise Http404
    now = page.OnNow(item=None, poll=poll, text=None, put=None)
    context = {
        "kept": kept,
        "poll": poll,
        "leaf": leaf,
        "choice": _said(poll, kept.choice),
        "headline": now.headline,
        "entry": json.dumps(json.loads(journal.leaf(leaf) or b"{}"), ensure_ascii=False, indent=2),
        "title": _("Receipt"),
        "meeting": view,
        "body_name": in_language(view.body_names),
        "accent": view.body_accent.removeprefix("#").lower(),
    }
    return render(request, "hall/receipt.html", context)


def _said(poll: polls.PollView, choice: str) -> str:
    """What was chosen, in words."""
    view = elections.election(poll.id) if poll.is_election else None
    if view is None:
        return label("choice", choice)
    return "; ".join(told(choice, view)) or pgettext("ballot", "blank")


@never_cache
@require_GET
def receipt_file(request: Request, meeting: str, leaf: int) -> HttpResponse:
    """The receipt as a file, for ``plenaria verify``."""
    kept = _kept(request, meeting, leaf)
    if isinstance(kept, Refusal):
        return refused(request, kept)
    response = HttpResponse(kept.file, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{leaf}.json"'
    return response


def _kept(request: Request, meeting: str, leaf: int) -> Kept | Refusal:
    """The receipt of one's own vote, or of one cast by proxy; of another's nobody is told whether there is one."""
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    vote = polls.vote_at(leaf, meeting)
    if seat is None or vote is None or (vote[1] != seat.id and not holds(vote[0], seat.id, vote[1])):
        return forbidden("receipt-unknown")
    signed = sign_head(datetime.now(UTC))
    if isinstance(signed, Refusal):
        return signed
    size, note, log = signed
    data = journal.leaf(leaf)
    assert data is not None
    proof = merkle.prove_inclusion(leaf, size, journal.nodes())
    return Kept(
        file=write_receipt(note, log, leaf, data, proof),
        choice=vote[2],
        poll=vote[0],
        at=datetime.fromisoformat(read(data).at),
        size=size,
        root=to_base64(Checkpoint.parse(Note.parse(note).text).root),
    )


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/receipt/<int:leaf>", receipt, name="hall-receipt", permit="hall.see", where=page.where),
    route(
        "hall/<str:meeting>/receipt/<int:leaf>.json",
        receipt_file,
        name="hall-receipt-file",
        permit="hall.see",
        where=page.where,
    ),
]
