"""The components as markup."""

import re
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.kit.forms import Renderer
from tests.interfaces.kit.sample import RUSSIAN, render

pytestmark = pytest.mark.urls("tests.interfaces.kit.urls")


def show(source: str, **context: Any) -> str:
    template = engines["django"].from_string("{% load kit %}" + source)
    html = template.render({"csrf_token": "t"} | context, RequestFactory().get("/?page=2"))
    return re.sub(r"<svg.*?</svg>", "◇", re.sub(r">\s+<", "><", html.strip()))


class PaperForm(forms.Form):
    default_renderer = Renderer
    title = forms.CharField(label="Title", help_text="As printed.")
    remote = forms.BooleanField(label="Remote", required=False)
    file = forms.FileField(label="Paper", required=False)
    call = forms.ChoiceField(label="Call", choices=[("1", "First")], widget=forms.RadioSelect)


def test_a_badge_is_a_word_and_a_shape() -> None:
    assert show('{% badge "poll" "open" %}') == '<span class="badge live">◇<span>open</span></span>'


def test_a_badge_of_an_unknown_state_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        show('{% badge "poll" "ajar" %}')


def test_a_mark_escapes_its_word() -> None:
    assert (
        show('{% mark "warn" "flag" word %}', word="<b>") == '<span class="badge warn">◇<span>&lt;b&gt;</span></span>'
    )


def test_a_page_head_has_one_primary_action() -> None:
    html = show('{% include "kit/parts/head.html" with action="Seal" action_url="/seal" %}', title="A & B")
    assert "<h1>A &amp; B</h1>" in html
    assert html.count('class="button primary"') == 1
    assert "<form" not in html


def test_an_action_that_changes_something_is_a_post() -> None:
    html = show('{% include "kit/parts/head.html" with title="A" action="Seal" action_url="/seal" action_post=True %}')
    assert '<form method="post" action="/seal"><input type="hidden" name="csrfmiddlewaretoken"' in html


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    html = show("{{ form.title.as_field_group }}", form=PaperForm({}))
    assert '<label for="id_title">Title</label>' in html
    assert '<div class="help" id="id_title_helptext">As printed.</div>' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_fieldset_with_a_legend() -> None:
    html = show("{{ form.call.as_field_group }}", form=PaperForm())
    assert html.startswith('<fieldset class="field"><legend>Call</legend>')
    assert html.endswith("</fieldset>")


def test_a_tick_box_stands_before_its_words_and_a_file_in_its_drop() -> None:
    form = PaperForm()
    tick = show("{{ form.remote.as_field_group }}", form=form)
    assert '<label class="choice" for="id_remote"><input type="checkbox" name="remote" id="id_remote">' in tick
    assert tick.count("Remote") == 1
    assert '<div class="upload"><input type="file"' in show("{{ form.file.as_field_group }}", form=form)


def test_a_whole_form_shows_its_own_errors_first() -> None:
    form = PaperForm({"title": "a", "call": "1"})
    form.add_error(None, "The paper and the title say different things.")
    html = show("{{ form }}", form=form)
    assert html.startswith('<div class="alert bad">')
    assert html.count('class="field') == 4


def test_each_clause_has_its_permalink() -> None:
    html = show('{% include "kit/parts/paper.html" %}', resolution=RUSSIAN)
    assert re.findall(r'<li class="clause" id="([^"]+)"><a class="no" href="#([^"]+)">', html) == [
        (name, name) for name in ("c1", "c2", "c2.a", "c2.b", "c14")
    ]


def test_a_second_text_on_a_page_repeats_no_id() -> None:
    html = show('{% include "kit/parts/paper.html" with idless=True page_url="/r/3" %}', resolution=RUSSIAN)
    assert " id=" not in html
    assert 'href="/r/3#c14"' in html


def test_a_paper_speaks_its_own_language() -> None:
    with translation.override("en"):
        html = show('{% include "kit/parts/paper.html" %}', resolution=RUSSIAN)
    assert '<article class="paper" lang="ru">' in html
    assert "3 мая 2026\N{NARROW NO-BREAK SPACE}г." in html


def test_text_of_a_paper_is_never_markup() -> None:
    clause = Clause(id="1", number="1", text="<script>alert(1)</script>")
    html = show(
        '{% include "kit/parts/paper.html" %}', resolution=Resolution(language="en", title="<i>", clauses=(clause,))
    )
    assert "<script" not in html
    assert "<i>" not in html


def test_a_vote_can_be_cast_without_a_script() -> None:
    html = render("hall")
    form = re.search(r"<form.*?</form>", html, re.S)
    assert form is not None
    assert 'method="post" action="/vote"' in form[0]
    assert '<input type="hidden" name="key" value="0123456789abcdef0123456789abcdef">' in form[0]
    assert re.findall(r'<button class="vote (\w+)" name="choice" value="(\w+)">', form[0]) == [
        (choice, choice) for choice in ("for", "against", "abstain")
    ]


def test_the_page_says_its_language_and_offers_the_others() -> None:
    with translation.override("ru"):
        html = render("register")
    assert '<html lang="ru">' in html
    assert html.count("hreflang=") == 5  # three in the switch, two in the head
    assert '<a class="skip" href="#main">' in html


def test_a_single_page_of_a_list_shows_no_pages() -> None:
    assert show('{% include "kit/parts/pages.html" %}') == ""
