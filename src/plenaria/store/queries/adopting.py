"""What stands between a text and its adoption, seal and publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from plenaria.core.resolutions import DECIDED
from plenaria.core.text.alignment import align
from plenaria.core.text.resolution import Resolution
from plenaria.core.voting.decision import Decision
from plenaria.store import models
from plenaria.store.queries import texts
from plenaria.store.queries.texts import ResolutionView


@dataclass(frozen=True, slots=True)
class AdoptingVote:
    """The declared poll that adopted the whole."""

    number: int
    method: str
    decision: Decision
    day: date
    """Of its declaration, by the clock of the meeting."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language version as it stands; the counts are of pieces that don't fit the authentic text."""

    code: str
    text: Resolution
    uneven: int = 0
    """Missing, added, or otherwise divided."""
    outdated: int = 0
    """Older than the authentic words that they translate."""

    @property
    def ready(self) -> bool:
        """Nothing speaks against adopting it with the authentic text."""
        return not (self.uneven or self.outdated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """A resolution on its way from the vote to the register."""

    resolution: ResolutionView
    vote: AdoptingVote | None
    tongues: tuple[Tongue, ...]
    """The authentic one first."""
    lost: Mapping[str, str]
    """The clauses that were lost on division: id → number."""
    proposed_number: str
    adopted_on: date | None
    manifest_sha256: str
    published_at: datetime | None


def adopting(resolution: str) -> Adopting | None:
    """All that the page of adoption shows."""
    view = texts.resolution(resolution)
    row = models.Resolution.objects.select_related("meeting").filter(id=resolution).first()
    if view is None or row is None:
        return None
    seal = models.Seal.objects.filter(resolution=row).first()
    return Adopting(
        resolution=view,
        vote=_vote(row),
        tongues=_tongues(row),
        lost=dict(row.clauses.exclude(lost_in=None).values_list("id", "number")),
        proposed_number=_next_number(row),
        adopted_on=row.adopted_on,
        manifest_sha256=seal.manifest_sha256 if seal else "",
        published_at=row.published_at,
    )


def _vote(row: models.Resolution) -> AdoptingVote | None:
    polls = models.Poll.objects.filter(
        question__resolution=row,
        question__clause=None,
        question__amendment=None,
        state="declared",
        decision__outcome="adopted",
    )
    poll = polls.select_related("meeting").order_by("-number").first()
    if poll is None or poll.declared_at is None:
        return None
    day = poll.declared_at.astimezone(ZoneInfo(poll.meeting.timezone)).date()
    return AdoptingVote(poll.number, poll.method, Decision.from_data(poll.decision or {}), day)


def _tongues(row: models.Resolution) -> tuple[Tongue, ...]:
    found = texts.versions(row.id)
    authentic = found[row.language].text
    others = [each.text for language, each in found.items() if language != row.language]
    return (
        Tongue(row.language, authentic),
        *(
            Tongue(
                text.language,
                text,
                uneven=sum(not pair.is_equal for pair in align(authentic, text)),
                outdated=len(texts.outdated(row.id, text.language)),
            )
            for text in others
        ),
    )


def _next_number(row: models.Resolution) -> str:
    """The meeting's number and the next free one after it; the year for a resolution of no meeting."""
    ours = models.Resolution.objects.filter(body=row.body_id, state__in=DECIDED)
    if row.meeting and row.meeting.number:
        prefix, others = row.meeting.number, ours.filter(meeting=row.meeting)
    else:
        prefix = str(row.created_at.astimezone(UTC).year)
        others = ours.filter(adopted_on__year=prefix)
    taken = set(ours.values_list("number", flat=True))
    count = others.count() + 1
    while f"{prefix}/{count}" in taken:
        count += 1
    return f"{prefix}/{count}"
