"""From the meetings' TOML file to meetings with agenda, credentials, presence and polls."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from plenaria.interfaces.cli.world.values import AgendaItem, Amendment, Credential, Meeting, Poll

type Table = Mapping[str, Any]

_ARRIVAL = -15
"""Minutes from the opening at which a delegate came of whom the file says nothing else."""


def read_meeting(meeting_id: str, table: Table, today: date) -> Meeting:
    """One meeting of the file."""
    open_now = "opened_ago" in table
    credentials = _credentials(table)
    return Meeting(
        id=meeting_id,
        body=table["body"],
        number=table["number"],
        name=table["name"],
        day=today + timedelta(days=table["day"]),
        place=table["place"],
        city=table["city"],
        opens=table["opens"],
        opened_ago=table.get("opened_ago"),
        state="open" if open_now else "closed",
        agenda=tuple(
            AgendaItem(
                number=number,
                title=item["title"],
                minutes=item["minutes"],
                state=item.get("state", "planned" if open_now else "done"),
                lead=item.get("lead"),
                paper=item.get("paper"),
                speakers=tuple(item.get("speakers", ())),
                spoken=tuple((person, minute, seconds) for person, minute, seconds in item.get("spoken", ())),
            )
            for number, item in enumerate(table.get("agenda", ()), 1)
        ),
        credentials=credentials,
        polls=tuple(_poll(poll, credentials) for poll in table.get("poll", ())),
        amendments=tuple(_amendment(each) for each in table.get("amendment", ())),
    )


def _credentials(table: Table) -> tuple[Credential, ...]:
    seats = [(person, body) for body, persons in table.get("delegations", {}).items() for person in persons]
    return tuple(
        _credential(number, person, body, table.get("states", {}), table.get("presence", {}))
        for number, (person, body) in enumerate(seats, 1)
    )


def _credential(
    number: int, person: str, body: str, states: Mapping[str, str], presence: Mapping[str, list[int]]
) -> Credential:
    state = states.get(person, "accredited")
    times = presence.get(person, [_ARRIVAL]) if state == "accredited" else []
    return Credential(number=number, person=person, delegation=body, state=state, presence=_intervals(times))


def _intervals(times: Sequence[int]) -> tuple[tuple[int, int | None], ...]:
    return tuple((times[at], times[at + 1] if at + 1 < len(times) else None) for at in range(0, len(times), 2))


def _poll(table: Table, credentials: Sequence[Credential]) -> Poll:
    opened, closed, declared = table.get("times", (None, None, None))
    votes = _votes(table, credentials, opened) if table["method"] == "electronic" and opened is not None else {}
    cast = list(votes.values())
    counted = (cast.count("for"), cast.count("against"), cast.count("abstain")) if votes else None
    given = table.get("counts")
    return Poll(
        id=table["id"],
        method=table["method"],
        question=table["question"],
        about=table["about"],
        state="prepared" if opened is None else "declared",
        opened=opened,
        closed=closed,
        declared=declared,
        counts=counted or ((given[0], given[1], given[2]) if given else None),
        votes=votes,
    )


def _amendment(table: Table) -> Amendment:
    return Amendment(
        about=table["about"],
        proposer=table["proposer"],
        minute=table["minute"],
        language=table["language"],
        note=table["note"],
        instead={language: (gone, come) for language, (gone, come) in table["instead"].items()},
    )


def _votes(table: Table, credentials: Sequence[Credential], minute: int) -> dict[str, str]:
    """Everybody in the room voted for, but for those whom the file names."""
    named = {person: choice for choice in ("against", "abstain") for person in table.get(choice, ())}
    return {
        credential.person: named.get(credential.person, "for")
        for credential in credentials
        if in_room(credential, minute)
    }


def in_room(credential: Credential, minute: int) -> bool:
    """Whether this delegate was in the room at that minute from the opening."""
    return any(came <= minute and (left is None or minute < left) for came, left in credential.presence)
