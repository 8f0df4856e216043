"""The projector: one address that follows the meeting, in one or two languages, dark on light or light on dark.

``?lang=ru&lang2=es`` names the languages, ``?theme=dark`` the ground, ``?layout=agenda`` fixes one layout for this
screen alone. What the chair chooses is shown on every screen that is not fixed (``core.screens``). ``/s/TOKEN`` is the
same for a machine on which nobody is logged in: whoever has that address, which is listed for the chair, sees what the
room sees.
"""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from plenaria.core import screens
from plenaria.core.journal.checkpoint import to_base64
from plenaria.core.voting.tally import CHOICES
from plenaria.interfaces.hall import elections, floor, page
from plenaria.interfaces.hall.chair import progress
from plenaria.interfaces.hall.results import counted, result
from plenaria.interfaces.kit.access import BY_TOKEN, denied, route
from plenaria.interfaces.kit.network import own_certificate
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.states import FACES, Face
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store.queries import agenda, journal, polls
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.screens import chosen

SALT = "plenaria.hall.screen"
LASTS = 30 * 86_400
"""Seconds for which such an address is good: a conference and the weeks of its preparation."""
THEMES = ("light", "dark")
SIZES = ((300, ""), (580, "long"))
"""Up to so many characters over the whole width: the size of a text's letters. What is longer still is turned over."""
LONGEST = "longer"


@require_GET
def screen(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """What the room is busy with, to be read from afar."""
    return _in_language(request, meeting, fragment=fragment)


def screen_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return screen(request, meeting, fragment=True)


@require_GET
def shown(request: Request, token: str, fragment: bool = False) -> HttpResponse:
    """The same for a machine on which nobody is logged in: it has the address that the chair's page lists."""
    try:
        meeting = str(signing.loads(token, salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        return denied(request)
    if page.where(request, meeting) is None:
        raise Http404
    return _in_language(request, meeting, token, fragment=fragment)


def shown_live(request: Request, token: str) -> HttpResponse:
    """The part of that page that follows the meeting."""
    return shown(request, token, fragment=True)


def address(meeting: str, **how: str) -> str:
    """The whole address of a screen for a machine on which nobody is logged in; ``how``: lang, lang2, theme, layout."""
    token = signing.dumps(meeting, salt=SALT, compress=False)
    return settings.BASE_URL + reverse("screen-shown", args=[token]) + _query(how)


def _in_language(request: Request, meeting: str, token: str = "", *, fragment: bool) -> HttpResponse:
    first = _known(request.GET.get("lang"))
    with translation.override(first or request.LANGUAGE_CODE):
        return _show(request, meeting, first, _known(request.GET.get("lang2")), token, fragment)


def _show(request: Request, meeting: str, first: str, second: str, token: str, fragment: bool) -> HttpResponse:
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    context: dict[str, Any] = {"now": now, "second": second, **_second(view, now, second), **floor.shown(view)}
    if now.poll is not None:
        context |= progress(now.poll) | result(now.poll, second) | elections.candidates(now.poll)
    lines = polls.roll_call(now.poll.id) if now.poll and polls.shows_names(now.poll.id) else ()
    scene = screens.Scene(
        meeting=view.state,
        vote=now.poll.state if now.poll else "",
        point=now.item is not None,
        text=now.put is not None or now.redline is not None,
        shown=now.shows,
        speaker=bool(context.get("speaking")),
        names=bool(lines),
    )
    layout = screens.layout(scene, fixed=request.GET.get("layout", ""), chosen=chosen(meeting))
    theme = request.GET.get("theme", "")
    query = _query({"lang": first, "lang2": second, "theme": theme, "layout": request.GET.get("layout", "")})
    tree = journal.frontier()
    context |= {
        "layout": layout,
        "layout_template": f"hall/screen/{layout}.html",
        "theme": theme if theme in THEMES else THEMES[0],
        "journal_size": tree.size,
        "journal_root": to_base64(tree.root()),
        "other_name": _other_name(view, second),
        **_of_layout(layout, view, lines),
        **({"fragment_url": reverse("screen-shown-live", args=[token]) + query} if token else {}),
    }
    return page.show(
        request,
        "screen",
        view,
        context,
        title=now.headline or in_language(view.names),
        fragment=fragment,
        everything=True,
        query=query,
    )


def _of_layout(layout: str, view: MeetingView, lines: tuple[polls.CallLine, ...]) -> dict[str, Any]:
    """What only that layout shows."""
    match layout:
        case screens.WELCOME:
            return {"certificate": own_certificate()}
        case screens.AGENDA:
            return {"points": agenda.agenda(view.id)}
        case screens.NAMES:
            return _called(lines)
        case screens.END:
            over = [each for each in polls.polls_of(view.id) if each.state == "declared"]
            return {"votes_held": len(over)}
    return {}


def _called(lines: tuple[polls.CallLine, ...]) -> dict[str, Any]:
    """The names of a roll-call with shape and word of each answer, and how many gave which."""
    absent = Face("circle", "calm")
    faces = {each: FACES["choice"].get(each, absent) for each in (*CHOICES, "absent")}
    words = {each: label("choice", each) if each in CHOICES else pgettext("vote", "did not vote") for each in faces}
    headings = counted() | {"absent": words["absent"].capitalize()}
    counts = Counter(each.choice for each in lines)
    return {
        "called_list": [
            {"line": each, "icon": faces[each.choice].icon, "tone": faces[each.choice].tone, "word": words[each.choice]}
            for each in lines
        ],
        "legend": [
            {"word": headings[each], "count": counts[each], "icon": face.icon, "tone": face.tone}
            for each, face in faces.items()
            if counts[each]
        ],
    }


def _other_name(view: MeetingView, second: str) -> str:
    """The meeting's name in the second language, where it has one there that is another."""
    name = view.names.get(second, "")
    return "" if name == in_language(view.names) else name


def _second(view: MeetingView, now: page.OnNow, second: str) -> dict[str, Any]:
    """Text and headline in the second language, where they exist in it; what is the same in both is shown once."""
    if not second:
        return {"other": None, "long": _size(now, None)}
    with translation.override(second):
        beside = page.on_now(view, second)
    tongues = [
        each.redline.language if each.redline else each.put.language if each.put else "" for each in (now, beside)
    ]
    other = None if tongues[0] == tongues[1] else beside
    headline = now.headline
    with translation.override(second):
        other_headline = now.headline if now.headline != headline else ""
    return {"other": other, "other_headline": other_headline, "long": _size(now, other)}


def _size(now: page.OnNow, other: page.OnNow | None) -> str:
    """The class of the letters' size. Two texts beside each other have half the width each."""
    lengths = [each.length for each in (now, other) if each]
    length = max(lengths, default=0) * len(lengths)
    return next((size for most, size in SIZES if length <= most), LONGEST)


def _query(fields: dict[str, str]) -> str:
    given = {name: value for name, value in fields.items() if value}
    return f"?{urlencode(given)}" if given else ""


def _known(language: str | None) -> str:
    return language if language in dict(settings.LANGUAGES) else ""


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/screen", screen, name="hall-screen", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/screen/live", screen_live, name="hall-screen-live", permit="hall.see", where=page.where),
    route("s/<str:token>", shown, name="screen-shown", permit=BY_TOKEN),
    route("s/<str:token>/live", shown_live, name="screen-shown-live", permit=BY_TOKEN),
]
