"""French, Portuguese, German and Ukrainian papers: forms of number, verbs, dates and votes that only they have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.dates import periods
from plenaria.core.text.endings import adoption
from plenaria.core.text.inflection import forms
from plenaria.core.text.kinds import classify
from plenaria.core.text.language import guess
from plenaria.core.text.names import parties, people
from plenaria.core.text.numbering import marker
from plenaria.core.text.ordinals import ordinal_value
from plenaria.core.text.vocabulary import LANGUAGES, data

from .papers import read_text

PAPERS = {
    "fr": """Fédération des chorales du Haut-Morvan
Résolution de l'assemblée générale
Clairbois, le 1er mars 2025

L'assemblée générale,

Vu l'article 8 des statuts ;
Considérant que trois chœurs cherchent une salle ;
Ayant entendu le rapport de la trésorière,

Après en avoir délibéré, décide :

Article premier. – Le rapport d'activité est approuvé.
Article 2. – Le bureau est chargé de préparer, avant le 30 juin 2025, une liste des salles libres.
Article 3. – Le maire de Clairbois est prié d'ouvrir la salle des fêtes le dimanche.
Article 4. – La présente résolution sera publiée dans le bulletin.

Adoptée à main levée par 21 voix contre 4 et 2 abstentions.

La présidente, Odile Garnier

Copie à :
- Mairie de Clairbois
- Chœurs membres
""",
    "pt": """Clube de Xadrez da Ribeira
DELIBERAÇÃO DA ASSEMBLEIA GERAL
Ribeira Velha, 8 de junho de 2025

Considerando o relatório da direção;
Tendo em conta a falta de árbitros,

A Assembleia Geral delibera:

Artigo 1.º Aprovar o relatório e as contas de 2024.
Artigo 2.º Incumbir a direção de preparar uma lista de árbitros até 31 de dezembro de 2025.
Artigo 3.º Solicitar à Câmara Municipal a cedência do pavilhão.
Artigo 4.º Agradecer à Escola Secundária o empréstimo das mesas.

Aprovada por unanimidade, de braço no ar.

A Presidente da Mesa: Leonor Vilaça

Distribuição:
- Câmara Municipal
- Sócios
""",
    "de": """Imkerverein Oberes Lautertal e. V.
Beschluss der Mitgliederversammlung
Lauterbrück, den 14. Februar 2026

Unter Hinweis auf den Beschluss vom 3. März 2024;
in der Erwägung, dass zwei Völker verloren sind,

die Mitgliederversammlung beschließt:

§ 1 Dem Vorstand wird Entlastung erteilt.
§ 2 Der Vorstand wird beauftragt, bis zum 31. Mai 2026 ein Angebot für eine Schleuder einzuholen.
§ 3 Das Landratsamt wird aufgefordert, die Blühstreifen stehen zu lassen.
§ 4 Die Schulimkerei wird fortgeführt.

Einstimmig angenommen in offener Abstimmung.

Der Vorsitzende: Kuno Weidlich

Verteiler:
- Landratsamt
- Mitglieder
""",
    "uk": """Спілка хорів «Смерека»
УХВАЛА
загальних зборів
м. Зелений Яр, 5 квітня 2025 року

Заслухавши звіт голови правління;
беручи до уваги потребу в нотах,
загальні збори ухвалили:

1. Затвердити звіт правління.
2. Доручити правлінню до 1 вересня 2025 року підготувати збірник:
а) колядок;
б) щедрівок;
в) пісень пам’яті;
г) гаївок;
ґ) народних пісень;
д) дитячих пісень.
3. Звернутися до міської ради з проханням надати зал.
4. Подякувати бібліотеці за ноти.

Ухвалу прийнято відкритим голосуванням: за — 30, проти — 2, утрималися — 1.

Голова зборів О. П. Ґудзь

Розсилка:
- міська рада
- осередки
""",
}

READ = {
    "fr": (["premier", "2", "3", "4"], ["assessment", "task", "request", "publication"], 3, date(2025, 3, 1)),
    "pt": (["1.º", "2.º", "3.º", "4.º"], ["assessment", "task", "request", "thanks"], 2, date(2025, 6, 8)),
    "de": (["1", "2", "3", "4"], ["assessment", "task", "request", "continuing"], 2, date(2026, 2, 14)),
    "uk": (["1", "2", "3", "4"], ["assessment", "task", "request", "thanks"], 2, date(2025, 4, 5)),
}

VOTES = {
    "fr": ("show of hands", "majority", 21, 4, 2),
    "pt": ("show of hands", "unanimous", None, None, None),
    "de": ("open vote", "unanimous", None, None, None),
    "uk": ("open vote", "majority", 30, 2, 1),
}

SENT = {
    "fr": ("Mairie de Clairbois", "Chœurs membres"),
    "pt": ("Câmara Municipal", "Sócios"),
    "de": ("Landratsamt", "Mitglieder"),
    "uk": ("міська рада", "осередки"),
}


@pytest.mark.parametrize("language", PAPERS)
def test_a_paper_is_read_in_its_language(language: str) -> None:
    read = read_text(PAPERS[language])
    kinds = [clause.kind for clause in read.clauses]
    found = ([clause.number for clause in read.clauses], kinds, len(read.recitals), read.date)
    assert (read.language, found, read.unplaced) == (language, READ[language], ())


@pytest.mark.parametrize("language", PAPERS)
def test_the_vote_and_the_list_of_dispatch_are_read(language: str) -> None:
    read = read_text(PAPERS[language])
    vote = read.adoption
    assert vote is not None
    assert (vote.method, vote.result, vote.in_favour, vote.against, vote.abstaining) == VOTES[language]
    assert (len(read.signatures), read.dispatch) == (1, SENT[language])


def test_ukrainian_letters_go_on_past_their_own() -> None:
    read = read_text(PAPERS["uk"])
    assert [point.number for point in read.clauses[1].children] == ["а", "б", "в", "г", "ґ", "д"]
    without = read_text(PAPERS["uk"].replace("ґ) народних", "д) народних").replace("д) дитячих", "е) дитячих"))
    assert [point.number for point in without.clauses[1].children] == ["а", "б", "в", "г", "д", "е"]
    assert [warning.code for warning in without.warnings] == []


@pytest.mark.parametrize(
    ("text", "label", "value", "rest"),
    [
        ("Article premier. – Le rapport", "premier", 1, "Le rapport"),
        ("Article 1er – Le rapport", "1er", 1, "Le rapport"),
        ("Art. 3 Le rapport", "3", 3, "Le rapport"),
        ("Premièrement : le rapport", "Premièrement", 1, "le rapport"),
        ("1 – Le rapport", "1", 1, "Le rapport"),
        ("2/ Le rapport", "2", 2, "Le rapport"),
        ("Parágrafo único. O valor", "único", 1, "O valor"),
        ("III – Eleger a mesa", "III", 3, "Eleger a mesa"),
        ("Zweitens: Wir danken", "Zweitens", 2, "Wir danken"),
        ("Punkt 4: Der Vorstand", "4", 4, "Der Vorstand"),
        ("Ziff. 5 Der Vorstand", "5", 5, "Der Vorstand"),
        ("П’яте. Подякувати", "П’яте", 5, "Подякувати"),
        ("Дев'яте: подякувати", "Дев'яте", 9, "подякувати"),
        ("Стаття 6. Подякувати", "6", 6, "Подякувати"),
        ("є) осередки", "є", 8, "осередки"),
    ],
)
def test_numbers_of_these_languages(text: str, label: str, value: int, rest: str) -> None:
    found = marker(text)
    assert found is not None
    assert (found.label, found.value, text[found.end :]) == (label, value, rest)


@pytest.mark.parametrize("text", ["1914 – 1918", "5 – 6 червня", "Mai – Juni", "V centenaire du chœur"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert marker(text) is None


def test_ordinals_have_values_in_seven_languages() -> None:
    words = ["erstens", "second", "tercera", "quatrième", "quinto", "шестое", "сьоме", "1er", "2º"]
    assert [ordinal_value(word) for word in words] == [1, 2, 3, 4, 5, 6, 7, 1, 2]


SENTENCES = [
    ("fr", "position", "Condamne la fermeture des bureaux de poste du canton."),
    ("fr", "continuing", "Le cercle poursuit ses cours de lecture à l'hôpital."),
    ("fr", "task", "Le secrétariat établira la liste des bénévoles avant le 15 mai 2026."),
    ("fr", "event", "Organise le 14 juin 2026 un tournoi de pétanque au parc."),
    ("fr", "nomination", "Mme Aline Berger est élue trésorière pour deux ans."),
    ("fr", "rule", "La cotisation annuelle est fixée à trente euros."),
    ("fr", "request", "Invite la préfecture à rouvrir le guichet des étrangers."),
    ("fr", "thanks", "Remercie les bénévoles de la buvette."),
    ("fr", "assessment", "Prend acte du rapport des vérificateurs."),
    ("fr", "publication", "La présente résolution sera affichée dans les locaux."),
    ("pt", "position", "Repudiar o encerramento da linha férrea."),
    ("pt", "continuing", "Prosseguir a colaboração com a escola de música."),
    ("pt", "task", "Mandatar a direção para elaborar um orçamento da obra."),
    ("pt", "event", "Realizar o torneio de outono em 12 de outubro de 2026."),
    ("pt", "nomination", "Eleger Rui Pacheco como delegado ao congresso."),
    ("pt", "rule", "Fixar a quota anual em vinte euros."),
    ("pt", "request", "Apela-se ao Governo que mantenha o posto médico."),
    ("pt", "thanks", "Louvar os bombeiros pelo apoio prestado."),
    ("pt", "assessment", "Tomar conhecimento do parecer do conselho fiscal."),
    ("pt", "publication", "Divulgue-se a presente deliberação no sítio da associação."),
    ("de", "position", "Der Verband lehnt die Schließung der Musikschule entschieden ab."),
    ("de", "continuing", "Die Zusammenarbeit mit der Volkshochschule wird fortgesetzt."),
    ("de", "task", "Der Ausschuss hat bis zum 1. Mai 2026 einen Entwurf vorzulegen."),
    ("de", "event", "Der Chor führt am 5. Juli 2026 ein Sommerfest durch."),
    ("de", "nomination", "Zur Kassenwartin wird Grete Holm gewählt."),
    ("de", "rule", "Der Jahresbeitrag wird auf 40 Euro festgesetzt."),
    ("de", "request", "Die Versammlung fordert den Landkreis auf, den Bus wieder fahren zu lassen."),
    ("de", "thanks", "Die Versammlung spricht den Helfern ihren Dank aus."),
    ("de", "assessment", "Sie nimmt den Bericht der Kassenprüfer zustimmend zur Kenntnis."),
    ("de", "publication", "Dieser Beschluss ist im Schaukasten auszuhängen."),
    ("de", "rule", "Die Generalversammlung beschliesst die neue Beitragsordnung."),
    ("uk", "position", "Засудити вирубування старого парку."),
    ("uk", "continuing", "Продовжувати співпрацю з музичною школою."),
    ("uk", "task", "Зобов’язати правління полагодити дах до 1 жовтня 2026 року."),
    ("uk", "event", "Провести 12 липня 2026 року свято пісні."),
    ("uk", "nomination", "Обрати головою осередку Олену Ґавру."),
    ("uk", "rule", "Встановити членський внесок у розмірі 200 гривень."),
    ("uk", "request", "Просити міську раду виділити приміщення."),
    ("uk", "thanks", "Скласти подяку волонтерам за допомогу."),
    ("uk", "assessment", "Взяти до відома інформацію ревізійної комісії."),
    ("uk", "publication", "Оприлюднити цю постанову на сайті спілки."),
]


@pytest.mark.parametrize(("language", "kind", "text"), SENTENCES)
def test_a_sentence_has_its_kind(language: str, kind: str, text: str) -> None:
    assert classify(text, language)[0] == kind


@given(st.sampled_from(SENTENCES), st.sampled_from("'’ʼ"))
def test_any_apostrophe_is_read_alike(sentence: tuple[str, str, str], apostrophe: str) -> None:
    language, kind, text = sentence
    for each in "'’ʼ":
        text = text.replace(each, apostrophe)
    assert classify(text, language)[0] == kind


@given(
    st.sampled_from(
        [verb for listed in data("de")["verbs"].values() for verb in listed if "|" in verb and "(" not in verb]
    )
)
def test_a_parted_verb_keeps_its_particle_in_every_form(verb: str) -> None:
    particle = verb.partition("|")[0]
    made = list(forms(verb, data("de")["inflection"]))
    assert {form for form, _ in made} >= {"finite", "infinitive"}
    assert [phrase for _, phrase in made if particle not in phrase] == []


@pytest.mark.parametrize("language", PAPERS)
def test_a_language_is_guessed_whatever_its_file_declares(language: str) -> None:
    assert [guess(PAPERS[language], declared) for declared in LANGUAGES] == [language] * len(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("fr", "les 4 et 5 octobre 2025", date(2025, 10, 4), date(2025, 10, 5)),
        ("fr", "du 1er au 3 août 2025", date(2025, 8, 1), date(2025, 8, 3)),
        ("pt", "de 8 a 10 de agosto de 2025", date(2025, 8, 8), date(2025, 8, 10)),
        ("pt", "em 1.º de maio de 2025", date(2025, 5, 1), date(2025, 5, 1)),
        ("de", "vom 30. Mai bis 1. Juni 2026", date(2026, 5, 30), date(2026, 6, 1)),
        ("de", "am 7./8. Juni 2025", date(2025, 6, 7), date(2025, 6, 8)),
        ("de", "im Jänner 2026", date(2026, 1, 1), date(2026, 1, 31)),
        ("uk", "14–16 серпня 2025 року", date(2025, 8, 14), date(2025, 8, 16)),
        ("uk", "у лютому 2025 р.", date(2025, 2, 1), date(2025, 2, 28)),
        ("uk", "з 5 до 19 липня 2025 р.", date(2025, 7, 5), date(2025, 7, 19)),
    ],
)
def test_dates(language: str, text: str, first: date, last: date) -> None:
    assert [(each.first, each.last) for each in periods(text, language)] == [(first, last)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Adoptée par consensus.", ("consensus", None, None, None, None)),
        ("fr", "Motion rejetée au scrutin secret : pour 12, contre 30.", ("secret vote", "rejected", 12, 30, None)),
        ("pt", "Aprovada por maioria, com 3 votos contra.", (None, "majority", None, 3, None)),
        ("pt", "Aprovada por aclamação.", ("acclamation", None, None, None, None)),
        ("de", "Mit 93 gegen 21 Stimmen bei 6 Enthaltungen angenommen.", (None, "majority", 93, 21, 6)),
        ("de", "In namentlicher Abstimmung einstimmig beschlossen.", ("roll call", "unanimous", None, None, None)),
        ("uk", "Рішення прийнято одноголосно підняттям рук.", ("show of hands", "unanimous", None, None, None)),
        ("uk", "Ухвалено без голосування.", ("consensus", None, None, None, None)),
    ],
)
def test_statements_of_adoption(language: str, text: str, expected: tuple[object, ...]) -> None:
    read = adoption(text, language, None)
    assert (read.method, read.result, read.in_favour, read.against, read.abstaining) == expected


RESOLUTIONS_BY_TURN = """Chorale du Vieux-Pont
Résolutions adoptées
Clairbois, le 2 mai 2025

Première résolution
L'assemblée générale approuve le rapport moral.
Cette résolution est adoptée à l'unanimité.

Deuxième résolution – cotisation
La cotisation est portée de 20 à 25 euros.

Troisième résolution
Mme Odile Garnier est élue présidente.
"""


def test_a_french_assembly_adopts_resolution_after_resolution() -> None:
    read = read_text(RESOLUTIONS_BY_TURN)
    found = [(clause.number, clause.kind) for clause in read.clauses]
    assert found == [("Première", "assessment"), ("Deuxième", "rule"), ("Troisième", "nomination")]
    assert read.clauses[1].text.startswith("– cotisation")


def test_what_a_ukrainian_congress_notes_is_no_clause() -> None:
    read = read_text(
        "РЕЗОЛЮЦІЯ\nпершого з’їзду\n\nДелегати, обговоривши стан справ,\n\nвідзначають, що:\n– відкрито дім;\n"
        "– видано книгу.\n\nЗ’їзд ухвалив:\n\n1. Схвалити звіт правління.\n2. Скликати з’їзд 5 травня 2027 року.\n"
    )
    assert [clause.kind for clause in read.clauses] == ["assessment", "event"]
    assert len(read.recitals) == 3


def test_the_object_of_a_german_infinitive_stands_before_it() -> None:
    assert classify("Die Versammlung beschließt, den Jahresbeitrag neu festzulegen.", "de")[0] == "rule"
    assert classify("Die Versammlung beschließt, den Ablauf neu festzulegen.", "de")[0] == "task"


def test_a_brazilian_resolution_enters_into_force() -> None:
    assert classify("Esta Resolução entra em vigor em 1º de janeiro de 2026.", "pt")[0] == "rule"


def test_people_are_found_behind_german_nouns_and_in_ukrainian_cases() -> None:
    assert people("Entsendung von Lina Petersohn in den Beirat.", "de") == ("Lina Petersohn",)
    assert people("Zum Vertreter bestellt der Kreistag Jens Pallasch.", "de") == ("Jens Pallasch",)
    assert people("Обрати головою Козачок Тамару Євгенівну.", "uk") == ("Козачок Тамару Євгенівну",)


def test_parties_are_printed_without_article_or_verb() -> None:
    assert parties("Der Vorstand wird beauftragt, die Stadtwerke zu verständigen.", "de") == ("Vorstand",)
    assert parties("Die Versammlung bittet das Landratsamt, die Straße zu sperren.", "de") == ("Landratsamt",)
    assert parties("Invite le conseil départemental à ouvrir les archives.", "fr") == ("conseil départemental",)
    assert parties("Solicitar à Câmara Municipal de Ribeira a reparação do muro.", "pt") == (
        "Câmara Municipal de Ribeira",
    )
    assert parties("Просити міську раду повернути автобус.", "uk") == ("міську раду",)
