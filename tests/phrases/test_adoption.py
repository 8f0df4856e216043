import pytest

from plenaria.phrases.adoption import statement


@pytest.mark.parametrize(
    ("method", "counts", "said"),
    [
        ("open vote", (31, 8, 5), "Adopted by open vote: 31 for, 8 against, 5 abstaining."),
        ("open vote", (31, 0, 0), "Adopted unanimously by open vote."),
        ("show of hands", (3, 0, 1), "Adopted by show of hands: 3 for, 0 against, 1 abstaining."),
        ("roll call", (3, 1, 0), "Adopted by roll-call vote: 3 for, 1 against, 0 abstaining."),
        ("secret vote", (3, 1, 0), "Adopted by secret ballot: 3 for, 1 against, 0 abstaining."),
        ("consensus", (0, 0, 0), "Adopted by consensus."),
    ],
)
def test_how_a_text_was_adopted(method: str, counts: tuple[int, int, int], said: str) -> None:
    in_favour, against, abstaining = counts
    assert said == statement(method=method, in_favour=in_favour, against=against, abstaining=abstaining, language="en")
