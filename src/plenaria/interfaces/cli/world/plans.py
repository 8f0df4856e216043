"""From the plan's TOML file to what each clause obliges and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plenaria.interfaces.cli.world.values import (
    Criterion,
    Event,
    Letter,
    Nomination,
    Party,
    Person,
    Plan,
    Publication,
    Update,
)

type Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanReader:
    """Reads plans; knows in which language each person and party writes."""

    today: date
    people: Mapping[str, Person]
    parties: Mapping[str, Party]

    def read(self, clause: str, start: date, table: Table) -> Plan:
        """The plan of one clause, whose work starts on the day of its adoption."""
        return Plan(
            clause=clause,
            owner=table.get("owner"),
            helpers=tuple(table.get("helpers", ())),
            start=start,
            due=self._day(table.get("due")),
            recurrence=table.get("recurrence"),
            events=tuple(self._event(event) for event in table.get("events", ())),
            letters=self.letters(table.get("letters", ())),
            nominations=tuple(self._nomination(one) for one in table.get("nominations", ())),
            criteria=tuple(
                Criterion(applies_to=one["applies_to"], demand=one["demand"], text=one["text"])
                for one in table.get("criteria", ())
            ),
            publications=tuple(
                Publication(outlet=one["outlet"], address=one["address"], on=self._on(one["on"]))
                for one in table.get("publications", ())
            ),
            closes=table.get("closes"),
            updates=tuple(self._update(update) for update in table.get("updates", ())),
        )

    def letters(self, tables: list[Table]) -> tuple[Letter, ...]:
        """Letters or dispatches with what came back."""
        return tuple(self._letter(table) for table in tables)

    def _letter(self, table: Table) -> Letter:
        return Letter(
            to=table["to"],
            state=table["state"],
            sent=self._on(table["sent"]),
            reply_by=self._day(table.get("reply_by")),
            at=self._day(table.get("at")),
            language=self._language(table["to"]),
            text=table.get("text", ""),
        )

    def _language(self, to: str) -> str:
        """In which language an addressee answers; bodies write to each other in English."""
        sort, _, slug = to.partition(":")
        if sort == "party":
            return self.parties[slug].language
        return self.people[slug].language if sort == "person" else "en"

    def _update(self, table: Table) -> Update:
        return Update(
            on=self._on(table["on"]),
            state=table["state"],
            by=table["by"],
            language=self.people[table["by"]].language,
            text=table["text"],
            evidence=table.get("evidence", ""),
            period=table.get("period"),
        )

    def _event(self, table: Table) -> Event:
        first, last = table["days"]
        return Event(title=table["title"], place=table["place"], first=self._on(first), last=self._on(last))

    def _nomination(self, table: Table) -> Nomination:
        first, last = table.get("days", (None, None))
        return Nomination(
            person=table["person"], purpose=table["purpose"], first=self._day(first), last=self._day(last)
        )

    def _on(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self._on(offset)
