from datetime import timedelta

from plenaria.actions import tokens
from plenaria.actions.tokens import ANSWER, GOOD_FOR, UPDATE
from tests.builders import AT


def test_a_link_says_whose_it_is_until_it_is_too_old() -> None:
    token = tokens.make(UPDATE, "commitment", "owner", at=AT)
    assert tokens.read(UPDATE, token, at=AT + GOOD_FOR) == ("commitment", "owner")
    assert tokens.read(UPDATE, token, at=AT + GOOD_FOR + timedelta(days=1)) is None


def test_a_link_for_one_purpose_opens_no_other_and_none_that_was_changed() -> None:
    token = tokens.make(UPDATE, "commitment", "owner", at=AT)
    assert tokens.read(ANSWER, token, at=AT) is None
    assert tokens.read(UPDATE, token[:-1] + ("a" if token[-1] != "a" else "b"), at=AT) is None
    assert tokens.read(UPDATE, "x" + token, at=AT) is None
    assert tokens.read(UPDATE, "", at=AT) is None


def test_a_link_leads_to_the_page_in_the_language_of_its_reader() -> None:
    link = tokens.link(ANSWER, "letter", "party", at=AT, language="ru")
    assert link == f"http://127.0.0.1:8000/ru/a/{tokens.make(ANSWER, 'letter', 'party', at=AT)}"
