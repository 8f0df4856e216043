"""Russian sentences of yet other hands: an order of words or a verb that the first lexicon did not have."""

import pytest

from plenaria.core.text.kinds import classify

SENTENCES = [
    ("rule", "Вывоз мусора производить только по чётным дням."),
    ("rule", "Гостям клуба входить в эллинг разрешено лишь с провожатым."),
    ("rule", "Каждая секция получает одно место в правлении."),
    ("request", "Связаться с Министерством печати по поводу тиража."),
    ("task", "Приступить к оцифровке фонотеки с 1 марта 2026 года."),
    ("request", "Требуем от подрядчика вернуть аванс."),
    ("request", "Президиуму войти в Минспорт с представлением о присвоении разрядов."),
    ("thanks", "Низко кланяемся матерям-героиням нашего села."),
    ("assessment", "Работой вожатых остались довольны."),
    ("publication", "Воззвание отпечатать и расклеить по городу."),
    ("position", "Не приемлем платного входа в парк."),
    ("event", "Встреча выпускников намечена на 27 июня 2026 года."),
    ("continuing", "Работу воскресной школы не сворачивать."),
    ("nomination", "Возложить обязанности казначея на Е. П. Мухину."),
]


@pytest.mark.parametrize(("kind", "text"), SENTENCES)
def test_kinds_of_russian_sentences(kind: str, text: str) -> None:
    assert classify(text, "ru")[0] == kind
