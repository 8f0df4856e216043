"""Tables as files: what stands in them, and that no cell is run."""

import csv
import io
import zipfile
from datetime import date

from lxml import etree

from plenaria.formats.spreadsheet import Cell, write_csv, write_ods

HEAD = ["Reference", "Party", "Sent", "Count"]
ROWS: list[list[Cell]] = [
    ["2026/14", 'Министерство "света" & <b>\nвторая', date(2026, 5, 9), 3],
    ["", "=HYPERLINK(1)", None, None],
]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def test_csv() -> None:
    data = write_csv(HEAD, ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        HEAD,
        ["2026/14", 'Министерство "света" & <b>\nвторая', "2026-05-09", "3"],
        ["", "'=HYPERLINK(1)", "", ""],
    ]


def test_ods() -> None:
    data = write_ods('Letters "2026"', HEAD, ROWS)
    assert data == write_ods('Letters "2026"', HEAD, ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist()[0] == "mimetype"
        assert packed.infolist()[0].compress_type == zipfile.ZIP_STORED
        content = etree.fromstring(packed.read("content.xml"))
    rows = [
        [["".join(words.itertext()) for words in cell.iter(f"{TEXT}p")] for cell in row.iter(f"{TABLE}table-cell")]
        for row in content.iter(f"{TABLE}table-row")
    ]
    assert rows == [
        [[each] for each in HEAD],
        [["2026/14"], ['Министерство "света" & <b>', "вторая"], ["2026-05-09"], ["3"]],
        [[], ["=HYPERLINK(1)"], [], []],
    ]
    # Words are of the type string, so that the sign of equality begins no formula.
    assert b"table:formula" not in data


def test_control_characters_do_not_break_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(write_ods("a\x00b", ["\x0b"], [["\x1b[0m"]]))) as packed:
        etree.fromstring(packed.read("content.xml"))
