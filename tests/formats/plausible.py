"""Resolutions as people write them, in seven languages, so that a reader of plain lines can know their parts."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from plenaria.core.text.resolution import Adoption, Attachment, Clause, Recital, Resolution, Signature

VERBS = {
    "ru": ("Поддержать", "Провести", "Обратиться в", "Подготовить", "Утвердить"),
    "es": ("Apoyar", "Celebrar", "Solicitar a", "Elaborar", "Aprobar"),
    "en": ("Supports", "Decides to hold", "Requests", "Decides to prepare", "Approves"),
    "fr": ("Soutient", "Décide d'organiser", "Demande", "Approuve", "Charge le bureau de préparer"),
    "de": ("Unterstützt", "Beschließt", "Ersucht", "Billigt", "Beauftragt den Vorstand, vorzubereiten:"),
    "uk": ("Підтримати", "Провести", "Звернутися до", "Підготувати", "Затвердити"),
    "pt": ("Apoiar", "Realizar", "Solicitar a", "Elaborar", "Aprovar"),
}
_THINGS = {
    "ru": ("программу наблюдений", "школу юных астрономов", "каталог тёмных мест", "конкурс карт"),
    "es": ("el programa de observación", "la escuela de verano", "el catálogo de sitios oscuros"),
    "en": ("the programme of observing", "the school for the young", "the list of dark places"),
    "fr": ("le programme d'observation", "l'école d'été", "le catalogue des lieux sombres"),
    "de": ("das Beobachtungsprogramm", "die Sommerschule", "das Verzeichnis dunkler Orte"),
    "uk": ("програму спостережень", "школу юних астрономів", "каталог темних місць"),
    "pt": ("o programa de observação", "a escola de verão", "o catálogo de lugares escuros"),
}
_WHERE = {
    "ru": ("в Коимбре", "в Лиме", "в Новодальнем"),
    "es": ("en Coímbra", "en Lima", "en Puerto Claro"),
    "en": ("in Coimbra", "in Lima", "in Clearport"),
    "fr": ("à Coïmbre", "à Lima", "à Port-Clair"),
    "de": ("in Coimbra", "in Lima", "in Klarhafen"),
    "uk": ("у Коїмбрі", "у Лімі", "у Новодальньому"),
    "pt": ("em Coimbra", "em Lima", "em Porto Claro"),
}
_TITLES = {
    "ru": "О тёмном небе",
    "es": "Sobre el cielo oscuro",
    "en": "On dark skies",
    "fr": "Sur le ciel noir",
    "de": "Über den dunklen Himmel",
    "uk": "Про темне небо",
    "pt": "Sobre o céu escuro",
}
_FORMULAS = {
    "ru": "Конференция постановляет:",
    "es": "La Conferencia resuelve:",
    "en": "The Conference decides:",
    "fr": "La Conférence décide :",
    "de": "Die Konferenz beschließt:",
    "uk": "Конференція постановляє:",
    "pt": "A Conferência resolve:",
}
_RECITALS = {
    "ru": ("отмечая, что засветка неба растёт,", "ссылаясь на решение от 20 мая 2023 года,"),
    "es": ("observando que el brillo artificial crece,", "recordando la decisión del 20 de mayo de 2023,"),
    "en": ("noting that sky glow is growing,", "recalling its decision of 20 May 2023,"),
    "fr": ("notant que la lueur du ciel augmente,", "rappelant sa décision du 20 mai 2023,"),
    "de": ("feststellend, dass das Himmelsleuchten zunimmt,", "unter Hinweis auf ihren Beschluss vom 20. Mai 2023,"),
    "uk": ("відзначаючи, що засвітлення неба зростає,", "посилаючись на рішення від 20 травня 2023 року,"),
    "pt": ("observando que o brilho do céu cresce,", "recordando a decisão de 20 de maio de 2023,"),
}
_ADOPTED = {
    "ru": "Принята открытым голосованием: за — {}, против — {}, воздержались — {}.",
    "es": "Aprobada en votación abierta: {} a favor, {} en contra, {} abstenciones.",
    "en": "Adopted by open vote: {} in favour, {} against, {} abstentions.",
    "fr": "Adoptée au vote à main levée : {} voix pour, {} contre, {} abstentions.",
    "de": "Angenommen: {} Ja-Stimmen, {} Nein-Stimmen, {} Enthaltungen.",
    "uk": "Прийнято відкритим голосуванням: за — {}, проти — {}, утрималися — {}.",
    "pt": "Aprovada em votação aberta: {} a favor, {} contra, {} abstenções.",
}
_SIGNERS = {
    "ru": (("Председатель", "М. А. Орлова"), ("Секретарь", "Х. Рибейро")),
    "es": (("Presidenta", "M. A. Orlova"), ("Secretario", "J. Ribeiro")),
    "en": (("Chair", "M. A. Orlova"), ("Secretary", "J. Ribeiro")),
    "fr": (("Présidente", "M. A. Orlova"), ("Secrétaire", "J. Ribeiro")),
    "de": (("Vorsitzende", "M. A. Orlova"), ("Schriftführer", "J. Ribeiro")),
    "uk": (("Голова", "М. А. Орлова"), ("Секретар", "Х. Рібейро")),
    "pt": (("Presidente", "M. A. Orlova"), ("Secretário", "J. Ribeiro")),
}
_PARTIES = {
    "ru": ("Министерство образования", "Общества — члены Федерации"),
    "es": ("Ministerio de Educación", "Sociedades miembros"),
    "en": ("Ministry of Education", "Member societies"),
    "fr": ("Ministère de l'Éducation", "Sociétés membres"),
    "de": ("Bildungsministerium", "Mitgliedsvereine"),
    "uk": ("Міністерство освіти", "Товариства — члени Федерації"),
    "pt": ("Ministério da Educação", "Sociedades membros"),
}
_SECTIONS = {
    "ru": ("Небо", "Школы"),
    "es": ("El cielo", "Las escuelas"),
    "en": ("The sky", "The schools"),
    "fr": ("Le ciel", "Les écoles"),
    "de": ("Der Himmel", "Die Schulen"),
    "uk": ("Небо", "Школи"),
    "pt": ("O céu", "As escolas"),
}
_ANNEX = {
    "ru": ("Приложение 1. Даты года", "12 августа: Персеиды."),
    "es": ("Anexo 1. Fechas del año", "12 de agosto: Perseidas."),
    "en": ("Annex 1. Dates of the year", "12 August: Perseids."),
    "fr": ("Annexe 1. Dates de l'année", "12 août : Perséides."),
    "de": ("Anlage 1. Termine des Jahres", "12. August: Perseiden."),
    "uk": ("Додаток 1. Дати року", "12 серпня: Персеїди."),
    "pt": ("Anexo 1. Datas do ano", "12 de agosto: Perseidas."),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@st.composite
def plausible(draw: st.DrawFn, *, whole: bool = False) -> Resolution:
    """A resolution of two to nine clauses; ``whole``: with all that a paper has before and after them."""
    language = draw(st.sampled_from(sorted(VERBS)))
    taken = 2030

    def sentence(end: str) -> str:
        nonlocal taken
        taken += 1
        parts = (draw(st.sampled_from(each[language])) for each in (VERBS, _THINGS, _WHERE))
        return f"{' '.join(parts)} {taken}{end}"

    count = draw(st.integers(2, 9))
    numbers = draw(st.sampled_from([[str(at) for at in range(1, 10)], list(_ROMAN)]))
    letters = "абвгд" if language in ("ru", "uk") else "abcde"
    path = draw(st.booleans()) and numbers[0] == "1"
    clauses = []
    for at in range(count):
        points = draw(st.sampled_from([0, 0, 2, 3]))
        deep = draw(st.sampled_from([0, 0, 2])) if points and path else 0
        children = []
        for place in range(points):
            number = f"{numbers[at]}.{place + 1}" if path else letters[place]
            below = tuple(
                Clause(
                    id=f"k{at}-{place}-{under}",
                    number=f"{number}.{under + 1}",
                    text=sentence(";" if under < deep - 1 or place < points - 1 else "."),
                    level=3,
                )
                for under in range(deep if place == 0 else 0)
            )
            end = ":" if below else ";" if place < points - 1 else "."
            children.append(Clause(id=f"k{at}-{place}", number=number, text=sentence(end), level=2, children=below))
        text = sentence(":" if points else ".")
        clauses.append(Clause(id=f"k{at}", number=numbers[at], text=text, children=tuple(children)))
    text = Resolution(language=language, title=_TITLES[language], formula=_FORMULAS[language], clauses=tuple(clauses))
    return _completed(draw, text) if whole else text


def _completed(draw: st.DrawFn, text: Resolution) -> Resolution:
    language, clauses = text.language, list(text.clauses)
    if draw(st.booleans()) and len(clauses) > 3 and clauses[0].number == "1":
        first, second = _SECTIONS[language]
        clauses[0], clauses[2] = replace(clauses[0], heading=first), replace(clauses[2], heading=second)
    votes = draw(st.tuples(st.integers(10, 60), st.integers(1, 9), st.integers(1, 9)))
    said = _ADOPTED[language].format(*votes)
    adoption = Adoption(text=said, in_favour=votes[0], against=votes[1], abstaining=votes[2])
    title, paragraph = _ANNEX[language]
    return replace(
        text,
        clauses=tuple(clauses),
        number=draw(st.sampled_from([None, "7", "2031-04"])),
        date=date(2031, 5, draw(st.integers(1, 28))),
        venue="Lima" if language not in ("ru", "uk") else "Лима",
        recitals=tuple(Recital(text=each) for each in _RECITALS[language]),
        adoption=draw(st.sampled_from([None, adoption])),
        signatures=tuple(Signature(*each) for each in _SIGNERS[language]),
        dispatch=draw(st.sampled_from([(), _PARTIES[language]])),
        attachments=draw(st.sampled_from([(), (Attachment(title=title, paragraphs=(paragraph,)),)])),
    )
