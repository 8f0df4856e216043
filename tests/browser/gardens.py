"""The papers of an invented union of town gardens: what its two conferences adopt, in Russian and Spanish."""

HEAD = "Союз городских садов\n\nРЕЗОЛЮЦИЯ VII Конференции городских садов\n\n16 мая 2026 года, Заречье\n"
RECITALS = (
    "Конференция, собравшаяся 16 мая 2026 года в Заречье,",
    "отмечая, что за год в союз вступили семь новых садов,",
)
CLAUSES = (
    ("continuing", "Продолжить программу «Общая грядка» и каждый год открывать не менее трёх новых садов."),
    ("continuing", "Продолжать обмен семенами между садами и раз в год рассказывать о нём."),
    ("continuing", "Развивать сотрудничество с садами соседних стран."),
    ("continuing", "Содействовать занятиям школьников в садах союза."),
    ("event", "Провести с 11 по 13 сентября 2026 года в Заречье праздник урожая."),
    ("event", "Организовать с 9 по 11 октября 2026 года поездку в сады Приморья."),
    ("event", "Провести 6 марта 2027 года в Луговом семинар по обрезке деревьев."),
    ("task", "Подготовить не позднее 1 ноября 2026 года карту городских садов, указав на ней колодцы и сараи."),
    ("task", "Создать не позднее 15 декабря 2026 года общую библиотеку семян."),
    ("task", "Составить не позднее 1 февраля 2027 года памятку о компосте на двух языках."),
    ("task", "Подготовить не позднее 31 марта 2027 года список редких сортов яблони."),
    ("task", "Обеспечить не позднее 30 апреля 2027 года каждый сад насосом для полива."),
    ("task", "Оказать помощь в подготовке VIII Конференции и составить не позднее 1 апреля 2027 года её программу."),
    ("nomination", "Утвердить кандидатуру Ирины Ракитиной для участия во Всемирном конгрессе садов."),
    ("rule", "Установить, что делегатом следующей конференции может быть садовод, ухаживающий за садом не менее года."),
    ("rule", "Установить, что каждый делегат должен представить отчёт своего сада за прошедший год."),
    ("request", "Обратиться в Министерство земли с просьбой поддержать до 1 сентября 2026 года отвод трёх участков."),
    ("request", "Обратиться в Управление водного хозяйства с просьбой поддержать снижение платы за полив."),
    ("request", "Просить Ботанический институт передать союзу черенки старых сортов."),
    ("request", "Просить Комитет по делам молодёжи прислать волонтёров на праздник урожая."),
    ("thanks", "Выразить благодарность Городской библиотеке за гостеприимство."),
    ("thanks", "Поблагодарить Дворец культуры Заречья за помощь в подготовке конференции."),
    ("position", "Поддержать призыв Всемирного союза садов сохранить сады в черте городов."),
    ("position", "Выразить протест против застройки старых садов Заречья."),
    ("assessment", "Признать работу правления за прошедший год удовлетворительной."),
    ("publication", "Опубликовать настоящую резолюцию и направить её Министерству земли и Городской библиотеке."),
)
"""Kind and words: what the reader is to recognise, and what follows."""
SPANISH = (
    "Continuar el programa «Bancal común» y abrir cada año al menos tres huertos nuevos.",
    "Seguir intercambiando semillas entre los huertos e informar de ello una vez al año.",
    "Desarrollar la cooperación con los huertos de los países vecinos.",
    "Promover las clases de los escolares en los huertos de la unión.",
    "Celebrar del 11 al 13 de septiembre de 2026 en Zariechie la fiesta de la cosecha.",
    "Organizar del 9 al 11 de octubre de 2026 un viaje a los huertos de Primorie.",
    "Celebrar el 6 de marzo de 2027 en Lugovói un seminario de poda de árboles.",
    "Elaborar a más tardar el 1 de noviembre de 2026 un mapa de los huertos, con sus pozos y cobertizos.",
    "Crear a más tardar el 15 de diciembre de 2026 una biblioteca común de semillas.",
    "Redactar a más tardar el 1 de febrero de 2027 una guía del compost en dos idiomas.",
    "Elaborar a más tardar el 31 de marzo de 2027 una lista de variedades raras de manzano.",
    "Dotar a más tardar el 30 de abril de 2027 a cada huerto de una bomba de riego.",
    "Ayudar a preparar la VIII Conferencia y redactar a más tardar el 1 de abril de 2027 su programa.",
    "Aprobar la candidatura de Irina Rakítina para participar en el Congreso Mundial de Huertos.",
    "Establecer que podrá ser delegado de la próxima conferencia quien cuide un huerto desde hace al menos un año.",
    "Establecer que cada delegado deberá presentar el informe de su huerto del último año.",
    "Solicitar al Ministerio de la Tierra que apoye antes del 1 de septiembre de 2026 la cesión de tres parcelas.",
    "Solicitar a la Administración de Aguas que apoye una rebaja de la tarifa de riego.",
    "Pedir al Instituto Botánico que entregue a la unión esquejes de variedades antiguas.",
    "Pedir al Comité de Juventud que envíe voluntarios a la fiesta de la cosecha.",
    "Agradecer a la Biblioteca Municipal su acogida.",
    "Agradecer al Palacio de Cultura de Zariechie su ayuda en la preparación de la conferencia.",
    "Apoyar el llamamiento de la Unión Mundial de Huertos a conservar los huertos dentro de las ciudades.",
    "Protestar contra la urbanización de los viejos huertos de Zariechie.",
    "Reconocer como satisfactoria la labor de la directiva durante el último año.",
    "Publicar la presente resolución y remitirla al Ministerio de la Tierra y a la Biblioteca Municipal.",
)
SECOND_HEAD = "Союз городских садов\n\nРЕЗОЛЮЦИЯ VIII Конференции городских садов\n\n22 мая 2027 года, Луговое\n"
SECOND = (
    ("task", "Провести не позднее 1 октября 2027 года учёт всех колодцев в садах союза."),
    (
        "rule",
        "Установить, что делегатом следующей конференции может быть садовод с двумя годами ухода за садом.",
    ),
    ("position", "Считать сады частью городского наследия."),
)
"""What the second conference decides of its own; what goes on from the first is carried over behind it."""


def address(login: str) -> str:
    """The e-mail address of somebody of the union."""
    return f"{login}@gardens.example"


def russian() -> str:
    """The paper of the first conference, as somebody pastes it."""
    return _paper(HEAD, RECITALS, CLAUSES)


def second() -> str:
    """The draft of the second."""
    return _paper(SECOND_HEAD, ("Конференция, собравшаяся 22 мая 2027 года в Луговом,",), SECOND)


def spanish() -> str:
    """The same paper as the first in Spanish."""
    lines = [
        "Unión de Huertos Urbanos\n\nRESOLUCIÓN de la VII Conferencia de Huertos Urbanos\n",
        "La Conferencia, reunida el 16 de mayo de 2026 en Zariechie,",
        "observando que en un año se han incorporado a la unión siete huertos nuevos,",
        "acuerda:\n",
    ]
    return "\n".join([*lines, *(f"{number}. {each}" for number, each in enumerate(SPANISH, 1))]) + "\n"


def _paper(head: str, recitals: tuple[str, ...], clauses: tuple[tuple[str, str], ...]) -> str:
    numbered = (f"{number}. {words}" for number, (_, words) in enumerate(clauses, 1))
    sent = ["\nРассылка:", "Министерство земли", "Городская библиотека"]
    return "\n".join([head, *recitals, "постановляет:\n", *numbered, *sent]) + "\n"
