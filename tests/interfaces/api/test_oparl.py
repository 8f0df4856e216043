"""OParl as a client sees it that knows the specification's schema, and nothing of us."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from plenaria.actions import agenda, papers
from plenaria.core.permits import MACHINE
from plenaria.store.models import Resolution
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
SCHEMA = {
    each.stem: json.loads(each.read_text(encoding="utf-8")) for each in (Path(__file__).parent / "oparl").glob("*.json")
}
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
START = "/oparl/v1.1/system"

type Json = dict[str, Any]


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    builders.body("club", parent=body, level="local")
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def published(sitting: Sitting) -> str:
    resolution = followed.debated(sitting)
    points = [({"ru": "Открытие"}, None), ({"ru": "Резолюция"}, resolution)]
    done(agenda.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    return builders.published_text(sitting, resolution=resolution)


def ask(client: Client, address: str, status: int = 200) -> Json:
    """What is there; another origin may read it."""
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    assert response.status_code == status, (address, response.content)
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("application/json", "*")
    found: Json = response.json()
    return found


def wrong(value: Json, kind: str) -> Iterator[str]:
    """What the schema finds wrong with an object, and with those inside of it."""
    schema = SCHEMA[kind]
    yield from (f"{kind}: no {name}" for name in schema["required"] if name not in value)
    for name, content in value.items():
        declared = schema["properties"].get(name)
        if declared is None:
            yield f"{kind}: {name} is not in the schema"
        else:
            yield from of_property(f"{kind}.{name}", content, declared)


def of_property(name: str, content: Any, declared: Mapping[str, Any]) -> Iterator[str]:
    kind = TYPES[declared["type"]]
    if type(content) is not kind:
        yield f"{name}: {content!r} is no {declared['type']}"
        return
    match declared.get("format"):
        case "url" if not re.fullmatch(r"https?://[^\s]+", content):
            yield f"{name}: {content!r} is no address"
        case "date-time" if datetime.fromisoformat(content).tzinfo is None:
            yield f"{name}: {content!r} has no time zone"
        case "date" if not re.fullmatch(r"\d{4}-\d\d-\d\d", content):
            yield f"{name}: {content!r} is no day"
    if "pattern" in declared and not re.search(declared["pattern"], content):
        yield f"{name}: {content!r} does not match"
    if content == "" or content is None:
        yield f"{name}: empty"
    for each in content if isinstance(content, list) else ():
        yield from of_property(f"{name}[]", each, declared["items"])
    # Some references name the schema of what they lead to.
    if "schema" in declared and isinstance(content, dict):
        yield from wrong(content, declared["schema"].removesuffix(".json"))


def pages(client: Client, address: str) -> Iterator[Json]:
    """Every object of a list, along its links."""
    while address:
        answer = ask(client, address)
        yield from answer["data"]
        address = answer["links"].get("next", "")


def walk(client: Client) -> dict[str, Json]:
    """Everything that can be reached from the system: by lists, by references and inside of others, by its id."""
    start = ask(client, START)
    found: dict[str, Json] = {start["id"]: start}
    waiting = [start]
    while waiting:
        value = waiting.pop()
        for each in reached(client, value, found):
            if each["id"] not in found:
                found[each["id"]] = each
                waiting.append(each)
    return found


def reached(client: Client, value: Json, known: Mapping[str, Json]) -> Iterator[Json]:
    kind = value["type"].rpartition("/")[2]
    for name, content in value.items():
        declared = SCHEMA[kind]["properties"][name]
        if declared.get("references") == "externalList":
            yield from pages(client, content)
        elif "references" in declared:
            for each in [content] if isinstance(content, str) else content:
                yield known.get(each) or ask(client, each)
        elif "schema" in declared:
            yield content
        elif declared["type"] == "array" and "schema" in declared["items"]:
            yield from content


def kinds(found: Mapping[str, Json]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for value in found.values():
        kind = value["type"].rpartition("/")[2]
        counted[kind] = counted.get(kind, 0) + 1
    return counted


def test_a_client_reaches_everything_and_it_fits_the_schema(client: Client, published: str) -> None:
    found = walk(client)
    assert kinds(found) == {
        "System": 1,
        "Body": 2,
        "Organization": 2,
        "Person": 1,
        "Membership": 1,
        "Meeting": 1,
        "Location": 1,
        "AgendaItem": 2,
        "Consultation": 1,
        "Paper": 1,
        "File": 4,
    }
    assert [each for value in found.values() for each in wrong(value, value["type"].rpartition("/")[2])] == []


def test_the_schema_finds_what_is_wrong() -> None:
    value = {"type": "https://schema.oparl.org/1.1/Paper", "body": "here", "date": "today", "mainFile": {}, "of": 1}
    assert list(wrong(value, "Paper")) == [
        "Paper: no id",
        "Paper.body: 'here' is no address",
        "Paper.date: 'today' is no day",
        "File: no id",
        "File: no type",
        "File: no accessUrl",
        "Paper: of is not in the schema",
    ]


def test_each_object_is_at_its_own_address(client: Client, published: str) -> None:
    found = walk(client)
    assert {key: ask(client, key) for key in found} == found


def test_an_object_has_one_id_in_every_language(client: Client, published: str) -> None:
    plain, spanish = (ask(client, f"{prefix}/oparl/v1.1/bodies")["data"] for prefix in ("", "/es"))
    assert [each["id"] for each in spanish] == [each["id"] for each in plain]
    assert sorted(each["name"] for each in spanish) == ["Consejo club", "Consejo council"]


def test_a_paper_leads_to_its_file(client: Client, published: str) -> None:
    (paper,) = [each for each in walk(client).values() if each["type"].endswith("/Paper")]
    assert (paper["reference"], paper["name"], paper["date"]) == ("XIV/1", "О тёмном небе долины", "2026-05-09")
    parts = urlsplit(paper["mainFile"]["downloadUrl"])
    response = client.get(f"{parts.path}?{parts.query}")
    assert (response.status_code, response["Content-Type"]) == (200, paper["mainFile"]["mimeType"])
    assert len(response.content) == paper["mainFile"]["size"]
    item = ask(client, ask(client, paper["consultation"][0]["id"])["agendaItem"])
    assert item["name"] == "Резолюция"


def test_nothing_that_is_not_public_is_told(client: Client, sitting: Sitting) -> None:
    draft = followed.debated(sitting)
    planned = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    told = json.dumps(walk(client), ensure_ascii=False)
    assert [each for each in (draft, planned, "О тёмном небе долины", "Delegate 1") if each in told] == []
    for kind, key in (("paper", draft), ("meeting", planned), ("person", "none")):
        assert client.get(f"/oparl/v1.1/{kind}/{key}").status_code == 404


def test_a_list_is_narrowed_to_what_changed(client: Client, sitting: Sitting, published: str) -> None:
    lists = f"/oparl/v1.1/body/{sitting.body}/paper"
    modified = datetime.fromisoformat(ask(client, lists)["data"][0]["modified"])
    for since, count in ((modified, 1), (modified + timedelta(seconds=1), 0)):
        for written in (quote(since.isoformat()), since.isoformat(), since.isoformat().replace("+00:00", "Z")):
            assert len(ask(client, f"{lists}?modified_since={written}")["data"]) == count
    assert len(ask(client, f"{lists}?created_until=2026-05-08")["data"]) == 0


def test_the_pages_of_a_list_have_each_object_once(client: Client, sitting: Sitting) -> None:
    for number in range(3):
        builders.body(f"b{number}")
    answer = ask(client, "/oparl/v1.1/bodies?limit=2")
    assert answer["pagination"] == {"totalElements": 5, "elementsPerPage": 2, "currentPage": 1, "totalPages": 3}
    assert sorted(answer["links"]) == ["first", "last", "next", "self"]
    found = [each["id"] for each in pages(client, "/oparl/v1.1/bodies?limit=2")]
    assert (len(found), len(set(found))) == (5, 5)


@pytest.mark.parametrize("query", ["page=0", "page=x", "limit=-1", "modified_since=yesterday", "page=٣"])
def test_what_cannot_be_understood_is_refused(client: Client, sitting: Sitting, query: str) -> None:
    name = query.partition("=")[0]
    answer = ask(client, f"/oparl/v1.1/bodies?{query}", 400)
    assert answer == {"type": "https://schema.oparl.org/1.1/Error", "message": f"{name} cannot be understood"}


def test_what_has_not_changed_is_not_sent_again(client: Client, published: str) -> None:
    first = client.get(START)
    assert client.get(START, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_how_many_questions_a_list_asks(
    client: Client, sitting: Sitting, published: str, django_assert_num_queries: Any
) -> None:
    assert Resolution.objects.get(id=published).state == "published"
    address = f"/oparl/v1.1/body/{sitting.body}/meeting"
    with django_assert_num_queries(5):
        ask(client, address)
    assert settings.BASE_URL in ask(client, address)["data"][0]["id"]


def test_a_paper_that_was_taken_back_is_deleted(client: Client) -> None:
    body = builders.body()
    text = replace(builders.text("ru"), date=date(2019, 5, 4), number="4")
    paper = builders.doubtful_paper(body, read=text)
    resolution = done(papers.take_in(actor=MACHINE, at=AT, paper=paper))
    address = f"/oparl/v1.1/body/{body}/paper"
    (before,) = ask(client, address)["data"]
    done(papers.take_back(actor=MACHINE, at=AT + timedelta(days=1), resolution=resolution))
    assert ask(client, address)["data"] == []
    (gone,) = ask(client, f"{address}?modified_since=2026-05-10T00:00:00Z")["data"]
    assert gone == ask(client, before["id"])
    assert list(wrong_but_for_what_is_gone(gone)) == []
    assert (gone["id"], gone["deleted"], gone["modified"]) == (before["id"], True, "2026-05-10T14:03:00+00:00")


def wrong_but_for_what_is_gone(value: Json) -> Iterator[str]:
    """An object that was deleted keeps its id, its type, and when it came and went (2.8)."""
    yield from (each for each in wrong(value, "Paper") if not each.startswith("Paper: no "))
    yield from (f"Paper: {name}" for name in value if name not in ("id", "type", "created", "modified", "deleted"))
