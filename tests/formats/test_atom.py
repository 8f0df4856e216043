"""A feed as RFC 4287 asks for it."""

from datetime import UTC, datetime, timedelta, timezone

from lxml import etree

from plenaria.formats import atom

NAMES = {"a": atom.NAMESPACE}
AT = datetime(2026, 5, 9, 16, 3, tzinfo=timezone(timedelta(hours=2)))


def item(**given: object) -> atom.Item:
    values = {
        "key": "https://sky.example/b/council/r/1/",
        "title": "XIV/1: О тёмном небе",
        "url": "https://sky.example/ru/b/council/r/1/",
        "published": AT,
        "updated": AT,
        "author": "Совет",
        **given,
    }
    return atom.Item(**values)  # type: ignore[arg-type]


def written(*items: atom.Item) -> etree._Element:
    feed = atom.Feed(
        url="https://sky.example/ru/feeds/b/council.atom",
        page="https://sky.example/ru/b/council/",
        title="Совет",
        language="ru",
        items=items,
        since=datetime(2000, 1, 1, tzinfo=UTC),
    )
    return etree.fromstring(atom.write(feed))


def texts(root: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(path, NAMES)]


def test_a_feed_has_all_that_is_required() -> None:
    root = written(item())
    assert root.tag == f"{{{atom.NAMESPACE}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"
    assert texts(root, "a:id") == ["https://sky.example/ru/feeds/b/council.atom"]
    assert texts(root, "a:updated") == ["2026-05-09T14:03:00Z"]
    assert [(each.get("rel"), each.get("href")) for each in root.iterfind("a:link", NAMES)] == [
        ("self", "https://sky.example/ru/feeds/b/council.atom"),
        ("alternate", "https://sky.example/ru/b/council/"),
    ]
    assert texts(root, "a:entry/a:id") == ["https://sky.example/b/council/r/1/"]
    assert texts(root, "a:entry/a:title") == ["XIV/1: О тёмном небе"]
    assert texts(root, "a:entry/a:updated") == ["2026-05-09T14:03:00Z"]
    assert texts(root, "a:entry/a:author/a:name") == ["Совет"]


def test_an_empty_feed_is_as_old_as_what_it_follows() -> None:
    assert texts(written(), "a:updated") == ["2000-01-01T00:00:00Z"]


def test_the_newest_item_dates_the_feed() -> None:
    older = item(updated=AT - timedelta(days=1))
    assert texts(written(older, item(), older), "a:updated") == ["2026-05-09T14:03:00Z"]


def test_a_summary_in_another_language_says_so() -> None:
    summary = written(item(summary="Está hecho.", summary_language="es")).find("a:entry/a:summary", NAMES)
    assert summary is not None
    assert (summary.text, summary.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("Está hecho.", "es")


def test_markup_and_control_characters_stay_words() -> None:
    root = written(item(title="<script>\x00&\x0b</script>"))
    assert texts(root, "a:entry/a:title") == ["<script>&</script>"]
