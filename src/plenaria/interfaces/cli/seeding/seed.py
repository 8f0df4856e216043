"""The whole demo, in the order of its days."""

from collections.abc import Callable
from datetime import datetime, timedelta

from plenaria.actions import adoption, meetings
from plenaria.interfaces.cli.seeding.ground import Ground, done, lay
from plenaria.interfaces.cli.seeding.meetings import adopt_without_objection, hand_in, hold, prepare
from plenaria.interfaces.cli.world.world import load


def seed(now: datetime, say: Callable[[str], None]) -> Ground:
    """Make the demo world as it is at ``now``; ``say`` hears what is being done."""
    ground = Ground(load(now.date()), now)
    say("bodies and people")
    lay(ground)
    for past in ("both-skies-vi", "iberoamerica-v", "xiii"):
        say(past)
        _past_meeting(ground, past)
    say("xiv")
    _open_meeting(ground)
    return ground


def _past_meeting(ground: Ground, name: str) -> None:
    """A meeting that was held, with its paper adopted."""
    meeting = ground.world.meetings[name]
    paper = next(each for each in ground.world.papers.values() if each.meeting == name)
    prepare(ground, meeting)
    opening = ground.moment(meeting.body, meeting.day, meeting.opens)
    hand_in(ground, paper, opening - timedelta(days=14))
    hold(ground, meeting, opening, opening + timedelta(days=1))
    end = opening + timedelta(minutes=260)
    if not meeting.polls:
        adopt_without_objection(ground, paper, end)
    chair = ground.actor(meeting.body, "chair")
    done(
        adoption.adopt(
            actor=chair,
            at=end,
            resolution=ground.papers[paper.id],
            number=f"{meeting.number}/{paper.number}",
            adopted_on=meeting.day,
        )
    )
    done(meetings.close_meeting(actor=chair, at=end + timedelta(minutes=5), meeting=ground.meetings[name]))


def _open_meeting(ground: Ground) -> None:
    """The conference that is open while the demo starts, with a vote about to be put."""
    meeting = ground.world.meetings["xiv"]
    prepare(ground, meeting)
    opening = ground.now - timedelta(minutes=meeting.opened_ago or 95)
    hand_in(ground, ground.world.papers["xiv"], opening - timedelta(days=14))
    hold(ground, meeting, opening, ground.now)
