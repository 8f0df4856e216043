from dataclasses import replace
from datetime import date, timedelta

import pytest

from plenaria.actions import papers
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.actions.papers import Reading, pair_of
from plenaria.core.journal.entry import read
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.text.resolution import Clause, Recital
from plenaria.core.text.resolution import Resolution as TextValue
from plenaria.core.text.resolution import Warning as Caution
from plenaria.store.models import Commitment, Leaf, Paper, Resolution
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db
SCAN = unacceptable("scan-without-text")


@pytest.fixture
def body() -> str:
    return builders.body()


def upload(name: str) -> Upload:
    return Upload(sha256=f"{name:x>64}"[-64:], name=name, media_type="text/plain", size=9)


def handed(body: str, name: str = "2019/4.txt", actor: Actor = MACHINE) -> str:
    return done(papers.hand_in(actor=actor, at=AT, body=body, upload=upload(name)))


def text(
    language: str = "ru", *, number: str = "4", on: date | None = date(2019, 4, 20), clauses: int = 3
) -> TextValue:
    return replace(builders.text(language, clauses=clauses), number=number, date=on)


def settled(body: str, name: str, reading: Reading | Refusal) -> Paper:
    paper = handed(body, name)
    done(papers.settle(actor=MACHINE, at=AT, paper=paper, reading=reading))
    return Paper.objects.get(id=paper)


def test_what_is_sure_is_in_the_register_as_historical_with_its_file(body: str) -> None:
    paper = settled(body, "2019/4.txt", Reading(text()))
    row = Resolution.objects.get(id=paper.resolution_id)
    assert (paper.state, row.state, row.number, row.slug, row.adopted_on) == (
        "taken-in",
        "historical",
        "4",
        "2019-4",
        date(2019, 4, 20),
    )
    assert (row.source_id, row.meeting_id, row.published_at) == (paper.file_id, None, AT)
    assert list(row.clauses.values_list("number", "fragment", "valid_from")) == [
        (str(number), f"c{number}", date(2019, 4, 20)) for number in (1, 2, 3)
    ]
    assert row.passages.count() == 4
    assert Commitment.objects.count() == 0
    entry = read(bytes(Leaf.objects.get(kind="text-taken-over").data))
    assert (entry.subject, dict(entry.data)) == (
        row.id,
        {
            "number": "4",
            "adopted_on": "2019-04-20",
            "authentic": "ru",
            "language": "ru",
            "text_sha256": row.adopted_sha256["ru"],
            "source_sha256": paper.sha256,
        },
    )


@pytest.mark.parametrize(
    ("number", "slug"), [("XIV/3", "xiv-3"), ("3/2019", "3-2019"), ("3", "2019-3"), (None, "2019-04-20")]
)
def test_it_is_listed_by_its_own_number_and_year(body: str, number: str | None, slug: str) -> None:
    paper = settled(body, "a.txt", Reading(replace(text(), number=number)))
    row = Resolution.objects.get(id=paper.resolution_id)
    assert (row.number, row.slug) == (number or "", slug)


def test_the_same_number_in_two_years_has_two_addresses(body: str) -> None:
    first, second = (settled(body, str(year), Reading(text(on=date(year, 4, 20)))) for year in (2019, 2020))
    assert (first.state, second.state) == ("taken-in", "taken-in")
    assert sorted(Resolution.objects.values_list("slug", flat=True)) == ["2019-4", "2020-4"]


def test_what_needs_a_look_waits_and_is_taken_in_as_it_was_read(body: str) -> None:
    gap = Caution("numbering-gap", 4, "3")
    paper = settled(body, "a.txt", Reading(text(), (gap,)))
    assert (paper.state, paper.doubts) == ("to-check", [{"code": "numbering-gap", "line": 4, "text": "3"}])
    assert Resolution.objects.count() == 0
    made = done(papers.take_in(actor=MACHINE, at=AT, paper=paper.id))
    assert (Paper.objects.get(id=paper.id).state, Resolution.objects.get(id=made).state) == ("taken-in", "historical")


def test_it_is_taken_in_as_it_was_corrected(body: str) -> None:
    paper = settled(body, "a.txt", Reading(text(on=None), (Caution("no-date", 0),)))
    assert papers.take_in(actor=MACHINE, at=AT, paper=paper.id) == unacceptable("paper-without-date")
    ahead = papers.take_in(actor=MACHINE, at=AT, paper=paper.id, text=text(on=date(2030, 1, 1)))
    assert ahead == unacceptable("paper-date-ahead", date="2030-01-01")
    wordless = papers.take_in(actor=MACHINE, at=AT, paper=paper.id, text=replace(text(), clauses=()))
    assert wordless == unacceptable("text-without-clauses")
    made = done(papers.take_in(actor=MACHINE, at=AT, paper=paper.id, text=text(clauses=2)))
    assert Resolution.objects.get(id=made).clauses.count() == 2


def test_what_could_not_be_read_says_why_and_can_be_read_again(body: str) -> None:
    paper = settled(body, "a.pdf", SCAN)
    assert (paper.state, paper.refusal["code"]) == ("refused", "scan-without-text")
    done(papers.read_again(actor=MACHINE, at=AT, paper=paper.id, language="ru"))
    (again,) = papers.take(at=AT, limit=5)
    assert (again.id, again.language) == (paper.id, "ru")
    done(papers.settle(actor=MACHINE, at=AT, paper=paper.id, reading=Reading(text())))
    assert Paper.objects.get(id=paper.id).state == "taken-in"


def test_what_is_left_out_is_left_out_with_a_reason(body: str) -> None:
    paper = settled(body, "a.pdf", SCAN)
    silent = papers.leave_out(actor=MACHINE, at=AT, paper=paper.id, reason=" ")
    assert silent == unacceptable("left-out-without-reason")
    done(papers.leave_out(actor=MACHINE, at=AT, paper=paper.id, reason="It is an  invitation"))
    row = Paper.objects.get(id=paper.id)
    assert (row.state, row.reason) == ("left-out", "It is an invitation")
    assert papers.take_in(actor=MACHINE, at=AT, paper=paper.id, text=text()) == conflict(
        "wrong-state", name="paper", state="left-out", verb="take-in"
    )


def test_the_same_bytes_are_there_once_in_a_body_and_again_in_another(body: str) -> None:
    handed(body)
    again = papers.hand_in(actor=MACHINE, at=AT, body=body, upload=replace(upload("2019/4.txt"), name="copy.txt"))
    assert again == conflict("paper-there", name="2019/4.txt", state="waiting")
    handed(builders.body("other"))
    assert Paper.objects.count() == 2


def test_a_paper_is_read_by_one_reader_until_its_lease_is_over(body: str) -> None:
    first, second = handed(body, "1.txt"), handed(body, "2.txt")
    assert [each.id for each in papers.take(at=AT, limit=1)] == [first]
    assert [each.id for each in papers.take(at=AT, limit=5)] == [second]
    assert papers.take(at=AT, limit=5) == ()
    assert len(papers.take(at=AT + papers.LEASE, limit=5)) == 2
    papers.give_back(at=AT, body=body)
    assert len(papers.take(at=AT, limit=5)) == 2


def test_a_paper_is_settled_once(body: str) -> None:
    paper = settled(body, "a.txt", Reading(text()))
    again = papers.settle(actor=MACHINE, at=AT, paper=paper.id, reading=SCAN)
    assert again == conflict("wrong-state", name="paper", state="taken-in", verb="refuse")
    assert Resolution.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [("ru", "es"), ("es", "ru")])
def test_two_languages_of_one_number_and_day_are_one_resolution(body: str, first: str, second: str) -> None:
    settled(body, "a.txt", Reading(text(first)))
    paper = settled(body, "b.txt", Reading(text(second)))
    row = Resolution.objects.get()
    assert (paper.state, paper.resolution_id) == ("taken-in", row.id)
    # The first language of the body is the authentic one, whichever came first.
    assert (row.language, sorted(row.adopted_sha256), row.versions.count()) == ("ru", ["es", "ru"], 2)
    ids = [[clause["id"] for clause in each.content["clauses"]] for each in row.versions.all()]
    assert ids[0] == ids[1] == list(row.clauses.values_list("id", flat=True))
    assert row.passages.count() == 8
    assert Leaf.objects.filter(kind="text-taken-over", subject=row.id).count() == 2


def test_two_languages_belong_together_by_their_names(body: str) -> None:
    settled(body, "2019/03.ru.docx", Reading(text("ru", number="3")))
    paper = settled(body, "2019/03.es.docx", Reading(replace(text("es"), number=None)))
    assert paper.state == "taken-in"
    assert Resolution.objects.get().adopted_sha256.keys() == {"ru", "es"}


def test_languages_that_are_not_level_are_shown_and_not_joined(body: str) -> None:
    settled(body, "a.txt", Reading(text("ru")))
    paper = settled(body, "b.txt", Reading(text("es", clauses=2)))
    assert (paper.state, paper.doubts) == (
        "to-check",
        [{"code": "languages-unequal", "line": 0, "text": "О тёмном небе"}],
    )
    done(papers.take_in(actor=MACHINE, at=AT, paper=paper.id))
    assert Resolution.objects.get().adopted_sha256.keys() == {"ru", "es"}


def test_a_second_paper_in_the_same_language_needs_a_look(body: str) -> None:
    settled(body, "4.docx", Reading(text()))
    paper = settled(body, "4.pdf", Reading(replace(text(), title="О небе")))
    assert (paper.state, paper.doubts[0]["code"], paper.doubts[0]["text"]) == (
        "to-check",
        "resolution-there",
        "О тёмном небе",
    )
    made = done(papers.take_in(actor=MACHINE, at=AT, paper=paper.id))
    assert Resolution.objects.get(id=made).slug == "2019-4-2"


def test_what_no_database_holds_is_marked_and_needs_a_look(body: str) -> None:
    bad = Clause(id="c1", number="1", text="Keep\0 the \udc80 dark")
    paper = settled(body, "a.txt", Reading(replace(text(), clauses=(bad,), recitals=(Recital(text="\0"),))))
    assert (paper.state, paper.doubts[0]["code"]) == ("to-check", "paper-control-characters")
    assert paper.content["clauses"][0]["text"] == "Keep\N{REPLACEMENT CHARACTER} the \N{REPLACEMENT CHARACTER} dark"


def test_the_secretary_and_the_console_take_papers_over_and_nobody_else(body: str) -> None:
    secretary = builders.person("Ann", body, "secretary")
    paper = handed(body, actor=secretary)
    assert Paper.objects.get(id=paper).person_id == secretary.person
    for actor in (builders.person("Carl", body, "chair", "drafter"), Actor()):
        refused = forbidden("not-permitted", verb="papers.take-over")
        assert papers.hand_in(actor=actor, at=AT, body=body, upload=upload("x")) == refused
        assert papers.leave_out(actor=actor, at=AT, paper=paper, reason="no") == refused
        assert papers.take_in(actor=actor, at=AT, paper=paper, text=text()) == refused
    assert isinstance(papers.settle(actor=secretary, at=AT + timedelta(1), paper=paper, reading=SCAN), Receipt)


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("2019/03.ru.docx", "2019/03"),
        ("2019/03.ES.pdf", "2019/03"),
        ("03_en.txt", "03"),
        ("Resolution 3 (ru).docx", "resolution 3"),
        ("03.docx", ""),
        ("guru.docx", ""),
    ],
)
def test_what_names_share(name: str, pair: str) -> None:
    assert pair_of(name) == pair


def test_what_was_read_wrongly_is_taken_back_and_corrected_at_the_same_address(body: str) -> None:
    first = settled(body, "a.ru.txt", Reading(text()))
    settled(body, "a.es.txt", Reading(text("es")))
    resolution = str(first.resolution_id)
    done(papers.take_back(actor=MACHINE, at=AT, resolution=resolution))
    row = Resolution.objects.get()
    assert (row.state, row.slug, row.passages.count()) == ("withdrawn", None, 0)
    assert set(Paper.objects.values_list("state", "resolution")) == {("to-check", None)}
    again = done(papers.take_in(actor=MACHINE, at=AT, paper=first.id, text=text(clauses=2)))
    assert (again != resolution, Resolution.objects.get(id=again).slug) == (True, "2019-4")
    refused = papers.take_back(actor=MACHINE, at=AT, resolution=resolution)
    assert refused == conflict("wrong-state", name="resolution", state="withdrawn", verb="take-back")
    stranger = builders.person("Carl", body, "chair")
    forbid = papers.take_back(actor=stranger, at=AT, resolution=again)
    assert forbid == forbidden("not-permitted", verb="papers.take-over")
