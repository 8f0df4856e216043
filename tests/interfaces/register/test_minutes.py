"""Approved minutes in public: to read, and as files; nothing of a draft."""

from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from plenaria.actions import meetings
from plenaria.actions import minutes as actions
from plenaria.delivery import minutes
from plenaria.store.models import Leaf
from plenaria.store.queries import minutes as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db

PAGE = "/en/b/council/m/xiv/minutes/"


@pytest.fixture
def sitting() -> builders.Sitting:
    """A meeting that is over, whose minutes nobody has approved."""
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "chair", email="secretary@example.org")
    sitting = builders.meeting(body, secretary)
    done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    return sitting


def approve(sitting: builders.Sitting) -> None:
    other = str(builders.person("Other", sitting.body, "secretary", email="other@example.org").person)
    chair = str(sitting.secretary.person)
    done(minutes.approve(actor=sitting.secretary, at=AT, meeting=sitting.id, chair=chair, secretary=other))


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_draft_is_not_public(client: Client, sitting: builders.Sitting) -> None:
    assert "Read the minutes" not in words(client, "/en/b/council/m/xiv/")
    for address in (PAGE, f"{PAGE}pdf", "/en/b/council/m/nowhere/minutes/"):
        assert client.get(address).status_code == 404


def test_the_approved_text_is_there_to_read_with_its_files(client: Client, sitting: builders.Sitting) -> None:
    approve(sitting)
    assert PAGE in words(client, "/en/b/council/m/xiv/")
    page = words(client, f"{PAGE}?in=es")
    current = queries.current(sitting.id)
    assert current is not None and current.journal_root in page
    assert f"{PAGE}pdf?in=es" in page
    answer = client.get(f"{PAGE}pdf?in=es")
    assert (answer["Content-Type"], answer["Content-Language"]) == ("application/pdf", "es")
    assert client.get(f"{PAGE}pdf?in=es", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(f"{PAGE}odt").status_code == 404


def test_the_earlier_version_is_public_until_the_correction_is_approved(
    client: Client, sitting: builders.Sitting
) -> None:
    approve(sitting)
    done(actions.correct(actor=sitting.secretary, at=AT, meeting=sitting.id, note={"ru": "Имя", "es": "Nombre"}))
    entry = Leaf.objects.get(kind="meeting-opened").index
    done(
        actions.write_words(
            actor=sitting.secretary,
            at=AT,
            meeting=sitting.id,
            language="es",
            entry=entry,
            code="meeting-opened",
            place="after",
            text="Se cantó el himno.",
        )
    )
    assert "himno" not in words(client, f"{PAGE}?in=es")
    approve(sitting)
    page = words(client, f"{PAGE}?in=es")
    assert "himno" in page and "Nombre" in page
    earlier = client.get(f"{PAGE}txt?in=es&version=1").content.decode()
    assert "himno" not in earlier


def test_a_paragraph_is_found_by_its_words_and_has_a_permalink(client: Client, sitting: builders.Sitting) -> None:
    assert "#p1.1" not in words(client, "/es/search?q=asamblea+conferencia&part=minutes")
    approve(sitting)
    written = minutes.approved_text(sitting.id, "es")
    assert written is not None
    first = written.sections[0].paragraphs[0]
    found = words(client, f"/en/search?q={quote(first.text.split()[0])}&part=minutes")
    assert f'<a href="{PAGE}?in=es#p{first.number}">' in found
    assert f'id="p{first.number}"' in words(client, f"{PAGE}?in=es")
