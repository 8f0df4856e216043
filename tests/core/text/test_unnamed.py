"""Whoever is addressed in words that name no institution."""

import pytest

from plenaria.core.text.addressees import parties

CLAUSES = [
    ("Insta a las peñas de la comarca a limpiar las fuentes.", ("peñas de la comarca",)),
    ("Pide a ADIF y a CEDRO que contesten por escrito.", ("ADIF", "CEDRO")),
    ("Agradece la labor de los carpinteros del barrio durante la riada.", ("carpinteros del barrio",)),
    ("Recabar de la Curia Diocesana la llave de la ermita.", ("Curia Diocesana",)),
    ("Invitar a participar en la vendimia.", ()),
    ("Agradece a Rosalía Portela su trabajo.", ()),
    ("Agradece al bombero Rosalía Portela su trabajo.", ()),
    ("Solicita a la Diputación una farola frente a la escuela.", ("Diputación",)),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_parties(text: str, expected: tuple[str, ...]) -> None:
    assert parties(text, "es") == expected
