"""HTML: permalinks, languages, data for machines, and nothing of the text taken for markup."""

import json
from html import escape

from lxml import html as reader

from plenaria.formats.paper import Paper
from plenaria.formats.writing import write
from tests.formats.writing_samples import AWKWARD, bilingual, sealed_russian


def parsed(paper: Paper) -> reader.HtmlElement:
    data = write(paper, "html")
    assert isinstance(data, bytes)
    return reader.document_fromstring(data.decode())


def test_every_clause_has_a_permalink() -> None:
    page = parsed(sealed_russian(26))
    links = [link.get("href") for link in page.xpath('//a[@class="mark"]')]
    assert links[:8] == ["#c1", "#c2", "#c3", "#c4", "#c4.a", "#c4.b", "#c4.c", "#c5"]
    assert {link.removeprefix("#") for link in links} == {*page.xpath('//*[starts-with(@class, "clause")]/@id')}
    assert page.get_element_by_id("c14").text_content().split()[0] == "14."


def test_two_languages_say_which_is_which() -> None:
    page = parsed(bilingual(2))
    assert page.get("lang") == "ru"
    assert set(page.xpath('//div[@class="row"]/div/@lang')) == {"ru", "es"}
    ids = page.xpath("//@id")
    assert ids == ["c1", "es-c1", "c2", "es-c2"]


def test_text_is_never_markup() -> None:
    data = write(Paper(resolution=AWKWARD), "html")
    assert isinstance(data, bytes)
    page = data.decode()
    assert escape('Not #markup, *bold* or "quotes" <b>&amp;') in page
    assert page.count("</script>") == 1
    assert parsed(Paper(resolution=AWKWARD)).xpath("//main//b | //main//script") == []


def test_machines_find_schema_org() -> None:
    page = parsed(sealed_russian(2))
    data = json.loads(page.xpath('//script[@type="application/ld+json"]')[0].text)
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"] == "XIV/1"
    assert data["legislationDate"] == "2025-05-17"
    assert [part["@id"] for part in data["hasPart"]] == [
        "https://cielo.example/b/fsa/r/XIV-1/#c1",
        "https://cielo.example/b/fsa/r/XIV-1/#c2",
    ]


def test_asks_nothing_of_the_network() -> None:
    page = parsed(sealed_russian(1))
    assert page.xpath("//link[@rel='stylesheet'] | //script[@src] | //*[@style]") == []
    assert all(source.startswith("data:") for source in page.xpath("//img/@src"))
