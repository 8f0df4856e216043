"""How a poll is worked and how it stands, for the tests of polls."""

from collections.abc import Callable
from typing import Any

from plenaria.actions import counts
from plenaria.actions._perform import Receipt
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import Decision
from plenaria.store.models import Leaf, Poll
from tests import builders
from tests.builders import AT, Sitting


def tellers(body: str) -> tuple[Actor, Actor]:
    return builders.person("Tom", body, "teller"), builders.person("Tess", body, "teller")


def act(verb: Callable[..., Receipt | Refusal], sitting: Sitting, poll: str, **more: Any) -> Receipt | Refusal:
    return verb(actor=sitting.secretary, at=AT, poll=poll, **more)


def count(teller: Actor, poll: str, in_favour: int, against: int = 0, abstaining: int = 0) -> Receipt | Refusal:
    return counts.record_count(
        actor=teller, at=AT, poll=poll, in_favour=in_favour, against=against, abstaining=abstaining
    )


def row(poll: str) -> Poll:
    return Poll.objects.get(id=poll)


def decision(poll: str) -> Decision:
    return Decision.from_data(row(poll).decision or {})


def outcome(poll: str) -> tuple[str, str, str]:
    found = decision(poll)
    return row(poll).state, found.outcome, found.reason


def told(poll: str) -> list[str]:
    return list(Leaf.objects.filter(subject=poll).order_by("index").values_list("kind", flat=True))


def entry(poll: str, kind: str) -> dict[str, Any]:
    return dict(read(bytes(Leaf.objects.filter(subject=poll, kind=kind).latest("index").data)).data)
