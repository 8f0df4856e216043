"""A whole sitting in nine browsers, in Russian: chair, clerk, two tellers, four phones and the projector.

From the door to the minutes: who comes in and makes the quorum, a speaker whom the clock cuts off, an amendment counted
by hands, a vote in which two phones have no network, one that is void and put again, and the minutes as a PDF.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, launched
from tests.browser.congress import DELEGATES
from tests.browser.desk import Visitor
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.browser.test_votes import visitor
from tests.conftest import REPOSITORY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,  # the live room on both: tests/interfaces/hall/test_live_room.py and test_whole_way.py
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

PROPOSED = "Брать с собой велосипед бесплатно в каждом поезде."
NOT_YET = "Пока не учтено."
SPEECH = "0.1"
"""Minutes for a speech: six seconds, so that nobody waits long for the clock."""


@dataclass(frozen=True, slots=True)
class Hall:
    """The people of the congress, each with their own browser."""

    meeting: str
    seats: tuple[str, ...]
    chair: Visitor
    clerk: Visitor
    tellers: tuple[Visitor, ...]
    phones: tuple[Visitor, ...]
    projector: Visitor

    @property
    def everybody(self) -> tuple[Visitor, ...]:
        return (self.chair, self.clerk, *self.tellers, *self.phones, self.projector)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The congress is convened, nobody is there yet, and the server runs."""
    folder, port = tmp_path_factory.mktemp("plenaria"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.congress"],
            env=environment,
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
            text=True,
        )
        world = json.loads(made.stdout)
        browser = launched(playwright)
        with serving(environment, port) as base:
            logged_in = {
                role: visitor(browser, base, size, sessionid=world["sessions"][session])
                for role, session, size in (
                    ("chair", "chair", "laptop"),
                    ("clerk", "clerk", "laptop"),
                    ("teller", "teller", "phone"),
                    ("counter", "counter", "phone"),
                    ("projector", "clerk", "projector"),
                )
            }
            yield Hall(
                world["meeting"],
                tuple(world["seats"]),
                logged_in["chair"],
                logged_in["clerk"],
                (logged_in["teller"], logged_in["counter"]),
                tuple(visitor(browser, base, "phone") for _ in DELEGATES[:4]),
                logged_in["projector"],
            )
            # Before the server ends: it would wait for those who still follow.
            browser.close()


def test_a_whole_sitting(hall: Hall) -> None:
    come_in(hall)
    speak(hall)
    amend(hall)
    vote_without_network(hall)
    put_again(hall)
    close(hall)
    keep_minutes(hall)
    assert [each for one in hall.everybody for each in one.strangers] == []
    assert [each for one in hall.everybody for each in one.barriers] == []


def come_in(hall: Hall) -> None:
    """Each gets a badge at the door, opens it on the phone, and is marked present; the projector shows the quorum."""
    hall.projector.go(f"/hall/{hall.meeting}/screen?lang=ru&lang2=es")
    hall.projector.look("sitting-before", whole=False)
    clerk = hall.clerk
    for place, phone in enumerate(hall.phones):
        clerk.go(f"/desk/m/{hall.meeting}/door")
        clerk.press(clerk.page.get_by_role("link", name=DELEGATES[place]))
        clerk.press(button(clerk, "Выдать бейдж"))
        phone.go(clerk.page.locator("a.code").inner_text())
        phone.press(button(phone, "Это я"))
    hall.phones[0].look("sitting-phone-before")
    clerk.go(f"/desk/m/{hall.meeting}/door")
    for place, _ in enumerate(hall.phones):
        with clerk.page.expect_response(lambda answer: "/door/" in answer.url and answer.request.method == "POST"):
            door(clerk, "Отметить приход", place).click()
        expect(door(clerk, "Отметить уход", place)).to_be_visible()
    clerk.says("кворум есть")
    clerk.look("sitting-door")
    hall.projector.says("Кворум есть")
    hall.projector.look("sitting-quorum", whole=False)
    hall.chair.go(f"/hall/{hall.meeting}/chair")
    hall.chair.press(button(hall.chair, "Открыть собрание"))
    hall.chair.press("form.next button[value='open-item']")


def speak(hall: Hall) -> None:
    """Two ask to speak from their phones; the clock ends the first speech, and the chair calls the second."""
    chair, (first, second, *_) = hall.chair, hall.phones
    unfold(chair, "Порядок, время, закрытие списка")
    chair.page.get_by_label("Минут на выступление").fill(SPEECH)
    chair.page.get_by_label("Выступление заканчивается само, когда время вышло").check()
    chair.press(button(chair, "Установить это"))
    first.press(button(first, "Попросить слова"))
    first.says("Вы следующий.")
    second.press(button(second, "Попросить слова"))
    second.says("Вы в списке под номером 2.")
    second.look("sitting-phone-listed")
    chair.press(button(chair, f"Следующее слово: {DELEGATES[0]}"))
    first.says("Слово у вас.")
    hall.projector.says(DELEGATES[0])
    hall.projector.look("sitting-speaker", whole=False)
    second.says("Вы следующий.")
    hall.projector.says("Пункт повестки 1")
    chair.says(f"Следующее слово: {DELEGATES[1]}")
    chair.look("sitting-speakers")
    chair.press(button(chair, f"Следующее слово: {DELEGATES[1]}"))
    second.says("Слово у вас.")
    chair.press(button(chair, "Закончить выступление"))
    expect(second.page.locator("body")).not_to_contain_text("Слово у вас.")


def amend(hall: Hall) -> None:
    """A delegate changes a clause from the phone; tellers count the hands, and the text is another."""
    chair, phone = hall.chair, hall.phones[2]
    phone.press(phone.page.get_by_role("link", name="Весь текст"))
    phone.press(phone.page.get_by_role("link", name="Предложить изменение к пункту 2"))
    phone.page.get_by_label("Как должен звучать пункт").fill(PROPOSED)
    phone.look("sitting-phone-amend")
    phone.press(phone.page.locator("#amend").get_by_role("button"))
    chair.go(f"/hall/{hall.meeting}/chair")
    chair.press(button(chair, "Допустить"))
    chair.press(button(chair, "Показать").first)
    hall.projector.says("Поправка 1")
    hall.projector.look("sitting-amendment", whole=False)
    chair.page.locator("#whole > summary").click()
    chair.page.locator("#whole-hands").check()
    chair.press(next_button(chair, "Поставить поправку на голосование"))
    chair.press(next_button(chair, "Открыть голосование"))
    for teller in hall.tellers:
        page = teller.go(f"/hall/{hall.meeting}/count")
        for choice, number in (("in_favour", 3), ("against", 1), ("abstaining", 0)):
            page.locator(f"[name$={choice}]").fill(str(number))
        teller.press(button(teller, "Внести подсчёт"))
    hall.tellers[0].look("sitting-count")
    chair.go(f"/hall/{hall.meeting}/chair")
    chair.press(next_button(chair, "Закрыть голосование"))
    chair.press(next_button(chair, "Объявить итог"))
    phone.go(f"/hall/{hall.meeting}/")
    for one in (hall.projector, phone, chair):
        one.says("Принято: за — 3, против — 1, воздержались — 0;")
    hall.projector.look("sitting-amended", whole=False)
    phone.press(phone.page.get_by_role("link", name="Весь текст"))
    phone.says(PROPOSED)


def vote_without_network(hall: Hall) -> None:
    """Two phones vote while they are offline: nothing is recorded until they are back, and then once."""
    chair = hall.chair
    for phone in hall.phones:
        phone.go(f"/hall/{hall.meeting}/")
    chair.press(next_button(chair, "Поставить на голосование текст в целом"))
    chair.press(next_button(chair, "Открыть голосование"))
    offline, online = hall.phones[:2], hall.phones[2:]
    for phone in hall.phones:
        expect(button(phone, "За")).to_be_visible()
    for phone in offline:
        phone.page.context.set_offline(True)
        button(phone, "За").click()
        phone.says(NOT_YET)
    offline[0].look("sitting-phone-offline")
    for phone, choice in zip(online, ("За", "Против"), strict=True):
        button(phone, choice).click()
        phone.says(f"Учтено: {choice.lower()}.")
    hall.clerk.go(f"/hall/{hall.meeting}/clerk")
    assert votes_in(hall) == "2"
    for phone in offline:
        phone.page.context.set_offline(False)
    for phone in offline:
        phone.says("Учтено: за.")
    expect(chair.page.locator(".tally .n").first).to_have_text("4")
    chair.look("sitting-chair-voting")
    hall.projector.look("sitting-vote", whole=False)
    chair.press(next_button(chair, "Закрыть голосование"))
    for one in hall.everybody[4:]:
        one.says("Принято: за — 3, против — 1, воздержались — 0;")
    hall.projector.look("sitting-result", whole=False)
    hall.phones[0].look("sitting-phone-result")


def put_again(hall: Hall) -> None:
    """A vote is declared void with its reason, and its question is put again."""
    chair = hall.chair
    unfold(chair, "Поставить другой вопрос")
    chair.page.locator("#title-ru").fill("Сделать перерыв до утра?")
    chair.press(button(chair, "Поставить этот вопрос"))
    chair.press(next_button(chair, "Открыть голосование"))
    everybody_votes(hall, "За", "За", "За", "За")
    unfold(chair, "Признать голосование 3 недействительным")
    chair.page.get_by_label("Причина").fill("Вопрос назван неверно.")
    chair.press(button(chair, "Признать недействительным"))
    for one in (hall.phones[0], hall.projector):
        one.says("Вопрос назван неверно.")
    hall.projector.look("sitting-void", whole=False)
    chair.press(button(chair, "Снова поставить вопрос голосования 3"))
    chair.press(next_button(chair, "Открыть голосование"))
    everybody_votes(hall, "Против", "Против", "За", "Против")
    chair.press(next_button(chair, "Закрыть голосование"))
    for one in (hall.phones[0], hall.projector):
        one.says("Отклонено: за — 1, против — 3, воздержались — 0;")


def close(hall: Hall) -> None:
    """The meeting ends on every page."""
    chair = hall.chair
    unfold(chair, "Повестка и собрание")
    chair.press(button(chair, "Закрыть собрание"))
    for one in (hall.phones[0], hall.projector):
        one.says("Собрание окончено.")
    hall.projector.look("sitting-end", whole=False)


def keep_minutes(hall: Hall) -> None:
    """The clerk adds a sentence to what the journal tells; the chair approves, and the PDF is there."""
    clerk, chair, address = hall.clerk, hall.chair, f"/desk/m/{hall.meeting}/minutes"
    clerk.go(f"{address}?language=ru")
    for told in (DELEGATES[0], "Внесена поправка 1", "Вопрос назван неверно.", "Принято: за — 3"):
        clerk.says(told)
    clerk.press(clerk.page.get_by_role("link", name="Добавить слова после").first)
    clerk.page.get_by_label("Ваши слова после").fill("Зал приветствовал гостей стоя.")
    clerk.press(button(clerk, "Сохранить"))
    clerk.says("Зал приветствовал гостей стоя.")
    clerk.look("sitting-minutes")
    chair.go(f"{address}?language=ru")
    chair.press(chair.page.get_by_role("link", name="Утвердить протокол"))
    chair.look("sitting-minutes-approve")
    chair.press(button(chair, "Утвердить протокол"))
    chair.says("Протокол утверждён.")
    chair.look("sitting-minutes-approved")
    link = chair.page.get_by_role("link", name="PDF").first.get_attribute("href")
    paper = chair.page.request.get(f"{chair.base}{link}")
    assert (paper.status, paper.headers["content-type"], paper.body()[:5]) == (200, "application/pdf", b"%PDF-")


# What they do again and again


def everybody_votes(hall: Hall, *choices: str) -> None:
    for phone, choice in zip(hall.phones, choices, strict=True):
        button(phone, choice).click()
        phone.says(f"Учтено: {choice.lower()}.")


def votes_in(hall: Hall) -> str:
    """How many votes the clerk's table counts."""
    return hall.clerk.page.locator(".tally .n").first.inner_text()


def door(clerk: Visitor, words: str, place: int) -> Locator:
    """The button beside a delegate; their name is said to a reader alone."""
    return clerk.page.get_by_role("button", name=re.compile(f"{words}.*{DELEGATES[place]}"))


def unfold(one: Visitor, words: str) -> None:
    one.page.locator("summary", has_text=words).first.click()


def next_button(one: Visitor, name: str) -> Locator:
    """The large button that comes next."""
    return one.page.locator("form.next").get_by_role("button", name=name)


def button(one: Visitor, name: str) -> Locator:
    return one.page.get_by_role("button", name=name)
