"""The report at the desk and in public, from its preparation to the next draft."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import commitments, meetings, polls, texts
from plenaria.core.permits import Actor
from plenaria.store.models import Commitment, Meeting, Report, ReportSection
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def first() -> Sitting:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", "chair", "drafter", email="ann@desk.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def owner(first: Sitting) -> Actor:
    return builders.person("Olga", first.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(first: Sitting, owner: Actor) -> dict[str, str]:
    resolution = builders.published_text(first, resolution=followed.debated(first))
    return followed.confirmed(first, resolution, owner)


@pytest.fixture
def sitting(first: Sitting, plan: dict[str, str]) -> Sitting:
    done(meetings.close_meeting(actor=first.secretary, at=AT, meeting=first.id))
    return builders.meeting(first.body, first.secretary, slug="xv", first_day=date(2027, 5, 8))


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def vote(sitting: Sitting, question: str, *choices: str) -> None:
    given = {"actor": sitting.secretary, "at": AT}
    poll = done(polls.prepare_poll(**given, question=question, method="electronic"))
    done(polls.open_poll(**given, poll=poll))
    builders.votes(sitting, poll, *choices)
    done(polls.close_poll(**given, poll=poll))


def test_the_whole_way(desk: Client, sitting: Sitting, plan: dict[str, str], owner: Actor) -> None:
    report = {"verb": "report-done", "sentence": "Карта составлена", "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=AT, commitment=plan["2"], **report))
    page = f"/en/desk/m/{sitting.id}/report"
    assert "5 clauses of earlier resolutions are to be reported on." in words(desk, page)
    desk.post(f"{page}/prepare")
    assert "Карта составлена" in words(desk, page)
    second = ReportSection.objects.get(clause__number="2")
    worded = {"proposal": "close", "done_ru": "Карта готова.", "done_es": "", "obstacles_ru": "Погода"}
    desk.post(f"{page}/clauses/{second.id}", worded)
    shown = words(desk, page)
    assert ("Карта готова." in shown, "Карта составлена" in shown) == (True, False)
    for verb in ("freeze", "table"):
        desk.post(f"{page}/{verb}")
    fourth = ReportSection.objects.get(clause__number="4")
    desk.post(f"{page}/clauses/{fourth.id}/put")
    fourth.refresh_from_db()
    vote(sitting, str(fourth.question_id), "against", "against", "for")
    vote(sitting, str(Report.objects.get().question_id), "for", "for", "for")
    left_open = "not agreed decided continue proposed Nothing else is decided by that"
    assert (left_open in words(desk, page), "Propose instead" in words(desk, page)) == (True, True)
    desk.post(f"{page}/decide")
    assert Report.objects.get().state == "decided"
    public = words(desk, "/en/b/council/m/xv/report/")
    assert ("Карта готова." in public, "not agreed" in public, "Olga" in public) == (True, True, False)


def test_what_goes_on_stands_in_the_draft(desk: Client, sitting: Sitting) -> None:
    page = f"/en/desk/m/{sitting.id}/report"
    desk.post(f"{page}/prepare")
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "meeting": sitting.id}
    draft = done(texts.import_text(**given, text=builders.text("ru", clauses=1)))
    answer = desk.post(f"{page}/carry-over", {"draft": draft}, follow=True)
    assert "резолюции № XIV/1" in answer.content.decode()
    assert desk.post(f"{page}/carry-over", {"draft": "gone"}).status_code == 404


def test_a_draft_says_where_the_days_are_over_that_it_names(desk: Client, sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "meeting": sitting.id}
    text = builders.text("ru", clauses=2)
    first, second = text.clauses
    over = replace(first, kind="task", dates=((date(2020, 9, 1), date(2020, 9, 3)),))
    draft = done(texts.import_text(**given, text=replace(text, clauses=(over, second))))
    assert words(desk, f"/en/desk/r/{draft}/text").count("3 September 2020 is over") == 1


def test_the_public_sees_no_report_before_it_is_tabled(desk: Client, sitting: Sitting) -> None:
    page = f"/en/desk/m/{sitting.id}/report"
    for verb in ("prepare", "freeze"):
        desk.post(f"{page}/{verb}")
        assert desk.get("/en/b/council/m/xv/report/").status_code == 404
    desk.post(f"{page}/table")
    assert desk.get("/en/b/council/m/xv/report/").status_code == 200


def test_what_only_members_see_is_not_in_public(
    desk: Client, sitting: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    report = {"verb": "report-begun", "sentence": "Втайне", "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=AT, commitment=plan["2"], **report))
    Commitment.objects.filter(id=plan["2"]).update(visibility="members")
    page = f"/en/desk/m/{sitting.id}/report"
    for verb in ("prepare", "freeze", "table"):
        desk.post(f"{page}/{verb}")
    assert ("Втайне" in words(desk, page), "Втайне" in words(desk, "/en/b/council/m/xv/report/")) == (True, False)


def test_steps_out_of_turn_are_refused(desk: Client, sitting: Sitting) -> None:
    page = f"/en/desk/m/{sitting.id}/report"
    assert desk.post(f"{page}/freeze").status_code == 422
    desk.post(f"{page}/prepare")
    assert desk.post(f"{page}/table").status_code == 409
    assert desk.post(f"{page}/forget").status_code == 404
    assert desk.get(f"{page}/clauses/gone").status_code == 404
    assert Meeting.objects.count() == 2


def test_it_is_a_file_in_each_language(desk: Client, sitting: Sitting, plan: dict[str, str], owner: Actor) -> None:
    report = {"verb": "report-begun", "sentence": "Обмерили семь холмов", "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=AT, commitment=plan["2"], **report))
    page = f"/en/desk/m/{sitting.id}/report"
    desk.post(f"{page}/prepare")
    told = desk.get(f"{page}/file/txt?language=ru").content.decode()
    assert ("Обмерили семь холмов" in told, "Предложено: продолжить" in told) == (True, True)
    assert "Propuesto: continuar" in desk.get(f"{page}/file/txt?language=es").content.decode()
    starts = {form: desk.get(f"{page}/file/{form}").content[:4] for form in ("pdf", "docx")}
    assert starts == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}
    assert desk.get(f"{page}/file/exe").status_code == 422


def test_everybody_downloads_it_once_it_is_tabled_without_who_answers_for_what(
    desk: Client, sitting: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    desk.post(f"/en/desk/m/{sitting.id}/report/prepare")
    file = f"/en/b/council/m/{Meeting.objects.get(id=sitting.id).slug}/report/txt"
    assert Client().get(file).status_code == 404
    for verb in ("freeze", "table"):
        desk.post(f"/en/desk/m/{sitting.id}/report/{verb}")
    shown = Client().get(f"{file}?in=ru")
    assert (shown.status_code, shown["Content-Language"]) == (200, "ru")
    assert ("Составить карту" in shown.content.decode(), "Olga" in shown.content.decode()) == (True, False)
    assert "Olga" in desk.get(f"/en/desk/m/{sitting.id}/report/file/txt?language=ru").content.decode()
    assert "Read the report" in words(Client(), f"/en/b/council/m/{Meeting.objects.get(id=sitting.id).slug}/")
    assert Client().get(file.replace("txt", "exe")).status_code == 404
