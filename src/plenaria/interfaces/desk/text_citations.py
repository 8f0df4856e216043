"""Citations at the desk: those that are certain are links, of the doubtful ones the secretary says what they mean."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenaria.actions import citations as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.text.resolution import Resolution
from plenaria.interfaces.desk.page import address
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.linking import Anchors, anchors
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries.citations import CitationView, Target
from plenaria.store.queries.texts import where_of_resolution

NONE, RULES = "none", "rules"
"""The answers of the form that name no resolution."""


def links(cited: Sequence[CitationView], texts: Iterable[Resolution]) -> Anchors:
    """The certain citations of the texts as links into the register."""
    found: Anchors = {}
    for text in texts:
        mine = [each for each in cited if each.language == text.language and each.target]
        targets = {
            each.position: (url_of(each.target), in_language(each.target.titles)) for each in mine if each.target
        }
        found |= anchors(text, targets)
    return found


def url_of(target: Target) -> str:
    """The page in the register, at the clause that is cited."""
    page = address(f"b/{target.body_slug}/r/{target.slug}/")
    return f"{page}#{target.fragment}" if target.fragment else page


@require_POST
def choose(request: Request, resolution: str) -> HttpResponse:
    """Say what a citation means: a resolution, nothing in the register, or what the rules find."""
    text, answer = request.POST.get("text", ""), request.POST.get("cited", "")
    asked = {"actor": request.actor, "at": datetime.now(UTC), "resolution": resolution, "text": text}
    if answer == RULES:
        done = actions.leave_to_rules(**asked)  # type: ignore[arg-type] # the four of them
    else:
        done = actions.choose(**asked, cited=None if answer == NONE else answer)  # type: ignore[arg-type] # the four
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("It is recorded what the citation means. The text itself is unchanged."))
    return redirect(f"{reverse('desk-text', args=[resolution])}#cites")


def _where(_request: Request, resolution: str) -> Where | None:
    return where_of_resolution(resolution)


urlpatterns: list[URLPattern] = [
    route("desk/r/<str:resolution>/citation", choose, name="desk-citation", permit="citations.choose", where=_where),
]
