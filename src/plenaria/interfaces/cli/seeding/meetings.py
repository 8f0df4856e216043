"""The demo's meetings: called, accredited, opened, voted at, in the order of the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from plenaria.actions import agenda, amendments, counts, credentials, meetings, polls, presence, texts
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.interfaces.cli.seeding.ground import Ground, done
from plenaria.interfaces.cli.seeding.nominations import proof_of
from plenaria.interfaces.cli.seeding.speeches import debates
from plenaria.interfaces.cli.world.values import Amendment, Meeting, Paper, Poll
from plenaria.store.queries import agenda as agenda_queries
from plenaria.store.queries import texts as text_queries

type Happening = tuple[datetime, Callable[[datetime], object]]


def prepare(ground: Ground, meeting: Meeting) -> None:
    """Plan and convene it, give everybody a seat, and hand in its paper."""
    secretary = ground.actor(meeting.body, "secretary")
    planned = datetime.combine(meeting.day - timedelta(days=60), time(15), UTC)
    body = ground.world.bodies[meeting.body]
    ground.meetings[meeting.id] = done(
        meetings.plan_meeting(
            actor=secretary,
            at=planned,
            body=ground.bodies[meeting.body],
            slug=meeting.number.lower(),
            number=meeting.number,
            kind="conference",
            names=dict(meeting.name),
            places={language: f"{meeting.city[language]}, {place}" for language, place in meeting.place.items()},
            first_day=meeting.day,
            last_day=meeting.day,
            languages=list(body.languages),
            timezone=body.timezone,
        )
    ).subject
    done(
        meetings.convene_meeting(actor=secretary, at=planned + timedelta(days=20), meeting=ground.meetings[meeting.id])
    )
    _accredit(ground, meeting, secretary, planned + timedelta(days=50))


def _accredit(ground: Ground, meeting: Meeting, secretary: Actor, at: datetime) -> None:
    """Seats for all credentials; a superior congress, of which only the text matters here, has its officers."""
    listed = [(each.person, each.delegation, each.state) for each in meeting.credentials]
    if not listed:
        offices = [each for each in ground.world.offices.values() if each.body == meeting.body]
        listed = [(person, meeting.body, "accredited") for person in dict.fromkeys(each.person for each in offices)]
    findings = proof_of(ground, meeting.id)
    for person, delegation, state in listed:
        credential = done(
            credentials.invite(
                actor=secretary,
                at=at,
                meeting=ground.meetings[meeting.id],
                person=ground.people[person],
                delegation=ground.bodies[delegation],
            )
        ).subject
        ground.credentials[meeting.id, person] = credential
        if state in ("registered", "accredited"):
            verb = "register" if state == "registered" else "accredit"
            found = findings if state == "accredited" else ()
            done(
                credentials.decide_credential(actor=secretary, at=at, credential=credential, verb=verb, findings=found)
            )
        elif state == "withdrawn":
            done(credentials.withdraw_credential(actor=secretary, at=at, credential=credential))


def hand_in(ground: Ground, paper: Paper, at: datetime) -> None:
    """Import a paper with all its languages, table it and open the debate."""
    secretary = ground.actor(paper.body, "secretary")
    body, meeting = ground.bodies[paper.body], ground.meetings[paper.meeting]
    authentic = paper.texts[paper.authentic]
    resolution = done(texts.import_text(actor=secretary, at=at, body=body, text=authentic, meeting=meeting)).subject
    ground.papers[paper.id] = resolution
    stored = text_queries.latest(resolution, paper.authentic)
    assert stored is not None
    ground.clauses |= {old.id: new.id for old, new in zip(authentic.walk(), stored.walk(), strict=True)}
    for language, text in paper.texts.items():
        if language != paper.authentic:
            done(texts.revise_text(actor=secretary, at=at, resolution=resolution, text=text, based_on=0))
    done(texts.table_text(actor=secretary, at=at, resolution=resolution))


def hold(ground: Ground, meeting: Meeting, opening: datetime, until: datetime) -> None:
    """Let everything happen that the world says of the meeting, in the order of the clock, up to ``until``."""
    chair = ground.actor(meeting.body, "chair")
    happenings = [*_comings(ground, meeting, opening), (opening, _opening(ground, meeting, chair))]
    for amendment in meeting.amendments:
        happenings.append((opening + timedelta(minutes=amendment.minute), _proposing(ground, meeting, amendment)))
    happenings += debates(ground, meeting, chair, opening)
    for poll in meeting.polls:
        happenings += _putting(ground, meeting, poll, opening)
    for at, happen in sorted(happenings, key=lambda each: each[0]):
        if at <= until:
            happen(at)
    _go_through_agenda(ground, meeting, chair, min(until, opening + timedelta(minutes=250)))


def _comings(ground: Ground, meeting: Meeting, opening: datetime) -> list[Happening]:
    door = ground.actor(meeting.body, "secretary")
    found: list[Happening] = []

    def come(credential: str) -> Callable[[datetime], object]:
        return lambda at: done(presence.check_in(actor=door, at=at, credential=credential))

    def leave(credential: str) -> Callable[[datetime], object]:
        return lambda at: done(presence.check_out(actor=door, at=at, credential=credential))

    for (held, person), credential in ground.credentials.items():
        if held != meeting.id:
            continue
        listed = next((each for each in meeting.credentials if each.person == person), None)
        for since, until in listed.presence if listed else ((-15, None),):
            found.append((opening + timedelta(minutes=since), come(credential)))
            if until is not None:
                found.append((opening + timedelta(minutes=until), leave(credential)))
    return found


def _opening(ground: Ground, meeting: Meeting, chair: Actor) -> Callable[[datetime], object]:
    def open_it(at: datetime) -> None:
        points = [(dict(item.title), ground.papers.get(item.paper) if item.paper else None) for item in meeting.agenda]
        if points:
            secretary = ground.actor(meeting.body, "secretary")
            done(agenda.set_agenda(actor=secretary, at=at, meeting=ground.meetings[meeting.id], items=points))
        done(meetings.open_meeting(actor=chair, at=at, meeting=ground.meetings[meeting.id]))
        for paper in ground.world.papers.values():
            if paper.meeting == meeting.id:
                done(texts.debate_text(actor=chair, at=at, resolution=ground.papers[paper.id]))

    return open_it


def _putting(ground: Ground, meeting: Meeting, poll: Poll, opening: datetime) -> list[Happening]:
    """The question is prepared at the opening of its vote; a prepared one waits, prepared, for the chair."""
    chair, secretary = ground.actor(meeting.body, "chair"), ground.actor(meeting.body, "secretary")
    made: dict[str, str] = {}

    def prepare_it(at: datetime) -> None:
        resolution, clause = _subject(ground, poll)
        question = done(
            polls.prepare_question(
                actor=secretary,
                at=at,
                meeting=ground.meetings[meeting.id],
                resolution=resolution,
                clause=clause,
                titles=dict(poll.question),
            )
        ).subject
        made["poll"] = done(polls.prepare_poll(actor=secretary, at=at, question=question, method=poll.method)).subject

    def open_it(at: datetime) -> None:
        prepare_it(at)
        done(polls.open_poll(actor=chair, at=at, poll=made["poll"]))
        _vote(ground, meeting, poll, made["poll"], at + timedelta(seconds=40))

    def close_it(at: datetime) -> None:
        done(polls.close_poll(actor=chair, at=at, poll=made["poll"]))

    def declare_it(at: datetime) -> None:
        done(polls.declare_poll(actor=chair, at=at, poll=made["poll"]))

    if poll.opened is None or poll.closed is None:
        # The last ones in time: about to be put when the demo starts.
        return [(opening + timedelta(minutes=90), prepare_it)]
    steps: list[Happening] = [
        (opening + timedelta(minutes=poll.opened), open_it),
        (opening + timedelta(minutes=poll.closed), close_it),
    ]
    if poll.method == "hands" and poll.declared is not None:
        steps.append((opening + timedelta(minutes=poll.declared), declare_it))
    return steps


def _proposing(ground: Ground, meeting: Meeting, amendment: Amendment) -> Callable[[datetime], object]:
    """Somebody proposes other words from their phone; a language in which none are given is brought in line later."""

    def propose(at: datetime) -> None:
        resolution, clause = ground.papers[amendment.about.partition("-")[0]], ground.clauses[amendment.about]
        words = {}
        for language, (gone, come) in amendment.instead.items():
            text = text_queries.latest(resolution, language)
            assert text is not None
            (before,) = (each.text for each in text.walk() if each.id == clause)
            assert gone in before
            words[language] = before.replace(gone, come)
        done(
            amendments.submit_amendment(
                actor=Actor(person=ground.people[amendment.proposer]),
                at=at,
                resolution=resolution,
                kind="replace",
                clause=clause,
                words=words,
                language=amendment.language,
                note=amendment.note,
                seat=ground.credentials[meeting.id, amendment.proposer],
            )
        )

    return propose


def _subject(ground: Ground, poll: Poll) -> tuple[str | None, str | None]:
    """The resolution and clause that a poll is about; the agenda is about neither."""
    if poll.about in ground.clauses:
        return ground.papers[poll.about.partition("-")[0]], ground.clauses[poll.about]
    whole = poll.id.endswith("-whole")
    return (ground.papers[poll.about] if whole else None), None


def _vote(ground: Ground, meeting: Meeting, poll: Poll, poll_id: str, at: datetime) -> None:
    if poll.method == "hands":
        assert poll.counts is not None
        in_favour, against, abstaining = poll.counts
        tellers = [each for each in ground.world.offices.values() if (each.body, each.role) == (meeting.body, "teller")]
        for teller in tellers:
            actor = Actor(
                person=ground.people[teller.person], roles=frozenset({("teller", ground.bodies[meeting.body])})
            )
            done(
                counts.record_count(
                    actor=actor, at=at, poll=poll_id, in_favour=in_favour, against=against, abstaining=abstaining
                )
            )
        return
    ballots = [
        Ballot(
            actor=Actor(person=ground.people[person]),
            poll=poll_id,
            credential=ground.credentials[meeting.id, person],
            choice=choice,
            key=f"{poll.id}-{person}",
        )
        for person, choice in poll.votes.items()
    ]
    for answer in cast(ballots=ballots, at=at):
        done(answer)


def adopt_without_objection(ground: Ground, paper: Paper, at: datetime) -> None:
    """How the superior congresses decided: nobody objected."""
    chair, secretary = ground.actor(paper.body, "chair"), ground.actor(paper.body, "secretary")
    question = done(
        polls.prepare_question(
            actor=secretary, at=at, meeting=ground.meetings[paper.meeting], resolution=ground.papers[paper.id]
        )
    ).subject
    poll = done(
        polls.prepare_poll(
            actor=secretary, at=at, question=question, method="no-objection", rule=Rule(threshold=NoObjection())
        )
    ).subject
    for step in (polls.open_poll, polls.close_poll, polls.declare_poll):
        done(step(actor=chair, at=at, poll=poll))


def _go_through_agenda(ground: Ground, meeting: Meeting, chair: Actor, at: datetime) -> None:
    """Points that are done or open are opened one after the other; opening one is being done with the one before."""
    rows = agenda_queries.agenda(ground.meetings[meeting.id])
    for item, row in zip(meeting.agenda, rows, strict=True):
        if item.state in ("done", "open") and row.state == "pending":
            done(agenda.open_item(actor=chair, at=at, item=row.id))
