"""Typed and automatic numbers, and what only looks like one."""

import pytest

from plenaria.core.text.numbering import marker


@pytest.mark.parametrize(
    ("text", "label", "value", "rest"),
    [
        ("1. Supports", "1", 1, "Supports"),
        ("12) Supports", "12", 12, "Supports"),
        ("(3) Supports", "3", 3, "Supports"),
        ("1.- Aprobar", "1", 1, "Aprobar"),
        ("2º Aprobar", "2º", 2, "Aprobar"),
        ("1.1. Text", "1.1", 1, "Text"),
        ("1.2 Text", "1.2", 2, "Text"),
        ("IV. Supports the plan", "IV", 4, "Supports the plan"),
        ("PRIMERO. Aprobar", "PRIMERO", 1, "Aprobar"),
        ("Décimo primero.- Aprobar", "Décimo primero", 11, "Aprobar"),
        ("Artículo 7.- Aprobar", "7", 7, "Aprobar"),
        ("Статья 2. Одобрить", "2", 2, "Одобрить"),
        ("п. 1 Одобрить", "1", 1, "Одобрить"),
        ("§ 5 Supports", "5", 5, "Supports"),
        ("a) text", "a", 1, "text"),
        ("(b) text", "b", 2, "text"),
        ("а) текст", "а", 1, "текст"),
        ("к) текст", "к", 10, "текст"),
        ("– text", "", 0, "text"),
    ],
)
def test_typed_numbers(text: str, label: str, value: int, rest: str) -> None:
    found = marker(text)
    assert found is not None
    assert (found.label, found.value, text[found.end :]) == (label, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "25.04.2023 состоялась встреча",
        "2023 год объявлен годом хора",
        "2024. Year of choirs",
        "12 November 1974",
        "16 de marzo de 2024",
        "А. Иванов",
        "I. Petrov, chair",
        "10.30 h: opening",
        "5,3 млн рублей",
        "Article 5 of the Statutes says",
        "Supports the plan",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert marker(text) is None


def test_an_ambiguous_letter_keeps_both_readings() -> None:
    found = marker("(i) text")
    assert found is not None
    assert {value for _, value in found.readings} == {9, 1}


@pytest.mark.parametrize(("automatic", "label"), [("3.", "3"), ("а)", "а"), ("1.2.", "1.2"), ("IV.", "IV"), ("•", "")])
def test_automatic_numbers(automatic: str, label: str) -> None:
    found = marker("Text", automatic)
    assert found is not None
    assert (found.label, found.end) == (label, 0)
