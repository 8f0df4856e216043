"""Files of the agenda: handed in at the desk, seen in the hall and in public as far as they are shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import item_files as actions
from plenaria.core.journal.entry import read
from plenaria.core.refusal import forbidden, unacceptable
from plenaria.store.models import AgendaItem, ItemFile, Leaf, Meeting
from plenaria.store.queries.agenda import agenda
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import phone, shown

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    points: list[agenda_actions.Point] = [({"en": "Budget", "ru": "Бюджет"}, None), ({"en": "Plan"}, None)]
    done(agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    return sitting


@pytest.fixture
def desk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


def hand_in(
    desk: Client, sitting: Sitting, *, data: bytes = PDF, name: str = "budget.pdf", shown: str = "delegates"
) -> ItemFile | None:
    """The file at the first point, titled in Russian; nothing where it was refused."""
    item = AgendaItem.objects.get(meeting=sitting.id, position=1)
    given = {"item": item.id, "file": SimpleUploadedFile(name, data), "shown": shown, "title_ru": "Бюджет на год"}
    answer = desk.post(f"/desk/m/{sitting.id}/files", given)
    assert answer.status_code in (302, 422), answer.content.decode()[-500:]
    return ItemFile.objects.order_by("-position").first() if answer.status_code == 302 else None


def test_a_file_lies_at_its_point_and_is_handed_out_safely(desk: Client, sitting: Sitting) -> None:
    file = hand_in(desk, sitting)
    assert file is not None
    page = desk.get(f"/desk/m/{sitting.id}/files").content.decode()
    assert "Бюджет на год" in page
    assert "PDF" in page
    got = desk.get(f"/desk/m/{sitting.id}/files/{file.id}/get")
    assert got.content == PDF
    assert got["Content-Type"] == "application/pdf"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in got["Cache-Control"]
    assert "1 file" in desk.get(f"/desk/m/{sitting.id}/agenda").content.decode()


def test_what_is_no_paper_is_not_kept(desk: Client, sitting: Sitting) -> None:
    assert hand_in(desk, sitting, data=b"<html><script></script></html>", name="page.pdf") is None
    assert hand_in(desk, sitting, data=b"MZ\x90\x00" + bytes(100), name="setup.exe") is None
    assert not ItemFile.objects.exists()


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("delegates", {"convened": (True, False), "open": (True, False)}),
        ("sitting", {"convened": (False, False), "open": (True, False)}),
        ("public", {"convened": (True, True), "open": (True, True)}),
    ],
)
def test_delegates_and_the_public_see_what_is_shown_to_them_and_when(
    desk: Client, sitting: Sitting, word: str, seen: dict[str, tuple[bool, bool]]
) -> None:
    file = hand_in(desk, sitting, shown=word)
    assert file is not None
    delegate, anybody = phone(sitting, 0), Client()
    for state, (by_delegates, by_all) in seen.items():
        Meeting.objects.filter(id=sitting.id).update(state=state)
        assert ("Бюджет на год" in shown(delegate, sitting)) is by_delegates
        assert (delegate.get(f"/hall/{sitting.id}/files/{file.id}").status_code == 200) is by_delegates
        assert ("Бюджет на год" in anybody.get("/b/council/m/xiv/").content.decode()) is by_all
        assert (anybody.get(f"/b/council/m/xiv/files/{file.id}").status_code == 200) is by_all
        assert anybody.get(f"/hall/{sitting.id}/files/{file.id}").status_code != 200


def test_the_phone_shows_the_files_of_the_open_point(desk: Client, sitting: Sitting) -> None:
    hand_in(desk, sitting)
    first, second = AgendaItem.objects.filter(meeting=sitting.id).order_by("position")
    for item, there in ((first, True), (second, False)):
        done(agenda_actions.open_item(actor=sitting.secretary, at=AT, item=item.id))
        assert ("Бюджет на год" in shown(phone(sitting, 0), sitting)) is there
        assert ("Бюджет на год" in shown(desk, sitting, "chair")) is there


def test_a_file_is_renamed_and_taken_away_and_the_journal_keeps_its_hash(desk: Client, sitting: Sitting) -> None:
    file = hand_in(desk, sitting)
    assert file is not None
    address = f"/desk/m/{sitting.id}/files/{file.id}"
    assert desk.post(address, {"title_ru": "Смета", "shown": "public"}).status_code == 302
    file.refresh_from_db()
    assert (file.titles, file.shown) == ({"ru": "Смета"}, "public")
    assert desk.post(address, {"verb": "remove"}).status_code == 302
    assert not ItemFile.objects.exists()
    entries = [read(bytes(leaf.data)) for leaf in Leaf.objects.filter(kind__startswith="item-file").order_by("index")]
    assert [each.kind for each in entries] == ["item-file-laid", "item-file-changed", "item-file-removed"]
    assert {each.data["sha256"] for each in entries} == {file.file.sha256}


def test_what_the_actions_refuse(sitting: Sitting) -> None:
    item = AgendaItem.objects.get(meeting=sitting.id, position=1).id
    given = {"at": AT, "item": item, "upload": builders.upload(), "titles": {}}
    assert actions.lay(actor=sitting.secretary, **given, shown="nobody") == unacceptable("shown-unknown")  # type: ignore[arg-type]
    refused = actions.lay(actor=sitting.secretary, **{**given, "item": "none"})  # type: ignore[arg-type]
    assert refused == unacceptable("item-unknown")
    delegate = builders.holder(sitting.credentials[0])
    assert actions.lay(actor=delegate, **given) == forbidden("not-permitted", verb="agenda.edit")  # type: ignore[arg-type]
    assert actions.remove(actor=sitting.secretary, at=AT, file="none") == unacceptable("item-file-unknown")


def test_points_stay_in_their_order_with_and_without_files(desk: Client, sitting: Sitting) -> None:
    hand_in(desk, sitting)
    hand_in(desk, sitting)
    assert [(each.position, each.files) for each in agenda(sitting.id)] == [(1, 2), (2, 0)]
