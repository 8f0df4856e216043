from collections import Counter
from datetime import UTC, datetime

import pytest

from plenaria.actions import adoption, meetings
from plenaria.interfaces.cli.seeding import aftermath
from plenaria.interfaces.cli.seeding.ground import Ground, done, lay
from plenaria.interfaces.cli.seeding.meetings import hand_in, hold, prepare
from plenaria.interfaces.cli.world.world import load
from plenaria.store.models import OutboxMail, Resolution
from plenaria.store.queries import dispatches, followup

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 9, 16, tzinfo=UTC)


def test_the_past_conference_is_half_carried_out_and_no_mail_of_it_waits() -> None:
    from datetime import timedelta

    ground = Ground(load(NOW.date()), NOW)
    lay(ground)
    meeting, paper = ground.world.meetings["xiii"], ground.world.papers["xiii"]
    prepare(ground, meeting)
    opening = ground.moment(meeting.body, meeting.day, meeting.opens)
    hand_in(ground, paper, opening - timedelta(days=14))
    hold(ground, meeting, opening, opening + timedelta(days=1))
    chair = ground.actor(meeting.body, "chair")
    resolution = ground.papers["xiii"]
    at = opening + timedelta(hours=5)
    done(adoption.adopt(actor=chair, at=at, resolution=resolution, number="XIII/1", adopted_on=meeting.day))
    done(meetings.close_meeting(actor=chair, at=at, meeting=ground.meetings["xiii"]))
    # The seal itself takes seconds and is tried elsewhere.
    Resolution.objects.filter(id=resolution).update(state="published", published_at=at)

    aftermath.follow_up(ground, "xiii")

    today = NOW.date()
    views = followup.commitments(resolution, today)
    states = followup.counts(views)
    assert all(view.confirmed and view.owner for view in views)
    assert len(views) == 20
    assert states["noted-done"] + states["reported-done"] == 9
    assert states["overdue"] == 3
    sent = Counter(each.state for each in dispatches.dispatches(resolution, today))
    assert sent == {
        "accepted": 5,
        "accepted-in-part": 1,
        "declined": 1,
        "acknowledged": 4,
        "delivered": 2,
        "bounced": 1,
        "unanswered": 1,
        # Two, and the reminder of the one that is unanswered.
        "sent": 3,
    }
    assert dispatches.unmatched(resolution) == ()
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"sent"}
