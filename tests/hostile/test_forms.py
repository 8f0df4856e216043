"""Every form that a page shows, sent with hostile words in every field: taken or refused, and shown as a text."""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import connection, transaction
from lxml import html

from tests.hostile.judging import faults
from tests.hostile.payload import HOSTILE
from tests.hostile.walking import walked
from tests.interfaces.test_access import HOME, World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the journal is poisoned on SQLite"),
]

WRITTEN = {"text", "search", "email", "url", "tel", "number", "date", "time", "datetime-local", "password", ""}
WHO = {f"secretary {HOME}": 60, f"seat {HOME}": 2}
"""Who sends every form of every page of theirs, and how many there are at least."""


def filled_in(form: Any) -> dict[str, str | list[str]]:
    """The fields of a form as they stand, those that are typed in full of hostile words."""
    sent: dict[str, str | list[str]] = {}
    for field in form.iter("input", "textarea", "select"):
        name, kind = field.get("name"), (field.get("type") or "").lower()
        if not name:
            continue
        if field.tag == "textarea" or (field.tag == "input" and kind in WRITTEN):
            sent[name] = HOSTILE
        elif kind == "hidden" or (kind in ("radio", "checkbox") and "checked" in field.attrib):
            sent[name] = field.get("value", "on")
        elif field.tag == "select":
            options = field.xpath(".//option[@selected]") or field.xpath(".//option")[:1]
            sent[name] = [option.get("value", option.text or "") for option in options]
    return sent


@pytest.mark.parametrize(("who", "least"), WHO.items())
def test_forms_take_words_as_words(world: World, who: str, least: int) -> None:
    _, client = world.actors[who]
    found: dict[str, list[str]] = {}
    seen: set[tuple[str, ...]] = set()
    for _address, path in walked(world, "desk-", "hall-", "register-", "me"):
        page = client.get(path)
        if page.streaming or page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        for form in html.document_fromstring(page.content.decode()).forms:
            target = urljoin(path, form.get("action") or path)
            sent = filled_in(form)
            known = (target.partition("?")[0], *sorted(sent))
            if (form.get("method") or "get").lower() != "post" or known in seen or "logout" in target:
                continue
            seen.add(known)
            with transaction.atomic():
                answer = client.post(target, sent)
                wrong = faults(answer) if answer.status_code < 500 else [f"status {answer.status_code}"]
                if answer.status_code == 302:
                    after = client.get(urljoin(target, answer["Location"]))
                    wrong += faults(after) if after.status_code < 500 else [f"then {after.status_code}"]
                transaction.set_rollback(True)
            if wrong:
                found[target] = wrong
    assert found == {}
    assert len(seen) >= least
