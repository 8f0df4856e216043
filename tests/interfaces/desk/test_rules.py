"""A body lays down how it votes: by name, composed of parts, with what each rule means."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from plenaria.actions.bodies import set_rule
from plenaria.core.permits import MACHINE
from plenaria.core.voting.presets import PRESETS, SIMPLE
from plenaria.core.voting.rule import BASES, ORDINARY, TIES, NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.store.queries import bodies
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db

TYPED = {
    "majority": "at-least",
    "part": "66,7 %",
    "base": "present",
    "quorum": "more-than",
    "quorum_part": "1/2",
    "of": "seats",
    "at": ["opening", "close"],
    "second": "at-least",
    "second_part": "10%",
    "tie": "chair",
    "weights": "share",
    "proxies": "some",
    "proxies_most": "2",
    "division": "on",
    "correspondence": "all-voted",
    "seats": "60",
    "present": "44",
    "abstaining": "5",
    "in_favour": "20",
    "against": "19",
    "call": "1",
}
COMPOSED = Rule(
    threshold=Share(Fraction(667, 1000)),
    base="present",
    quorum=Quorum(first=Share(Fraction(1, 2), strict=True), second=Share(Fraction(1, 10))),
    tie="chair",
    weights="share",
    proxies=2,
    division=True,
    changes=False,
    remote=False,
    correspondence="all-voted",
)
ERROR = re.compile(r'<ul class="errorlist" id="id_(\w+)_error"')


@pytest.fixture
def body(client: Client) -> str:
    """A body whose secretary is logged in."""
    found = builders.body()
    builders.logged_in(client, builders.person("Ann", found, "secretary", email="ann@example.org"))
    return found


def laid_down(client: Client, body: str, rule: str = "", /, **changes: Any) -> HttpResponse:
    query = f"&name={quote(rule)}" if rule else ""
    sent = {key: value for key, value in (TYPED | changes).items() if value is not None}
    return client.post(f"/en/desk/rules/rule?body={body}{query}", {"do": "lay-down", **sent})  # type: ignore[return-value]


def wrong(answer: HttpResponse) -> tuple[int, set[str]]:
    """The status, and the fields at which there is an error."""
    return answer.status_code, set(ERROR.findall(answer.content.decode()))


def test_the_first_rule_is_for_ordinary_matters(client: Client, body: str) -> None:
    answer = laid_down(client, body)
    assert answer.status_code == 302
    assert bodies.rules_of(body) == {ORDINARY: COMPOSED}


def test_further_rules_have_names_known_or_of_their_own(client: Client, body: str) -> None:
    laid_down(client, body)
    assert laid_down(client, body, majority="all-for", name="statutes").status_code == 302
    page = client.get(f"/en/desk/rules/rule?body={body}").content.decode()
    assert re.findall(r'name="name" value="([\w-]+)"', page) == ["elections", "dissolution", "own"]
    added = laid_down(client, body, name="own", own_name="  Admission  of members ")
    assert added.status_code == 302
    assert list(bodies.rules_of(body)) == [ORDINARY, "Admission of members", "statutes"]
    again = laid_down(client, body, name="own", own_name="admission of Members")
    assert wrong(again) == (422, {"own_name"})


@pytest.mark.parametrize(
    ("changes", "threshold"),
    [
        ({"majority": "more-than", "part": "0,5"}, Share(Fraction(1, 2), strict=True)),
        ({"majority": "at-least", "part": "2 / 3"}, Share(Fraction(2, 3))),
        ({"majority": "unanimous", "part": "nonsense"}, Unanimity()),
        ({"majority": "all-for", "base": None}, Unanimity(abstaining=False)),
        ({"majority": "no-objection", "fixed": "x", "quorum": "none", "second_number": "x"}, NoObjection()),
    ],
)
def test_every_majority_can_be_composed(client: Client, body: str, changes: dict[str, Any], threshold: Any) -> None:
    assert laid_down(client, body, **changes).status_code == 302
    assert bodies.rules_of(body)[ORDINARY].threshold == threshold


@pytest.mark.parametrize(
    ("changes", "quorum"),
    [
        ({"quorum": "none", "at": None, "second": None, "of": None}, None),
        (
            {"quorum": "number", "quorum_number": "30", "second": "any", "of": "votes", "at": ["close"]},
            Quorum(first=Number(30), second=Share(Fraction(0)), of="votes", at=("close",)),
        ),
        (
            {"quorum": "at-least", "quorum_part": "50 %", "second": "same", "second_part": "nonsense"},
            Quorum(first=Share(Fraction(1, 2))),
        ),
        (
            {"quorum": "more-than", "second": "number", "second_number": "12"},
            Quorum(first=Share(Fraction(1, 2), strict=True), second=Number(12)),
        ),
    ],
)
def test_every_quorum_can_be_composed(client: Client, body: str, changes: dict[str, Any], quorum: Quorum) -> None:
    assert laid_down(client, body, **changes).status_code == 302
    assert bodies.rules_of(body)[ORDINARY].quorum == quorum


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"part": "half"}, {"part"}),
        ({"part": "3/2"}, {"part"}),
        ({"part": "1/0"}, {"part"}),
        ({"majority": "more-than", "part": "100 %"}, {"part"}),
        ({"base": "fixed"}, {"fixed"}),
        ({"base": "fixed", "fixed": "0"}, {"fixed"}),
        ({"base": None}, {"base"}),
        ({"quorum": "nine"}, {"quorum"}),
        ({"quorum": "number"}, {"quorum_number"}),
        ({"at": None}, {"at"}),
        ({"second": "more-than", "second_part": ""}, {"second_part"}),
        ({"second": "number", "second_number": "-1"}, {"second_number"}),
        ({"proxies_most": None}, {"proxies_most"}),
        ({"part": "?", "quorum_part": "?", "weights": "?"}, {"part", "quorum_part", "weights"}),
    ],
)
def test_each_error_stands_at_its_field_and_nothing_is_stored(
    client: Client, body: str, changes: dict[str, Any], fields: set[str]
) -> None:
    answer = laid_down(client, body, **changes)
    assert wrong(answer) == (422, fields)
    assert bodies.rules_of(body) == {}


def test_nothing_that_was_typed_is_lost(client: Client, body: str) -> None:
    page = laid_down(client, body, part="half", second_part="1/7", in_favour="33").content.decode()
    for name, value in (("part", "half"), ("second_part", "1/7"), ("in_favour", "33"), ("proxies_most", "2")):
        assert re.search(rf'name="{name}" value="{value}"', page), name
    assert re.search(r'name="tie" value="chair"[^>]* checked', page)


def test_a_rule_is_changed_under_its_name(client: Client, body: str) -> None:
    laid_down(client, body)
    page = client.get(f"/en/desk/rules/rule?body={body}&name=ordinary").content.decode()
    assert re.search(r'name="part" value="667/1000"', page)
    assert re.search(r'name="changes"[^>]* checked', page) is None
    laid_down(client, body, "ordinary", tie="lot")
    assert bodies.rules_of(body) == {ORDINARY: replace(COMPOSED, tie="lot")}


@pytest.mark.parametrize("code", PRESETS)
def test_every_preset_fills_the_form_with_itself(client: Client, body: str, code: str) -> None:
    page = client.get(f"/en/desk/rules/rule?body={body}&preset={code}").content.decode()
    sent: dict[str, Any] = {"do": "lay-down"}
    for tag in re.findall(r"<(?:input)[^>]+>", page):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="(\w+)"', tag)
        if name and (" checked" in tag or (kind and kind[1] in ("text", "number"))):
            # A tick box without a value sends "on"; a field that is empty nothing.
            sent.setdefault(name[1], []).append(value[1] if value else "on" if " checked" in tag else "")
    sent["call"] = ["1"]
    assert client.post(f"/en/desk/rules/rule?body={body}", sent).status_code == 302
    laid = bodies.rules_of(body)[ORDINARY]
    expected = PRESETS[code].rule
    # What only a part of a whole has is not asked of the others.
    assert laid == (
        expected if isinstance(expected.threshold, Share) else replace(expected, base=BASES[0], tie=TIES[0])
    )
    source = PRESETS[code].source
    assert source is None or escape(source) in page


def test_a_preset_says_whether_its_source_was_read(client: Client, body: str) -> None:
    page = client.get(f"/en/desk/rules/rule?body={body}&preset=russian-civil-code").content.decode()
    assert "article 181.2" in page
    assert "(read when this was written)" in page
    assert "Check the rule with your own statutes." in page


def meant(page: str) -> str:
    """The words of the part that htmx puts anew."""
    part = page[page.index('id="meant"') : page.index('class="example"')]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def cases(page: str) -> list[list[str]]:
    """The rows of the neighbouring cases: for, against, abstaining, outcome."""
    rows = re.findall(r'<tr(?: class="least")?>(.*?)</tr>', page)
    cells = [re.findall(r"[\d.,]+|adopted|rejected", re.sub(r"<svg.*?</svg>", "", each)) for each in rows]
    return [each for each in cells if each]


def test_what_a_rule_means_in_figures(client: Client, body: str) -> None:
    shown = client.post(
        f"/en/desk/rules/rule?body={body}",
        {**TYPED, "majority": "more-than", "part": "1/2", "base": "for-and-against", "weights": "one", "do": "show"},
    )
    said = meant(shown.content.decode())
    assert shown.status_code == 200
    assert "With 60 seats, 44 present and 5 abstaining, 20 votes for are enough" in said
    assert cases(shown.content.decode()) == [
        ["19", "20", "5", "rejected"],
        ["20", "19", "5", "adopted"],
        ["21", "18", "5", "adopted"],
    ]
    assert "Adopted: 20 for, 19 against, 5 abstaining;" in said
    assert bodies.rules_of(body) == {}


def test_shares_are_tried_to_the_hundredth(client: Client, body: str) -> None:
    figures = {"votes": "100", "votes_present": "72,5", "abstaining": "2.5", "in_favour": "35,35", "against": "34.65"}
    page = client.post(
        f"/en/desk/rules/rule?body={body}",
        {**TYPED, "majority": "more-than", "part": "1/2", "base": "for-and-against", **figures, "do": "show"},
    ).content.decode()
    assert "35.01 votes for are enough" in meant(page)
    assert "Adopted: 35.35 for, 34.65 against, 2.5 abstaining" in meant(page)


def test_one_objection_is_the_neighbour_of_none(client: Client, body: str) -> None:
    sent = {**TYPED, "majority": "no-objection", "weights": "one", "do": "show"}
    page = client.post(f"/en/desk/rules/rule?body={body}", sent).content.decode()
    assert cases(page) == [["0", "0", "5", "adopted"], ["0", "1", "5", "rejected"]]


def test_where_nothing_can_be_decided_there_are_no_cases(client: Client, body: str) -> None:
    sent = {**TYPED, "weights": "one", "present": "20", "in_favour": "10", "against": "5", "do": "show"}
    page = client.post(f"/en/desk/rules/rule?body={body}", sent).content.decode()
    assert (cases(page), "nothing can be decided" in meant(page)) == ([], True)


def test_figures_that_cannot_be_are_said_and_change_nothing(client: Client, body: str) -> None:
    page = client.post(f"/en/desk/rules/rule?body={body}", {**TYPED, "weights": "one", "in_favour": "40", "do": "show"})
    assert (page.status_code, "44" in meant(page.content.decode())) == (200, True)
    answer: Any = client.post(f"/en/desk/rules/rule?body={body}", {**TYPED, "present": "61", "do": "show"})
    assert wrong(answer) == (422, {"present"})
    live = client.post(
        f"/en/desk/rules/rule?body={body}", {**TYPED, "present": "61", "do": "show"}, headers={"HX-Request": "true"}
    )
    assert (live.status_code, "not complete yet" in meant(live.content.decode())) == (200, True)


def test_a_contradiction_is_said_once(client: Client, body: str) -> None:
    figures = {"weights": "share", "votes": "50", "votes_present": "59.5"}
    page = client.post(f"/en/desk/rules/rule?body={body}", {**TYPED, **figures, "do": "show"}).content.decode()
    assert meant(page).count("59.5 votes are entered as present, but the roll has 50.") == 1


def test_the_example_has_the_seats_of_the_body(client: Client, body: str) -> None:
    secretary = builders.person("Ann", body, "secretary", email="ann@example.org")
    builders.convened_meeting(body, secretary, seats=12)
    page = client.get(f"/en/desk/rules/rule?body={body}&name=ordinary").content.decode()
    assert "With 12 seats, 8 present and 1 abstaining, 4 votes for are enough" in meant(page)


def test_the_list_says_every_rule_in_words(client: Client, body: str) -> None:
    empty: Any = client.get(f"/en/desk/rules?body={body}", follow=True)
    assert "This body has no voting rule yet" in empty.content.decode()
    assert empty.redirect_chain == [(f"/en/desk/rules/rule?body={body}", 302)]
    for name in (ORDINARY, "statutes", "Приём членов"):
        done(set_rule(actor=MACHINE, at=AT, body=body, rule=SIMPLE.rule, name=name))
    page = client.get(f"/ru/desk/rules?body={body}").content.decode()
    assert re.findall(r"<h2>([^<]+)</h2>", page)[2] == "Приём членов"
    # The rule for ordinary matters can't be removed.
    assert len(re.findall('/desk/rules/rule[?][^"]*name=', page)) == 3
    assert len(re.findall("/desk/rules/remove[?]", page)) == 2


def test_a_rule_is_removed_after_a_question(client: Client, body: str) -> None:
    for name in (ORDINARY, "statutes"):
        done(set_rule(actor=MACHINE, at=AT, body=body, rule=SIMPLE.rule, name=name))
    address = f"/en/desk/rules/remove?body={body}&name="
    assert "Remove" in client.get(f"{address}statutes").content.decode()
    assert list(bodies.rules_of(body)) == [ORDINARY, "statutes"]
    assert client.post(f"{address}statutes").status_code == 302
    assert list(bodies.rules_of(body)) == [ORDINARY]
    refused = client.post(f"{address}ordinary")
    assert (refused.status_code, list(bodies.rules_of(body))) == (409, [ORDINARY])
    assert client.get(f"{address}statutes").status_code == 302
