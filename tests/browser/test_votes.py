"""A meeting of house owners, through the pages and in Russian: each vote is held on phones and explained on the page.

It has no quorum at its first call; a tie is settled by the chair; of a text one clause is lost; the parts of the house
are weighed against each other to two decimal places; and three places are filled by the single transferable vote.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.assembly import CANDIDATES, CLAUSES
from tests.browser.chromium import CHROMIUM, launched
from tests.browser.desk import SIZES, Visitor
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.conftest import REPOSITORY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,  # the live room on both: tests/interfaces/hall/test_live_room.py and test_whole_way.py
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]


BALLOTS = ("12", "12", "12", "24", "34", "45", "3")
"""The numbers of the candidates, the one wanted most first."""
TIE = (
    "Принято: за — 3, против — 3, воздержались — 1; требовалось более половины из 6 поданных голосов «за» и «против» "
    "(4); голоса разделились поровну, решающий голос председателя — за; представлено 7 мандатов из 16, кворум — 4 "
    "(созыв 2)."
)
CLAUSE_LOST = (
    "Отклонено: за — 2, против — 5, воздержались — 0; требовалось более половины из 7 поданных голосов «за» и "
    "«против» (4); представлено 7 мандатов из 16, кворум — 4 (созыв 2)."
)
KEPT = (
    "Принято: за — 6, против — 1, воздержались — 0; требовалось более половины из 7 поданных голосов «за» и «против» "
    "(4); представлено 7 мандатов из 16, кворум — 4 (созыв 2)."
)
SHARES = (
    "Принято: за — 42,3, против — 15,85, воздержались — 0,35; требовалось не менее двух третей из 58,15 поданного "
    "голоса «за» и «против» (38,8); представлено 58,5 голоса из 100, кворум — 25 (созыв 2)."
)
ELECTED = "Избраны кандидаты (к замещению — 3 места): Алексеева Мария, Власова Дарья, Борисов Иван."
MINUTES = (
    "Единый переходящий голос, шотландские правила. 7 действительных голосов.",
    "Тур 1: голоса подсчитаны. Избраны кандидаты, набравшие квоту (2): Алексеева Мария, Власова Дарья.",
    "Тур 2: передан избыток: Алексеева Мария.",
    "Тур 3: исключён кандидат: Денисова Юлия.",
    "Тур 4: исключён кандидат: Громов Илья. 1 голос — без дальнейших предпочтений. Избран кандидат, так как кандидатов "
    "осталось не больше, чем мест: Борисов Иван.",
    ELECTED,
)


@dataclass(frozen=True, slots=True)
class Hall:
    """The people of the meeting, each with their own browser."""

    meeting: str
    election: str
    chair: Visitor
    clerk: Visitor
    phones: tuple[Visitor, ...]

    @property
    def table(self) -> str:
        return f"/hall/{self.meeting}/chair"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The meeting is convened, seven of its sixteen owners are there, and the server runs."""
    folder, port = tmp_path_factory.mktemp("plenaria"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.assembly"],
            env=environment,
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
            text=True,
        )
        world = json.loads(made.stdout)
        browser = launched(playwright)
        with serving(environment, port) as base:
            chair, clerk = (
                visitor(browser, base, "laptop", sessionid=world["sessions"][who]) for who in ("chair", "clerk")
            )
            phones = [visitor(browser, base, "phone") for _ in world["badges"]]
            for phone, badge in zip(phones, world["badges"], strict=True):
                phone.go(badge)
                phone.press("button.vote")
            yield Hall(world["meeting"], world["election"], chair, clerk, tuple(phones))
            # Before the server ends: it would wait for those who still follow.
            browser.close()


def visitor(browser: Browser, base: str, size: str, **cookies: str) -> Visitor:
    """Somebody who has come in already."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU")
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    return Visitor(context, base, size)


def test_five_votes_are_held_and_explained(hall: Hall) -> None:
    call_again(hall)
    break_a_tie(hall)
    divide(hall)
    weigh(hall)
    elect(hall)
    everybody = (hall.chair, hall.clerk, *hall.phones)
    assert [each for one in everybody for each in one.strangers] == []
    assert [each for one in everybody for each in one.barriers] == []


def call_again(hall: Hall) -> None:
    """Seven of sixteen are no quorum at the first call, and one at the second."""
    hall.chair.go(hall.table)
    hall.chair.says("Кворума нет.")
    assert quorum(hall.chair) == ["7", "9"]
    hall.chair.says("При втором созыве нужно мандатов: 4 из 16; сейчас — 7.")
    hall.chair.press("button[value=call-again]")
    hall.chair.says("Собрание созвано повторно. Теперь действует кворум второго созыва.")
    assert quorum(hall.chair) == ["7", "4"]
    hall.chair.look("votes-second-call")
    hall.chair.press("button[value=open-meeting]")
    hall.chair.says("Собрание открыто.")


def break_a_tie(hall: Hall) -> None:
    """Three against three: everybody waits for the chair, whose vote decides."""
    ask(hall, "Перенести ворота во двор?")
    vote(hall, 1, "for", "for", "for", "against", "against", "against", "abstain")
    told(hall, "Голоса разделились поровну. Ожидается решение.")
    hall.chair.go(hall.table)
    hall.chair.says("Голоса разделились поровну. Решающий голос — за председателем.")
    hall.chair.press("button[name=chair][value=for]")
    hall.chair.says(TIE)
    hall.chair.says("Решающий голос: Рябинина Инна.")
    told(hall, TIE)
    explained(hall, 1, TIE, "votes-tie")


def divide(hall: Hall) -> None:
    """The second clause is put by itself and lost; what is kept is put as a whole, and it is struck out."""
    hall.chair.go(hall.table)
    hall.chair.press("form.next button[value='open-item']")
    hall.chair.page.locator("#put-clause > summary").click()
    clause = hall.chair.page.locator("#clause option", has_text=CLAUSES[1]).get_attribute("value")
    hall.chair.page.locator("#clause").select_option(clause)
    hall.chair.press("#put-clause button[value=put]")
    vote(hall, 2, "for", "for", "against", "against", "against", "against", "against")
    told(hall, CLAUSE_LOST)
    hall.chair.go(hall.table)
    hall.chair.press("form.next button[value=put]")
    vote(hall, 3, "for", "for", "for", "for", "for", "for", "against")
    told(hall, "Текст в целом, без пункта 2")
    told(hall, KEPT)
    paper = hall.phones[0].page
    paper.locator("#text > summary").click()
    expect(paper.locator("#text .clause", has_text=CLAUSES[1]).locator("del, s, .struck").first).to_be_visible()
    hall.phones[0].look("votes-division")
    explained(hall, 2, CLAUSE_LOST)
    explained(hall, 3, KEPT)


def weigh(hall: Hall) -> None:
    """Each flat votes with its part of the house in per cent; two thirds are needed."""
    ask(hall, "Принять устав?", "statutes")
    vote(hall, 4, "for", "for", "for", "against", "against", "against", "abstain")
    told(hall, SHARES)
    hall.phones[6].says("0,35 голоса")
    explained(hall, 4, SHARES, "votes-weighted")


def elect(hall: Hall) -> None:
    """Three places by the single transferable vote: a surplus passes on, two are excluded."""
    hall.chair.go(f"/desk/m/{hall.meeting}/elections/{hall.election}")
    hall.chair.press("main form:has([name=method]) button.primary")
    hall.chair.go(hall.table)
    hall.chair.press("form.next button[value=open]")
    for phone, ranks in zip(hall.phones, BALLOTS, strict=True):
        expect(phone.page.locator(".over").first).to_contain_text("Голосование 5 ·")
        for place, candidate in enumerate(ranks, 1):
            phone.page.locator(f"#line-{candidate}").select_option(str(place))
        phone.press("#ballot button.primary")
        says = [f"{place}. {CANDIDATES[int(each) - 1]}" for place, each in enumerate(ranks, 1)]
        assert phone.page.locator(".says li").all_inner_texts() == says
        phone.page.locator("button[name=choice]").click()
        expect(phone.page.locator("[data-answer]")).to_have_class(re.compile("recorded"))
        phone.go(f"/hall/{hall.meeting}/")
    close(hall)
    told(hall, f"{ELECTED} 7 действительных голосов.")
    explained(hall, 5, f"{ELECTED} 7 действительных голосов.", "votes-election")
    minutes = hall.chair.page.locator("#minutes")
    minutes.locator("summary").click()
    expect(minutes.locator("p")).to_have_text(list(MINUTES))
    transferred = hall.chair.page.locator("table.count tr", has_text="Борисов Иван").locator("td")
    assert [each.split()[-1] for each in transferred.all_inner_texts()] == ["1", "1,99999", "1,99999", "1,99999"]


# What they do again and again


def quorum(visitor: Visitor) -> list[str]:
    """How many are present, and how many must be."""
    return visitor.page.locator(".tally .n").all_inner_texts()


def ask(hall: Hall, question: str, rule: str = "ordinary") -> None:
    """The chair puts a question in words of their own."""
    page = hall.chair.go(hall.table)
    page.locator("#ask > summary").click()
    page.locator("#title-ru").fill(question)
    page.locator(f"#ask input[name=rule][value={rule}]").check()
    hall.chair.press("#ask button[value=put]")


def vote(hall: Hall, number: int, *choices: str) -> None:
    """The chair opens, everybody presses on their phone, and the clerk closes."""
    hall.chair.press("form.next button[value=open]")
    for phone, choice in zip(hall.phones, choices, strict=True):
        expect(phone.page.locator(".over").first).to_contain_text(f"Голосование {number} ·")
        phone.page.locator(f"button[name=choice][value={choice}]").click()
        expect(phone.page.locator("[data-answer], .answer").first).to_have_class(re.compile("recorded"))
    close(hall)


def close(hall: Hall) -> None:
    hall.clerk.go(f"/hall/{hall.meeting}/clerk")
    hall.clerk.press("form.next button[value=close]")


def told(hall: Hall, sentence: str) -> None:
    """The first phone and the last say it by themselves."""
    for phone in (hall.phones[0], hall.phones[-1]):
        phone.says(sentence)


def explained(hall: Hall, number: int, sentence: str, picture: str = "") -> None:
    """The vote has a page of its own at the desk that says it too."""
    hall.chair.go(f"/desk/m/{hall.meeting}/votes/{number}/")
    hall.chair.says(sentence)
    if picture:
        hall.chair.look(picture)
