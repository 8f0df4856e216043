"""The demo world: a fictional federation of amateur astronomy societies, as values.

Everything stands in the TOML files beside this module; days in them are reckoned from today, so that the demo is
always fresh. Nothing is stored here: an action seeds what these values say. See :mod:`.values` for what each field
means and :mod:`.wording` for the marks in the texts.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from plenaria.interfaces.cli.world.meetings import read_meeting
from plenaria.interfaces.cli.world.papers import PaperReader
from plenaria.interfaces.cli.world.plans import PlanReader
from plenaria.interfaces.cli.world.values import Body, Office, Party, Person, Rules, Words, World
from plenaria.interfaces.cli.world.wording import fill

type Table = Mapping[str, Any]

PAPERS = ("both-skies", "iberoamerica", "xiii", "session", "xiv")
"""Each cites only those before it."""


def load(today: date) -> World:
    """The whole world as it is on that day; some tenths of a second at most."""
    bodies: dict[str, Body] = {}
    for table in _toml("bodies")["body"]:
        bodies[table["slug"]] = _body(table, bodies.get(table.get("parent", "")))
    people = {
        slug: _person(slug, table, body) for body, persons in _toml("people").items() for slug, table in persons.items()
    }
    parties = {slug: _party(slug, table) for slug, table in _toml("parties").items()}
    meetings = {slug: read_meeting(slug, table, today) for slug, table in _toml("meetings").items()}
    papers = PaperReader(today, bodies, people, parties, meetings)
    for paper in PAPERS:
        papers.read(_toml(paper))
    plans = PlanReader(today, people, parties)
    followed = dict(_toml("xiii-plan"))
    dispatches = plans.letters(followed.pop("dispatches"))
    return World(
        today=today,
        bodies=bodies,
        people=people,
        offices=_offices(_toml("offices"), today),
        parties=parties,
        meetings=meetings,
        papers=papers.papers,
        plans={clause: plans.read(clause, meetings["xiii"].day, table) for clause, table in followed.items()},
        dispatches={"xiii": dispatches},
        samples={language: fill(_text(f"sample.{language}.txt"), language, today) for language in ("ru", "es")},
    )


def _body(table: Table, parent: Body | None) -> Body:
    """A body; what its table does not say is as in its parent."""
    local = table["level"] == "local"
    return Body(
        slug=table["slug"],
        level=table["level"],
        parent=table.get("parent"),
        name=table["name"],
        short=table["short"],
        city=table["city"],
        country=table.get("country", parent.country if parent else None),
        timezone=table.get("timezone", parent.timezone if parent else "UTC"),
        languages=tuple(table.get("languages", parent.languages if parent else ())),
        address=tuple(table["address"]),
        email=table["email"],
        site=table["site"],
        accent=table.get("accent", parent.accent if parent else ""),
        emblem="" if local else _text(f"emblems/{table['slug']}.svg"),
        rules=parent.rules if parent and "rules" not in table else _rules(table["rules"]),
    )


def _rules(table: Table) -> Rules:
    return Rules(
        preset=table["preset"],
        quorum=(table["quorum"][0], table["quorum"][1]),
        second_call=(table["second_call"][0], table["second_call"][1]),
        votes_seen=table["votes_seen"],
    )


def _person(slug: str, table: Table, body: str) -> Person:
    sort_name = {"ru": table["ru"], "es": table["latin"], "en": table["latin"]}
    return Person(
        slug=slug,
        name={language: _spoken(name) for language, name in sort_name.items()},
        sort_name=sort_name,
        email=f"{slug}@example.org",
        language=table["language"],
        body=body,
    )


def _spoken(sort_name: str) -> str:
    family, _, given = sort_name.partition(", ")
    return f"{given} {family}"


def _party(slug: str, table: Table) -> Party:
    return Party(
        slug=slug,
        kind=table["kind"],
        name=table["name"],
        language=table["language"],
        address=tuple(table["address"]),
        email=f"{slug}@example.org",
    )


def _offices(table: Table, today: date) -> dict[str, Office]:
    titles: Mapping[str, Words] = table["titles"]
    return {
        slug: Office(
            slug=slug,
            body=office["body"],
            person=office["person"],
            role=office["role"],
            title=office.get("title") or titles[office["role"]],
            since=today + timedelta(days=office["since"]),
        )
        for slug, office in table["offices"].items()
    }


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(f"{name}.toml"))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
