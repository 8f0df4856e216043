"""Forms that real papers have and that are easily misread; each with a paper of its own."""

import time

import pytest

from plenaria.core.text.furniture import furniture
from plenaria.core.text.numbering import marker
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Resolution, Signature
from plenaria.core.text.several import read_all, read_attached
from plenaria.core.text.source import Source, SourceLine

from .papers import plain, read_text


def outline(resolution: Resolution) -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in resolution.walk()]


def numbers(resolution: Resolution) -> list[str]:
    return [clause.number for clause in resolution.walk()]


WRAPPED = """\
Resolution 7
The General Council of the Union of Reading Rooms and Village Halls,
Resolves as follows:
1. To open the reading rooms in the evenings for the children and mem-
bers of all clubs, and to support the out-of-
school groups which meet there every week in the winter months of the
year.
2. To ask the towns for help.
"""


def test_a_word_broken_by_a_page_loses_its_hyphen_and_a_compound_keeps_it() -> None:
    lines = tuple(SourceLine(text=line) for line in WRAPPED.split("\n"))
    clause = read(Source(lines=lines, format="pdf", wrapped=True)).clauses[0]
    assert "children and members of all clubs" in clause.text
    assert "the out-of-school groups" in clause.text


TWO = """\
Resolution No. 3
The Choir Union,
Recalling Resolution No. 1,
Resolves:
1. Thanks the donors of the hall.
2. Asks the Board to report.
Chair: Ana Holt
Resolution No. 4
The Choir Union,
Noting the lack of scores,
Resolves:
1. Opens a library of scores in Brill.
2. Appoints Kit Moss as librarian.
Annex I
Rules of the library
The members of the library,
1. A score is lent for a month.
2. A lost score is paid for."""


def test_several_resolutions_in_one_file_are_not_merged_in_silence() -> None:
    first = read_text(TWO)
    assert outline(first) == [(1, "1", "Thanks the donors of the hall."), (1, "2", "Asks the Board to report.")]
    assert [(each.code, each.line, each.text) for each in first.warnings] == [
        ("several-resolutions", 8, "Resolution No. 4")
    ]
    assert first.signatures == (Signature("Chair", "Ana Holt"),)
    assert first.unplaced[0] == "Resolution No. 4"
    assert first.unplaced[-1] == "2. A lost score is paid for."


def test_each_of_several_resolutions_and_its_annex_can_be_read() -> None:
    source = plain(TWO)
    one, two = read_all(source)
    assert (one.number, two.number) == ("3", "4")
    assert [clause.text for clause in two.clauses] == [
        "Opens a library of scores in Brill.",
        "Appoints Kit Moss as librarian.",
    ]
    assert [each.place.line for each in two.clauses if each.place] == [12, 13]
    (annex,) = read_attached(source, two)
    assert outline(annex) == [(1, "1", "A score is lent for a month."), (1, "2", "A lost score is paid for.")]
    assert read_all(plain("Resolution 1\n1. Thanks the donors.\n2. Ends.")) == (
        read(plain("Resolution 1\n1. Thanks the donors.\n2. Ends.")),
    )


def test_a_reference_to_a_resolution_begins_no_other() -> None:
    resolution = read_text(
        "Resolution No. 3\nThe Choir Union,\nResolves:\n1. Confirms the following decisions:\nResolution No. 1\n"
        "Resolution No. 2\n2. Thanks the donors of the hall.\n3. Asks the Board to report.\nAdopted by consensus."
    )
    assert [each.code for each in resolution.warnings] == []
    assert [clause.number for clause in resolution.clauses] == ["1", "2", "3"]


def test_numbers_that_restart_under_a_heading_are_clauses_again() -> None:
    resolution = read_text(
        "Resolution 2\nThe Council resolves:\nHalls\n1. To open three halls.\n2. To name them.\n"
        "Money\n1. To raise the fees.\n2. To audit the fund."
    )
    assert [(each.heading, each.number) for each in resolution.clauses] == [
        ("Halls", "1"),
        ("", "2"),
        ("Money", "1"),
        ("", "2"),
    ]
    assert resolution.warnings == ()


def test_numbers_that_restart_without_a_reason_are_kept_and_warned_of() -> None:
    resolution = read_text(
        "Resolution 2\nThe Council resolves:\n1. To open three halls.\n2. To name them.\n1. To raise the fees.\n"
        "2. To audit the fund."
    )
    assert numbers(resolution) == ["1", "2", "1", "2"]
    assert [(each.code, each.line) for each in resolution.warnings] == [("numbering-restarts", 5)]


def test_verbs_in_the_margin_in_capitals_lead_lettered_points() -> None:
    resolution = read_text(
        "MOÇÃO 4\nA Assembleia da Associação de Moradores\n\nAPROVA:\na) as contas de 2024;\nb) o plano de obras;\n"
        "SOLICITA:\na) à Câmara Municipal, a reparação da rua;\nAGRADECE:\na) aos voluntários da horta.",
        "pt",
    )
    assert [(each.heading, each.number, each.level) for each in resolution.walk()] == [
        ("APROVA:", "a", 1),
        ("", "b", 1),
        ("SOLICITA:", "a", 1),
        ("AGRADECE:", "a", 1),
    ]


def test_among_verbs_in_the_margin_one_may_lead_a_sentence_without_a_number() -> None:
    resolution = read_text(
        "Resolution 9\nThe Congress of Ferry Crews,\nresolves\n1. that safety comes first;\n2. to hold a safe week;\n"
        "instructs the Board\n1. to report every year;\n2. to publish the report;\n"
        "thanks\nthe volunteers of the lifeboats."
    )
    assert [(each.heading, each.number, each.text) for each in resolution.clauses][-1] == (
        "thanks",
        "",
        "the volunteers of the lifeboats.",
    )
    assert len(resolution.clauses) == 5


def test_numbers_run_on_over_verbs_that_no_lexicon_knows() -> None:
    resolution = read_text(
        "Постановление 2\nСъезд лодочников постановляет:\n1. одобрить отчёт;\nрадуется тому:\n"
        "2. что причал отремонтирован;\n3. что открыт музей.",
        "ru",
    )
    assert [(each.heading, each.number) for each in resolution.clauses][1:] == [("радуется тому:", "2"), ("", "3")]


def test_letters_after_a_number_stand_beside_figures() -> None:
    resolution = read_text(
        "Resolution 1\nThe Council resolves:\n1. Halls\n1.1 To open a hall.\n1.2 To heat it.\n1.a To lend it to all.\n"
        "1.b To clean it.\n2. Books\n2.1 To buy books."
    )
    assert numbers(resolution) == ["1.1", "1.2", "1.a", "1.b", "2.1"]
    assert [clause.heading for clause in resolution.clauses] == ["1. Halls", "", "", "", "2. Books"]
    assert resolution.warnings == ()


def test_doubled_letters_and_other_signs_are_one_level_deeper() -> None:
    resolution = read_text(
        "Resolution 1\nThe Council resolves:\n1. To list:\na) halls by\naa) size,\nbb) age;\nb) boats:\n– sails,\n"
        "– hulls:\n· wood,\n· steel,\n– oars.\n2. To publish the list."
    )
    assert [(level, number) for level, number, _ in outline(resolution)] == [
        (1, "1"), (2, "a"), (3, "aa"), (3, "bb"), (2, "b"), (3, ""), (3, ""), (4, ""), (4, ""), (3, ""), (1, "2"),
    ]  # fmt: skip


def test_a_list_of_addressees_or_an_annex_has_no_clauses() -> None:
    resolution = read_text(
        "РЕЗОЛЮЦИЯ\nМы, участники встречи,\nсознавая значение архива,\nпризываем школы хранить письма семей;\n"
        "выделяем средства на каталог писем.\nРазослать:\n1. Школы\n2. Музей\nПриложение 1\n1. Письма",
        "ru",
    )
    assert [clause.text for clause in resolution.clauses] == [
        "призываем школы хранить письма семей;",
        "выделяем средства на каталог писем.",
    ]
    assert resolution.dispatch == ("Школы", "Музей")
    assert [each.title for each in resolution.attachments] == ["Приложение 1"]


def test_clauses_begin_where_recitals_end_though_no_verb_is_known() -> None:
    resolution = read_text(
        "Declaration\nWe, the keepers of lighthouses,\nmindful of the storms of last year,\n"
        "noting that lamps are dim,\nshall henceforth meet by lamplight;\nshall henceforth polish each lens."
    )
    assert [clause.text for clause in resolution.clauses] == [
        "shall henceforth meet by lamplight;",
        "shall henceforth polish each lens.",
    ]
    assert len(resolution.recitals) == 2


def test_an_ending_is_known_by_its_form() -> None:
    resolution = read_text(
        "Resolution 1\nThe Meeting resolves:\n1. To keep bees.\n2. To sell honey.\n"
        "It all came about on a show of hands, 20 for, 3 against.\nKit Moss, keeper of the hives\n"
        "Minute-taker: O. J. Ray-Holt"
    )
    assert numbers(resolution) == ["1", "2"]
    assert resolution.adoption is not None
    assert (resolution.adoption.method, resolution.adoption.in_favour, resolution.adoption.against) == (
        "show of hands",
        20,
        3,
    )
    assert resolution.signatures == (
        Signature("keeper of the hives", "Kit Moss"),
        Signature("Minute-taker", "O. J. Ray-Holt"),
    )


def test_initials_and_days_at_the_start_of_a_line_are_no_numbers() -> None:
    resolution = read_text(
        "РЕШЕНИЕ\nСобрание решило:\n1. Поручить контроль за выполнением этого решения вице-президенту\nВ. С. Гудкову.\n"
        "2. Выразить признательность школе.",
        "ru",
    )
    assert numbers(resolution) == ["1", "2"]
    german = "\n".join(
        (
            "Beschluss der Mitgliederversammlung des Vereins der Gartenfreunde",
            "Die Mitgliederversammlung beschließt:",
            "1. Der Vorstand wird beauftragt, das Haus am Weiher bis spätestens zum 15.",
            "August 2025 streichen zu lassen und den Mitgliedern über die Kosten zu berich-",
            "ten, die dabei entstanden sind, sowie über die Zeit, welche die freiwilligen",
            "Helfer dafür aufgewendet haben.",
            "2. Der Beitrag bleibt, wie er ist, und wird auch im kommenden Jahr zum ersten",
            "März fällig.",
        )
    )
    assert [clause.number for clause in read_text(german, "de").clauses] == ["1", "2"]
    assert "15. August 2025" in read_text(german, "de").clauses[0].text


def test_a_running_head_may_inflect_the_title_before_its_page() -> None:
    lines = [
        "Союз лодочников",
        "ПОСТАНОВЛЕНИЕ",
        "VIII съезда Союза лодочников",
        "Съезд постановляет:",
        "1. Отремонтировать причал и",
        "Постановление VIII съезда лодочников                       2",
        "построить навес.",
        "2. Сумма взноса                                     20",
    ]
    assert furniture([SourceLine(text=line) for line in lines], "ru") == {5}


def test_a_table_of_contents_is_set_aside() -> None:
    resolution = read_text(
        "Report and Resolution\nContents\nI. Opening ........ 1\nII. Attendance ........ 2\nIII. Halls ........ 2\n"
        "IV. Boats ........ 5\nV. Closing ........ 9\nThe Council resolves:\n1. To open halls.\n2. To build boats."
    )
    assert numbers(resolution) == ["1", "2"]
    assert len([line for line in resolution.furniture if "...." in line]) == 5


def test_divisions_are_headings_and_numbers_run_on_below_them() -> None:
    resolution = read_text(
        "Resolution 1\nThe Council resolves:\n1. To open halls.\n2. To heat them.\nPart II\nBoats\n"
        "A. Building\n3. To build boats.\nB. Sailing\n4. To sail them."
    )
    assert [(each.level, each.number, each.heading) for each in resolution.walk()] == [
        (1, "1", ""),
        (1, "2", ""),
        (1, "3", "Part II\nBoats\nA. Building"),
        (1, "4", "B. Sailing"),
    ]


def test_what_is_said_of_a_paper_is_no_title() -> None:
    resolution = read_text(
        "BRILL BOAT CLUB\n74th Annual Meeting, Port Brill, 6–7 March 2026\nMotion 14: A New Boat\nNo. BC-2026/4\n"
        "Proposer: Kezia Moss\nThis Club resolves:\n1. To buy a boat.\n2. To name it.\n3. To sail it."
    )
    assert (resolution.title, resolution.number, resolution.venue) == (
        "Motion 14: A New Boat",
        "BC-2026/4",
        "Port Brill",
    )
    assert "Proposer: Kezia Moss" in resolution.letterhead


def test_long_texts_are_read_in_time_that_grows_with_their_length() -> None:
    long = "and asks the members to sing in the evening with the choir of the next town " * 1300
    for text in (f"Resolution 1\n1. Thanks all {long}.", "\n".join(["1. One thing only."] * 5000)):
        start = time.process_time()
        read_text(text, "en")
        # Quadratic reading took minutes.
        assert time.process_time() - start < 10


def test_resolved_further_begins_each_clause_and_ends_with_and() -> None:
    text = """
    LEAGUE OF COVES
    RESOLUTION 4
    WHEREAS, the pier is old; and
    WHEREAS, boats need it;
    NOW, THEREFORE, BE IT RESOLVED:
    RESOLVED, That the League thanks the Harbor Board; and

    RESOLVED FURTHER, That the League will hold a Pier Day on June 6, 2026; and

    RESOLVED FURTHER, That the League nominates Ada Finch for a seat on the Pier Trust; and

    RESOLVED FINALLY, That this resolution be posted.
    """
    read = read_text("\n".join(line.strip() for line in text.splitlines()), "en")
    assert [each.text for each in read.recitals] == ["WHEREAS, the pier is old; and", "WHEREAS, boats need it;"]
    assert [each.kind for each in read.clauses] == ["thanks", "event", "nomination", "publication"]
    assert [each.heading for each in read.clauses] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("line", "label"),
    [("Firstly, we shall sing.", "Firstly"), ("Erstens, wird gesungen.", "Erstens"), ("Second, we sing.", None)],
)
def test_an_adverb_that_counts_may_stand_before_a_comma(line: str, label: str | None) -> None:
    found = marker(line)
    assert (found.label if found else None) == label
