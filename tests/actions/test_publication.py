from datetime import date

import pytest

from plenaria.actions import publication
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Leaf, Passage, PublicationRecord
from plenaria.store.models import Resolution as Row
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "https://council.example/b/council/r/xiv-1/"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def test_a_sealed_resolution_is_published_with_its_record(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting)
    builders.done(publication.publish(actor=sitting.secretary, at=AT, resolution=resolution, address=ADDRESS))
    row = Row.objects.get(id=resolution)
    assert (row.state, row.published_at) == ("published", AT)
    assert list(PublicationRecord.objects.values_list("outlet", "address", "on")) == [
        ("Совет council", ADDRESS, AT.date())
    ]
    entry = read(bytes(Leaf.objects.get(kind="published").data))
    assert (entry.subject, dict(entry.data)) == (
        resolution,
        {"outlet": "Совет council", "address": ADDRESS, "on": "2026-05-09"},
    )


def test_its_words_can_be_searched_from_then_on(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting, lost=[2])
    assert Passage.objects.count() == 0
    builders.done(publication.publish(actor=sitting.secretary, at=AT, resolution=resolution, address=ADDRESS))
    found = Passage.objects.filter(language="ru", resolution=resolution).order_by("position")
    assert list(found.values_list("part", "fragment", "text")) == [
        ("title", "", "О тёмном небе"),
        ("clause", "c1", "Беречь темноту в долине номер 1."),
        ("clause", "c2", "Беречь темноту в долине номер 2."),
    ]
    assert Passage.objects.filter(language="es", resolution=resolution).count() == 3
    decided = Passage.objects.filter(language="ru", part="decision").order_by("poll__number")
    assert [(each.number, each.text.partition(":")[0]) for each in decided] == [
        ("1", "Пункт 3 текста «О тёмном небе». Отклонено"),
        ("2", "«О тёмном небе» в целом. Принято"),
    ]


def test_only_what_is_sealed_is_published_and_only_once(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    refused = publication.publish(actor=sitting.secretary, at=AT, resolution=resolution, address=ADDRESS)
    assert refused == conflict("wrong-state", name="resolution", state="adopted", verb="publish")
    second = builders.published_text(sitting, number="XIV/2")
    again = publication.publish(actor=sitting.secretary, at=AT, resolution=second, address=ADDRESS)
    assert again == conflict("wrong-state", name="resolution", state="published", verb="publish")


def test_the_secretary_publishes_and_nobody_else(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting)
    chair = builders.person("Carl", sitting.body, "chair")
    foreign = builders.person("Bea", builders.body("other"), "secretary")
    for actor in (chair, foreign, Actor()):
        refused = publication.publish(actor=actor, at=AT, resolution=resolution, address=ADDRESS)
        assert refused == forbidden("not-permitted", verb="resolutions.publish")


def test_where_else_it_appeared_is_noted(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    note = {"actor": sitting.secretary, "at": AT, "resolution": resolution, "on": date(2026, 6, 1)}
    builders.done(publication.record_publication(**note, outlet=" Night Post ", address="https://post.example/7"))  # type: ignore[arg-type]
    assert PublicationRecord.objects.filter(outlet="Night Post", on=date(2026, 6, 1)).count() == 1
    refused = publication.record_publication(**note, outlet=" ", address="")  # type: ignore[arg-type]
    assert refused == unacceptable("outlet-missing")


def test_what_was_not_adopted_appeared_nowhere(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    refused = publication.record_publication(
        actor=sitting.secretary, at=AT, resolution=resolution, outlet="Night Post", address="", on=AT.date()
    )
    assert refused == conflict("not-adopted")
