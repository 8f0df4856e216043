"""A hall to break: ``python -m tests.faults.world SEATS POLLS`` in the environment of its server.

Makes the tables, an open meeting with that many seats in the room, each with its phone (``devices``), and ``POLLS``
votes that wait to be opened, besides one in which no vote may be changed (``final``). A second meeting of three seats
has an open vote (``foreign``), a third badges that nobody has opened. Prints what a test needs as JSON.

``… badge SEAT`` makes a new badge for a seat of a world that is there already.
"""

import json
import sys
from dataclasses import replace

from benchmarks.hall.world import seat_all  # which sets Django up
from django.test import Client

from plenaria.core.voting.presets import SIMPLE
from tests import builders, tables
from tests.interfaces.hall.world import badge


def make(seats: int, waiting: int) -> dict[str, object]:
    """The world of one server."""
    tables.make()
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", "chair", email="ann@desk.example")
    hall, foreign, doors = (builders.meeting(body, secretary, seats=1, slug=slug) for slug in ("xiv", "xv", "doors"))
    hall = replace(hall, credentials=seat_all(hall, seats, device=True))
    foreign = replace(foreign, credentials=seat_all(foreign, 3, device=True))
    seat_all(doors, 5, device=False)
    return {
        "body": body,
        "meeting": hall.id,
        "seats": list(hall.credentials),
        "devices": [f"device-{hall.id}-{number}" for number in range(seats)],
        "polls": [builders.prepared_poll(hall) for _ in range(waiting)],
        "final": builders.prepared_poll(hall, rule=replace(SIMPLE.rule, changes=False)),
        "foreign": {
            "meeting": foreign.id,
            "poll": builders.open_poll(foreign),
            "devices": [f"device-{foreign.id}-{number}" for number in range(3)],
        },
        "badges": [f"badge-{doors.id}-{number}" for number in range(5)],
        "session": builders.logged_in(Client(), secretary).cookies["sessionid"].value,
    }


if __name__ == "__main__":
    print(json.dumps(badge(sys.argv[2]) if sys.argv[1] == "badge" else make(*map(int, sys.argv[1:3]))))
