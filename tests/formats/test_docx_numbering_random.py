"""Random multilevel lists, numbered as LibreOffice numbers them: all of a round in one conversion."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.formats.office import TEXT, converted, numbered, printed
from tests.formats.papers import abstract, docx, lvl, num, p
from tests.formats.test_docx_numbering import STYLES

FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "russianLower", "russianUpper", "decimalZero",
    "ordinalText", "cardinalText",
)  # fmt: skip
AROUND = (("", "."), ("", ")"), ("(", ")"), ("§ ", ""), ("п. ", "."), ("", ""))
DEPTH = 4


def level(dice: Random, at: int) -> str:
    """A level that shows its own number and, mostly, those of some levels above it."""
    shown = ".".join(f"%{n}" for n in range(dice.randint(1, at + 1), at + 2))
    before, after = dice.choice(AROUND)
    return lvl(at, dice.choice(FORMATS), f"{before}{shown}{after}", start=dice.choice([1, 1, 1, 2, 5]))


def paper(seed: int) -> bytes:
    """Three numberings of two abstract ones, in a random walk over levels, with paragraphs in between.

    One that starts anew does so before it goes deeper: LibreOffice forgets the new start of a level that is skipped.
    """
    dice = Random(seed)
    abstracts = "".join(abstract(n, *(level(dice, at) for at in range(DEPTH))) for n in (0, 1))
    starts = dice.choice([{}, {"l0": 1}, {"l0": 4}])
    lines, at, anew = [], 0, bool(starts)
    for number in range(dice.randint(4, 24)):
        at = dice.randint(0, min(at + 1, DEPTH - 1))
        text = f"строка {number}"
        match dice.randint(1, 10):
            case 1:
                lines.append(p(text))
            case 2:
                lines.append(p(text, num=0, level=at))
            case _:
                of = dice.randint(1, 3)
                at, anew = (0, False) if of == 3 and anew else (at, anew)
                lines.append(p(text, num=of, level=at))
    return docx("".join(lines), numbering=abstracts + num(1, 0) + num(2, 1) + num(3, 0, **starts), styles=STYLES)


@settings(max_examples=2, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(st.lists(st.integers(0, 10**6), min_size=30, max_size=30, unique=True))
def test_random_lists(seeds: list[int]) -> None:
    made = {f"paper{seed}": paper(seed) for seed in seeds}
    with TemporaryDirectory() as name:
        converted(made, "docx", Path(name), TEXT)
        assert [numbered(data) for data in made.values()] == [printed(Path(name), each) for each in made]
