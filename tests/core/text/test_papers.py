"""Three whole papers, each with its letterhead between and inside clauses, are read without a loss."""

from datetime import date

import pytest

from plenaria.core.text.resolution import Signature

from .papers import PAPERS, read_paper

KINDS = {
    "ru": "assessment position position continuing event task nomination rule request request thanks thanks assessment "
    "task event nomination rule request assessment continuing task publication",
    "es": "assessment position position continuing event task nomination rule request request thanks assessment task "
    "event nomination rule continuing assessment task thanks publication",
    "en": "assessment position position continuing event task nomination rule request request thanks assessment task "
    "event nomination rule continuing assessment task request thanks publication",
}
WORDS = [
    "PRIMERO",
    "SEGUNDO",
    "TERCERO",
    "CUARTO",
    "QUINTO",
    "SEXTO",
    "SÉPTIMO",
    "OCTAVO",
    "NOVENO",
    "DÉCIMO",
    "UNDÉCIMO",
    "DUODÉCIMO",
    "DECIMOTERCERO",
    "DECIMOCUARTO",
    "DECIMOQUINTO",
    "DECIMOSEXTO",
    "DECIMOSÉPTIMO",
    "DECIMOCTAVO",
    "DECIMONOVENO",
    "VIGÉSIMO",
]


@pytest.mark.parametrize(
    ("name", "numbers", "points", "recitals"),
    [
        ("ru", [str(n) for n in range(1, 23)], ["а", "б", "в"], 4),
        ("es", [*WORDS, "VIGÉSIMO PRIMERO"], ["a", "b", "c"], 4),
        ("en", [str(n) for n in range(1, 23)], ["a", "b", "c"], 5),
    ],
)
def test_clauses_numbers_and_recitals_are_counted_exactly(
    name: str, numbers: list[str], points: list[str], recitals: int
) -> None:
    paper = read_paper(name)
    assert paper.language == name
    assert [clause.number for clause in paper.clauses] == numbers
    assert {
        clause.number: [child.number for child in clause.children] for clause in paper.clauses if clause.children
    } == {paper.clauses[5].number: points}
    assert len(paper.recitals) == recitals
    assert (paper.unplaced, paper.warnings) == ((), ())


@pytest.mark.parametrize("name", ["ru", "es", "en"])
def test_kinds_are_those_that_a_person_gives(name: str) -> None:
    assert [clause.kind for clause in read_paper(name).clauses] == KINDS[name].split()


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("ru", ("7", date(2024, 4, 20), "Верхнереченск")),
        ("es", ("12/2024", date(2024, 3, 16), "Puente Alto")),
        ("en", ("3/2024", date(2024, 5, 4), "Port Selby")),
    ],
)
def test_the_head_names_number_date_and_place(name: str, head: tuple[str, date, str]) -> None:
    paper = read_paper(name)
    assert (paper.number, paper.date, paper.venue) == head
    assert len(paper.letterhead) == 3
    assert paper.body == paper.letterhead[0]


@pytest.mark.parametrize(
    ("name", "clause", "text"),
    [
        (
            "ru",
            12,
            "Дать положительную оценку выставке «Узоры севера», прошедшей в ноябре 2023 года в четырёх районах края.",
        ),
        ("es", 15, "Exigir la presentación anual de cuentas a todas las cooperativas asociadas."),
        ("en", 15, "Lays down that a club with unpaid dues has no vote at the Annual Conference."),
    ],
)
def test_letterhead_in_the_middle_of_a_clause_is_taken_out(name: str, clause: int, text: str) -> None:
    paper = read_paper(name)
    assert paper.clauses[clause].text == text
    assert [paper.furniture.count(line) for line in paper.letterhead] == [2, 2, 2]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("ru", "ул. Садовая, д. 14, тел. +7"),
        ("es", "Calle del Molino, 8, o en ferias@"),
        ("en", "12 Harbour Street, Port"),
    ],
)
def test_an_address_inside_a_sentence_stays(name: str, address: str) -> None:
    assert address in read_paper(name).clauses[4].text


def test_adoption_signatures_and_dispatch() -> None:
    russian, spanish, english = (read_paper(name) for name in ("ru", "es", "en"))
    adoptions = [
        (
            each.adoption.method,
            each.adoption.result,
            each.adoption.in_favour,
            each.adoption.against,
            each.adoption.abstaining,
        )
        for each in (russian, spanish, english)
        if each.adoption
    ]
    assert adoptions == [
        ("open vote", "unanimous", 38, 0, 0),
        ("open vote", "majority", 52, 3, 2),
        ("show of hands", "majority", 41, 3, 2),
    ]
    assert russian.signatures == (
        Signature("Председатель конференции", "Л. А. Северцева"),
        Signature("Секретарь конференции", "Рощин В. М."),
    )
    assert spanish.signatures == (
        Signature("La Presidenta", "Inés Arroyo Mena"),
        Signature("El Secretario", "T. Salcedo Ríos"),
    )
    assert english.signatures == (Signature("Chair", "R. J. Pembroke"), Signature("Secretary", "Ana-Maria Holt"))
    assert english.dispatch == ("Ministry of Sport and Leisure", "City Council of Port Selby", "World Chess Assembly")
    assert spanish.dispatch == (
        "Ministerio de Vivienda",
        "Ayuntamiento de Puente Alto",
        "Confederación de Cooperativas del Sur",
    )
    assert len(russian.dispatch) == 3


def test_what_clauses_name() -> None:
    russian, spanish, english = (read_paper(name) for name in ("ru", "es", "en"))
    eighth_and_ninth = ((date(2024, 6, 8), date(2024, 6, 9)),)
    assert [paper.clauses[4].dates for paper in (russian, spanish, english)] == [eighth_and_ninth] * 3
    assert russian.clauses[8].parties == ("Министерству культуры Заречного края",)
    assert spanish.clauses[8].parties == ("Ministerio de Vivienda",)
    assert english.clauses[9].parties == ("City Council of Port Selby",)
    assert russian.clauses[6].people == ("Ольги Сергеевны Тихомировой",)
    assert spanish.clauses[6].people == ("Marta Quiroga Leal", "Julián Otero Paz")
    assert english.clauses[6].people == ("Helen Marsh", "Tomas Okoro")
    assert russian.clauses[21].links == ("www.lipovaya-alleya.example",)
    assert english.clauses[4].links == ("entries@northcoastchess.example",)
    assert [paper.clauses[13].places or paper.clauses[14].places for paper in (spanish, english)] == [
        ("Villa Serena",),
        ("Whitcombe",),
    ]


def test_recitals_cite_body_number_and_date() -> None:
    cited = {
        name: [
            (each.body, each.number, each.date) for recital in read_paper(name).recitals for each in recital.citations
        ]
        for name in ("ru", "es", "en")
    }
    assert cited == {
        "ru": [
            ("VIII Всемирного конгресса культурных объединений", "12", "2022-10-14"),
            ("Регионального форума объединений культуры", "4", "2023-04-25"),
        ],
        "es": [
            ("Confederación de Cooperativas del Sur", "5", "2022-10-03"),
            ("Consejo Mundial de la Vivienda Cooperativa", "9", "2021"),
        ],
        "en": [
            ("World Chess Assembly", "18", "2022-09-12"),
            ("Regional Chess Council", "2023/6", "2023-04-25"),
        ],
    }


def test_the_papers_are_there() -> None:
    assert sorted(path.name for path in PAPERS.glob("*.txt")) == ["en.txt", "es.txt", "ru.txt"]
