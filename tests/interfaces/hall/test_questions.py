"""Votes that were written down before the sitting, those on a report: put from the chair's table in their order."""

import re
from datetime import date

import pytest
from django.test import Client

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import meetings, polls, reports
from plenaria.store.models import Poll, Report, ReportSection
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import large, press, press_large, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    """A meeting with a tabled report on five clauses, the fourth of which is put by itself; its point is open."""
    first = followed.sitting()
    builders.adopted_text(first, resolution=followed.debated(first))
    given = {"actor": first.secretary, "at": AT}
    done(meetings.close_meeting(**given, meeting=first.id))
    second = builders.meeting(first.body, first.secretary, slug="xv", first_day=date(2027, 5, 8))
    report = done(reports.prepare(**given, meeting=second.id))
    done(reports.freeze(**given, report=report))
    done(reports.table(**given, report=report))
    fourth = ReportSection.objects.get(clause__number="4").id
    done(reports.put_section(**given, section=fourth))
    done(agenda_actions.open_item(**given, item=str(Report.objects.get().item_id)))
    return second


def test_the_clause_is_put_before_the_whole(sitting: Sitting, chair: Client) -> None:
    section = ReportSection.objects.get(clause__number="4")
    both = [section.question_id, Report.objects.get().question_id]
    assert re.findall(r'<option value="(\w{16})">', shown(chair, sitting, "chair"))[:2] == both
    for _ in range(2):
        assert large(shown(chair, sitting, "chair")) == "Put the next question"
        assert press_large(chair, sitting) == "Open the vote"
        press_large(chair, sitting)
        poll = Poll.objects.get(meeting=sitting.id, state="open")
        builders.votes(sitting, poll.id, "for", "for", "against")
        done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll.id))
    assert [each.question_id for each in Poll.objects.filter(meeting=sitting.id).order_by("number")] == both
    assert "Put the next question" not in shown(chair, sitting, "chair")


def test_the_way_of_voting_is_chosen(sitting: Sitting, chair: Client) -> None:
    whole = str(Report.objects.get().question_id)
    assert press(chair, sitting, verb="put-question", subject=whole, method="hands") == 302
    assert [(each.question_id, each.method) for each in Poll.objects.filter(meeting=sitting.id)] == [(whole, "hands")]


def test_what_was_put_already_is_not_found(sitting: Sitting, chair: Client) -> None:
    whole = str(Report.objects.get().question_id)
    assert press(chair, sitting, verb="put-question", subject=whole) == 302
    assert press(chair, sitting, verb="put-question", subject=whole) == 404


def test_what_is_refused_is_still_filled_in(sitting: Sitting, chair: Client) -> None:
    whole = str(Report.objects.get().question_id)
    given = {"verb": "put-question", "subject": whole, "method": "hands", "rule": "unknown"}
    page = chair.post(f"/hall/{sitting.id}/chair/move", given)
    assert page.status_code == 422
    assert '<details id="waiting" open>' in page.content.decode()
    assert f'<option value="{whole}" selected>' in page.content.decode()
