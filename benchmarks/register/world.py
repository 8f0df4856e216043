"""The register's rows as the actions would have written them: bodies, sessions, roll-calls, resolutions, the journal.

What the actions write and this leaves out: drafts and debates, plans as they were confirmed, the bytes of sealed files,
signatures under the journal's head. ``tests/benchmarks/test_register.py`` compares the rest with what they write.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from benchmarks.register import papers, rollcalls
from benchmarks.register.chunk import Chunk, new_id
from benchmarks.register.journal import Journal
from benchmarks.register.papers import LANGUAGES, Earlier
from benchmarks.register.rollcalls import RollCall
from benchmarks.register.tables import plain
from benchmarks.register.words import language

from plenaria.actions import _decisions, _passages, _register
from plenaria.actions._passages import Piece
from plenaria.actions._resolution import digest_of
from plenaria.actions.adoption import as_adopted, slug_of
from plenaria.core.journal.canonical import normalised
from plenaria.core.journal.recount import roll_hash
from plenaria.core.publication import Rule as PublicationRule
from plenaria.core.refusal import Refusal
from plenaria.core.text import canonical
from plenaria.core.text.identifiers import fragments
from plenaria.core.text.numbers import number_of
from plenaria.core.text.resolution import Resolution
from plenaria.core.voting import rule as rules
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.presets import NO_OBJECTION, UN_ORDINARY
from plenaria.core.voting.tally import one_each, tally
from plenaria.formats.writing import FORMATS
from plenaria.store import models

RESOLUTIONS, ROLL_CALLS = 20_000, 6_203
BELOW = 10
"""Committees below the assembly, which adopted one resolution in twenty."""
OFFERED = 40
"""Institutions that it writes to."""
STATES = ("no-word", "begun", "well-advanced", "reported-done", "noted-done", "blocked")
NAMES = {
    "en": "General Assembly",
    "ru": "Генеральная Ассамблея",
    "es": "Asamblea General",
}
SESSION = {"en": "Session {}", "ru": "Сессия {}", "es": "Período de sesiones {}"}


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of the assembly: its days, its seats by country, and what it decided, with or without a roll-call."""

    number: int
    meeting: models.Meeting
    seats: Mapping[str, str]
    held: Sequence[RollCall | date]


class World:
    """Makes the rows, session by session, in the order of time."""

    def __init__(self, scale: float = 1.0) -> None:
        self.chance = random.Random("register")
        self.languages = [language(each) for each in LANGUAGES]
        self.calls = rollcalls.load(None if scale >= 1 else max(20, round(ROLL_CALLS * scale)))
        self.count = max(60, round(RESOLUTIONS * scale))
        self.journal = Journal()
        self.numbers: dict[int, int] = {}
        self.earlier: list[Earlier] = []
        self.delegates: dict[str, tuple[str, str]] = {}
        """Country → its delegate, and its body."""
        self.assembly = models.Body(id=self.id(), slug="assembly", names=NAMES, level="world", languages=LANGUAGES)
        self.below = [models.Body(id=self.id(), slug=f"committee-{each}") for each in range(1, BELOW + 1)]
        self.parties = [self.id() for _ in range(OFFERED)]
        self.above = {self.assembly.id: [self.assembly.id]}
        self.above |= {each.id: [each.id, self.assembly.id] for each in self.below}

    def id(self) -> str:
        """An id as all have it; the same ones each time."""
        return new_id(self.chance)

    def chunks(self) -> Iterator[Chunk]:
        """All rows. A chunk refers only to what is in it or in those before."""
        yield self._ground()
        for session in self._sessions():
            chunk = Chunk()
            self._open(chunk, session)
            polls = 0
            for number, held in enumerate(session.held, 1):
                polls += self._decide(chunk, session, held, number, polls)
                if number % 100 == 0:
                    yield self._closed(chunk)
                    chunk = Chunk()
            yield self._closed(chunk)

    def head(self) -> tuple[int, list[str]]:
        """Size and frontier of the journal."""
        return self.journal.head()

    def _ground(self) -> Chunk:
        chunk = Chunk()
        listed = plain(list(LANGUAGES))
        chunk.add("Body", self.assembly.id, "assembly", None, "world", plain(NAMES), plain({}), listed)
        for number, each in enumerate(self.below, 1):
            names = {"en": f"Committee {number}", "ru": f"Комитет {number}", "es": f"Comisión {number}"}
            chunk.add("Body", each.id, each.slug, self.assembly.id, "world", plain(names), plain({}), listed)
        for country in sorted({name for call in self.calls for name in call.votes}):
            of_it, person = self.id(), self.id()
            slug = slug_of(country)[:60]
            chunk.add("Body", of_it, slug, None, "country", plain({"en": country}), plain({}), listed)
            chunk.add("Person", person, of_it, plain({"en": f"Delegate of {country}"}))
            self.delegates[country] = (person, of_it)
        for number, party in enumerate(self.parties, 1):
            chunk.add(
                "Party", party, self.assembly.id, plain({"en": f"Ministry {number}", "ru": f"Министерство {number}"})
            )
        return chunk

    def _sessions(self) -> Iterator[Session]:
        """Each session with its roll-calls and, spread over its days, what it adopted without a vote."""
        by_session: dict[int, list[RollCall]] = {}
        for call in self.calls:
            by_session.setdefault(call.session, []).append(call)
        ordered = sorted(by_session.items(), key=lambda each: each[1][0].on)
        lost = sum(map(_lost, self.calls))
        wanted = self.count - len(self.calls) + lost
        for place_, (number, calls) in enumerate(ordered):
            first, last = calls[0].on, calls[-1].on
            silent = (place_ + 1) * wanted // len(ordered) - place_ * wanted // len(ordered)
            days = [first + timedelta(self.chance.randint(0, (last - first).days)) for _ in range(silent)]
            held: list[RollCall | date] = sorted([*calls, *days], key=_on)
            countries = sorted({name for call in calls for name in call.votes})
            meeting = models.Meeting(
                id=self.id(),
                body=self.assembly,
                slug=f"s{number}",
                number=str(number),
                names={code: text.format(number) for code, text in SESSION.items()},
                first_day=first,
                last_day=last,
                languages=list(LANGUAGES),
            )
            yield Session(number, meeting, {country: self.id() for country in countries}, held)

    def _open(self, chunk: Chunk, session: Session) -> None:
        row, opened = session.meeting, _moment(session.meeting.first_day)
        chunk.add(
            "Meeting", row.id, self.assembly.id, row.slug, row.number, "assembly", plain(row.names), plain({}),
            plain(row.first_day), plain(row.last_day), plain(list(LANGUAGES)), "closed",
            plain({"ordinary": rules.to_data(UN_ORDINARY.rule)}), plain(opened), plain(_moment(row.last_day)),
        )  # fmt: skip
        for seat, (country, credential) in enumerate(session.seats.items(), 1):
            person, body = self.delegates[country]
            chunk.add("Credential", credential, row.id, person, body, seat, "accredited")
            chunk.add("Presence", credential, plain(opened), plain(_moment(row.last_day, 1_000)))
        self._record(chunk, "meeting-opened", row.id, opened, row.id, call=1, present=len(session.seats))

    def _decide(self, chunk: Chunk, session: Session, held: RollCall | date, number: int, polls: int) -> int:
        """What was decided there in one vote: a resolution where it was adopted, else nothing but the vote."""
        on, at = _on(held), _moment(_on(held), number)
        votes = (
            {session.seats[name]: choice for name, choice in held.votes.items()} if isinstance(held, RollCall) else {}
        )
        decision = _decision(session, votes, isinstance(held, RollCall))
        poll = models.Poll(
            id=self.id(),
            number=polls + 1,
            meeting=session.meeting,
            method="electronic" if votes else "no-objection",
            state="declared",
            declared_at=at,
            decision=decision.to_data(),
        )
        question = models.Question(id=self.id(), meeting=session.meeting, titles={}, position=polls + 1)
        poll.question = question
        resolution = self._resolution(chunk, session, poll, on, at, decision) if decision.outcome == "adopted" else None
        if resolution is None:
            question.titles = {each.code: each.title(self.chance) for each in self.languages}
            named: dict[str, str] = {}
        else:
            question.resolution, named = resolution
        self._poll(chunk, session, poll, votes, at)
        self._find(chunk, _decisions.pieces(poll, named), poll.id, on, self.assembly.id)
        return 1

    def _poll(self, chunk: Chunk, session: Session, poll: models.Poll, votes: Mapping[str, str], at: datetime) -> None:
        question, rule, size = poll.question, plain((poll.decision or {})["rule"]), len(session.seats)
        when, present = plain(at), size
        chunk.add(
            "Question", question.id, session.meeting.id, question.resolution_id, plain(question.titles), poll.number
        )
        chunk.add(
            "Poll", poll.id, question.id, session.meeting.id, poll.number, poll.method, rule, "declared", size,
            present, when, when, when, plain(poll.decision), plain(PublicationRule().to_data()),
        )  # fmt: skip
        digest = roll_hash(dict.fromkeys(session.seats.values(), 1), 1, {})
        self._record(chunk, "roll-frozen", poll.id, at, session.meeting.id, sha256=digest, seats=size, present=present)
        self._record(chunk, "poll-opened", poll.id, at, session.meeting.id, question=question.id, number=poll.number)
        for seat in session.seats.values():
            chunk.add("RollSeat", poll.id, seat, True)
        people = {seat: self.delegates[country][0] for country, seat in session.seats.items()}
        for seat, choice in votes.items():
            leaf = self._record(
                chunk, "vote-cast", poll.id, at, session.meeting.id, actor=people[seat], seat=seat, choice=choice,
                key=f"key-{seat}",
            )  # fmt: skip
            chunk.add("Vote", poll.id, seat, choice, f"key-{seat}", when, leaf)
        self._record(chunk, "poll-declared", poll.id, at, session.meeting.id, outcome=(poll.decision or {})["outcome"])

    def _resolution(
        self, chunk: Chunk, session: Session, poll: models.Poll, on: date, at: datetime, decision: Decision
    ) -> tuple[models.Resolution, dict[str, str]]:
        number = f"{session.number}/{self._next(session.number)}"
        turn, rest = divmod(len(self.earlier), 20)
        body = self.below[turn % BELOW] if rest == 7 else self.assembly
        ids = [self.id() for _ in range(papers.CLAUSES)]
        cited = self.chance.choice(self.earlier) if self.earlier else None
        drafts = papers.texts(self.chance, self.languages, number=number, on=on, ids=ids, cited=cited)
        texts = [
            as_adopted(
                each,
                decision=decision,
                method=poll.method,
                lost=(),
                number=number,
                adopted_on=on,
                signatures=(),
                body=NAMES[each.language],
            )
            for each in drafts
        ]
        row = models.Resolution(
            id=self.id(),
            body=body,
            number=number,
            slug=slug_of(number),
            language="en",
            adopted_on=on,
            state="published",
        )
        self._texts(chunk, session, row, poll, texts, at)
        self._files(chunk, row, at)
        self._clauses(chunk, row, texts, on)
        pieces = [piece for text in texts for piece in _register.pieces(row, text)]
        self._find(chunk, pieces, row.id, on, body.id)
        for text in texts:
            for each in _register.references(row, text):
                self._refer(chunk, each, cited)
        self.earlier.append(Earlier(row.id, number, on))
        return row, {each.language: each.title for each in texts}

    def _next(self, session: int) -> int:
        self.numbers[session] = self.numbers.get(session, 0) + 1
        return self.numbers[session]

    def _texts(
        self, chunk: Chunk, session: Session, row: models.Resolution, poll: models.Poll, texts: Sequence[Resolution],
        at: datetime,
    ) -> None:  # fmt: skip
        when, digests = plain(at), {}
        for text in texts:
            content = normalised(canonical.dump(text))
            digests[text.language] = digest_of(text)
            chunk.add("TextVersion", self.id(), row.id, text.language, 1, plain(content), digests[text.language], when)
        chunk.add(
            "Resolution", row.id, row.body_id, session.meeting.id, row.slug, row.number, "en", "published", when,
            plain(row.adopted_on), poll.id, plain(digests), when,
        )  # fmt: skip
        titles = plain({each.language: each.title for each in texts})
        chunk.add("AgendaItem", self.id(), session.meeting.id, poll.number, titles, row.id, "done")
        address = f"https://assembly.example/b/{row.body.slug}/r/{row.slug}/"
        outlet, day = NAMES["en"], plain(row.adopted_on)
        chunk.add("PublicationRecord", self.id(), row.id, row.body_id, outlet, address, day)
        adopted = {"number": row.number, "adopted_on": day, "authentic": "en", "text_sha256": digests, "poll": poll.id}
        self._record(chunk, "text-adopted", row.id, at, session.meeting.id, **adopted)
        self._record(chunk, "published", row.id, at, "", outlet=outlet, address=address, on=day)

    def _files(self, chunk: Chunk, row: models.Resolution, at: datetime) -> None:
        """The rows of the sealed files, without their bytes."""

        def file(name: str, media_type: str) -> str:
            made = self.id()
            chunk.add(
                "StoredFile", made, sha256(f"{row.id} {name}".encode()).hexdigest(), name, media_type, 40_000, plain(at)
            )
            return made

        for code in LANGUAGES:
            for form, each in FORMATS.items():
                made = file(f"{row.body.slug}-{row.slug}.{code}.{each.extension}", each.media_type)
                chunk.add("Document", self.id(), row.id, form, code, made)
        for code in LANGUAGES[1:]:
            made = file(f"{row.body.slug}-{row.slug}.en-{code}.pdf", "application/pdf")
            chunk.add("Document", self.id(), row.id, "pdf", f"en-{code}", made)
        bundle, manifest = (
            file(f"{row.body.slug}-{row.slug}.zip", "application/zip"),
            sha256(row.id.encode()).hexdigest(),
        )
        key = "SHA256:" + "k" * 43
        size = self._record(chunk, "text-sealed", row.id, at, "", manifest_sha256=manifest, key=key)
        chunk.add("Seal", self.id(), row.id, bundle, manifest, key, size, plain(at))

    def _clauses(self, chunk: Chunk, row: models.Resolution, texts: Sequence[Resolution], on: date) -> None:
        links, clauses = fragments(texts[0]), list(texts[0].walk())
        made = []
        for position, clause in enumerate(clauses):
            link = links[clause.id]
            chunk.add("Clause", clause.id, row.id, position, clause.number, link, clause.kind, plain(on))
            made.append(models.Clause(id=clause.id, kind=clause.kind, number=clause.number, fragment=link))
            if position % 3 == 0:
                self._obliges(chunk, row, [list(each.walk())[position].text for each in texts], clause.id, on)
        row._prefetched_objects_cache = {"clauses": made}  # type: ignore[attr-defined] # what is not in a table yet

    def _obliges(self, chunk: Chunk, row: models.Resolution, words: Sequence[str], clause: str, on: date) -> None:
        """A commitment of the clause, what was reported on it, and, for some, a letter."""
        summaries = plain(dict(zip(LANGUAGES, words, strict=True)))
        state = STATES[self.chance.randrange(len(STATES))]
        due = plain(on + timedelta(self.chance.randint(30, 20_000)))
        owner = next(iter(self.delegates.values()))[0]
        kind, made = "event" if self.chance.randrange(8) == 0 else "task", self.id()
        chunk.add("Commitment", made, clause, row.body_id, summaries, kind, owner, due, state, True)
        if state != "no-word":
            reported = plain(_moment(on + timedelta(self.chance.randint(10, 400))))
            chunk.add("Update", self.id(), made, state, words[0][:80], owner, reported)
        if self.chance.randrange(4) == 0:
            party = self.chance.choice(self.parties)
            chunk.add("Dispatch", self.id(), row.id, clause, party, "request", "en", "sent")

    def _refer(self, chunk: Chunk, row: models.Reference, cited: Earlier | None) -> None:
        known = cited.id if cited and row.number_key == number_of(cited.number).key[:60] else None
        chunk.add(
            "Reference", self.id(), row.resolution_id, row.language, row.position, row.fragment, row.clause, row.text,
            row.cited_body, row.cited_number, row.number_key, row.cited_date, row.cited_clause, known,
        )  # fmt: skip

    def _find(self, chunk: Chunk, pieces: Sequence[Piece], of: str, on: date, body: str) -> None:
        """Passages, and their documents in the index of words."""
        whose = [f"=b:{each}" for each in self.above[body]]
        for place_, piece in enumerate(pieces, _passages.place_of(of, on)):
            row = piece.passage
            row.place = place_
            chunk.add(
                "Passage", row.place, row.resolution_id, row.poll_id, row.minutes_id, row.clause_id, row.language,
                row.position, row.part, row.number, row.fragment, row.text,
            )  # fmt: skip
            chunk.documents.append(_passages.document(piece, whose))

    def _record(
        self, chunk: Chunk, kind: str, subject: str, at: datetime, meeting: str, *, actor: str = "", **data: Any
    ) -> int:
        """An entry of the journal; its number."""
        return self.journal.record(
            chunk, kind, subject, at, body=self.assembly.id, meeting=meeting, actor=actor, **data
        )

    def _closed(self, chunk: Chunk) -> Chunk:
        """With the index in the order of places, in which both engines take it fastest."""
        chunk.documents.sort(key=lambda each: each.place)
        chunk.rows.get("Passage", []).sort(key=lambda row: row[0])
        return chunk


def _on(held: RollCall | date) -> date:
    return held.on if isinstance(held, RollCall) else held


def _lost(call: RollCall) -> bool:
    """Whether it adopted nothing."""
    said = Counter(call.votes.values())
    return said["for"] <= said["against"]


def _moment(on: date, minute: int = 0) -> datetime:
    return datetime(on.year, on.month, on.day, 10, tzinfo=UTC) + timedelta(seconds=30 * minute % 36_000)


def _decision(session: Session, votes: Mapping[str, str], called: bool) -> Decision:
    """Under the rule of the assembly, with all of its seats in the room."""
    rule, seats = UN_ORDINARY.rule if called else NO_OBJECTION.rule, list(session.seats.values())
    found = tally(votes, one_each(seats), present=seats, opening=seats)
    assert not isinstance(found, Refusal)  # every vote is of a seat of the roll
    return decide(rule, found)
