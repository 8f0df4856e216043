"""What came to a resolution after its adoption: corrigenda, effects both ways, subjects, where it appeared."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from plenaria.actions import publication, subjects, validity
from plenaria.delivery import keys
from tests import builders
from tests.builders import AT, Sitting, done
from tests.delivery.test_corrigenda import PASSPHRASE, drafted, sealed
from tests.interfaces.api.v1.asking import get, walk

pytestmark = pytest.mark.django_db
NEVER = "2099-01-01T00:00:00Z"


@pytest.fixture
def sitting(settings: Settings, tmp_path: Path) -> Sitting:
    settings.DATA = tmp_path
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "drafter", "chair", email="ann@a.example"))


def test_a_corrigendum_is_told_by_itself_and_with_what_it_corrects(client: Client, sitting: Sitting) -> None:
    keys.make_seal_key(PASSPHRASE)
    resolution = builders.published_text(sitting)
    draft = done(drafted(sitting, resolution))
    assert walk(client, "corrigenda") == []
    assert get(client, f"corrigenda/{draft}", 404)["status"] == 404
    done(sealed(sitting, draft))
    (found,) = walk(client, f"corrigenda?resolution={resolution}&body={sitting.body}")
    assert (found["symbol"], found["resolution"], found["body"]) == ("XIV/1/Corr.1", resolution, sitting.body)
    assert [(each["language"], each["number"]) for each in found["corrections"]] == [("es", "2")]
    assert {"pdf", "bundle"} <= {each["format"] for each in found["files"]}
    assert get(client, f"corrigenda/{draft}") == found
    whole = get(client, f"resolutions/{resolution}")
    assert whole["corrigenda"] == [found]
    assert whole["modified"] >= found["created"]
    assert walk(client, f"corrigenda?modified_since={NEVER}") == walk(client, "corrigenda?resolution=other") == []
    assert walk(client, f"corrigenda?modified_since={found['modified']}") == [found]


def test_an_effect_is_told_at_both_ends(client: Client, sitting: Sitting) -> None:
    old = builders.published_text(sitting)
    earlier, draft = builders.clauses_of(old), builders.debated_text(sitting)
    first, second, _ = builders.clauses_of(draft)
    done(validity.propose_effect(actor=sitting.secretary, at=AT, by=first, verb="annul", clauses=earlier[:1]))
    words = {"ru": "Беречь её.", "es": "Cuidarla más."}
    later = {"by": second, "verb": "amend", "clauses": earlier[1:2], "words": words, "since": date(2027, 7, 1)}
    done(validity.propose_effect(actor=sitting.secretary, at=AT, **later))  # type: ignore[arg-type]
    assert walk(client, "effects") == []
    new = builders.published_text(sitting, resolution=draft, number="XIV/2")
    annulled, amended = walk(client, "effects")
    assert [(each["verb"], each["on"]["clause"], each["by"]["clause"]) for each in (annulled, amended)] == [
        ("annul", earlier[0], first),
        ("amend", earlier[1], second),
    ]
    assert amended["words"] == words and amended["since"] == "2027-07-01"
    assert amended["on"]["web"].endswith("/b/council/r/xiv-1/#c2")
    assert amended["by"]["web"].endswith("/b/council/r/xiv-2/#c2")
    for end in (old, new):
        assert get(client, f"resolutions/{end}")["effects"] == [annulled, amended]
        assert walk(client, f"effects?resolution={end}") == [annulled, amended]
    assert walk(client, f"effects?verb=amend&body={sitting.body}") == [get(client, f"effects/{amended['id']}")]
    assert walk(client, "effects?body=other") == []


def test_subjects_are_told_with_their_body_and_narrow_the_list(client: Client, sitting: Sitting) -> None:
    dealing, other = builders.published_text(sitting), builders.published_text(sitting, number="XIV/2")
    secretary, at = sitting.secretary, AT + timedelta(days=1)
    done(subjects.name_subject(actor=secretary, at=at, body=sitting.body, names={"ru": "Небо"}, slug="sky"))
    (subject,) = get(client, f"bodies/{sitting.body}")["subjects"]
    assert (subject["slug"], subject["names"]) == ("sky", {"ru": "Небо"})
    clause = builders.clauses_of(dealing)[0]
    done(subjects.mark(actor=secretary, at=at, resolution=dealing, marks=[(subject["id"], clause)]))
    assert [each["id"] for each in walk(client, f"resolutions?subject={subject['id']}")] == [dealing]
    assert get(client, f"resolutions/{dealing}")["subjects"] == [{"subject": subject["id"], "clause": clause}]
    assert get(client, f"resolutions/{other}")["subjects"] == []


def test_where_it_appeared_is_told_with_it(client: Client, sitting: Sitting) -> None:
    resolution = builders.published_text(sitting)
    seen = {"outlet": "Gazette", "address": "https://news.example/1", "on": date(2026, 5, 10)}
    done(publication.record_publication(actor=sitting.secretary, at=AT, resolution=resolution, **seen))  # type: ignore[arg-type]
    told = get(client, f"resolutions/{resolution}")["publications"]
    assert told == walk(client, f"publications?resolution={resolution}")
    assert "Gazette" in {each["outlet"] for each in told}
