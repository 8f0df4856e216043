"""Pages of the guide out of Markdown."""

import pytest

from plenaria.formats.guide import Section, address, read

PAGE = """# Votes

The chair presses **Open the
vote**, see [Chair](chair.md#votes).

## On phones {#phones}

![A phone](phone.png)

Then [more](https://example.org/a.md).

| a | b |
|---|:-:|
| 1 | <b>2</b> |

## By hands

```sh
plenaria count
```
"""


def test_a_page_has_its_title_and_its_sections() -> None:
    page = read(PAGE)
    assert page.title == "Votes"
    assert page.sections == (
        Section("", "Votes", "The chair presses Open the vote, see Chair.", ("chair#votes",)),
        Section("phones", "On phones", "Then more. a b 1 <b>2</b>", ("https://example.org/a.md",)),
        Section("", "By hands", "plenaria count", ()),
    )
    assert page.names == ("Open the vote",)
    assert page.pictures == (("phone.png", "A phone"),)


def test_its_html_has_no_title_and_nothing_that_the_policy_forbids() -> None:
    html = read(PAGE, lambda file: {"src": f"/static/{file}", "width": "3"}).html
    assert "<h1" not in html
    assert '<h2 id="phones">On phones</h2>' in html
    assert '<a href="chair#votes">Chair</a>' in html
    picture = '<img src="/static/phone.png" alt="A phone" loading="lazy" width="3" />'
    assert f'<a href="/static/phone.png">{picture}</a>' in html
    assert "style=" not in html
    assert "&lt;b&gt;2&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"]
)
def test_html_and_scripts_stay_text(hostile: str) -> None:
    html = read(f"# A page\n\n{hostile}\n").html
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


@pytest.mark.parametrize(
    ("target", "expected"),
    [("vote.md", "vote"), ("vote.md#open", "vote#open"), ("https://a.example/x.md", "https://a.example/x.md")],
)
def test_pages_are_linked_without_the_ending_of_their_file(target: str, expected: str) -> None:
    assert address(target) == expected


def test_a_page_without_title_is_none() -> None:
    with pytest.raises(ValueError, match="title"):
        read("## No title\n")
