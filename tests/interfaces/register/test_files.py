import pytest
from django.test import Client
from pytest_django import Settings

from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "/b/council/r/xiv-1/"


@pytest.fixture(autouse=True)
def published(tmp_path: object, settings: Settings) -> str:
    settings.DATA = tmp_path
    body = builders.body()
    sitting: Sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    return builders.published_text(sitting)


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("/ru" + ADDRESS + "pdf", "ru"),
        ("/es" + ADDRESS + "pdf", "es"),
        (ADDRESS + "pdf?in=es", "es"),
        ("/en" + ADDRESS + "pdf", "ru"),
    ],
)
def test_a_file_comes_in_the_language_asked_for_or_the_authentic_one(
    client: Client, published: str, asked: str, got: str
) -> None:
    response = client.get(asked)
    assert (response.content.decode(), response["Content-Language"]) == (f"pdf {got} {published}", got)


@pytest.mark.parametrize(
    ("form", "media_type", "disposition"),
    [
        ("pdf", "application/pdf", 'inline; filename="paper.ru.pdf"'),
        ("html", "text/html; charset=utf-8", 'attachment; filename="paper.ru.html"'),
        ("json", "application/json", 'attachment; filename="paper.ru.json"'),
        ("bundle", "application/zip", 'attachment; filename="paper.zip"'),
    ],
)
def test_a_file_says_what_it_is(client: Client, form: str, media_type: str, disposition: str) -> None:
    response = client.get(f"{ADDRESS}{form}?in=ru")
    assert (response["Content-Type"], response["Content-Disposition"]) == (media_type, disposition)


def test_a_file_that_is_there_already_is_not_sent_again(client: Client) -> None:
    first = client.get(f"{ADDRESS}pdf?in=ru")
    again = client.get(f"{ADDRESS}pdf?in=ru", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{ADDRESS}pdf?in=es", headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("form", ["docx", "exe", "pdf-1", "paper"])
def test_what_was_not_made_is_not_there(client: Client, form: str) -> None:
    assert client.get(f"{ADDRESS}{form}").status_code == 404
