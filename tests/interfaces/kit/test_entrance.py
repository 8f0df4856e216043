import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from plenaria.actions import log_in_links as actions
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import forbidden, unacceptable
from tests import builders
from tests.browser.server import Mailbox, text_of
from tests.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A real mail server, to which mail goes as in real life."""
    with Mailbox() as box:
        options = {"host": "127.0.0.1", "port": int(box.url.rpartition(":")[2]), "timeout": 10}
        settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
        yield box


def link(person: Actor) -> str:
    made = actions.make_log_in_link(actor=MACHINE, at=AT, person=str(person.person))
    assert isinstance(made, Receipt)
    return made.secret


def test_a_link_works_once(ann: Actor) -> None:
    token = link(ann)
    assert actions.use_log_in_link(at=AT, token=token) == Receipt(str(ann.person))
    assert actions.use_log_in_link(at=AT, token=token) == forbidden("link-unknown")


def test_a_new_link_makes_the_earlier_one_useless(ann: Actor) -> None:
    first, second = link(ann), link(ann)
    assert actions.use_log_in_link(at=AT, token=first) == forbidden("link-unknown")
    assert actions.use_log_in_link(at=AT, token=second) == Receipt(str(ann.person))


def test_a_link_is_good_for_a_day(ann: Actor) -> None:
    token = link(ann)
    late = AT + timedelta(days=1, seconds=1)
    assert actions.use_log_in_link(at=late, token=token) == forbidden("link-expired")


def test_only_the_console_makes_links(ann: Actor) -> None:
    administrator = builders.person("Bo", builders.body("other"), "administrator", email="bo@desk.example")
    refused = actions.make_log_in_link(actor=administrator, at=AT, person=str(ann.person))
    assert refused == forbidden("not-permitted", verb="log-in-links.make")


def test_who_has_no_account_gets_no_link() -> None:
    nobody = builders.person("Cy", builders.body())
    assert actions.make_log_in_link(actor=MACHINE, at=AT, person=str(nobody.person)) == unacceptable("no-account")
    assert actions.make_log_in_link(actor=MACHINE, at=AT, person="none") == unacceptable("person-unknown")


def test_the_page_of_a_link_asks_and_then_logs_in(client: Client, ann: Actor) -> None:
    made = actions.make_log_in_link(actor=MACHINE, at=builders.now(), person=str(ann.person))
    assert isinstance(made, Receipt)
    address = f"/enter/{made.secret}"
    # Whoever looks without pressing, as a messenger's preview does, uses nothing up.
    assert "Ann" in client.get(address).content.decode()
    assert "Ann" in client.get(address).content.decode()
    assert client.get("/desk/").status_code == 302
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200
    # Pressing Back, or the link again, leads to where one wanted to be.
    assert client.get(address)["Location"] == "/desk/"
    assert Client().get(address).status_code == 403
    assert Client().post(address).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/hall/abc/screen", "/hall/abc/screen"), ("https://evil.example/", "/desk/"), ("//evil.example", "/desk/")],
)
def test_a_link_leads_on_within_these_pages_only(client: Client, ann: Actor, wanted: str, reached: str) -> None:
    made = actions.make_log_in_link(actor=MACHINE, at=builders.now(), person=str(ann.person))
    assert isinstance(made, Receipt)
    assert client.post(f"/enter/{made.secret}?next={wanted}")["Location"] == reached


def test_logging_in_by_a_code_that_comes_by_mail(client: Client, ann: Actor, mailbox: Mailbox, settings: Any) -> None:
    asked = client.get("/desk/")
    page = client.post(asked["Location"], {"email": "ann@desk.example"}, headers={"accept-language": "ru"})
    confirm = page["Location"]
    assert confirm == "/accounts/login/confirm/?next=%2Fdesk%2F"
    mail = mailbox.wait_for("ann@desk.example")
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    (code,) = re.findall(r"^[A-Z0-9-]{6,}\r?$", text_of(mail), re.M)
    wrong = client.post(confirm, {"code": "WRONG1"})
    assert (wrong.status_code, "ann@desk.example" in wrong.content.decode()) == (200, True)
    answer = client.post(confirm, {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200


def test_an_address_that_is_unknown_gets_no_mail_and_the_same_page(client: Client, mailbox: Mailbox) -> None:
    answer = client.post("/accounts/login/", {"email": "nobody@desk.example"})
    assert answer["Location"] == "/accounts/login/confirm/"
    page = client.get("/accounts/login/confirm/").content.decode()
    assert "nobody@desk.example" in page
    assert mailbox.mails == []


def test_logging_out(client: Client, ann: Actor) -> None:
    builders.logged_in(client, ann)
    assert "Log out" in client.get("/accounts/logout/").content.decode()
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


def test_nothing_else_of_allauth_is_served(client: Client) -> None:
    for address in ("signup", "email", "password/reset", "password/change", "reauthenticate", "confirm-email"):
        assert client.get(f"/accounts/{address}/").status_code == 404


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/inactive/", "/enter/none"])
def test_the_pages_are_ours(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert '<main id="main"' in page
    assert not re.search(r"style=|<script(?! src)|onclick", page)


def test_so_many_codes_an_hour_for_an_account_and_not_for_an_address(mailbox: Mailbox) -> None:
    def ask(email: str) -> Any:
        return Client().post("/accounts/login/", {"email": email})

    # An address that no other test asks for: what was asked is remembered for as long as the process lives.
    builders.person("Ida", builders.body(), "secretary", email="ida@desk.example")
    assert [ask("ida@desk.example").status_code for _ in range(10)] == [302] * 10
    refused = ask("ida@desk.example")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "errorlist" in refused.content.decode() or "error" in refused.content.decode()
    # The others in the hall, who come from the same address, are not concerned.
    assert [ask(f"delegate-{number}@hall.example").status_code for number in range(30)] == [302] * 30
