"""A corrigendum in public: beside the clause, on its own page, in the feed, in the search, for other programs."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from plenaria.delivery import keys
from plenaria.store.queries import corrigenda as queries
from tests import builders
from tests.builders import Sitting, done
from tests.delivery.test_corrigenda import PASSPHRASE, drafted, sealed

pytestmark = pytest.mark.django_db
PLACE = "/b/council/r/xiv-1/"


@pytest.fixture
def sitting(settings: Settings, tmp_path: Path) -> Sitting:
    settings.DATA = tmp_path
    keys.make_seal_key(PASSPHRASE)
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


def told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.getvalue().decode())


def test_it_stands_beside_what_it_corrects_and_neither_is_rewritten(client: Client, sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    draft = done(drafted(sitting, resolution))
    assert "Corr.1" not in told(client, PLACE)
    done(sealed(sitting, draft))
    page = told(client, f"/en{PLACE}?in=es")
    assert 'id="corr-1"' in page and "<del" in page and "obscuridad</ins>" in page
    assert "Cuidar la oscuridad del valle número 2." in page
    own = told(client, f"/en{PLACE}corr/1/")
    assert "XIV/1/Corr.1" in own and "A slip of the pen." in told(client, f"/en{PLACE}corr/1/?in=ru")
    pdf = client.get(f"{PLACE}corr/1/pdf?in=es")
    assert (pdf["Content-Type"], pdf["Content-Language"]) == ("application/pdf", "es")
    assert client.get(f"{PLACE}corr/1/bundle")["Content-Type"] == "application/zip"
    assert client.get(f"{PLACE}corr/2/").status_code == 404
    assert client.get(f"{PLACE}corr/1/exe").status_code == 404


def test_feeds_search_and_other_programs_know_it(client: Client, sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    done(sealed(sitting, done(drafted(sitting, resolution))))
    (view,) = queries.sealed_of(resolution)
    for feed in ("/en/feeds/b/council.atom", "/en/feeds/r/council/xiv-1.atom"):
        assert "XIV/1/Corr.1" in told(client, feed) and f"update={view.id}" in told(client, feed)
    assert "#corr-1" in told(client, "/en/search?q=obscuridad")
    paper = json.loads(told(client, f"/oparl/v1.1/paper/{resolution}"))
    (related,) = paper["relatedPaper"]
    other = json.loads(told(client, "/" + related.split("/", 3)[3]))
    assert (other["paperType"], other["reference"]) == ("Corrigendum", "XIV/1/Corr.1")
    assert other["relatedPaper"] == [paper["id"]]
    file = other["mainFile"]["downloadUrl"]
    assert client.get("/" + file.split("/", 3)[3]).status_code == 200


def test_it_is_prepared_and_sealed_at_the_desk(sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    desk = builders.logged_in(Client(), sitting.secretary)
    page = f"/desk/r/{resolution}/corrigenda"
    clause = builders.clauses_of(resolution)[1]
    form = {
        "c0-where": f"es:{clause}",
        "c0-stood": "oscuridad",
        "c0-reads": "obscuridad",
        "decided": "office:secretary",
        "on": "2026-05-09",
        "reason_es": "Un error.",
    }
    wrong = desk.post(page, {**form, "c0-stood": "luz"})
    assert wrong.status_code == 422 and "word for word" in wrong.content.decode() and "luz" in wrong.content.decode()
    assert desk.post(page, form).status_code == 302
    (draft,) = queries.of_resolution(resolution)
    assert "obscuridad" in desk.get(page).content.decode()
    assert desk.post(f"{page}/{draft.id}/seal", {"passphrase": "wrong"}).status_code in (409, 422)
    assert desk.post(f"{page}/{draft.id}/seal", {"passphrase": PASSPHRASE}).status_code == 302
    assert [each.state for each in queries.of_resolution(resolution)] == ["sealed"]
    assert desk.post(f"{page}/{draft.id}/withdraw").status_code == 409
