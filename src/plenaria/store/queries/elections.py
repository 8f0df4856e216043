"""Elections as they were laid down, held and counted.

Before the close nothing is told of what was chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import FilteredRelation, Q, Sum

from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.held import Held, summed
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.phrases.stand_ins import candidate
from plenaria.store.models import Person, Poll, Question
from plenaria.store.queries import publication
from plenaria.store.queries.publication import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionView:
    """An election that is put: ``setting`` is that of this poll, frozen once it is open.

    ``count`` is there from the close on, with a tie that waits for the lot if there is one.
    """

    poll: str
    meeting: str
    number: int
    method: str
    state: str
    titles: dict[str, str]
    setting: Setting
    count: Count | None
    lot: tuple[int, ...]
    languages: tuple[str, ...]
    """Of the meeting."""
    public: bool = False
    """Whether it is told to the public, with the names that it may read."""

    def order(self, language: str) -> tuple[str, ...]:
        """In which languages a name or a title is looked for, for a reader of this one."""
        return language, language.partition("-")[0], "en", *self.languages

    def title(self, language: str) -> str:
        """What is elected."""
        return next((self.titles[each] for each in (*self.order(language), *self.titles) if self.titles.get(each)), "")

    def names(self, language: str) -> tuple[str, ...]:
        """The candidates, in the order of the ballot paper."""
        return self.setting.names(self.order(language))

    def counted(self, language: str) -> Count | None:
        """The count with its names and title for a reader of this language."""
        return self.setting.named(self.count, self.order(language), self.title(language)) if self.count else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersView:
    """What one teller found in the box."""

    teller: str
    names: dict[str, str]
    papers: Papers


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBallot:
    """What a seat chose in an election by name (see ``core.voting.elections.choices``)."""

    seat: int
    names: Mapping[str, str]
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedElection:
    """An election that was written down for a meeting; ``put`` once one of its polls was opened."""

    question: str
    titles: dict[str, str]
    setting: Setting
    polls: tuple[str, ...]
    put: bool


def election(poll_id: str, *, public: bool = False) -> ElectionView | None:
    """The election that is put in this poll, as the ``public`` may read it or as its hall does, if it is one."""
    rows = Poll.objects.select_related("question__resolution", "meeting")
    row = rows.filter(id=poll_id, question__election__isnull=False).first()
    if row is None:
        return None
    return _unnamed(view(row), publication.seen([row])[row.id].naming) if public else view(row)


def _unnamed(of: ElectionView, naming: Naming) -> ElectionView:
    """With the candidates named as the public may read them. Who is elected holds an office, and is named by it."""
    elected = {*of.count.elected} if of.count else set()
    known = {each.person for each in of.setting.candidates if each.person}
    said = dict(Person.objects.filter(id__in=known).values_list("id", "consent"))
    candidates = tuple(
        each
        if number in elected or number == of.setting.default or naming.shows("nominees", said.get(each.person, ""))
        else Candidate(candidate(number), each.person)
        for number, each in enumerate(of.setting.candidates, 1)
    )
    return replace(of, setting=replace(of.setting, candidates=candidates), public=True)


def view(row: Poll) -> ElectionView:
    """The same from the row."""
    setting = setting_of(row)
    return ElectionView(
        poll=row.id,
        meeting=row.meeting_id,
        number=row.number,
        method=row.method,
        state=row.state,
        titles=row.question.titles,
        setting=setting or Setting.from_data(row.question.election or {}),
        count=Count.from_data(row.count) if row.count else None,
        lot=tuple(row.lot),
        languages=tuple(row.meeting.languages),
    )


def setting_of(row: Poll) -> Setting | None:
    """What holds for this poll: what was frozen at its opening, else what follows the rounds before it; nothing where
    they left no round to follow."""
    if row.election:
        return Setting.from_data(row.election)
    before = _rounds_before(row)
    if not before:
        return Setting.from_data(row.question.election or {})
    last = before[-1]
    return Setting.from_data(last.election or {}).following(Count.from_data(last.count or {}))


def drawn_before(row: Poll) -> list[int]:
    """The lot as it was drawn in the round before: it stands for the whole election."""
    before = _rounds_before(row)
    return list(before[-1].lot) if before else []


def held(row: Poll) -> tuple[Held, ...]:
    """The choices of this poll and of the rounds before it, the first round first. Of secret ones only after the close,
    of papers what the first teller entered: before they are counted, ``actions`` has seen that all agree."""
    return tuple(_held(each) for each in (*_rounds_before(row), row))


def held_in(poll_id: str) -> tuple[Held, ...]:
    """The same, of an election that is closed; nothing else is told."""
    row = Poll.objects.select_related("question").filter(id=poll_id, state__in=("closed", "declared")).first()
    return held(row) if row and row.election else ()


def has_ballots(poll_id: str) -> bool:
    """Whether the ballots themselves are known, so that they can be counted elsewhere: no sums, no answers to single
    candidates."""
    row = Poll.objects.filter(id=poll_id, election__isnull=False).first()
    if row is None or Setting.from_data(row.election or {}).method == "each":
        return False
    return not any(Papers.from_data(each.content).made_up for each in row.papers.all())


def ballots_are_public(poll_id: str, *, public: bool = False) -> bool:
    """Whether the body's rule lets everybody see the ballots: those of a secret count name nobody; those given by name
    could be recognised, and are shown where the names are shown too."""
    row = _declared(poll_id)
    if row is None or not has_ballots(poll_id):
        return False
    return row.method in ("secret", "paper") or _shows_names(row, public=public)


def named_ballots(poll_id: str, *, public: bool = False) -> tuple[NamedBallot, ...]:
    """Who chose what, by seat, once it is declared; empty where the body shows counts only, or nobody was named."""
    row = _declared(poll_id)
    if row is None or not row.election or row.method != "electronic" or not _shows_names(row, public=public):
        return ()
    naming = publication.seen([row])[row.id].naming if public else publication.EVERYBODY
    votes = row.votes.filter(current=True).select_related("credential__person", "credential__delegation")
    return tuple(
        NamedBallot(seat=each.credential.seat, names=naming.seat(each.credential), choice=each.choice)
        for each in votes.order_by("credential__seat")
    )


def _declared(poll_id: str) -> Poll | None:
    rows = Poll.objects.select_related("meeting__body", "question__resolution")
    return rows.filter(id=poll_id, state="declared").first()


def _shows_names(row: Poll, *, public: bool) -> bool:
    return publication.seen([row])[row.id].votes == "names" if public else publication.shows_names(row)


def papers(poll_id: str) -> tuple[PapersView, ...]:
    """What each teller found in the box."""
    rows = Poll.objects.get(id=poll_id).papers.select_related("teller").order_by("at", "id")
    return tuple(
        PapersView(teller=each.teller_id, names=each.teller.names, papers=Papers.from_data(each.content))
        for each in rows
    )


def elections_at(meeting: str) -> tuple[PreparedElection, ...]:
    """The elections of a meeting, in the order in which they were written down."""
    rows = Question.objects.filter(meeting_id=meeting, election__isnull=False).prefetch_related("polls")
    return tuple(
        PreparedElection(
            question=row.id,
            titles=row.titles,
            setting=Setting.from_data(row.election or {}),
            polls=tuple(poll.id for poll in row.polls.all()),
            put=any(poll.state not in ("prepared", "void") or poll.opened_at for poll in row.polls.all()),
        )
        for row in rows
    )


def prepared(question: str) -> PreparedElection | None:
    """One of them."""
    row = Question.objects.filter(id=question, election__isnull=False).first()
    return next((each for each in elections_at(row.meeting_id) if each.question == question), None) if row else None


def _rounds_before(row: Poll) -> tuple[Poll, ...]:
    """The declared rounds of the same election before this one."""
    rows = Poll.objects.filter(question_id=row.question_id, state="declared", number__lt=row.number)
    return tuple(rows.filter(count__isnull=False).order_by("number"))


def _held(row: Poll) -> Held:
    by_seat = FilteredRelation(
        "credential__votes", condition=Q(credential__votes__poll=row.id, credential__votes__current=True)
    )
    named = row.roll.annotate(vote=by_seat).filter(vote__isnull=False).values_list("vote__choice")
    votes = [(choice, units) for choice, units in named.annotate(Sum("weight"))]
    secret = [(ballot, many * row.denominator) for ballot, many in row.counted_ballots.values_list("ballot", "many")]
    first = row.papers.order_by("at", "id").first()
    box = Papers.from_data(first.content) if first else Papers(ballots=())
    paper = [(choice, many * row.denominator) for choice, many in box.ballots]
    return Held(
        setting=Setting.from_data(row.election or {}),
        votes=tuple(summed([*votes, *secret, *paper])),
        denominator=row.denominator,
        spoilt=box.spoilt * row.denominator,
    )
