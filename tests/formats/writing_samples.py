"""Papers to write: a federation of amateur astronomers in three languages. People and bodies are invented."""

from dataclasses import replace
from datetime import date

from plenaria.core.text.resolution import Adoption, Attachment, Clause, Recital, Resolution, Signature
from plenaria.formats.paper import Letterhead, Paper, SealMark

EMBLEM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="none" '
    b'stroke="#7a1f3d" stroke-width="2"/><path d="M20 5l4 11 11 4-11 4-4 11-4-11-11-4 11-4z" fill="#7a1f3d"/></svg>'
)

LETTERHEAD = Letterhead(
    body_name={
        "ru": "Федерация обществ любителей астрономии",
        "es": "Federación de Sociedades de Astronomía Aficionada",
        "en": "Federation of Amateur Astronomy Societies",
    },
    lines=("Calle del Cometa 7, Valparaíso", "secretaria@cielo.example · https://cielo.example"),
    accent="#7a1f3d",
    emblem_svg=EMBLEM,
)

SEALED = SealMark(
    number="XIV/1",
    adopted=date(2025, 5, 17),
    permalink="https://cielo.example/b/fsa/r/XIV-1/",
    short_hash="3f9a 61c2 0b7e d415",
)

_RU = (
    "Поддержать инициативу «Тёмное небо» и просить местные власти учитывать её при освещении улиц.",
    "Выразить признательность обсерватории «Серро-Азул» за годы гостеприимства.",
    "Продолжать ежегодный учёт метеоров и публиковать сводку до 31 марта.",
    "Провести 12–14 сентября 2025 года в Коимбре школу наблюдателей, для чего:",
    "Обратиться в министерство образования с просьбой включить наблюдения неба в программу 8–9 классов, поскольку "
    "опыт трёх областей показал: школьники, которые видели кольца Сатурна собственными глазами, вдвое чаще выбирают "
    "физику и остаются в кружке ещё на год.",
    "Утвердить кандидатуру Алексея Ветрова делегатом на конгресс в Лиме.",
)
_ES = (
    "Apoyar la iniciativa «Cielo oscuro» y pedir a los municipios que la tengan en cuenta al alumbrar las calles.",
    "Agradecer al observatorio «Cerro Azul» sus años de hospitalidad.",
    "Continuar el recuento anual de meteoros y publicar el resumen antes del 31 de marzo.",
    "Celebrar en Coímbra, del 12 al 14 de septiembre de 2025, la escuela de observadores, para lo cual:",
    "Solicitar al ministerio de Educación que incluya la observación del cielo en los cursos octavo y noveno, ya que "
    "la experiencia de tres regiones ha mostrado que quienes vieron con sus propios ojos los anillos de Saturno eligen "
    "la física con el doble de frecuencia y permanecen un año más en el taller.",
    "Aprobar la candidatura de Alexéi Vétrov como delegado al congreso de Lima.",
)
_EN = (
    "Supports the “Dark Sky” initiative and asks municipalities to heed it when they light their streets.",
    "Thanks the Cerro Azul observatory for its years of hospitality.",
    "Decides to continue the yearly count of meteors and to publish the summary by 31 March.",
    "Decides to hold a school for observers in Coimbra from 12 to 14 September 2025, and to that end:",
    "Requests the ministry of education to take observing into the curriculum of forms eight and nine, since the "
    "experience of three regions has shown that pupils who saw the rings of Saturn with their own eyes choose physics "
    "twice as often and stay a year longer in the club.",
    "Nominates Alexei Vetrov as delegate to the congress in Lima.",
)
_POINTS = {
    "ru": (("а", "собрать заявки до 1 июля;"), ("б", "напечатать карты неба на трёх языках;"), ("в", "найти ночлег.")),
    "es": (("a", "reunir las inscripciones antes del 1 de julio;"), ("b", "imprimir cartas en tres lenguas;"),
           ("c", "buscar alojamiento.")),
    "en": (("a", "to gather applications by 1 July;"), ("b", "to print charts in three languages;"),
           ("c", "to find lodgings.")),
}  # fmt: skip


def clauses(language: str, count: int) -> tuple[Clause, ...]:
    """``count`` numbered clauses; the fourth of every six holds three lettered points."""
    texts = {"ru": _RU, "es": _ES, "en": _EN}[language]
    return tuple(_clause(language, texts, at) for at in range(1, count + 1))


def _clause(language: str, texts: tuple[str, ...], at: int) -> Clause:
    points = tuple(
        Clause(id=f"k{at}-{place}", number=number, text=text, level=2)
        for place, (number, text) in enumerate(_POINTS[language] if at % 6 == 4 else (), 1)
    )
    return Clause(id=f"k{at}", number=str(at), text=texts[(at - 1) % 6], children=points)


def russian(count: int = 26) -> Resolution:
    return Resolution(
        language="ru",
        title="Резолюция XIV конференции Федерации обществ любителей астрономии",
        date=date(2025, 5, 17),
        venue="Вальпараисо",
        recitals=(
            Recital(text="Конференция, собравшись в Вальпараисо 15–17 мая 2025 года,"),
            Recital(text="отмечая, что засветка неба растёт на 9,6 % в год,"),
            Recital(text="ссылаясь на решение XIII конференции от 20 мая 2023 года,"),
        ),
        formula="ПОСТАНОВЛЯЕТ:",
        clauses=clauses("ru", count),
        closing="Настоящая резолюция вступает в силу в день её принятия.",
        adoption=Adoption(
            text="Принята открытым голосованием: за — 27, против — 2, воздержались — 1.",
            method="open vote",
            result="majority",
            in_favour=27,
            against=2,
            abstaining=1,
        ),
        signatures=(
            Signature("Председатель конференции", "М. А. Орлова"),
            Signature("Секретарь", "Х. Рибейро"),
        ),
        dispatch=("Министерство образования", "Обсерватория «Серро-Азул»", "Общества — члены Федерации"),
    )


def spanish(count: int = 26) -> Resolution:
    return Resolution(
        language="es",
        title="Resolución de la XIV conferencia de la Federación de Sociedades de Astronomía Aficionada",
        date=date(2025, 5, 17),
        venue="Valparaíso",
        recitals=(
            Recital(text="La Conferencia, reunida en Valparaíso del 15 al 17 de mayo de 2025,"),
            Recital(text="observando que el brillo artificial del cielo crece un 9,6 % al año,"),
            Recital(text="recordando la decisión de la XIII conferencia del 20 de mayo de 2023,"),
        ),
        formula="RESUELVE:",
        clauses=clauses("es", count),
        closing="La presente resolución entra en vigor el día de su aprobación.",
        adoption=Adoption(
            text="Aprobada en votación abierta: 27 a favor, 2 en contra, 1 abstención.",
            method="open vote",
            result="majority",
            in_favour=27,
            against=2,
            abstaining=1,
        ),
        signatures=(Signature("Presidenta de la conferencia", "M. A. Orlova"), Signature("Secretario", "J. Ribeiro")),
        dispatch=("Ministerio de Educación", "Observatorio «Cerro Azul»", "Sociedades miembros de la Federación"),
    )


def english(count: int = 12) -> Resolution:
    return Resolution(
        language="en",
        title="Dark skies and the teaching of astronomy",
        number="7",
        date=date(2025, 5, 17),
        venue="Valparaíso",
        formula="The Conference of the Federation of Amateur Astronomy Societies,",
        recitals=(
            Recital(text="Recalling its decision of 20 May 2023,"),
            Recital(text="Noting that sky glow grows by 9.6 % a year, which hides the Milky Way from most children,"),
        ),
        clauses=(
            *(replace(each, heading="I. The sky") if at == 0 else each for at, each in enumerate(clauses("en", count))),
        ),
        adoption=Adoption(text="Adopted without a vote.", method="consensus", result="unanimous"),
        signatures=(Signature("Chair", "M. A. Orlova"), Signature("Secretary", "J. Ribeiro")),
        dispatch=("Ministry of Education", "Cerro Azul observatory"),
        attachments=(
            Attachment(title="Annex: dates of the year", paragraphs=("1. 12 August: Perseids.", "2. Eclipse.")),
        ),
    )


def sealed_russian(count: int = 26) -> Paper:
    return Paper(resolution=russian(count), letterhead=LETTERHEAD, sealed=SEALED, body_code="fsa")


def bilingual(count: int = 26) -> Paper:
    return replace(sealed_russian(count), other=spanish(count))


def draft_english() -> Paper:
    return Paper(resolution=english(), letterhead=LETTERHEAD, body_code="fsa")


AWKWARD = Resolution(
    language="en",
    title='Not #markup, *bold* or "quotes" <b>&amp;',
    recitals=(Recital(text="#let x = 1; $y$ `code` @label <lab> // no comment /* none */"),),
    clauses=(
        Clause(id="a", number="1", text="A ] bracket [ and #panic() and \\ and ~ and -- and 'single'."),
        Clause(id="b", number="PRIMERO", text="Long: " + "Donaudampfschifffahrtsgesellschaftskapitän" * 3),
        Clause(id="c", number="", text="No number\nbut two lines</script>", tail="A tail"),
    ),
    unplaced=("- a stray line",),
)
