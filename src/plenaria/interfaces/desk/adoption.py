"""Adopting, sealing and publishing a resolution: the three steps after the vote, none of which can be undone."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import adoption, publication
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.resolutions import DECIDED
from plenaria.core.text.resolution import Signature
from plenaria.delivery import keys, sealing
from plenaria.delivery.preview import preview as preview_of
from plenaria.interfaces.desk.page import address, may_do, show, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, language_name
from plenaria.phrases import results
from plenaria.phrases.refusals import sentence
from plenaria.store.queries.adopting import Adopting, adopting
from plenaria.store.queries.meetings import meeting
from plenaria.store.queries.texts import where_of_resolution


class AdoptForm(forms.Form):
    """What is still to be said of a text that was voted on."""

    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=40,
        help_text=gettext_lazy("As it is printed: XIV/3. It becomes part of the address and stays."),
    )
    adopted_on = forms.DateField(
        label=gettext_lazy("Day of adoption"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Adopted also in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A language that is left out is not sealed."),
    )

    def __init__(self, data: Any = None, *, paper: Adopting) -> None:
        others = [each for each in paper.tongues if each.code != paper.resolution.language]
        initial = {
            "number": paper.proposed_number,
            "adopted_on": paper.vote.day if paper.vote else None,
            "languages": [each.code for each in others if each.ready],
        }
        super().__init__(data, initial=initial)
        self.codes = [each.code for each in paper.tongues]
        if others:
            offer(self, "languages", [(each.code, language_name(each.code)) for each in others])
        else:
            del self.fields["languages"]
        for each in paper.tongues:
            self.fields[f"signatures_{each.code}"] = forms.CharField(
                label=_("Who signs (%(language)s)") % {"language": language_name(each.code)},
                required=False,
                widget=forms.Textarea({"rows": 2, "class": "text", "lang": each.code}),
                help_text=_("One on each line: the role, a colon, the name."),
                initial="\n".join(_line(signature) for signature in each.text.signatures),
            )

    def signatures(self) -> dict[str, tuple[Signature, ...]]:
        """Who signs, by language."""
        return {code: _signatures(self.cleaned_data[f"signatures_{code}"]) for code in self.codes}


def _line(signature: Signature) -> str:
    return f"{signature.role}: {signature.name}" if signature.role else signature.name


def _signatures(lines: str) -> tuple[Signature, ...]:
    found = (line.rpartition(":") for line in lines.splitlines() if line.strip())
    return tuple(Signature(role.strip(), name.strip()) for role, _colon, name in found)


class SealForm(forms.Form):
    """The passphrase, which is kept nowhere."""

    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase of the seal key"),
        widget=forms.PasswordInput({"autocomplete": "off"}),
        strip=False,
    )


@require_http_methods(["GET", "POST"])
def adopt(request: Request, resolution: str) -> HttpResponse:
    """What is there and what is missing; then, asked twice, *Adopt*. Afterwards the same page seals and publishes."""
    paper = _the_paper(resolution)
    if request.method == "GET" or paper.resolution.state in DECIDED:
        return _page(request, paper, AdoptForm(paper=paper))
    form = AdoptForm(request.POST, paper=paper)
    if not form.is_valid():
        return _page(request, paper, form, status=422)
    if "back" in request.POST:
        return _page(request, paper, form)
    if "confirmed" not in request.POST:
        return _page(request, paper, form, asks=True)
    result = adoption.adopt(
        actor=request.actor,
        at=datetime.now(UTC),
        resolution=resolution,
        number=form.cleaned_data["number"].strip(),
        adopted_on=form.cleaned_data["adopted_on"],
        signatures=form.signatures(),
        languages=form.cleaned_data.get("languages", ()),
    )
    if isinstance(result, Refusal):
        form.add_error(None, sentence(result, request.LANGUAGE_CODE))
        return _page(request, paper, form, status=result.because.value)
    messages.success(request, _("The resolution is adopted. Next: seal it."))
    return redirect("desk-adopt", resolution)


@require_POST
def preview(request: Request, resolution: str, language: str) -> HttpResponse:
    """The PDF as it will be, with what stands in the form now."""
    paper = _the_paper(resolution)
    form = AdoptForm(request.POST, paper=paper)
    if language not in form.codes:
        raise Http404
    if not form.is_valid():
        return _page(request, paper, form, status=422)
    made = preview_of(
        paper,
        language=language,
        number=form.cleaned_data["number"].strip(),
        adopted_on=form.cleaned_data["adopted_on"],
        signatures=form.signatures()[language],
    )
    if isinstance(made, Refusal):
        return refused(request, made)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def seal(request: Request, resolution: str) -> HttpResponse:
    """Make the papers and the bundle, and sign them."""
    form = SealForm(request.POST)
    paper = _the_paper(resolution)
    if not form.is_valid():
        return _page(request, paper, AdoptForm(paper=paper), seal_form=form, status=422)
    result = sealing.seal(
        actor=request.actor,
        at=datetime.now(UTC),
        resolution=resolution,
        passphrase=form.cleaned_data["passphrase"],
    )
    if isinstance(result, Receipt):
        messages.success(request, _("The resolution is sealed. Next: publish it."))
        return redirect("desk-adopt", resolution)
    again = SealForm()
    problem = sentence(result, request.LANGUAGE_CODE)
    return _page(request, paper, AdoptForm(paper=paper), seal_form=again, problem=problem, status=result.because.value)


@require_POST
def publish(request: Request, resolution: str) -> HttpResponse:
    """Show it in the register."""
    paper = _the_paper(resolution)
    result = publication.publish(
        actor=request.actor, at=datetime.now(UTC), resolution=resolution, address=_permalink(paper)
    )
    if isinstance(result, Receipt):
        messages.success(request, _("The resolution is published. Next: send it to those whom it names."))
        return redirect("desk-adopt", resolution)
    problem = sentence(result, request.LANGUAGE_CODE)
    return _page(request, paper, AdoptForm(paper=paper), problem=problem, status=result.because.value)


def _the_paper(resolution: str) -> Adopting:
    found = adopting(resolution)
    if found is None:
        raise Http404
    return found


def _permalink(paper: Adopting) -> str:
    return f"{settings.BASE_URL}/b/{paper.resolution.body.slug}/r/{paper.resolution.slug}/"


def _page(
    request: Request,
    paper: Adopting,
    form: AdoptForm,
    *,
    seal_form: SealForm | None = None,
    problem: str = "",
    asks: bool = False,
    status: int = 200,
) -> HttpResponse:
    resolution = paper.resolution
    body = resolution.body.id
    context = {
        "paper": paper,
        "form": form,
        "seal_form": seal_form or SealForm(),
        "problem": problem,
        "asks": asks,
        "heading": in_language(resolution.titles, resolution.language),
        "result": results.sentence(paper.vote.decision, request.LANGUAGE_CODE) if paper.vote else "",
        "tongues": [(each, language_name(each.code)) for each in paper.tongues],
        "signatories": _signatories(form),
        "permalink": _permalink(paper),
        "public_url": address(f"b/{resolution.body.slug}/r/{resolution.slug}/") if resolution.slug else "",
        "text_url": address(f"desk/r/{resolution.id}/text"),
        "send_url": address(f"desk/r/{resolution.id}/send"),
        "chair_url": address(f"hall/{resolution.meeting}/chair") if resolution.meeting else "",
        "has_seal_key": keys.has_seal_key(),
        "may_seal": may_do(request.actor, "resolutions.seal", body),
        "may_publish": may_do(request.actor, "resolutions.publish", body),
    }
    title = _("Adopt, seal, publish")
    held = meeting(resolution.meeting) if resolution.meeting else None
    if held is None:
        trail = [{"label": _("Desk"), "url": reverse("desk")}, {"label": title}]
        frame = {"trail": trail, "title": title, "body_name": in_language(resolution.body.names)}
        return show(request, "desk/adoption.html", {**frame, **context}, status=status)
    return show_meeting(request, "desk/adoption.html", held, datetime.now(UTC), context, title=title, status=status)


def _signatories(form: AdoptForm) -> int:
    """How many sign in the language with the fewest."""
    values = [str(form[f"signatures_{code}"].value() or "") for code in form.codes]
    return min(len(_signatures(each)) for each in values)


def _where(request: Request, resolution: str, **_rest: str) -> Where | None:
    return where_of_resolution(resolution)


_PLACE = "desk/r/<str:resolution>"
urlpatterns: list[URLPattern] = [
    route(f"{_PLACE}/adopt", adopt, name="desk-adopt", permit="resolutions.adopt", where=_where),
    route(
        f"{_PLACE}/adopt/preview/<str:language>",
        preview,
        name="desk-adopt-preview",
        permit="resolutions.adopt",
        where=_where,
    ),
    route(f"{_PLACE}/seal", seal, name="desk-seal", permit="resolutions.seal", where=_where),
    route(f"{_PLACE}/publish", publish, name="desk-publish", permit="resolutions.publish", where=_where),
]
