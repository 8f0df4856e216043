"""The invented federation of choirs whose resolution goes the whole way: bodies, agenda, parties, results in words."""

BODIES = (
    ("iberia", "regional", "Иберийский хоровой союз", "Unión Coral Ibérica"),
    ("polyphony", "country", "Федерация любительских хоров", "Federación de Coros Aficionados"),
    ("lake-choir", "local", "Хор у озера", "Coro del Lago"),
)
HANDS_RU = (
    "Принято: за — 12, против — 3, воздержались — 2; требовалось более половины из 15 поданных голосов "
    "«за» и «против» (8); представлено 17 мандатов из 30, кворум — 16."
)
HANDS_ES = "Aprobado: 12 a favor, 3 en contra, 2 abstenciones;"
WHOLE_RU = "Принято: за — 3, против — 0, воздержались — 1;"
WHOLE_ES = "Aprobado: 3 a favor, 0 en contra, 1 abstención;"
PARTIES = (("Министерство культуры", "culture@example.org"), ("Городская библиотека", "library@example.org"))
AGENDA = (
    ("Открытие, мандаты и кворум", "Apertura, credenciales y cuórum"),
    ("Обсуждение и принятие резолюции", "Debate y aprobación de la resolución"),
    ("Закрытие", "Clausura"),
)
