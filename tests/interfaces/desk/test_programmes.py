"""Programmes, clauses of bodies above that are carried out, and the matrix of who has taken up what."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import commitments, programmes
from plenaria.actions.programmes import Described
from plenaria.core.permits import PUBLIC, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.store.models import Commitment, Implementing, Programme
from plenaria.store.queries import programmes as queries
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

DESCRIBED = Described(slug="dark-sky", names={"ru": "Тёмное небо"}, summaries={"ru": "Измерения каждый год"})


@pytest.fixture
def above() -> Sitting:
    body = builders.body("region", level="regional")
    return builders.meeting(body, builders.person("Rita", body, "secretary", "chair", email="rita@desk.example"))


@pytest.fixture
def sitting(above: Sitting) -> Sitting:
    body = builders.body(parent=above.body)
    secretary = builders.person("Ann", body, "secretary", "chair", "drafter", email="ann@desk.example")
    return builders.meeting(body, secretary, slug="xv")


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(sitting: Sitting, owner: Actor) -> dict[str, str]:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_a_programme_shows_what_each_resolution_gave_it_to_do(
    client: Client, sitting: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    desk = builders.logged_in(client, sitting.secretary)
    given = {"name_ru": "Тёмное небо", "slug": "dark-sky", "begun": "2024-01-01", "about_ru": "Измерения"}
    desk.post(f"/en/desk/b/{sitting.body}/programmes", given)
    programme = Programme.objects.get()
    desk.post(f"/en/desk/commitments/{plan['4']}/details", {"visibility": "public", "programme": programme.id})
    report = {"verb": "report-begun", "sentence": "Идут", "language": "ru"}
    done(commitments.update_commitment(actor=owner, at=AT, commitment=plan["4"], **report))
    assert "Resolution XIV/1, clause 4" in words(desk, f"/en/desk/programmes/{programme.id}")
    client.logout()
    public = words(client, "/en/b/council/programmes/dark-sky/")
    assert ("Resolution XIV/1, clause 4" in public, "Идут" in public, "Измерения" in public) == (True, True, True)


def test_what_only_members_see_is_not_public(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    programme = done(programmes.found(actor=sitting.secretary, at=AT, body=sitting.body, described=DESCRIBED))
    Commitment.objects.filter(id=plan["4"]).update(programme=programme, visibility="members")
    assert "Nothing of it is public yet." in words(client, "/en/b/council/programmes/dark-sky/")
    assert client.get("/en/b/council/programmes/gone/").status_code == 404


def test_its_address_stays_whatever_it_is_called(sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT}
    programme = done(programmes.found(**given, body=sitting.body, described=DESCRIBED))
    other = Described(slug="other", names={"ru": "Ночь"}, summaries={})
    done(programmes.change(**given, programme=programme, described=other))
    row = Programme.objects.get()
    assert (row.slug, row.names) == ("dark-sky", {"ru": "Ночь"})


def test_refusals(sitting: Sitting) -> None:
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    done(programmes.found(**given, described=DESCRIBED))
    assert programmes.found(**given, described=DESCRIBED) == conflict("slug-taken", slug="dark-sky")
    unfit = Described(slug="Тёмное", names={"ru": "Небо"}, summaries={})
    assert programmes.found(**given, described=unfit) == unacceptable("slug-unfit", slug="Тёмное")
    nameless = Described(slug="x", names={"ru": " "}, summaries={})
    assert programmes.found(**given, described=nameless) == unacceptable("name-missing")
    assert programmes.found(**given | {"actor": PUBLIC}, described=DESCRIBED) == forbidden(
        "not-permitted", verb="programmes.edit"
    )


def test_a_clause_carries_out_one_of_a_body_above_and_both_ends_say_so(
    client: Client, above: Sitting, sitting: Sitting, plan: dict[str, str], owner: Actor
) -> None:
    theirs = builders.published_text(above)
    first = builders.clauses_of(theirs)[0]
    commitment = Commitment.objects.get(id=plan["2"])
    desk = builders.logged_in(client, sitting.secretary)
    page = f"/en/desk/r/{commitment.clause.resolution_id}/carries-out/{commitment.clause_id}"
    assert "Беречь темноту в долине номер 1." in words(desk, page)
    desk.post(page, {"above": [first]})
    assert Implementing.objects.get().above_id == first
    client.logout()
    matrix = words(client, "/en/b/region/r/xiv-1/matrix/")
    assert "XIV/1, 2 behind" in matrix
    assert "1. Беречь темноту в долине номер 1." in matrix
    done(commitments.update_commitment(actor=owner, at=AT, commitment=plan["2"], verb="report-done"))
    assert "XIV/1, 2 done" in words(client, "/en/b/region/r/xiv-1/matrix/")
    found = queries.carried_out_by(theirs, AT.date())
    assert [(each.body_slug, each.clause) for each in found[first]] == [("council", "2")]


def test_only_a_body_above_can_be_carried_out(above: Sitting, sitting: Sitting, plan: dict[str, str]) -> None:
    theirs = builders.clauses_of(builders.published_text(above))
    own = Commitment.objects.get(id=plan["2"]).clause_id
    given = {"actor": sitting.secretary, "at": AT, "clause": own}
    assert programmes.carry_out(**given, above=["gone"]) == unacceptable("clause-unknown")
    upside_down = programmes.carry_out(actor=above.secretary, at=AT, clause=theirs[0], above=[own])
    assert upside_down == conflict("not-above")
    done(programmes.carry_out(**given, above=theirs[:2]))
    done(programmes.carry_out(**given, above=theirs[1:2]))
    assert [each.above_id for each in Implementing.objects.all()] == theirs[1:2]
