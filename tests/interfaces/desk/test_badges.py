"""Badges on paper: the sheet, one alone, the PINs apart; what opens a seat is kept by no cache."""

import io
import re

import pypdfium2 as pdfium
import pytest
from django.test import Client

from plenaria.actions import credentials as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.queries import credentials, pins
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.desk.test_door import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.convened_meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def secretary(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


@pytest.fixture
def clerk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Cleo", sitting.body, "clerk", email="cleo@desk.example"))


def words(answer: object) -> str:
    """The text of a PDF that was answered, after its headers were looked at."""
    assert answer["Content-Type"] == "application/pdf", answer.content  # type: ignore[index, attr-defined]
    assert answer["Cache-Control"] == "no-store, private" or "no-store" in answer["Cache-Control"]  # type: ignore[index]
    document = pdfium.PdfDocument(io.BytesIO(answer.content))  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))


def test_a_sheet_spares_those_who_have_a_badge(clerk: Client, sitting: Sitting) -> None:
    receipt = actions.issue_badge(actor=sitting.secretary, at=AT, credential=sitting.credentials[0])
    assert isinstance(receipt, Receipt)
    address = f"/desk/m/{sitting.id}/badges"
    assert "2 of them have no badge." in shown(clerk, address)
    sheet = words(clerk.post(address, {"which": "without"}))
    assert re.findall(r"Delegate \d|Мандат № \d", sheet) == ["Delegate 2", "Мандат № 2", "Delegate 3", "Мандат № 3"]
    assert credentials.seat_of_badge(receipt.secret) is not None
    assert (
        "Every accredited seat has a badge." in clerk.post(address, {"which": "without"}, follow=True).content.decode()
    )
    assert len(re.findall(r"Delegate \d", words(clerk.post(address, {"which": "all"})))) == 3
    assert credentials.seat_of_badge(receipt.secret) is None


def test_one_badge_alone(clerk: Client, sitting: Sitting) -> None:
    sheet = words(clerk.post(f"/desk/m/{sitting.id}/badges/{sitting.credentials[1]}", {"as": "pdf"}))
    assert re.findall(r"Delegate \d", sheet) == ["Delegate 2"]
    assert "PIN" not in sheet


def test_pins_are_printed_apart_and_told_at_the_door(secretary: Client, clerk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/badges"
    assert "Ask for a PIN" in shown(secretary, address)
    assert "Ask for a PIN" not in shown(clerk, address)
    assert "from now on" in secretary.post(address, {"which": "ask-pin"}, follow=True).content.decode()
    assert "no PIN" in clerk.post(address, {"which": "pins"}, follow=True).content.decode()
    badges = words(clerk.post(address, {"which": "all"}))
    known = pins.pins(sitting.id)
    assert len(known) == 3 and not any(re.search(rf"\b{pin}\b", badges) for pin in known.values())
    slips = words(clerk.post(address, {"which": "pins"}))
    assert re.findall(r"\b\d{4}\b", slips) == [known[each] for each in sitting.credentials]
    first = sitting.credentials[0]
    assert known[first] in shown(clerk, f"{address}/{first}")
    assert clerk.post(address, {"which": "no-pin"}).status_code == 403
    secretary.post(address, {"which": "no-pin"})
    assert not pins.asked(sitting.id)


def test_many_are_made_at_once_or_none(sitting: Sitting) -> None:
    def made(*seats: str, **how: object) -> object:
        given = {"actor": sitting.secretary, "at": AT, "meeting": sitting.id, "credentials": seats}
        return actions.issue_badges(**(given | how))  # type: ignore[arg-type] # the test's own arguments

    tokens = made(*sitting.credentials)
    assert isinstance(tokens, dict) and list(tokens) == list(sitting.credentials)
    assert [getattr(credentials.seat_of_badge(each), "id", "") for each in tokens.values()] == list(sitting.credentials)
    assert made(sitting.credentials[0], "nobody") == unacceptable("credential-unknown")
    assert made(meeting="nowhere") == unacceptable("meeting-unknown")
    builders.done(actions.withdraw_credential(actor=sitting.secretary, at=AT, credential=sitting.credentials[2]))
    assert made(*sitting.credentials) == conflict("not-accredited")
    assert made(actor=builders.person("Otto", sitting.body, "observer")) == forbidden(
        "not-permitted", verb="credentials.issue"
    )
    assert credentials.seat_of_badge(tokens[sitting.credentials[0]]) is not None
