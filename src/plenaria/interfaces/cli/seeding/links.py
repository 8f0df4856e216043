"""The ways into the demo: who is who in it, and a fresh link for each."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from plenaria.actions._perform import Receipt
from plenaria.actions.credentials import issue_badge
from plenaria.actions.log_in_links import make_log_in_link
from plenaria.core.permits import MACHINE, Actor
from plenaria.interfaces.cli.seeding.ground import Ground, done
from plenaria.interfaces.cli.speech import _, in_language, language
from plenaria.interfaces.kit import links
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import people

PEOPLE = {"secretary": "gorelova", "chair": "huaman", "clerk": "medina", "administrator": "duarte"}
"""Role → slug of the person in the demo's world."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What is remembered of a demo that was made: the people and places to which its links lead."""

    meeting: str
    people: dict[str, str]
    """Role → id of the person."""
    seat: str
    """A delegate's credential."""
    delegate: dict[str, str]
    """The names of that delegate."""

    @classmethod
    def of(cls, ground: Ground) -> "Demo":
        """The delegate is one who is in the room and holds no office there."""
        meeting = ground.world.meetings["xiv"]
        busy = {office.person for office in ground.world.offices.values() if office.body == meeting.body}
        delegate = next(
            each.person
            for each in meeting.credentials
            if each.state == "accredited" and each.person not in busy and each.presence and each.presence[-1][1] is None
        )
        return cls(
            meeting=ground.meetings["xiv"],
            people={role: ground.people[slug] for role, slug in PEOPLE.items()},
            seat=ground.credentials["xiv", delegate],
            delegate=dict(ground.world.people[delegate].name),
        )

    @classmethod
    def read(cls, path: Path) -> "Demo":
        """What ``write`` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Remember it for the next start."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")


def ways_in(demo: Demo, base: str, at: datetime) -> list[tuple[str, str]]:
    """Who comes in, and by which link; each log-in is good once and for a day."""
    hall = f"/hall/{demo.meeting}"
    return [
        (_("Secretary: prepares, adopts, seals, sends"), _log_in(demo, "secretary", base, at)),
        (_("Chair: opens and closes votes"), _log_in(demo, "chair", base, at, f"{hall}/chair")),
        (_("Delegate {name}: votes, on a phone").format(name=in_language(demo.delegate)), _badge(demo, at)),
        (_("Projector in the hall, started by the clerk"), _log_in(demo, "clerk", base, at, f"{hall}/screen")),
        (_("Administrator: bodies and people"), _log_in(demo, "administrator", base, at)),
        (_("Public register, for anyone"), f"{base}/"),
    ]


def _log_in(demo: Demo, role: str, base: str, at: datetime, onwards: str = "") -> str:
    made = done(make_log_in_link(actor=MACHINE, at=at, person=demo.people[role]))
    return f"{base}/enter/{made.secret}" + (f"?next={onwards}" if onwards else "")


def _badge(demo: Demo, at: datetime) -> str:
    """A new badge, given out by the secretary."""
    secretary = demo.people["secretary"]
    actor = Actor(person=secretary, roles=people.roles(secretary, at.date()))
    issued = issue_badge(actor=actor, at=at, credential=demo.seat)
    # Once the meeting was closed no badge is given out any more, which the sentence says.
    return links.badge(issued.secret) if isinstance(issued, Receipt) else sentence(issued, language())
