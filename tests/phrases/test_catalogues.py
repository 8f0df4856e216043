"""The catalogues say everything in Russian and Spanish, with the same places, and in the letters of the language."""

import re
from functools import lru_cache
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from tools import catalogues

from plenaria.core.text.endings import adoption
from plenaria.core.text.looks import Lines
from plenaria.core.voting.elections import most_votes
from plenaria.core.voting.elections.count import Count
from plenaria.phrases.adoption import statement
from plenaria.phrases.catalogue import translation
from plenaria.phrases.elections import sentence as elected
from plenaria.phrases.results import sentence
from tests.core.voting.elections.making import election
from tests.phrases.test_results import CASES

LANGUAGES = {"ru": 3, "es": 2}
"""Language → its plural forms."""

SAME = {
    "es": {
        "Bytes.",
        "No",
        "PIN",
        "Plan",
        "Plan:",
        "Token",
        "Tokens",
        "local",
        "regional",
        "{rate}/s",
        "{time}, {length} min",
    },
    "ru": set[str](),
}
"""Words that are written as in English."""

RESULTS = {
    "ru": [
        "Принято: за — 31, против — 8, воздержались — 5; требовалось более половины из 39 поданных голосов «за» и "
        "«против» (20); представлено 44 мандата из 60, кворум — 31.",
        "Отклонено: за — 1, против — 1, воздержались — 1; требовалось не менее двух третей из 21 голоса присутствующих "
        "(14); представлен 21 мандат из 61 (при открытии — 22), кворум — 3 (созыв 2).",
        "Голосование не состоялось из-за отсутствия кворума: представлено 30 мандатов из 60, кворум — 31; за — 20, "
        "против — 1, воздержались — 0.",
        "Равенство голосов: за — 10, против — 10, воздержались — 0; требовалось более половины из 20 поданных "
        "голосов, считая воздержавшихся (11); голоса разделились поровну, решающий голос — за председателем; "
        "представлено 44 мандата из 60.",
        "Принято: за — 10, против — 10, воздержались — 3; требовалось более половины из 20 поданных голосов «за» и "
        "«против» (11); голоса разделились поровну, решающий голос председателя — за; представлено 44 мандата из 60.",
    ],
    "es": [
        "Aprobado: 31 a favor, 8 en contra, 5 abstenciones; había que reunir más de la mitad de los 39 votos a favor y "
        "en contra (20); 44 de 60 credenciales presentes, cuórum 31.",
        "Rechazado: 1 a favor, 1 en contra, 1 abstención; había que reunir al menos dos tercios de los 21 votos "
        "presentes (14); 21 de 61 credenciales presentes (22 al abrirse la votación), cuórum 3 (convocatoria 2).",
        "Votación sin efecto por falta de cuórum: 30 de 60 credenciales presentes, cuórum 31; 20 a favor, 1 en contra, "
        "0 abstenciones.",
        "Empate: 10 a favor, 10 en contra, 0 abstenciones; había que reunir más de la mitad de los 20 votos emitidos, "
        "contando las abstenciones (11); hay empate, y se espera el voto de calidad de la presidencia; 44 de 60 "
        "credenciales presentes.",
        "Aprobado: 10 a favor, 10 en contra, 3 abstenciones; había que reunir más de la mitad de los 20 votos a favor "
        "y en contra (11); hay empate, y el voto de calidad de la presidencia fue a favor; 44 de 60 credenciales "
        "presentes.",
    ],
}
"""The first cases of the results of votes."""


@lru_cache
def catalogue(language: str) -> Catalog:
    return catalogues.read(language)


def messages(language: str) -> list[tuple[Message, str]]:
    """Each message with each text that stands for it."""
    return [
        (message, text) for message in catalogue(language) if message.id for text in catalogues.texts(message) if text
    ]


def places(text: str) -> set[str]:
    """The places that are filled: ``%(name)s``, ``%d`` and ``{name}``."""
    braced = {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None}
    return braced | set(re.findall(r"%(?:\(\w+\))?[sd]", text))


def bare(text: str) -> str:
    """A text without its places, tags and addresses, which are Latin in every language."""
    return re.sub(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|\S+/\S+", " ", text)


def test_nothing_is_missing() -> None:
    assert catalogues.missing() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_a_message_is_in_its_translation_and_no_other(language: str) -> None:
    wrong = [
        (message.id, text)
        for message, text in messages(language)
        if places(text) != places(message.id if isinstance(message.id, str) else message.id[1])
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "forms"), LANGUAGES.items())
def test_every_plural_form_is_filled(language: str, forms: int) -> None:
    plurals = [message for message in catalogue(language) if not isinstance(message.id, str)]
    assert [message.id for message in plurals if len([*filter(None, catalogues.texts(message))]) != forms] == []
    assert len(plurals) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left(language: str) -> None:
    left = {
        message.id
        for message, text in messages(language)
        if text in (message.id if isinstance(message.id, tuple) else (message.id,))
        and re.search(r"[^\W\d]", bare(text))
    }
    assert left == SAME[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    assert [text for _, text in messages(language) if re.search("[“”„\"']", bare(text))] == []


def test_no_latin_letter_passes_for_a_cyrillic_one() -> None:
    mixed = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.I)
    alone = re.compile(r"(?<![\w-])[aceopxyABCEHKMOPTX](?![\w-])")
    texts = [bare(text) for _, text in messages("ru")]
    assert [text for text in texts if mixed.search(text) or alone.search(text)] == []


def test_no_cyrillic_letter_passes_for_a_latin_one() -> None:
    assert [text for _, text in messages("es") if re.search(r"[а-яё]", text, re.I)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_of_votes_read_right(language: str) -> None:
    catalogues.compile_all()
    translation.cache_clear()
    said = [sentence(decision, language).replace("\N{NO-BREAK SPACE}", " ") for decision, _ in CASES[:5]]
    assert said == RESULTS[language]


ELECTIONS = {
    "ru": (
        "Избран кандидат (к замещению — 1 место): A. 3 действительных голоса, пустых — 1, недействительных — 2.",
        "Избраны кандидаты (к замещению — 21 место): ",
    ),
    "es": (
        "Se elige (1 puesto por cubrir) a: A. 3 votos válidos, 1 en blanco, 2 nulos.",
        "Se elige (21 puestos por cubrir) a: ",
    ),
}
"""One elected, and the beginning where 21 are."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_elections_read_right(language: str) -> None:
    catalogues.compile_all()
    translation.cache_clear()
    names = "ABCDEFGHIJKLMNOPQRSTUVW"
    one = most_votes.plurality(election("AB", "2 A", "1 B", "1", spoilt=2))
    many = most_votes.block(election(names, *(f"{place} {name}" for place, name in enumerate(names, 1)), seats=21))
    assert isinstance(one, Count)
    assert isinstance(many, Count)
    told = [elected(made, language).replace("\N{NO-BREAK SPACE}", " ") for made in (one, many)]
    assert (told[0], told[1][: len(ELECTIONS[language][1])]) == ELECTIONS[language]


def test_a_dash_does_not_begin_a_line_in_russian() -> None:
    assert [text for message, text in messages("ru") if " —" in text and not on_papers(message)] == []


def on_papers(message: Message) -> bool:
    """Whether only writers of papers say it, whose words are read back and keep plain spaces."""
    return all(str(file).startswith("formats/") for file, _ in message.locations)


METHODS = ("consensus", "show of hands", "open vote", "roll call", "secret vote")


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("method", METHODS)
def test_statements_of_adoption_are_understood_when_a_paper_is_read_back(language: str, method: str) -> None:
    said = statement(method=method, in_favour=31, against=8, abstaining=5, language=language)
    read = adoption(said, language, None)
    counted = (None, None, None) if method == "consensus" else (31, 8, 5)
    assert Lines(language).is_adoption(said)
    assert (read.method, (read.in_favour, read.against, read.abstaining)) == (method, counted)
