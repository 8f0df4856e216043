"""A dispatch to twelve parties in three languages, as processes that can be killed: ``python -m tests.delivery.twelve``
in the environment of an installation of its own.

``make ROUNDS`` makes the tables, and so many resolutions that are ready to be sent; ``send NUMBER`` sends one of them.
``work MINUTES …`` runs the outbox as if so many minutes had passed. ``read MAILDIR`` reads what came in, ``file`` files
the answers that wait. ``states NUMBER`` says what became of the letters of one. ``naive NUMBER`` sends one as many
programs do: inside the transaction, and marked when all have gone. Several of these are parted by ``+``; what each
found is printed as a line of JSON.
"""

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

LANGUAGES = ("ru", "es", "en")
NAMES = (
    "Aldova",
    "Brenna",
    "Cortal",
    "Dunmere",
    "Elvira",
    "Farolo",
    "Grenz",
    "Hollow",
    "Istria",
    "Jarosh",
    "Kemeni",
    "Lumbre",
)
PARTIES = {
    f"{name.lower()}@party.example": (f"Observatory {name}", LANGUAGES[place % 3]) for place, name in enumerate(NAMES)
}
"""Address → name and language."""
ANSWERS = ("accept", "accept-in-part", "decline")


def make(rounds: int) -> dict[str, Any]:
    from django.core.management import call_command

    from plenaria.actions import bodies
    from plenaria.core.permits import MACHINE
    from tests import builders
    from tests.builders import AT, done

    call_command("migrate", verbosity=0)
    names = {"en": "Council of the sky", "ru": "Совет неба", "es": "Consejo del cielo"}
    made = bodies.found_body(
        actor=MACHINE, at=AT, slug="sky", names=names, level="country", languages=LANGUAGES, parent=None
    )
    body = done(made)
    for address, (name, language) in PARTIES.items():
        done(bodies.add_party(actor=MACHINE, at=AT, body=body, names={"en": name}, language=language, email=address))
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    for number in range(rounds):
        ready(sitting, number)
    return {}


def ready(sitting: Any, number: int) -> None:
    """A sealed resolution in three languages that names all twelve, with their letters drafted."""
    from plenaria.actions import dispatches, texts
    from plenaria.core.permits import MACHINE
    from tests import builders
    from tests.builders import AT, done

    secretary = sitting.secretary
    parties = tuple(name for name, _language in PARTIES.values())
    text = replace(builders.text("ru"), dispatch=parties)
    resolution = done(texts.import_text(actor=secretary, at=AT, body=sitting.body, meeting=sitting.id, text=text))
    for language in ("es", "en"):
        other = replace(builders.text(language), dispatch=parties)
        done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=other, based_on=0))
    done(texts.table_text(actor=secretary, at=AT, resolution=resolution))
    done(texts.debate_text(actor=secretary, at=AT, resolution=resolution))
    builders.sealed_text(sitting, resolution=resolution, number=str(number))
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))


def send(number: str) -> dict[str, Any]:
    from plenaria.actions import dispatches
    from tests.builders import done

    letters = _letters(number)
    done(dispatches.send_dispatches(actor=_secretary(), at=datetime.now(UTC), dispatches=letters))
    return {"letters": len(letters)}


def naive(number: str) -> dict[str, Any]:
    """Send the letters of a resolution inside the request, and mark them when all have gone; nothing is done twice."""
    from django.core.mail import EmailMessage
    from django.db import transaction

    from plenaria.store.models import Dispatch

    with transaction.atomic():
        waiting = list(Dispatch.objects.filter(resolution__number=number, state="to-send").select_related("party"))
        for row in waiting:
            EmailMessage(row.subject, row.text, "council@desk.example", [row.party.email]).send()
        Dispatch.objects.filter(id__in=[row.id for row in waiting]).update(state="sent")
    return {}


def work(*moments: str) -> dict[str, Any]:
    from plenaria.delivery.outbox import deliver

    said = [deliver(lambda: datetime.now(UTC) + timedelta(minutes=int(each))) for each in moments]  # noqa: B023 - used at once
    return {"sent": [each.sent for each in said], "failed": [each.failed for each in said]}


def read(folder: str) -> dict[str, Any]:
    from plenaria.delivery.incoming import read_mailbox
    from plenaria.delivery.mailboxes import Files

    found = read_mailbox(Files(Path(folder), "maildir"), lambda: datetime.now(UTC) + timedelta(hours=1))
    return {"found": dict(found.found), "before": found.before, "error": found.error}


def file() -> dict[str, Any]:
    """File each answer that waits, as its words say."""
    from plenaria.actions import incoming
    from plenaria.store.models import IncomingMail
    from tests.builders import done

    for row in IncomingMail.objects.filter(state="unsorted"):
        (said,) = (each for each in ANSWERS if f"[{each}]" in row.text)
        done(incoming.file_mail(actor=_secretary(), at=datetime.now(UTC), mail=row.id, answer=said))
    return {}


def states(number: str) -> dict[str, Any]:
    from plenaria.store.models import Dispatch

    rows = (
        Dispatch.objects.filter(resolution__number=number).select_related("party").prefetch_related("mails", "answers")
    )
    return {
        row.party.email: {
            "state": row.state,
            "language": row.language,
            "events": [each.kind for each in row.events.order_by("at")],
            "mails": [[mail.state, mail.tries, mail.fate, mail.message_id] for mail in row.mails.all()],
            "answers": [
                [each.state, each.text, [file.file.name for file in each.files.all()]] for each in row.answers.all()
            ],
        }
        for row in rows
    }


def _secretary() -> Any:
    from plenaria.core.permits import Actor
    from plenaria.store.models import Membership
    from plenaria.store.queries import people
    from tests.builders import AT

    person = Membership.objects.get(role="secretary").person_id
    return Actor(person=person, roles=people.roles(person, AT.date()))


def _letters(number: str) -> list[str]:
    from plenaria.store.models import Dispatch

    return list(Dispatch.objects.filter(resolution__number=number).values_list("id", flat=True))


def run(words: list[str]) -> dict[str, Any]:
    match words:
        case ["make", rounds]:
            return make(int(rounds))
        case ["send", number]:
            return send(number)
        case ["naive", number]:
            return naive(number)
        case ["work", *moments]:
            return work(*moments)
        case ["read", folder]:
            return read(folder)
        case ["file"]:
            return file()
        case ["states", number]:
            return states(number)
    raise ValueError(words)


if __name__ == "__main__":
    import django

    django.setup()
    for command in " ".join(sys.argv[1:]).split(" + "):
        print(json.dumps(run(command.split())), flush=True)
