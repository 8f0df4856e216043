"""A paper as a choir federation would write it: in Russian with Word's automatic numbers, and in Spanish."""

from tests.formats.papers import abstract, docx, lvl, num, p

LETTERHEAD = ("Федерация любительских хоров «Многоголосие»", "Верхняя улица, 7 · hor@example.org")
TITLE = "РЕЗОЛЮЦИЯ IV Конференции любительских хоров"
RECITALS = (
    "Конференция, собравшаяся 14 ноября 2026 года в Приозёрске,",
    "руководствуясь резолюцией № 2 Всемирного хорового конгресса от 3 июля 2025 года,",
    "отмечая, что за год в федерацию вступили девять новых хоров,",
)
CLAUSES = (
    "Продолжить программу «Поём вместе» и каждый год проводить не менее четырёх открытых репетиций.",
    "Провести с 18 по 20 июня 2027 года в Приозёрске фестиваль хоров.",
    "Установить, что делегатом следующей конференции может быть участник хора, поющий в нём не менее года.",
    "Подготовить не позднее 1 марта 2027 года сборник песен на двух языках, в который включить:",
    "Обратиться в Министерство культуры с просьбой предоставить хорам репетиционные залы.",
    "Выразить благодарность Городской библиотеке за гостеприимство.",
    "Утвердить кандидатуру Марии Светловой для участия во Всемирном хоровом конгрессе.",
    "Признать работу правления за прошедший год удовлетворительной.",
    "Поддержать призыв Всемирного хорового конгресса о бесплатном обучении пению в школах.",
    "Опубликовать настоящую резолюцию и направить её Министерству культуры и Городской библиотеке.",
)
POINTS = ("народные песни;", "новые сочинения;", "песни для детей.")
POINTS_OF = 4
SIGNATURES = (("Председатель конференции", "А. Б. Ключевой"), ("Секретарь конференции", "В. Г. Нотная"))
DISPATCH = ("Министерство культуры", "Городская библиотека")

SPANISH = """Federación de Coros Aficionados «Polifonía»

RESOLUCIÓN de la IV Conferencia de Coros Aficionados

La Conferencia, reunida el 14 de noviembre de 2026 en Prioziorsk,
guiándose por la resolución n.º 2 del Congreso Coral Mundial, de fecha 3 de julio de 2025,
observando que en un año se han incorporado a la federación nueve coros nuevos,
acuerda:

1. Continuar el programa «Cantamos juntos» y celebrar cada año al menos cuatro ensayos abiertos.
2. Celebrar del 18 al 20 de junio de 2027 en Prioziorsk un festival de coros.
3. Establecer que podrá ser delegado de la próxima conferencia quien cante en su coro desde hace al menos un año.
4. Elaborar a más tardar el 1 de marzo de 2027 un cancionero en dos idiomas, que incluirá:
a) canciones populares;
b) obras nuevas;
c) canciones infantiles.
5. Solicitar al Ministerio de Cultura que facilite a los coros salas de ensayo.
6. Agradecer a la Biblioteca Municipal su acogida.
7. Designar a María Svetlova para participar en el Congreso Coral Mundial.
8. Reconocer como satisfactoria la labor de la directiva durante el último año.
9. Respaldar el llamamiento del Congreso Coral Mundial a la enseñanza gratuita del canto en las escuelas.
10. Publicar la presente resolución y remitirla al Ministerio de Cultura y a la Biblioteca Municipal.

Presidencia de la Conferencia: A. B. Kliuchevói
Secretaría de la Conferencia: V. G. Nótnaya

Distribución:
Ministerio de Cultura
Biblioteca Municipal
"""


def russian() -> bytes:
    """The Russian paper as Word keeps it: numbers by the program, letterhead in the header and again in the middle."""
    numbering = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "russianLower", "%2)")) + num(1, 1)
    head = "".join(p(line) for line in LETTERHEAD)
    lines = [p(line) for line in (*LETTERHEAD, TITLE, "14 ноября 2026 года, Приозёрск", *RECITALS, "постановляет:")]
    for number, clause in enumerate(CLAUSES, 1):
        lines.append(p(clause, num=1, level=0))
        if number == POINTS_OF:
            lines += [p(point, num=1, level=1) for point in POINTS]
        if number in (3, 7):
            # A page ended here, and whoever typed it copied the letterhead to the top of the next.
            lines += [p(line) for line in LETTERHEAD]
    lines += [p(f"{role} {name}") for role, name in SIGNATURES]
    lines += [p("Рассылка:"), *(p(each) for each in DISPATCH)]
    return docx("".join(lines), numbering=numbering, header1=head)
