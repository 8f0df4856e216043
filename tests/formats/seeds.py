"""A sound paper of every format, and accidents that befall it."""

import random
from functools import cache

from tests.formats import test_akn_in, test_docx_numbering, test_odt
from tests.formats.papers import pdf

PAGE = (
    '<!doctype html><html lang="ru"><h1>Резолюция</h1><ol start=3><li>Один<ul><li>Два</li></ul></li></ol>'
    '<p><a href="https://sky.example">сайт</a></p>'
    "<table><tr><td>Роль<td>Имя</table><p>Текст<br><b>жирный</b><del>нет</del><ins>да</ins></p></html>"
).encode()
_WRITTEN = {
    "docx": test_docx_numbering.PAPERS["styles"],
    "odt": test_odt.PAPERS["continued"],
    "html": PAGE,
    "md": "# Резолюция\n\n1. Один\n   * [два](https://sky.example)\n\n| a | b |\n|---|---|\n| c | d |\n".encode(),
    "txt": "РЕЗОЛЮЦИЯ\n\n1. Провести неделю.\n2. Издать каталог.\n".encode("cp1251"),
    "akn": test_akn_in.PAPER.encode(),
}
"""Those that are written down; the PDF is typeset when it is asked for."""
KINDS = (*_WRITTEN, "pdf")
ACCIDENTS = ("flip", "cut", "double", "insert", "zero", "swap", "end")


@cache
def paper(kind: str) -> bytes:
    """The sound paper of that format."""
    if kind == "pdf":
        return pdf('= Резолюция\n\n1. Провести неделю #link("https://sky.example")[наблюдений].')
    return _WRITTEN[kind]


def mutated(data: bytes, mutations: list[tuple[str, float, bytes]]) -> bytes:
    """Bytes after some accidents, each at a share of their length."""
    for kind, share, piece in mutations:
        at = int(share * len(data))
        match kind:
            case "flip":
                data = data[:at] + bytes(byte ^ 0x20 for byte in data[at : at + 3]) + data[at + 3 :]
            case "cut":
                data = data[:at] + data[at + len(piece) :]
            case "double":
                data = data[:at] + data[at : at + 40] * 2 + data[at + 40 :]
            case "insert":
                data = data[:at] + piece + data[at:]
            case "zero":
                data = data[:at] + bytes(len(piece)) + data[at + len(piece) :]
            case "swap":
                data = data[:at] + data[at + 30 : at + 60] + data[at : at + 30] + data[at + 60 :]
            case "end":
                data = data[: max(at, 4)]
    return data


def mutated_at_random(data: bytes, dice: random.Random) -> bytes:
    """One to six accidents."""
    return mutated(
        data,
        [
            (dice.choice(ACCIDENTS), dice.random(), dice.randbytes(dice.randint(1, 12)))
            for _ in range(dice.randint(1, 6))
        ],
    )
