"""The hard cases, one by one, and that nothing of a source is lost."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.core.text.canonical import dump
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Resolution, Signature
from plenaria.core.text.source import Source, SourceLine

from .papers import plain, read_text


def outline(resolution: Resolution) -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in resolution.walk()]


def codes(resolution: Resolution) -> list[tuple[str, int]]:
    return [(warning.code, warning.line) for warning in resolution.warnings]


def test_verbs_in_the_margin_lead_the_points_below() -> None:
    resolution = read_text(
        "Resolution 5\nThe Council of Choirs,\nconsidering\na) that singing is good;\nb) that halls are few,\n"
        "resolves\n1 that each choir shall keep a register;\n2 that the register is public,\n"
        "instructs the Secretary\n1 to publish the list;\n2 to report to the Council."
    )
    assert [(each.heading, each.number, each.verb) for each in resolution.clauses] == [
        ("resolves", "1", "resolves"),
        ("", "2", "resolves"),
        ("instructs the Secretary", "1", "instructs"),
        ("", "2", "instructs"),
    ]
    assert [recital.text for recital in resolution.recitals] == ["a) that singing is good;", "b) that halls are few,"]
    assert resolution.body == "Council of Choirs"
    assert codes(resolution) == []


def test_paragraphs_led_by_verbs_need_no_numbers() -> None:
    resolution = read_text(
        "DECLARATION ON HALLS\nThe Assembly of Choirs,\nNoting the lack of halls,\n"
        "Supports the plan of the City Council of Brill;\nRequests the Ministry of Culture to open three halls;\n"
        "Decides to hold a festival from 3 to 5 May 2025 in Brill.\nAdopted without a vote.\nDone at Brill, 4 May 2024"
    )
    assert [(each.number, each.kind) for each in resolution.clauses] == [
        ("", "position"),
        ("", "request"),
        ("", "event"),
    ]
    assert [recital.text for recital in resolution.recitals] == ["Noting the lack of halls,"]
    assert resolution.adoption is not None
    assert resolution.adoption.method == "consensus"
    assert resolution.venue == "Brill"


def test_gaps_and_repeats_stay_as_printed_with_a_warning() -> None:
    resolution = read_text(
        "РЕШЕНИЕ\nЗаслушав доклад председателя о работе общества, собрание решило:\n1. Утвердить отчёт правления.\n"
        "2. Провести концерт\n25.05.2024 в доме культуры.\n2. Выразить благодарность школе;\n"
        "обратиться к мэру с просьбой о ремонте.\n4. Поручить правлению:\n1) подготовить смету;\n2) найти подрядчика.\n"
        "5. 2025 год объявить годом хора."
    )
    assert outline(resolution) == [
        (1, "1", "Утвердить отчёт правления."),
        (1, "2", "Провести концерт 25.05.2024 в доме культуры."),
        (1, "2", "Выразить благодарность школе;\nобратиться к мэру с просьбой о ремонте."),
        (1, "4", "Поручить правлению:"),
        (2, "1", "подготовить смету;"),
        (2, "2", "найти подрядчика."),
        (1, "5", "2025 год объявить годом хора."),
    ]
    assert codes(resolution) == [("numbering-repeats", 6), ("numbering-gap", 8)]
    assert resolution.formula == "собрание решило:"
    assert [recital.text for recital in resolution.recitals] == ["Заслушав доклад председателя о работе общества,"]


def test_automatic_numbers_and_a_tab_before_the_name() -> None:
    def numbered(number: str, text: str, level: int = 1) -> SourceLine:
        return SourceLine(text=text, number=number, level=level)

    resolution = read(
        Source(
            lines=(
                SourceLine(text="РЕЗОЛЮЦИЯ", centred=True),
                SourceLine(text="съезда садоводов"),
                SourceLine(text="Съезд садоводов постановляет:"),
                numbered("1.", "Подготовить план:"),
                numbered("а)", "посадок;", 2),
                numbered("б)", "полива.", 2),
                numbered("2.", "Просить управление парков выделить землю."),
                SourceLine(text="Принято поимённым голосованием 20 голосами против 3 при 2 воздержавшихся."),
                SourceLine(text="Секретарь съезда\tМ. Л. Дуб"),
            ),
            format="docx",
        )
    )
    assert outline(resolution) == [
        (1, "1", "Подготовить план:"),
        (2, "а", "посадок;"),
        (2, "б", "полива."),
        (1, "2", "Просить управление парков выделить землю."),
    ]
    adoption = resolution.adoption
    assert adoption is not None
    assert (adoption.method, adoption.result) == ("roll call", "majority")
    assert (adoption.in_favour, adoption.against, adoption.abstaining) == (20, 3, 2)
    assert resolution.signatures == (Signature("Секретарь съезда", "М. Л. Дуб"),)


def test_recitals_numbered_under_a_heading_are_no_clauses() -> None:
    resolution = read_text(
        "RESOLUCIÓN\nCONSIDERANDO:\n1. Que el agua es de todos;\n2. Que faltan fuentes;\nLa Asamblea RESUELVE:\n"
        "Artículo 1.- Aprobar el informe de la Junta Directiva.\nArtículo 2.- Solicitar al Ayuntamiento dos fuentes.\n"
        "Aprobada por aclamación.\nANEXO I\n1. Lista de fuentes"
    )
    assert [recital.text for recital in resolution.recitals] == [
        "1. Que el agua es de todos;",
        "2. Que faltan fuentes;",
    ]
    assert [clause.number for clause in resolution.clauses] == ["1", "2"]
    assert [(each.title, each.paragraphs) for each in resolution.attachments] == [("ANEXO I", ("1. Lista de fuentes",))]


def test_sections_keep_their_headings_and_go_on_counting() -> None:
    resolution = read_text(
        "Resolution\nI. Programme\n1. Supports the plan.\n2. Decides to prepare a list.\nII. Money\n"
        "3. Approves the accounts.\n4. Thanks the donors for\n2024 grants."
    )
    assert [(each.heading, each.number) for each in resolution.clauses] == [
        ("I. Programme", "1"),
        ("", "2"),
        ("II. Money", "3"),
        ("", "4"),
    ]
    assert resolution.clauses[3].text == "Thanks the donors for 2024 grants."


def test_headers_footers_and_footnotes_have_their_own_places() -> None:
    resolution = read(
        Source(
            lines=(
                SourceLine(text="UNION OF BELL RINGERS", zone="header"),
                SourceLine(text="Page 1", zone="footer"),
                SourceLine(text="Resolution on Bells", style="heading 1"),
                SourceLine(text="The Union of Bell Ringers,"),
                SourceLine(text="Decides:"),
                SourceLine(text="1. To ring on 3 May 2025."),
                SourceLine(text="2. To thank the Mayor of Tolling."),
                SourceLine(text="1 See annex.", zone="footnote"),
            ),
            format="docx",
        )
    )
    assert resolution.letterhead == ("UNION OF BELL RINGERS",)
    assert resolution.furniture == ("Page 1",)
    assert resolution.unplaced == ("1 See annex.",)
    assert codes(resolution) == [("footnote", 8)]
    assert len(resolution.clauses) == 2


def test_bullets_and_an_addressee_without_a_verb() -> None:
    resolution = read_text(
        "РЕЗОЛЮЦИЯ\nКонференция постановляет:\nп. 1 Продолжить обмен саженцами.\nп. 2 Членам правления:\n"
        "- подготовить план;\n- собрать взносы.\nп. 3 Направить резолюцию в редакцию газеты «Сад»."
    )
    assert [(each.level, each.number, each.kind) for each in resolution.walk()] == [
        (1, "1", "continuing"),
        (1, "2", "task"),
        (2, "", "task"),
        (2, "", "task"),
        (1, "3", "publication"),
    ]


def test_an_empty_source_is_read_with_warnings() -> None:
    resolution = read(Source(lines=(), format="txt"))
    assert codes(resolution) == [("no-clauses", 1), ("no-title", 1)]


def test_the_same_source_gives_the_same_resolution() -> None:
    source = plain("Resolution\n1. Supports the plan.\n2. Thanks the donors.")
    assert read(source) == read(source)


def words(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for each in value.values() for word in words(each)]
    if isinstance(value, list):
        return [word for each in value for word in words(each)]
    return re.findall(r"[^\W\d_]{2,}", str(value).casefold())


LINES = st.sampled_from(
    (
        "NORTH CHOIR UNION",
        "12 Hill Road, Brill, tel. +00 000 000",
        "Resolution No. 3",
        "On the halls of Brill",
        "The Choir Union Assembly,",
        "Recalling resolution 4 of the World Choir Council of 2 May 2022,",
        "Noting the lack",
        "of halls in towns,",
        "Resolves as follows:",
        "CONSIDERANDO:",
        "1. Supports the plan;",
        "2. Instructs the Board:",
        "(a) to prepare a list;",
        "(b) to publish it.",
        "– a bare point",
        "3. Requests the Ministry of Culture to pay",
        "the rent of halls.",
        "resolves",
        "instructs the Secretary",
        "II. Money",
        "A heading alone",
        "Adopted unanimously by open vote.",
        "Chair: R. J. Pembroke",
        "Secretary",
        "Ana Holt",
        "Copies to:",
        "Ministry of Culture",
        "Annex I",
        "Page 2 of 3",
        "Принята единогласно",
        "something else entirely",
        "",
    )
)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=25))
def test_no_word_of_a_source_is_lost(lines: list[str]) -> None:
    resolution = read(Source(lines=tuple(SourceLine(text=line) for line in lines), format="txt"), language="en")
    kept = words(dump(resolution))
    for word in set(words(lines)):
        assert kept.count(word) >= words(lines).count(word), word


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_is_read(lines: list[str]) -> None:
    resolution = read(Source(lines=tuple(SourceLine(text=line) for line in lines), format="txt"))
    assert all(isinstance(clause, Clause) for clause in resolution.walk())
    kept = words(dump(resolution))
    assert {word for line in lines for word in words(line.replace("\u00ad", ""))} - set(kept) == set()


def test_the_words_of_a_text_are_believed_before_the_file() -> None:
    text = "РЕЗОЛЮЦИЯ\nКонференция постановляет:\n1. Провести концерт в мае.\n2. Выразить благодарность за помощь."
    lines = tuple(SourceLine(text=line) for line in text.split("\n"))
    assert read(Source(lines=lines, format="docx", language="en-US")).language == "ru"
    assert read(Source(lines=(SourceLine(text="12345"),), format="docx", language="es")).language == "es"
