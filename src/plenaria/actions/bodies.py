"""Bodies, the institutions they write to, and their rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plenaria.actions._perform import Deed, Receipt, lawful, perform
from plenaria.core.bodies import LEVELS
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.rule import Rule, to_data
from plenaria.store.models import Body, Party

type Texts = Mapping[str, str]


def found_body(
    *,
    actor: Actor,
    at: datetime,
    slug: str,
    names: Texts,
    level: str,
    languages: Sequence[str],
    parent: str | None = None,
    **details: Any,
) -> Receipt | Refusal:
    """Enter a body in the tree, under ``parent``.

    ``details`` are further fields of a body: short_names, accent, emblem, letterhead, email, rule, votes_shown.
    Refused: ``slug-taken``, ``level-unknown``, ``name-missing``.
    """

    def load() -> tuple[bool, Where]:
        return Body.objects.filter(slug=slug).exists(), Where(body=parent)

    def decide(taken: bool) -> bool | Refusal:
        if taken:
            return conflict("slug-taken", slug=slug)
        if level not in LEVELS:
            return unacceptable("level-unknown", level=level)
        return lawful(taken) if any(names.values()) else unacceptable("name-missing")

    def write(deed: Deed, taken: bool, decision: bool) -> str:
        body = Body.objects.create(
            slug=slug, names=dict(names), level=level, languages=list(languages), parent_id=parent, **details
        )
        deed.body = body.id
        deed.record("body-founded", body.id, slug=slug, level=level, parent=parent or "", names=dict(names))
        return body.id

    return perform(actor=actor, verb="bodies.found", at=at, load=load, decide=decide, write=write)


def set_rule(*, actor: Actor, at: datetime, body: str, rule: Rule) -> Receipt | Refusal:
    """Lay down how a body votes; meetings already convened keep the rule they were convened under."""

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def write(deed: Deed, row: Body, decision: bool) -> str:
        row.rule = to_data(rule)
        row.save(update_fields=("rule",))
        deed.record("body-changed", body, rule=to_data(rule))
        return body

    return perform(actor=actor, verb="rules.edit", at=at, load=load, decide=lawful, write=write)


def add_party(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    names: Texts,
    language: str,
    email: str = "",
    address: Sequence[str] = (),
    aliases: Sequence[str] = (),
) -> Receipt | Refusal:
    """Enter an institution in the body's address book."""

    def write(deed: Deed, _: None, decision: bool) -> str:
        party = Party.objects.create(
            body_id=body,
            names=dict(names),
            language=language,
            email=email,
            address=list(address),
            aliases=list(aliases),
        )
        deed.record("party-added", party.id, names=dict(names))
        return party.id

    return perform(
        actor=actor, verb="people.edit", at=at, load=lambda: (None, Where(body=body)), decide=lawful, write=write
    )
