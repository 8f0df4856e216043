"""One resolution goes the whole way through the pages, in Russian with Spanish beside it, from a Word file to people.

With ``make pictures`` each page is kept in ``build/pictures`` to be looked at: laptop, phone and projector."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import paper
from tests.browser.choirs import AGENDA, BODIES, HANDS_ES, HANDS_RU, PARTIES, WHOLE_ES, WHOLE_RU
from tests.browser.chromium import CHROMIUM, launched
from tests.browser.clock import Clock
from tests.browser.desk import Visitor
from tests.browser.server import Mailbox, environment_of, free_port, plenaria, serving, text_of
from tests.browser.story import ADMINISTRATOR, CHAIR, OWNER, PASSPHRASE, TELLERS, Story, set_up

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

PHONES, SEATS, PRESENT = 4, 30, 17
TAPPED = 3
"""How many come in by a tap on the page of the door; the others' forms are sent as a browser sends them."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A new installation, made as the guide says, and served; at noon, when nobody's mail waits for the morning."""
    folder, port = tmp_path_factory.mktemp("plenaria"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        environment |= Clock.at_noon(folder / "clock").environment
        set_up(environment)
        browser = launched(playwright)
        with serving(environment, port) as base:
            yield Story(base, folder, mailbox, browser, environment)
            browser.close()  # before the server ends, which would wait for those who still follow


def test_a_resolution_from_a_word_file_to_the_people(story: Story) -> None:
    secretary = story.logged_in(ADMINISTRATOR[1])
    secretary.says("Что ждёт меня сегодня")
    prepare_body(story, secretary)
    prepare_meeting(story, secretary)
    import_paper(story, secretary)
    open_meeting(story, secretary)
    vote(story, secretary)
    adopt_and_seal(story, secretary)
    read_in_public(story)
    send(story, secretary)
    follow_up(story, secretary)
    assert [each for visitor in story.visitors for each in visitor.strangers] == []
    assert [each for visitor in story.visitors for each in visitor.barriers] == []


def prepare_body(story: Story, secretary: Visitor) -> None:
    """Bodies on three levels with an association under the country, people and their roles, and the voting rule."""
    secretary.go("/desk/bodies")
    secretary.press("main a[href*='/desk/bodies/']")
    for slug, level, russian, spanish in BODIES:
        page = secretary.page
        secretary.press("a[href*='/desk/bodies/new']")
        page.locator("[name=name_ru]").fill(russian)
        page.locator("[name=name_es]").fill(spanish)
        page.locator("[name=slug]").fill(slug)
        page.locator("[name=level]").select_option(level)
        for language in ("ru", "es"):
            page.locator(f"[name=languages][value={language}]").check()
        secretary.press("main form button.primary")
        if slug == "polyphony":
            story.body = secretary.path.rstrip("/").split("/")[-1]
    secretary.go("/desk/bodies")
    secretary.look("bodies")
    secretary.go(f"/desk/rules?body={story.body}")
    secretary.press("main form button.primary")
    secretary.look("rules")
    for (name, email), role in ((TELLERS[0], "teller"), (TELLERS[1], "teller"), (OWNER, "owner"), (CHAIR, "chair")):
        page = secretary.go(f"/desk/people/new?body={story.body}")
        page.locator("[name=name_ru]").fill(name)
        page.locator("[name=email]").fill(email)
        page.locator("[name=language]").select_option("ru")
        secretary.press("main form button.primary")
        page = secretary.go(f"/desk/bodies/{story.body}/role")
        page.locator("[name=email]").fill(email)
        page.locator("[name=role]").select_option(role)
        secretary.press("main form button.primary")
    secretary.go(f"/desk/bodies/{story.body}")
    secretary.look("body")


def prepare_meeting(story: Story, secretary: Visitor) -> None:
    """Plan and convene it, invite and accredit thirty delegates, and let them in."""
    page = secretary.go("/desk/")
    secretary.press(f"a[href*='/desk/meetings/new?body={story.body}']")
    page.locator("[name=name_ru]").fill("IV Конференция любительских хоров")
    page.locator("[name=name_es]").fill("IV Conferencia de Coros Aficionados")
    page.locator("[name=number]").fill("IV")
    page.locator("[name=place_ru]").fill("Приозёрск, Дом музыки")
    page.locator("[name=place_es]").fill("Prioziorsk, Casa de la Música")
    page.locator("[name=first_day]").fill("2026-11-14")
    page.locator("[name=last_day]").fill("2026-11-14")
    secretary.press("main form button.primary")
    story.meeting = secretary.path.split("/")[3]
    secretary.look("meeting-planned")

    page = secretary.go(f"/desk/m/{story.meeting}/agenda?change=1")
    for number, (russian, spanish) in enumerate(AGENDA):
        page.locator(f"[name=points-{number}-title_ru]").fill(russian)
        page.locator(f"[name=points-{number}-title_es]").fill(spanish)
    secretary.press("main form button.primary")

    secretary.go(f"/desk/m/{story.meeting}/")
    secretary.press("main .head form button, main .head a.button.primary")
    expect(secretary.page.locator("a[href$='/step/call-again']")).to_be_visible()
    page = secretary.go(f"/desk/m/{story.meeting}/credentials/invite")
    for number in range(1, SEATS + 1):
        page.locator("[name=email]").fill(f"delegate{number}@example.org")
        page.locator("[name=name_ru]").fill(f"Делегат {number}")
        if number < SEATS:
            secretary.send("main form:has([name=email])")
    secretary.press("main form button.primary")
    page = secretary.go(f"/desk/m/{story.meeting}/credentials")
    assert page.locator("tbody tr").count() == SEATS
    page.locator("tbody input[type=checkbox]").evaluate_all("ticks => ticks.forEach(tick => tick.click())")
    secretary.press("button[value=accredit]")
    secretary.look("credentials")
    page = secretary.go(f"/desk/m/{story.meeting}/door")
    secretary.send("form[action$='/in']", PRESENT - TAPPED)
    page.reload()
    for place in range(PRESENT - TAPPED, PRESENT):
        # A tap is answered without a new page: the button turns before the next is pressed.
        with page.expect_response(lambda answer: "/door/" in answer.url and answer.request.method == "POST"):
            page.locator("form[action$='/in'] button").first.click()
        expect(page.locator("form[action$='/out'], form[action*='/out?']")).to_have_count(place + 1)
    secretary.look("door")
    links = [each.get_attribute("href") for each in page.locator("#door a[href*='/badges/']").all()]
    for link in links[:PHONES]:
        page = secretary.go(link or "")
        secretary.press("main form button")
        shown = page.locator("code, a[href*='/h/']").first.inner_text()
        story.badges.append(re.search(r"/h/\S+", shown).group())  # type: ignore[union-attr] # the page shows the link
    secretary.look("badge")


def import_paper(story: Story, secretary: Visitor) -> None:
    """Read the Word file, look at what was recognised, correct it, save it, and put the Spanish beside it."""
    page = secretary.go(f"/desk/m/{story.meeting}/import")
    page.locator("input[name=paper]").set_input_files(
        {
            "name": "Резолюция.docx",
            "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "buffer": paper.russian(),
        }
    )
    secretary.press("main form button.primary")
    secretary.look("import-preview")
    read = [page.locator(f"[name$={name}]").first.input_value() for name in ("title", "date", "venue")]
    assert read == [paper.TITLE, "2026-11-14", "Приозёрск"]
    numbers = [each.input_value() for each in page.locator("input[name^=clause][name$=number]").all()]
    assert numbers == ["1", "2", "3", "4", "а", "б", "в", *map(str, range(5, 11))]
    secretary.press("button[name=do][value=save]")
    story.resolution = secretary.path.split("/")[3]

    page = secretary.go(f"/desk/r/{story.resolution}/import?language=es")
    page.locator("textarea[name=pasted]").fill(paper.SPANISH)
    secretary.press("main form button.primary")
    secretary.look("import-spanish")
    secretary.press("button[name=do][value=save]")
    secretary.look("text-two-languages")

    page = secretary.go(f"/desk/m/{story.meeting}/agenda?change=1")
    page.locator("[name=points-1-resolution]").select_option(story.resolution)
    secretary.press("main form button.primary")
    secretary.look("agenda")


def open_meeting(story: Story, secretary: Visitor) -> None:
    """Table the paper, open the meeting, open the debate and its point of the agenda."""
    secretary.go(f"/desk/r/{story.resolution}/text")
    secretary.press("form[action$='/step/table'] button")
    secretary.go(f"/desk/m/{story.meeting}/")
    secretary.look("meeting-before-opening")
    secretary.press("main .head form button.primary")
    secretary.go(f"/desk/r/{story.resolution}/text")
    secretary.press("form[action$='/step/debate'] button")
    page = secretary.go(f"/hall/{story.meeting}/chair")
    secretary.press("form:has(button[value='open-item']) button.primary")
    page.locator("#more summary").click()
    secretary.press("#more li:nth-child(2) button[value='open-item']")


def vote(story: Story, secretary: Visitor) -> None:
    """Clause 3 separately by counted hands, then the whole by name from phones."""
    projector = story.logged_in(ADMINISTRATOR[1], "projector")
    projector.go(f"/hall/{story.meeting}/screen?lang=ru&lang2=es")
    phones = [enter_seat(story, badge) for badge in story.badges]
    vote_by_hands(story, secretary, projector)
    vote_from_phones(story, secretary, projector, phones)


def enter_seat(story: Story, badge: str) -> Visitor:
    """A delegate opens the link of their badge and says that this is them."""
    phone = story.visitor("phone", "es-ES" if badge == story.badges[-1] else "ru-RU")
    phone.go(badge)
    phone.look("badge-seat")
    phone.press("button.vote")
    return phone


def vote_by_hands(story: Story, secretary: Visitor, projector: Visitor) -> None:
    page = secretary.go(f"/hall/{story.meeting}/chair")
    page.locator("#put-clause > summary").click()
    third = page.locator("#clause option", has_text="3.").first.get_attribute("value")
    page.locator("#clause").select_option(third)
    page.locator("#clause-hands").check()
    secretary.press("#put-clause button[value=put]")
    secretary.press("form.next button[value=open]")
    for _, email in TELLERS:
        teller = story.logged_in(email, "phone")
        count = teller.go(f"/hall/{story.meeting}/count")
        for choice, number in (("in_favour", 12), ("against", 3), ("abstaining", 2)):
            count.locator(f"[name$={choice}]").fill(str(number))
        teller.press("#count button.primary")
        teller.look(f"count-{email.partition('.')[0]}")
    secretary.go(f"/hall/{story.meeting}/chair")
    secretary.press("form.next button[value=close]")
    secretary.press("form.next button[value=declare]")
    secretary.look("chair-hands-declared")
    projector.says(HANDS_RU)
    projector.says(HANDS_ES)
    projector.look("screen-hands", whole=False)


def vote_from_phones(story: Story, secretary: Visitor, projector: Visitor, phones: list[Visitor]) -> None:
    page = secretary.go(f"/hall/{story.meeting}/chair")
    page.locator("#whole > summary").click()
    page.locator("#whole-electronic").check()
    secretary.press("form.next button[value=put]")
    secretary.press("form.next button[value=open]")
    for phone, choice in zip(phones, ("for", "for", "for", "abstain"), strict=True):
        button = phone.page.locator(f"button[name=choice][value={choice}]")
        expect(button).to_be_visible()
        # The live part of the page may be exchanged at this very moment: a script finds the button that is there then.
        sides = button.evaluate("each => [each.offsetHeight, each.offsetWidth]")
        assert min(sides) >= 48
        button.click()
        expect(phone.page.locator("[data-answer], .answer").first).to_have_class(re.compile("recorded"))
    phones[0].look("phone-recorded")
    secretary.go(f"/hall/{story.meeting}/chair")
    secretary.look("chair-voting")
    projector.look("screen-voting", whole=False)
    secretary.press("form.next button[value=close]")
    projector.says(WHOLE_RU)
    projector.look("screen-whole", whole=False)
    phones[0].says(WHOLE_RU)
    phones[-1].says(WHOLE_ES)
    phones[-1].look("phone-result")
    check_receipt(story, phones[0])


def check_receipt(story: Story, phone: Visitor) -> None:
    """The delegate's receipt proves that the vote is in the journal."""
    phone.press("a[href*='/receipt/']")
    phone.look("phone-receipt")
    answer = phone.page.request.get(phone.page.url.rstrip("/") + ".json")
    receipt = story.folder / "receipt.json"
    receipt.write_bytes(answer.body())
    report = json.loads(plenaria("verify", str(receipt), "--json", environment=story.environment))
    assert "broken" not in json.dumps(report)


def adopt_and_seal(story: Story, secretary: Visitor) -> None:
    """Number, seal, publish; each step says what can't be undone."""
    page = secretary.go(f"/desk/r/{story.resolution}/adopt")
    secretary.look("adopt-checklist")
    page.locator("[name=number]").fill("IV/1")
    page.locator("[name=adopted_on]").fill("2026-11-14")
    secretary.press("main form[action$='/adopt'] button.primary")
    secretary.look("adopt-confirm")
    secretary.press("button[name=confirmed]")
    page.locator("[name=passphrase]").fill("не тот ключ")
    page.locator("main form[action$='/seal'] button.primary").click()
    secretary.says("Парольная фраза")
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    secretary.press("main form[action$='/seal'] button.primary")
    secretary.look("sealed")
    secretary.press("main form[action$='/publish'] button.primary")
    secretary.look("published")


def read_in_public(story: Story) -> None:
    """The public page in each language without logging in; the bundle verifies, and a flipped byte is found."""
    reader = story.visitor("laptop")
    reader.go("/ru/")
    reader.says(paper.TITLE)
    reader.look("register-home")
    page = reader.go("/ru/b/polyphony/r/iv-1/")
    reader.says("Выразить благодарность Городской библиотеке за гостеприимство.")
    assert [page.locator(f"#c{number}").count() for number in range(1, 11)] == [1] * 10
    reader.look("resolution-ru")
    reader.go("/es/b/polyphony/r/iv-1/?with=ru")
    reader.says("Agradecer a la Biblioteca Municipal su acogida.")
    reader.look("resolution-es-ru")
    phone = story.visitor("phone", "es-ES")
    phone.go("/b/polyphony/r/iv-1/")
    phone.says("Agradecer a la Biblioteca Municipal su acogida.")
    phone.look("resolution")
    check_bundle(story, reader)


def check_bundle(story: Story, reader: Visitor) -> None:
    link = reader.page.locator("a[href*='bundle'], a[href$='/zip']").first.get_attribute("href")
    data = reader.page.request.get(f"{story.base}{link}").body()
    bundle = story.folder / "bundle.zip"
    bundle.write_bytes(data)
    plenaria("verify", str(bundle), environment=story.environment)
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 1
    bundle.write_bytes(flipped)
    checked = subprocess.run(
        [sys.executable, "-m", "plenaria", "verify", str(bundle), "--json"],
        env=story.environment,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 1


def send(story: Story, secretary: Visitor) -> None:
    """The dispatch list becomes dispatches, and the mail goes out; one party says that it has it."""
    page = secretary.go(f"/desk/r/{story.resolution}/send")
    secretary.press("form[action$='/send/prepare'] button")
    secretary.look("send-unmatched")
    for name, email in PARTIES:
        unknown = page.locator("details.field", has_text=name[:10]).first
        if unknown.count() == 0:
            continue
        unknown.locator("summary").click()
        unknown.locator("[name=name]").fill(name)
        unknown.locator("[name=email]").fill(email)
        secretary.press(unknown.locator("button"))
    secretary.look("send-ready")
    secretary.press("form[action$='/send/now'] button.primary")
    mail = story.mailbox.wait_for(PARTIES[0][1], "/a/")
    # The letter on its letterhead, and the sealed paper.
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"] * 2
    answer = story.visitor("phone")
    answer.go(re.search(r"/a/\S+", text_of(mail)).group())  # type: ignore[union-attr] # the mail has the link
    answer.look("party-letter")
    answer.press("button[value=received]")
    secretary.go(f"/desk/r/{story.resolution}/send")
    secretary.look("send-received")
    page.locator("main ul.rows a[href*='/letters/']").first.click()
    secretary.look("letter")
    letters = secretary.go(f"/desk/r/{story.resolution}/send").locator("main a[href$='/letters']")
    listed = letters.first.get_attribute("href") or ""
    for path, name in (("", "letters"), ("/words", "letter-words"), ("/words/request/ru", "letter-template")):
        secretary.go(listed + path)
        secretary.look(name)
    secretary.go(f"{listed.rpartition('/')[0]}/print")
    secretary.look("print-queue")


def follow_up(story: Story, secretary: Visitor) -> None:
    """Confirm the plan; the owner reports in one tap from the mail; board and public page show it."""
    page = secretary.go(f"/desk/r/{story.resolution}/follow")
    for owner in page.locator("select[name$=owner]").all():
        owner.select_option(owner.locator("option", has_text=OWNER[0]).get_attribute("value"))
    secretary.look("plan")
    secretary.press("main form button.primary")
    secretary.look("board-new")
    mail = story.mailbox.wait_for(OWNER[1], "/u/")
    link = re.search(r"/\S*/u/\S+", text_of(mail).replace(story.base, ""))
    assert link is not None
    owner_phone = story.visitor("phone")
    owner_phone.go(link.group())
    owner_phone.page.locator("[name=sentence]").fill("Первая открытая репетиция прошла в библиотеке.")
    owner_phone.look("owner-one-tap")
    owner_phone.press("button[value=report-begun]")
    owner_phone.look("owner-thanked")
    secretary.go(f"/desk/r/{story.resolution}/follow")
    secretary.says("Первая открытая репетиция прошла в библиотеке.")
    secretary.look("board-begun")
    for by in ("owner", "due", "time"):
        secretary.go(f"/ru/desk/b/{story.body}/board?by={by}")
        secretary.look(f"board-{by}")
    for size in ("laptop", "phone"):
        reader = story.visitor(size)
        reader.go("/ru/b/polyphony/r/iv-1/progress")
        reader.says("Первая открытая репетиция прошла в библиотеке.")
        reader.look("progress")
        reader.go("/ru/b/polyphony/progress/")
        reader.look("body-progress")
