"""Sentences that cite, as papers print them, against a register of invented bodies."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.citations import citations
from plenaria.core.text.matching import Entry, Match, clause_cited, match
from plenaria.core.text.numbers import meetings_in, number_of
from plenaria.core.text.resolution import Citation

WORLD = ("Всемирная федерация «Оба неба»", "World Federation “Both Skies”", "Federación Mundial «Ambos Cielos»")
CONGRESS = (*WORLD, "VI Всемирный конгресс", "VI World Congress", "VI Congreso Mundial")
EAST = ("Восточный сектор", "Eastern Sector", "Sector Oriental")
CONFERENCE = (*EAST, "Региональная конференция", "Regional Conference", "Conferencia Regional")
KAZAKHSTAN = ("Совет Казахстана", "Council of Kazakhstan", "Consejo de Kazajistán")
PERU = ("Совет Перу", "Council of Peru", "Consejo del Perú")


def entry(name: str, body: str, names: tuple[str, ...], number: str, on: date, *meetings: int) -> Entry:
    return Entry(id=name, body=body, names=names, number=number, adopted_on=on, meetings=frozenset(meetings))


REGISTER = (
    entry("w4", "world", CONGRESS, "4", date(2024, 12, 22), 6),
    entry("w5", "world", CONGRESS, "5", date(2024, 12, 22), 6),
    entry("r4", "east", CONFERENCE, "XIV/4", date(2022, 5, 14), 14),
    entry("r13-4", "east", CONFERENCE, "XIII/4", date(2019, 5, 18), 13),
    entry("r13-11", "east", CONFERENCE, "XIII/11", date(2019, 5, 18), 13),
    entry("k4", "kz", KAZAKHSTAN, "4", date(2022, 3, 1)),
    entry("k4-23", "kz", KAZAKHSTAN, "4", date(2023, 3, 1)),
    entry("k7", "kz", KAZAKHSTAN, "7/2019", date(2019, 4, 20)),
    entry("p4", "pe", PERU, "4", date(2022, 6, 2)),
    entry("p5", "pe", PERU, "5", date(2022, 6, 2)),
)
"""The council of Kazakhstan stands under the sector, and the sector under the federation; Peru stands elsewhere."""


def meant(words: str, language: str, *, own: str = "kz", before: date | None = None) -> Match:
    (citation,) = citations(words, language)
    above = {"kz": ("world", "east"), "pe": ("world",), "east": ("world",), "world": ()}[own]
    return match(citation, REGISTER, above=above, own=own, before=before)


@pytest.mark.parametrize(
    ("language", "words", "certain"),
    [
        # The meeting by its Roman number, whatever the case; the year beside it or not.
        ("ru", "Во исполнение резолюции № 4 XIV региональной конференции 2022 года", "r4"),
        ("ru", "согласно резолюции № 4 XIV Региональной конференции Восточного сектора", "r4"),
        ("ru", "Ссылаясь на резолюцию № 11 XIII Региональной конференции", "r13-11"),
        ("ru", "резолюцией № 4 XIII Региональной конференции от 18 мая 2019 года", "r13-4"),
        ("ru", "Подтверждая Резолюцию № 4 VI Всемирного конгресса от 22 декабря 2024 г.,", "w4"),
        ("ru", "Напоминая о резолюции № 5 VI Всемирного конгресса", "w5"),
        ("es", "Recordando la Resolución 4 de la XIV Conferencia Regional, de 2022,", "r4"),
        ("es", "la resolución n.º 4 de la XIV Conferencia Regional del Sector Oriental, de 14 de mayo de 2022", "r4"),
        ("es", "conforme a la resolución n.º 11 de la XIII Conferencia Regional", "r13-11"),
        ("es", "la resolución número 5 del VI Congreso Mundial", "w5"),
        ("en", "Recalling Resolution 4 of the XIV Regional Conference, 2022,", "r4"),
        ("en", "Resolution No. 4 of the VI World Congress of 22 December 2024", "w4"),
        ("en", "Recalling resolution 4 of the Sixth World Congress (2024)", "w4"),
        ("en", "in line with resolution 11 of the 13th Regional Conference", "r13-11"),
        # The meeting or the year within the number.
        ("ru", "резолюция XIV/4", "r4"),
        ("ru", "во исполнение резолюции XIII/4", "r13-4"),
        ("es", "la resolución XIV/4", "r4"),
        ("en", "Resolution XIII/11", "r13-11"),
        ("ru", "резолюцией Совета Казахстана № 7/2019", "k7"),
        ("en", "Resolution 7/2019 of the Council of Kazakhstan", "k7"),
        ("en", "Resolution 7 of the Council of Kazakhstan of 20 April 2019", "k7"),
        # The body, and its year or day.
        ("ru", "ссылаясь на резолюцию № 4 Совета Казахстана от 1 марта 2022 года", "k4"),
        ("ru", "решение № 4 Совета 2023 года", "k4-23"),
        ("es", "la Resolución 4 del Consejo del Perú, de 2 de junio de 2022", "p4"),
        ("en", "Resolution No. 5 of the Council of Peru of 2 June 2022", "p5"),
        # Only the day names it, and its number.
        ("en", "Resolution 4 of 14 May 2022", "r4"),
        ("ru", "резолюция № 4 от 1 марта 2023 года", "k4-23"),
        ("es", "la resolución 4, de 1 de marzo de 2022", "k4"),
        # The same words mean the own council before a foreign one.
        ("es", "la Resolución 4 del Consejo, de 2022", "k4"),
    ],
)
def test_what_is_certain_is_found(language: str, words: str, certain: str) -> None:
    assert meant(words, language) == Match(certain=certain)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "резолюция № 9 XIV региональной конференции 2022 года"),
        ("ru", "резолюция № 4 XV региональной конференции 2022 года"),
        ("ru", "резолюции № 4 XIV региональной конференции 2021 года"),
        ("ru", "Устав организации от 3 мая 2001 года"),
        ("es", "la Resolución 4 de la XIII Conferencia Regional, de 2022,"),
        ("es", "la Resolución 5 del Consejo del Perú, de 3 de junio de 2022"),
        ("en", "Resolution XIV/5"),
        ("en", "Resolution 7/2020 of the Council of Kazakhstan"),
        ("en", "General Assembly resolution 65/281"),
        ("en", "Resolution 4 of the Council of Latvia of 2022"),
    ],
)
def test_what_is_not_in_the_register_is_not_found(language: str, words: str) -> None:
    assert meant(words, language) == Match()


@pytest.mark.parametrize(
    ("language", "words", "possible"),
    [
        # Superior bodies first, then the own one, then the others.
        ("ru", "резолюция № 4", ("w4", "r13-4", "r4", "k4", "k4-23")),
        ("ru", "резолюция № 4 Совета Казахстана", ("k4", "k4-23")),
        ("es", "la resolución 4 del Consejo", ("k4", "k4-23", "p4")),
        ("en", "Resolution 4 of 2022", ("r4", "k4", "p4")),
        ("en", "the decision of the Council of Peru of 2 June 2022", ("p4", "p5")),
        ("en", "the resolutions of the VI World Congress of 22 December 2024", ("w4", "w5")),
    ],
)
def test_what_is_doubtful_is_offered(language: str, words: str, possible: tuple[str, ...]) -> None:
    assert meant(words, language) == Match(possible=possible)


def test_a_number_and_a_year_alone_mean_the_own_body_if_no_superior_one_fits() -> None:
    assert meant("Resolution 4 of 2023", "en") == Match(certain="k4-23")
    assert meant("Resolution 4 of 2023", "en", own="pe").certain is None


def test_nothing_is_cited_before_it_was_adopted() -> None:
    words = "Resolution 4 of the XIV Regional Conference"
    assert meant(words, "en", before=date(2022, 5, 14)) == Match(certain="r4")
    assert meant(words, "en", before=date(2022, 5, 13)) == Match()


names = st.sampled_from([CONGRESS, CONFERENCE, KAZAKHSTAN, PERU])
numbers = st.builds(
    lambda before, number, after: f"{before}{number}{after}",
    st.sampled_from(["", "XIV/", "VI/", "A/"]),
    st.integers(1, 12),
    st.sampled_from(["", "/2022", "/2019"]),
)
days = st.dates(date(2018, 1, 1), date(2024, 12, 31))
entries = st.builds(
    Entry,
    id=st.uuids().map(str),
    body=st.sampled_from(["world", "east", "kz", "pe"]),
    names=names,
    number=numbers,
    adopted_on=days,
    meetings=st.frozensets(st.integers(1, 20), max_size=1),
)
printed = st.builds(
    Citation,
    text=st.sampled_from(["resolution", "резолюции № 4 XIV конференции", "the VI World Congress"]),
    body=st.none() | names.flatmap(st.sampled_from),
    number=st.none() | numbers,
    date=st.none()
    | days.flatmap(lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])),
)


@given(printed, st.lists(entries, max_size=6))
def test_a_link_never_leads_to_another_number_or_another_year(citation: Citation, register: list[Entry]) -> None:
    found = match(citation, register, above=("world", "east"), own="kz")
    by_id = {each.id: each for each in register}
    for name in (*([found.certain] if found.certain else []), *found.possible):
        target = by_id[name]
        cited, known = number_of(citation.number or ""), number_of(target.number)
        if cited.parts and found.certain:
            assert cited.parts == known.parts
        if citation.date:
            assert int(citation.date[:4]) in {target.adopted_on.year, *known.years}
        if len(citation.date or "") > 4:
            assert target.adopted_on.isoformat().startswith(citation.date or "")
        assert cited.years <= {target.adopted_on.year, *known.years}


@given(printed, st.lists(entries, max_size=6), st.randoms())
def test_the_order_of_the_register_changes_nothing(citation: Citation, register: list[Entry], chance: object) -> None:
    shuffled = list(register)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # random.Random
    one, two = (match(citation, each, above=("world",), own="kz").certain for each in (register, shuffled))
    assert one == two


@pytest.mark.parametrize(
    ("words", "language", "clause"),
    [
        ("in accordance with clause 7 of Resolution 4 of the XIV Regional Conference", "en", "7"),
        ("Resolution 4 of the XIV Regional Conference, clause 7,", "en", "7"),
        ("paragraph 3.1 of resolution No. 2 of 2020", "en", "3.1"),
        ("clauses 2 and 3 of resolution No. 4 of 2020", "en", None),
        ("resolution No. 4 of 2020", "en", None),
        ("во исполнение пункта 14 резолюции № 4 2020 года", "ru", "14"),
        ("п. 7 Резолюции № 4 XIV региональной конференции", "ru", "7"),
        ("el punto 3 de la resolución núm. 2, de 2020", "es", "3"),
        ("la cláusula 5 de la Resolución 4 de la XIV Conferencia Regional", "es", "5"),
    ],
)
def test_the_clause_that_is_cited(words: str, language: str, clause: str | None) -> None:
    citation = citations(words, language)[-1]
    assert clause_cited(words, citation) == clause


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("4", "№ 4", True),
        ("XIV/4", "4", True),
        ("4/2022", "No. 4", True),
        ("IV", "4", True),
        ("A/RES/65/281", "a-res-65-281", True),
        ("7", "A/7", None),
        ("", "4", None),
        ("4", "14", False),
        ("65/281", "65/282", False),
    ],
)
def test_numbers_are_the_same_without_years_meetings_and_signs(one: str, two: str, same: bool | None) -> None:
    assert number_of(one).fits(number_of(two)) is same


def test_numbers_of_meetings_in_words() -> None:
    assert meetings_in("the XIV Regional Conference") == {14}
    assert meetings_in("четырнадцатой конференции, 3-го съезда и ХV сессии") == {3, 14, 15}
    assert meetings_in("la sexta asamblea y el 7.º congreso") == {6, 7}
    assert meetings_in("resolution of 14 May 2022") == frozenset()


def test_a_body_named_in_another_way_does_not_speak_against_number_and_day() -> None:
    strange = Citation(text="", body="the Plenary", number="4", date="2022-05-14")
    assert match(strange, REGISTER, above=(), own="pe") == Match(certain="r4")
    assert match(replace(strange, date="2022"), REGISTER, above=(), own="pe") == Match()
