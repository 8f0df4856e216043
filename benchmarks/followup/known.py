"""``python -m benchmarks.followup.known``, in the environment of a server: what its visitors know, as JSON.

Sessions of secretaries, who are logged in; addresses of bodies, resolutions, programmes and meetings; the links in
owners' mails; a plan that waits to be confirmed, proposed by the action as it is after an adoption.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from django.test import Client
from tests.builders import done, logged_in

from plenaria.actions import plans, tokens
from plenaria.core.followup import SETTLED
from plenaria.core.permits import MACHINE, Actor
from plenaria.store import models
from plenaria.store.queries import followup

SECRETARIES, TAPS, PLANS = 20, 3_000, 12


def known() -> dict[str, object]:
    """All of it."""
    waiting = [proposed(each) for each in latest(models.Body.objects.get(slug="federation"), 0, PLANS)]
    bodies = list(models.Body.objects.order_by("-level", "slug"))
    by_slug = {each.slug: each for each in bodies}
    federation = by_slug["federation"]
    keepers = [federation, *(each for each in bodies if each != federation)][:SECRETARIES]
    return {
        "federation": federation.id,
        "sessions": {each.id: session(each) for each in keepers},
        "slugs": {each.id: each.slug for each in keepers},
        "resolutions": list(models.Resolution.objects.order_by("id").values_list("body__slug", "slug")),
        "above": list(
            models.Resolution.objects.filter(body__children__isnull=False)
            .distinct()
            .order_by("-adopted_on")
            .values_list("body__slug", "slug")[:60]
        ),
        "programmes": list(models.Programme.objects.order_by("id").values_list("body__slug", "slug")),
        "taps": list(taps()),
        "plans": waiting,
        # Of a federation that is too small for both, plans that wait once more.
        "followed": [each.id for each in latest(federation, PLANS, 40) or latest(federation, 0, PLANS)],
        "programme_ids": list(models.Programme.objects.filter(body=federation).values_list("id", flat=True)),
        "people": list(
            models.Commitment.objects.filter(owner__isnull=False).order_by("id").values_list("owner_id", flat=True)[:50]
        ),
        "reports": {slug: meeting(by_slug[slug]) for slug in ("newcomer", "unreported")},
        "keepers": {slug: session(by_slug[slug]) for slug in ("newcomer", "unreported")},
    }


def session(body: models.Body) -> str:
    """The session of its secretary."""
    person = models.Person.objects.get(email=f"secretary@{body.slug}.example")
    return logged_in(Client(), Actor(person=person.id)).cookies["sessionid"].value


def taps() -> Iterator[str]:
    """Links with which owners report on what is open."""
    rows = (
        models.Commitment.objects.filter(confirmed=True)
        .exclude(state__in=SETTLED)
        .order_by("id")
        .values_list("id", "owner_id")
    )
    for commitment, owner in rows[:TAPS]:
        yield tokens.make(tokens.UPDATE, commitment, owner, at=datetime.now(UTC))


def latest(federation: models.Body, first: int, last: int) -> list[models.Resolution]:
    """Its latest resolutions: the plans of the first are made once more, and wait; the others are followed."""
    return list(models.Resolution.objects.filter(body=federation).order_by("-adopted_on", "id")[first:last])


def proposed(row: models.Resolution) -> dict[str, object]:
    """A plan as the secretary finds it: its commitments, and one of the body's people for each to confirm."""
    commitments = models.Commitment.objects.filter(clause__resolution=row)
    models.Evidence.objects.filter(update__commitment__in=commitments).delete()
    models.Update.objects.filter(commitment__in=commitments).delete()
    commitments.delete()
    done(plans.propose_plan(actor=MACHINE, at=datetime.now(UTC), resolution=row.id))
    owners = followup.owners(row.body_id)
    return {
        "resolution": row.id,
        "lines": [
            (each.id, owners[place % len(owners)].id, each.recurrence)
            for place, each in enumerate(followup.commitments(row.id, datetime.now(UTC).date()))
        ],
    }


def meeting(body: models.Body) -> str:
    """Its next one, which gets a report."""
    return str(models.Meeting.objects.get(body=body, slug="next").id)


if __name__ == "__main__":
    print(json.dumps(known()))
