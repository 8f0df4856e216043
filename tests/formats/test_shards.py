"""The index of a search without a server: what its files hold, and that they hold all of it."""

import json
import os
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plenaria.formats import shards
from plenaria.formats.shards import Page, Passage, Shards

DAY = date(2026, 5, 9)


def passage(text: str, part: str = "clause", **more: Any) -> Passage:
    """Words cut to their first three letters."""
    words = text.split()
    return Passage(part=part, text=text, words=words, stems=[each[:3] for each in words], **more)


def page(number: int, *texts: str, language: str = "en", tokens: Iterable[str] = ()) -> Page:
    passages = [passage(each, tokens=[f"=k:{each}" for each in "abcdef"]) for each in texts]
    return Page(path=f"p{number}/", on=DAY, about={"n": number}, texts={language: passages}, tokens=list(tokens))


def built(*pages: Page) -> dict[str, Any]:
    """Every file by name, as a browser reads it."""
    index = Shards(lambda word: {word[:3]})
    files = [file for each in pages for file in index.add(each)]
    return {name: called(name, data) for name, data in [*files, *index.finish({"about": 1})]}


def called(name: str, data: bytes) -> Any:
    text = data.decode()
    begin = f"plenariaShard({json.dumps(name)},"
    assert text.startswith(begin) and text.endswith(");\n")
    return json.loads(text[len(begin) : -3])


def known(files: Mapping[str, Any], word: str) -> Any:
    """What the index says of a word, found as a browser finds it."""
    firsts = files["index"]["words"]
    return files[f"w/{max(bisect_right(firsts, word) - 1, 0)}"].get(word, []) if firsts else []


def places(files: Mapping[str, Any], key: str, shard: int) -> dict[int, list[int]]:
    """Page → passages of a list, from all of its parts."""
    entry = files[f"p/{shard}"][key]
    found: dict[int, list[int]] = {}
    for numbers in [entry["c"], *(files[f"m/{file}"] for _top, file in entry.get("m", ()))]:
        page = at = 0
        while at < len(numbers):
            page = numbers[at] if at == 0 else page - numbers[at]
            end, place, here = at + 2 + numbers[at + 1], 0, []
            for distance in numbers[at + 2 : end]:
                place += distance
                here.append(place)
            found[page], at = here, end
    return found


def test_a_word_leads_to_its_stem_and_that_to_its_passages() -> None:
    files = built(page(0, "night sky", "dark nights"), page(1, "day"), page(2, "nightfall"))
    assert known(files, "nights") == [["nig", "en", 0, 2]]
    assert places(files, "nig.en", 0) == {2: [0], 0: [0, 1]}
    assert files["p/0"]["nig.en"]["f"] == ["night", "nightfall", "nights"]
    assert files["u/0"] == ["p0/", "p1/", "p2/"]
    assert files["t/p0/en"] == {
        "n": 0,
        "passages": [["clause", "", "", "night sky"], ["clause", "", "", "dark nights"]],
    }


def test_a_token_is_found_and_is_no_word() -> None:
    files = built(page(0, "night", tokens=["=b:x"]), page(1, "night", language="ru"))
    assert known(files, "=b:x") == []
    assert places(files, "=b:x.", files["index"]["tokens"]["=b:x."]) == {0: []}
    assert places(files, "=l.ru", files["index"]["tokens"]["=l.ru"]) == {1: []}


def test_the_same_texts_give_the_same_files_in_any_process() -> None:
    code = (
        "from tests.formats.test_shards import built, page;"
        "print(built(page(0, 'night sky', 'dark nights', tokens=['=b:x', '=b:y'])))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]


def test_the_years_say_where_they_begin() -> None:
    later = Page(path="q/", on=date(2027, 1, 1), about={}, texts={"en": [passage("day")]})
    assert built(page(0, "a"), page(1, "b"), later)["index"]["years"] == [[2026, 0], [2027, 2]]


def test_how_words_end_is_told_where_it_is_usual() -> None:
    files = built(page(0, "abcs defs ghi"))
    assert files["index"]["endings"] == {"en": [["s", ""]]}


def test_a_long_list_is_cut_and_its_newest_part_comes_first(monkeypatch: Any) -> None:
    monkeypatch.setattr(shards, "PART", 6)
    files = built(*(page(number, "night") for number in range(7)))
    entry = files["p/0"]["nig.en"]
    assert entry["c"] == [6, 1, 0, 1, 1, 0]
    assert [top for top, _file in entry["m"]] == [4, 2, 0]
    assert places(files, "nig.en", 0) == {number: [0] for number in range(7)}


@given(
    st.lists(
        st.lists(st.lists(st.sampled_from(["night", "nightly", "sky", "skye", "day", "ёлка"]), max_size=6), max_size=4),
        max_size=12,
    )
)
def test_every_word_of_every_passage_is_found_and_nothing_else(texts: list[list[list[str]]]) -> None:
    files = built(*(page(number, *map(" ".join, some)) for number, some in enumerate(texts)))
    for word in ("night", "nightly", "sky", "skye", "day", "ёлка"):
        expected = {
            number: here
            for number, some in enumerate(texts)
            if (here := [at for at, words in enumerate(some) if any(each[:3] == word[:3] for each in words)])
        }
        found = [places(files, f"{stem}.{language}", shard) for stem, language, shard, _count in known(files, word)]
        is_there = any(word in words for some in texts for words in some)
        assert found == ([expected] if is_there else [])
