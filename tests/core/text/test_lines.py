"""How lines become paragraphs, furniture and signatures: one small paper for each rule."""

from datetime import date

import pytest

from plenaria.core.text.furniture import furniture, is_contact
from plenaria.core.text.kinds import classify
from plenaria.core.text.opening import when_and_where
from plenaria.core.text.paragraphs import Paragraph, gather
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Signature
from plenaria.core.text.source import Source, SourceLine

from .papers import read_text


def page(text: str, number: int = 1) -> tuple[SourceLine, ...]:
    return tuple(SourceLine(text=line, page=number) for line in text.strip("\n").split("\n"))


def gathered(text: str, language: str) -> list[str]:
    paragraphs: tuple[Paragraph, ...] = gather(
        Source(lines=page(text), format="pdf", wrapped=True), frozenset(), language
    )
    return [each.printed for each in paragraphs]


def test_recitals_without_a_gap_are_told_apart_by_the_room_that_was_left() -> None:
    lines = """
рассмотрев письма садоводческих товариществ, поступившие в правление до конца года,
и ответы на них,
помня о засушливом лете, которое оставило без урожая большую часть участков союза,
сознавая, что воды в пруду осталось мало,
"""
    assert [text.split()[0] for text in gathered(lines, "ru")] == ["рассмотрев", "помня", "сознавая,"]


def test_a_blank_line_after_a_comma_ends_a_recital() -> None:
    lines = """
The gardeners of the eleven societies of the valley, meeting at the old mill in
the last week of September,

glad to see that the pond has been cleaned by volunteers of every society,

agree on the following.
"""
    assert len(gathered(lines, "en")) == 3


def test_a_dash_or_a_lone_figure_at_a_line_s_start_goes_on_with_its_sentence() -> None:
    lines = """
Принята открытым поимённым голосованием участников собрания: за — 26, воздержались
— 2.
Принята открытым поимённым голосованием участников: за — 26, против и воздержались —
3.
"""
    assert [text[-4:] for text in gathered(lines, "ru")] == ["— 2.", "— 3."]


def test_a_compound_keeps_its_hyphen_where_a_line_is_broken() -> None:
    lines = """
Thanks the school for the rooms that it lends on Saturdays to the out-of-
school music lessons of the whole district and to their teachers, who mem-
orise every name.
"""
    assert gathered(lines, "en")[0].endswith(
        "out-of-school music lessons of the whole district and to their teachers, who memorise every name."
    )


def test_a_running_head_is_found_on_its_first_later_page_too() -> None:
    first = page("Garden League\nResolution of the Seventh Assembly\non Water\nThe League resolves:\n1. Saves water.")
    second = page("Resolution of the Seventh Assembly on\nWater Garden League\n2. Cleans the pond.", 2)
    assert furniture((*first, *second), "en") == {5, 6}


def test_a_date_is_no_telephone() -> None:
    assert [is_contact(text, "ru") for text in ("от 27.02.2025 № 2", "(383) 000-11-22")] == [False, True]


def test_a_number_on_a_line_of_its_own_is_no_title_in_whatever_language_a_form_prints_it() -> None:
    text = "Союз садоводов\nResolution No. 4\nРезолюция собрания о воде\n1. Утвердить план.\n2. Очистить пруд.\n"
    paper = read_text(f"{text}\nDistribution:\n- Совет\n- Правление")
    assert (paper.number, paper.title, paper.letterhead) == ("4", "Резолюция собрания о воде", ("Союз садоводов",))
    assert paper.dispatch == ("Совет", "Правление")


def test_who_speaks_needs_no_comma() -> None:
    head = "Resolution of the Assembly on Water\n\nThe Assembly\n\nmindful of the drought,"
    paper = read_text(f"{head}\n\n1. Saves water.\n\n2. Thanks all.", "en")
    assert (paper.title, paper.formula) == ("Resolution of the Assembly on Water", "The Assembly")
    assert [recital.text for recital in paper.recitals] == ["mindful of the drought,"]


def signatures(text: str, language: str) -> tuple[Signature, ...]:
    lines = "\n".join(["Resolution 1", "1. Thanks all.", "2. Ends.", *text.split("\n")])
    return read_text(lines, language).signatures


def test_signatures_side_by_side_are_read_by_column() -> None:
    pair = (Signature("Chair", "Ana Ruiz"), Signature("Secretary", "B. Holt"))
    assert signatures("Chair                Secretary\nAna Ruiz             B. Holt", "en") == pair
    assert signatures("Ana Ruiz             B. Holt\nChair                Secretary", "en") == pair


def test_a_role_takes_the_body_that_it_names() -> None:
    assert signatures("Chair of the Garden Council Ana Ruiz", "en") == (
        Signature("Chair of the Garden Council", "Ana Ruiz"),
    )
    assert signatures("Secretaría de la Asamblea: Ana Ruiz", "es") == (
        Signature("Secretaría de la Asamblea", "Ana Ruiz"),
    )


def test_words_that_say_only_that_somebody_signs_are_left_out() -> None:
    assert signatures("Fdo.: Ana Ruiz Paz, Secretaria General", "es") == (
        Signature("Secretaria General", "Ana Ruiz Paz"),
    )
    assert signatures("Signed: B. Holt, Branch Chair", "en") == (Signature("Branch Chair", "B. Holt"),)


def test_a_spanish_gerund_leads_no_clause() -> None:
    head = "Resolución 1\n\nCONSIDERANDO que falta agua;\n\nRESUELVE:"
    paper = read_text(f"{head}\n\nPRIMERO. Ahorrar agua.\n\nSEGUNDO. Dar las gracias.")
    assert (len(paper.recitals), len(paper.clauses)) == (1, 2)


def test_a_date_counts_as_one_word_between_a_verb_and_what_is_held() -> None:
    text = "Провести с 18 по 20 августа 2026 года в Заречье на лугу у старой мельницы третий летний лагерь садоводов."
    assert classify(text, "ru")[0] == "event"
    assert classify("Провести проверку колодцев и доложить о ней на собрании.", "ru")[0] == "task"


def test_a_list_on_one_line_is_parted_by_semicolons_or_else_by_commas() -> None:
    text = "Resolution 1\n1. Thanks all.\n2. Ends.\n"
    assert read_text(f"{text}cc: Ministry of Water, member clubs", "en").dispatch == (
        "Ministry of Water",
        "member clubs",
    )
    assert read_text(f"{text}cc: Office of Land, Air and Sea; clubs", "en").dispatch == (
        "Office of Land, Air and Sea",
        "clubs",
    )


def test_a_gathering_is_no_place() -> None:
    paper = read(
        Source(
            lines=page("Resolution 1\nAnnual General Meeting, 17 May 2025, Millbrook\n1. Thanks all.\n2. Ends."),
            format="txt",
        )
    )
    assert paper.venue == "Millbrook"


def test_a_statement_that_starts_as_only_adoptions_do_ends_the_clauses_also_with_an_operative_verb() -> None:
    paper = read_text("Resolución 1\n1. Agradece todo.\n2. Termina.\nSe aprueba por aclamación.", "es")
    assert paper.adoption is not None
    assert (len(paper.clauses), paper.clauses[-1].text, paper.adoption.method) == (2, "Termina.", "acclamation")


def test_a_statement_of_adoption_is_no_title() -> None:
    paper = read_text(
        "Союз садоводов\nПротокол\n1. Утвердить план.\n2. Очистить пруд.\nРешение принято единодушно.", "ru"
    )
    assert (paper.title, len(paper.clauses), paper.adoption is not None) == ("Протокол", 2, True)


def test_what_an_organ_of_one_s_own_shall_do_is_its_task() -> None:
    assert classify("The Treasurer shall obtain prices for four rain tanks.", "en")[0] == "task"
    assert classify("A member shall pay in May.", "en")[0] == "rule"


def test_copies_need_no_colon() -> None:
    paper = read_text("Resolution 1\n1. Thanks all.\n2. Ends.\nChair: A. Holt\n\nc.c. Ministry of Water; clubs", "en")
    assert (paper.signatures, paper.dispatch) == ((Signature("Chair", "A. Holt"),), ("Ministry of Water", "clubs"))


def test_a_body_that_enacts_after_its_recital_parts_them_without_a_comma() -> None:
    recital = "Во исполнение решения съезда от 19 октября 2024 года и в связи с обращениями музеев"
    paper = read_text(f"Решение\n{recital} правление постановляет:\n1. Утвердить план.\n2. Очистить пруд.", "ru")
    assert ([each.text for each in paper.recitals], paper.formula) == ([recital], "правление постановляет:")


def test_each_cell_of_a_line_may_be_a_role_with_its_name() -> None:
    assert signatures("Chair: Oliver Munt          Clerk: L. Haddad", "en") == (
        Signature("Chair", "Oliver Munt"),
        Signature("Clerk", "L. Haddad"),
    )


def test_a_role_under_a_name_joins_for_whom_it_was_signed() -> None:
    assert signatures("Por la Asociación,\nAna Ruiz Paz\nPresidenta", "es") == (
        Signature("Por la Asociación, Presidenta", "Ana Ruiz Paz"),
    )


def test_a_paper_without_a_date_in_its_head_is_dated_by_its_adoption_or_its_opening() -> None:
    adopted = read_text("Resolution 1\n1. Thanks all.\n2. Ends.\nAdopted without a vote on 14 November 2025.", "en")
    opened = read_text(
        "Resolution 1\nThe Assembly, held on 14 November 2025,\nresolves:\n1. Thanks all.\n2. Ends.", "en"
    )
    assert [str(paper.date) for paper in (adopted, opened)] == ["2025-11-14"] * 2


def test_roles_stand_under_their_names_one_after_the_other() -> None:
    assert signatures("Ana Ruiz Paz\nPresidenta\n\nIván Tormo\nSecretario", "es")[-2:] == (
        Signature("Presidenta", "Ana Ruiz Paz"),
        Signature("Secretario", "Iván Tormo"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "14 ноября 2026 года, Приозёрск",
        "г. Приозёрск, 14 ноября 2026 г.",
        "14 ноября 2026 г., г. Приозёрск",
        "14 ноября 2026 г. Приозёрск",
    ],
)
def test_the_word_for_a_year_is_no_part_of_the_place(line: str) -> None:
    assert when_and_where(line, "ru") == (date(2026, 11, 14), "Приозёрск")
