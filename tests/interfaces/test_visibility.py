"""Three visibilities, everybody who may look, every page and file that tells of commitments: nothing is told beyond.

Each commitment has words of its own in its summary, its report, its evidence and its milestone. Whoever asks walks all
addresses at which any of them could stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from plenaria.actions import api_tokens, calendars, commitment_details, commitments, programmes, reports
from plenaria.actions.commitment_details import Details, Step
from plenaria.actions.commitments import Shown
from plenaria.actions.programmes import Described
from plenaria.core.api_tokens import SCOPES
from plenaria.core.followup import VISIBILITIES
from plenaria.core.permits import ROLES, Actor
from plenaria.store.models import Commitment, Evidence
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
WORDS = ("summary", "report", "evidence", "milestone")
"""Where the words of a commitment stand."""
KEEPERS = {"administrator", "secretary", "chair"}
PUBLIC = (
    *("b/council/", "b/council/progress/", "b/council/r/xiv-1/", "b/council/r/xiv-1/progress"),
    *(
        "b/council/r/xiv-1/matrix/",
        "b/council/r/xiv-1/in-force/",
        "b/council/programmes/sky/",
        "b/council/resolutions/",
    ),
    *("feeds/b/council.atom", "feeds/b/council.ics", "feeds/r/council/xiv-1.atom", "feeds/r/council/xiv-1.ics"),
    *("feeds/r/council/xiv-1/c2.atom", "feeds/search.atom?q=report", "search?q=summary", "search?q=report"),
    *("embed/b/council/", "embed/r/council/xiv-1/", "embed/r/council/xiv-1/c2/", "b/council/m/xiv/"),
    *("b/council/m/xv/report/", "api/v1/commitments", "api/popolo/b/council/m/xiv.json", "oparl/v1.1/system"),
)


def word(part: str, visibility: str) -> str:
    """A word that stands nowhere else."""
    return f"{part}zq{visibility}"


@dataclass(frozen=True, slots=True)
class World:
    """A body with a commitment of each visibility, and who looks at them."""

    sitting: Sitting
    resolution: str
    programme: str
    ids: dict[str, str]
    shown: dict[str, str]
    """Visibility → the evidence of that commitment."""
    clients: dict[str, tuple[Actor, Client]]
    token: str


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, through the actions, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))
    given: dict[str, Any] = {"actor": sitting.secretary, "at": AT}
    olga = builders.person("Olga", body, email="olga@desk.example")
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    task = Commitment.objects.get(id=followed.confirmed(sitting, resolution, olga)["2"])
    Commitment.objects.exclude(id=task.id).delete()
    described = Described(slug="sky", names={"ru": "sky"}, summaries={})
    programme = done(programmes.found(**given, body=body, described=described))
    abroad = builders.body("abroad")
    clients = {
        "public": (Actor(), Client()),
        **{role: entered(role, body) for role in ROLES},
        "stranger": entered("stranger", abroad, "secretary"),
        # Each has a role somewhere, since that is what lets them in; what they see here is by what they do.
        "the owner": entered("owned", abroad, "observer"),
        "a helper": entered("helper", abroad, "observer"),
    }
    owner, helper = (str(clients[each][0].person) for each in ("the owner", "a helper"))
    ids, shown = {}, {}
    for visibility in VISIBILITIES:
        task.id = Commitment._meta.pk.get_default()
        task.summaries, task.owner_id, task._state.adding = {"ru": word("summary", visibility)}, owner, True
        task.save()
        details = Details(
            helpers=[helper],
            visibility=visibility,
            programme=programme,
            milestones=[Step(names={"ru": word("milestone", visibility)}, due=followed.DUE)],
        )
        done(commitment_details.detail_commitment(**given, commitment=task.id, details=details))
        evidence = [Shown(kind="file", upload=builders.upload(), caption=word("evidence", visibility))]
        report = {"verb": "report-begun", "sentence": word("report", visibility), "language": "ru"}
        done(commitments.update_commitment(**given, commitment=task.id, evidence=evidence, **report))
        ids[visibility], shown[visibility] = task.id, Evidence.objects.get(update__commitment=task.id).id
    Commitment.objects.exclude(id__in=ids.values()).delete()
    reported(given, builders.planned_meeting(body, sitting.secretary, slug="xv", first_day=date(2027, 5, 9)))
    made = api_tokens.make_token(
        **given, body=body, name="T", scopes=SCOPES, expires_at=builders.now() + timedelta(days=9)
    )
    return World(sitting, resolution, programme, ids, shown, clients, getattr(made, "secret", ""))


def entered(role: str, body: str, holds: str = "") -> tuple[Actor, Client]:
    actor = builders.person(role.title(), body, holds or role, email=f"{role}@visible.example")
    return actor, builders.logged_in(Client(), actor)


def reported(given: dict[str, Any], later: str) -> None:
    report = done(reports.prepare(**given, meeting=later))
    done(reports.freeze(**given, report=report))
    done(reports.table(**given, report=report))


def desk(world: World) -> list[str]:
    """The addresses at the desk, of whoever may open them."""
    body, resolution = world.sitting.body, world.resolution
    boards = [f"desk/b/{body}/board?by={by}" for by in ("state", "owner", "due", "time")]
    return [
        *boards,
        *(f"desk/r/{resolution}/{page}" for page in ("follow", "follow?by=time", "validity")),
        *(f"desk/commitments/{each}" for each in world.ids.values()),
        *("desk/", "me/", f"desk/programmes/{world.programme}", f"desk/b/{body}/programmes"),
    ]


def told(world: World, who: str, addresses: list[str]) -> set[str]:
    """The words that they are told anywhere."""
    _actor, client = world.clients[who]
    texts = []
    for each in addresses:
        answer = client.get(f"/en/{each}" if each.startswith(("b/", "embed", "feeds", "search")) else f"/{each}")
        texts.append(answer.getvalue().decode() if answer.status_code == 200 else "")
    everything = " ".join(texts).replace("\r\n ", "")
    return {word(part, each) for part in WORDS for each in VISIBILITIES if word(part, each) in everything}


def words(*visibilities: str) -> set[str]:
    return {word(part, each) for part in WORDS for each in visibilities}


def test_whoever_looks_the_public_pages_tell_what_is_public(world: World) -> None:
    for who in ("public", "secretary", "observer", "the owner"):
        assert told(world, who, list(PUBLIC)) == words("public"), who


def test_every_public_page_of_the_walk_is_there(world: World) -> None:
    answers = {each: Client().get(f"/{'en/' if each.startswith('b/') else ''}{each}") for each in PUBLIC}
    assert {each: answer.status_code for each, answer in answers.items() if answer.status_code != 200} == {}


@pytest.mark.parametrize("who", [*ROLES, "stranger", "the owner", "a helper", "public"])
def test_the_desk_tells_each_what_is_theirs_to_see(world: World, who: str) -> None:
    if who in KEEPERS or who in ("the owner", "a helper"):
        expected = words(*VISIBILITIES)
    elif who in ROLES:
        expected = words("public", "members")
    else:
        expected = set()
    assert told(world, who, desk(world)) == expected


@pytest.mark.parametrize("who", [*ROLES, "stranger", "the owner", "a helper", "public"])
def test_evidence_is_handed_to_whoever_sees_the_commitment(world: World, who: str) -> None:
    _actor, client = world.clients[who]
    allowed = set(VISIBILITIES) if who in KEEPERS or who in ("the owner", "a helper") else {"public", "members"}
    for visibility, key in world.shown.items():
        handed = client.get(f"/desk/commitments/{world.ids[visibility]}/shown/{key}").status_code == 200
        assert handed == (who in world.clients and who not in ("stranger", "public") and visibility in allowed)
        public = client.get(f"/en/b/council/r/xiv-1/shown/{key}").status_code == 200
        assert public == (visibility == "public")


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_programs_read_what_members_read_with_a_token_of_the_body(world: World, visibility: str) -> None:
    address = f"/api/v1/commitments/{world.ids[visibility]}"
    assert (Client().get(address).status_code == 200) == (visibility == "public")
    known = Client().get(address, headers={"Authorization": f"Bearer {world.token}"})
    assert (known.status_code == 200) == (visibility != "owners")


def test_the_owner_s_calendar_has_all_of_theirs(world: World) -> None:
    actor, _client = world.clients["the owner"]
    done(calendars.make_calendar(actor=actor, at=AT, person=str(actor.person)))
    address = f"feeds/mine/{calendars.token_of(str(actor.person))}.ics"
    expected = {word(part, each) for part in ("summary", "milestone") for each in VISIBILITIES}
    assert told(world, "public", [address]) == expected
