"""What the public sees of an amendment that was voted on: its number and place, the redline, the result."""

import pytest
from django.test import Client

from plenaria.actions import amendments, polls
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    council = builders.body()
    return builders.meeting(council, builders.person("Secretary", council, "secretary"))


def voted(sitting: Sitting, resolution: str, place: int, *choices: str) -> None:
    """An amendment to that clause, by the vote of those seats."""
    secretary, seat = sitting.secretary, sitting.credentials[0]
    amendment = done(
        amendments.submit_amendment(
            actor=builders.holder(seat),
            at=AT,
            resolution=resolution,
            kind="replace",
            clause=builders.clauses_of(resolution)[place],
            words={"ru": "Беречь темноту всегда.", "es": "Cuidar siempre la oscuridad."},
            seat=seat,
        )
    )
    done(amendments.admit_amendment(actor=secretary, at=AT, amendment=amendment))
    question = done(amendments.put_amendment(actor=secretary, at=AT, amendment=amendment))
    poll = done(polls.prepare_poll(actor=secretary, at=AT, question=question, method="electronic"))
    done(polls.open_poll(actor=secretary, at=AT, poll=poll))
    builders.votes(sitting, poll, *choices)
    done(polls.close_poll(actor=secretary, at=AT, poll=poll))


def test_amendments_that_were_voted_on_stand_as_redlines_beside_their_results(sitting: Sitting) -> None:
    text = builders.debated_text(sitting)
    voted(sitting, text, 1, "for", "for", "against")
    voted(sitting, text, 0, "against", "against", "for")
    builders.published_text(sitting, resolution=text)
    public = Client()
    page = public.get("/es/b/council/m/xiv/").content.decode()
    assert page.count('class="redline"') == 2 and "siempre</ins>" in page
    for number, outcome in ((1, "Aprobad"), (2, "Rechazad")):
        vote = public.get(f"/es/b/council/m/xiv/votes/{number}/").content.decode()
        assert 'class="redline"' in vote and outcome in vote and "Cuidar" in vote
    assert public.get("/en/b/council/m/xiv/votes/1/").content.decode().count("Amendment 1 to clause 2") >= 1
    resolution = public.get("/es/b/council/r/xiv-1/").content.decode()
    assert "Cuidar siempre la oscuridad." in resolution and resolution.count('class="redline"') == 2
