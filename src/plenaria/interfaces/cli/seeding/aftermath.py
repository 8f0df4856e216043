"""What followed the demo's past conference: the plan and what was reported, letters and answers, the press."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from plenaria.actions import answers, bodies, commitments, deliveries, dispatches, outbox, plans, publication
from plenaria.core.followup import COMMITMENT
from plenaria.core.permits import Actor
from plenaria.delivery import reminders
from plenaria.interfaces.cli.seeding.ground import ROLES, Ground, done
from plenaria.interfaces.cli.seeding.photo import night
from plenaria.interfaces.cli.world.values import Letter, Plan, Update
from plenaria.store.queries import dispatches as letter_queries
from plenaria.store.queries import followup
from plenaria.store.queries.followup import CommitmentView

type Happening = tuple[datetime, Callable[[datetime], object]]

AFTER_ADOPTION = timedelta(days=3)
"""When the plan was confirmed and the letters were drafted."""
REPORTS = {
    "not-started": "report-not-started",
    "begun": "report-begun",
    "well-advanced": "report-well-advanced",
    "blocked": "report-blocked",
    "reported-done": "report-done",
}
DELIVERY = {"delivered": "deliver", "bounced": "bounce"}
ANSWERS = {"accepted": "accept", "accepted-in-part": "accept-in-part", "declined": "decline"}


def follow_up(ground: Ground, paper: str) -> None:
    """Let everything happen that the world says of an adopted paper, in the order of its days, up to now."""
    resolution = ground.papers[paper]
    adopted = ground.world.meetings[ground.world.papers[paper].meeting].day
    start = _noon(adopted + AFTER_ADOPTION)
    secretary = ground.actor(ground.world.papers[paper].body, "secretary")
    done(plans.propose_plan(actor=secretary, at=start, resolution=resolution))
    followed = {ground.clauses[clause]: plan for clause, plan in ground.world.plans.items() if clause in ground.clauses}
    lines = _confirmed(ground, resolution, followed)
    done(plans.confirm_plan(actor=secretary, at=start + timedelta(hours=2), resolution=resolution, lines=lines))
    _know_everybody(ground, paper, secretary, start)
    done(dispatches.prepare_dispatches(actor=secretary, at=start, resolution=resolution))
    happenings = [
        *_letters(ground, resolution, secretary, None, ground.world.dispatches.get(paper, ())),
        *_plans(ground, resolution, secretary, followed),
    ]
    for at, happen in sorted(happenings, key=lambda each: each[0]):
        if at <= ground.now:
            happen(at)
    _send_the_rest(ground, resolution, secretary, start + timedelta(days=9))
    _remind_silent_parties(ground, resolution, secretary)
    _remind(ground, ground.world.papers[paper].body)


def _confirmed(ground: Ground, resolution: str, followed: dict[str, Plan]) -> list[plans.Line]:
    """What leads in each clause, with the world's owner and days; what the world does not follow is dropped."""
    seen: set[str] = set()
    lines = []
    for view in followup.commitments(resolution, ground.world.today):
        plan = followed.get(view.clause_id)
        if plan is None or plan.owner is None or view.clause_id in seen:
            lines.append(plans.Line(commitment=view.id, dropped=True))
            continue
        seen.add(view.clause_id)
        first, last = _days(plan, view)
        lines.append(
            plans.Line(
                commitment=view.id,
                owner=_person(ground, plan.owner),
                owner_role="owner",
                helpers=[ground.people[each] for each in plan.helpers],
                start=first,
                due=last,
                recurrence=plan.recurrence or "none",
            )
        )
    return lines


def _days(plan: Plan, view: CommitmentView) -> tuple[date, date | None]:
    """What the plan says: its own day, that of its event, the end of its first period, else what was proposed."""
    if plan.recurrence == "quarterly":
        return plan.start, plan.start + timedelta(days=91)
    if plan.events:
        return plan.events[0].first, plan.due or plan.events[0].last
    return plan.start, plan.due or view.due


def _person(ground: Ground, office: str) -> str:
    return ground.people[ground.world.offices[office].person]


def _know_everybody(ground: Ground, paper: str, secretary: Actor, at: datetime) -> None:
    """A person who is thanked is entered like an institution, since a letter goes there."""
    letters = [letter for plan in ground.world.plans.values() for letter in plan.letters]
    for slug in dict.fromkeys(letter.to for letter in letters if letter.to.startswith("person:")):
        person = ground.world.people[slug.partition(":")[2]]
        body = ground.world.papers[paper].body
        ground.parties[body, slug] = done(
            bodies.add_party(
                actor=secretary,
                at=at,
                body=ground.bodies[body],
                names=dict(person.name),
                language=person.language,
                email=person.email,
            )
        ).subject


def _plans(ground: Ground, resolution: str, secretary: Actor, followed: dict[str, Plan]) -> Iterator[Happening]:
    for clause, plan in followed.items():
        yield from _letters(ground, resolution, secretary, clause, plan.letters)
        for update in plan.updates:
            yield _noon(update.on), _reporting(ground, resolution, clause, update)
        for each in plan.publications:
            outlet = each.outlet[ground.world.papers["xiii"].authentic]

            def publish(at: datetime, outlet: str = outlet, address: str = each.address, on: date = each.on) -> None:
                done(
                    publication.record_publication(
                        actor=secretary, at=at, resolution=resolution, outlet=outlet, address=address, on=on
                    )
                )

            yield _noon(each.on), publish


def _reporting(ground: Ground, resolution: str, clause: str, update: Update) -> Callable[[datetime], object]:
    """A report on the period that was open then."""

    def report(at: datetime) -> None:
        periods = [each for each in followup.commitments(resolution, at.date()) if each.clause_id == clause]
        view = periods[min(update.period or 1, len(periods)) - 1]
        person = ground.people[update.by]
        roles = frozenset(
            (ROLES.get(office.role, office.role), ground.bodies[office.body])
            for office in ground.world.offices.values()
            if ground.people[office.person] == person
        )
        actor = Actor(person=person, roles=roles)
        said: dict[str, Any] = {"sentence": update.text, "language": update.language}
        if update.state == "noted-done":
            done(commitments.note_done(actor=actor, at=at, commitment=view.id, **said))
        else:
            verb = REPORTS[update.state]
            assert verb in COMMITMENT.verbs
            said["evidence"] = _pictured(ground, clause, update)
            done(
                commitments.update_commitment(
                    actor=actor, at=at, commitment=view.id, verb=verb, link=update.evidence, **said
                )
            )

    return report


def _pictured(ground: Ground, clause: str, update: Update) -> tuple[commitments.Shown, ...]:
    pictured, caption = ground.second_year.photo
    if ground.clauses[pictured] != clause or update.state != "reported-done":
        return ()
    return (commitments.Shown(kind="photo", upload=night(4), caption=caption),)


def _letters(
    ground: Ground, resolution: str, secretary: Actor, clause: str | None, letters: Iterable[Letter]
) -> Iterator[Happening]:
    """The sending of each letter, and what came back."""
    rows = letter_queries.dispatches(resolution, ground.world.today)
    for letter in letters:
        party = ground.parties["peru", letter.to]
        drafted = next(row.id for row in rows if (row.clause_id, row.party.id) == (clause, party))
        yield _noon(letter.sent), _sending(secretary, [drafted])
        if letter.state != "sent":
            yield _noon(letter.at or letter.sent) + timedelta(hours=3), _coming_back(secretary, drafted, letter)


def _sending(secretary: Actor, drafted: list[str]) -> Callable[[datetime], object]:
    def send(at: datetime) -> None:
        done(dispatches.send_dispatches(actor=secretary, at=at, dispatches=drafted))
        printed = {each: "" for each in drafted if letter_queries.way_of(each) == "post"}
        if printed:
            done(dispatches.mark_posted(actor=secretary, at=at, letters=printed, on=at.date()))
        _mailed(at)

    return send


def _coming_back(secretary: Actor, drafted: str, letter: Letter) -> Callable[[datetime], object]:
    def come(at: datetime) -> None:
        if letter.state in DELIVERY:
            done(deliveries.record_delivery(actor=secretary, at=at, dispatch=drafted, verb=DELIVERY[letter.state]))
        elif letter.state == "acknowledged":
            done(deliveries.acknowledge(actor=secretary, at=at, dispatch=drafted))
        else:
            answer = ANSWERS[letter.state]
            shown = "public" if letter.text else "members"
            done(
                answers.record_answer(
                    actor=secretary, at=at, dispatch=drafted, answer=answer, text=letter.text, shown=shown
                )
            )

    return come


def _send_the_rest(ground: Ground, resolution: str, secretary: Actor, at: datetime) -> None:
    """What the world does not speak of (the press) went with the others; nothing has come back."""
    left = [row.id for row in letter_queries.dispatches(resolution, ground.world.today) if row.state == "to-send"]
    if left:
        _sending(secretary, left)(at)


def _remind_silent_parties(ground: Ground, resolution: str, secretary: Actor) -> None:
    """Who has not answered by the day was reminded last week, and has another month."""
    at = _noon(ground.world.today - timedelta(days=7))
    for row in letter_queries.dispatches(resolution, ground.world.today):
        if row.state == "unanswered":
            due = ground.world.today + timedelta(days=23)
            reminder = dispatches.prepare_reminder(actor=secretary, at=at, dispatch=row.id, answer_due=due)
            _sending(secretary, [done(reminder).subject])(at)


def _remind(ground: Ground, body: str) -> None:
    """The reminders of the last morning went out too."""
    morning = ground.moment(body, ground.world.today, "10:00")
    at = morning if morning <= ground.now else morning - timedelta(days=1)
    reminders.remind_all(at)
    _mailed(at)


def _mailed(at: datetime) -> None:
    """What has gone in the past does not wait for a mail server today."""
    while taken := outbox.take(at=at, limit=50):
        for mail in taken:
            outbox.mark_sent(at=at, mail=mail.id)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(17), UTC)
