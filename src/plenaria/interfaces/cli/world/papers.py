"""From a paper's TOML file to a resolution in each language, with the links that its words make."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plenaria.core.text.resolution import Adoption, Citation, Clause, Recital, Resolution, Signature
from plenaria.interfaces.cli.world.values import LANGUAGES, Body, Meeting, Paper, Party, Person, Rest
from plenaria.interfaces.cli.world.wording import Read, read

type Table = Mapping[str, Any]

_SUB_NUMBERS = {"ru": "абвгд", "es": "abcde", "en": "abcde"}


class PaperReader:
    """Reads papers one after the other; a paper may cite only those read before it."""

    def __init__(
        self,
        today: date,
        bodies: Mapping[str, Body],
        people: Mapping[str, Person],
        parties: Mapping[str, Party],
        meetings: Mapping[str, Meeting],
    ) -> None:
        self.today = today
        self.bodies = bodies
        self.people = people
        self.parties = parties
        self.meetings = meetings
        self.papers: dict[str, Paper] = {}

    def read(self, table: Table) -> Paper:
        """The paper of one file."""
        dispatch = tuple(table["dispatch"]["to"])
        paper = Paper(
            id=table["id"],
            body=table["body"],
            meeting=table["meeting"],
            number=table.get("number"),
            state="adopted" if "number" in table else "debated",
            authentic=table["authentic"],
            texts={language: self._resolution(table, language) for language in LANGUAGES},
            rests=tuple(self._rests(table)),
            parties=self._targets(table, "party"),
            people=self._targets(table, "person"),
            dispatch=dispatch,
        )
        self.papers[paper.id] = paper
        return paper

    def _resolution(self, table: Table, language: str) -> Resolution:
        body = self.bodies[table["body"]]
        meeting = self.meetings[table["meeting"]]
        return Resolution(
            language=language,
            title=table["title"][language],
            number=table.get("number"),
            date=meeting.day,
            venue=meeting.city[language],
            body=body.name[language],
            letterhead=(body.name[language], ", ".join(body.address[1:]), f"{body.email} · {body.site}"),
            formula=table["formula"][language],
            recitals=tuple(self._recital(recital[language], language) for recital in table["recital"]),
            clauses=tuple(
                self._clause(clause, language, f"{table['id']}-c{place}", str(place))
                for place, clause in enumerate(table["clause"], 1)
            ),
            closing=table["closing"][language] if "closing" in table else None,
            adoption=_adoption(table["adoption"], language) if "adoption" in table else None,
            signatures=tuple(
                Signature(signature["role"][language], self.people[signature["person"]].name[language])
                for signature in table["signature"]
            ),
            dispatch=tuple(self.addressee(to, language) for to in table["dispatch"]["to"]),
        )

    def _recital(self, text: str, language: str) -> Recital:
        said = read(text, language, self.today)
        return Recital(text=said.text, citations=self._citations(said, language))

    def _clause(
        self, table: Table, language: str, clause_id: str, number: str, kind: str = "", level: int = 1
    ) -> Clause:
        said = read(table[language], language, self.today)
        tail = read(table["tail"][language] if "tail" in table else "", language, self.today)
        kind = table.get("kind", kind)
        return Clause(
            id=clause_id,
            number=number,
            text=said.text,
            level=level,
            kind=kind,
            also=tuple(table.get("also", ())),
            verb=said.verb,
            parties=tuple(named.text for named in said.named if named.sort == "party"),
            people=tuple(named.text for named in said.named if named.sort == "person"),
            places=tuple(named.text for named in said.named if named.sort == "place"),
            dates=said.dates + tail.dates,
            citations=self._citations(said, language),
            children=tuple(
                self._clause(sub, language, clause_id + "abcde"[at], _SUB_NUMBERS[language][at], kind, level + 1)
                for at, sub in enumerate(table.get("sub", ()))
            ),
            tail=tail.text,
        )

    def _citations(self, said: Read, language: str) -> tuple[Citation, ...]:
        return tuple(self._citation(named.text, named.target, language) for named in said.named if named.sort == "cite")

    def _citation(self, words: str, clause_id: str, language: str) -> Citation:
        cited = self.papers[clause_id.rpartition("-c")[0]]
        day = self.meetings[cited.meeting].day
        return Citation(
            text=words, body=self.bodies[cited.body].name[language], number=cited.number, date=day.isoformat()
        )

    def _rests(self, table: Table) -> Sequence[Rest]:
        """The links of the authentic text; the other languages have the same ones."""
        language = table["authentic"]
        rests = []
        for place, recital in enumerate(table["recital"], 1):
            for named in read(recital[language], language, self.today).named:
                if named.sort == "cite":
                    rests.append(Rest(paper=table["id"], clause=None, recital=place, on=named.target))
        for place, clause in enumerate(table["clause"], 1):
            for named in read(clause[language], language, self.today).named:
                if named.sort == "cite":
                    rests.append(
                        Rest(paper=table["id"], clause=f"{table['id']}-c{place}", recital=None, on=named.target)
                    )
        return rests

    def _targets(self, table: Table, sort: str) -> dict[str, tuple[str, ...]]:
        language = table["authentic"]
        found = {}
        for place, clause in enumerate(table["clause"], 1):
            named = read(clause[language], language, self.today).named
            slugs = tuple(one.target for one in named if one.sort == sort)
            if slugs:
                found[f"{table['id']}-c{place}"] = slugs
        return found

    def addressee(self, to: str, language: str) -> str:
        """The printed name of ``party:SLUG`` or ``body:SLUG``."""
        sort, _, slug = to.partition(":")
        return (self.parties[slug].name if sort == "party" else self.bodies[slug].name)[language]


def _adoption(table: Table, language: str) -> Adoption:
    in_favour, against, abstaining = table.get("counts", (None, None, None))
    return Adoption(
        text=table["text"][language],
        method=table["method"],
        result=table["result"],
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
    )
