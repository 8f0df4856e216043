"""The judge of the walks sees what it is there to see."""

from collections.abc import Callable

import pytest

from tests.hostile import judging
from tests.hostile.payload import HOSTILE


@pytest.mark.parametrize(
    ("judge", "content"),
    [
        (judging.of_html, "<p>a<script>alert(1)</script>"),
        (judging.of_html, '<p title="a" onclick="alert(1)">b'),
        (judging.of_html, '<p style="color: red">b'),
        (judging.of_html, '<a href="java\nscript:alert(1)">b</a>'),
        (judging.of_html, '<a href="\x01javascript:alert(1)">b</a>'),
        (judging.of_html, f"<title>a {HOSTILE}</title><p>b"),
        (judging.of_html, '<script type="application/ld+json">{"name": "</script><b>"}</script>'),
        (judging.of_xml, "<feed><title>a<script>b</script></title></feed>"),
        (judging.of_xml, "<feed><title>a & b</title></feed>"),
        (judging.of_xml, '<feed><content type="html">&lt;img src=x onerror=a()&gt;</content></feed>'),
        (judging.of_json, '{"a": }'),
        (judging.of_calendar, "BEGIN:VCALENDAR\r\nSUMMARY:a\nATTACH:b\r\n"),
        (judging.of_calendar, "BEGIN:VCALENDAR\r\nATTACH:b\r\n"),
        (judging.of_table, "name,weight\r\n=1+1,2\r\n"),
        (judging.of_table, "name,weight\r\na,b,c\r\n"),
    ],
)
def test_what_is_no_text_is_found(judge: Callable[[bytes], list[str]], content: str) -> None:
    assert judge(content.encode()) != []


@pytest.mark.parametrize(
    ("judge", "content"),
    [
        (judging.of_html, '<p title="&lt;script&gt;">&lt;script&gt;</p><img src="data:image/png;base64,AA==">'),
        (judging.of_html, '<script src="/static/a.js"></script><a href="https://example.org/">a</a>'),
        (judging.of_html, '<script type="application/ld+json">{"name": "\\u003C/script\\u003E"}</script>'),
        (judging.of_xml, "<feed><title>&lt;script&gt;</title></feed>"),
        (judging.of_calendar, "BEGIN:VCALENDAR\r\nSUMMARY:a\\nATTACH:b and\r\n  more\r\n"),
        (judging.of_table, "name,weight\r\n'=1+1,2\r\n"),
    ],
)
def test_a_text_is_none(judge: Callable[[bytes], list[str]], content: str) -> None:
    assert judge(content.encode()) == []


@pytest.mark.parametrize("header", ['attachment; filename="a/b"', 'attachment; filename="a"; evil="b"'])
def test_a_name_is_only_a_name(header: str) -> None:
    assert judging.of_disposition(header) != []
    assert judging.of_disposition('attachment; filename="a b.pdf"') == []
