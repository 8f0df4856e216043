"""Sentences of other hands: passives, duties, enclitic imperatives, homely words."""

import pytest

from plenaria.core.text.addressees import parties
from plenaria.core.text.kinds import classify

SENTENCES = {
    "ru": [
        ("task", "Библиотекарю описать подаренные ноты до конца учебного года."),
        ("rule", "Ни один член общества не может занимать более двух должностей одновременно."),
        ("rule", "Выгул собак на участках с марта по октябрь запрещается."),
        ("event", "Чаепитие с пирогами состоится 14 июня 2026 года после собрания."),
        ("request", "Добиваться от автобусной компании возвращения вечернего рейса."),
        ("thanks", "Сердечно благодарим поваров за угощение."),
        ("nomination", "От отделения на съезд едут И. Вагин и Т. Рогова."),
        ("assessment", "Счета признаны правильными."),
        ("publication", "Вывесить протокол в клубе и разослать отсутствующим."),
        ("continuing", "Субботние встречи проводить и впредь."),
        ("position", "Собрание не разделяет мнения о закрытии линии."),
        ("position", "Выступаем против слияния школ."),
        ("task", "Заменить замки на обоих сараях до зимы."),
        ("task", "Принять меры к погашению задолженности."),
        ("rule", "Членский взнос на 2026 год составляет 500 рублей."),
        ("request", "Настоятельно рекомендовать собственнику отложить повышение платы."),
        ("event", "Собраться 3–4 мая 2026 года в Харькино на сороковой съезд."),
        ("task", "Казначею открыть сберегательный счёт."),
        ("continuing", "Вести кружок пения для детей."),
        ("assessment", "Согласиться с выводами ревизионной комиссии и считать проверку законченной."),
        ("task", "Запросить три сметы на ремонт крыши."),
        ("nomination", "Подтвердить полномочия доктора Э. Лисина ещё на три года."),
        ("publication", "Ознакомить с решением всех членов товарищества."),
        ("position", "Возмущены сокращением часов вечерней школы."),
        ("request", "Поставить перед мэрией вопрос о ремонте дороги."),
        ("thanks", "Низкий поклон семье Пимовых за подаренные книги."),
        ("event", "Выехать 6 сентября 2026 года на речной праздник."),
        ("rule", "Кворум общего собрания — пятнадцать человек."),
        ("task", "Выделить из резерва пятьдесят тысяч рублей на крышу."),
    ],
    "es": [
        ("task", "La Secretaría levantará un censo de socios jubilados antes de junio de 2026."),
        ("rule", "Para ser juez de mesa se requiere haber arbitrado cinco partidas."),
        ("continuing", "Se anima a las peñas a barrer las fuentes todos los veranos."),
        ("request", "Se anima a la Diputación a barrer las fuentes todos los veranos."),
        ("task", "Decide encolar las sillas rotas del salón."),
        ("publication", "Hacer llegar este acuerdo a las socias junto con el boletín."),
        ("rule", "Ningún socio podrá ocupar más de dos cargos a la vez."),
        ("rule", "Quedan exentas de cuota las familias con tres o más hijos."),
        ("event", "Habrá chocolatada popular el 6 de enero de 2026 en la plaza."),
        ("request", "Hacemos un llamado a las autoridades para que reparen el puente."),
        ("thanks", "Vaya nuestro reconocimiento a los cocineros de la fiesta."),
        ("nomination", "Ocuparán las vocalías Rosa Mena y Julio Paz."),
        ("assessment", "Se tiene por bien hecha la labor de la comisión saliente."),
        ("publication", "Fíjese copia del presente acuerdo en el tablón de anuncios."),
        ("continuing", "Persistir en la defensa de los caminos públicos."),
        ("position", "Nos sumamos a la protesta de los maestros."),
        ("position", "Se ve con preocupación el cierre de la línea férrea."),
        ("task", "Procédase al arreglo de la cubierta."),
        ("task", "Que se compren doce sillas nuevas."),
        ("rule", "La cuota de ingreso será de quinientos pesos."),
        ("rule", "Para votar hay que estar al corriente de pago."),
        ("request", "Elévese nota al Intendente solicitando alumbrado."),
        ("task", "La Tesorera se compromete a abrir una cuenta de ahorro."),
        ("continuing", "Sostener el comedor escolar durante todo el año."),
        ("assessment", "Se da el visto bueno a las cuentas de 2025."),
        ("task", "Pedir tres presupuestos para el tejado."),
        ("nomination", "Se ratifica por tres años al doctor Salas como médico de la mutual."),
        ("publication", "Envíese testimonio de esta resolución a las filiales."),
        ("position", "Repudia los recortes a la educación de adultos."),
        ("request", "Rogar al propietario que aplace la subida del alquiler."),
        ("task", "Destinar quinientos euros del fondo de reserva al tejado."),
        ("rule", "Se establece un quórum de quince personas."),
        ("task", "Constituir una mesa de diálogo con los vecinos."),
        ("event", "Realizar la asamblea extraordinaria el 9 de octubre de 2026."),
    ],
    "en": [
        ("task", "The Librarian is to catalogue the donated scores by Easter."),
        ("rule", "No member may hold more than two offices at the same time."),
        ("rule", "Dogs are not allowed on the plots between March and October."),
        ("event", "A bring-and-share lunch will be laid on after the AGM on 14 June 2026."),
        ("request", "We call on the bus company to restore the evening service."),
        ("thanks", "A hearty vote of thanks was passed to the caterers."),
        ("nomination", "Mr Idris Vaughan and Ms Tamsin Rook are to stand for the branch at the national congress."),
        ("assessment", "The accounts were found to be in order."),
        ("publication", "Let these minutes be posted in the clubhouse and mailed to absent members."),
        ("continuing", "The Saturday drop-in shall carry on as before."),
        ("position", "This branch has no confidence in the timetable."),
        ("position", "We share the concerns of our sister clubs."),
        ("task", "That new locks be fitted to both sheds before the winter."),
        ("task", "Resolved, to replace the projector."),
        ("rule", "Subscriptions for 2026 shall stand at £24, or £12 for juniors."),
        ("rule", "Henceforth applications must reach the secretary thirty days before the meeting."),
        ("request", "The County Council is pressed to gritting the lane."),
        ("event", "Delegates will gather in Harwell on 3 and 4 May 2026 for the fortieth congress."),
        ("task", "The Treasurer undertakes to open a savings account."),
        ("continuing", "We go on supporting the hospice with the proceeds of the Christmas concert every year."),
        ("task", "To commission three quotations for the roof."),
        ("nomination", "Confirms Dr Ellis as honorary physician for a further three years."),
        ("publication", "That copies of this motion go to every member of parliament in the county."),
        ("position", "Deplores the cuts to adult education."),
        ("request", "Prevails upon the landlord to postpone the rent increase."),
        ("event", "The club will take part in the River Pageant on 6 September 2026."),
        ("rule", "A quorum of fifteen is fixed for all general meetings."),
        ("task", "Give the roof fund £500 out of reserves."),
    ],
}


@pytest.mark.parametrize(
    ("language", "kind", "sentence"),
    [(language, *labelled) for language, listed in SENTENCES.items() for labelled in listed],
)
def test_a_sentence_has_its_kind(language: str, kind: str, sentence: str) -> None:
    assert classify(sentence, language)[0] == kind


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "Approves the report of the Treasurer.", "assessment"),
        ("en", "Approves the rules of the contest.", "rule"),
        ("en", "Approves the plan for 2027.", "task"),
        ("en", "Approves the candidature of Ann Petrie.", "nomination"),
        ("en", "Approves the holding of a summer camp on 3 July 2027.", "event"),
        ("ru", "Утвердить отчёт ревизора.", "assessment"),
        ("ru", "Утвердить размер взноса.", "rule"),
        ("ru", "Утвердить план работы.", "task"),
        ("es", "Aprobar el informe de la tesorera.", "assessment"),
        ("es", "Aprobar la cuota de 2027.", "rule"),
        ("es", "Aprobar el plan de trabajo.", "task"),
    ],
)
def test_one_verb_does_different_things_to_different_objects(language: str, sentence: str, kind: str) -> None:
    assert classify(sentence, language)[0] == kind


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "Requests the Board to repair the boats.", "task"),
        ("en", "Requests the Ministry of Sport to repair the pier.", "request"),
        ("en", "The Treasurer shall open an account.", "task"),
        ("en", "Members shall pay in January.", "rule"),
        ("ru", "Просить правление отремонтировать лодки.", "task"),
        ("ru", "Просить министерство отремонтировать причал.", "request"),
        ("es", "Solicitar a la Junta Directiva que repare las barcas.", "task"),
        ("es", "Solicitar al Ayuntamiento que repare el muelle.", "request"),
    ],
)
def test_it_matters_who_is_asked(language: str, sentence: str, kind: str) -> None:
    assert classify(sentence, language)[0] == kind


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "Resolves to paint the shed.", "task"),
        ("en", "Resolves to paint the shed every spring.", "continuing"),
        ("ru", "Покрасить сарай.", "task"),
        ("ru", "Ежегодно красить сарай.", "continuing"),
        ("ru", "Не поддержать предложение о продаже сада.", "position"),
        ("es", "Pintar el cobertizo.", "task"),
        ("es", "Pintar el cobertizo cada primavera.", "continuing"),
    ],
)
def test_recurrence_and_negation_change_the_kind(language: str, sentence: str, kind: str) -> None:
    assert classify(sentence, language)[0] == kind


@pytest.mark.parametrize(
    ("clause", "kind", "verb"),
    [
        ("Resolved, That the State Grange urge the Legislature to fund rural roads.", "request", "urge"),
        ("RESOLVED that Mr P. Wick be co-opted to the Board.", "nomination", "be co-opted"),
        ("BE IT FURTHER RESOLVED, That copies of this resolution be sent to the Governor.", "publication", "be sent"),
        ("Squirrels the surplus into a reserve for the new roof.", "task", "Squirrels"),
        ("Laments that the ferry is gone.", "position", "Laments"),
        ("Having heard the auditor, is content with the accounts.", "assessment", "is content with"),
    ],
)
def test_english_verbs_are_found_where_they_stand(clause: str, kind: str, verb: str) -> None:
    assert classify(clause, "en")[::2] == (kind, verb)


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("Asks Harwick Water to let anglers through the gate.", ("Harwick Water",)),
        ("Copies of this resolution shall be sent to the Governor and the Lord Mayor.", ("Governor", "Lord Mayor")),
        ("The River Committee to clear the weir.", ("River Committee",)),
    ],
)
def test_english_names_need_no_head_word(clause: str, named: tuple[str, ...]) -> None:
    assert parties(clause, "en") == named
