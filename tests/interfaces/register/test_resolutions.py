import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plenaria.actions import texts
from plenaria.core.text.resolution import Citation, Recital
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "/b/council/r/xiv-1/"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def page(client: Client, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def citing(sitting: Sitting) -> str:
    """A resolution under debate whose recital and second clause cite XIV/1."""
    cited = Citation(text="пункт 3 резолюции XIV/1", body="Совет council", number="XIV/1", date="2026-05-09")
    text = builders.text()
    first, second, third = text.clauses
    text = replace(
        text,
        title="О школах",
        recitals=(Recital(text="Исходя из пункта 3 резолюции XIV/1,", citations=(cited,)),),
        clauses=(first, replace(second, citations=(cited,)), third),
    )
    secretary = sitting.secretary
    made = builders.done(texts.import_text(actor=secretary, at=AT, body=sitting.body, meeting=sitting.id, text=text))
    builders.done(texts.table_text(actor=secretary, at=AT, resolution=made))
    builders.done(texts.debate_text(actor=secretary, at=AT, resolution=made))
    return made


@pytest.mark.parametrize("stage", ["debated_text", "decided_text", "adopted_text", "sealed_text"])
def test_what_is_not_published_is_not_there(client: Client, sitting: Sitting, stage: str) -> None:
    getattr(builders, stage)(sitting)
    for address in (ADDRESS, f"{ADDRESS}pdf", f"{ADDRESS}bundle"):
        assert client.get(address).status_code == 404
    for address in ("/", "/b/council/", "/search?q=небо", "/b/council/m/xiv/"):
        assert "тёмном небе" not in page(client, f"/ru{address}"), address


def test_the_text_is_read_in_the_language_of_the_address(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    assert '<h1 class="title">О тёмном небе</h1>' in page(client, f"/ru{ADDRESS}")
    assert '<h1 class="title">Sobre el cielo oscuro</h1>' in page(client, f"/es{ADDRESS}")


def test_who_reads_neither_language_gets_the_authentic_text_and_the_choice(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    shown = page(client, f"/en{ADDRESS}")
    assert "О тёмном небе" in shown
    assert f'href="/es{ADDRESS}" lang="es"' in shown
    assert "Sobre el cielo" in page(client, f"/en{ADDRESS}?in=es")


def test_every_clause_has_a_permalink(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    assert re.findall(r'<li class="clause[^"]*" id="(c[^"]*)"', page(client)) == ["c1", "c2", "c3"]


def test_two_languages_stand_side_by_side_with_one_set_of_permalinks(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    shown = page(client, f"/ru{ADDRESS}?with=es")
    assert re.findall(r'id="(c\d)"', shown) == ["c1", "c2", "c3"]
    row = re.search(r"Беречь темноту в долине номер 2\.(.*?)Cuidar la oscuridad del valle número 2\.", shown, re.DOTALL)
    assert row is not None
    assert 'class="pair"' not in row[1]


def test_a_clause_that_was_lost_is_not_in_the_text_but_its_vote_is_shown(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting, lost=[1])
    shown = page(client, f"/en{ADDRESS}")
    assert "долине номер 2" not in shown
    assert "Clause 2, put separately" in shown
    assert "Rejected: 1 for, 2 against, 0 abstaining" in shown


def test_each_vote_leads_to_a_page_of_its_own(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting, lost=[1])
    shown = page(client, f"/en{ADDRESS}")
    assert re.findall(r'<h3><a href="(.*?)">', shown) == [f"/en/b/council/m/xiv/votes/{number}/" for number in (1, 2)]
    assert "Adopted: 2 for, 0 against, 1 abstaining" in shown
    assert "Delegate 1" not in shown


def test_names_stay_unsaid_where_the_body_shows_counts(client: Client) -> None:
    body = builders.body(votes_seen="totals")
    builders.published_text(builders.meeting(body, builders.person("Ann", body, "secretary")))
    shown = page(client, f"/en{ADDRESS}")
    assert "Delegate" not in shown
    assert "Adopted: 2 for, 0 against, 1 abstaining" in shown
    assert "Delegate" not in page(client, "/b/council/m/xiv/")
    assert "Delegate" not in page(client, "/b/council/m/xiv/votes/1/")


def test_citations_are_found_from_both_ends(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    builders.published_text(sitting, resolution=citing(sitting), number="XIV/2")
    below = page(client, "/ru/b/council/r/xiv-2/").partition('id="rests-on"')[2]
    assert f'href="/ru{ADDRESS}#c3">3</a>' in below
    above = page(client, f"/ru{ADDRESS}").partition('id="rest-on"')[2]
    assert "О школах" in above
    assert 'href="/ru/b/council/r/xiv-2/#c2">2</a>' in above


def test_a_citing_draft_is_not_told(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    builders.sealed_text(sitting, resolution=citing(sitting), number="XIV/2")
    assert "О школах" not in page(client)


def test_machines_read_what_it_is(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client), re.DOTALL)
    assert data is not None
    told = json.loads(data[1])
    assert (told["@type"], told["legislationIdentifier"], told["legislationDate"], told["inLanguage"]) == (
        "Legislation",
        "XIV/1",
        date(2026, 5, 9).isoformat(),
        ["ru", "es"],
    )
    assert told["@id"].endswith(ADDRESS)


def test_nothing_is_inline(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    for address in ("/", ADDRESS, f"{ADDRESS}?with=es", "/b/council/", "/b/council/m/xiv/", "/search?q=a", "/verify"):
        shown = page(client, address)
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", shown) == [], address
        scripts = re.findall(r"<script[^>]*>", shown)
        assert [each for each in scripts if "ld+json" not in each] == [], address


def test_a_page_costs_the_same_however_much_was_voted(
    client: Client, sitting: Sitting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    builders.published_text(sitting)
    builders.published_text(sitting, number="XIV/2", lost=[0, 1])
    for address in ("/ru/b/council/r/xiv-1/", "/ru/b/council/r/xiv-2/"):
        with django_assert_num_queries(9):
            page(client, address)


def test_an_address_that_names_nothing_says_so_in_the_readers_language(client: Client) -> None:
    response = client.get("/en/b/nobody/r/none/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
