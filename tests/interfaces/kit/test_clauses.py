from django.utils import translation
from django.utils.html import format_html

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.kit.clauses import Setting, beside, clause, joined
from plenaria.interfaces.kit.linking import Anchor

EVIL = "<script>&\"'"
SHOWN = "&lt;script&gt;&amp;&quot;&#x27;"


def test_a_clause_holds_what_is_below_it_and_what_is_said_of_it() -> None:
    below = Clause(id="b", number="", text="and sell")
    shown = Clause(id="a", number="1", text="To buy\nas in No. 4", children=(below,), tail="lamps.")
    found = clause(
        shown,
        Setting(
            links={"a": "c1", "b": "c1.1"},
            anchors={shown.text: (Anchor("No. 4", "/r/4/", "On lamps"),)},
            here="b",
            beside={"a": format_html("<i>{}</i>", "done")},
        ),
    )
    assert found == (
        '<li class="clause" id="c1"><a class="no" href="#c1">1<span class="hidden-text">. </span></a>'
        '<p>To buy\nas in <a class="cites" href="/r/4/" title="On lamps">No. 4</a></p>'
        '<div class="beside"><i>done</i></div>'
        '<ol><li class="clause without-no here" id="c1.1"><p>and sell</p><div class="beside"></div></li>\n</ol>'
        "<p>lamps.</p></li>\n"
    )


def test_nothing_in_it_is_markup_that_was_not_made_as_such() -> None:
    shown = Clause(id=EVIL, number=EVIL, text=EVIL, tail=EVIL)
    says = {EVIL: EVIL}
    setting = Setting(links=says, page_url=EVIL, struck={EVIL}, struck_as=EVIL, beside=says)  # type: ignore[arg-type] # a mistake
    assert clause(shown, setting) == (
        f'<li class="clause struck" id="{SHOWN}"><a class="no" href="{SHOWN}#{SHOWN}">{SHOWN}'
        f'<span class="hidden-text">. </span></a><p><span class="hidden-text">{SHOWN} </span><del>{SHOWN}</del></p>'
        f'<div class="beside">{SHOWN}</div><p><del>{SHOWN}</del></p></li>\n'
    )
    assert joined([EVIL, format_html("<b>{}</b>", EVIL)]) == f"{SHOWN}<b>{SHOWN}</b>"


def test_what_stands_beside_speaks_the_language_of_the_text() -> None:
    text = Resolution(language="ru", title="", clauses=(Clause(id="a", number="1", text="Купить"),))
    with translation.override("en"):
        found = beside(text, "hall/parts/amend_link.html", {"amend_base": "?a&clause="})
    assert found["a"].startswith('<a href="?a&amp;clause=a">Предложить')
