import html
import re

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.resolution import Citation, Clause, Recital, Resolution
from plenaria.interfaces.kit.linking import Anchor, anchors, linked

CITED = Citation(text="resolution No. 4")


def test_a_citation_becomes_a_link_where_it_stands() -> None:
    text = Resolution(
        language="en",
        title="",
        recitals=(Recital(text="Recalling resolution No. 4,", citations=(CITED,)),),
        clauses=(
            Clause(id="c1", number="1", text="To act as in", tail="resolution No. 4 <says>.", citations=(CITED, CITED)),
        ),
    )
    found = anchors(text, {0: ("/r/4/", "On lamps"), 2: ("/r/4/#c2", "On “lamps”")})
    assert found == {
        "Recalling resolution No. 4,": (Anchor("resolution No. 4", "/r/4/", "On lamps"),),
        "resolution No. 4 <says>.": (Anchor("resolution No. 4", "/r/4/#c2", "On “lamps”"),),
    }
    assert linked("resolution No. 4 <says>.", found) == (
        '<a class="cites" href="/r/4/#c2" title="On “lamps”">resolution No. 4</a> &lt;says&gt;.'
    )
    assert linked("To act as in", found) == "To act as in"


def test_words_without_links_are_escaped_and_keep_their_lines() -> None:
    assert linked("<b>\n1 & 2", None) == "&lt;b&gt;\n1 &amp; 2"
    assert linked("<b>\n1 & 2", {}, broken=True) == "&lt;b&gt;<br>1 &amp; 2"


words = st.text(st.sampled_from("ab <>&\"'№ 4\n"), max_size=12)


@given(st.lists(words, min_size=1, max_size=4), st.data())
def test_links_never_change_the_words(parts: list[str], data: st.DataObject) -> None:
    whole = "".join(parts)
    cited = [each for each in parts if each and data.draw(st.booleans())]
    shown = linked(whole, {whole: tuple(Anchor(each, "/x/?a=1&b=<2>", each) for each in cited)})
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == whole
