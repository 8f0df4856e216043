import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.core.permits import Actor
from plenaria.delivery import papers as delivery
from plenaria.formats.parcel import MOST
from plenaria.store.models import Paper, Resolution
from tests import builders

pytestmark = pytest.mark.django_db
OLD = (
    "Резолюция № {n}\n\nО тёмном небе\n\n20 апреля 2019 года\n\nСовет решил:\n\n1. Беречь темноту.\n\n2. Измерять её.\n"
)


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary", email="ann@council.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


def paper(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{number}.txt", OLD.format(n=number).encode(), "text/plain")


def parcel(**members: str) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return SimpleUploadedFile("drawer.zip", packed.getvalue(), "application/zip")


def drawer(body: str) -> str:
    return f"/desk/bodies/{body}/papers"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return str(response.content.decode())


def read_all() -> int:
    return delivery.read_waiting(lambda: datetime.now(UTC), at_once=2)


def test_many_files_are_handed_in_read_by_the_worker_and_listed(desk: Client, body: str, secretary: Actor) -> None:
    response = desk.post(drawer(body), {"papers": [paper(4), paper(5), SimpleUploadedFile("a.docx", b"PK\x03\x04")]})
    assert response.status_code == 302
    said = page(desk, drawer(body))
    assert "3 papers are being read." in said
    assert 'max="3" value="0"' in said
    assert set(Paper.objects.values_list("state", "person_id")) == {("waiting", secretary.person)}
    assert read_all() == 3
    said = page(desk, drawer(body))
    assert "Papers are being read" not in said
    assert "/b/council/r/2019-4/" in said
    assert "The file is damaged" in said
    assert sorted(Paper.objects.values_list("name", "state")) == [
        ("4.txt", "taken-in"),
        ("5.txt", "taken-in"),
        ("a.docx", "refused"),
    ]
    # Whoever handed it in is the author of what the machine took over.
    assert Resolution.objects.get(slug="2019-4").versions.get().author_id == secretary.person


def test_a_zip_file_is_unpacked_with_its_folders(desk: Client, body: str) -> None:
    given = parcel(**{"2019/4.txt": OLD.format(n=4), "__MACOSX/._4.txt": "x", "2019/.hidden": "x", "2019/5.txt": "x"})
    desk.post(drawer(body), {"papers": [given]})
    assert sorted(Paper.objects.values_list("name", flat=True)) == ["2019/4.txt", "2019/5.txt"]


def test_a_zip_file_has_its_limits_and_what_is_there_is_said(desk: Client, body: str) -> None:
    desk.post(drawer(body), {"papers": [parcel(**{f"{n}.txt": str(n) for n in range(MOST + 1)})]})
    assert f"holds more than {MOST} papers" in page(desk, drawer(body))
    desk.post(drawer(body), {"papers": [paper(4)]})
    desk.post(drawer(body), {"papers": [paper(4)]})
    assert "1 file was there already." in page(desk, drawer(body))
    assert Paper.objects.count() == 1


def test_nothing_chosen_is_said_and_nothing_stored(desk: Client, body: str) -> None:
    response = desk.post(drawer(body), {"language": "ru"})
    assert (response.status_code, "Choose the files." in response.content.decode()) == (422, True)


def test_a_language_that_is_said_is_the_one_it_is_read_in(desk: Client, body: str) -> None:
    desk.post(drawer(body), {"papers": [paper(4)], "language": "uk"})
    read_all()
    assert Paper.objects.get().language == "uk"


def test_the_progress_is_a_piece_of_the_page_and_ends_with_a_reload(desk: Client, body: str) -> None:
    desk.post(drawer(body), {"papers": [paper(4)]})
    response = desk.get(f"{drawer(body)}/progress")
    assert ("0 of 1" in response.content.decode(), response.headers.get("HX-Refresh")) == (True, None)
    read_all()
    assert desk.get(f"{drawer(body)}/progress").headers["HX-Refresh"] == "true"


def test_the_lists_hold_each_paper_once(desk: Client, body: str) -> None:
    builders.doubtful_paper(body, name="1.txt")
    builders.doubtful_paper(body, name="2.txt", read=replace(builders.text(), number="2", date=date(2019, 1, 1)))
    desk.post(drawer(body), {"papers": [paper(4)]})
    read_all()
    assert [page(desk, f"{drawer(body)}?show={each}").count('id="paper-') for each in ("all", "look", "done")] == [
        3,
        2,
        1,
    ]
    assert desk.get(f"{drawer(body)}?show=nothing").status_code == 404


def test_a_doubtful_paper_is_corrected_in_the_preview_and_taken_over(desk: Client, body: str) -> None:
    doubtful = builders.doubtful_paper(body)
    shown = desk.get(f"/desk/papers/{doubtful}/look")
    said = shown.content.decode()
    assert "No date of adoption was recognised. Write it." in said
    assert "Take it into the register" in said
    sent = fields(shown.context["forms"]) | {"state": shown.context["state"], "do": "save"}
    kept = desk.post(f"/desk/papers/{doubtful}/look", sent)
    assert (kept.status_code, "The day of adoption is missing." in kept.content.decode()) == (422, True)
    done = desk.post(f"/desk/papers/{doubtful}/look", sent | {"head-date": "2019-04-20"})
    assert done.status_code == 302
    row = Resolution.objects.get()
    assert (row.slug, row.state, row.clauses.count()) == ("2019-4", "historical", 2)


def fields(forms: Any) -> dict[str, str]:
    """What the preview's form would send."""
    sent = {}
    for form in (forms.head, *forms.recitals, *forms.clauses, *forms.signatures, *forms.aside):
        for field in form:
            sent[field.html_name] = str(field.value() or "")
    return sent


def test_a_paper_is_taken_in_as_it_is_where_that_can_be(desk: Client, body: str) -> None:
    undated = builders.doubtful_paper(body, name="1.txt")
    dated = builders.doubtful_paper(body, name="2.txt", read=replace(builders.text(), date=date(2019, 1, 1)))
    assert page(desk, drawer(body)).count("Take it in as it is") == 1
    assert desk.post(f"/desk/papers/{undated}/take-in").status_code == 422
    assert desk.post(f"/desk/papers/{dated}/take-in").status_code == 302
    assert Resolution.objects.get().slug == "2019-01-01"


def test_a_paper_is_left_out_with_a_reason_and_can_be_read_again(desk: Client, body: str) -> None:
    doubtful = builders.doubtful_paper(body)
    assert desk.post(f"/desk/papers/{doubtful}/leave-out", {"reason": " "}).status_code == 422
    assert desk.post(f"/desk/papers/{doubtful}/leave-out", {"reason": "An invitation"}).status_code == 302
    assert "Left out: An invitation" in page(desk, drawer(body))
    desk.post(f"/desk/papers/{doubtful}/read-again")
    assert Paper.objects.get().state == "waiting"


def test_the_file_comes_back_as_it_was(desk: Client, body: str) -> None:
    doubtful = builders.doubtful_paper(body)
    response = desk.get(f"/desk/papers/{doubtful}/file")
    assert response["Content-Disposition"] == 'attachment; filename="4.txt"'
    assert response.content.endswith(b"2019/4.txt\n")
    assert desk.get("/desk/papers/none/file").status_code == 404


def test_what_was_read_wrongly_is_taken_back_and_opens_in_the_preview(desk: Client, body: str) -> None:
    desk.post(drawer(body), {"papers": [paper(4)]})
    read_all()
    (taken,) = Paper.objects.all()
    assert "Was it read wrongly?" in page(desk, f"/desk/papers/{taken.id}/take-back")
    response = desk.post(f"/desk/papers/{taken.id}/take-back")
    assert (response.status_code, response["Location"]) == (302, f"/desk/papers/{taken.id}/look")
    assert desk.get("/en/b/council/r/2019-4/").status_code == 404
    assert desk.get(f"/desk/papers/{taken.id}/take-back").status_code == 404
