"""A resolution in public: the text, what became of each clause, how it was adopted, what it rests on, and its files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from plenaria.core.text.resolution import Resolution
from plenaria.formats.linked_data import linked_data
from plenaria.formats.writing import FORMATS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.exported import exported
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.languages import CODES
from plenaria.interfaces.kit.linking import Anchors, anchors
from plenaria.interfaces.kit.progress import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.votes import shown
from plenaria.interfaces.kit.wording import day, in_language, language_name
from plenaria.interfaces.register import beside, corrigenda, embed
from plenaria.interfaces.register.cards import graph
from plenaria.interfaces.register.page import linked, show_of_body, there, today
from plenaria.interfaces.register.side_by_side import rows
from plenaria.store.queries import published, subjects
from plenaria.store.queries.published import Cited, FileView, Published
from plenaria.store.queries.votes import votes_on

READ = ("pdf", "docx", "html", "txt", "md")
"""Formats for people; the others are for machines and archives."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the text: where it is read alone, and where beside the present one."""

    code: str
    name: str
    url: str
    beside_url: str
    current: bool
    beside: bool
    authentic: bool


def page(request: Request, body: str, number: str) -> HttpResponse:
    """Read the resolution."""
    found = published.published(body, number, today())
    if found is None:
        raise Http404
    text = found.texts[_language(request, found)]
    other = _other(request, found, text)
    cited = published.cited_in(found.id) if "cites" in found.has else ()
    votes = [shown(each, request.LANGUAGE_CODE) for each in votes_on(found.id)]
    separate = {each.vote.paper.clause: each for each in votes if each.vote.paper and each.vote.state == "declared"}
    states = Counter(each.state for clause in found.clauses.values() for each in clause.commitments)
    listed, notes = corrigenda.of_page(found) if "corrigenda" in found.has else ((), {})
    under = beside.of_clauses(found, text, separate, notes, request.LANGUAGE_CODE)
    links = _anchors(found, cited)
    context = {
        "found": found,
        "text": text,
        "other": other,
        "rows": rows(text, other, links, under) if other else (),
        "ends": (text, other) if other else (),
        "tongues": _tongues(found, text, other),
        # The languages of the interface stand in the head of the page already.
        "shows_tongues": text.language != request.LANGUAGE_CODE or not set(found.texts) <= {*_of_pages(request)},
        "alone_url": _alone(found, text),
        "authentic": language_name(found.language),
        "beside": under,
        "corrigenda": listed,
        "subjects": subjects.of_resolution(found.id) if "subjects" in found.has else (),
        "votes": votes,
        "bar": bar(states, legend=True),
        "rests_on": tuple({each.link.id: each.link for each in cited}.values()),
        "anchors": links,
        "rest_on": published.rest_on(found.id) if "cited" in found.has else (),
        "downloads": _downloads(found, text.language),
        "bundle": next((each for each in found.files if each.format == "bundle"), None),
        "sources": _sources(found),
        "address": _address(found),
        "data": _linked(found, text),
        "graph": graph(found, text, request.LANGUAGE_CODE, states),
        "frame": embed.address("r", found.body_slug, found.slug),
    }
    return show_of_body(
        request,
        "register/resolution.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.body_accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=found.number or day(found.adopted_on),
    )


def _of_pages(request: Request) -> Sequence[str]:
    """The languages in which there are pages."""
    of = exported(request)
    return of.languages if of else CODES


def _language(request: Request, found: Published) -> str:
    """The language of the text: the one that the address asks for, the reader's, or the authentic one."""
    for wanted in (request.GET.get("in", ""), request.LANGUAGE_CODE):
        if wanted in found.texts:
            return wanted
    return found.language


def _other(request: Request, found: Published, text: Resolution) -> Resolution | None:
    wanted = request.GET.get("with", "")
    return None if wanted == text.language else found.texts.get(wanted)


def _tongues(found: Published, text: Resolution, other: Resolution | None) -> list[Tongue]:
    """A language of the interface has an address of its own; any other is asked for."""
    path = reverse("register-resolution", args=[found.body_slug, found.slug])
    plain = f"/b/{found.body_slug}/r/{found.slug}/"
    here = _alone(found, text)
    return [
        Tongue(
            code=code,
            name=language_name(code),
            url=f"/{code}{plain}" if code in CODES else f"{path}?in={code}",
            beside_url=f"{here}{'&' if '?' in here else '?'}with={code}",
            current=code == text.language,
            beside=other is not None and code == other.language,
            authentic=code == found.language,
        )
        for code in found.texts
    ]


def _alone(found: Published, text: Resolution) -> str:
    """This page with the text in its present language and nothing beside it."""
    path = reverse("register-resolution", args=[found.body_slug, found.slug])
    return path if text.language == get_language() else f"{path}?in={text.language}"


def _downloads(found: Published, language: str) -> list[tuple[FileView, str]]:
    """The files in this language, those for reading first, each with its short name; then two side by side."""
    order = [*READ, *(each for each in FORMATS if each not in READ)]
    made = [each for each in found.files if each.format in order and each.language == language]
    mine = sorted(made, key=lambda each: order.index(each.format))
    level = [each for each in found.files if "-" in each.language and language in each.language.split("-")]
    return [(each, _called(each)) for each in [*mine, *level]]


def _sources(found: Published) -> list[tuple[FileView, str]]:
    """The papers from which a historical resolution was taken over, each with its kind and language."""
    return [
        (each, f"{PurePosixPath(each.name).suffix.lstrip('.').upper()}, {language_name(each.language)}")
        for each in found.files
        if each.format == "source"
    ]


def _anchors(found: Published, cited: tuple[Cited, ...]) -> Anchors:
    """The citations of all languages as links to what they mean."""
    links: Anchors = {}
    for language, text in found.texts.items():
        mine = [each for each in cited if each.language == language]
        links |= anchors(text, {each.position: (_to(each), in_language(each.link.titles)) for each in mine})
    return links


def _to(cited: Cited) -> str:
    path = reverse("register-resolution", args=[cited.link.body_slug, cited.link.slug])
    return f"{path}#{cited.fragment}" if cited.fragment else path


def _called(file: FileView) -> str:
    name = {"akn": "Akoma Ntoso", "md": "Markdown", "txt": "TXT"}.get(file.format, file.format.upper())
    return f"{name} {file.language.replace('-', ' + ')}" if "-" in file.language else name


def _address(found: Published) -> str:
    return f"{settings.BASE_URL}/b/{found.body_slug}/r/{found.slug}/"


def _linked(found: Published, text: Resolution) -> SafeString:
    data = linked_data(
        text,
        languages=list(found.texts),
        number=found.number,
        adopted=found.adopted_on,
        body=in_language(found.body_names),
        permalink=_address(found),
        body_url=there("register-body", found.body_slug),
        validity=found.validity,
    )
    return linked(data)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/", kept(page), name="register-resolution", permit=PUBLIC),
]
