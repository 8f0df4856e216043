"""The demo's nominations: what is asked for every time, whom clauses put forward, their mandates and reports."""

from datetime import UTC, date, datetime, time

from plenaria.actions import criteria, mandates, nominations, standing_criteria
from plenaria.actions.criteria import Laid
from plenaria.actions.nominations import Put
from plenaria.core.credentials import Finding
from plenaria.core.permits import Actor
from plenaria.interfaces.cli.seeding.ground import Ground, done
from plenaria.interfaces.cli.world.second_year import Candidate
from plenaria.store.queries import criteria as criterion_queries


def stand(ground: Ground, paper: str) -> None:
    """What the clauses of an adopted paper lay down is asked for every time from now on."""
    for each in ground.second_year.standing:
        if each.clause.rpartition("-c")[0] != paper:
            continue
        laid = Laid(names=dict(each.text), required=each.required, source="clause", clause=ground.clauses[each.clause])
        done(
            standing_criteria.lay_down(
                actor=ground.actor(each.body, "secretary"),
                at=_noon(each.on),
                body=ground.bodies[each.body],
                criterion=laid,
                asked_of=each.asked_of,
            )
        )


def proof_of(ground: Ground, meeting: str) -> tuple[Finding, ...]:
    """What is found on a seat of that meeting: it meets whatever is asked for."""
    proofs = {ground.clauses.get(each.clause): each.proof for each in ground.second_year.standing}
    return tuple(
        Finding(each.id, True, proofs.get(each.clause, ""))
        for each in criterion_queries.criteria_of(ground.meetings[meeting])
    )


def put_forward(ground: Ground, paper: str, at: datetime) -> None:
    """Nominate whom the clauses of a draft name, and write down what was found on them."""
    body = ground.world.papers[paper].body
    secretary = ground.actor(body, "secretary")
    for each in ground.second_year.candidates:
        if each.clause.rpartition("-c")[0] == paper:
            ground.nominations[each.clause, each.person] = _nominated(ground, body, secretary, each, at)


def _nominated(ground: Ground, body: str, secretary: Actor, each: Candidate, at: datetime) -> str:
    put = Put(
        person=ground.people[each.person],
        names=dict(each.office),
        places=dict(each.place),
        first_day=each.first,
        last_day=each.last,
        host=ground.bodies[each.host] if each.host else None,
        party=ground.parties[body, f"body:{each.host}"] if each.host else None,
    )
    clause = ground.clauses[each.clause]
    made = done(nominations.nominate(actor=secretary, at=at, body=ground.bodies[body], put=put, clause=clause)).subject
    if each.criterion:
        laid = Laid(names=dict(each.criterion))
        done(criteria.lay_down(actor=secretary, at=at, nomination=made, criterion=laid))
    asked = criterion_queries.criteria_of(nomination=made)
    found = [Finding(criterion.id, True, note) for criterion, note in zip(asked, each.notes, strict=False)]
    if found:
        done(nominations.record_findings(actor=secretary, at=at, nomination=made, findings=found))
    return made


def came_back(ground: Ground, paper: str, adopted: datetime) -> None:
    """Whom an adopted paper put forward: an office begins with the mandate, an event ends with a report."""
    chair = ground.actor(ground.world.papers[paper].body, "chair")
    for each in ground.second_year.candidates:
        if each.clause.rpartition("-c")[0] != paper:
            continue
        nomination = ground.nominations[each.clause, each.person]
        if not each.host:
            done(mandates.hand_over(actor=chair, at=adopted, nomination=nomination))
        if each.reported:
            nominee, at = Actor(person=ground.people[each.person]), _noon(each.reported)
            done(
                nominations.report(
                    actor=nominee, at=at, nomination=nomination, text=each.report, language=each.language
                )
            )
        if each.noted:
            done(nominations.note_report(actor=chair, at=_noon(each.noted), nomination=nomination))
            done(nominations.show(actor=chair, at=_noon(each.noted), nomination=nomination, findings=True, report=True))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(17), UTC)
