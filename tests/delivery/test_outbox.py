import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from plenaria.actions import dispatches, outbox
from plenaria.actions.outbox import Mail
from plenaria.core.permits import MACHINE
from plenaria.delivery.outbox import deliver
from plenaria.store.models import OutboxMail
from plenaria.store.queries import dispatches as queries
from tests import builders, followed
from tests.builders import AT, done
from tests.delivery.smtp import Handler, server


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def mail_server(handler: Handler, settings: Settings) -> Iterator[str]:
    with server(handler) as (host, port):
        backend = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"host": host, "port": port, "timeout": 5}}}
        yield f"smtp://{host}:{port}"


def put(name: str) -> str:
    return outbox.enqueue(Mail(recipient=f"{name}@sky.example", subject="О небе", text="Ночь", html="<p>Ночь</p>"), AT)


def states() -> dict[str, str]:
    return {row.recipient.partition("@")[0]: row.state for row in OutboxMail.objects.all()}


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_server")
def test_a_letter_arrives_with_its_sealed_paper(handler: Handler) -> None:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    followed.parties(body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in queries.dispatches(resolution, AT.date()) if each.purpose != "request"]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids))
    outcome = deliver(lambda: AT)
    assert (outcome.sent, outcome.failed, outcome.error) == (3, 0, "")
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"sent"}
    assert set(handler.ids()) == set(OutboxMail.objects.values_list("message_id", flat=True))
    first = handler.taken[0]
    plain, html = first.get_body(("plain",)), first.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "/ru/a/" in plain.get_content()
    assert "<a href=" in html.get_content()
    (paper,) = first.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("paper.ru.pdf", "application/pdf")
    assert paper.get_content() == f"pdf ru {resolution}".encode()
    assert deliver(lambda: AT + timedelta(days=1)).sent == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_server")
def test_one_that_is_refused_holds_up_no_other(handler: Handler) -> None:
    handler.refused = {"gone@sky.example": "550 no such user", "full@sky.example": "452 mailbox full"}
    for name in ("gone", "full", "vera"):
        put(name)
    outcome = deliver(lambda: AT)
    assert (outcome.sent, outcome.failed, outcome.error) == (1, 2, "")
    assert states() == {"gone": "given-up", "full": "queued", "vera": "sent"}
    assert "no such user" in OutboxMail.objects.get(recipient="gone@sky.example").error
    handler.refused = {}
    assert deliver(lambda: AT + timedelta(minutes=1)).sent == 1
    assert states() == {"gone": "given-up", "full": "sent", "vera": "sent"}


@pytest.mark.django_db
def test_a_server_that_is_away_is_waited_for(settings: Settings, handler: Handler) -> None:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with server(handler) as (host, port):
        pass  # Now it is gone again.
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"host": host, "port": port, "timeout": 5}}}
    put("vera")
    for _ in range(20):
        assert "ConnectionRefusedError" in deliver(lambda: AT).error
    row = OutboxMail.objects.get()
    assert (row.state, row.tries) == ("queued", 0)
    assert "ConnectionRefusedError" in row.error


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_server")
def test_told_to_stop_it_gives_back_what_it_has_taken(handler: Handler) -> None:
    for name in "abcd":
        put(name)
    outcome = deliver(lambda: AT, lambda: len(handler.taken) >= 2)
    assert outcome.sent == 2
    assert deliver(lambda: AT).sent == 2
    assert len(set(handler.ids())) == len(handler.ids()) == 4


@pytest.mark.skipif(bool(os.environ.get("PLENARIA_DATABASE_URL")), reason="its process has a folder of its own")
def test_killed_in_between_nothing_is_lost_and_a_repetition_is_recognised(tmp_path: Path) -> None:
    handler = Handler(holding=2)
    with server(handler) as (host, port):
        variables = {
            **os.environ,
            "PLENARIA_DATA": str(tmp_path),
            "PLENARIA_SMTP_URL": f"smtp://{host}:{port}",
        }

        def start(*arguments: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "tests.delivery.process", *arguments]
            return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True)

        with start("make") as maker:
            assert maker.wait(120) == 0
        with start("work", "0") as worker:
            assert handler.held.wait(120)
            worker.kill()
        assert len(handler.taken) == 2
        handler.holding = 1_000
        # Its lease holds the rest back for a while; then another worker takes over.
        after = ("1", "6", "60")
        told = start("work", *after).communicate(timeout=120)[0].splitlines()
    sent = [re.search(r"sent=\d+", line) for line in told[: len(after)]]
    assert [found and found.group() for found in sent] == ["sent=0", "sent=2", "sent=0"]
    rows = [line.split() for line in told[len(after) :]]
    assert [state for state, _, _ in rows] == ["sent"] * 3
    assert set(handler.ids()) == {message_id for _, message_id, _ in rows}
    # The one that was in the air came twice, under one Message-ID and with the same words.
    assert len(handler.ids()) == 4
    assert handler.ids()[1] == handler.ids()[2]
    assert handler.taken[1]["Date"] == handler.taken[2]["Date"]
