"""The demo's second year: a clause written anew, a programme, what is carried out for bodies above, the report."""

from datetime import UTC, datetime, time, timedelta

from plenaria.actions import commitment_details, dispatches, plans, programmes, reports, validity
from plenaria.actions.commitment_details import Details
from plenaria.actions.programmes import Described
from plenaria.interfaces.cli.seeding.ground import Ground, done
from plenaria.store.queries import agenda, followup
from plenaria.store.queries import dispatches as letter_queries
from plenaria.store.queries import reports as report_queries

HEARD_AS = 3
"""The point of the open conference's agenda under which the report is heard."""


def write_anew(ground: Ground, at: datetime) -> None:
    """The session's draft says which clause it changes."""
    session = ground.second_year.session
    done(
        validity.propose_effect(
            actor=ground.actor("peru", "secretary"),
            at=at,
            by=ground.clauses[session.by],
            verb="amend",
            clauses=[ground.clauses[session.amends]],
            words=dict(session.words),
        )
    )


def follow_session(ground: Ground) -> None:
    """Its plan has one commitment, its letters went out."""
    resolution, secretary = ground.papers["session"], ground.actor("peru", "secretary")
    at = datetime.combine(ground.world.meetings["session"].day + timedelta(days=3), time(17), UTC)
    done(plans.propose_plan(actor=secretary, at=at, resolution=resolution))
    owner = ground.people[ground.world.offices[ground.second_year.session.owner].person]
    leads = {ground.clauses[each] for each in ground.second_year.programme.leads}
    lines = [
        plans.Line(commitment=view.id, owner=owner, owner_role="owner", start=at.date(), recurrence="yearly")
        if view.clause_id in leads
        else plans.Line(commitment=view.id, dropped=True)
        for view in followup.commitments(resolution, at.date())
    ]
    done(plans.confirm_plan(actor=secretary, at=at, resolution=resolution, lines=lines))
    done(dispatches.prepare_dispatches(actor=secretary, at=at, resolution=resolution))
    drafted = [row.id for row in letter_queries.dispatches(resolution, at.date()) if row.state == "to-send"]
    done(dispatches.send_dispatches(actor=secretary, at=at, dispatches=drafted))


def begin_programme(ground: Ground) -> None:
    """Work that two resolutions gave something to do, and which clauses carry out those of the bodies above."""
    programme, secretary = ground.second_year.programme, ground.actor("peru", "secretary")
    at = datetime.combine(ground.world.meetings["session"].day + timedelta(days=5), time(17), UTC)
    described = Described(
        slug=programme.slug, names=dict(programme.name), summaries=dict(programme.summary), begun=programme.begun
    )
    found = done(programmes.found(actor=secretary, at=at, body=ground.bodies["peru"], described=described)).subject
    leads = {ground.clauses[each] for each in programme.leads}
    for paper in ("xiii", "session"):
        for view in followup.commitments(ground.papers[paper], at.date()):
            if view.clause_id in leads:
                given = {"actor": secretary, "at": at, "commitment": view.id}
                done(commitment_details.detail_commitment(**given, details=Details(programme=found)))  # type: ignore[arg-type]
    for clause, above in ground.second_year.carries_out.items():
        theirs = [ground.clauses[each] for each in above]
        done(programmes.carry_out(actor=secretary, at=at, clause=ground.clauses[clause], above=theirs))


def report(ground: Ground) -> None:
    """The open conference has the report on all that was adopted before, frozen ten days ago, tabled at its point."""
    meeting, secretary = ground.meetings["xiv"], ground.actor("peru", "secretary")
    prepared = ground.now - timedelta(days=20)
    made = done(reports.prepare(actor=secretary, at=prepared, meeting=meeting)).subject
    view = report_queries.report(made, prepared.date())
    assert view is not None
    sections = {each.clause: each for each in view.sections}
    for clause, worded in ground.second_year.report.items():
        done(
            reports.edit_section(
                actor=secretary,
                at=prepared,
                section=sections[ground.clauses[clause]].id,
                proposal=worded.proposal,
                done=dict(worded.done),
                obstacles=dict(worded.obstacles),
            )
        )
    frozen = ground.now - timedelta(days=10)
    done(reports.freeze(actor=secretary, at=frozen, report=made))
    point = agenda.agenda(meeting)[HEARD_AS - 1].id
    done(reports.table(actor=ground.actor("peru", "chair"), at=ground.now, report=made, item=point))
