"""The rows of follow-up as the actions would have written them, month by month: what was adopted, and what was
reported on it since.

What the actions write and this leaves out: drafts, debates and votes, seals and their files, the bytes of evidence,
signatures under the journal's head, mails. ``tests/benchmarks/test_followup.py`` compares the rest with what they do.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from benchmarks.followup import houses, plans, texts
from benchmarks.followup.houses import BELOW, Holder, House, Office, Sitting
from benchmarks.followup.plans import COMMITMENTS, Planned, Reported
from benchmarks.register.chunk import Chunk, new_id
from benchmarks.register.journal import Journal
from benchmarks.register.papers import LANGUAGES
from benchmarks.register.tables import Row, plain
from benchmarks.register.words import language

from plenaria.actions import _passages, _register
from plenaria.actions._resolution import digest_of
from plenaria.actions.adoption import slug_of
from plenaria.core.journal.canonical import normalised
from plenaria.core.journal.entry import commitment as committed
from plenaria.core.text import canonical
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.resolution import Resolution
from plenaria.store import models

type Month = tuple[int, int]
type Write = Callable[[Chunk], None]

RESOLUTIONS = 2_000
FIRST_USER = 1_000_000
"""The id of the first of them, out of the way of those that the database numbers."""
RECENT = 150
"""Clauses above of which a new one carries out some: those of the last six resolutions."""
NAMES = {"en": "{} of the federation", "es": "{} de la federación", "ru": "{} федерации"}
UNITS = {"en": "Places reached", "es": "Lugares alcanzados", "ru": "Охвачено мест"}
MEETING = {"en": "Meeting {}", "es": "Reunión {}", "ru": "Встреча {}"}
STEPS = {"en": "Step {}", "es": "Paso {}", "ru": "Шаг {}"}


class World:
    """Makes the rows. ``today`` is the day on which they are looked at; the lowest level has ``below`` bodies."""

    def __init__(self, scale: float = 1.0, today: date | None = None, below: int = BELOW) -> None:
        self.today = today or datetime.now(UTC).date()
        self.chance = random.Random("followup")
        self.languages = [language(each) for each in LANGUAGES]
        self.count = max(below + 14, round(RESOLUTIONS * scale))
        self.houses = houses.federation(self.chance, self.count, self.today, below)
        self.by_id = {each.id: each for each in self.houses}
        self.sittings = houses.sittings(self.chance, self.houses, self.today)
        self.journal = Journal()
        self.cited: dict[str, tuple[str, date]] = {}
        """Body → number and day of its latest resolution."""
        self.waiting: dict[Month, list[tuple[datetime, Write]]] = {}
        """Month → what is reported in it, and what is handed on."""

    def id(self) -> str:
        """An id as all have it; the same ones each time."""
        return new_id(self.chance)

    def head(self) -> tuple[int, list[str]]:
        """Size and frontier of the journal."""
        return self.journal.head()

    def chunks(self) -> Iterator[Chunk]:
        """All rows. A chunk refers only to what is in it or in those before."""
        yield self._ground()
        months: dict[Month, list[Sitting]] = {}
        for each in self.sittings:
            months.setdefault(_month(each.first_day), []).append(each)
        for month in _months(min(months), _month(self.today)):
            for sitting in months.get(month, ()):
                chunk = Chunk()
                self._hold(chunk, sitting)
                yield self._closed(chunk)
            yield self._told(month)
        chunk = Chunk()
        for house in self.houses:
            self._meet(chunk, self.id(), house, self.today + timedelta(30))
        yield chunk

    # What was there at the beginning

    def _ground(self) -> Chunk:
        chunk = Chunk()
        for user, house in enumerate(self.houses, FIRST_USER):
            names = {code: words.format(house.slug.title()) for code, words in NAMES.items()}
            listed = plain(list(LANGUAGES))
            chunk.add("Body", house.id, house.slug, house.parent, house.level, plain(names), plain({}), listed)
            self._secretary(chunk, house, user)
            for office in house.offices:
                for holder in office.holders:
                    self._holder(chunk, house, office, holder)
            for number, party in enumerate(house.parties, 1):
                chunk.add(
                    "Party", party, house.id, plain({"en": f"Ministry {number}"}), f"m{number}@{house.slug}.example"
                )
            for number, programme in enumerate(house.programmes, 1):
                chunk.add(
                    "Programme", programme, house.id, f"programme-{number}", plain({"en": f"Programme {number}"}),
                    plain({}), None,
                )  # fmt: skip
        return chunk

    def _secretary(self, chunk: Chunk, house: House, user: int) -> None:
        email = f"secretary@{house.slug}.example"
        chunk.add("User", user, email, "!", plain(_noon(self.today)))
        chunk.add(
            "Person", house.secretary, house.id, plain({"en": f"Secretary of {house.slug}"}), email, "en", "UTC",
            user,
        )  # fmt: skip
        chunk.add("Membership", self.id(), house.secretary, house.id, "secretary", plain({}), None, None, True)

    def _holder(self, chunk: Chunk, house: House, office: Office, holder: Holder) -> None:
        place = office.number % len(houses.ZONES)
        email = f"{holder.person}@{house.slug}.example"
        chunk.add(
            "Person", holder.person, house.id, plain({"en": f"Owner {holder.person[:6]} of {house.slug}"}), email,
            LANGUAGES[place % len(LANGUAGES)], houses.ZONES[place], None,
        )  # fmt: skip
        title = {code: words.format(office.number) for code, words in houses.TITLES.items()}
        until = plain(holder.until) if holder.until else None
        row = (holder.membership, holder.person, house.id, "owner", plain(title), plain(holder.since), until, False)
        chunk.add("Membership", *row)

    # What was adopted

    def _hold(self, chunk: Chunk, sitting: Sitting) -> None:
        house, first = sitting.house, sitting.first_day
        self._meet(chunk, sitting.id, house, first, sitting.number)
        for number in range(1, sitting.count + 1):
            self._adopt(chunk, sitting, f"{sitting.number}/{number}", first + timedelta(number % 3))

    def _meet(self, chunk: Chunk, meeting: str, house: House, first: date, number: int = 0) -> None:
        """A meeting that was held, or, without a number, the one that is to come."""
        ended = first + timedelta(2)
        names = {code: word.format(first.year) for code, word in MEETING.items()}
        moments = (plain(_noon(first)), plain(_noon(ended))) if number else (None, None)
        slug, state = (f"m{number}", "closed") if number else ("next", "convened")
        chunk.add(
            "Meeting", meeting, house.id, slug, str(number or ""), "assembly", plain(names), plain({}), plain(first),
            plain(ended), plain(list(LANGUAGES)), state, plain({}), *moments,
        )  # fmt: skip

    def _adopt(self, chunk: Chunk, sitting: Sitting, number: str, on: date) -> None:
        house, at = sitting.house, _noon(on)
        kinds = plans.kinds(self.chance)
        ids = [self.id() for _ in kinds]
        names = {code: words.format(house.slug.title()) for code, words in NAMES.items()}
        made = texts.texts(
            self.chance, self.languages, number=number, on=on, names=names, ids=ids, kinds=kinds,
            cited=self.cited.get(house.id),
        )  # fmt: skip
        row = models.Resolution(
            id=self.id(), body_id=house.id, number=number, slug=slug_of(number), language="en", adopted_on=on,
            state="published",
        )  # fmt: skip
        digests = {text.language: digest_of(text) for text in made}
        for text in made:
            content = plain(normalised(canonical.dump(text)))
            chunk.add("TextVersion", self.id(), row.id, text.language, 1, content, digests[text.language], plain(at))
        chunk.add(
            "Resolution", row.id, house.id, sitting.id, row.slug, number, "en", "published", plain(at), plain(on),
            plain(digests), plain(at),
        )  # fmt: skip
        self._clauses(chunk, row, made[0], on)
        adopted = {"number": number, "adopted_on": plain(on), "authentic": "en", "text_sha256": digests, "poll": ""}
        self._record(chunk, "text-adopted", row.id, at, sitting, **adopted)
        self._enter(chunk, house, row, made)
        self._plan(chunk, sitting, row, made, on)
        self._record(chunk, "published", row.id, at, sitting, outlet=names["en"], address="", on=plain(on))
        self._carry_out(chunk, house, ids, at)
        house.citable = [*house.citable, *ids][-RECENT:]
        house.adopted += 1
        self.cited[house.id] = (number, on)

    def _clauses(self, chunk: Chunk, row: models.Resolution, text: Resolution, on: date) -> None:
        links, made = fragments(text), []
        for position, clause in enumerate(text.walk()):
            link = links[clause.id]
            chunk.add("Clause", clause.id, row.id, position, clause.number, link, clause.kind, plain(on))
            made.append(models.Clause(id=clause.id, kind=clause.kind, number=clause.number, fragment=link))
        row._prefetched_objects_cache = {"clauses": made}  # type: ignore[attr-defined] # what is in no table yet

    def _enter(self, chunk: Chunk, house: House, row: models.Resolution, made: Sequence[Resolution]) -> None:
        """Passages with their documents in the index of words, and citations."""
        whose = [f"=b:{each}" for each in house.above]
        assert row.adopted_on is not None
        pieces = [
            piece for text in sorted(made, key=lambda each: each.language) for piece in _register.pieces(row, text)
        ]
        for place, piece in enumerate(pieces, _passages.place_of(row.id, row.adopted_on)):
            passage = piece.passage
            passage.place = place
            chunk.add(
                "Passage", place, row.id, None, None, passage.clause_id, passage.language, passage.position,
                passage.part, passage.number, passage.fragment, passage.text,
            )  # fmt: skip
            chunk.documents.append(_passages.document(piece, whose))
        for each in (each for text in made for each in _register.references(row, text)):
            chunk.add(
                "Reference", self.id(), each.resolution_id, each.language, each.position, each.fragment, each.clause,
                each.text, each.cited_body, each.cited_number, each.number_key, each.cited_date, each.cited_clause,
                None,
            )  # fmt: skip

    def _carry_out(self, chunk: Chunk, house: House, ids: Sequence[str], at: datetime) -> None:
        """Six of its clauses carry out one of the federation's, or of the region's."""
        above = [self.by_id[each] for each in house.above[1:]]
        for clause in ids[: 6 if above else 0]:
            choice = self.chance.choice(above).citable
            if choice:
                other = self.chance.choice(choice)
                chunk.add("Implementing", self.id(), clause, other, plain(at), house.secretary)
                self.journal.record(
                    chunk, "implementing-changed", clause, at, body=house.id, actor=house.secretary, above=[other]
                )

    # What follows from it

    def _plan(
        self, chunk: Chunk, sitting: Sitting, row: models.Resolution, made: Sequence[Resolution], on: date
    ) -> None:
        house, at = sitting.house, _noon(on + timedelta(7))
        words: dict[str, dict[str, str]] = {}
        for text in made:
            for clause in text.clauses:
                words.setdefault(clause.id, {})[text.language] = clause.text
        left = (house.count - house.adopted) * COMMITMENTS - len(house.offices)
        asked = min(COMMITMENTS, max(0, COMMITMENTS - left))
        planned = plans.plan(self.chance, house, made[0].clauses, on, self.today, asked)
        dispatches = [self.id() for _ in range(5)]
        for party, dispatch in zip(house.parties, dispatches, strict=False):
            asking = self.chance.choice(made[0].clauses).id
            chunk.add("Dispatch", dispatch, row.id, asking, party, "request", "en", "sent", plain(at))
        for each in planned:
            self._commit(chunk, house, each, words[each.clause])
            for update in each.updates:
                letter = dispatches[self.chance.randrange(len(dispatches))]
                self._later(update.at, partial(self._report, sitting, each, update, letter))
            if each.handed_on:
                self._later(_noon(each.handed_on), partial(self._hand_on, house, each))
        lines = [
            {"commitment": each.id, "owner": each.charged, "due": plain(each.due), "recurrence": each.recurrence}
            | {"dropped": 0}
            for each in planned
            if not each.later
        ]
        self._record(chunk, "plan-confirmed", row.id, at, sitting, lines=lines)

    def _commit(self, chunk: Chunk, house: House, each: Planned, words: Mapping[str, str]) -> None:
        chance = self.chance
        helpers = [chance.choice(house.offices).on(self.today).person] if chance.random() < 0.2 else []
        parties = [chance.choice(house.parties)] if chance.random() < 0.2 else []
        indicator = {"names": UNITS, "unit": "places", "target": "40"} if chance.random() < 0.1 else {}
        programme = chance.choice(house.programmes) if each.kind == "continuing" else None
        visibility = chance.choices(("public", "members", "owners"), (80, 15, 5))[0]
        reminded = plain(plans.covered(each.due, each.start, self.today))
        chunk.add(
            "Commitment", each.id, each.clause, house.id, plain(dict(words)), each.kind, each.owner, "owner",
            plain(helpers), plain(parties), plain(each.start), plain(each.due), each.recurrence, each.state, True,
            visibility, plain(indicator), programme, None, reminded,
        )  # fmt: skip
        if chance.random() < 0.3:
            for number in (1, 2, 3):
                due = each.start + (each.due - each.start) * number / 4
                done = plain(due) if due < self.today and chance.random() < 0.8 else None
                names = {code: step.format(number) for code, step in STEPS.items()}
                covered = plans.covered(due, each.start, self.today)
                chunk.add("Milestone", self.id(), each.id, number, plain(names), plain(due), done, plain(covered))

    # What was reported

    def _later(self, at: datetime, write: Write) -> None:
        self.waiting.setdefault(_month(at.date()), []).append((at, write))

    def _told(self, month: Month) -> Chunk:
        """Everything that was said in a month, in the order of time."""
        chunk = Chunk()
        for _, write in sorted(self.waiting.pop(month, ()), key=lambda each: each[0]):
            write(chunk)
        return chunk

    def _hand_on(self, house: House, of: Planned, chunk: Chunk) -> None:
        assert of.handed_on is not None
        given = {"former": of.charged, "owner": of.owner, "role": "owner"}
        self.journal.record(chunk, "commitment-inherited", of.id, _noon(of.handed_on), body=house.id, **given)

    def _report(self, sitting: Sitting, of: Planned, update: Reported, letter: str, chunk: Chunk) -> None:
        chance = self.chance
        tongue = self.languages[of.office.number % len(self.languages)]
        sentence = tongue.text(chance, chance.randint(5, 14)) if chance.random() < 0.6 else ""
        value = str(chance.randint(1, 40)) if chance.random() < 0.1 else ""
        chunk.add(
            "Update", update.id, of.id, update.state, sentence, tongue.code, value, update.person, plain(update.at)
        )
        more: dict[str, Any] = {"value": value} if value else {}
        if chance.random() < 0.2:
            more["evidence"] = [self._show(chunk, update, letter)]
        salt = chance.randbytes(32)
        if sentence:
            more["sentence"] = committed(salt, "sentence", sentence)
        number = self.journal.record(
            chunk, "commitment-updated", of.id, update.at, body=sitting.house.id, meeting=sitting.id,
            actor=update.person, state=update.state, verb=update.verb, **more,
        )  # fmt: skip
        if sentence:
            chunk.add("PersonalField", number, "sentence", sentence, salt)

    def _show(self, chunk: Chunk, update: Reported, letter: str) -> dict[str, str]:
        """A piece of evidence; what the journal says of it."""
        kind = self.chance.choices(("link", "photo", "file", "letter"), (60, 20, 15, 5))[0]
        file, digest = None, ""
        if kind in ("photo", "file"):
            file, digest = self.id(), sha256(update.id.encode()).hexdigest()
            name, media = ("seen.jpg", "image/jpeg") if kind == "photo" else ("minutes.pdf", "application/pdf")
            chunk.add("StoredFile", file, digest, name, media, 200_000, plain(update.at))
        link = f"https://news.example/{update.id}" if kind == "link" else ""
        sent = letter if kind == "letter" else None
        chunk.add("Evidence", self.id(), update.id, 1, kind, file, link, sent, "What is to be seen")
        return {"kind": kind, "sha256": digest, "letter": sent or ""}

    def _record(self, chunk: Chunk, kind: str, subject: str, at: datetime, sitting: Sitting, **data: Any) -> int:
        house = sitting.house
        return self.journal.record(
            chunk, kind, subject, at, body=house.id, meeting=sitting.id, actor=house.secretary, **data
        )

    def _closed(self, chunk: Chunk) -> Chunk:
        """With the index in the order of places, in which both engines take it fastest."""
        chunk.documents.sort(key=lambda each: each.place)
        chunk.rows.get("Passage", []).sort(key=_place)
        return chunk


def _place(row: Row) -> int:
    return int(row[0])


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _month(day: date) -> Month:
    return day.year, day.month


def _months(first: Month, last: Month) -> Iterator[Month]:
    year, month = first
    while (year, month) <= last:
        yield year, month
        year, month = year + month // 12, month % 12 + 1
