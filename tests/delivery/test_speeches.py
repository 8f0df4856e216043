"""A speech that ends by itself is ended by the worker, and has ended when its time was over."""

from datetime import timedelta

import pytest

from plenaria.actions import agenda, speakers
from plenaria.actions import speeches as actions
from plenaria.delivery import speeches
from plenaria.store.models import AgendaItem
from plenaria.store.queries import speakers as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


def test_the_worker_ends_a_speech_whose_time_is_over() -> None:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    done(agenda.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=[({"en": "The text"}, None)]))
    point = AgendaItem.objects.get(meeting=sitting.id).id
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=point))
    laid_down = {"speech": 60, "by_itself": 1}
    done(speakers.set_debate_of_point(actor=sitting.secretary, at=AT, item=point, debate=laid_down))
    speaker = done(speakers.ask(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    assert speeches.seconds_to_end(AT, 5) == 5
    done(actions.call(actor=sitting.secretary, at=AT, speaker=speaker))
    assert speeches.seconds_to_end(AT + timedelta(seconds=58), 5) == 2
    speeches.end_due(AT + timedelta(seconds=59))
    assert [each.ended for each in queries.speeches(sitting.id)] == [None]
    speeches.end_due(AT + timedelta(seconds=61))
    (made,) = queries.speeches(sitting.id)
    assert (made.ended, made.ended_by, made.seconds) == (AT + timedelta(seconds=60), "clock", 60)
    speeches.end_due(AT + timedelta(seconds=62))
    assert len(queries.speeches(sitting.id)) == 1
