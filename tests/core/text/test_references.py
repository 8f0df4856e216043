from datetime import date

import pytest

from plenaria.core.text.references import clause_named, means, plain_number
from plenaria.core.text.resolution import Citation

NAMES = ["Всемирная федерация «Оба неба»", "World Federation “Both Skies”", "Federación Mundial «Ambos Cielos»"]


def cited(**known: str) -> Citation:
    return Citation(text="as printed", **known)


@pytest.mark.parametrize(
    ("citation", "meant"),
    [
        (cited(number="4", date="2024-12-22"), True),
        (cited(number="VI/4", date="2024-12-22"), True),
        (cited(number="4", body="World Federation “Both Skies”"), True),
        (cited(date="2024", body="the Both Skies World Federation"), True),
        (cited(number="4", body="Всемирной федерации «Оба неба»", date="2024-12"), True),
        # Another wording of the body does not speak against a number with its day.
        (cited(number="4", date="2024-12-22", body="the VI World Congress"), True),
        # Something printed does not fit.
        (cited(number="5", date="2024-12-22"), False),
        (cited(number="V/4", date="2024-12-22"), False),
        (cited(number="4", date="2023-12-22", body=NAMES[1]), False),
        # Not enough is printed: every body has a resolution No. 4, and a year has many.
        (cited(number="4"), False),
        (cited(number="4", date="2024"), False),
        (cited(date="2024-12-22"), False),
        (cited(body=NAMES[1]), False),
        (cited(), False),
    ],
)
def test_a_citation_means_a_resolution_where_everything_printed_fits(citation: Citation, meant: bool) -> None:
    assert means(citation, number="VI/4", adopted_on=date(2024, 12, 22), names=NAMES) == meant


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("clause 2 of resolution No. 4 of the VI World Congress", "2"),
        ("пункту 14 резолюции № 4", "14"),
        ("punto 3.1 de la resolución núm. 2", "3.1"),
        ("resolution No. 4", None),
        ("clause 2 and clause 3 of resolution No. 4", None),
    ],
)
def test_the_clause_that_a_citation_names(text: str, clause: str | None) -> None:
    assert clause_named(Citation(text=text)) == clause


@pytest.mark.parametrize(
    ("number", "plain"), [("XIV/3", "xiv-3"), ("№ 4", "4"), ("No. A/7", "a-7"), ("n.º 12", "12"), ("", "")]
)
def test_a_number_without_its_sign(number: str, plain: str) -> None:
    assert plain_number(number) == plain
