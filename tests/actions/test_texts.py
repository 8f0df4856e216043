"""The text of a resolution: imported, revised in its languages, tabled and debated."""

from dataclasses import replace

import pytest

from plenaria.actions import _texts, texts
from plenaria.actions._texts import Upload
from plenaria.actions.texts import Revision
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.store import models
from plenaria.store.queries.texts import latest
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary")


@pytest.fixture
def resolution(body: str, secretary: Actor) -> str:
    return done(texts.import_text(actor=secretary, at=AT, body=body, text=builders.text()))


def stored(resolution: str, language: str = "ru") -> Resolution:
    found = latest(resolution, language)
    assert found is not None
    return found


def ids(resolution: str, language: str = "ru") -> list[str]:
    return [clause.id for clause in stored(resolution, language).walk()]


def words(resolution: str, language: str = "ru") -> list[str]:
    return [clause.text for clause in stored(resolution, language).walk()]


def kinds(resolution: str) -> list[str]:
    return list(models.Leaf.objects.filter(subject=resolution).order_by("index").values_list("kind", flat=True))


def point(text: str, number: str = "", **more: str) -> Clause:
    return Clause(id=more.get("id", ""), number=number, text=text)


def test_an_imported_text_is_a_draft_whose_clauses_are_named_for_life(body: str, secretary: Actor) -> None:
    meeting = builders.planned_meeting(body, secretary)
    upload = Upload(sha256="a" * 64, name="Резолюция.docx", media_type="application/msword", size=12)
    resolution = done(
        texts.import_text(actor=secretary, at=AT, body=body, text=builders.text(), meeting=meeting, upload=upload)
    )
    row = models.Resolution.objects.get(id=resolution)
    assert (row.state, row.language, row.meeting_id, row.body_id) == ("draft", "ru", meeting, body)
    assert row.source is not None
    assert (row.source.name, row.source.size, row.source.sha256) == ("Резолюция.docx", 12, "a" * 64)
    found = list(row.clauses.values_list("id", "number", "fragment", "position"))
    assert found == [(each, str(n), f"c{n}", n - 1) for n, each in enumerate(ids(resolution), 1)]
    assert not set(ids(resolution)) & {"c1", "c2", "c3"}
    assert kinds(resolution) == ["text-imported"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, unacceptable("text-without-title")),
        ({"clauses": ()}, unacceptable("text-without-clauses")),
        (
            {"clauses": (point("Вега.", "п. тридцать четвёртый"),)},
            unacceptable("clause-number-too-long", number="п. тридцать четвёртый", limit=_texts.LONGEST_NUMBER),
        ),
        ({"venue": "Вальде\x00ос"}, unacceptable("paper-control-characters", letters="U+0000")),
        ({"clauses": (point("Вега \ud800"),)}, unacceptable("paper-control-characters", letters="U+D800")),
    ],
)
def test_what_cannot_be_a_text_is_not_stored(
    body: str, secretary: Actor, resolution: str, change: dict[str, object], refusal: Refusal
) -> None:
    unfit = replace(builders.text(), **change)  # type: ignore[arg-type] # fields of a resolution
    assert texts.import_text(actor=secretary, at=AT, body=body, text=unfit) == refusal
    assert texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=unfit, based_on=1) == refusal
    assert models.Resolution.objects.count() == 1
    assert models.TextVersion.objects.count() == 1


def test_the_store_holds_as_much_as_the_action_says() -> None:
    lengths = [getattr(models.Clause._meta.get_field(field), "max_length", 0) for field in ("number", "fragment")]
    assert lengths == [_texts.LONGEST_NUMBER, _texts.LONGEST_LINK]


def test_only_who_writes_imports_and_revises(body: str, secretary: Actor, resolution: str) -> None:
    other = builders.body("other")
    foreign = builders.person("Bea", other, "secretary")
    clerk = builders.person("Carl", body, "clerk")
    for actor in (foreign, clerk):
        assert texts.import_text(actor=actor, at=AT, body=body, text=builders.text()) == forbidden(
            "not-permitted", verb="texts.import"
        )
        assert texts.revise_text(
            actor=actor, at=AT, resolution=resolution, text=builders.text(), based_on=1
        ) == forbidden("not-permitted", verb="texts.edit")
    meeting = builders.planned_meeting(body, secretary)
    assert texts.import_text(actor=foreign, at=AT, body=other, meeting=meeting, text=builders.text()) == unacceptable(
        "meeting-unknown"
    )


def test_a_revision_keeps_names_and_marks_what_is_gone(secretary: Actor, resolution: str) -> None:
    one, two, three = stored(resolution).clauses
    # The second clause goes, a new one comes, and a copy of the first does not get its name.
    changed = replace(stored(resolution), clauses=(one, three, point("Новый.", "3"), replace(one, text="Копия.")))
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=changed, based_on=1))
    named = ids(resolution)
    assert named[:2] == [one.id, three.id]
    assert len(set(named)) == 4
    assert set(models.Clause.objects.filter(resolution=resolution, removed=True).values_list("id", flat=True)) == {
        two.id
    }
    # What was dropped comes back under its own name.
    done(
        texts.revise_text(
            actor=secretary, at=AT, resolution=resolution, text=replace(changed, clauses=(two,)), based_on=2
        )
    )
    assert ids(resolution) == [two.id]
    assert models.Clause.objects.get(id=two.id).removed is False
    assert kinds(resolution) == ["text-imported", "text-revised", "text-revised"]


def test_whoever_comes_second_is_told_so(secretary: Actor, resolution: str) -> None:
    text = stored(resolution)
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=text, based_on=1))
    again = texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=text, based_on=1)
    assert again == conflict("text-moved-on", revision=2)
    spanish = texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=builders.text("es"), based_on=3)
    assert spanish == conflict("text-moved-on", revision=0)


def test_a_paper_in_a_second_language_takes_the_names_of_the_clauses_that_it_stands_beside(
    secretary: Actor, resolution: str
) -> None:
    read = replace(builders.text("es"), clauses=(*builders.text("es").clauses, point("Más.", "4", id="c4")))
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=read, based_on=0))
    *same, extra = ids(resolution, "es")
    assert same == ids(resolution)
    assert extra != "c4"
    # The extra clause keeps its name when the text is stored again, and lends it to the authentic text.
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=stored(resolution, "es"), based_on=1))
    assert ids(resolution, "es")[-1] == extra
    taken = replace(stored(resolution), clauses=(*stored(resolution).clauses, point("Ещё.", "4", id=extra)))
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=taken, based_on=1))
    assert ids(resolution) == ids(resolution, "es")


def test_numbers_do_not_tear_apart_what_stands_beside_each_other(secretary: Actor, resolution: str) -> None:
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=builders.text("es"), based_on=0))
    one, two, three = stored(resolution).clauses
    moved = (one, point("Новый.", "2"), replace(two, number="3"), replace(three, number="4"))
    changed = replace(stored(resolution), clauses=moved)
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=changed, based_on=1))
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=stored(resolution, "es"), based_on=1))
    assert ids(resolution, "es") == [one.id, two.id, three.id]


def test_languages_change_together_or_not_at_all(secretary: Actor, resolution: str) -> None:
    done(texts.revise_text(actor=secretary, at=AT, resolution=resolution, text=builders.text("es"), based_on=0))

    def with_new(language: str, text: str) -> Resolution:
        found = stored(resolution, language)
        return replace(found, clauses=(*found.clauses, point(text, "4", id="new")))

    both = [Revision(with_new("es", "Más."), 1), Revision(with_new("ru", "Ещё."), 1)]
    stale = [both[0], Revision(both[1].text, 7)]
    assert texts.revise_texts(actor=secretary, at=AT, resolution=resolution, revisions=stale) == conflict(
        "text-moved-on", revision=1
    )
    assert len(words(resolution, "es")) == 3
    done(texts.revise_texts(actor=secretary, at=AT, resolution=resolution, revisions=both))
    assert (words(resolution)[-1], words(resolution, "es")[-1]) == ("Ещё.", "Más.")
    assert ids(resolution) == ids(resolution, "es")
    with pytest.raises(ValueError, match="two texts in one language"):
        texts.revise_texts(actor=secretary, at=AT, resolution=resolution, revisions=[both[0], both[0]])


def test_the_way_to_the_debate(secretary: Actor, body: str, resolution: str) -> None:
    chair = builders.person("Carl", body, "chair")
    drafter = builders.person("Dan", body, "drafter")
    assert texts.table_text(actor=drafter, at=AT, resolution=resolution) == forbidden(
        "not-permitted", verb="resolutions.table"
    )
    early = texts.debate_text(actor=chair, at=AT, resolution=resolution)
    assert isinstance(early, Refusal)
    assert (early.code, early.data["state"]) == ("wrong-state", "draft")
    done(texts.table_text(actor=chair, at=AT, resolution=resolution))
    done(texts.debate_text(actor=chair, at=AT, resolution=resolution))
    done(texts.revise_text(actor=drafter, at=AT, resolution=resolution, text=stored(resolution), based_on=1))
    done(texts.withdraw_text(actor=chair, at=AT, resolution=resolution))
    closed = texts.revise_text(actor=drafter, at=AT, resolution=resolution, text=stored(resolution), based_on=2)
    assert closed == conflict("text-closed", state="withdrawn")
    assert kinds(resolution) == [
        "text-imported",
        "text-tabled",
        "resolution-state",
        "text-revised",
        "resolution-state",
    ]
    assert texts.table_text(actor=chair, at=AT, resolution="none") == unacceptable("resolution-unknown")
