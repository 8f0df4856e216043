"""People, parties and links of one clause."""

import pytest

from plenaria.core.text.names import links, parties, people


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "Elects Tobias Reyne and L. Osei to the Board.", ("Tobias Reyne", "L. Osei")),
        ("en", "Thanks Mrs Lotte Prior, caretaker since 1998.", ("Lotte Prior",)),
        ("en", "Appoints Nadia Brook and, as her substitute, Piers Holloway.", ("Nadia Brook", "Piers Holloway")),
        ("en", "Thanks the museum for the exhibition on Fell End.", ()),
        ("es", "Designar a Lucía Ferrán Abad y a Tomás Iriarte delegados.", ("Lucía Ferrán Abad", "Tomás Iriarte")),
        ("es", "A Édgar A. Pinzón como su suplente.", ("Édgar A. Pinzón",)),
        ("es", "Agradece al Mercado Benito Juárez los almuerzos.", ()),
        ("ru", "Избрать председателем Ершова Вадима Николаевича.", ("Ершова Вадима Николаевича",)),
        ("ru", "Выдвинуть Наталью Кезик и О. В. Ясного.", ("Наталью Кезик", "О. В. Ясного")),
        ("ru", "Обратиться в школу имени Ивана Петрова.", ()),
    ],
)
def test_people_are_named_as_printed(language: str, text: str, named: tuple[str, ...]) -> None:
    assert people(text, language) == named


def test_a_point_of_a_list_of_people_opens_with_a_name() -> None:
    assert people("Ropata Kingi, East Coast Club;", "en", listed=True) == ("Ropata Kingi",)


@pytest.mark.parametrize(
    ("language", "text", "addressed"),
    [
        (
            "en",
            "Thanks the Ministry of Culture and Sport and Tidewell Borough Council for the hall.",
            ("Ministry of Culture and Sport", "Tidewell Borough Council"),
        ),
        ("en", "Approves the report of the Executive Board.", ()),
        ("en", "Nominates Ann Petrie as delegate to the World Congress.", ()),
        ("en", "The Soil Committee is to prepare a handbook.", ("Soil Committee",)),
        (
            "en",
            "Transmit this resolution to the Ministry of Health and to the Embassy.",
            ("Ministry of Health", "Embassy"),
        ),
        (
            "es",
            "Exhorta a la Rectoría y al Patronato Universitario a reabrir.",
            ("Rectoría", "Patronato Universitario"),
        ),
        ("es", "Encárgase al Consejo de Administración un padrón.", ("Consejo de Administración",)),
        (
            "ru",
            "Просить Министерство культуры и информации рассмотреть заявку.",
            ("Министерство культуры и информации",),
        ),
        (
            "ru",
            "Обратиться к министерствам культуры и образования с просьбой.",
            ("министерствам культуры и образования",),
        ),
        ("ru", "Методическому совету отобрать учебники.", ("Методическому совету",)),
        ("ru", "Одобрить деятельность Координационного совета.", ()),
    ],
)
def test_parties_are_those_whom_the_clause_addresses(language: str, text: str, addressed: tuple[str, ...]) -> None:
    assert parties(text, language) == addressed


def test_links_end_before_the_full_stop() -> None:
    assert links("Write to bureau@choir.example, or see www.choir.example/2027.") == (
        "bureau@choir.example",
        "www.choir.example/2027",
    )
