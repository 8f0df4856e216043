"""A small world for tests, built through the actions as a person would."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.test import Client

from plenaria.actions import (
    adoption,
    bodies,
    credentials,
    meetings,
    papers,
    people,
    polls,
    presence,
    publication,
    publication_rules,
    seals,
    texts,
)
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.actions.cast import Ballot, cast
from plenaria.actions.seals import SealedFile
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.publication import Rule as Publication
from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Clause
from plenaria.core.text.resolution import Resolution as TextValue
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import Rule
from plenaria.formats.writing import FORMATS
from plenaria.store import files
from plenaria.store.models import Person
from plenaria.store.queries import people as people_queries
from plenaria.store.queries import sealing as sealing_queries
from plenaria.store.queries import texts as text_queries
from tests.replay import replayed

AT = datetime(2026, 5, 9, 14, 3, tzinfo=UTC)


def now() -> datetime:
    """The moment of the machine, for what a view compares with its own clock."""
    return datetime.now(UTC)


def done(result: Receipt | Refusal) -> str:
    """The subject of a receipt; a refusal fails the test with its code."""
    assert isinstance(result, Receipt), result
    return result.subject


@replayed
def body(
    slug: str = "council", *, parent: str | None = None, level: str = "country", votes_seen: str = "", **details: Any
) -> str:
    """A body whose language is Russian, with Spanish beside it; ``votes_seen`` is what its rule of publication says."""
    founded = done(
        bodies.found_body(
            actor=MACHINE,
            at=AT,
            slug=slug,
            names={"en": f"Council {slug}", "ru": f"Совет {slug}", "es": f"Consejo {slug}"},
            level=level,
            languages=["ru", "es"],
            parent=parent,
            **details,
        )
    )
    return shows(founded, votes=votes_seen) if votes_seen else founded


def shows(in_body: str, **rule: Any) -> str:
    """The body, with a rule of publication from the day of its world on."""
    return done(publication_rules.lay_down(actor=MACHINE, at=AT, body=in_body, rule=Publication(**rule)))


@replayed
def person(name: str, in_body: str, *roles: str, email: str = "") -> Actor:
    """A person with roles in a body, as the actor that they are once logged in; known again by their address."""
    known = people_queries.person_at(email)
    added = (
        known.id
        if known
        else done(people.add_person(actor=MACHINE, at=AT, body=in_body, names={"en": name}, email=email))
    )
    for role in roles:
        done(people.grant_role(actor=MACHINE, at=AT, person=added, body=in_body, role=role))
    return Actor(person=added, roles=people_queries.roles(added, AT.date()))


@dataclass(frozen=True, slots=True)
class Sitting:
    """An open meeting, its secretary, and one credential for each seat, all accredited and present."""

    id: str
    body: str
    secretary: Actor
    credentials: tuple[str, ...]


def planned_meeting(in_body: str, secretary: Actor, *, slug: str = "xiv", first_day: date = date(2026, 5, 9)) -> str:
    """A conference of three days in Russian and Spanish, to which nobody is invited yet."""
    return done(
        meetings.plan_meeting(
            actor=secretary,
            at=AT,
            body=in_body,
            slug=slug,
            number=slug.upper(),
            kind="conference",
            names={"en": f"Conference {slug}", "ru": f"Конференция {slug}", "es": f"Conferencia {slug}"},
            places={"en": "Valdehoz", "ru": "Вальдеос", "es": "Valdehoz"},
            first_day=first_day,
            last_day=first_day + timedelta(days=2),
            languages=["ru", "es"],
            timezone="Europe/Madrid",
        )
    )


@replayed
def convened_meeting(
    in_body: str,
    secretary: Actor,
    *,
    seats: int = 3,
    slug: str = "xiv",
    rule: Rule = SIMPLE.rule,
    weights: Sequence[int | str] = (),
    first_day: date = date(2026, 5, 9),
) -> Sitting:
    """A meeting convened under ``rule``, with that many accredited delegates, none in the room yet.

    ``weights`` are the votes of the first seats; the others have one.
    """
    done(bodies.set_rule(actor=MACHINE, at=AT, body=in_body, rule=rule))
    planned = planned_meeting(in_body, secretary, slug=slug, first_day=first_day)
    invited = []
    for number in range(1, seats + 1):
        delegate = person(f"Delegate {number}", in_body, email=f"delegate{number}@{slug}.example")
        weight = weights[number - 1] if number <= len(weights) else 1
        person_id = str(delegate.person)
        credential = done(credentials.invite(actor=secretary, at=AT, meeting=planned, person=person_id, weight=weight))
        done(credentials.decide_credential(actor=secretary, at=AT, credential=credential))
        invited.append(credential)
    done(meetings.convene_meeting(actor=secretary, at=AT, meeting=planned))
    return Sitting(planned, in_body, secretary, tuple(invited))


@replayed
def meeting(
    in_body: str,
    secretary: Actor,
    *,
    seats: int = 3,
    slug: str = "xiv",
    rule: Rule = SIMPLE.rule,
    weights: Sequence[int | str] = (),
    away: Sequence[int] = (),
    first_day: date = date(2026, 5, 9),
) -> Sitting:
    """The same, open, with everybody in the room; the seats whose numbers are ``away`` are not."""
    sitting = convened_meeting(
        in_body, secretary, seats=seats, slug=slug, rule=rule, weights=weights, first_day=first_day
    )
    for credential in (each for number, each in enumerate(sitting.credentials, 1) if number not in away):
        done(presence.check_in(actor=secretary, at=AT, credential=credential))
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    return sitting


def holder(credential: str) -> Actor:
    """The delegate of a seat, come in with its badge."""
    return Actor(seat=credential)


def logged_in(client: Client, actor: Actor) -> Client:
    """The client, logged in as that person; they need an e-mail address and a role."""
    user = Person.objects.get(id=actor.person).user
    assert user is not None, "give the person an e-mail address and a role"
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def text(language: str = "ru", clauses: int = 3) -> TextValue:
    """A short text; its clauses have the same ids in every language."""
    words = {
        "ru": ("О тёмном небе", "Беречь темноту в долине номер"),
        "es": ("Sobre el cielo oscuro", "Cuidar la oscuridad del valle número"),
        "en": ("On the dark sky", "Keep the dark of valley number"),
    }
    title, each = words[language]
    return TextValue(
        language=language,
        title=title,
        clauses=tuple(
            Clause(id=f"c{number}", number=str(number), text=f"{each} {number}.") for number in range(1, clauses + 1)
        ),
    )


def upload(words: str = "О тёмном небе", name: str = "paper.txt") -> Upload:
    """A file that was handed in, kept in the data folder."""
    data = words.encode()
    return Upload(sha256=files.keep(data), name=name, media_type="text/plain", size=len(data))


@replayed
def debated_text(sitting: Sitting, *, clauses: int = 3, source: Upload | None = None) -> str:
    """A resolution under debate at that meeting, in Russian and Spanish; ``source`` is the file of the Russian text."""
    secretary = sitting.secretary
    resolution = done(
        texts.import_text(
            actor=secretary,
            at=AT,
            body=sitting.body,
            meeting=sitting.id,
            text=text("ru", clauses=clauses),
            upload=source,
        )
    )
    named = text_queries.latest(resolution, "ru")
    assert named is not None
    ids = [clause.id for clause in named.clauses]
    spanish = text("es", clauses=clauses)
    same = tuple(replace(clause, id=known) for clause, known in zip(spanish.clauses, ids, strict=True))
    done(
        texts.revise_text(
            actor=secretary, at=AT, resolution=resolution, text=replace(spanish, clauses=same), based_on=0
        )
    )
    done(texts.table_text(actor=secretary, at=AT, resolution=resolution))
    done(texts.debate_text(actor=secretary, at=AT, resolution=resolution))
    return resolution


def doubtful_paper(in_body: str, *, name: str = "2019/4.txt", read: TextValue | None = None) -> str:
    """An old paper that waits for a look: its date was not recognised, unless it was ``read`` otherwise."""
    lines = "РЕЗОЛЮЦИЯ № 4\n\nО тёмном небе\n\nСовет решил:\n\n1. Беречь темноту.\n\n2. Поручить Анне измерить её.\n"
    data = f"{lines}\n{name}\n".encode()
    upload = Upload(sha256=files.keep(data), name=name, media_type="text/plain", size=len(data))
    paper = done(papers.hand_in(actor=MACHINE, at=AT, body=in_body, upload=upload))
    reading = papers.Reading(read or text("ru"), (Caution("no-date", 0),))
    return done(papers.settle(actor=MACHINE, at=AT, paper=paper, reading=reading))


def clauses_of(resolution: str) -> list[str]:
    """The ids of its clauses, in order."""
    found = text_queries.latest(resolution, "ru")
    assert found is not None
    return [clause.id for clause in found.walk()]


def prepared_poll(
    sitting: Sitting,
    *,
    resolution: str | None = None,
    clause: str | None = None,
    method: str = "electronic",
    rule: Rule | None = None,
    **options: Any,
) -> str:
    """A vote that waits to be opened: on a clause, on a whole text, or on a question in words of its own."""
    question = done(
        polls.prepare_question(
            actor=sitting.secretary,
            at=AT,
            meeting=sitting.id,
            resolution=resolution,
            clause=clause,
            titles={} if resolution else {"en": "Shall we adjourn?", "ru": "Прервать заседание?"},
        )
    )
    return done(
        polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method=method, rule=rule, **options)
    )


def open_poll(
    sitting: Sitting,
    *,
    resolution: str | None = None,
    clause: str | None = None,
    method: str = "electronic",
    rule: Rule | None = None,
    **options: Any,
) -> str:
    """The same, open."""
    poll = prepared_poll(sitting, resolution=resolution, clause=clause, method=method, rule=rule, **options)
    return done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))


def votes(sitting: Sitting, poll: str, *choices: str) -> None:
    """The seats vote in their order, each with its own badge; an empty choice does not vote."""
    ballots = [
        Ballot(actor=holder(seat), poll=poll, credential=seat, choice=choice, key=f"key-{seat}-{choice}")
        for seat, choice in zip(sitting.credentials, choices, strict=False)
        if choice
    ]
    for answer in cast(ballots=ballots, at=AT):
        done(answer)


@replayed
def decided_text(
    sitting: Sitting,
    *,
    resolution: str | None = None,
    lost: Sequence[int] = (),
    method: str = "electronic",
    choices: Sequence[str] = ("for", "for", "abstain"),
) -> str:
    """A text that the meeting has voted for as a whole; the clauses at the places ``lost`` it voted out before."""
    resolution = resolution or debated_text(sitting)
    clauses = clauses_of(resolution)
    for place in lost:
        poll = open_poll(sitting, resolution=resolution, clause=clauses[place])
        votes(sitting, poll, "against", "against", "for")
        done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    poll = open_poll(sitting, resolution=resolution, method=method)
    if method == "electronic":
        votes(sitting, poll, *choices)
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return resolution


@replayed
def adopted_text(
    sitting: Sitting, *, resolution: str | None = None, number: str = "XIV/1", lost: Sequence[int] = ()
) -> str:
    """A text adopted on the first day of the meeting."""
    resolution = decided_text(sitting, resolution=resolution, lost=lost)
    return done(
        adoption.adopt(
            actor=sitting.secretary, at=AT, resolution=resolution, number=number, adopted_on=date(2026, 5, 9)
        )
    )


def sealed_text(
    sitting: Sitting, *, resolution: str | None = None, number: str = "XIV/1", lost: Sequence[int] = ()
) -> str:
    """The same with a seal whose papers are a word each, for what needs no real ones (see ``delivery.sealing``)."""
    resolution = adopted_text(sitting, resolution=resolution, number=number, lost=lost)
    adopted = sealing_queries.sealing(resolution)
    assert adopted is not None
    papers = [
        _sealed_file(resolution, form, language) for language in adopted.texts for form in ("pdf", "html", "json")
    ]
    return done(
        seals.seal(
            actor=sitting.secretary,
            at=AT,
            resolution=resolution,
            adopted_sha256=adopted.adopted_sha256,
            documents=papers,
            bundle=_sealed_file(resolution, "bundle", ""),
            manifest_sha256=sha256(resolution.encode()).hexdigest(),
            key="SHA256:a-key",
            checkpoint_size=1,
        )
    )


def _sealed_file(resolution: str, form: str, language: str) -> SealedFile:
    data = f"{form} {language} {resolution}".encode()
    known = FORMATS.get(form)
    return SealedFile(
        format=form,
        language=language,
        name=f"paper.{language}.{known.extension}" if known else "paper.zip",
        media_type=known.media_type if known else "application/zip",
        sha256=files.keep(data),
        size=len(data),
    )


def published_text(
    sitting: Sitting, *, resolution: str | None = None, number: str = "XIV/1", lost: Sequence[int] = ()
) -> str:
    """The same, in the register."""
    resolution = sealed_text(sitting, resolution=resolution, number=number, lost=lost)
    return done(
        publication.publish(actor=sitting.secretary, at=AT, resolution=resolution, address="https://council.example/r/")
    )
