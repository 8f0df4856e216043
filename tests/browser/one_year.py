"""The year between two conferences: words from mails, telephones and the desk, silence, successors, letters."""

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.chronicle import Chronicle, button
from tests.browser.desk import SIZES, Visitor
from tests.browser.gardens import address
from tests.browser.server import text_of
from tests.formats.test_photos import photo

SUCCESSORS = (
    ("seeds2", "Зоя Зёрнова", "Лидия Маковая", "Руководитель сектора семян"),
    ("feasts2", "Олег Сенокосов", "Марк Вишнев", "Руководитель сектора праздников"),
    ("press2", "Яна Листова", "Глеб Строчков", "Руководитель сектора печати"),
)
"""Who comes, and whose office it is from then on."""
CLAUSE = re.compile(r"Пункт\s\d+ резолюции")
DECLINED = (
    "From: water@office.example\r\n"
    "To: secretary@gardens.example\r\n"
    "Subject: Re: request\r\n"
    "Date: Mon, 8 Jun 2026 10:00:00 +0300\r\n"
    "Message-ID: <8-june@office.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\n"
    "Снизить плату за полив нельзя.\r\n"
)


def pass_by(told: Chronicle, secretary: Visitor) -> None:
    """From June to May."""
    told.it_is("2026-06-10")
    one_tap(told, "press", "26", "report-done", "Резолюция напечатана в газете «Заречье».", look=True)
    one_tap(told, "tools", "4", "report-begun", "Первый класс пришёл в сад.")
    one_tap(told, "press", "10", "report-nothing-new")
    letters(told, secretary)
    told.it_is("2026-09-06")
    reminded(told)
    told.it_is("2026-09-14")
    from_the_telephone(told)
    succeed(told)
    told.it_is("2026-11-02")
    inherited(told, secretary)
    told.it_is("2027-03-10")
    travelled(told, secretary)
    told.it_is("2027-05-14")
    last_words(told, secretary)


def one_tap(told: Chronicle, login: str, clause: str, verb: str, sentence: str = "", *, look: bool = False) -> None:
    """Somebody opens the link of a clause in their mail, and presses once."""
    phone = told.visitor("phone")
    phone.go(told.link_in_mail(address(login), "/u/", clause))
    if sentence:
        phone.page.locator("[name=sentence]").fill(sentence)
    if look:
        phone.look("two-one-tap")
    phone.press(f"button[value={verb}]")
    phone.says("Спасибо")


def letters(told: Chronicle, secretary: Visitor) -> None:
    """One party answers on its page, one by a mail that is filed, one says *received*; the others keep silent."""
    party = told.visitor("phone")
    party.go(told.link_in_mail("botany@institute.example", "/a/"))
    party.look("two-party")
    party.page.locator("[name=answer][value=accept-in-part]").check()
    party.page.locator("textarea[name=text]").fill("Enviaremos veinte esquejes en otoño.")
    party.press(party.page.locator("form:has(textarea[name=text]) button"))
    party.go(told.link_in_mail("land@ministry.example", "/a/", "17"))
    party.press("button[value=received]")
    told.again(secretary, "secretary")
    page = secretary.go(f"/desk/b/{told.body}/letters")
    secretary.press(page.locator("main ul.rows a", has_text="Управление водного хозяйства"))
    mail = {"name": "answer.eml", "mimeType": "message/rfc822", "buffer": DECLINED.encode()}
    page.locator("[name=enclosed]").set_input_files(mail)
    page.locator("[name=answer][value=decline]").check()
    secretary.press(button(secretary, "Записать ответ"))
    secretary.says("Снизить плату за полив нельзя.")
    secretary.look("two-letter-answered")


def reminded(told: Chronicle) -> None:
    """A week before the feast its owner, far in the east, is asked; the mail is looked at on a telephone."""
    mail = told.mailed(address("feasts"), "13 сентября 2026")
    html = mail.get_body(("html",))
    assert html is not None
    phone = told.visitor("phone")
    phone.page.set_content(html.get_content())
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"][0]
    phone.picture("two-reminder")
    # Nobody has answered; who kept silent past the day stands on a list of their own.
    desk = told.come_in("secretary")
    page = desk.go(f"/desk/b/{told.body}/letters?overdue=on")
    silent = page.locator("main ul.rows > li .what > a")
    expect(silent).to_have_text(["Комитет по делам молодёжи", "Министерство земли"])
    desk.look("two-silence")


def from_the_telephone(told: Chronicle) -> None:
    """What one answers for, on a telephone: done, with a photograph."""
    owner = told.come_in("feasts", "phone")
    owner.go("/me/")
    owner.look("two-mine")
    owner.press(owner.page.locator("main a", has_text="5."))
    say(owner, "report-done", "Праздник прошёл, пришло триста человек.", [("feast.jpg", "image/jpeg", photo(400, 300))])
    owner.look("two-commitment-phone")


def say(owner: Visitor, verb: str, sentence: str, files: Sequence[tuple[str, str, bytes]] = ()) -> None:
    """Report on the page of a commitment, with what shows it."""
    page = owner.page
    page.locator(f"[name=verb][value={verb}]").check()
    page.locator("[name=sentence]").fill(sentence)
    if files:
        given = [{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files]
        page.locator("[name=enclosed]").set_input_files(given)
        page.locator("[name=caption]").fill("Стол с тыквами")
    owner.press(page.locator("form[enctype] button"))
    owner.says("Спасибо")


def succeed(told: Chronicle) -> None:
    """Three leave their offices, and three others are given them."""
    keeper = told.come_in("admin")
    page = keeper.page
    for login, name, former, office in SUCCESSORS:
        keeper.go(f"/desk/people/new?body={told.body}")
        page.locator("[name=name_ru]").fill(name)
        page.locator("[name=email]").fill(address(login))
        page.locator("[name=timezone]").select_option("Europe/Moscow")
        keeper.press("main form button.primary")
        keeper.go(f"/desk/bodies/{told.body}/role")
        page.locator("[name=email]").fill(address(login))
        page.locator("[name=role]").select_option("owner")
        page.locator("[name=title_ru]").fill(office)
        keeper.press("main form button.primary")
        keeper.press(page.locator("main li", has_text=former).locator("form[action$='/end'] button"))
    keeper.look("two-offices")


def inherited(told: Chronicle, secretary: Visitor) -> None:
    """Each successor is told what is theirs now; one has it half done, shown by a file and a link, and late."""
    charged = {login: told.mailed(address(login), "Сохраните это письмо", since=0) for login, *_ in SUCCESSORS}
    assert [len(CLAUSE.findall(text_of(each))) for each in charged.values()] == [4, 1, 3]
    told.again(secretary, "secretary")
    page = secretary.go(f"/desk/r/{told.resolution}/follow")
    secretary.says("Олег Сенокосов")
    secretary.look("two-board-late")
    owner = told.come_in("press2")
    page = owner.go(f"/desk/commitments/{told.commitments['8']}")
    page.locator("[name=link]").fill("https://gardens.example/map")
    say(owner, "report-well-advanced", "Колодцы нанесены, сараи ещё нет.", [("wells.txt", "text/plain", b"12 wells")])
    owner.look("two-commitment")


def travelled(told: Chronicle, secretary: Visitor) -> None:
    """After the congress the desk misses the report; the nominee writes it on a telephone, and it is noted."""
    told.again(secretary, "secretary")
    secretary.go(f"/desk/nominations/{told.nomination}")
    secretary.says("отчёт просрочен")
    nominee = told.come_in("rakitina", "phone")
    nominee.go("/me/")
    nominee.press("main a[href*='/desk/nominations/']")
    nominee.page.locator("[name=text]").fill("Конгресс принял нашу поправку о городских садах.")
    told_file = {"name": "report.txt", "mimeType": "text/plain", "buffer": "Отчёт о поездке".encode()}
    nominee.page.locator("[name=file]").set_input_files(told_file)
    nominee.look("two-travel-report")
    nominee.press(button(nominee, "Сохранить отчёт"))
    nominee.go(f"/desk/commitments/{told.commitments['14']}")
    say(nominee, "report-done", "Побывала на конгрессе.")
    secretary.go(f"/desk/nominations/{told.nomination}")
    secretary.press("form[action$='/note'] button")
    secretary.says("Конгресс принял нашу поправку")
    secretary.look("two-nomination-noted")


def last_words(told: Chronicle, secretary: Visitor) -> None:
    """Two days before the year is over: a number, a milestone, something done that comes round again; and silence."""
    seeds = told.come_in("seeds2")
    page = seeds.go(f"/desk/commitments/{told.commitments['1']}")
    page.locator("[name=value]").fill("2")
    say(seeds, "report-well-advanced", "Открыты два сада, третий ищем.")
    seeds.press(page.locator("form[action*='/milestones/'] button[value=done]"))
    seeds.look("two-milestones")
    seeds.go(f"/desk/commitments/{told.commitments['2']}")
    say(seeds, "report-done", "За год обменялись семенами сорок садов.")
    tools = told.come_in("tools", "phone")
    tools.go(f"/desk/commitments/{told.commitments['7']}")
    say(tools, "report-done", "Семинар прошёл, было двадцать человек.")
    feasts = told.come_in("feasts2")
    feasts.go(f"/desk/commitments/{told.commitments['6']}")
    say(feasts, "report-blocked", "Автобус сломался.")
    one_tap(told, "press2", "10", "report-begun")
