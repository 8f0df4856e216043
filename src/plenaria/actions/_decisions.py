"""What was decided is found by its words: what was put, and how it ended, in every language of the meeting.

A decision in words of its own is public at once, one on a paper as soon as the paper is in the register.
"""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from plenaria.actions import _passages
from plenaria.actions._passages import Piece
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.voting.decision import Decision
from plenaria.phrases import decisions, elections, results
from plenaria.store import models
from plenaria.store.queries import elections as elected
from plenaria.store.queries.register import titles


def enter(row: models.Poll) -> None:
    """Index the decision of a poll that is declared, where its paper, if it has one, is in the register."""
    resolution = row.question.resolution
    if row.state == "declared" and (resolution is None or resolution.state in IN_REGISTER):
        named = titles([resolution.id]).get(resolution.id, {}) if resolution else {}
        _passages.leave(row.passages.all())
        _passages.enter(pieces(row, named), of=row.id, on=day_of(row), body=row.meeting.body_id)


def enter_all(resolution: models.Resolution) -> None:
    """Index all decisions on a resolution that has come into the register."""
    rows = models.Poll.objects.filter(question__resolution=resolution, state="declared")
    for row in rows.select_related("meeting", "question__resolution", "question__clause", "question__amendment"):
        enter(row)


def day_of(row: models.Poll) -> date:
    """The day of the decision, where the meeting is."""
    assert row.declared_at is not None
    return row.declared_at.astimezone(ZoneInfo(row.meeting.timezone)).date()


def pieces(row: models.Poll, paper: Mapping[str, str]) -> list[Piece]:
    """The decision in each language of its meeting; ``paper`` is the title of what it was on."""
    return [
        Piece(
            models.Passage(poll=row, part="decision", position=0, language=language, number=str(row.number), text=text)
        )
        for language in row.meeting.languages
        if (text := _text(row, paper, language))
    ]


def _text(row: models.Poll, paper: Mapping[str, str], language: str) -> str:
    put, languages = row.question, (language, *row.meeting.languages)
    named = decisions.text_in(put.titles, *languages)
    if not named and paper:
        named = decisions.question(
            decisions.quoted(decisions.text_in(paper, *languages), language),
            language,
            clause=put.clause.number if put.clause else "",
            amendment=put.amendment.number if put.amendment else 0,
        )
    ended = _ended(row, language)
    return f"{named[:1].upper()}{named[1:]}. {ended}" if named and ended else ""


def _ended(row: models.Poll, language: str) -> str:
    if row.election is None:
        return results.sentence(Decision.from_data(row.decision), language) if row.decision else ""
    view = elected.election(row.id)
    count = view.counted(language) if view else None
    return elections.sentence(count, language) if count else ""
