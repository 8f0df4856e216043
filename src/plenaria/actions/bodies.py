"""Bodies, the institutions they write to, and their rules."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from plenaria.actions._addresses import taken
from plenaria.actions._perform import Deed, Receipt, lawful, perform
from plenaria.core.bodies import LEVELS, may_stand_under
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.rule import ORDINARY, Rule, to_data
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

    ``details`` are further fields of a body: short_names, accent, emblem, letterhead, email, rules.
    Refused: ``body-unknown`` (the parent), ``slug-taken``, ``level-unknown``, ``level-above-parent``, ``name-missing``.
    """

    def load() -> tuple[Body | None, Where] | Refusal:
        above = Body.objects.filter(id=parent).first() if parent else None
        return unacceptable("body-unknown") if parent and above is None else (above, Where(body=parent))

    def decide(above: Body | None) -> bool | Refusal:
        if taken("body", slug):
            return conflict("slug-taken", slug=slug)
        if level not in LEVELS:
            return unacceptable("level-unknown", level=level)
        if above is not None and not may_stand_under(level, above.level):
            return unacceptable("level-above-parent", level=level, parent=above.level)
        return True if any(names.values()) else unacceptable("name-missing")

    def write(deed: Deed, above: Body | None, decision: bool) -> str:
        body = Body.objects.create(
            slug=slug, names=dict(names), level=level, languages=list(languages), parent_id=parent, **details
        )
        deed.body = body.id
        deed.record("body-founded", body.id, slug=slug, level=level, parent=parent or "", names=dict(names))
        return body.id

    return perform(actor=actor, verb="bodies.found", at=at, load=load, decide=decide, write=write)


def change_body(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    names: Texts,
    languages: Sequence[str],
    email: str,
    accent: str,
    letterhead: Mapping[str, Sequence[str]],
    results_mailed: bool = False,
) -> Receipt | Refusal:
    """Correct the particulars of a body; what was sealed keeps those that it was printed with.

    ``letterhead`` holds the lines under the name, by language. Refused: ``body-unknown``, ``name-missing``,
    ``accent-unreadable`` (``accent`` is not ``#rrggbb``).
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> bool | Refusal:
        if not re.fullmatch(r"#[0-9a-f]{6}", accent):
            return unacceptable("accent-unreadable", accent=accent)
        return True if any(names.values()) and languages else unacceptable("name-missing")

    def write(deed: Deed, row: Body, decision: bool) -> str:
        row.names, row.languages, row.email, row.accent = dict(names), list(languages), email, accent
        row.letterhead = {language: list(lines) for language, lines in letterhead.items()}
        row.results_mailed = results_mailed
        row.save(update_fields=("names", "languages", "email", "accent", "letterhead", "results_mailed"))
        deed.record(
            "body-changed",
            body,
            names=dict(names),
            languages=list(languages),
            email=email,
            results_mailed="yes" if results_mailed else "no",
        )
        return body

    return perform(actor=actor, verb="bodies.edit", at=at, load=load, decide=decide, write=write)


def set_rule(*, actor: Actor, at: datetime, body: str, rule: Rule, name: str = ORDINARY) -> Receipt | Refusal:
    """Lay down how a body votes, on what has no rule of its own or on matters of that ``name``.

    Meetings already convened keep the rules they were convened under. Refused: ``rule-name-missing``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def named(row: Body) -> str | Refusal:
        return name.strip() or unacceptable("rule-name-missing")

    def write(deed: Deed, row: Body, name: str) -> str:
        row.rules = {**row.rules, name: to_data(rule)}
        row.save(update_fields=("rules",))
        deed.record("body-changed", body, name=name, rule=to_data(rule))
        return body

    return perform(actor=actor, verb="rules.edit", at=at, load=load, decide=named, write=write)


def remove_rule(*, actor: Actor, at: datetime, body: str, name: str) -> Receipt | Refusal:
    """Take back the rule of that name; what it was for is decided under the ordinary one from then on.

    Meetings already convened keep the rules they were convened under. Refused: ``rule-ordinary-stays``,
    ``rule-name-unknown``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> bool | Refusal:
        if name == ORDINARY:
            return conflict("rule-ordinary-stays")
        return name in row.rules or conflict("rule-name-unknown", name=name)

    def write(deed: Deed, row: Body, decision: bool) -> str:
        row.rules = {each: data for each, data in row.rules.items() if each != name}
        row.save(update_fields=("rules",))
        deed.record("body-changed", body, name=name, rule={})
        return body

    return perform(actor=actor, verb="rules.edit", at=at, load=load, decide=decide, write=write)


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
    contact: str = "",
    salutation: str = "",
    way: str = "",
) -> Receipt | Refusal:
    """Enter an institution in the body's address book; see ``actions.parties`` for what is entered later."""

    def write(deed: Deed, _: None, decision: bool) -> str:
        party = Party.objects.create(
            body_id=body,
            names=dict(names),
            language=language,
            email=email,
            address=list(address),
            aliases=list(aliases),
            contact=contact,
            salutation=salutation,
            way=way,
        )
        deed.record("party-added", party.id, names=dict(names))
        return party.id

    return perform(
        actor=actor, verb="parties.enter", at=at, load=lambda: (None, Where(body=body)), decide=lawful, write=write
    )
