"""Setting up an installation: its first body, and the person who goes on from there."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from plenaria.actions._perform import Receipt
from plenaria.actions.bodies import found_body, set_rule
from plenaria.actions.people import add_person, grant_role
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.voting.presets import SIMPLE
from plenaria.store.models import Body

FIRST_ROLES = ("administrator", "secretary")
"""Whoever sets up prepares the first meeting too; both roles reach the bodies below, which are added later."""


def set_up(
    *,
    actor: Actor = MACHINE,
    at: datetime,
    slug: str,
    names: Mapping[str, str],
    level: str,
    languages: Sequence[str],
    person_names: Mapping[str, str],
    email: str,
    timezone: str = "",
) -> Receipt | Refusal:
    """Found the first body under the simple majority, and give its first person their roles; all of it or nothing.

    The receipt's subject is the person. Refused: ``already-set-up``, and what the actions refuse that it is made of.
    """
    with transaction.atomic():
        if Body.objects.exists():
            return conflict("already-set-up")
        body = found_body(actor=actor, at=at, slug=slug, names=names, level=level, languages=languages, email=email)
        if isinstance(body, Refusal):
            return body
        steps = [set_rule(actor=actor, at=at, body=body.subject, rule=SIMPLE.rule)]
        person = add_person(
            actor=actor,
            at=at,
            body=body.subject,
            names=person_names,
            email=email,
            language=languages[0],
            timezone=timezone,
        )
        if isinstance(person, Receipt):
            steps += [
                grant_role(actor=actor, at=at, person=person.subject, body=body.subject, role=role, includes_below=True)
                for role in FIRST_ROLES
            ]
        refused = next((each for each in (*steps, person) if isinstance(each, Refusal)), None)
        if refused is not None:
            transaction.set_rollback(True)
        return refused or person
