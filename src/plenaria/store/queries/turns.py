"""How seats stand on the list of speakers: what a phone says to its holder, looked up for a whole hall."""

from collections.abc import Mapping
from dataclasses import dataclass

from plenaria.core import speakers
from plenaria.core.speakers import Clock, Held, Wish
from plenaria.store.models import Meeting, Speaker, SpeakerList
from plenaria.store.queries.speakers import SPOKEN, debate_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A seat and the list of the open point.

    ``state`` is speaking or paused where it has the floor, with the ``form`` and ``clock`` of what it says. ``places``
    are its places on the list, from 1, by form, where it waits. ``refused`` says why it can't ask to speak now, with
    the limit that was reached; ``replies`` whether there is somebody to reply to.
    """

    state: str = ""
    form: str = ""
    clock: Clock | None = None
    places: tuple[tuple[str, int], ...] = ()
    refused: str = ""
    limit: int = 0
    replies: bool = False
    sides: bool = False
    """Whether it says for or against."""

    @property
    def waits(self) -> bool:
        """Whether it is on the list in any form."""
        return bool(self.places)

    @property
    def asked(self) -> frozenset[str]:
        """The forms that it waits for."""
        return frozenset(form for form, _ in self.places)


def turns(meeting: str, delegations: Mapping[str, str | None]) -> dict[str, Turn]:
    """Seat → its turn, for these seats with their delegations; none where no point is open in an open meeting.

    Three queries for however many.
    """
    row = Meeting.objects.filter(id=meeting, state="open").exclude(item=None).first()
    if row is None or not delegations:
        return {}
    listing = SpeakerList.objects.filter(item=row.item_id).first()
    rule, closed = debate_of(row, listing), bool(listing and listing.closed)
    found = (
        Speaker.objects.filter(item=row.item_id, state__in=("listed", *SPOKEN))
        .order_by("called_at", "place")
        .values_list(
            "id", "credential_id", "credential__delegation_id", "form", "side", "place", "state", "limit", "spent",
            "runs_since", "answers_id", named=True,
        )
    )  # fmt: skip
    spoken = [each for each in found if each.state in SPOKEN]
    made = [each for each in spoken if each.form == "speech"]
    held = [Held(each.credential_id, each.credential__delegation_id or "", each.side) for each in made]
    wishes = [
        Wish(
            id=each.id,
            seat=each.credential_id,
            place=each.place,
            form=each.form,
            delegation=each.credential__delegation_id or "",
            side=each.side,
        )
        for each in found
        if each.state == "listed"
    ]
    moved = [(one, other) for one, other in listing.moved] if listing else []
    waiting = speakers.ordered(wishes, rule.order, held, moved)
    last = made[-1] if made else None
    replied = {each.credential_id for each in spoken if last and each.answers_id == last.id}
    floor = {each.credential_id: each for each in spoken if each.state != "done"}
    places: dict[str, list[tuple[str, int]]] = {}
    for place, each in enumerate(waiting, 1):
        places.setdefault(each.seat, []).append((each.form, place))

    def turn(seat: str, delegation: str) -> Turn:
        wish = Wish(id="", seat=seat, place=0, delegation=delegation, side="for")
        refusal = speakers.may_ask(wish, rule, closed=closed, waiting=waiting, held=held)
        there = floor.get(seat)
        return Turn(
            state=there.state if there else "",
            form=there.form if there else "",
            clock=Clock(there.limit, there.spent, there.runs_since) if there else None,
            places=tuple(places.get(seat, ())),
            refused=refusal.code if refusal else "",
            limit=int(refusal.data.get("limit", 0)) if refusal else 0,
            replies=last is not None and last.credential_id != seat and seat not in replied,
            sides=rule.order == "sides",
        )

    # Whoever neither asked nor spoke differs from the others by the delegation alone.
    known = {each.credential_id for each in found}
    others = {each: turn("", each) for each in {delegation or "" for delegation in delegations.values()}}
    return {
        seat: turn(seat, delegation or "") if seat in known else others[delegation or ""]
        for seat, delegation in delegations.items()
    }
