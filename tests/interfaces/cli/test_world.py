"""The demo world holds together: languages agree, references lead somewhere, plans fit the kinds of their clauses."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from plenaria.core.permits import ROLES
from plenaria.core.text.resolution import KINDS, Clause, Resolution
from plenaria.core.voting.presets import PRESETS
from plenaria.interfaces.cli.world import World, load
from plenaria.interfaces.cli.world.meetings import in_room
from plenaria.interfaces.cli.world.values import LANGUAGES, Paper
from plenaria.interfaces.cli.world.wording import fill, period_in_words, read

TODAY = date(2026, 3, 5)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
MIXED = re.compile(r"(?:[A-Za-zÀ-ɏ][\u0400-\u04ff])|(?:[\u0400-\u04ff][A-Za-zÀ-ɏ])")


@pytest.fixture(scope="module")
def world() -> World:
    return load(TODAY)


def clauses(world: World, paper: str) -> tuple[Clause, ...]:
    return world.papers[paper].texts["ru"].clauses


def strings(value: object) -> Iterator[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from strings(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def words(value: object) -> Iterator[dict[str, str]]:
    """Every mapping from language to words inside a value."""
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            yield value
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from words(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from words(getattr(value, field.name))


def shape(text: Resolution) -> object:
    """Everything of a text that doesn't depend on its language."""
    return (
        text.number,
        text.date,
        [[(citation.number, citation.date) for citation in recital.citations] for recital in text.recitals],
        [
            (
                clause.id,
                clause.level,
                clause.kind,
                clause.also,
                sorted(clause.dates),
                sorted((citation.number, citation.date) for citation in clause.citations),
                len(clause.parties),
                len(clause.people),
                len(clause.places),
                bool(clause.tail),
                len(clause.children),
            )
            for clause in text.walk()
        ],
        text.closing is None,
        text.adoption and (text.adoption.method, text.adoption.result, text.adoption.in_favour),
        len(text.signatures),
        len(text.dispatch),
    )


@pytest.mark.parametrize("paper", ["both-skies", "iberoamerica", "xiii", "session", "xiv"])
def test_a_paper_has_the_same_structure_in_every_language(world: World, paper: str) -> None:
    shapes = [shape(text) for text in world.papers[paper].texts.values()]
    assert len(shapes) == 3
    assert shapes[1] == shapes[0]
    assert shapes[2] == shapes[0]


def test_the_papers_are_as_long_as_they_should_be(world: World) -> None:
    assert {paper: len(clauses(world, paper)) for paper in world.papers} == {
        "both-skies": 8,
        "iberoamerica": 7,
        "xiii": 26,
        "session": 3,
        "xiv": 14,
    }


@pytest.mark.parametrize("paper", ["xiii", "xiv"])
def test_a_conference_s_paper_has_every_kind_of_clause(world: World, paper: str) -> None:
    assert {clause.kind for clause in clauses(world, paper)} == set(KINDS)


def test_every_clause_begins_with_its_operative_verb(world: World) -> None:
    silent = [
        (clause.id, language)
        for paper in world.papers.values()
        for language, text in paper.texts.items()
        for clause in text.clauses
        if clause.verb is None or not clause.text.startswith(clause.verb)
    ]
    assert silent == []


def test_the_past_resolution_cites_six_decisions_in_its_recitals(world: World) -> None:
    for text in world.papers["xiii"].texts.values():
        cited = [citation for recital in text.recitals for citation in recital.citations]
        assert len(cited) == 6
        assert {citation.number for citation in cited} == {"4", "2"}
        assert {citation.date for citation in cited} == {"2024-04-04", "2024-10-01"}


def test_citations_lead_to_clauses_of_earlier_papers(world: World) -> None:
    known = {clause.id for paper in world.papers for clause in clauses(world, paper)}
    rests = [rest for paper in world.papers.values() for rest in paper.rests]
    assert [rest for rest in rests if rest.on not in known] == []
    assert len([rest for rest in rests if rest.paper == "xiii" and rest.clause]) == 11
    assert {rest.on.rpartition("-c")[0] for rest in rests if rest.paper == "xiv"} == {
        "xiii",
        "both-skies",
        "iberoamerica",
    }


def links(text: str) -> list[tuple[str, str]]:
    return sorted((one.sort, one.target) for one in read(text, "en", TODAY).named)


def test_each_language_names_the_same_things(world: World) -> None:
    from plenaria.interfaces.cli.world.world import PAPERS, _toml

    for paper in PAPERS:
        table = _toml(paper)
        for piece in table["recital"] + table["clause"]:
            assert links(piece["es"]) == links(piece["ru"])
            assert links(piece["en"]) == links(piece["ru"])


def test_no_mark_or_placeholder_is_left(world: World) -> None:
    marks = re.compile(r"[{}*\[\]]|\]\(")
    assert [text for text in strings(world) if marks.search(text)] == []


def test_spaces_and_quotation_marks_are_set_well(world: World) -> None:
    said = [(language, text) for texts in words(world) for language, text in texts.items()]
    for paper in world.papers.values():
        said += [(language, text) for language in LANGUAGES for text in strings(paper.texts[language])]
    wrong = [
        (language, text)
        for language, text in said
        if text != text.strip()
        or "  " in text
        or re.search(r" [,.;:]|\.\.|\"|'", text)
        or text.count("«") != text.count("»")
        or (language == "en" and "«" in text)
    ]
    assert wrong == []


def test_cyrillic_and_latin_are_never_mixed_in_a_word(world: World) -> None:
    assert [text for text in strings(world) if MIXED.search(text)] == []


def test_no_russian_word_is_a_latin_look_alike(world: World) -> None:
    alike = re.compile(r"(?<![\w.@/-])[aceopxy]+(?![\w.@/-])")
    assert [texts["ru"] for texts in words(world) if alike.search(texts["ru"])] == []
    assert [
        clause.id for paper in world.papers.values() for clause in paper.texts["ru"].walk() if alike.search(clause.text)
    ] == []


def test_latin_languages_hold_no_cyrillic_and_russian_does(world: World) -> None:
    for texts in words(world):
        assert CYRILLIC.search(texts["ru"])
        assert not CYRILLIC.search(texts["es"] + texts["en"])
    for paper in world.papers.values():
        assert not [text for text in strings(paper.texts["es"]) if CYRILLIC.search(text)]
        assert not [text for text in strings(paper.texts["en"]) if CYRILLIC.search(text)]
        assert [clause.id for clause in paper.texts["ru"].walk() if not CYRILLIC.search(clause.text)] == []
    assert not CYRILLIC.search(world.samples["es"])


def test_updates_and_answers_are_in_the_language_of_whoever_wrote_them(world: World) -> None:
    said = [update for plan in world.plans.values() for update in plan.updates] + [
        letter for letter in all_letters(world) if letter.text
    ]
    assert [one for one in said if bool(CYRILLIC.search(one.text)) != (one.language == "ru")] == []


def all_letters(world: World) -> list:
    plans = [letter for plan in world.plans.values() for letter in plan.letters]
    return plans + list(world.dispatches["xiii"])


def test_every_reference_leads_somewhere(world: World) -> None:
    people, parties, bodies, offices = world.people, world.parties, world.bodies, world.offices
    assert {office.person for office in offices.values()} <= set(people)
    assert {office.body for office in offices.values()} <= set(bodies)
    assert {person.body for person in people.values()} <= set(bodies)
    assert {body.parent for body in bodies.values()} <= {*bodies, None}
    for paper in world.papers.values():
        assert {slug for slugs in paper.parties.values() for slug in slugs} <= set(parties)
        assert {slug for slugs in paper.people.values() for slug in slugs} <= set(people)
    for plan in world.plans.values():
        assert plan.owner is None or plan.owner in offices
        assert set(plan.helpers) <= set(people)
        assert {nomination.person for nomination in plan.nominations} <= set(people)
        assert {update.by for update in plan.updates} <= set(people)
    known = {"party": parties, "person": people, "body": bodies}
    for address in [letter.to for letter in all_letters(world)] + [
        to for paper in world.papers.values() for to in paper.dispatch
    ]:
        sort, _, slug = address.partition(":")
        assert slug in known[sort]


def test_the_world_is_as_large_as_it_should_be(world: World) -> None:
    levels = [body.level for body in world.bodies.values()]
    assert (levels.count("world"), levels.count("region"), levels.count("country")) == (1, 2, 5)
    assert levels.count("local") >= 8
    assert len({body.parent for body in world.bodies.values() if body.level == "local"}) >= 2
    assert 45 <= len(world.people) <= 50
    assert len({person.email for person in world.people.values()}) == len(world.people)
    roles = [office.role for office in world.offices.values() if office.body == "peru"]
    assert {office.role for office in world.offices.values()} - {"leader"} <= set(ROLES)
    assert {role: roles.count(role) for role in set(roles) - {"leader"}} == {
        "chair": 1,
        "secretary": 1,
        "clerk": 1,
        "teller": 2,
        "drafter": 1,
        "administrator": 1,
    }


def test_addresses_are_examples(world: World) -> None:
    hosts = {match for text in strings(world) for match in re.findall(r"(?:https?://|@)([\w.-]+)", text)}
    assert [host for host in hosts if host != "www.w3.org" and not host.endswith("example.org")] == []


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_body_votes_by_a_known_preset(world: World) -> None:
    assert {body.rules.preset for body in world.bodies.values()} <= set(PRESETS)


def test_accents_can_be_read_on_white(world: World) -> None:
    assert [body.slug for body in world.bodies.values() if 1.05 / (luminance(body.accent) + 0.05) < 4.5] == []


def test_emblems_are_svg_without_styles_or_scripts(world: World) -> None:
    for body in world.bodies.values():
        if body.level == "local":
            assert body.emblem == ""
            continue
        root = ElementTree.fromstring(body.emblem)
        assert root.get("viewBox") == "0 0 64 64"
        for element in root.iter():
            assert element.tag.rpartition("}")[2] in {"svg", "g", "circle", "ellipse", "path"}
            assert not {"style", "class", "href"} & set(element.attrib)


@pytest.mark.parametrize("meeting", ["xiii", "xiv"])
def test_a_conference_has_thirty_seats_and_its_quorum(world: World, meeting: str) -> None:
    credentials = world.meetings[meeting].credentials
    accredited = [credential for credential in credentials if credential.state == "accredited"]
    present = [credential for credential in credentials if in_room(credential, 95)]
    numerator, denominator = world.bodies["peru"].rules.quorum
    assert len(credentials) == len({credential.person for credential in credentials}) == 30
    assert [c for c in credentials if world.people[c.person].body != c.delegation] == []
    assert len(present) >= 22
    assert len(present) * denominator > len(accredited) * numerator


def test_polls_count_whoever_was_in_the_room(world: World) -> None:
    for meeting in world.meetings.values():
        for poll in meeting.polls:
            if poll.opened is not None:
                room = [credential for credential in meeting.credentials if in_room(credential, poll.opened)]
                assert sum(poll.counts) == len(room)
                assert set(poll.votes) in (set(), {credential.person for credential in room})


def test_the_adoption_says_what_the_poll_counted(world: World) -> None:
    whole = world.meetings["xiii"].polls[-1]
    for text in world.papers["xiii"].texts.values():
        adoption = text.adoption
        assert whole.counts == (adoption.in_favour, adoption.against, adoption.abstaining)
        assert [int(number) for number in re.findall(r"\d+", adoption.text)] == list(whole.counts)


def test_the_open_conference_is_about_to_put_clause_3_and_then_the_whole(world: World) -> None:
    meeting = world.meetings["xiv"]
    assert meeting.day == TODAY
    assert [(poll.about, poll.state) for poll in meeting.polls] == [
        ("xiv", "declared"),
        ("xiv-c3", "prepared"),
        ("xiv", "prepared"),
    ]
    assert [item.number for item in meeting.agenda if item.state == "open"] == [4]


def test_samples_have_twelve_clauses_each(world: World) -> None:
    for sample in world.samples.values():
        assert [int(number) for number in re.findall(r"^(\d+)\. ", sample, re.MULTILINE)] == list(range(1, 13))


@pytest.mark.parametrize(
    ("language", "first", "last", "said"),
    [
        ("ru", date(2026, 6, 21), date(2026, 6, 23), "с 21 по 23 июня 2026 года"),
        ("ru", date(2026, 6, 2), date(2026, 6, 4), "со 2 по 4 июня 2026 года"),
        ("ru", date(2026, 6, 30), date(2026, 7, 2), "с 30 июня по 2 июля 2026 года"),
        ("ru", date(2026, 12, 30), date(2027, 1, 2), "с 30 декабря 2026 года по 2 января 2027 года"),
        ("ru", date(2026, 6, 3), date(2026, 6, 4), "3 и 4 июня 2026 года"),
        ("es", date(2026, 6, 21), date(2026, 6, 23), "del 21 al 23 de junio de 2026"),
        ("es", date(2026, 6, 30), date(2026, 7, 1), "los días 30 de junio y 1 de julio de 2026"),
        ("en", date(2026, 6, 21), date(2026, 6, 23), "from 21 to 23 June 2026"),
        ("en", date(2026, 12, 31), date(2027, 1, 1), "on 31 December 2026 and 1 January 2027"),
    ],
)
def test_periods_are_said_as_the_language_says_them(language: str, first: date, last: date, said: str) -> None:
    assert period_in_words(first, last, language) == said


def test_marks_are_read_and_taken_out() -> None:
    text = "*Просить* [мэрию](party:cusco) ответить не позднее {date+7} на [письмо от {date-7}](cite:xiii-c1)."
    said = read(text, "ru", TODAY)
    assert said.text == "Просить мэрию ответить не позднее 12 марта 2026 года на письмо от 26 февраля 2026 года."
    assert said.verb == "Просить"
    assert [(one.text, one.sort, one.target) for one in said.named] == [
        ("мэрию", "party", "cusco"),
        ("письмо от 26 февраля 2026 года", "cite", "xiii-c1"),
    ]
    assert said.dates == ((date(2026, 3, 12), date(2026, 3, 12)),)


def test_dates_move_with_today() -> None:
    assert fill("{date+1}", "en", date(2026, 12, 31)) == "1 January 2027"
    assert load(TODAY).plans["xiii-c14"].due == TODAY + timedelta(days=45)


def test_the_draft_has_no_number_yet(world: World) -> None:
    papers: list[Paper] = list(world.papers.values())
    assert [(paper.id, paper.number, paper.state) for paper in papers] == [
        ("both-skies", "4", "adopted"),
        ("iberoamerica", "2", "adopted"),
        ("xiii", "1", "adopted"),
        ("session", "1", "adopted"),
        ("xiv", None, "debated"),
    ]
