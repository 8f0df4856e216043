"""A resolution that was adopted before Plenaria, in public: what it says of itself, its paper, and what it cites."""

import re
from hashlib import sha256

import pytest
from django.test import Client

from plenaria.core.permits import MACHINE
from plenaria.delivery import papers as delivery
from plenaria.store.queries.citations import citations_of
from tests import builders
from tests.builders import AT, done, now

pytestmark = pytest.mark.django_db
OLD = """Резолюция № 4

О тёмном небе

20 апреля 2019 года

Совет решил:

1. Беречь темноту.

2. Измерять темноту каждую ночь.
"""
LATER = """Резолюция № 5

О фонарях

11 мая 2020 года

Напоминая о резолюции № 4 Совета от 20 апреля 2019 года,

Совет решил:

1. Выполнить пункт 2 резолюции № 4 от 20 апреля 2019 года до конца года.
"""


@pytest.fixture
def body() -> str:
    return builders.body()


def taken_over(body: str, **papers: str) -> None:
    for name, words in papers.items():
        done(delivery.hand_in(actor=MACHINE, at=AT, body=body, data=words.encode(), name=f"{name}.txt"))
    assert delivery.read_waiting(now, at_once=2) == len(papers)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def test_it_says_that_it_is_historical_and_hands_out_its_paper(client: Client, body: str) -> None:
    taken_over(body, old=OLD)
    said = page(client, "/en/b/council/r/2019-4/")
    assert "Adopted before Plenaria." in said
    assert "historical" in said
    assert sha256(OLD.encode()).hexdigest() in said
    for absent in ("Sealed bundle", "How it was adopted", "What became of it"):
        assert absent not in said
    assert 'id="c2"' in said
    paper = client.get("/en/b/council/r/2019-4/source?in=ru")
    assert (paper.content, paper["Content-Type"]) == (OLD.encode(), "text/plain; charset=utf-8")
    assert paper["Content-Disposition"] == 'attachment; filename="old.txt"'


def test_it_is_listed_by_its_number_and_year_and_found(client: Client, body: str) -> None:
    taken_over(body, old=OLD, later=LATER)
    listed = page(client, "/en/b/council/")
    assert listed.index("/b/council/r/2020-5/") < listed.index("/b/council/r/2019-4/")
    assert "No. 4 · 20 April 2019 · historical" in listed
    assert "/b/council/r/2019-4/#c2" in page(client, "/ru/search?q=темнота+каждый")


def test_what_it_cites_is_a_link_to_the_very_clause_and_back(client: Client, body: str) -> None:
    taken_over(body, later=LATER)
    assert 'class="cites"' not in page(client, "/en/b/council/r/2020-5/")
    taken_over(body, old=OLD)
    said = page(client, "/en/b/council/r/2020-5/")
    assert 'href="/en/b/council/r/2019-4/#c2"' in said
    assert said.count('class="cites"') == 2
    assert "What it rests on" in said
    assert "/en/b/council/r/2020-5/#c1" in page(client, "/en/b/council/r/2019-4/")


def test_one_without_a_number_is_called_by_its_day(client: Client, body: str) -> None:
    taken_over(body, old=OLD.replace("Резолюция № 4", "Резолюция"))
    said = page(client, "/en/b/council/r/2019-04-20/")
    assert "No. " not in said
    assert "20 April 2019" in said


def test_the_desk_links_too_and_asks_where_it_is_doubtful(client: Client, body: str) -> None:
    taken_over(body, old=OLD, again=OLD.replace("20 апреля", "30 апреля"))
    vague = LATER.replace(" от 20 апреля 2019 года", " 2019 года")
    taken_over(body, later=vague)
    secretary = builders.person("Ann", body, "secretary", email="ann@council.example")
    desk = builders.logged_in(client, secretary)
    resolution = later_id()
    said = page(desk, f"/desk/r/{resolution}/text")
    assert said.count("Which one does it mean?") == 2
    first = citations_of(resolution)[0]
    answer = desk.post(f"/desk/r/{resolution}/citation", {"text": first.text, "cited": first.possible[0].id})
    assert answer.status_code == 302
    said = page(desk, f"/desk/r/{resolution}/text")
    assert "chosen by hand" in said
    assert 'class="cites"' in said
    for cited in ("none", "rules"):
        assert desk.post(f"/desk/r/{resolution}/citation", {"text": first.text, "cited": cited}).status_code == 302
    assert desk.post(f"/desk/r/{resolution}/citation", {"text": "gone", "cited": "none"}).status_code == 422


def later_id() -> str:
    from plenaria.store.models import Resolution

    return Resolution.objects.get(slug="2020-5").id


def test_what_a_citation_means_does_not_change_the_words(client: Client, body: str) -> None:
    taken_over(body, later=LATER, old=OLD)
    said = page(client, "/ru/b/council/r/2020-5/")
    recital = re.search(r'<p class="recital">(.*?)</p>', said, re.DOTALL)
    assert recital is not None
    words = re.sub(r"<[^>]+>", "", recital[1])
    assert words == "Напоминая о резолюции № 4 Совета от 20 апреля 2019 года,"


def test_no_page_of_the_desk_stumbles_over_it(client: Client, body: str) -> None:
    taken_over(body, later=LATER)
    desk = builders.logged_in(client, builders.person("Ann", body, "secretary", email="ann@council.example"))
    pages = ("text", "history", "adopt", "send", "follow", "download/pdf", "text/head", "import?language=es")
    answers = {each: desk.get(f"/desk/r/{later_id()}/{each}").status_code for each in pages}
    assert {code for code in answers.values() if code >= 500} == set(), answers
    assert (answers["text"], answers["history"]) == (200, 200)
    assert "Propose" not in page(desk, f"/desk/r/{later_id()}/text")
