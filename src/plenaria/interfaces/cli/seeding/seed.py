"""The whole demo, in the order of its days."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from plenaria.actions import adoption, meetings, publication
from plenaria.delivery import keys, sealing
from plenaria.interfaces.cli.seeding.aftermath import follow_up
from plenaria.interfaces.cli.seeding.ground import Ground, done, lay
from plenaria.interfaces.cli.seeding.meetings import adopt_without_objection, hand_in, hold, prepare
from plenaria.interfaces.cli.seeding.minutes import approve_minutes
from plenaria.interfaces.cli.seeding.nominations import came_back, put_forward, stand
from plenaria.interfaces.cli.seeding.second_year import begin_programme, follow_session, report, write_anew
from plenaria.interfaces.cli.world.values import Paper
from plenaria.interfaces.cli.world.world import load
from plenaria.store.queries import sealing as sealing_queries

SEAL_PASSPHRASE = "demo"  # noqa: S105 - printed by the demo, protects nothing
"""Of the demo's seal key, which proves nothing to anybody; the demo prints it for those who try the sealing."""


PAST = ("both-skies-vi", "iberoamerica-v", "xiii", "session")
"""The meetings that were held, in the order of their days."""
STEPS = ("ground", *PAST, "xiv")
"""What ``seed`` says it is doing: first the bodies and people, then meeting by meeting."""


def seed(now: datetime, say: Callable[[str], None]) -> Ground:
    """Make the demo world as it is at ``now``; ``say`` hears what is being done."""
    ground = Ground(load(now.date()), now)
    if not keys.has_seal_key():
        keys.make_seal_key(SEAL_PASSPHRASE)
    say("ground")
    lay(ground)
    for past in PAST:
        say(past)
        _past_meeting(ground, past)
    held = ground.world.meetings["xiii"]
    approve_minutes(ground, "xiii", ground.moment(held.body, held.day, held.opens) + timedelta(days=3))
    follow_up(ground, "xiii")
    came_back(ground, "xiii", ground.moment(held.body, held.day, held.opens) + timedelta(days=5))
    follow_session(ground)
    begin_programme(ground)
    say("xiv")
    _open_meeting(ground)
    report(ground)
    return ground


def _past_meeting(ground: Ground, name: str) -> None:
    """A meeting that was held, with its paper adopted."""
    meeting = ground.world.meetings[name]
    paper = next(each for each in ground.world.papers.values() if each.meeting == name)
    prepare(ground, meeting)
    opening = ground.moment(meeting.body, meeting.day, meeting.opens)
    hand_in(ground, paper, opening - timedelta(days=14))
    put_forward(ground, paper.id, opening - timedelta(days=10))
    if paper.id == "session":
        write_anew(ground, opening - timedelta(days=10))
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
    _seal_and_publish(ground, paper, end + timedelta(days=2))
    stand(ground, paper.id)


def _seal_and_publish(ground: Ground, paper: Paper, at: datetime) -> None:
    secretary, resolution = ground.actor(paper.body, "secretary"), ground.papers[paper.id]
    done(sealing.seal(actor=secretary, at=at, resolution=resolution, passphrase=SEAL_PASSPHRASE))
    adopted = sealing_queries.sealing(resolution)
    assert adopted is not None
    address = f"{settings.BASE_URL}/b/{adopted.body_slug}/r/{adopted.slug}/"
    done(publication.publish(actor=secretary, at=at, resolution=resolution, address=address))


def _open_meeting(ground: Ground) -> None:
    """The conference that is open while the demo starts, with a vote about to be put."""
    meeting = ground.world.meetings["xiv"]
    prepare(ground, meeting)
    opening = ground.now - timedelta(minutes=meeting.opened_ago or 95)
    hand_in(ground, ground.world.papers["xiv"], opening - timedelta(days=14))
    put_forward(ground, "xiv", opening - timedelta(days=10))
    hold(ground, meeting, opening, ground.now)
