"""Everything that a seal is made of, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plenaria.core.journal.recount import PollRecord
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.core.voting.decision import Decision
from plenaria.store import models
from plenaria.store.queries import publication
from plenaria.store.queries.publication import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """An adopted resolution with its body, texts and votes."""

    id: str
    number: str
    slug: str
    state: str
    adopted_on: date
    authentic: str
    adopted_sha256: dict[str, str]
    body_id: str
    body_slug: str
    body_names: dict[str, str]
    letterhead: dict[str, list[str]]
    accent: str
    emblem: str
    texts: dict[str, Resolution]
    names_shown: bool
    """Whether who voted how may stand in the bundle, which is never changed."""
    polls: tuple[PollRecord, ...]
    form: str = "plenaria-resolution-1"
    """Of the file in the bundle that says what is sealed."""
    corrects: str = ""
    """Of a corrigendum: the number of the resolution that it corrects."""


def sealing(resolution: str, at: datetime | None = None) -> Sealing | None:
    """The adopted resolution as it is sealed then, or now; ``None`` where there is no such, or it is not adopted."""
    row = models.Resolution.objects.select_related("body").filter(id=resolution).first()
    if row is None or row.adopted_on is None:
        return None
    adopted = {
        version.language: canonical.load(version.content)
        for version in row.versions.all()
        if version.sha256 == row.adopted_sha256.get(version.language)
    }
    polls = list(
        models.Poll.objects.select_related("meeting", "question__clause", "question__amendment", "question__resolution")
        .filter(question__resolution=row, state="declared")
        .order_by("number")
    )
    names_shown = all(publication.may_stay(each, at) for each in polls)
    naming = publication.naming(row.body_id, at)
    return Sealing(
        id=row.id,
        number=row.number,
        slug=row.slug or "",
        state=row.state,
        adopted_on=row.adopted_on,
        authentic=row.language,
        adopted_sha256=dict(row.adopted_sha256),
        body_id=row.body_id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        letterhead=row.body.letterhead,
        accent=row.body.accent,
        emblem=row.body.emblem,
        texts={language: adopted[language] for language in [row.language, *sorted(adopted.keys() - {row.language})]},
        names_shown=names_shown,
        polls=tuple(_record(poll, naming if names_shown else None, row.language) for poll in polls),
    )


def counted(poll: models.Poll, language: str) -> PollRecord:
    """A vote with how many voted which way, and nobody's name."""
    return _record(poll, None, language)


def _record(poll: models.Poll, naming: Naming | None, language: str) -> PollRecord:
    """A vote with who voted how, under the names that may be read; without ``naming`` only how many."""
    names_shown = naming is not None
    tally = Decision.from_data(poll.decision or {}).tally
    seats = list(poll.roll.select_related("credential__person", "credential__delegation"))
    votes = dict(poll.votes.filter(current=True).values_list("credential_id", "choice"))
    return PollRecord(
        poll=poll.id,
        question=poll.question.titles.get(language) or _put(poll.question),
        method=poll.method,
        counts={"in_favour": tally.in_favour, "against": tally.against, "abstaining": tally.abstaining},
        outcome=str((poll.decision or {}).get("outcome", "")),
        denominator=poll.denominator,
        roll={seat.credential_id: seat.weight for seat in seats} if names_shown else None,
        proxies={seat.credential_id: seat.held_by_id for seat in seats if seat.held_by_id} if names_shown else {},
        votes=votes if names_shown and votes else None,
        ballots=_ballots(poll),
        voters=_voters(poll) if names_shown else None,
        names={each.credential_id: _in(naming.seat(each.credential), language) for each in seats} if naming else {},
    )


def _put(question: models.Question) -> str:
    """Which clause was put, by its permalink, or which amendment; empty for the whole."""
    if question.amendment is not None:
        return f"amendment-{question.amendment.number}"
    return question.clause.fragment if question.clause else ""


def _ballots(poll: models.Poll) -> dict[str, int] | None:
    """What the ballots of a secret poll say; they name nobody."""
    return dict(poll.counted_ballots.values_list("ballot", "many")) if poll.method == "secret" else None


def _voters(poll: models.Poll) -> tuple[str, ...] | None:
    """Who took part in a secret poll."""
    if poll.method != "secret":
        return None
    return tuple(poll.has_voted.order_by("credential_id").values_list("credential_id", flat=True))


def _in(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")
