from datetime import date

import pytest

from plenaria.actions import publication
from plenaria.actions._perform import Receipt
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store.models import Leaf, Passage, PublicationRecord
from plenaria.store.models import Resolution as Row
from plenaria.store.queries import publications as queries
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
    note = {"actor": sitting.secretary, "at": AT, "resolution": resolution, "on": date(2026, 5, 9)}
    builders.done(publication.record_publication(**note, outlet=" Night Post ", address="https://post.example/7"))  # type: ignore[arg-type]
    assert PublicationRecord.objects.filter(outlet="Night Post", on=date(2026, 5, 9)).count() == 1
    refused = publication.record_publication(**note, outlet=" ", address="")  # type: ignore[arg-type]
    assert refused == unacceptable("outlet-missing")


def test_what_was_not_adopted_appeared_nowhere(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    refused = publication.record_publication(
        actor=sitting.secretary, at=AT, resolution=resolution, outlet="Night Post", address="", on=AT.date()
    )
    assert refused == conflict("not-adopted")


def record(sitting: Sitting, resolution: str, **changed: object) -> Receipt | Refusal:
    given = {"outlet": "Sky News", "address": "https://news.example/sky", "on": date(2026, 5, 8)}
    return publication.record_publication(
        actor=sitting.secretary,
        at=AT,
        resolution=resolution,
        **{**given, **changed},  # type: ignore[arg-type]
    )


def test_a_record_says_where_in_which_language_for_which_clause_and_what_shows_it(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    clause = builders.clauses_of(resolution)[1]
    upload = builders.upload("%PDF-", "page.pdf")
    archived = "https://archive.example/2026/sky"
    builders.done(record(sitting, resolution, language="es", clause=clause, archived=f" {archived} ", evidence=upload))
    shown = queries.records(resolution)[0]
    assert (shown.outlet, shown.language, shown.clause, shown.archived) == ("Sky News", "es", "2", archived)
    assert shown.evidence is not None and shown.evidence.sha256 == upload.sha256
    data = dict(read(bytes(Leaf.objects.filter(kind="published").order_by("-index")[0].data)).data)
    assert (data["evidence"], data["language"], data["clause"]) == (upload.sha256, "es", clause)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"address": "javascript:alert(1)"}, "web-address-unfit"),
        ({"address": "https://user:word@news.example/"}, "web-address-unfit"),
        ({"address": "news.example/sky"}, "web-address-unfit"),
        ({"address": "https://news.example/a b"}, "web-address-unfit"),
        ({"address": "https:///sky"}, "web-address-unfit"),
        ({"address": "https://news.example:port/"}, "web-address-unfit"),
        ({"archived": "data:text/html,x"}, "web-address-unfit"),
        ({"outlet": "  "}, "outlet-missing"),
        ({"on": date(2026, 5, 11)}, "publication-in-future"),
        ({"clause": "elsewhere"}, "clause-unknown"),
    ],
)
def test_a_record_that_is_wrong_is_refused(sitting: Sitting, changed: dict[str, object], code: str) -> None:
    resolution = builders.published_text(sitting)
    assert record(sitting, resolution, **changed) == unacceptable(code)
    assert PublicationRecord.objects.count() == 1


def test_a_record_without_an_address_is_one_on_paper(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    builders.done(record(sitting, resolution, address=""))
    assert queries.records(resolution)[0].address == ""


def test_a_record_taken_back_stays_in_the_journal_alone(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    builders.done(record(sitting, resolution))
    wrong = next(each for each in queries.records(resolution) if each.outlet == "Sky News")
    builders.done(publication.strike_publication(actor=sitting.secretary, at=AT, record=wrong.id))
    assert [each.outlet for each in queries.records(resolution)] == ["Совет council"]
    assert read(bytes(Leaf.objects.get(kind="publication-struck").data)).data["outlet"] == "Sky News"
    again = publication.strike_publication(actor=sitting.secretary, at=AT, record=wrong.id)
    assert again == unacceptable("publication-unknown")
