"""In which forms a report can be had, however long it is."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.actions import meetings, reports
from plenaria.core.refusal import unacceptable
from plenaria.delivery.reports import LONGEST_PDF, as_file, forms_of
from plenaria.store.queries import reports as queries
from tests import builders, followed
from tests.builders import AT, done

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_what_is_too_long_to_be_typeset_is_had_in_other_forms() -> None:
    first = followed.sitting()
    builders.adopted_text(first, resolution=followed.debated(first))
    done(meetings.close_meeting(actor=first.secretary, at=AT, meeting=first.id))
    second = builders.meeting(first.body, first.secretary, slug="xv", first_day=date(2027, 5, 8))
    done(reports.prepare(actor=first.secretary, at=AT, meeting=second.id))
    view = queries.report_of(second.id, AT.date())
    assert view is not None
    long = replace(view, sections=view.sections * (LONGEST_PDF // len(view.sections) + 1))
    assert ("pdf" in forms_of(view), "pdf" in forms_of(long), "docx" in forms_of(long)) == (True, False, True)
    assert as_file(long, "ru", "pdf", AT.date()) == unacceptable("paper-not-written")
    assert isinstance(as_file(long, "ru", "docx", AT.date()), bytes)
