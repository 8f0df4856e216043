"""The second conference: the report on the first, clause by clause, and a text that carries on what continues."""

from playwright.sync_api import expect

from tests.browser import gardens
from tests.browser.chronicle import Chronicle, button
from tests.browser.desk import Visitor
from tests.browser.first_conference import adopt

AGREED = ["for", "for", "for", "abstain", "against"]
NOT_AGREED = ["against", "against", "against", "for", "for"]
BY_ITSELF = 3
"""How many clauses of the report are put through the pages; the others in the same way without them."""


def hold(told: Chronicle, secretary: Visitor) -> None:
    """From the report's preparation to the resolution that goes on where the first ended."""
    told.again(secretary, "secretary")
    conference = {"name": "VIII Конференция городских садов", "spanish": "VIII Conferencia de Huertos Urbanos"}
    meeting = str(told.do("meeting", slug="viii", number="VIII", place="Луговое", day="2027-05-22", **conference))
    report(meeting, secretary)
    draft = import_draft(meeting, secretary)
    told.do("open", meeting=meeting)
    vote(told, meeting, secretary)
    carry_over(meeting, draft, secretary)
    change_earlier(draft, secretary)
    told.do("debate", meeting=meeting, resolution=draft)
    told.do("vote", meeting=meeting, resolution=draft, choices=AGREED)
    adopt(secretary, draft, "VIII/1", "2027-05-22")
    confirm(draft, secretary)


def report(meeting: str, secretary: Visitor) -> None:
    """Prepared from what was reported, worded where it needs words, frozen, tabled, each clause to be put by itself."""
    page = secretary.go(f"/desk/m/{meeting}/report")
    secretary.says("26 пункт")
    secretary.press("form[action$='/report/prepare'] button")
    secretary.look("two-report-draft")
    secretary.press("a[href*='/report/clauses/']")
    page.locator("[name=proposal][value=change]").check()
    page.locator("[name=done_ru]").fill("Открыты два сада из трёх.")
    page.locator("[name=obstacles_ru]").fill("Третий участок отдан под стройку.")
    secretary.look("two-report-section")
    secretary.press("main form button.primary")
    secretary.press("form[action$='/report/freeze'] button")
    secretary.press("form[action$='/report/table'] button")
    puts = page.locator("form[action$='/put']")
    expect(puts).to_have_count(len(gardens.CLAUSES))
    secretary.press(puts.first.locator("button"))
    secretary.send("form[action$='/put']", len(gardens.CLAUSES) - 1)
    page.reload()
    expect(puts).to_have_count(0)


def import_draft(meeting: str, secretary: Visitor) -> str:
    """What this conference decides of its own."""
    page = secretary.go(f"/desk/m/{meeting}/import")
    page.locator("textarea[name=pasted]").fill(gardens.second())
    secretary.press("main form button.primary")
    secretary.press("button[name=do][value=save]")
    return secretary.path.split("/")[3]


def vote(told: Chronicle, meeting: str, secretary: Visitor) -> None:
    """The chair opens the point of the report, and puts clause after clause; the whole comes last."""
    chair = told.come_in("chair")
    page = chair.go(f"/hall/{meeting}/chair")
    page.locator("#more summary").click()
    chair.press(page.locator("#more li", has_text="Отчёт").locator("button[value='open-item']"))
    for place in range(BY_ITSELF):
        chair.press("form.next button[value=put-question]")
        chair.press("form.next button[value=open]")
        if place == 0:
            chair.look("two-chair-voting")
        told.do("ballots", meeting=meeting, choices=NOT_AGREED if place == 1 else AGREED)
        page.reload()
        chair.press("form.next button[value=close]")
    chair.look("two-chair-report")
    told.do("vote_the_rest", meeting=meeting, choices=AGREED)
    secretary.go(f"/desk/m/{meeting}/report")
    secretary.press("form[action$='/report/decide'] button")
    secretary.look("two-report-decided")


def carry_over(meeting: str, draft: str, secretary: Visitor) -> None:
    """What goes on stands at the end of the new draft, with the number of the clause that it continues."""
    page = secretary.go(f"/desk/m/{meeting}/report")
    page.locator("select[name=draft]").select_option(draft)
    secretary.press("form[action$='/carry-over'] button")
    secretary.says("Общая грядка")
    secretary.look("two-carried-over")


def change_earlier(draft: str, secretary: Visitor) -> None:
    """The new rule on delegates takes the place of the earlier one, found among the clauses that say the like."""
    page = secretary.go(f"/desk/r/{draft}/validity")
    line = page.locator("main ul.rows > li").nth(1)
    secretary.press(line.locator("a[href*='/validity/']"))
    found = page.locator("fieldset div", has_text="делегатом следующей конференции")
    found.locator("input[name=clauses]").first.check()
    page.locator("[name=verb][value=supersede]").check()
    secretary.look("two-validity")
    secretary.press(button(secretary, "Записать"))


def confirm(resolution: str, secretary: Visitor) -> None:
    """What goes on has a plan again; the clause that carries the programme on is proposed as part of it."""
    page = secretary.go(f"/desk/r/{resolution}/follow")
    of = page.locator("select[name$=programme]")
    chosen = of.evaluate_all("all => all.map(each => each.selectedOptions[0].text)")
    # The first clause is new; behind it stand those that go on, the programme's first.
    assert (len(chosen), chosen[:2], set(chosen[2:])) == (11, ["—", "Общая грядка"], {"—"})
    for owner in page.locator("select[name$=owner]").all():
        owner.select_option(owner.locator("option", has_text="Зоя Зёрнова").get_attribute("value"))
    secretary.look("two-plan-second")
    secretary.press("main form button.primary")


def read_in_public(told: Chronicle) -> None:
    """Both texts say what became of the rule; the new one cites what it carries on; the nomination has its end."""
    reader = told.visitor("laptop")
    page = reader.go("/ru/b/gardens/r/vii-1/")
    expect(page.locator("#c15")).to_contain_text("пунктом 2 резолюции VIII/1")
    page = reader.go("/ru/b/gardens/r/viii-1/")
    expect(page.locator("#c2")).to_contain_text("VII/1, пункт 15")
    reader.says("Продолжить исполнение пункта 1 резолюции № VII/1")
    reader.look("two-second-resolution")
    reader.go("/ru/b/gardens/r/vii-1/in-force/")
    reader.look("two-in-force")
    reader.go("/ru/b/gardens/nominations/")
    reader.says("отчёт принят к сведению")
    reader.look("two-nominations-public")
    reader.go("/ru/b/gardens/programmes/bancal-comun/")
    reader.says("Резолюция VII/1, пункт 1")
    reader.says("Резолюция VIII/1, пункт 4")
    reader.look("two-programme")
