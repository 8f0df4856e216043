import pytest

from plenaria.core.parties import closest, match

BOOK = {
    "education": ["Министерство образования", "Ministerio de Educación", "Ministry of Education"],
    "environment": ["Министерство окружающей среды", "Ministerio del Ambiente"],
    "cusco": ["Мэрия города Куско", "Municipalidad del Cusco", "Cusco City Hall"],
    "quipu": ["Дом науки «Кипу»", "Casa de la Ciencia Quipu"],
    "sky": ["Фонд «Тёмное небо»", "Dark Sky Foundation"],
    "school-17": ["Школа № 17"],
    "school-18": ["Школа № 18", "гимназия Ясная"],
}


@pytest.mark.parametrize(
    ("printed", "party"),
    [
        ("Министерству образования", "education"),
        ("Министерства образования", "education"),
        ("министерством окружающей среды", "environment"),
        ("в мэрию города Куско", "cusco"),
        ("мэрии Куско", "cusco"),
        ("Домом науки «Кипу»", "quipu"),
        ("фондом «Тёмное небо»", "sky"),
        ("фонду «ТЁМНОЕ НЕБО»", "sky"),
        ("школе № 17", "school-17"),
        ("гимназией «Ясная»", "school-18"),
        ("Ministerio de Educación", "education"),
        ("the Ministry of Education", "education"),
    ],
)
def test_a_printed_name_is_found_in_any_case(printed: str, party: str) -> None:
    assert match(printed, BOOK) == party


@pytest.mark.parametrize("printed", ["Министерство", "Министерство транспорта", "школа", "Музей теней", "", "и др."])
def test_what_fits_nobody_or_several_is_left_to_people(printed: str) -> None:
    assert match(printed, BOOK) is None


def test_one_word_in_common_is_not_enough() -> None:
    assert match("Министерство транспорта", {"education": ["Министерство образования"]}) is None


def test_an_alias_is_as_good_as_a_name() -> None:
    assert match("Минобру", {"education": ["Министерство образования", "Минобр"]}) == "education"


@pytest.mark.parametrize(
    ("wanted", "available", "language"),
    [("es", ["ru", "es"], "es"), ("pt-BR", ["pt", "ru"], "pt"), ("fr", ["ru", "en"], "en"), ("fr", ["ru", "es"], "ru")],
)
def test_a_party_is_written_to_in_its_language_or_one_that_is_read_widely(
    wanted: str, available: list[str], language: str
) -> None:
    assert closest(wanted, available, "ru") == language
