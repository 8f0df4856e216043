"""The compiled catalogues of ``plenaria/locale``, read with the standard library's gettext.

Papers, mails and refusals are phrased for a reader whose language is an argument, not a setting of the request, and
outside Django too; so this room opens the catalogues itself.
"""

from functools import lru_cache
from gettext import NullTranslations
from gettext import translation as _open
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "django"
"""One catalogue for pages and phrases, under the name that Django looks for."""


@lru_cache(maxsize=64)
def translation(language: str) -> NullTranslations:
    """The catalogue of a language (BCP 47: ``ru``, ``pt-BR``); English, the language of the sources, where none is.

    A regional tag falls back to its language: ``pt-BR`` to ``pt``. What is no tag is English too: a tag names a
    folder, and may not lead out of this one.
    """
    tag = language.replace("_", "-").split("-")
    if not all(part.isalnum() for part in tag):
        return NullTranslations()
    wanted = ["_".join([tag[0].lower(), *tag[1:]]), tag[0].lower()]
    return _open(DOMAIN, LOCALE, languages=wanted, fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a message for the catalogues without translating it."""
    return message


def pgettext(context: str, message: str) -> str:
    """Mark a message with its context, without translating it; the name is the one that extraction looks for."""
    return message
