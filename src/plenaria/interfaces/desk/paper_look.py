"""Looking at an old paper that is doubtful: in the preview, beside its source, corrected and then taken over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenaria.actions import papers as actions
from plenaria.actions._texts import Upload
from plenaria.core.refusal import Refusal
from plenaria.core.text.alignment import Pair
from plenaria.formats.reading_isolated import read_resolution
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.papers import list_url, the_paper, where
from plenaria.interfaces.desk.text_buttons import without_empty
from plenaria.interfaces.desk.text_forms import TextForms
from plenaria.interfaces.desk.text_import import PaperDesk
from plenaria.interfaces.desk.text_state import Handed, opened
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.doubts import SENTENCES, doubt
from plenaria.store import files
from plenaria.store.queries.papers import PaperView


@require_http_methods(["GET", "POST"])
def look(request: Request, paper: str) -> HttpResponse:
    """What was read of the paper beside its source; saving takes it over into the register."""
    return OldPaperDesk(request, the_paper(paper)).answer()


class OldPaperDesk(PaperDesk):
    """The preview of a paper that waits to be checked."""

    def __init__(self, request: Request, paper: PaperView) -> None:
        super().__init__(request, meeting="")
        self.paper = paper

    def answer(self) -> HttpResponse:
        """Read the file anew, or go on with its preview."""
        if "state" in self.request.POST:
            return self._go_on(opened(self.request.POST["state"], self.person))
        paper = self.paper
        found = read_resolution(files.load(paper.sha256), paper.name.rpartition("/")[2], language=paper.wanted)
        if isinstance(found, Refusal):
            return refused(self.request, found)
        upload = Upload(sha256=paper.sha256, name=paper.name, media_type=paper.media_type, size=paper.size)
        handed = Handed.of(*found, upload)
        return self._preview(handed, TextForms(handed.text))

    def _save(self, handed: Handed) -> HttpResponse:
        text = replace(without_empty(handed.text), warnings=())
        done = actions.take_in(actor=self.request.actor, at=self.at, paper=self.paper.id, text=text)
        if isinstance(done, Refusal):
            return self._preview(handed, TextForms(handed.text), done.because.value, refusal=done)
        messages.success(self.request, _("The resolution is in the register, as historical."))
        return redirect(list_url(self.paper))

    def _doubts(self, handed: Handed, pairs: tuple[Pair, ...]) -> list[str]:
        """Those of the reading stand at their lines already."""
        known = [each for each in self.paper.doubts if each.code in SENTENCES]
        return [*(doubt(each, self.request.LANGUAGE_CODE) for each in known), *super()._doubts(handed, pairs)]

    def _show(self, template: str, context: Mapping[str, Any], title: str, status: int) -> HttpResponse:
        body = the_body(self.paper.body)
        trail = [
            {"label": _("Desk"), "url": reverse("desk")},
            {"label": in_language(body.names), "url": reverse("desk-body", args=[body.id])},
            {"label": _("Old papers"), "url": reverse("desk-old-papers", args=[body.id])},
            {"label": title},
        ]
        whole = {"leave": self._leave(), "save_label": self._button(), **context, "trail": trail, "title": title}
        return show(self.request, template, whole, status=status)

    def _leave(self) -> str:
        return reverse("desk-old-papers", args=[self.paper.body])

    def _button(self) -> str:
        return _("Take it into the register")


urlpatterns: list[URLPattern] = [
    route("desk/papers/<str:paper>/look", look, name="desk-old-paper-look", permit="papers.take-over", where=where),
]
