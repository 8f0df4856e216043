"""The report on implementation as a file, in each language of its meeting."""

from collections.abc import Mapping
from datetime import date

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.delivery.sealing import letterhead
from plenaria.formats.minutes import MinutesPaper, write_isolated
from plenaria.phrases import reports as phrases
from plenaria.store.queries import minutes as minutes_queries
from plenaria.store.queries import reports as queries
from plenaria.store.queries.reports import ReportView

FORMS = ("pdf", "docx", "md", "txt", "json")


def as_file(view: ReportView, language: str, form: str, today: date, *, public: bool = False) -> bytes | Refusal:
    """The report in that form; ``public`` leaves out what only members see.

    Refused: ``format-unknown`` (format, known), ``minutes-language-unknown``, and what a writer refuses.
    """
    if form not in FORMS:
        return unacceptable("format-unknown", format=form, known=", ".join(FORMS))
    if language not in view.languages:
        return unacceptable("minutes-language-unknown")
    sections = [queries.public_part(each) for each in view.sections] if public else view.sections
    frame = phrases.Frame(
        body=_in(view.body_names, language),
        meeting=_in(view.meeting_names, language),
        state=view.state,
        frozen_on=view.frozen_at.date() if view.frozen_at else None,
        sha256=view.sha256,
    )
    head = minutes_queries.body_head(view.meeting)
    paper = MinutesPaper(
        phrases.compose(sections, frame, language),
        letterhead(head.names, head.letterhead, head.accent, head.emblem, language),
        view.frozen_at.date() if view.frozen_at else today,
    )
    made = write_isolated([(paper, form)])
    return made if isinstance(made, Refusal) else made[0]


def _in(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")
