"""The catalogues of translations: ``extract``, ``compile``, and ``missing`` (which exits 1 where one is).

Messages are found by Babel in Python, and in templates through Django's own ``templatize``.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract as extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("en", "es", "ru")
SOURCE = Path(__file__).resolve().parent.parent / "src" / "plenaria"
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "nN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
MARKS = {"translators:": None}


def messages(source: Path = SOURCE) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    """Every message in the code and the templates: file, line, message, comments, context."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _found(path, path.read_bytes(), source)
    for path in sorted((*source.rglob("*.html"), *source.rglob("*.txt"))):
        if "templates" in path.parts:
            yield from _found(path, _templatized(path), source)


def _found(
    path: Path, code: bytes, source: Path
) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    for line, message, comments, context in extract_python(
        "python", io.BytesIO(code), KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
    ):
        yield str(path.relative_to(source)), line, message, comments, context


def _templatized(path: Path) -> bytes:
    """A template as Python that holds the same messages."""
    import django.conf

    if not django.conf.settings.configured:
        django.conf.settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    # templatize masks what is no message with runs of X, which Python would not parse: only the calls are kept.
    calls = re.compile(
        r"""\b(?:_|n?p?gettext)\((?:u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")[\s,]*|count[\s,]*)+\)""", re.S
    )
    masked = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    lines = []
    at = 1
    for found in calls.finditer(masked):
        line = masked.count("\n", 0, found.start()) + 1
        lines.append("\n" * max(0, line - at) + found.group().replace("\n", " ") + ";")
        at = max(at, line)
    return "".join(lines).encode()


def template() -> Catalog:
    """A catalogue of all messages, untranslated."""
    catalogue = Catalog(project="Plenaria", charset="utf-8")
    for file, _line, message, comments, context in messages():
        # Without line numbers a catalogue changes only where a message does.
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str, folder: Path = SOURCE / "locale") -> Path:
    """Where the catalogue of a language is."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language, as it is kept; an empty one where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Plenaria", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message | None) -> tuple[str, ...]:
    """What a catalogue says for a message, in each of its plural forms; one empty text where it says nothing."""
    said = (message.string if message else "") or ""
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def extract() -> None:
    """Bring every catalogue up to the code: new messages come in empty, unused ones go."""
    fresh = template()
    for language in LANGUAGES:
        path = path_of(language)
        catalogue = read(language)
        catalogue.update(fresh, no_fuzzy_matching=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept: sorted, and with those headers only that say something."""
    catalogue.fuzzy = False
    catalogue.header_comment = ""
    made = io.BytesIO()
    write_po(made, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    # Dates and names of nobody would change every catalogue at every extraction.
    names = rb"Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Trans|Language-Team|Generated-By"
    empty = re.compile(rb'^"(?:' + names + rb").*\n", re.M)
    return empty.sub(b"", made.getvalue()).lstrip()


def compile_all(folder: Path = SOURCE / "locale") -> None:
    """Write the binary catalogue beside each source catalogue."""
    for path in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def missing() -> list[tuple[str, str]]:
    """Language and message of each that the code uses and the catalogue does not say."""
    wanted = [message for message in template() if message.id]
    found = []
    for language in ("es", "ru"):
        catalogue = read(language)
        for message in wanted:
            if not all(texts(catalogue.get(message.id, message.context))):
                found.append((language, message.id if isinstance(message.id, str) else message.id[0]))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("extract", "compile", "missing"))
    verb = parser.parse_args().verb
    if verb == "missing":
        gaps = missing()
        for language, message in gaps:
            print(f"{language}: {message!r}")
        return 1 if gaps else 0
    extract() if verb == "extract" else compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
