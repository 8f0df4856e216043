"""The congress, moved along: ``python -m tests.browser.stages`` in a server's environment.

Prints what a browser needs as JSON; then each line of the input names a stage, and a line of the output says that the
meeting has come to it.
"""

import json
import sys

# The first of these sets Django up.
from tests.browser import congress
from tests.browser.assembly import badge, laid_down

# isort: split
from plenaria.actions import amendments, meetings, polls, presence, showing, speakers, speeches
from plenaria.actions.agenda import open_item
from plenaria.core.permits import Actor
from plenaria.store.models import Meeting
from tests import builders
from tests.builders import AT, Sitting, done

CHANGED = {"ru": "Брать с собой велосипед всюду.", "es": "Llevar la bicicleta a todas partes."}


class Stages:
    """Each stage begins where the one before it ended."""

    def __init__(self) -> None:
        self.world = congress.make()
        row = Meeting.objects.get(id=self.world["meeting"])
        self.secretary = Actor(roles=frozenset({("secretary", row.body_id), ("chair", row.body_id)}))
        seats = tuple(row.credentials.order_by("seat").values_list("id", flat=True))
        self.sitting = Sitting(row.id, row.body_id, self.secretary, seats)
        self.paper = str(self.world["resolution"])
        self.item = row.items.get(position=1).id
        self.election = laid_down(self.secretary, row.id)
        self.poll = self.amendment = self.speaker = ""

    def before(self) -> None:
        """Convened, and nobody is there."""

    def speakers(self) -> None:
        for seat in self.sitting.credentials:
            done(presence.check_in(actor=self.secretary, at=AT, credential=seat))
        done(meetings.open_meeting(actor=self.secretary, at=AT, meeting=self.sitting.id))
        done(open_item(actor=self.secretary, at=AT, item=self.item))
        now = builders.now()
        first, *_ = [
            done(speakers.ask(actor=self.secretary, at=now, credential=seat)) for seat in self.sitting.credentials[:3]
        ]
        self.speaker = done(speeches.call(actor=self.secretary, at=now, speaker=first))

    def amendment_shown(self) -> None:
        done(speeches.end(actor=self.secretary, at=builders.now(), speaker=self.speaker))
        second = self.sitting.credentials[1]
        proposed = done(
            amendments.submit_amendment(
                actor=builders.holder(second),
                at=AT,
                resolution=self.paper,
                kind="replace",
                clause=builders.clauses_of(self.paper)[1],
                words=CHANGED,
                seat=second,
            )
        )
        done(amendments.admit_amendment(actor=self.secretary, at=AT, amendment=proposed))
        done(showing.show_clause(actor=self.secretary, at=AT, meeting=self.sitting.id, amendment=proposed))
        self.amendment = proposed

    def open_poll(self) -> None:
        done(amendments.withdraw_amendment(actor=self.secretary, at=AT, amendment=self.amendment))
        self.poll = builders.open_poll(self.sitting, resolution=self.paper)
        builders.votes(self.sitting, self.poll, "for", "against")

    def result(self) -> None:
        done(polls.close_poll(actor=self.secretary, at=AT, poll=self.poll))

    def hands(self) -> None:
        self.poll = builders.open_poll(self.sitting, method="hands")

    def void(self) -> None:
        done(polls.void_poll(actor=self.secretary, at=AT, poll=self.poll, reason="Вопрос назван неверно."))

    def elected(self) -> None:
        poll = done(polls.prepare_poll(actor=self.secretary, at=AT, question=self.election, method="electronic"))
        self.poll = done(polls.open_poll(actor=self.secretary, at=AT, poll=poll))

    def closed(self) -> None:
        done(polls.void_poll(actor=self.secretary, at=AT, poll=self.poll, reason="Кандидат выбыл."))
        done(meetings.close_meeting(actor=self.secretary, at=AT, meeting=self.sitting.id))


if __name__ == "__main__":
    stages = Stages()
    print(json.dumps(stages.world | {"badge": badge(stages.secretary, stages.sitting.credentials[0])}), flush=True)
    for line in sys.stdin:
        getattr(stages, line.strip())()
        print(line.strip(), flush=True)
