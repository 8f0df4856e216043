"""What one sentence cites: as printed, and body, number, date."""

import pytest

from plenaria.core.text.citations import citations


@pytest.mark.parametrize(
    ("language", "text", "cited"),
    [
        (
            "en",
            "Recalling Resolution 4 of the XIV Regional Conference, 2022,",
            ("Resolution 4 of the XIV Regional Conference, 2022", "XIV Regional Conference", "4", "2022"),
        ),
        (
            "en",
            "Recalling General Assembly resolution 65/281 of 17 June 2011,",
            ("General Assembly resolution 65/281 of 17 June 2011", "General Assembly", "65/281", "2011-06-17"),
        ),
        ("en", "in accordance with Article 31 of the Statutes", ("Article 31 of the Statutes", None, None, None)),
        ("en", "under the Fair Play Code of 2019", ("Fair Play Code of 2019", None, None, "2019")),
        ("es", "la Resolución 003 de 2022 fijó metas", ("Resolución 003 de 2022", None, "003", "2022")),
        ("es", "la Ley 19.418 exige", ("Ley 19.418", None, "19.418", None)),
        (
            "ru",
            "согласно распоряжению от 5 сентября 2024 г. № 311-р",
            ("распоряжению от 5 сентября 2024 г. № 311-р", None, "311-р", "2024-09-05"),
        ),
        (
            "ru",
            "в соответствии с пунктом 5.4 Устава Федерации",
            ("пунктом 5.4 Устава Федерации", "Федерации", None, None),
        ),
    ],
)
def test_a_reference_tells_which_document_is_meant(
    language: str, text: str, cited: tuple[str, str | None, str | None, str | None]
) -> None:
    assert [(each.text, each.body, each.number, each.date) for each in citations(text, language)] == [cited]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Requests that this resolution be sent to the press."),
        ("es", "Publicar la presente resolución."),
        ("ru", "Направить настоящую резолюцию в министерство."),
        ("ru", "Утвердить Устав Союза."),
    ],
)
def test_the_name_of_a_document_alone_is_no_reference(language: str, text: str) -> None:
    assert citations(text, language) == ()
