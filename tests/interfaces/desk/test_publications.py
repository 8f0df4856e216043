"""Where a resolution appeared, noted at the desk and shown in public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.store.queries import publications
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def desk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


def form(**changed: object) -> dict[str, object]:
    return {"outlet": "Sky News", "address": "https://news.example/sky", "on": "2026-05-09", **changed}


def test_a_record_with_its_evidence_stands_on_the_public_page(desk: Client, sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    page = f"/desk/r/{resolution}/publications"
    assert "Sky News" not in desk.get(page).content.decode()
    sent = desk.post(page, form(language="es", evidence=SimpleUploadedFile("../page.html", PNG)))
    assert (sent.status_code, sent["Location"]) == (302, page)
    record = next(each for each in publications.records(resolution) if each.outlet == "Sky News")
    assert record.evidence is not None and record.evidence.name == "page.png"
    public = Client().get("/en/b/council/r/xiv-1/").content.decode()
    address = f"/b/council/r/xiv-1/evidence/{record.id}"
    assert "Sky News" in public and address in public
    file = Client().get(address)
    assert (file.getvalue(), file["Content-Type"], file["X-Robots-Tag"]) == (PNG, "image/png", "noindex")
    assert desk.get(f"{page}/{record.id}/evidence").getvalue() == PNG
    assert Client().get("/b/council/r/xiv-1/evidence/nothing").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"address": "javascript:alert(1)"}, "no address of a web page"),
        ({"evidence": SimpleUploadedFile("page.png", b"<html>")}, "no PDF and no picture"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    desk: Client, sitting: Sitting, changed: dict[str, object], words: str
) -> None:
    resolution = builders.published_text(sitting)
    answer = desk.post(f"/desk/r/{resolution}/publications", form(**changed))
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text and "Sky News" in text
    assert len(publications.records(resolution)) == 1


def test_a_record_is_taken_back_by_who_keeps_the_books_alone(desk: Client, sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    desk.post(f"/desk/r/{resolution}/publications", form())
    record = publications.records(resolution)[-1]
    address = f"/desk/r/{resolution}/publications/{record.id}/strike"
    chair = builders.logged_in(Client(), builders.person("Chair", sitting.body, "chair", email="chair@desk.example"))
    assert chair.post(address).status_code == 403
    assert desk.post(address).status_code == 302
    assert "Sky News" not in Client().get("/b/council/r/xiv-1/").content.decode()
    assert desk.post(address).status_code == 404
