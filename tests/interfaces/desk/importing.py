"""Bringing in a paper at the desk, as a browser would do it."""

import html
import re
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenaria.core.text.resolution import Resolution
from plenaria.store.queries import texts
from tests.formats.papers import abstract, docx, lvl, num, p

NUMBERED = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "russianLower", "%2)")) + num(1, 1)
LETTERHEAD = "Совет обсерваторий долины · Вальдеос, ул. Звёздная, 3 · sovet@valdehoz.example"


def russian() -> bytes:
    """A paper with automatic numbers, and with its letterhead repeated between two clauses."""
    body = [
        p(LETTERHEAD),
        p("РЕЗОЛЮЦИЯ"),
        p("О тёмном небе долины"),
        p("9 мая 2026 года, Вальдеос"),
        p("Конференция,"),
        p("отмечая, что ночное небо над долиной светлеет с каждым годом,"),
        p("решает:"),
        p("Поддержать создание заповедника тёмного неба.", num=1, level=0),
        p("Провести в октябре 2026 года неделю наблюдений:", num=1, level=0),
        p("в обсерватории на перевале;", num=1, level=1),
        p("в школах долины.", num=1, level=1),
        p(LETTERHEAD),
        p("Обратиться к мэрии Вальдеоса с просьбой погасить прожекторы после полуночи.", num=1, level=0),
        p("Выразить благодарность Вере Ланской за карту засветки.", num=1, level=0),
        p("Резолюция принята единогласно открытым голосованием."),
        p("Председатель В. А. Ланская"),
    ]
    return docx("".join(body), numbering=NUMBERED)


def upload(data: bytes, name: str = "Резолюция.docx") -> dict[str, object]:
    return {"paper": SimpleUploadedFile(name, data), "pasted": "", "language": ""}


def sent(page: str) -> dict[str, str]:
    """The form of the preview as a browser would send it back."""
    form = page[page.index('class="preview"') : page.rindex("</form>")]
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        fields = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if fields.get("type") in ("radio", "checkbox") and not tag.endswith(" checked>"):
            continue
        if "name" in fields and fields["name"] != "csrfmiddlewaretoken":
            data[fields["name"]] = html.unescape(fields.get("value", ""))
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        data[name] = html.unescape(words)
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


def kept() -> list[Path]:
    return [path for path in (Path(settings.DATA) / "files").rglob("*") if path.is_file()]


def read(desk: Client, meeting: str, data: bytes | None = None, name: str = "Резолюция.docx") -> str:
    response = desk.post(f"/desk/m/{meeting}/import", upload(data or russian(), name))
    assert response.status_code == 200, response.content.decode()[-3000:]
    return str(response.content.decode())


def press(desk: Client, meeting: str, page: str, do: str, **typed: str) -> str:
    response = desk.post(f"/desk/m/{meeting}/import", {**sent(page), "do": do, **typed})
    assert response.status_code == 200, response.content.decode()[-3000:]
    return str(response.content.decode())


def saved(desk: Client, meeting: str, page: str, **typed: str) -> Resolution:
    response = desk.post(f"/desk/m/{meeting}/import", {**sent(page), "do": "save", **typed})
    assert response.status_code == 302, response.content.decode()[-3000:]
    (paper,) = texts.papers(meeting)
    assert response["Location"] == f"/desk/r/{paper.id}/text"
    found = texts.latest(paper.id, paper.language)
    assert found is not None
    return found


def outline(text: Resolution) -> list[tuple[int, str, str]]:
    return [(clause.level, clause.number, clause.text) for clause in text.walk()]


CLAUSES = [
    (1, "1", "Поддержать создание заповедника тёмного неба."),
    (1, "2", "Провести в октябре 2026 года неделю наблюдений:"),
    (2, "а", "в обсерватории на перевале;"),
    (2, "б", "в школах долины."),
    (1, "3", "Обратиться к мэрии Вальдеоса с просьбой погасить прожекторы после полуночи."),
    (1, "4", "Выразить благодарность Вере Ланской за карту засветки."),
]


def at_line(page: str, words: str) -> str:
    """The number of the line of the paper that holds these words."""
    items = re.findall(r'<li id="line-(\d+)".*?</li>', page, re.DOTALL)
    shown = re.findall(r'<li id="line-\d+".*?</li>', page, re.DOTALL)
    plain = [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in shown]
    return str(next(number for number, line in zip(items, plain, strict=True) if words in line))
