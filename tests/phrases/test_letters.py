"""Letters from the house's templates and from a body's own, in each language."""

from dataclasses import replace
from datetime import date

import pytest

from plenaria.core.letters import NOTE, PURPOSES, TEMPLATES, fit
from plenaria.core.text.resolution import Clause
from plenaria.phrases.letters import Earlier, Letter, Occasion, as_html, draft, heading, house, note
from plenaria.phrases.mandates import Checked, Mandate

CLAUSE = Clause(
    id="c", number="3", text="Просить министерство:", children=(Clause(id="d", number="а", text="приглушить свет;"),)
)


def occasion(**changed: object) -> Occasion:
    given: dict[str, object] = {
        "party": "Министерство света",
        "body": "Совет",
        "signatory": ("Анна Гребень", "Председатель"),
        "number": "XIV/1",
        "title": "О тёмном\nнебе",
        "adopted_on": date(2026, 5, 9),
        "clause": CLAUSE,
        "answer_due": date(2026, 7, 1),
        "earlier": Earlier(reference="2026/14", sent_on=date(2026, 5, 12), answer_due=date(2026, 7, 1)),
    }
    return Occasion(**given | changed)  # type: ignore[arg-type] # the fields above


@pytest.mark.parametrize("language", ["en", "es", "ru"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_house_words_are_templates_themselves(template: str, language: str) -> None:
    for due in (True, False):
        words = house(template, language, due=due)
        assert fit(template, words.subject, words.text) is True


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_letter_is_signed_and_says_what_it_is_about(purpose: str) -> None:
    letter = draft(purpose, occasion(), "en")
    assert "XIV/1" in letter.subject or purpose == "mandate"
    assert letter.text.startswith("Dear Sir or Madam,\n\n")
    assert letter.text.endswith("Yours faithfully,\nАнна Гребень\nПредседатель\nСовет")
    assert "“О тёмном небе”" in letter.text
    assert "{" not in letter.text + letter.subject


def test_a_request_quotes_its_clause_with_what_is_below_it() -> None:
    letter = draft("request", occasion(), "en")
    assert "Clause 3 says:\nПросить министерство:\nа) приглушить свет;" in letter.text
    assert "no later than July 1, 2026" in letter.text or "no later than 1 July 2026" in letter.text


def test_without_a_day_or_a_number_nothing_is_said_of_them() -> None:
    bare = Clause(id="c", number="", text="Просить.")
    letter = draft("request", occasion(clause=bare, answer_due=None), "en")
    assert "Clause" not in letter.text
    assert "Please let us know your answer." in letter.text


def test_a_reminder_names_the_letter_that_it_reminds_of() -> None:
    assert "(our reference 2026/14)" in draft("reminder", occasion(), "en").text


MANDATE = Mandate(
    nominee="Анна Орлова",
    office="Делегат VII конгресса",
    place="Алматы",
    first_day=date(2027, 7, 21),
    last_day=date(2027, 7, 24),
    checked=(Checked("Была на трёх съездах", "met"),),
)


def test_a_mandate_says_who_for_what_when_and_what_was_checked() -> None:
    letter = draft("mandate", occasion(mandate=MANDATE), "en")
    assert letter.subject == "Mandate – Анна Орлова: Делегат VII конгресса"
    shown = letter.text.split("\n\n")
    assert shown[2] == "Совет puts forward: Анна Орлова"
    assert shown[3].startswith("For: Делегат VII конгресса\nWhen: ") and shown[3].endswith("\nWhere: Алматы")
    assert "What was checked:\n1. Была на трёх съездах: met" in letter.text
    assert "In the place of" not in letter.text and "by vote" not in letter.text


def test_a_mandate_without_a_resolution_names_the_vote_and_whom_it_replaces() -> None:
    later = replace(MANDATE, vote="4", instead="Пётр Гребень", place="", first_day=None, last_day=None, checked=())
    letter = draft("mandate", occasion(mandate=later, clause=None, number="", title=""), "en")
    assert "Совет decided so on" in letter.text and "by vote No. 4." in letter.text
    assert "For: Делегат VII конгресса\nIn the place of: Пётр Гребень" in letter.text
    assert "resolution" not in letter.text and "When" not in letter.text


def test_the_party_is_addressed_as_it_wants() -> None:
    assert draft("thanks", occasion(salutation="Dear Ms Lamp,"), "en").text.startswith("Dear Ms Lamp,\n\n")


def test_a_body_has_words_of_its_own() -> None:
    own = Letter("{party}: {number}", "{salutation}\n\n{contact}\n\n{signatory}")
    letter = draft("thanks", occasion(), "en", own)
    assert letter == Letter("Министерство света: XIV/1", "Dear Sir or Madam,\n\nАнна Гребень\nПредседатель")


def test_a_template_whose_places_say_nothing_falls_back_to_the_house() -> None:
    letter = draft("request", occasion(contact=""), "en", Letter("{contact}", "{contact}"))
    assert letter == draft("request", occasion(contact=""), "en")


def test_the_note_leads_to_paper_and_answer() -> None:
    said = note("en", paper="https://a.example/p", answer="https://a.example/a")
    assert said.splitlines()[1] == "https://a.example/p"
    assert said.splitlines()[3] == "https://a.example/a"
    assert note("en", paper="p", answer="a", own="Here: {answer}") == "Here: a"
    assert set(house(NOTE, "en").text.splitlines()) >= {"{paper}", "{answer}"}


def test_the_heading_of_a_mail() -> None:
    assert heading("en", "2026/14", date(2026, 5, 9)).startswith("Our reference: 2026/14 · ")


def test_a_page_for_a_mail_asks_nothing_of_anybody() -> None:
    page = as_html(
        "<script>x</script> & https://a.example/?a=1&b=2\nsecond\n\nthird", "ru", title="<b>", accent="#112233"
    )
    assert "<script>" not in page
    assert "<title>&lt;b&gt;</title>" in page
    assert '<a href="https://a.example/?a=1&amp;b=2">' in page
    assert "color-scheme:light dark" in page
    assert page.count("<p>") == 2
    for source in ("src=", "@import", "url(", "<link", "<img"):
        assert source not in page
