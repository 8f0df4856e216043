"""Who signs, in the forms in which papers print it."""

import pytest

from plenaria.core.text.looks import Lines
from plenaria.core.text.resolution import Signature
from plenaria.core.text.signing import Signatures, is_name


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("en", "Chair: R. J. Pembroke|Ana Holt, Minute-taker", "Chair=R. J. Pembroke|Minute-taker=Ana Holt"),
        ("en", "Head of the Counting Board D. Lind", "Head of the Counting Board=D. Lind"),
        ("en", "Secretary General Ana Ruiz", "Secretary General=Ana Ruiz"),
        ("en", "(signed)|Kit Moss, for the crews", "for the crews=Kit Moss"),
        ("de", "Berger, K. (Kassenwart)", "Kassenwart=Berger, K."),
        ("ru", "Ведёт протокол Дроздов А. В.", "Ведёт протокол=Дроздов А. В."),
        ("ru", "Секретарь ________ /Ким А.Б./", "Секретарь=Ким А.Б."),
        ("es", "ROSA MENA PAZ|Moderadora||LUIS Q. PRADO|Relator", "Moderadora=ROSA MENA PAZ|Relator=LUIS Q. PRADO"),
        ("es", "La Presidenta,     El Vocal,|Inés Mora     J. M. Soto", "La Presidenta=Inés Mora|El Vocal=J. M. Soto"),
        ("en", "Dr. Ida Lund Mira Ray|Presiding member Clerk", "Presiding member=Dr. Ida Lund|Clerk=Mira Ray"),
        ("ru", "Члены жюри:     Рощин В. М.|      Липина О. О.", "Члены жюри=Рощин В. М.|Члены жюри=Липина О. О."),
        ("en", "For the Board:|Ana Holt|T. Roe", "For the Board=Ana Holt|For the Board=T. Roe"),
        ("en", "For the crews: Ana Holt, T. Roe", "For the crews=Ana Holt|For the crews=T. Roe"),
    ],
)  # fmt: skip
def test_roles_and_names_find_each_other(language: str, lines: str, expected: str) -> None:
    found = Signatures(lines.split("|"), Lines(language)).found
    assert "|".join(f"{each.role}={each.name}" for each in found) == expected


def test_a_sentence_signs_nothing() -> None:
    read = Signatures(["The accounts are at the office.", "Chair: Ana Holt"], Lines("en"))
    assert (read.found, read.left) == ([Signature("Chair", "Ana Holt")], [0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prof. Ana de la Cruz", True),
        ("H.-J. Pramann", True),
        ("O. J. Ray-Holt", True),
        ("Ana", False),
        ("Deputy President", False),
        ("Ana holds the chair", False),
        ("14 May", False),
    ],
)
def test_names_are_known_by_their_form(text: str, expected: bool) -> None:
    assert is_name(text, Lines("en")) is expected
