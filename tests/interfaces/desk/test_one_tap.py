from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from plenaria.actions import commitment_details, commitments, tokens
from plenaria.actions.commitment_details import Details, Step
from plenaria.core.permits import Actor
from plenaria.store.models import Commitment, Evidence, Leaf, Milestone, OutboxMail, Update
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def tasks(sitting: Sitting, owner: Actor) -> dict[str, str]:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)


@pytest.fixture
def task(tasks: dict[str, str]) -> str:
    return tasks["2"]


@pytest.fixture
def page(task: str, owner: Actor) -> str:
    return "/u/" + tokens.make(tokens.UPDATE, task, str(owner.person), at=now())


def state(task: str) -> str:
    view = followup.commitment(task, AT.date())
    assert view is not None
    return view.state


def photo(colour: str = "navy") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (30, 20), colour).save(made, "JPEG")
    return SimpleUploadedFile("купол.jpg", made.getvalue())


def test_what_was_pressed_in_the_mail_is_the_first_button_and_opening_changes_nothing(
    client: Client, task: str, page: str
) -> None:
    shown = client.get(page + "?say=done").content.decode()
    assert shown.index('value="report-done"') < shown.index('value="report-begun"')
    assert shown.count('class="button primary" name="verb"') == 1
    assert client.get(page + "?say=everything").content.decode().count('class="button primary" name="verb"') == 2
    assert state(task) == "no-word"
    assert Update.objects.count() == 0


def verbs(client: Client, page: str) -> list[str]:
    """The verbs of the large row of buttons, in their order."""
    row = client.get(page).content.decode().partition('<div class="toolbar">')[2].partition("</div>")[0]
    return [each.partition('"')[0].removeprefix("report-") for each in row.split('value="')[1:]]


def test_once_it_is_begun_it_may_be_well_advanced_and_does_not_go_back_by_itself(
    client: Client, task: str, page: str
) -> None:
    assert verbs(client, page) == ["begun", "done", "nothing-new"]
    client.post(page, {"verb": "report-begun"})
    assert verbs(client, page) == ["begun", "well-advanced", "done", "nothing-new"]
    client.post(page, {"verb": "report-well-advanced"})
    assert state(task) == "well-advanced"
    assert verbs(client, page) == ["well-advanced", "done", "nothing-new"]
    assert verbs(client, page + "?say=begun") == ["begun", "well-advanced", "done", "nothing-new"]
    client.post(page, {"verb": "report-done"})
    assert ": done.</p>" in client.get(f"/en{page}").content.decode()


def test_a_photograph_a_link_and_a_milestone_come_with_one_press(
    client: Client, sitting: Sitting, task: str, page: str
) -> None:
    details = Details(milestones=[Step(names={"ru": "Измерения"}, due=date(2026, 8, 1)), Step(names={"ru": "Печать"})])
    done(commitment_details.detail_commitment(actor=sitting.secretary, at=AT, commitment=task, details=details))
    first = Milestone.objects.get(position=1).id
    assert "Измерения" in client.get(page).content.decode()
    given = {
        "verb": "report-begun",
        "sentence": "Первый купол",
        "enclosed": photo(),
        "caption": "Купол ночью",
        "link": "sky.example/1",
        "reached": [first, "somebody-else's"],
    }
    assert client.post(page, given).status_code == 302
    kept = Evidence.objects.get()
    assert (kept.kind, kept.caption) == ("photo", "Купол ночью")
    assert Update.objects.get().link == "https://sky.example/1"
    assert [each.done_on is not None for each in Milestone.objects.order_by("position")] == [True, False]
    shown = client.get(page).content.decode()
    assert "Купол ночью" in shown
    assert "Измерения" not in shown


@pytest.mark.parametrize(
    "given",
    [
        {"enclosed": SimpleUploadedFile("virus.exe", b"MZ\x90\x00")},
        {"enclosed": SimpleUploadedFile("half.jpg", b"\xff\xd8\xff\xe0 no picture")},
        {"link": "javascript:alert(1)"},
        {"link": "https://sky.example/" + "x" * 500},
        {"sentence": "я" * 1001},
        {"sentence": "ноль\0"},
    ],
)
def test_what_is_unfit_is_refused_and_nothing_typed_is_lost(
    client: Client, task: str, page: str, given: dict[str, object]
) -> None:
    response = client.post(page, {"verb": "report-done", "caption": "Не потеряйте", **given})
    assert response.status_code == 422
    assert "Не потеряйте" in response.content.decode()
    assert state(task) == "no-word"


def test_what_stands_in_the_way_has_to_be_said(client: Client, task: str, page: str) -> None:
    assert client.post(page, {"verb": "report-blocked", "sentence": "не там"}).status_code == 422
    assert state(task) == "no-word"
    assert client.post(page, {"verb": "report-blocked", "words": "Нет тока"}).status_code == 302
    assert state(task) == "blocked"
    assert "Нет тока" in client.get(page).content.decode()


def test_somebody_else_does_it_is_a_note_to_the_secretary(
    client: Client, sitting: Sitting, task: str, page: str, owner: Actor
) -> None:
    assert client.post(page, {"verb": "hand-over"}).status_code == 422
    assert client.post(page, {"verb": "hand-over", "words": "Этим занят Пётр"}).status_code == 302
    mail = OutboxMail.objects.get(recipient="ann@desk.example")
    assert "Olga" in mail.subject
    assert "Этим занят Пётр" in mail.text
    assert f"/desk/commitments/{task}" in mail.text
    assert state(task) == "no-word"
    assert "Этим занят Пётр" in client.get(page).content.decode()
    desk = builders.logged_in(Client(), sitting.secretary)
    assert "Этим занят Пётр" in desk.get(f"/desk/commitments/{task}").content.decode()
    own = builders.logged_in(Client(), owner)
    assert "Change the owner" not in own.get(f"/desk/commitments/{task}").content.decode()
    # It is gone with the next report.
    assert client.post(page, {"verb": "report-begun"}).status_code == 302
    assert "Этим занят Пётр" not in desk.get(f"/desk/commitments/{task}").content.decode()


def test_a_slip_of_the_thumb_is_corrected(client: Client, task: str, page: str) -> None:
    given = {"verb": "report-done", "sentence": "Готво", "enclosed": photo(), "caption": "Не то"}
    assert client.post(page, given).status_code == 302
    used = client.get(page).content.decode()
    assert "Готво" in used
    assert "Nothing more is awaited here." in used
    form = client.get(page + "?correct=1").content.decode()
    assert "Готво</textarea>" in form
    update, wrong = Update.objects.get(), Evidence.objects.get()
    better = {"verb": "report-begun", "sentence": "Начато", "corrects": update.id, "without": [wrong.id]}
    assert client.post(page, {**better, "enclosed": photo("red"), "caption": "То"}).status_code == 302
    assert state(task) == "begun"
    assert [(each.state, each.sentence) for each in followup.history(task)] == [("begun", "Начато")]
    assert [each.caption for each in Evidence.objects.all()] == ["То"]
    kinds = Leaf.objects.filter(subject=task).order_by("index").values_list("kind", flat=True)
    assert [each for each in kinds if "update" in each] == ["commitment-updated", "update-corrected"]


def test_a_report_is_corrected_by_who_made_it_while_nobody_has_said_more(
    client: Client, sitting: Sitting, task: str, page: str, owner: Actor
) -> None:
    assert client.post(page, {"verb": "report-done"}).status_code == 302
    first = Update.objects.get().id
    done(commitments.note_done(actor=sitting.secretary, at=now(), commitment=task))
    assert "Correct it" not in client.get(page).content.decode()
    assert client.post(page, {"verb": "report-begun", "corrects": first}).status_code == 409
    assert client.post(page, {"verb": "report-begun", "corrects": "nothing"}).status_code == 422
    assert state(task) == "noted-done"


def test_a_report_is_not_corrected_a_day_later(client: Client, task: str, page: str) -> None:
    assert client.post(page, {"verb": "report-begun"}).status_code == 302
    Update.objects.update(at=now() - timedelta(hours=25))
    assert "Correct it" not in client.get(page + "?correct=1").content.decode()
    refused = client.post(page, {"verb": "report-done", "corrects": Update.objects.get().id})
    assert refused.status_code == 409
    assert state(task) == "begun"


def test_a_period_that_a_slip_had_opened_is_dropped_again(client: Client, tasks: dict[str, str], owner: Actor) -> None:
    yearly = tasks["4"]
    page = "/u/" + tokens.make(tokens.UPDATE, yearly, str(owner.person), at=now())
    before = Commitment.objects.count()
    assert client.post(page, {"verb": "report-done"}).status_code == 302
    assert Commitment.objects.count() == before + 1
    assert client.post(page, {"verb": "report-nothing-new", "corrects": Update.objects.get().id}).status_code == 302
    assert Commitment.objects.count() == before
    assert state(yearly) == "not-started"


def test_each_dead_link_says_why(client: Client, sitting: Sitting, task: str, owner: Actor, page: str) -> None:
    old = "/u/" + tokens.make(tokens.UPDATE, task, str(owner.person), at=now() - timedelta(days=402))
    other = "/u/" + tokens.make(tokens.UPDATE, task, str(sitting.secretary.person), at=now())
    said = {
        old: "older than 400 days",
        other: "Somebody else answers for this now",
        page[:-1]: "too old or was cut off",
        page.replace("/u/", "/u/x"): "too old or was cut off",
    }
    for address, words in said.items():
        response = client.get(address)
        assert response.status_code == 403
        assert words in response.content.decode()
        assert client.post(address, {"verb": "report-done"}).status_code == 403
    assert state(task) == "no-word"


def test_the_page_speaks_three_languages(client: Client, page: str) -> None:
    for language in ("en", "ru", "es"):
        prefix = "" if language == "en" else f"/{language}"
        shown = client.get(prefix + page)
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in shown.content.decode()


def test_the_same_from_ones_own_list(client: Client, task: str, owner: Actor) -> None:
    mine = builders.logged_in(client, owner)
    address = f"/me/commitments/{task}"
    assert address in mine.get("/me/").content.decode()
    assert mine.get(address).status_code == 200
    assert mine.post(address, {"verb": "report-begun", "sentence": "Два холма"}).status_code == 302
    assert "Два холма" in mine.get(address).content.decode()
    assert state(task) == "begun"
    other = builders.logged_in(Client(), builders.person("Eve", builders.body("far"), "owner", email="eve@far.example"))
    assert other.get(address).status_code == 403
