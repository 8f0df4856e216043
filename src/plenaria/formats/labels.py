"""The few words that a writer prints by itself, in the language of the paper."""

from dataclasses import dataclass

from plenaria.core.text.resolution import Resolution
from plenaria.formats.paper import Paper
from plenaria.phrases import dates
from plenaria.phrases.catalogue import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words of one language; places in braces are filled by the writer."""

    resolution: str
    numbered: str
    """``{number}``"""
    page: str
    """``{page}`` and ``{pages}``"""
    distribution: str
    adopted: str
    """``{date}``"""
    sealed: str
    """``{hash}``"""
    check: str
    """``{address}``"""
    emblem: str
    """``{body}``"""
    unplaced: str


_BEYOND_CATALOGUES = {
    "de": Labels(
        resolution="Resolution",
        numbered="Resolution Nr. {number}",
        page="Seite {page} von {pages}",
        distribution="Verteiler",
        adopted="Angenommen am {date}",
        sealed="Gesiegelter Text. SHA-256 beginnt mit {hash}",
        check="Prüfen unter {address}",
        emblem="Emblem: {body}",
        unplaced="Zeilen, deren Platz im Text nicht bekannt ist",
    ),
    "fr": Labels(
        resolution="Résolution",
        numbered="Résolution n° {number}",
        page="Page {page} sur {pages}",
        distribution="Diffusion",
        adopted="Adoptée le {date}",
        sealed="Texte scellé. Le SHA-256 commence par {hash}",
        check="À vérifier sur {address}",
        emblem="Emblème : {body}",
        unplaced="Lignes dont la place dans le texte est inconnue",
    ),
    "pt": Labels(
        resolution="Resolução",
        numbered="Resolução n.º {number}",
        page="Página {page} de {pages}",
        distribution="Distribuição",
        adopted="Aprovada em {date}",
        sealed="Texto selado. O SHA-256 começa por {hash}",
        check="Verifique em {address}",
        emblem="Emblema: {body}",
        unplaced="Linhas cujo lugar no texto se desconhece",
    ),
    "uk": Labels(
        resolution="Резолюція",
        numbered="Резолюція № {number}",
        page="Сторінка {page} з {pages}",
        distribution="Розсилка",
        adopted="Ухвалено {date}",
        sealed="Текст скріплено печаткою. SHA-256 починається з {hash}",
        check="Перевірити: {address}",
        emblem="Емблема: {body}",
        unplaced="Рядки, місце яких у тексті невідоме",
    ),
}
"""The languages of papers that the pages are not shown in, and so have no catalogue."""


def labels(language: str) -> Labels:
    """The words for papers in a language; English where nobody has written them."""
    beyond = _BEYOND_CATALOGUES.get(language.replace("_", "-").split("-")[0].lower())
    if beyond is not None:
        return beyond
    catalogue = translation(language)
    return Labels(
        resolution=catalogue.gettext("Resolution"),
        numbered=catalogue.gettext("Resolution No. {number}"),
        page=catalogue.gettext("Page {page} of {pages}"),
        distribution=catalogue.gettext("Distribution"),
        adopted=catalogue.gettext("Adopted on {date}"),
        sealed=catalogue.gettext("Sealed text. SHA-256 begins {hash}"),
        check=catalogue.gettext("Check it at {address}"),
        emblem=catalogue.gettext("Emblem: {body}"),
        unplaced=catalogue.gettext("Lines whose place in the text is not known"),
    )


def title_line(text: Resolution) -> str:
    """The title as printed; the word *Resolution* where there is none yet, as files and screen readers need one."""
    return text.title if text.title.strip() else labels(text.language).resolution


def number_line(paper: Paper, text: Resolution) -> str | None:
    """*Resolution No. 5*, or ``None`` where there is no number or the title prints it already."""
    if paper.number is None or _says(text.title, paper.number):
        return None
    return labels(text.language).numbered.format(number=paper.number)


def date_line(paper: Paper, text: Resolution) -> str | None:
    """Place and date, as far as they are known: *Valparaíso, 14 de mayo de 2025*."""
    day = paper.adopted
    parts = [text.venue, dates.day(day, text.language) if day else None]
    return ", ".join(part for part in parts if part) or None


def _says(title: str, number: str) -> bool:
    words = title.replace("№", " ").split()
    return number in (word.strip(".,:;«»“”()") for word in words)
