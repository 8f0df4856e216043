"""Every public address of a small world is walked: no name stands there that the body's rule hides."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import BadZipFile, ZipFile

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from plenaria.actions import agenda, meetings, people, publication_rules, speakers, speeches
from plenaria.core.voting.elections.setting import Candidate, Setting
from plenaria.delivery import minutes
from plenaria.store.models import Credential
from plenaria.store.queries.agenda import agenda as points
from tests import builders, elected
from tests.builders import AT, Sitting, done
from tests.interfaces.register.test_amendments import voted

pytestmark = pytest.mark.django_db

NAMES = ("Zorvath Quillmane", "Ulfwyn Trestlebeck", "Ondrea Voxholme")
"""Of the three delegates: words that stand nowhere else."""
STARTS = (
    *("/", "/sitemap.xml", "/robots.txt", "/verify", "/search?q=небо", "/search?q=Quillmane", "/oparl/v1.1/system"),
    *("/embed/b/council/", "/embed/r/council/xiv-1/", "/embed/r/council/xiv-1/c1/", "/feeds/r/council/xiv-1/c1.atom"),
    *(
        "/b/council/r/xiv-1/progress",
        "/b/council/resolutions/",
        "/b/council/r/xiv-1/in-force/",
        "/b/council/r/xiv-1/matrix/",
        "/b/council/nominations/",
    ),
    "/b/council/progress/",
    *("/feeds/b/council.atom", "/feeds/search.atom?q=небо", "/api/popolo/b/council/m/xiv.json"),
    *("/b/council/m/xiv/minutes/txt?in=ru", "/b/council/m/xiv/minutes/json?in=ru", "/api/v1/openapi.json", "/guide/"),
)
APART = {
    *("hall-network", "hall-network-authority", "register-emblem", "register-item-file", "register-evidence"),
    *("register-answer-file", "register-shown", "register-report", "register-corrigendum", "register-corrigendum-file"),
    *("register-nomination-file", "register-report-file"),
    *("register-subject", "register-programme", "feed-subject", "oparl-consultation", "embed-body", "embed-clause"),
}
"""Addresses that this world has nothing at: files that were handed in, and pages on which no delegate is named."""
VARIANTS = 4
"""So many queries of one address are asked: a search has as many filters as anybody likes."""
LINK = re.compile(r"""(?:href|src)=["']([^"']+)|<loc>([^<]+)|"(https?://[^"]+)\"""")


@pytest.fixture
def sitting() -> Sitting:
    """A meeting in which the delegates voted, spoke, moved an amendment and stood in an election; all is published."""
    body = builders.body()
    secretary = builders.person("Anna Secretary", body, "secretary", "chair", email="secretary@example.org")
    sitting = builders.meeting(body, secretary)
    for seat, name in zip(Credential.objects.filter(meeting=sitting.id), NAMES, strict=True):
        person = seat.person
        names = {"en": name, "ru": name.upper()}
        done(
            people.change_person(
                actor=secretary, at=AT, person=person.id, names=names, email=person.email, language="en", timezone="UTC"
            )
        )
    held(sitting)
    return sitting


def held(sitting: Sitting) -> None:
    """What happened at it, until its minutes were approved."""
    secretary, first = sitting.secretary, sitting.credentials[0]
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=[({"en": "The text"}, None)]))
    done(agenda.open_item(actor=secretary, at=AT, item=points(sitting.id)[0].id))
    speech = done(speakers.ask(actor=builders.holder(first), at=AT, credential=first, form="speech"))
    done(speeches.call(actor=secretary, at=AT, speaker=speech))
    done(speeches.end(actor=secretary, at=AT, speaker=speech))
    resolution = builders.debated_text(sitting)
    voted(sitting, resolution, 0, "for", "for", "against")
    builders.published_text(sitting, resolution=resolution)
    seats = Credential.objects.filter(meeting=sitting.id).select_related("person")
    standing = tuple(Candidate({"en": each.person.names["en"]}, each.person_id) for each in seats)
    elected.held(sitting, Setting(method="plurality", places=1, candidates=standing), "2")
    done(meetings.close_meeting(actor=secretary, at=AT, meeting=sitting.id))
    other = builders.person("Other Secretary", sitting.body, "secretary", email="other@example.org")
    chair = str(secretary.person)
    done(minutes.approve(actor=secretary, at=AT, meeting=sitting.id, chair=chair, secretary=str(other.person)))


def walked() -> dict[str, str]:
    """Address → its text, of everything that the public reaches from the first pages; files are opened."""
    client, waiting, found = Client(), list(STARTS), {}
    while waiting:
        address = waiting.pop()
        asked = [each for each in found if each.split("?")[0] == address.split("?")[0]]
        if address in found or len(asked) >= VARIANTS:
            continue
        answer = client.get(address)
        found[address] = ""
        if answer.status_code != 200:
            continue
        data = answer.getvalue()
        found[address] = _text(data, answer["Content-Type"])
        visited.add(resolve(re.sub(r"^/(en|es|ru)/", "/", urlsplit(address).path)).view_name)
        waiting += [each for each in _links(address, found[address]) if each not in found]
    return found


visited: set[str] = set()


def _text(data: bytes, media_type: str) -> str:
    if media_type == "application/pdf" and data.startswith(b"%PDF"):
        return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    try:
        with ZipFile(BytesIO(data)) as parts:
            return " ".join(parts.read(each).decode(errors="replace") for each in parts.namelist())
    except BadZipFile:
        return unescape(data.decode(errors="replace"))


def _links(here: str, text: str) -> Iterator[str]:
    own = urlsplit(settings.BASE_URL).netloc
    for groups in LINK.findall(text):
        there = urlsplit(urljoin(here, next(each for each in groups if each)))
        skipped = ("/static/", "/accounts/", "/desk", "/me", "/hall", "/es/", "/ru/", "/guide")
        if (
            there.netloc in ("", own, "testserver")
            and there.path.startswith("/")
            and not there.path.startswith(skipped)
            and there.scheme != "mailto"
        ):
            yield there.path + (f"?{there.query}" if there.query else "")


def standing_in(pages: dict[str, str], name: str) -> list[str]:
    """The addresses whose text has the name, or a part of it that stands nowhere else."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return sorted(address for address, text in pages.items() if last in text.casefold() and last not in address.lower())


def test_a_name_stands_where_the_rule_shows_it(sitting: Sitting) -> None:
    pages = walked()
    shown = standing_in(pages, NAMES[0])
    assert {"/b/council/m/xiv/votes/2/", "/b/council/m/xiv/minutes/", "/api/popolo/b/council/m/xiv.json"} <= set(shown)
    assert "/b/council/m/xiv/votes/2/roll-call.csv" in shown
    assert any(each.startswith("/b/council/m/xiv/minutes/pdf") for each in shown)


def test_who_refuses_is_named_nowhere_and_all_others_are(sitting: Sitting) -> None:
    seat = Credential.objects.get(id=sitting.credentials[0])
    done(
        publication_rules.record_consent(
            actor=sitting.secretary, at=AT, person=seat.person_id, answer="refused", form="by-word"
        )
    )
    pages = walked()
    assert standing_in(pages, NAMES[0]) == []
    assert "Seat 1" in pages["/b/council/m/xiv/votes/2/"]
    assert "/b/council/m/xiv/votes/2/" in standing_in(pages, NAMES[1])


def test_a_body_that_names_nobody_names_nobody(sitting: Sitting) -> None:
    builders.shows(sitting.body, votes="totals", named=frozenset(), instead="initials")
    pages = walked()
    # Who is elected holds an office.
    assert {name: standing_in(pages, name) for name in (NAMES[0], NAMES[2])} == {NAMES[0]: [], NAMES[2]: []}
    assert "Anna Secretary" not in pages["/b/council/"]


def test_what_was_promised_at_a_vote_is_not_widened_afterwards() -> None:
    body = builders.body(votes_seen="totals")
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    builders.published_text(sitting)
    builders.shows(body, votes="names")
    builders.published_text(sitting, resolution=builders.debated_text(sitting), number="XIV/2")
    client = Client()
    assert "Delegate 1" not in client.get("/b/council/m/xiv/votes/1/").content.decode()
    later = client.get("/b/council/m/xiv/votes/2/")
    assert "Delegate 1" in later.content.decode() and later["X-Robots-Tag"] == "noindex"


def test_delegations_are_shown_where_the_rule_shows_delegations(sitting: Sitting) -> None:
    builders.shows(sitting.body, votes="delegations")
    pages = walked()
    named = standing_in(pages, NAMES[0])
    assert not {"/b/council/m/xiv/votes/2/", "/api/popolo/b/council/m/xiv.json"} & set(named)
    assert "/b/council/m/xiv/votes/2/roll-call.csv" not in named
    assert "Without a delegation" in pages["/b/council/m/xiv/votes/2/"]


def test_every_public_address_was_walked(sitting: Sitting) -> None:
    walked()
    declared = {each.name for each in _patterns(get_resolver().url_patterns) if _is_public(each)}
    left = {name for name in declared if name and not name.startswith(("guide", "api"))} - visited - APART
    assert left == set()


def _patterns(patterns: list[object]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from _patterns(each.url_patterns)  # type: ignore[attr-defined]


def _is_public(pattern: URLPattern) -> bool:
    access = getattr(pattern.callback, "access", None)
    return access is not None and access.permit == "public"
