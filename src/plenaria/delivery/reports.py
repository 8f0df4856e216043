"""The report on implementation as a file, in each language of its meeting and of the texts that it is on."""

from collections.abc import Mapping
from datetime import date

from plenaria.core.minutes.written import Written
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.delivery.sealing import letterhead
from plenaria.formats.minutes import MinutesPaper, write_isolated
from plenaria.phrases import reports as phrases
from plenaria.store.derived import derived
from plenaria.store.queries import minutes as minutes_queries
from plenaria.store.queries import reports as queries
from plenaria.store.queries.reports import ReportView

FORMS = ("pdf", "docx", "md", "txt", "json")
LONGEST_PDF = 1_000
"""Clauses of a report that is typeset as PDF, in some 10 s; for 1,500 the typesetter wants more memory than it may
have. DOCX has no such end: 2,000 take 3 s."""


def forms_of(view: ReportView) -> tuple[str, ...]:
    """In which forms this report can be had."""
    return FORMS if len(view.sections) <= LONGEST_PDF else tuple(each for each in FORMS if each != "pdf")


def as_file(view: ReportView, language: str, form: str, today: date, *, public: bool = False) -> bytes | Refusal:
    """The report in that form; ``public`` leaves out what only members see.

    Refused: ``format-unknown`` (format, known), ``minutes-language-unknown``, ``paper-not-written`` where it is too
    long for that form, and what a writer refuses.
    """
    if form in FORMS and form not in forms_of(view):
        return unacceptable("paper-not-written")
    if form not in FORMS:
        return unacceptable("format-unknown", format=form, known=", ".join(FORMS))
    if language not in view.languages:
        return unacceptable("minutes-language-unknown")
    composed = _composed(view, language, public=public)
    head = minutes_queries.body_head(view.meeting)
    letters = letterhead(head.names, head.letterhead, head.accent, head.emblem, language)
    paper = MinutesPaper(composed, letters, view.frozen_at.date() if view.frozen_at else today)

    def made() -> bytes | Refusal:
        data = write_isolated([(paper, form)])
        return data if isinstance(data, Refusal) else data[0]

    # Anybody may ask for the public one, and again and again: it is typeset once.
    return derived(("report", composed.digest, form), made) if public else made()


def _composed(view: ReportView, language: str, *, public: bool) -> Written:
    sections = [queries.public_part(each) for each in view.sections] if public else view.sections
    frame = phrases.Frame(
        body=_in(view.body_names, language),
        meeting=_in(view.meeting_names, language),
        state=view.state,
        frozen_on=view.frozen_at.date() if view.frozen_at else None,
        sha256=view.sha256,
    )
    return phrases.compose(sections, frame, language)


def _in(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")
