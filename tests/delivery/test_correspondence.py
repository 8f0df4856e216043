"""The mails of a vote that stays open for days, by a clock that is moved across the end of summer time."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plenaria.actions import correspondence, polls, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.actions.presence import check_out
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.voting.presets import SIMPLE
from plenaria.delivery.correspondence import seconds_to_next, see_to
from plenaria.store.models import Body, OutboxMail, Person, Poll, RollSeat
from tests import builders
from tests.builders import Sitting, done
from tests.delivery.smtp import Handler, server

pytestmark = pytest.mark.django_db

OPENS = datetime(2026, 10, 20, 12, tzinfo=UTC)
"""Two in the afternoon in Madrid, in summer time."""
CLOSES = datetime(2026, 10, 26, 12, tzinfo=UTC)
"""One in the afternoon in Madrid: the clocks were set back the day before."""
HALF_WAY, DAY_BEFORE = datetime(2026, 10, 23, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC)
RULE = replace(SIMPLE.rule, correspondence="to-the-end", proxies=None)


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary, rule=RULE)
    Person.objects.filter(email="delegate1@xiv.example").update(language="ru", timezone="Europe/Madrid")
    Person.objects.filter(email="delegate2@xiv.example").update(language="es", timezone="America/Lima")
    return sitting


@pytest.fixture
def poll(sitting: Sitting) -> str:
    return opened(sitting)


def opened(sitting: Sitting, **options: Any) -> str:
    prepared = builders.prepared_poll(sitting, closes_at=CLOSES, **options)
    return done(polls.open_poll(actor=sitting.secretary, at=OPENS, poll=prepared))


def vote(poll: str, seat: str, at: datetime, by: str = "") -> None:
    ballot = Ballot(actor=builders.holder(by or seat), poll=poll, credential=seat, choice="for", key=f"key-{seat}")
    done(cast(ballots=[ballot], at=at)[0])


def told() -> list[tuple[str, str]]:
    """To whom mail was made since this was asked last, and what its subject begins with."""
    rows = list(OutboxMail.objects.filter(state="queued").order_by("recipient"))
    OutboxMail.objects.filter(id__in=[row.id for row in rows]).update(state="sent")
    return [(row.recipient.partition("@")[0], row.subject) for row in rows]


def whom() -> list[str]:
    return [name for name, _ in told()]


def test_everybody_hears_at_the_opening_and_then_who_has_not_voted(sitting: Sitting, poll: str) -> None:
    see_to(OPENS)
    assert whom() == ["delegate1", "delegate2", "delegate3"]
    see_to(HALF_WAY - timedelta(seconds=1))
    assert whom() == []
    vote(poll, sitting.credentials[0], OPENS)
    see_to(HALF_WAY)
    see_to(HALF_WAY)
    assert whom() == ["delegate2", "delegate3"]
    vote(poll, sitting.credentials[1], HALF_WAY)
    see_to(DAY_BEFORE)
    assert whom() == ["delegate3"]
    see_to(CLOSES)
    assert whom() == []
    assert Poll.objects.get(id=poll).state == "declared"


def test_a_secret_vote_reminds_who_has_put_nothing_in(sitting: Sitting) -> None:
    poll = opened(sitting, method="secret")
    see_to(OPENS)
    assert len(whom()) == 3
    vote(poll, sitting.credentials[0], OPENS)
    see_to(HALF_WAY)
    assert whom() == ["delegate2", "delegate3"]


@pytest.mark.usefixtures("poll")
def test_a_server_that_stood_still_sends_one_mail_and_not_three() -> None:
    see_to(DAY_BEFORE + timedelta(hours=1))
    assert whom() == ["delegate1", "delegate2", "delegate3"]
    assert set(RollSeat.objects.values_list("told", flat=True)) == {3}
    see_to(DAY_BEFORE + timedelta(hours=2))
    assert told() == []


def test_the_mail_is_in_the_readers_language_and_by_their_clock(sitting: Sitting, poll: str) -> None:
    see_to(OPENS)
    texts = {row.recipient.partition("@")[0]: row.text.replace("\u202f", " ") for row in OutboxMail.objects.all()}
    assert "26 октября 2026 г., 13:00 (Europe/Madrid, UTC+1)" in texts["delegate1"]
    assert "Прервать заседание?" in texts["delegate1"]
    assert "26 de octubre de 2026, 07:00 (America/Lima, UTC-5)" in texts["delegate2"]
    assert "26 October 2026, 13:00 (Europe/Madrid, UTC+1)" in texts["delegate3"]
    assert f"/ru/hall/{sitting.id}/correspondence?poll={poll}" in texts["delegate1"]


def test_a_reminder_never_says_what_anybody_voted(sitting: Sitting, poll: str) -> None:
    vote(poll, sitting.credentials[0], OPENS)
    see_to(HALF_WAY)
    assert not any(re.search(r"\bfor 1|1 for\b|за 1|1 за", row.text) for row in OutboxMail.objects.all())


def test_whoever_holds_a_mandate_is_asked_until_both_have_voted(sitting: Sitting) -> None:
    first, second, _ = sitting.credentials
    done(check_out(actor=sitting.secretary, at=OPENS, credential=second))
    done(proxies.give_proxy(actor=sitting.secretary, at=OPENS, giver=second, holder=first))
    poll = opened(sitting)
    see_to(OPENS)
    assert whom() == ["delegate1", "delegate3"]
    vote(poll, first, OPENS)
    see_to(HALF_WAY)
    assert whom() == ["delegate1", "delegate3"]
    vote(poll, second, HALF_WAY, by=first)
    see_to(DAY_BEFORE)
    assert whom() == ["delegate3"]


def test_more_time_is_told_with_its_reason_and_reminds_again(sitting: Sitting, poll: str) -> None:
    see_to(OPENS)
    told()
    vote(poll, sitting.credentials[0], OPENS)
    later = CLOSES + timedelta(days=6)
    at = HALF_WAY - timedelta(days=1)
    done(
        correspondence.extend_poll(
            actor=sitting.secretary, at=at, poll=poll, closes_at=later, reason="The post is late."
        )
    )
    see_to(at)
    mails = list(OutboxMail.objects.filter(state="queued").order_by("recipient"))
    assert [row.recipient.partition("@")[0] for row in mails] == ["delegate2", "delegate3"]
    assert "The post is late." in mails[1].text
    assert "1 November 2026, 13:00 (Europe/Madrid, UTC+1)" in mails[1].text
    told()
    reminded = []
    for hour in range(0, 24 * 12, 6):
        see_to(at + timedelta(hours=hour))
        reminded += [(at + timedelta(hours=hour)).date().isoformat()] if told() else []
    assert reminded == ["2026-10-27", "2026-10-31"]
    assert Poll.objects.get(id=poll).state in ("declared", "void")


def test_whoever_has_no_address_holds_nobody_up(sitting: Sitting) -> None:
    Person.objects.filter(email="delegate1@xiv.example").update(email="")
    opened(sitting)
    see_to(OPENS)
    assert whom() == ["delegate2", "delegate3"]
    assert set(RollSeat.objects.values_list("told", flat=True)) == {1}


def test_the_result_goes_to_everybody_where_the_body_wants_it(sitting: Sitting) -> None:
    for wanted, expected in ((False, []), (True, ["delegate1", "delegate2", "delegate3"])):
        Body.objects.filter(id=sitting.body).update(results_mailed=wanted)
        poll = opened(sitting)
        see_to(OPENS)
        for seat in sitting.credentials:
            vote(poll, seat, OPENS)
        told()
        see_to(CLOSES)
        see_to(CLOSES)
        assert whom() == expected
    assert "Adopted: 3 for" in OutboxMail.objects.filter(recipient="delegate3@xiv.example").latest("made_at").text


def test_a_void_vote_is_told_too_and_says_why(sitting: Sitting) -> None:
    Body.objects.filter(id=sitting.body).update(results_mailed=True)
    poll = opened(sitting)
    see_to(OPENS)
    told()
    done(polls.void_poll(actor=sitting.secretary, at=HALF_WAY, poll=poll, reason="The wrong text was put."))
    see_to(HALF_WAY)
    mails = list(OutboxMail.objects.filter(state="queued"))
    assert len(mails) == 3
    assert all("The wrong text was put." in mail.text for mail in mails)


def test_the_worker_wakes_for_the_next_reminder_and_for_the_close(poll: str) -> None:
    assert seconds_to_next(HALF_WAY - timedelta(seconds=2), 5.0) == 2.0
    assert seconds_to_next(CLOSES - timedelta(seconds=1), 5.0) == 1.0
    assert seconds_to_next(OPENS, 5.0) == 5.0
    done(polls.close_poll(actor=MACHINE, at=CLOSES, poll=poll))
    assert seconds_to_next(CLOSES, 5.0) == 5.0


@pytest.mark.skipif(bool(os.environ.get("PLENARIA_DATABASE_URL")), reason="its process has a folder of its own")
def test_killed_in_between_everybody_is_told_once_and_their_links_are_good(tmp_path: Path) -> None:
    handler = Handler()
    with server(handler) as (host, port):
        variables = {**os.environ, "PLENARIA_DATA": str(tmp_path), "PLENARIA_SMTP_URL": f"smtp://{host}:{port}"}

        def run(command: str) -> "subprocess.CompletedProcess[str]":
            words = [sys.executable, "-m", "tests.delivery.process", command]
            return subprocess.run(words, env=variables, capture_output=True, text=True, timeout=120, check=False)

        assert run("vote").returncode == 0
        assert run("tell").returncode == 9
        listed = run("tell-all")
    assert listed.returncode == 0, listed.stderr[-500:]
    told = [line.split()[-1] for line in listed.stdout.splitlines() if line.startswith("sent ")]
    assert sorted(told) == sorted(f"delegate{number}@xiv.example" for number in range(1, 13))
    texts = [plain.get_content() for each in handler.taken if (plain := each.get_body(("plain",)))]
    links = [found[0] for text in texts if (found := re.search(r"/en/i/\S+", text))]
    assert len(set(links)) == 12
