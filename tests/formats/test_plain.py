"""Plain text in any encoding."""

import pytest

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.encoding import decoded
from plenaria.formats.reading import read

TEXTS = {
    "ru": "Конференция поручает совету обществ подготовить каталог площадок — до 1 мая. РЕЗОЛЮЦИЯ № 4. Ёлка. ",
    "uk": "Конференція доручає раді товариств підготувати каталог майданчиків і розіслати його. Її ґанок є нічим. ",
    "es": "La Asamblea encarga al consejo la elaboración de un catálogo. ¿Año próximo? PRIMERO. Señor Núñez. ",
    "fr": "L’assemblée charge le conseil d’établir à l’automne un répertoire des sites; œuvre achevée. ",
    "de": "Die Versammlung beauftragt den Rat, ein Verzeichnis der Plätze für das nächste Jahr zu erstellen. Größe. ",
    "pt": "A assembleia encarrega o conselho da elaboração de um catálogo de locais de observação até março. ",
}
CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
CASES = [
    *[("ru", encoding) for encoding in CYRILLIC + UNICODE],
    *[("uk", encoding) for encoding in ("cp1251", "iso8859_5", *UNICODE)],
    *[(language, encoding) for language in ("es", "fr", "de", "pt") for encoding in ("cp1252", "latin-1", *UNICODE)],
]


@pytest.mark.parametrize("size", [40, 80, 1000])
@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_the_encoding_is_recognised(language: str, encoding: str, size: int) -> None:
    data = (TEXTS[language] * 12)[:size].encode(encoding, "ignore")
    assert decoded(data) == data.decode(encoding)


def test_lines_are_those_of_an_editor() -> None:
    answer = read("\ufeffРЕЗОЛЮЦИЯ\r\n\r\n  1. Провести\tнеделю.\r2. Издать.\n\n\n".encode())
    assert answer == Source(
        lines=(
            SourceLine(text="РЕЗОЛЮЦИЯ"),
            SourceLine(text=""),
            SourceLine(text="1. Провести\tнеделю.", indent=12),
            SourceLine(text="2. Издать."),
        ),
        format="txt",
    )


def test_the_name_decides_between_markdown_and_text_only() -> None:
    text = b"# Title\n\n* item"
    assert [read(text, name).format for name in ("a.txt", "a.md", "a", "a.docx")] == ["txt", "md", "md", "md"]  # type: ignore[union-attr]
    assert read(b"Title\n\nText", "").format == "txt"  # type: ignore[union-attr]
    assert read(b"<p>Text</p>", "a.txt").format == "html"  # type: ignore[union-attr]


def test_a_stray_control_character_is_no_program() -> None:
    answer = read("Список площадок\x02 общества.\r\n\x1a".encode("cp866"), "list.txt")
    assert isinstance(answer, Source)
    assert [line.text for line in answer.lines] == ["Список площадок общества."]
